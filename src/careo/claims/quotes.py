"""Where a text stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOUBLE = re.compile(r"[\u201c\u201d\u201e\"\u00ab\u00bb]")
_OPENING = "\u201c\u201e\u00ab"
_CLOSING = "\u201d\u00bb"
_SINGLE = re.compile(r"(?<![^\W_])(?:\u2018|'(?=\w))")
_SINGLE_END = re.compile(r"(?<=[.,!?\u2026])[\u2019'](?!\w)")
_SINGLE_WORDS = re.compile(r"\u2019(?!\w)")


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places inside quotation marks between two places, the marks included, in order.

    A quotation that is not closed runs to the end. Single marks count outside double ones, where
    one is closed after a stop or a comma; curly ones also after a word. An apostrophe is none.
    """
    double = list(_doubles(text, start, end))
    single: list[tuple[int, int]] = []
    for first, last in _gaps(double, start, end):
        single += _singles(text, first, last)
    return sorted([*double, *single])


def _doubles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _DOUBLE.finditer(text, start, end):
        if opened is None:
            opened = None if match[0] in _CLOSING else match.start()
        elif match[0] not in _OPENING:
            yield opened, match.end()
            opened = None
    if opened is not None:
        yield opened, end


def _gaps(taken: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in taken:
        yield start, first
        start = last
    yield start, end


def _singles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while opening := _SINGLE.search(text, at, end):
        closing = _SINGLE_END.search(text, opening.end(), end)
        if closing is None and opening[0] == "\u2018":
            closing = _SINGLE_WORDS.search(text, opening.end(), end)
        if closing is None:
            at = opening.end()
            continue
        yield opening.start(), closing.end()
        at = closing.end()
