"""Spanish ranks, posts, units and postings, with their times."""

from __future__ import annotations

import pytest

from careo.reading import lexicon, read
from tests.unit.claims.relations_of import layer_of
from tests.unit.claims.spanish_of import found, lines

TOLD = [
    (
        "El general de brigada {Juan Rey}, comandante del [Batallón 14 de Infantería], huyó.",
        [
            "holds_rank: rank=general de brigada; agent=Juan Rey",
            "holds_post: agent=Juan Rey; post=comandante; unit=Batallón 14 de Infantería",
        ],
    ),
    (
        "El teniente coronel ( r ) {Juan Rey} huyó.",
        ["holds_rank: rank=teniente coronel; agent=Juan Rey"],
    ),
    (
        "El coronel en retiro {Juan Rey} huyó.",
        ["holds_rank: rank=coronel; agent=Juan Rey"],
    ),
    (
        "El general retirado/ADJ {Juan Rey} huyó.",
        ["holds_rank: rank=general; agent=Juan Rey"],
    ),
    ("El mayor/ADJ {Juan Rey} huyó.", ["holds_rank: rank=mayor; agent=Juan Rey"]),
    (
        "El exalcalde/ADJ {Juan Rey} huyó.",
        ["holds_post: post=exalcalde; agent=Juan Rey"],
    ),
    (
        "El entonces/ADV jefe de la [Policía Judicial], {Juan Rey}, huyó.",
        ["holds_post: post=jefe; unit=Policía Judicial; agent=Juan Rey"],
    ),
    (
        "{Ana Sol}, entonces/ADV ministra de Defensa, huyó.",
        ["holds_post: agent=Ana Sol; post=ministra de Defensa"],
    ),
    (
        "El director de la [Policía Judicial], comisario {Juan Rey}, huyó.",
        [
            "holds_post: post=director; unit=Policía Judicial; agent=Juan Rey",
            "holds_rank: rank=comisario; agent=Juan Rey",
        ],
    ),
    (
        "El comandante de la aldea, general {Juan Rey}, huyó.",
        [
            "holds_post: post=comandante; unit=la aldea; agent=Juan Rey",
            "holds_rank: rank=general; agent=Juan Rey",
        ],
    ),
    (
        "El exministro de Justicia y embajador en <Karvia>, {Juan Rey}, huyó.",
        [
            "holds_post: post=exministro de Justicia; agent=Juan Rey",
            "holds_post: post=embajador; unit=Karvia; agent=Juan Rey",
        ],
    ),
    (
        "Como comandante de la [Segunda División], {Juan Rey} huyó.",
        ["holds_post: post=comandante; unit=Segunda División; agent=Juan Rey"],
    ),
    (
        "El coronel {Juan Rey}, de la [Brigada 12], huyó.",
        [
            "holds_rank: rank=coronel; agent=Juan Rey",
            "posted_to: agent=Juan Rey; unit=Brigada 12",
        ],
    ),
    (
        "El [Batallón Lince], de la [Brigada 12], huyó.",
        ["part_of: agent=Batallón Lince; patient=Brigada 12"],
    ),
    (
        "El [Batallón Lince] dependía de la [Brigada 12].",
        ["part_of: agent=Batallón Lince; patient=Brigada 12"],
    ),
    (
        "El Tte Cnel {Juan Rey} huyó.",
        ["holds_rank: rank=Tte Cnel; agent=Juan Rey"],
    ),
    (
        "{Juan Rey} fue ascendido a coronel en 2014.",
        ["holds_rank: agent=Juan Rey; rank=coronel"],
    ),
    (
        "{Juan Rey} ascendió a general en 2018.",
        ["holds_rank: agent=Juan Rey; rank=general"],
    ),
    (
        "El gobierno ascendió a {Juan Rey} al grado de general de división.",
        ["holds_rank: agent=Juan Rey; rank=general de división"],
    ),
    (
        "{Juan Rey} fue destinado al [Batallón 22] en 2011.",
        ["posted_to: agent=Juan Rey; unit=Batallón 22"],
    ),
    (
        "{Juan Rey} fue trasladado a la [Segunda División] como jefe de operaciones.",
        ["posted_to: agent=Juan Rey; unit=Segunda División; post=jefe de operaciones"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_ranks_posts_and_postings(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "El gobierno ascendió al general.",
        "{Juan Rey} ascendió a la montaña.",
        "{Juan Rey} fue trasladado al [Hospital Central].",
        "{Juan Rey} fue trasladado a la cárcel.",
        "{Juan Rey}, de la [Fundación Brisa], huyó.",
        "El jefe del Estado Mayor {Conjunto} huyó.",
        "{Ana Sol} lo trató como ministro, {Juan Rey} huyó.",
    ],
)
def test_nobody_is_given_a_rank_or_a_posting(text: str) -> None:
    assert [one for one in lines(text) if one.startswith(("holds", "posted"))] == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "{Juan Rey}, comandante de la [5.ª Brigada] entre 2012 y 2014, huyó.",
            "entre 2012 y 2014",
        ),
        ("La ministra de Defensa desde 2012, {Ana Sol}, huyó.", "desde 2012"),
        ("{Ana Sol} fue ministra de Defensa de 2010 a 2012.", "de 2010 a 2012"),
    ],
)
def test_a_time_right_behind_a_post_is_when_it_was_held(text: str, when: str) -> None:
    (relation,) = [r for r in found(text) if r.predicate == "holds_post"]
    assert relation.when is not None
    assert relation.when.text is not None
    assert relation.when.text.exact == when


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Soldados de la 5.ª Brigada llegaron a la aldea.", "5.ª Brigada"),
        ("El coronel mandó la Brigada Móvil 3 durante años.", "Brigada Móvil 3"),
        ("Soldados del Batallón N.º 14 llegaron a la aldea.", "Batallón N.º 14"),
        ("El Batallón de Infantería n.º 22 llegó a la aldea.", "Batallón de Infantería n.º 22"),
        ("El Batallón de Fuerzas Especiales N° 4 llegó.", "Batallón de Fuerzas Especiales N° 4"),
    ],
)
def test_the_number_of_a_unit_belongs_to_its_name(text: str, unit: str) -> None:
    assert lexicon("es").posts["numbered_units"]
    names = {
        (m.span.exact, m.kind) for m in read(layer_of(text), "es").mentions if m.form == "name"
    }
    assert names == {(unit, "organization")}


