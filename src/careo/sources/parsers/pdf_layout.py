"""From lines to paragraphs, headings, list items and furniture."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from careo.model.text import Box, SegmentKind, Word
from careo.sources.draft import Block
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.pdf_furniture import furniture
from careo.sources.parsers.pdf_page import Line

_ENDED = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019\u00bb)\]\d]*\Z")
_ITEM = re.compile(
    r"(?:[-*\u2022\u25e6\u25aa\u25cf\u2013\u2014\uf0b7]|\(?\d{1,3}[.)]|\([a-z]{1,4}\)|[a-z]\))\s+\S"
)
_LETTER = 0.5  # of the font's height: about the width of a letter
_NEIGHBOURS = 12
_HEADING_CHARS, _HEADING_LINES, _BOLD_HEADING_CHARS = 200, 3, 120
_LARGER, _LARGER_SEEN = 1.12, 1.35
_INDENT = 0.8  # of a line's size
_LEVELS = 6
_LEAST_STEP, _MOST_STEP = 0.7, 3.0  # of two lines, in sizes
_NEAR_LEAST, _NEAR_MOST = 0.7, 1.3  # of the usual step


class Layout:
    """What lines of a document are measured against."""

    def __init__(self, pages: Sequence[list[Line]]) -> None:
        self.furniture = furniture(pages)
        self.lines = [line for page in pages for line in page]
        self.body = _body(line for line in self.lines if not line.recognised)
        self.recognised_body = _body(line for line in self.lines if line.recognised)
        bold: Counter[bool] = Counter()
        for line in self.lines:
            bold[line.bold] += len(line.text)
        self.bold_tells = bold[True] < bold[False]
        larger = {round(line.size) for line in self.lines if self.is_larger(line)}
        self.levels = {size: n for n, size in enumerate(sorted(larger, reverse=True), start=1)}
        self.leading = _leading(self.lines)
        self.compounds = _compounds(self.lines)

    def is_larger(self, line: Line) -> bool:
        """Tell whether a line is set larger than the body."""
        if line.recognised:
            return line.size > self.recognised_body * _LARGER_SEEN
        return line.size > self.body * _LARGER

    def kind(self, lines: list[Line]) -> tuple[SegmentKind, int]:
        """Return what a paragraph's lines are, and a heading's level."""
        chars = sum(len(line.text) for line in lines)
        first = lines[0]
        if chars <= _HEADING_CHARS and len(lines) <= _HEADING_LINES:
            if all(self.is_larger(line) for line in lines):
                return "heading", min(self.levels.get(round(first.size), 1), _LEVELS)
            told = self.bold_tells and all(line.bold for line in lines)
            told = told or (len(lines) == 1 and first.text.isupper() and " " in first.text)
            if told and chars <= _BOLD_HEADING_CHARS and not _ENDED.search(lines[-1].text):
                return "heading", min(len(self.levels) + 1, _LEVELS)
        return ("list_item" if _ITEM.match(first.text) else "paragraph"), 0


def _body(lines: Iterable[Line]) -> float:
    """Return the size that most letters have; 0 without lines."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[round(2 * line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] / 2 if sizes else 0.0


def blocks(pages: Sequence[list[Line]]) -> Iterator[Block]:
    """Yield the blocks of a document in the order of its lines.

    A paragraph that goes on over a page's end is one block, of the page where it begins; the
    furniture between its halves comes after it.
    """
    layout = Layout(pages)
    paragraph: list[Line] = []
    waiting: list[Line] = []
    for n, line in enumerate(layout.lines):
        if id(line) in layout.furniture:
            waiting.append(line)
        elif paragraph and _goes_on(layout, paragraph, line, n):
            paragraph.append(line)
        else:
            yield from _close(layout, paragraph, waiting)
            paragraph, waiting = [line], []
    yield from _close(layout, paragraph, waiting)


def _close(layout: Layout, paragraph: list[Line], waiting: list[Line]) -> Iterator[Block]:
    if paragraph:
        kind, level = layout.kind(paragraph)
        page = paragraph[0].page
        text, words = _join(layout, paragraph)
        seen = paragraph[0].recognised
        yield Block(kind, text, level, page, _around(paragraph, page), seen, words)
    for line in waiting:
        text = safe(line.text)
        yield Block("furniture", text, 0, line.page, line.box, line.recognised, line.words)


def _goes_on(layout: Layout, paragraph: list[Line], line: Line, index: int) -> bool:
    """Tell whether a line belongs to the paragraph before it."""
    last = paragraph[-1]
    if last.broken or last.recognised or line.recognised:
        return last.broken or _goes_on_seen(last, line)
    if _differ(last, line) or (line.bold != last.bold and _is_title(layout, paragraph)):
        return False
    down = last.base - line.base
    if line.page != last.page:
        return _in_midsentence(layout, paragraph, line, index)
    if down < -last.size / 2:
        further = line.left > last.left + last.size
        return further and _in_midsentence(layout, paragraph, line, index)
    if down < last.size / 3:
        return line.left >= last.right
    return _next_line(layout, paragraph, line, index)


def _goes_on_seen(last: Line, line: Line) -> bool:
    """Tell whether a recognised line belongs to the paragraph before it.

    Tesseract says so within a page; over its columns and pages a sentence in its middle does.
    """
    if last.recognised != line.recognised:
        return False
    if (last.page, last.paragraph) == (line.page, line.paragraph):
        return True
    return line.text[0].islower() and not _ENDED.search(last.text[-8:])


def _next_line(layout: Layout, paragraph: list[Line], line: Line, index: int) -> bool:
    """Tell whether a line below the last one goes on with its paragraph."""
    last = paragraph[-1]
    if _ITEM.match(line.text) or not _near(layout, paragraph, last.base - line.base):
        return False
    if layout.is_larger(line):
        return True
    if len(paragraph) == 1 and _both_indented(layout, last, line, index):
        return False
    return _aligned(paragraph, line) and not _had_room(layout, last, line, index)


