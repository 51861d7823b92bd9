"""Sources used again: the sayings of one sentence share the speaker it names."""

from __future__ import annotations

from careo.reading.linking.assign import Saying
from careo.reading.linking.words import SOURCE, Page, Piece

_NOMINAL = ("N", "DT", "PRP", "EX")


def inherited(
    page: Page, pieces: list[Piece], sayings: list[Saying], prepositions: tuple[str, ...] = ()
) -> list[Saying]:
    """Give sayings without a source the source named before them in their sentence.

    "She wrote a letter, warning that …", "he denied it and said …". At the head of a sentence a
    gerund takes the one named after it ("Citing the law, she said …"). A passive after its own
    content ("which was reported"), a noun ("an accusation that …") and a preposition ("according
    to", whose speaker is its own) take none.
    """
    sources = [piece for piece in pieces if piece.kind == SOURCE]
    found: list[Saying] = []
    at = 0
    for saying in sayings:
        cue = saying.cue
        if cue is None or saying.source is not None:
            found.append(saying)
            continue
        while at < len(sources) and sources[at].first < cue.first:
            at += 1
        if _spelt(page, cue).startswith(prepositions):
            found.append(saying)
            continue
        near = sources[max(0, at - 1) : at + 1]
        found.append(saying._replace(source=_heir(page, saying, cue, near)))
    return found


def _spelt(page: Page, cue: Piece) -> str:
    return " ".join(word.text.lower() for word in page.words[cue.first : cue.last]) + " "


def _heir(page: Page, saying: Saying, cue: Piece, near: list[Piece]) -> Piece | None:
    """Return the source that a saying takes over of those around its cue."""
    number, tag = page.sentence[cue.first], page.words[cue.first].tag
    if tag.startswith(_NOMINAL) or any(one.last == cue.first for one in saying.contents):
        return None
    here = [one for one in near if page.sentence[one.first] == number]
    if here and here[0].first < cue.first:
        return None if page.words[cue.first - 1].tag.startswith("W") else here[0]
    return here[0] if here and tag == "VBG" else None
