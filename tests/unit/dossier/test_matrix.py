"""On a page: claims side by side under a cell that stays empty, and circles of command."""

from __future__ import annotations

from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.pages import drawn, parsed, text

WORDS = "Ada Boss commands Unit Nine. Unit Nine directed the vote. Unit Nine commands Ada Boss."


def made() -> Maker:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    boss, unit, witness = make.actor("Ada Boss"), make.actor("Unit Nine"), make.actor("Wim Ness")
    make.claim(
        paper,
        "Ada Boss commands Unit Nine",
        witness,
        relations=[relation("commands", ("agent", boss), ("patient", unit))],
    )
    make.claim(
        paper,
        "Unit Nine directed the vote",
        witness,
        "asserts",
        relations=[relation("directs", ("agent", unit), ("patient", "the vote"))],
    )
    make.claim(
        paper,
        "Unit Nine commands Ada Boss",
        witness,
        "denies",
        polarity="denies",
        relations=[relation("commands", ("agent", unit), ("patient", boss))],
    )
    return make


def test_two_claims_stand_side_by_side_with_their_speakers_and_numbers() -> None:
    page = parsed(drawn(made().edition())["index.html"])
    (laid,) = page.css("div.beside")
    assert [text(line) for line in laid.css("p")] == [
        "Side by side, without a conclusion:",
        "Wim Ness alleges: Ada Boss commands Unit Nine 1",
        "Wim Ness says: Unit Nine directs 2",
    ]


def test_a_circle_is_told_in_words_and_one_of_denials_is_none() -> None:
    make = made()
    assert "in a circle" not in drawn(make.edition())["index.html"]
    told = make.claims.pop().relations
    make.claim(make.documents[0].id, "Unit Nine commands Ada Boss.", relations=told)
    page = parsed(drawn(make.edition())["index.html"])
    said = "Said to go round in a circle: Ada Boss ▸ Unit Nine ▸ Ada Boss."
    assert said in [text(note) for note in page.css("p.note")]
