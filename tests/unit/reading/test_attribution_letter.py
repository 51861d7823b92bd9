"""What a careful reader finds attributed in the letter article."""

from __future__ import annotations

from pathlib import Path

import pytest

from careo.model.reading import Attribution
from careo.reading import read
from tests.unit.reading.test_attribution import layer_of

LETTER = Path(__file__).parents[4] / "shared" / "data" / "seed" / "letter.txt"

pytestmark = pytest.mark.skipif(not LETTER.exists(), reason="the letter is not here")


@pytest.fixture(scope="module")
def sayings() -> list[tuple[str | None, str, str]]:
    def brief(one: Attribution) -> tuple[str | None, str, str]:
        assert one.cue is not None
        source = one.source.exact if one.source else None
        return source, one.cue.exact, " … ".join(span.exact for span in one.content)

    return [brief(one) for one in read(layer_of(LETTER.read_text(encoding="utf-8"))).attributions]


SAYINGS = [
    ("Cliver Alcalá Cordones, a member", "warning", "that the regime", "of the State"),
    ("The document", "details", "how Nicolás", "sustain the regime"),
    ("Alcalá", "admitting to", "collaborating with FARC", "headed for the U.S."),
    ("This conviction", "recognizes", "him as", "the Cartel of the Suns"),
    ("Alcalá", "argues", "that Maduro and Cabello", "of the State"),
    ("his account", "According to", "they form “the", "under Chavismo"),
    ("Alcalá", "describes", "Cabello as", "internal security"),
    ("he", "claims", "Under his supervision … cocaine", "political tension"),
    ("the general", "presents", "a ground … as", "criminal structure"),
    ("Alcalá", "claims", "to have witnessed", "electoral totals"),
    ("he", "acknowledges", "that brothers", "of the fraud"),
    ("he", "insists", "that the final decisions", "permanence"),
    ("his testimony", "According to", "General Carlos", "the operation"),
    ("Alcalá", "also details", "the evolution of", "illicit expansion"),
    ("he", "identifies", "the Tren de Aragua … as", "illicit expansion"),
    ("He", "claims", "that this organization", "influence and pressure"),
    ("the letter", "emphasizes", "that gold", "instrument"),
    ("Alcalá", "According to", "“gold is", "sphere of influence"),
    ("The general", "asserts", "that Maduro", "Hezbollah"),
    ("He", "notes", "that these alliances", "financial channels"),
    ("He", "also claims", "that since 2007", "external actors"),
    ("Alcalá", "warning", "“The Maduro", "national security.”"),
    ("He", "claims", "to be willing", "U.S. authorities"),
    ("him", "according to", "other episodes that … remain", "U.S. authorities"),
    ("Clíver Alcalá", "describes", "the operational", "of the Suns"),
    ("It", "also challenges", "the legitimacy", "regime"),
    ("It", "directly linking", "its leadership", "international actors"),
]
"""Source, cue, first words and last words of the content."""


@pytest.mark.parametrize(("source", "cue", "start", "end"), SAYINGS)
def test_each_saying_of_the_letter_has_its_speaker_and_its_bounds(
    sayings: list[tuple[str | None, str, str]], source: str, cue: str, start: str, end: str
) -> None:
    assert [
        one
        for one in sayings
        if one[0] is not None
        and one[0].startswith(source)
        and one[1] == cue
        and one[2].startswith(start)
        and one[2].endswith(end)
    ]


def test_little_else_is_found_in_the_letter(sayings: list[tuple[str | None, str, str]]) -> None:
    assert len(sayings) <= 30
    assert not [one for one in sayings if "dedicates" in one[1]]
