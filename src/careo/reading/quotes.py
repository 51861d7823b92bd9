"""Quotations: what stands between quotation marks, of whatever kind, over sentences and paragraphs.

Only the outermost marks count. A quotation whose mark is not closed goes on in the next
paragraph if that one opens with a mark again, as printed matter does; else it is no quotation.
"""

from __future__ import annotations

import re

from careo.model.record import Record
from careo.model.text import TextLayer

LEFT, RIGHT, LOW = "\u201c", "\u201d", "\u201e"
SINGLE_LEFT, SINGLE_RIGHT = "\u2018", "\u2019"
ANGLE_LEFT, ANGLE_RIGHT = "\u00ab", "\u00bb"
STRAIGHT, TICKS, PRIMES, APOSTROPHE = '"', "``", "''", "'"

CLOSING = frozenset({RIGHT, SINGLE_RIGHT, ANGLE_RIGHT, STRAIGHT, "'"})
"""Last characters of closing marks."""

_CLOSERS = {
    LEFT: RIGHT,
    LOW: LEFT + RIGHT,
    ANGLE_LEFT: ANGLE_RIGHT,
    STRAIGHT: STRAIGHT,
    SINGLE_LEFT: SINGLE_RIGHT,
    TICKS: PRIMES,
    RIGHT: RIGHT,
    APOSTROPHE: APOSTROPHE,
}
_OPENING = re.compile("|".join(_CLOSERS))
_UNSURE = frozenset({SINGLE_LEFT, RIGHT, APOSTROPHE})
_SINGLE = frozenset({SINGLE_LEFT, APOSTROPHE})
_STOPS = ",.!?\u2026"
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
    begun: list[tuple[int, int]] = []
    for segment in layer.segments:
        if not segment.is_read:
            continue
        parts, unclosed = _in_segment(layer.text, segment.start, segment.end)
        if not (parts and parts[0][0] == segment.start):
            begun = []
        for part in parts:
            if unclosed and part is parts[-1]:
                begun.append(part)
            else:
                found.append(Quotation(parts=(*begun, part)))
                begun = []
    return tuple(found)


def _in_segment(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the quotations of one segment, and whether the last is still open at its end."""
    parts: list[tuple[int, int]] = []
    at = start
    while (match := _OPENING.search(text, at, end)) is not None:
        mark, begin = match.group(), match.start()
        at = match.end()
        if not _opens(text, begin, mark, start):
            continue
        close = _close(text, at, end, mark)
        if close is not None:
            parts.append((begin, close))
            at = close
        elif mark not in _UNSURE and text.find(mark, at, end) < 0:
            return [*parts, (begin, end)], True
    return parts, False


def _opens(text: str, at: int, mark: str, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark) : at + len(mark) + 1] or " "
    if mark == STRAIGHT:
        return not before.isalnum() or not after.isspace()
    if mark in _UNSURE:
        return not before.isalnum() and not after.isspace() and before not in ".,!?"
    return True


def _close(text: str, at: int, end: int, mark: str) -> int | None:
    """Return the end of the quotation that ``mark`` opened just before ``at``."""
    stop = min(end, at + _LONGEST)
    if mark == TICKS:
        found = text.find(PRIMES, at, stop)
        return found + len(PRIMES) if found >= 0 else None
    if mark == APOSTROPHE:
        return _close_straight(text, at, stop)
    for n in range(at, stop):
        if mark == LEFT and text[n] == LEFT:
            return None
        if text[n] in _CLOSERS[mark] and (mark not in _SINGLE or _no_apostrophe(text, n, end)):
            return n + 1
    return None


def _close_straight(text: str, at: int, stop: int) -> int | None:
    """Return the end of speech between straight single marks; a mere apostrophe closes nothing."""
    for n in range(at, stop):
        ends = text[n] == APOSTROPHE and text[n - 1] in _STOPS
        if ends and _no_apostrophe(text, n, stop) and " " in text[at:n]:
            return n + 1
    return None


def _no_apostrophe(text: str, at: int, end: int) -> bool:
    return at + 1 >= end or not text[at + 1].isalnum()
