"""Who is said to have ordered, allowed, known or gained: verbs, and what stands under a noun."""

from __future__ import annotations

import pytest

from tests.unit.claims import relations_of, spanish_of

ENGLISH = {
    "The flights left with the approval of Ana Sol.": (
        "authorises: domain=The flights; agent=Ana Sol"
    ),
    "The killings took place with the knowledge of Ana Sol.": (
        "knows_of: domain=The killings; agent=Ana Sol"
    ),
    "The raid was carried out on the orders of Piet Brandt.": (
        "commands: domain=The raid; agent=Piet Brandt"
    ),
    "Ana Sol was killed on the orders of Piet Brandt.": (
        "commands: domain=Ana Sol was killed; agent=Piet Brandt"
    ),
    "Soldiers killed Ana Sol on the orders of Piet Brandt.": (
        "commands: patient=Soldiers; agent=Piet Brandt"
    ),
    "Marek Dolan was the main beneficiary of the scheme.": (
        "benefits_from: agent=Marek Dolan; domain=the scheme"
    ),
    "The Red Wolves received weapons from the army of Kestria.": (
        "supplies: beneficiary=Red Wolves; patient=weapons; agent=the army of Kestria"
    ),
    "Orsol paid Ana Sol a bribe of two million euros.": (
        "pays: agent=Orsol; beneficiary=Ana Sol; patient=a bribe; amount=two million euros"
    ),
    "The Red Wolves have a presence in Verania.": "operates_in: agent=Red Wolves; place=Verania",
    "The appeals court overturned the conviction of Ana Sol.": (
        "overturned: agent=The appeals court; domain=the conviction of Ana Sol; patient=Ana Sol"
    ),
    "The Treasury of Verania placed sanctions on Marek Dolan.": (
        "sanctioned: agent=Treasury of Verania; patient=Marek Dolan"
    ),
}
SPANISH = {
    "Los vuelos salieron con la autorización de {Ana Sol}.": (
        "authorises: domain=Los vuelos; agent=Ana Sol"
    ),
    "Las matanzas ocurrieron con conocimiento de {Ana Sol}.": (
        "knows_of: domain=Las matanzas; agent=Ana Sol"
    ),
    "La aldea fue quemada por orden de {Piet Brandt}.": (
        "commands: domain=La aldea fue quemada; agent=Piet Brandt"
    ),
    "{Ana Sol} fue detenida por orden de {Piet Brandt}.": (
        "commands: domain=Ana Sol fue detenida; agent=Piet Brandt"
    ),
    "La banda trabajaba bajo la supervisión de {Ivo Lenk}.": (
        "supervises: patient=La banda; agent=Ivo Lenk"
    ),
    "{Ana Sol} se enriqueció con las minas.": "benefits_from: agent=Ana Sol; domain=las minas",
    "Los [Lobos Rojos] recibieron armas de [Orsol].": (
        "supplies: beneficiary=Lobos Rojos; patient=armas de Orsol; agent=Orsol"
    ),
    "{Marek Dolan} fue puesto en libertad.": "released: patient=Marek Dolan",
    "El tribunal anuló la condena de {Ana Sol}.": (
        "overturned: agent=El tribunal; domain=la condena de Ana Sol; patient=Ana Sol"
    ),
}
APART = [
    "The minister left with the control of the port.",
    "The flights left without the approval of Ana Sol.",
    "The shares rose with the knowledge of the market.",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_in_english(text: str) -> None:
    assert ENGLISH[text] in relations_of.lines(text)


@pytest.mark.parametrize("text", SPANISH)
def test_in_spanish(text: str) -> None:
    assert SPANISH[text] in spanish_of.lines(text)


@pytest.mark.parametrize("text", APART)
def test_what_only_looks_like_it(text: str) -> None:
    told = {line.split(":")[0] for line in relations_of.lines(text)}
    assert not told & {"authorises", "knows_of", "controls"}


def test_a_denied_deed_is_not_done_under_an_order() -> None:
    (line,) = [
        one
        for one in spanish_of.lines("La aldea no fue quemada por orden de {Piet Brandt}.")
        if "commands" in one
    ]
    assert line.startswith("not ")
