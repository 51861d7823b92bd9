"""Running heads, footers and page numbers: lines at a page's edge that recur from page to page.

Text beside the page, or too small to be seen, is furniture too.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from careo.sources.parsers.pdf_page import Line

_HEAD, _FOOT = 860, 140
_EDGE_LINES = 4
_GAP = 1.7  # in sizes of a line
_WIDER = 1.2  # in steps of the page's lines
_FEW_STEPS = 4
_CHARS = 200
_FEW_PAGES = 5
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014|\[ ]{0,3}(?:page|p\.|seite|p\u00e1gina)?\s?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s?(?:of|/|von|de)\s?\d{1,4})?[-\u2013\u2014|\] ]{0,3}",
    re.IGNORECASE,
)

Key = tuple[bool, str, int]


def furniture(pages: Sequence[list[Line]]) -> set[int]:
    """Return the ids (``id()``) of the lines that are furniture; not all that can be seen."""
    edges = [list(_edge(lines)) for lines in pages]
    seen = Counter(key for page in edges for key in {_key(line) for line in page})
    enough = 2 if len(pages) <= _FEW_PAGES else 3
    unseen = {id(line) for page in pages for line in page if not line.seen}
    found = unseen | {
        id(line)
        for page in edges
        for line in page
        if seen[_key(line)] >= enough or _PAGE_NUMBER.fullmatch(line.text)
    }
    return found if len(found) < sum(map(len, pages)) else unseen


def _edge(lines: list[Line]) -> Iterator[Line]:
    """Yield the few lines at a page's head and foot that a gap parts from the rest."""
    upward = sorted(lines, key=lambda line: line.share)
    usual = _step(upward)
    for inward, zone in ((upward, range(_FOOT + 1)), (upward[::-1], range(_HEAD, 2000))):
        group: list[Line] = []
        for line, after in zip(inward, [*inward[1:], None], strict=True):
            if line.share not in zone or len(group) == _EDGE_LINES:
                break
            group.append(line)
            if after is None or _apart(line, after, usual):
                yield from (line for line in group if len(line.text) <= _CHARS)
                group = []


def _step(upward: list[Line]) -> float:
    """Return the usual distance of two lines of a page; 0 where there are few."""
    steps = [abs(a.base - b.base) for a, b in pairwise(upward)]
    steps = [step for step in steps if step > 1]
    return statistics.median(steps) if len(steps) >= _FEW_STEPS else 0.0


def _apart(line: Line, after: Line, usual: float) -> bool:
    gap = abs(line.base - after.base)
    return gap > max(_GAP * max(line.size, after.size), _WIDER * usual)


def _key(line: Line) -> Key:
    """Return what two lines share that are the same but for their numbers."""
    words = " ".join(_NUMBERS.sub("#", line.text.casefold()).split())
    return line.share >= _HEAD, words, round(line.size)