def _differ(last: Line, line: Line) -> bool:
    return abs(last.size - line.size) > max(last.size, line.size) / 8


def _is_title(layout: Layout, paragraph: list[Line]) -> bool:
    return paragraph[-1].bold and layout.kind(paragraph)[0] == "heading"


def _in_midsentence(layout: Layout, paragraph: list[Line], line: Line, index: int) -> bool:
    """Tell whether a sentence goes on in the next column or page."""
    last = paragraph[-1]
    if _ENDED.search(last.text[-8:]):
        return False
    return line.text[0].islower() or not (
        len(paragraph) == 1
        or _ITEM.match(line.text)
        or layout.is_larger(line)
        or layout.is_larger(last)
        or _had_room(layout, last, line, index)
    )


def _near(layout: Layout, paragraph: list[Line], down: float) -> bool:
    """Tell whether a line follows at the paragraph's own distance."""
    last = paragraph[-1]
    usual = layout.leading * last.size
    if len(paragraph) > 1 and paragraph[-2].page == last.page:
        own = paragraph[-2].base - last.base
        usual = own if own > last.size / 2 else usual
    return usual * _NEAR_LEAST < down < usual * _NEAR_MOST


def _aligned(paragraph: list[Line], line: Line) -> bool:
    """Tell whether a line's left edge is that of a next line: not that of a new paragraph."""
    last = paragraph[-1]
    shift = line.left - last.left
    if abs(shift) <= _INDENT * last.size or line.text[0].islower():
        return True
    ended = bool(_ENDED.search(last.text[-8:]))
    if shift > 0:
        return len(paragraph) == 1 and _ITEM.match(last.text) is not None and not ended
    return len(paragraph) == 1 or not ended


def _had_room(layout: Layout, last: Line, line: Line, index: int) -> bool:
    """Tell whether the next line's first word would have found room: so the break was wanted."""
    if line.text[0].islower() and not _ENDED.search(last.text[-8:]):
        return False
    edge = max((near.right for near in _around_line(layout, last, index)), default=last.right)
    word = line.text.split(maxsplit=1)[0]
    return last.right + (len(word) + 1) * _LETTER * last.size < edge - last.size


def _both_indented(layout: Layout, last: Line, line: Line, index: int) -> bool:
    """Tell whether two lines both begin as paragraphs do where first lines are indented."""
    if not _ENDED.search(last.text[-8:]) or line.text[0].islower():
        return False
    margin = min((near.left for near in _around_line(layout, last, index)), default=last.left)
    return min(last.left, line.left) - margin > _INDENT * last.size


def _around_line(layout: Layout, last: Line, index: int) -> Iterator[Line]:
    """Yield the lines near a line in its column."""
    for near in layout.lines[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]:
        if near.page == last.page and _overlap(near, last) and not _differ(near, last):
            yield near


def _overlap(near: Line, last: Line) -> bool:
    return near.left < last.right and abs(near.left - last.left) < 4 * last.size


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines as a multiple of their size."""
    steps = [
        (a.base - b.base) / a.size
        for a, b in pairwise(lines)
        if a.page == b.page and a.size > 0 and abs(a.size - b.size) < a.size / 8
    ]
    steps = [step for step in steps if _LEAST_STEP < step < _MOST_STEP]
    return statistics.median(steps) if steps else 1.2


def _compounds(lines: Sequence[Line]) -> frozenset[str]:
    """Return the words of a document that are written with a hyphen inside a line."""
    return frozenset(
        word.strip(".,;:()[]\"'\u201c\u201d\u2019").casefold()
        for line in lines
        if "-" in line.text
        for word in line.text.split()
        if "-" in word[1:-1]
    )


def _join(layout: Layout, lines: list[Line]) -> tuple[str, tuple[Word, ...]]:
    """Join lines, and put their words where they stand then.

    By a space, by a tab within a row, by nothing over a broken word.
    """
    parts = [lines[0].text]
    words = list(lines[0].words)
    at = len(parts[0])
    for last, line in pairwise(lines):
        glue = _glue(layout, last, line)
        at += len(glue)
        words += [Word(start=w.start + at, end=w.end + at, box=w.box) for w in line.words]
        parts += [glue, line.text]
        at += len(line.text)
    text = safe("".join(parts)) + ("-" if lines[-1].broken else "")
    return text, tuple(words)


def _glue(layout: Layout, last: Line, line: Line) -> str:
    if last.broken:
        return _hyphen(layout, last.text, line.text)
    same_row = line.page == last.page and abs(line.base - last.base) < last.size / 3
    if same_row and not line.recognised and line.left - last.right > last.size:
        return "\t"
    return " "


def _hyphen(layout: Layout, before: str, after: str) -> str:
    """Return the hyphen where it is the word's own: seen elsewhere, or before no small letter."""
    if not after[0].islower() or not before[-1].isalpha():
        return "-"
    head = before.rsplit(maxsplit=1)[-1].strip("(\"'\u201c").casefold()
    tail = after.split(maxsplit=1)[0].strip(".,;:)\"'\u201d\u2019").casefold()
    return "-" if f"{head}-{tail}" in layout.compounds else ""


def _around(lines: list[Line], page: int) -> Box | None:
    """Return the rectangle round the lines of one page."""
    found = [line.box for line in lines if line.page == page and line.box is not None]
    if not found:
        return None
    return Box(
        left=min(box.left for box in found),
        bottom=min(box.bottom for box in found),
        right=max(box.right for box in found),
        top=max(box.top for box in found),
    )
