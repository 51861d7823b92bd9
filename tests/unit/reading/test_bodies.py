"""Bodies by their short names: the only one that it can mean, or none."""

from __future__ import annotations

import pytest

from careo.model.reading import Referent
from careo.reading import read
from tests.unit.reading.test_referents import layer_of


def named(text: str, words: str) -> tuple[str, ...]:
    """Return the names of whom the last mention that reads ``words`` stands for."""
    found: list[Referent] = [
        one
        for one in read(layer_of(text)).referents
        if any(mention.span.exact == words for mention in one.mentions)
    ]
    return found[-1].names if found else ("nobody",)


FULL = [
    ("La Fiscalía General de Tarona pidió los libros. ", "La Fiscalía", "dijo que faltaban dos."),
    ("El Ministerio de Obras y Caminos calló. ", "El Ministerio", "dijo que el puente es seguro."),
    ("La Comisión de la Verdad de Tarona informó. ", "La comisión", "dijo que faltan datos."),
    ("The Truth Commission of Selva met. ", "The Commission", "said that forty men had died."),
    ("The State Inspectorate of Mines met. ", "The inspectorate", "said that it had written."),
    ("The Miners' Union of Brenna met. ", "The union", "said that sixty families were waiting."),
]


@pytest.mark.parametrize(("full", "short", "rest"), FULL)
def test_a_head_noun_is_the_only_body_with_it(full: str, short: str, rest: str) -> None:
    name = named(full + f"{short} {rest}", short)
    assert len(name[0].split()) > 2
    assert set(name[0].split()) <= set(full.replace(".", "").split())


def test_a_head_noun_may_come_before_the_full_name() -> None:
    text = "La Defensoría dijo que nadie la oyó. Ayer, la Defensoría del Pueblo pidió los libros."
    assert named(text, "La Defensoría") == ("Defensoría del Pueblo",)
    text = "“No,” the federation said. The Federation of Quarry Owners added that it was ill."
    assert named(text, "the federation") == ("Federation of Quarry Owners",)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            "El Tribunal de Cuentas y el Tribunal Electoral callaron. El Tribunal dijo que no.",
            "El Tribunal",
        ),
        ("The Regional Court and the Court of Appeal met. The court said no.", "The court"),
    ],
)
def test_of_two_neither_is_meant(text: str, short: str) -> None:
    assert named(text, short) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Dockworkers' Union of Selva",
        "Teachers\u2019 Association of Orvania",
        "Farmers' League",
        "Mothers' Committee for Truth",
    ],
)
def test_a_body_of_many_keeps_its_owners(name: str) -> None:
    assert named(f"The {name} said that the pier was closed.", name) == (name,)


def test_whose_body_it_is_stays_apart() -> None:
    text = "Selva's Ministry of Health said that it was ready."
    assert named(text, "Ministry of Health") == ("Ministry of Health",)


def test_a_body_beside_a_verb_is_not_the_one_told() -> None:
    text = "A clerk of the FRK told the court that no truck had been registered."
    assert named(text, "the court") == ()
