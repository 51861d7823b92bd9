"""Pieces put right before they are linked: cut at sentence ends, trimmed, marks balanced."""

from __future__ import annotations

from careo.model.lexicon import Lexicon
from careo.reading.linking.marks import UNCLOSED, Marks
from careo.reading.linking.words import CONTENT, CUE, SOURCE, Page, Paragraph, Piece

_STOPS = frozenset({".", "\u2026"})
_OUTER = frozenset({",", ";", ":", "--", "\u2014", "\u2013", "\u2015"})
_INNER = frozenset({".", ",", "!", "?", "\u2026"})
_LONGEST_SOURCE = 6


def mended(page: Page, paragraph: Paragraph, marks: Marks, lexicon: Lexicon) -> list[Piece]:
    """Return the pieces of a paragraph put right; linear in its words.

    A source or cue of nothing but punctuation is kept: a colon can be a cue.
    """
    joining = frozenset(lexicon.saying.get("joining", ()))
    cut = _cut(page, paragraph.pieces, marks)
    found: list[Piece] = []
    floor = paragraph.first
    for n, piece in enumerate(cut):
        if piece.kind != CONTENT:
            found.append(piece)
            floor = piece.last
            continue
        ceiling = cut[n + 1].first if n + 1 < len(cut) else paragraph.last
        end = _clause_end(page, piece, marks, lexicon)
        first, last = _trimmed(page, piece.first, end, marks, joining)
        if first < last:
            first, last = _balanced(page, first, last, marks, (floor, ceiling))
            found.append(piece._replace(first=first, last=last))
            floor = last
    return found


def _cut(page: Page, pieces: list[Piece], marks: Marks) -> list[Piece]:
    """Cut contents that run over a sentence end into the next act of saying.

    "It fell. He" before "said" and what he said: the last words are his, not the content's.
    """
    found: list[Piece] = []
    for n, piece in enumerate(pieces):
        end = _sentence_end(page, piece, pieces[n + 1 : n + 3], marks)
        if end is None:
            found.append(piece)
            continue
        found.append(piece._replace(last=end))
        if pieces[n + 1].kind == CUE and piece.last - end <= _LONGEST_SOURCE:
            found.append(Piece(SOURCE, end, piece.last, piece.score))
    return found


def _sentence_end(page: Page, piece: Piece, after: list[Piece], marks: Marks) -> int | None:
    """Return where the last sentence of a content begins, if it belongs to what comes after."""
    if piece.kind != CONTENT or len(after) < 2 or after[0].first != piece.last:  # noqa: PLR2004
        return None
    kinds = after[0].kind, after[1].kind
    number = page.sentence[piece.last]
    same = page.sentence[piece.last - 1] == number == page.sentence[after[1].first]
    if not same or kinds not in {(CUE, CONTENT), (SOURCE, CUE)}:
        return None
    begin = piece.last - 1
    while begin > piece.first and not page.words[begin].begins:
        begin -= 1
    return begin if begin > piece.first and not marks.within(begin, piece.first) else None


def _clause_end(page: Page, piece: Piece, marks: Marks, lexicon: Lexicon) -> int:
    """Return where a "that" clause ends: at a semicolon behind which no other "that" stands.

    "He said that nobody came; I did not believe him." In a quotation a semicolon ends nothing.
    """
    that = lexicon.saying.get("that", ())
    if page.words[piece.first].text.lower() not in that:
        return piece.last
    for at in range(piece.first + 1, piece.last):
        if page.words[at].text != ";" or marks.within(at, piece.first):
            continue
        behind = (page.words[n].text.lower() for n in range(at + 1, min(at + 3, piece.last)))
        if not any(word in that for word in behind):
            return at
    return piece.last


def _trimmed(
    page: Page, first: int, last: int, marks: Marks, joining: frozenset[str]
) -> tuple[int, int]:
    """Take outer commas, colons, dashes, stray marks and conjunctions off a content.

    The full stop goes too, unless the content is a quotation or of several sentences.
    """
    words = page.words
    while first < last and (
        words[first].text in _OUTER or words[first].text in _STOPS or _shuts(marks, first, first)
    ):
        first += 1
    stops = _STOPS if _one(page, first, last) and first not in marks.closing else frozenset()
    while first < last and (
        words[last - 1].text in _OUTER
        or words[last - 1].text in stops
        or words[last - 1].text.lower() in joining
        or _stays_open(marks, last - 1, last)
    ):
        last -= 1
    return first, last


def _one(page: Page, first: int, last: int) -> bool:
    return first < last and page.sentence[first] == page.sentence[last - 1]


def _shuts(marks: Marks, at: int, first: int) -> bool:
    """Tell a mark that closes what was opened before ``first``."""
    return marks.opening.get(at, first) < first


def _stays_open(marks: Marks, at: int, last: int) -> bool:
    """Tell a mark that opens what is not closed before ``last``."""
    closes = marks.closing.get(at, at)
    return closes == UNCLOSED or closes >= last


def _balanced(
    page: Page, first: int, last: int, marks: Marks, limits: tuple[int, int]
) -> tuple[int, int]:
    """Take in the mark right before a content, or right after it, that its own mark lacks."""
    floor, ceiling = limits
    if first > floor:
        closes = marks.closing.get(first - 1)
        if closes is not None and (first <= closes <= last or closes == UNCLOSED):
            first -= 1
    if last < ceiling and marks.opening.get(last, -1) >= first:
        return first, last + 1
    stop = last + 1 < ceiling and page.words[last].text in _INNER
    closed = stop and marks.opening.get(last + 1, -1) >= first
    return first, last + 2 if closed else last