def test_a_rank_of_several_words_makes_the_name_behind_it_a_persons() -> None:
    text = "El general de brigada Ramiro Ochoa llegó a la aldea."
    names = [(m.span.exact, m.kind) for m in read(layer_of(text), "es").mentions]
    assert ("Ramiro Ochoa", "person") in names


def test_a_post_in_another_s_words_is_nobody_s_for_sure() -> None:
    text = "{Ana Sol} dijo que {Juan Rey}, de la [Brigada 12], exjefe de Inteligencia, huyó."
    said = found(text, "que Juan Rey, de la Brigada 12, exjefe de Inteligencia, huyó", cue="dijo")
    assert [(r.predicate, r.voice) for r in said] == [("posted_to", "unclear")]
    text = "{Ana Sol} dijo que {Juan Rey}, al mando de la [Brigada 12], huyó."
    said = found(text, "que Juan Rey, al mando de la Brigada 12, huyó", cue="dijo")
    assert [(r.predicate, r.voice) for r in said] == [("commands", "unclear")]
    text = "{Ana Sol} dijo: « {Juan Rey}, quien/PRON fue condenado en 2019, huyó »."
    said = found(text, "« Juan Rey, quien fue condenado en 2019, huyó »", cue="dijo")
    assert [(r.predicate, r.voice) for r in said] == [("convicted", "speaker")]
    text = "{Ana Sol} dijo que {Juan Rey}, quien/PRON fue condenado en 2019, huyó."
    said = found(text, "que Juan Rey, quien fue condenado en 2019, huyó", cue="dijo")
    assert [(r.predicate, r.voice) for r in said] == [("convicted", "unclear")]
