"""Spanish deeds whose participles, sums, origins and remarks stand in their own fixed places."""

from __future__ import annotations

import pytest

from tests.unit.claims.relations_of import line
from tests.unit.claims.spanish_of import asserted, lines, reading, with_parse

TOLD = [
    (
        "{Juan Rey} recibió un soborno de 50.000 coronas de {Ana Sol}.",
        "pays: beneficiary=Juan Rey; amount=50.000 coronas; agent=Ana Sol",
    ),
    (
        "El diputado recibió sobornos de la empresa [Minera del Sur] por 200.000 coronas.",
        "pays: beneficiary=El diputado; agent=Minera del Sur; amount=200.000 coronas",
    ),
    (
        "{Juan Rey} pagó 30.000 coronas a {Ana Sol}.",
        "pays: agent=Juan Rey; amount=30.000 coronas; beneficiary=Ana Sol",
    ),
    (
        "La red envió cuatro toneladas de cocaína de <Sarmo> a <Lisandra>.",
        (
            "transports: agent=La red; patient=cuatro toneladas de cocaína; origin=Sarmo; "
            "destination=Lisandra"
        ),
    ),
    (
        "La red despachó dos toneladas de oro desde/SCONJ <Sarmo> hacia <Lisandra>.",
        (
            "transports: agent=La red; patient=dos toneladas de oro; origin=Sarmo; "
            "destination=Lisandra"
        ),
    ),
    (
        "{Ana Sol} dio su visto/NOUN bueno/ADJ a la operación.",
        "authorises: agent=Ana Sol; domain=la operación",
    ),
    (
        "{Ana Sol} se declaró culpable/ADJ de lavado/NOUN de dinero.",
        "pleaded: agent=Ana Sol; domain=culpable; charge=lavado de dinero",
    ),
    (
        "{Ana Sol} se declaró no culpable/NOUN.",
        "pleaded: agent=Ana Sol; domain=no culpable",
    ),
    (
        "{Ana Sol}, casada/VERB con el coronel {Juan Rey}, huyó.",
        "related_to: agent=Ana Sol; counterpart=Juan Rey",
    ),
    (
        "{Ana Sol} está casada/VERB con {Juan Rey}.",
        "related_to: agent=Ana Sol; counterpart=Juan Rey",
    ),
    (
        "<Lorvia> extraditó a {Juan Rey} a <Karvia>.",
        "extradited: agent=Lorvia; patient=Juan Rey; destination=Karvia",
    ),
    (
        "El gobierno extraditó a <Karvia> al banquero {Juan Rey}.",
        "extradited: agent=El gobierno; destination=Karvia; patient=Juan Rey",
    ),
    (
        "{Juan Rey} fue extraditado de <Lorvia> a <Karvia>.",
        "extradited: patient=Juan Rey; origin=Lorvia; destination=Karvia",
    ),
    (
        "{Juan Rey} apeló la sentencia ante la [Corte Suprema].",
        "appealed: agent=Juan Rey; domain=la sentencia; court=Corte Suprema",
    ),
    ("{Juan Rey} apeló contra el fallo.", "appealed: agent=Juan Rey; domain=el fallo"),
    (
        "{Juan Rey} estuvo/AUX al mando de la [Brigada 12].",
        "commands: agent=Juan Rey; patient=Brigada 12",
    ),
    (
        "La patrulla estaba al mando del coronel {Juan Rey}.",
        "commands: patient=La patrulla; agent=Juan Rey",
    ),
    (
        "{Juan Rey} estaba al frente del [Batallón Cóndor].",
        "commands: agent=Juan Rey; patient=Batallón Cóndor",
    ),
    (
        "El [Batallón Lince], al mando del mayor {Juan Rey}, huyó.",
        "commands: patient=Batallón Lince; agent=Juan Rey",
    ),
    (
        "{Juan Rey}, al frente de la [Brigada 12] desde 2008, huyó.",
        "commands: agent=Juan Rey; patient=Brigada 12",
    ),
    (
        "{Ana Sol} ordenó a la [Brigada 12] disparar/VERB contra los manifestantes.",
        ("commands: agent=Ana Sol; patient=Brigada 12; domain=disparar contra los manifestantes"),
    ),
    (
        "{Ana Sol} ordenó archivar/VERB el caso/NOUN.",
        "commands: agent=Ana Sol; domain=archivar el caso",
    ),
    (
        "{Juan Rey} recibía órdenes/NOUN del coronel {Pedro Gil}.",
        "commands: patient=Juan Rey; agent=Pedro Gil",
    ),
    (
        "{Juan Rey} estaba al tanto de los vuelos.",
        "knows_of: agent=Juan Rey; domain=los vuelos",
    ),
    (
        "La empresa [Minera del Sur], propiedad de {Juan Rey}, huyó.",
        "owns: patient=Minera del Sur; agent=Juan Rey",
    ),
    (
        "{Juan Rey} habría/ADV enviado oro a <Karvia>.",
        "would transports: agent=Juan Rey; patient=oro; destination=Karvia",
    ),
    (
        "La investigación estuvo/AUX a cargo de {Ana Sol}.",
        "directs: domain=La investigación; agent=Ana Sol",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_who_does_what_with_what_to_whom(text: str, expected: str) -> None:
    assert expected in lines(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("La red envió cuatro toneladas de cocaína de <Sarmo>.", "origin"),
        ("La niña está a cargo de {Ana Sol}.", "directs"),
        ("{Juan Rey} estuvo/AUX al mando del coronel {Pedro Gil}.", "commands"),
        ("{Ana Sol} se declaró partidaria/ADJ de {Juan Rey}.", "pleaded"),
        ("{Juan Rey} pidió que {Ana Sol} fuera extraditada a <Karvia>.", "extradited"),
        ("{Juan Rey} recibió un soborno de 50.000 coronas.", "agent"),
        ("La propiedad de la empresa, {Juan Rey}, huyó.", "owns"),
        (
            "La abogada, {Ana Sol}, {Juan Rey}, exministro, dirige el [Cartel].",
            "agent=Ana Sol; pat",
        ),
        ("Según/VERB {Ana Sol}, exministra de Minas, dirige el [Cartel del Norte].", "commands"),
        ("{Juan Rey} ganó dos millones de coronas.", "pays"),
    ],
)
def test_what_the_words_leave_open_is_not_told(text: str, never: str) -> None:
    assert [one for one in lines(text) if never in one] == []


ASIDE = "{Juan Rey}, quien/PRON fue condenado en 2019, dirige el [Cartel del Norte]."


def test_a_remark_stands_between_somebody_and_his_verb() -> None:
    text, read = reading(ASIDE)
    agreed = with_parse(read, (1, "nsubj", 9))
    assert [line(r) for r in asserted(text, agreed)] == [
        "convicted: patient=Juan Rey",
        "commands: agent=Juan Rey; patient=Cartel del Norte",
    ]


def test_behind_a_remark_the_parse_must_have_the_same_subject() -> None:
    text, read = reading(ASIDE)
    assert [r.predicate for r in asserted(text, read)] == ["convicted"]
    text, read = reading("{Juan Rey}, que sabe que {Ana Sol}, dirige el [Cartel del Norte].")
    agreed = with_parse(read, (6, "nsubj", 8))
    assert [r for r in asserted(text, agreed) if r.predicate == "commands"] == []


def test_a_remark_between_dashes_is_a_remark() -> None:
    text, read = reading("{Juan Rey} —detenido en 2020— dirige el [Cartel del Norte].")
    agreed = with_parse(read, (1, "nsubj", 7))
    assert [line(r) for r in asserted(text, agreed)] == [
        "detained: patient=Juan Rey",
        "commands: agent=Juan Rey; patient=Cartel del Norte",
    ]


def test_a_word_of_saying_opens_no_clause_that_it_governs() -> None:
    text = "Un testigo declaró que {Juan Rey} dirige el [Cartel del Norte]."
    assert lines(text, "que Juan Rey dirige el Cartel del Norte", cue="declaró") == [
        "commands: agent=Juan Rey; patient=Cartel del Norte"
    ]
