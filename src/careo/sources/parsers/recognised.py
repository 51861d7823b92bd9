"""Tesseract's table of words to lines.

Source:
    tesseract(1), TSV output: level, page, block, paragraph, line, word, left, top, width,
    height, confidence (0 to 100), text; places in pixels from the upper left corner.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from itertools import groupby, pairwise
from typing import NamedTuple

from careo.model.text import Box, Word
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.looks import Looked
from careo.sources.parsers.pdf_page import Line

_FIELDS = 12
_WORD = "5"
_UNCERTAIN = 60.0
_UNRELIABLE = 45.0
_HYPHENS = ("-", "\u00ad", "\u2010", "\u00ac")
_WORDS = 50_000


class Frame(NamedTuple):
    """How a drawn page lies on its page.

    Attributes:
        page: Its number.
        scale: Points a pixel.
        place: Gives the rectangle on the page of left, top, right and bottom in pixels.
    """

    page: int
    scale: float
    place: Callable[[int, int, int, int], Box]


class _Word(NamedTuple):
    """One word of the table.

    Attributes:
        paragraph: Block and paragraph.
        line: Block, paragraph and line.
        edges: Left, top, right and bottom.
    """

    paragraph: tuple[int, ...]
    line: tuple[int, ...]
    edges: tuple[int, int, int, int]
    confidence: float
    text: str


def lines(looked: Looked, frame: Frame) -> tuple[list[Line], bool]:
    """Return the lines of a page in the order of reading, and whether words are uncertain.

    A paragraph with most of its words hardly recognised, a picture taken for letters mostly,
    is kept and counts as not seen.
    """
    words = _words(looked)
    found = [
        line
        for number, (_, group) in enumerate(groupby(words, key=lambda w: w.paragraph), start=1)
        for line in _paragraph(list(group), number, looked, frame)
    ]
    return _broken(found), any(_is_uncertain(word) for word in words)


def _is_uncertain(word: _Word) -> bool:
    return word.confidence < _UNCERTAIN and any(map(str.isalnum, word.text))


def _words(looked: Looked) -> list[_Word]:
    """Return the words of a table; what is no word in its place is left out."""
    rows = (looked.table or b"").decode("utf-8", "replace").split("\n")
    found: list[_Word] = []
    for row in rows:
        fields = row.rstrip("\r").split("\t", _FIELDS - 1)
        if len(fields) == _FIELDS and fields[0] == _WORD and len(found) < _WORDS:
            text = " ".join(safe(fields[-1]).split())
            edges = _edges(fields[6:10], looked)
            if text and edges is not None:
                place = tuple(_number(field) for field in fields[2:5])
                confidence = float(_number(fields[10].partition(".")[0]))
                found.append(_Word(place[:2], place, edges, confidence, text))
    return found


def _edges(fields: list[str], looked: Looked) -> tuple[int, int, int, int] | None:
    left, top, width, height = (_number(field) for field in fields)
    if min(left, top) < 0 or min(width, height) < 1:
        return None
    right, bottom = left + width, top + height
    return (left, top, right, bottom) if right <= looked.width and bottom <= looked.height else None


def _number(field: str) -> int:
    return int(field) if field.isascii() and field.isdigit() and len(field) < _FIELDS else -1


def _paragraph(words: list[_Word], number: int, looked: Looked, frame: Frame) -> Iterable[Line]:
    groups = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
    size = statistics.median(_around(group)[3] - _around(group)[1] for group in groups)
    certain = statistics.median(word.confidence for word in words) >= _UNRELIABLE
    for group in groups:
        left, _, right, bottom = edges = _around(group)
        middle = (edges[1] + bottom) / 2
        yield Line(
            text=" ".join(word.text for word in group),
            page=frame.page,
            left=left * frame.scale,
            right=right * frame.scale,
            base=(looked.height - bottom) * frame.scale,
            size=size * frame.scale,
            bold=False,
            broken=False,
            share=round(1000 * (1 - middle / looked.height)),
            box=frame.place(*edges),
            seen=certain,
            paragraph=number,
            words=tuple(_placed(group, frame)),
        )


def _around(words: list[_Word]) -> tuple[int, int, int, int]:
    left, top, right, bottom = zip(*(word.edges for word in words), strict=True)
    return min(left), min(top), max(right), max(bottom)


def _placed(words: list[_Word], frame: Frame) -> Iterable[Word]:
    at = 0
    for word in words:
        yield Word(start=at, end=at + len(word.text), box=frame.place(*word.edges))
        at += len(word.text) + 1


def _broken(found: list[Line]) -> list[Line]:
    """Leave out the hyphens inside words that a line's end breaks."""
    kept = []
    for line, after in pairwise([*found, None]):
        if line is None:
            break
        goes_on = after is None or after.text[0].islower()
        if goes_on and line.text.endswith(_HYPHENS) and line.text[-2:-1].isalpha():
            *words, last = line.words
            words.append(Word(start=last.start, end=last.end - 1, box=last.box))
            line = line._replace(text=line.text[:-1], broken=True, words=tuple(words))  # noqa: PLW2901
        kept.append(line)
    return kept
