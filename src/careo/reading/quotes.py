"""Quotations: what stands between quotation marks, of whatever kind, over sentences and paragraphs.

Only the outermost marks count. A quotation whose mark is not closed goes on in the next
paragraph if that one opens with a mark again, as printed matter does; else it is no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from careo.model.record import Record
from careo.model.text import TextLayer

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    '"': '"',
    "‘": "’",
    "``": "''",
    "「": "」",
    "”": "”",
}
_OPENING = re.compile(r"“|„|«|‹|\"|‘|``|「|”")
_LONGEST = 20_000


class Quotation(Record, frozen=True):
    """One quotation.

    Attributes:
        parts: Start and end of each paragraph's part, marks included, code points of the layer.
    """

    parts: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """First character: the opening mark."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.parts[-1][1]


def quotations(layer: TextLayer) -> tuple[Quotation, ...]:
    """Find the quotations of a layer, in order of place; none crosses another."""
    found: list[Quotation] = []
    open_parts: list[tuple[int, int]] = []
    for segment in layer.segments:
        if segment.kind == "furniture":
            continue
        parts, unclosed = _in_segment(layer.text, segment.start, segment.end)
        if open_parts and not (parts and parts[0][0] == segment.start):
            open_parts = []
        for n, part in enumerate(parts):
            last = n == len(parts) - 1
            if unclosed and last:
                open_parts.append(part)
            else:
                found.append(Quotation(parts=(*open_parts, part)))
                open_parts = []
    return tuple(found)


def _in_segment(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the quotations of one segment, and whether the last is still open at its end."""
    parts: list[tuple[int, int]] = []
    at = start
    while (match := _OPENING.search(text, at, end)) is not None:
        mark, begin = match.group(), match.start()
        if not _opens(text, begin, mark, start):
            at = match.end()
            continue
        close = _close(text, match.end(), end, mark)
        if close is None:
            if mark not in "‘”":
                return [*parts, (begin, end)], True
            at = match.end()
            continue
        parts.append((begin, close))
        at = close
    return parts, False


def _opens(text: str, at: int, mark: str, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if mark == '"':
        return not before.isalnum() or not after.isspace()
    if mark in "‘”":
        return not before.isalnum() and not after.isspace() and before not in ".,!?"
    return True


def _close(text: str, at: int, end: int, mark: str) -> int | None:
    """Return the end of the quotation that ``mark`` opened just before ``at``."""
    stop = min(end, at + _LONGEST)
    closers = _CLOSERS[mark]
    if mark == "``":
        found = text.find(closers, at, stop)
        return found + len(closers) if found >= 0 else None
    for n in range(at, stop):
        if text[n] in closers and (mark != "‘" or _closes_single(text, n, end)):
            return n + 1
        if mark in "“" and text[n] == mark:
            return None
    return None


def _closes_single(text: str, at: int, end: int) -> bool:
    """Tell a closing single mark from an apostrophe."""
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum()


def overlapping(found: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    """Return the quotations that share a character with ``start`` to ``end``."""
    return [q for q in found if q.start < end and start < q.end]
