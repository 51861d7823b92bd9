"""Who is said to have been where; a place is looked up by its name, never guessed."""

from __future__ import annotations

import pytest

from careo.model.presence import Presence
from careo.structure import outlines, presence
from careo.structure.gazetteer import locate
from tests.unit.dossier import spoken
from tests.unit.dossier.maker import LEXICON, Maker, relation

TEXT = "Rok Sand ran the Front in Peru and met Ada Grey in Lima. He was held in the cellar."


def made() -> Maker:
    make = Maker()
    paper = make.document(TEXT, "a.txt")
    sand, grey = make.actor("Rok Sand"), make.actor("Ada Grey")
    front = make.actor("the Front", kind="organization")
    peru = make.actor("Peru", kind="place")
    both, cellar = (("agent", sand), ("counterpart", grey)), ("place", "the cellar")
    ran = relation("commands", ("agent", sand), ("patient", front), ("place", peru))
    for words, found in (
        ("the Front in Peru", relation("operates_in", ("agent", front), ("place", peru))),
        ("met Ada Grey in Lima", relation("contacts", *both, ("place", "Lima"))),
        ("He was held in the cellar", relation("detained", ("patient", sand), cellar)),
        ("Rok Sand ran", ran),
    ):
        make.claim(paper, words, grey, relations=[found])
    return make


def found(make: Maker) -> Presence:
    statements = spoken.statements(make.claims, make.actors, LEXICON)
    return presence(statements, spoken.cast(make.actors))


def test_only_what_says_that_somebody_is_there_counts() -> None:
    make = made()
    names = {actor: view.name for actor, view in make.actors.items()}
    there = found(make)
    labels = {node.id: node.label for node in there.places}
    stays = [([names[who] for who in stay.who], labels[stay.place]) for stay in there.stays]
    assert stays == [
        (["Rok Sand", "Ada Grey"], "Lima"),
        (["the Front"], "Peru"),
        (["Rok Sand"], "the cellar"),
    ]


def test_a_place_carries_its_resolution() -> None:
    where = {node.label: node.located for node in found(made()).places}
    lima, peru = where["Lima"], where["Peru"]
    assert lima is not None and peru is not None  # noqa: PT018 both are known
    assert (lima.resolution, lima.country) == ("city", "PE")
    assert (peru.resolution, peru.country) == ("country", "PE")
    assert where["the cellar"] is None


def test_the_order_of_claims_changes_nothing() -> None:
    make = made()
    expected = found(make)
    make.claims.reverse()
    assert found(make) == expected


@pytest.mark.parametrize(
    ("name", "country", "resolution"),
    [
        ("Chile", "CL", "country"),
        ("Perú", "PE", "country"),
        ("Estados Unidos", "US", "country"),
        ("the United States", "US", "country"),
        ("Reino Unido", "GB", "country"),
        ("Ginebra", "CH", "city"),
        ("New York", "US", "city"),
        ("bogota", "CO", "city"),
        ("La Habana", "CU", "city"),
    ],
)
def test_names_of_both_languages_are_found(name: str, country: str, resolution: str) -> None:
    at = locate((name,))
    assert at is not None
    assert (at.country, at.resolution) == (country, resolution)


@pytest.mark.parametrize("name", ["Springfield", "", "…", "It", "At", "Verania", "x" * 10_000])
def test_what_is_unknown_or_the_name_of_several_is_not_found(name: str) -> None:
    assert locate((name,)) is None


def test_outlines_are_rings_on_the_globe() -> None:
    for rings in outlines().values():
        for ring in rings:
            assert len(ring) % 2 == 0
            assert all(-1800 <= x <= 1800 for x in ring[::2])
            assert all(-900 <= y <= 900 for y in ring[1::2])
