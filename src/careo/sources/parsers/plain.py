"""Plain text: paragraphs that are lines, or paragraphs wrapped by hand; headings; lists.

The layer is the decoded text itself, so that a place in it is a place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from careo.model.config import Limits
from careo.model.document import Source
from careo.model.text import Segment, SegmentKind
from careo.sources import draft
from careo.sources.parsers.encoding import Decoded
from careo.sources.wire import Answer

_VERSION = "careo-plain/1"
_WRAP_MOST, _WRAP_LEAST = 100, 40
_LONG = 200
_HEADING_CHARS = 90
_LINES = 500_000
_LIST_ITEM = re.compile(
    r"(?:[-*+\u2022\u25e6\u25aa\u2013\u2014]|\(?\d{1,3}[.)]|\([a-z]{1,4}\)|[a-z]\))[ \t]+\S"
)
_ENDED = re.compile(r"[.!?:;,\u2026][\"'\u201d\u2019\u00bb)\]]*\Z")


class Line(NamedTuple):
    """One line without the white space round it; places in the layer."""

    start: int
    end: int
    text: str


def parse(decoded: Decoded, limits: Limits) -> Answer:
    """Find the segments of plain text."""
    text = decoded.text
    reasons = decoded.reasons
    kept = _cut(text, limits.text_chars)
    if kept < len(text):
        text = text[:kept]
        reasons.append(f"only the first {kept} characters are read")
    found = segments(text)
    first = found[0] if found else None
    title = text[first.start : first.end] if first and first.kind == "heading" else ""
    extractor = f"{_VERSION} {decoded.encoding}"
    return draft.answer(text, tuple(found), extractor, Source(title=title), reasons)


def _cut(text: str, most: int) -> int:
    """Return how much of a text is read: so many characters, and so many lines."""
    if text.count("\n", 0, most) <= _LINES:
        return min(len(text), most)
    at = -1
    for _ in range(_LINES):
        at = text.find("\n", at + 1)
    return at


def segments(text: str) -> list[Segment]:
    """Return the segments of a text; nothing but white space is left out."""
    blocks = list(_blocks(text))
    width = _width(blocks)
    runs = [run for block in blocks for run in _runs(block, width)]
    found: list[Segment] = []
    for n, run in enumerate(runs):
        after = runs[n + 1] if n + 1 < len(runs) else None
        kind = _kind(run, after)
        level = 1 if kind == "heading" else 0
        found.append(Segment(kind=kind, start=run[0].start, end=run[-1].end, level=level))
    return found


def _blocks(text: str) -> Iterator[list[Line]]:
    """Yield runs of lines between empty lines."""
    block: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            start = at + len(raw) - len(raw.lstrip())
            block.append(Line(start, start + len(line), line))
        elif block:
            yield block
            block = []
        at += len(raw) + 1
    if block:
        yield block


def _width(blocks: list[list[Line]]) -> int:
    """Return the column at which the text is wrapped by hand; 0 where it is not."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    whole = sum(len(line.text) for block in blocks for line in block if len(line.text) > _LONG)
    lengths = sorted(len(line.text) for line, _ in pairs)
    if not lengths or whole > sum(lengths):
        return 0
    width = lengths[-1 - len(lengths) // 50]
    if not _WRAP_LEAST <= width <= _WRAP_MOST:
        return 0
    full = sum(_is_full(line, after, width) for line, after in pairs)
    ended = sum(_ENDED.search(line.text[-8:]) is not None for line, _ in pairs)
    return width if 2 * full > len(pairs) and 2 * ended < len(pairs) else 0


def _is_full(line: Line, after: Line, width: int) -> bool:
    """Tell whether the next line's first word would not have found room."""
    word = after.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) >= width - width // 10


def _runs(block: list[Line], width: int) -> Iterator[list[Line]]:
    """Yield the paragraphs of a block: lines that were broken only for want of room are one."""
    run = [block[0]]
    for line in block[1:]:
        if _wrapped(run[-1], line, width):
            run.append(line)
        else:
            yield run
            run = [line]
    yield run


def _wrapped(line: Line, after: Line, width: int) -> bool:
    """Tell whether a line ends only because the next word had no room, or in mid-sentence."""
    if not width or _LIST_ITEM.match(after.text) or len(line.text) > width + width // 4:
        return False
    if _is_full(line, after, width):
        return True
    return after.text[0].islower() and not _ENDED.search(line.text[-8:])


def _kind(run: list[Line], after: list[Line] | None) -> SegmentKind:
    first = run[0].text
    if _LIST_ITEM.match(first):
        return "list_item"
    if len(run) > 1 or after is None or len(first) > _HEADING_CHARS:
        return "paragraph"
    if _ENDED.search(first[-8:]) or not (first[0].isupper() or first[0].isdigit()):
        return "paragraph"
    return "heading" if _is_prose(after, len(first)) else "paragraph"


def _is_prose(run: list[Line], heading: int) -> bool:
    """Tell whether a run is a paragraph that a heading can stand over."""
    chars = sum(len(line.text) for line in run)
    return chars > heading and (len(run) > 1 or bool(_ENDED.search(run[-1].text[-8:])))
