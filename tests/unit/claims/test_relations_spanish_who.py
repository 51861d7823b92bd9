"""What Spanish sentences say that somebody is: posts, ranks, memberships, kin."""

from __future__ import annotations

import pytest

from tests.unit.claims.spanish_of import lines

TITLES = [
    (
        "La ministra de Defensa, {Ana Sol}, viajó ayer.",
        ["holds_post: post=ministra de Defensa; agent=Ana Sol"],
    ),
    (
        "{Ana Sol}, ministra de Defensa de <Karovia>, viajó ayer.",
        ["holds_post: agent=Ana Sol; post=ministra de Defensa; unit=Karovia"],
    ),
    (
        "El primer/ADJ ministro de Uruguay/PROPN, {Pedro Gil}, viajó.",
        ["holds_post: post=primer ministro; unit=Uruguay; agent=Pedro Gil"],
    ),
    (
        "El ministro de Defensa {Pedro Gil} viajó ayer.",
        ["holds_post: post=ministro de Defensa; agent=Pedro Gil"],
    ),
    (
        "Habló el exjefe de la [Policía de Altamar] {Juan Rey}.",
        ["holds_post: post=exjefe; unit=Policía de Altamar; agent=Juan Rey"],
    ),
    (
        "El teniente coronel {Abel Dueñas} huyó.",
        ["holds_rank: rank=teniente coronel; agent=Abel Dueñas"],
    ),
    (
        "{Ana Sol} ocupó el cargo de directora de la [Agencia Nacional].",
        ["holds_post: agent=Ana Sol; post=directora; unit=Agencia Nacional"],
    ),
    (
        "El gobernador nombró a {Ana Sol} directora de la [Agencia Nacional].",
        ["holds_post: agent=Ana Sol; post=directora; unit=Agencia Nacional"],
    ),
    ("El general {Ilan Vessin} huyó.", ["holds_rank: rank=general; agent=Ilan Vessin"]),
    (
        "Los generales {Ilan Vessin} y {Juan Rey} huyeron.",
        ["holds_rank: rank=generales; agent=Ilan Vessin; agent=Juan Rey"],
    ),
    (
        "El coronel {Hilario Pons}, comandante de la [Tercera Brigada], huyó.",
        [
            "holds_rank: rank=coronel; agent=Hilario Pons",
            "holds_post: agent=Hilario Pons; post=comandante; unit=Tercera Brigada",
        ],
    ),
    (
        "{Juan Rey} (exministro de Minas) huyó.",
        ["holds_post: agent=Juan Rey; post=exministro de Minas"],
    ),
    (
        "{Ana Sol} era secretaria de Estado/PROPN.",
        ["holds_post: agent=Ana Sol; post=secretaria de Estado"],
    ),
    (
        "{Ana Sol}, que fue ministra de Justicia entre 2010 y 2014, huyó.",
        ["holds_post: agent=Ana Sol; post=ministra de Justicia"],
    ),
    (
        "{Ana Sol} fue nombrada directora de la [Agencia Nacional] en 2012.",
        ["holds_post: agent=Ana Sol; post=directora; unit=Agencia Nacional"],
    ),
    (
        "{Ana Sol} ejerció como directora de la [Agencia Nacional].",
        ["holds_post: agent=Ana Sol; post=directora; unit=Agencia Nacional"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_posts_and_ranks_stand_beside_a_name(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


BELONGING = [
    (
        "{Juan Rey}, alias «Lobo», de 45 años, miembro del [Cartel del Norte], huyó.",
        ["member_of: agent=Juan Rey; patient=Cartel del Norte"],
    ),
    (
        "{Juan Rey}, integrante de la banda [Los Cuervos], huyó.",
        ["member_of: agent=Juan Rey; patient=Los Cuervos"],
    ),
    (
        "{Ana Sol} y {Juan Rey} son militantes de [Unión Popular].",
        ["member_of: agent=Ana Sol; agent=Juan Rey; patient=Unión Popular"],
    ),
    (
        "{Juan Rey} pertenece al [Cartel del Norte] desde 2007.",
        ["member_of: agent=Juan Rey; patient=Cartel del Norte"],
    ),
    (
        "{Juan Rey} milita/VERB en [Unión Popular].",
        ["member_of: agent=Juan Rey; patient=Unión Popular"],
    ),
    (
        "{Juan Rey} se incorporó a la [Policía de Altamar] en 1998.",
        ["member_of: agent=Juan Rey; patient=Policía de Altamar"],
    ),
    (
        "{Ana Sol}, hija de {Juan Rey}, huyó.",
        ["related_to: agent=Ana Sol; counterpart=Juan Rey"],
    ),
    (
        "La empresa [Minera del Sur] pertenece a {Juan Rey}.",
        ["owns: patient=Minera del Sur; agent=Juan Rey"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BELONGING)
def test_who_belongs_to_what_and_to_whom(text: str, expected: list[str]) -> None:
    assert lines(text) == expected
