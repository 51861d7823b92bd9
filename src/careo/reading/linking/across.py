"""Quotations that go on in the next paragraph, and contents that no cue introduces."""

from __future__ import annotations

from itertools import pairwise

from careo.reading.linking.assign import Saying
from careo.reading.linking.marks import UNCLOSED, Marks
from careo.reading.linking.words import CONTENT, CUE, SOURCE, Page, Paragraph, Piece

_COLON = ":"
_SEPARATORS = frozenset({_COLON, ",", "-", "--", "\u2013", "\u2014"})


def continuation(page: Page, paragraph: Paragraph, marks: Marks) -> Piece | None:
    """Return what of a paragraph goes on with a quotation left open before it.

    The paragraph begins with a mark again, as printed matter does, or with a content; and no cue
    stands outside of that, nor a speaker's name and a colon at its head: the paragraph would
    have a saying of its own. Cues inside are speech within speech.
    """
    first, closes = paragraph.first, marks.closing.get(paragraph.first)
    head = paragraph.pieces[0] if paragraph.pieces else None
    if head is not None and _turn(page, head, first):
        return None
    cues = [piece for piece in paragraph.pieces if piece.kind == CUE]
    if closes is not None:
        last = paragraph.last if closes == UNCLOSED else closes + 1
        inside = [piece for piece in paragraph.pieces if piece.last <= last]
        if not all(cue.last <= last for cue in cues):
            return None
        return Piece(CONTENT, first, last, min((piece.score for piece in inside), default=1000))
    goes_on = head is not None and head.kind == CONTENT and head.first == first and not cues
    return head if goes_on else None


def _turn(page: Page, head: Piece, first: int) -> bool:
    """Tell a speaker and a colon at the head of a paragraph, if need be after a mark."""
    named = head.kind == SOURCE and head.first - first <= 1 and head.last < len(page.words)
    return named and page.words[head.last].text == _COLON


def left_open(paragraph: Paragraph, piece: Piece, marks: Marks) -> bool:
    """Tell a content that runs to the end of its paragraph in a quotation that nothing closes."""
    if piece.last < paragraph.last - 1:
        return False
    inside = range(piece.first, piece.last - 1)
    return any(marks.closing.get(at) == UNCLOSED for at in inside)


def bare(page: Page, pieces: list[Piece], marks: Marks) -> list[Saying]:
    """Return the sayings of a paragraph without a cue.

    A source right before a quotation, or before a colon and what is said ("ROE: I was not
    there"); the colon is the cue, as where it is labelled one. All else says nothing.
    """
    found: list[Saying] = []
    for source, content in pairwise(pieces):
        if (source.kind, content.kind) != (SOURCE, CONTENT):
            continue
        between = [page.words[n].text for n in range(source.last, content.first)][:2]
        if between == [_COLON]:
            cue = Piece(CUE, source.last, content.first, source.score)
            found.append(Saying(cue, source, (content,)))
        elif marks.quoted(content.first, content.last) and _joined(between):
            found.append(Saying(None, source, (content,)))
    return found


def _joined(between: list[str]) -> bool:
    return not between or (len(between) == 1 and between[0] in _SEPARATORS)
