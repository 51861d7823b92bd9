"""Coded words to parts, packs and batches.

A part is a paragraph, or as much of a long one as the model reads at once. Consecutive parts are
packed side by side, so that each is read with its neighbours. Packs of like length make a batch.
All of it depends on one document alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST = 300
"""Pieces of a part."""

_BATCH = 1_500
_ALIKE = 1.1
"""Longest pack of a batch to its shortest: what the shorter lack is computed in vain."""

_WINDOW = 24_000
"""Pieces whose packs are sorted by length at one time; bounds the memory."""

_STOPS = frozenset({".", "!", "?", "\u2026", "..."})
_CLOSERS = frozenset({'"', "'", "''", "\u201d", "\u2019", "\u00bb", ")", "]"})
_OPENERS = frozenset({'"', "'", "``", "\u201c", "\u2018", "\u00ab", "(", "[", "¿", "¡"})

Codes = tuple[int, ...]


class Part(NamedTuple):
    """Words that are read in one go.

    Attributes:
        codes: The pieces of each word.
        goes_on: The paragraph began in the part before.
    """

    codes: list[Codes]
    goes_on: bool

    @property
    def pieces(self) -> int:
        """Count the pieces, with the mark after them."""
        return sum(map(len, self.codes)) + 1


@dataclass
class Pack:
    """Consecutive parts, read side by side.

    Attributes:
        first: Number of its first word in the document.
        parts: In order of place.
        pieces: Pieces of all of it.
    """

    first: int
    parts: list[Part] = field(default_factory=list)
    pieces: int = 1

    @property
    def words(self) -> int:
        """Count the words."""
        return sum(len(part.codes) for part in self.parts)


def parts(words: Iterable[tuple[str, Codes]]) -> Iterator[Part]:
    """Cut one paragraph, given as its words and their pieces, so that no part is too long."""
    every = list(words)
    if sum(len(code) for _, code in every) < LONGEST:
        if every:
            yield Part([code for _, code in every], goes_on=False)
        return
    held: list[str] = []
    codes: list[Codes] = []
    length, goes_on = 0, False
    for word, code in every:
        while codes and length + len(code) >= LONGEST:
            at = _place(held, word)
            yield Part(codes[:at], goes_on)
            held, codes, goes_on = held[at:], codes[at:], True
            length = sum(map(len, codes))
        held.append(word)
        codes.append(code)
        length += len(code)
    if codes:
        yield Part(codes, goes_on)


def _place(held: list[str], following: str) -> int:
    """Return before which of the held words to cut: where the last sentence ends, if one does."""
    words = [*held, following]
    for at in range(len(held), len(held) // 2, -1):
        if words[at][:1].isupper() or words[at] in _OPENERS:
            end = at - 1
            while end and words[end] in _CLOSERS:
                end -= 1
            if words[end] in _STOPS:
                return at
    return len(held)


def packs(every: Iterable[Part], limit: int) -> Iterator[Pack]:
    """Yield consecutive parts packed up to ``limit`` pieces; a longer part stands alone."""
    pack = Pack(first=0)
    first = 0
    for part in every:
        length = part.pieces
        if pack.parts and pack.pieces + length > limit:
            yield pack
            pack = Pack(first=first)
        pack.parts.append(part)
        pack.pieces += length
        first += len(part.codes)
    if pack.parts:
        yield pack


def batches(every: Iterable[Pack]) -> Iterator[list[Pack]]:
    """Yield packs of like length together, from within a bounded stretch of the document."""
    window: list[Pack] = []
    size = 0
    for pack in every:
        window.append(pack)
        size += pack.pieces
        if size >= _WINDOW:
            yield from _batched(window)
            window, size = [], 0
    yield from _batched(window)


def _batched(window: list[Pack]) -> Iterator[list[Pack]]:
    batch: list[Pack] = []
    for pack in sorted(window, key=lambda pack: (pack.pieces, pack.first)):
        if batch and (
            (len(batch) + 1) * pack.pieces > _BATCH or pack.pieces > _ALIKE * batch[0].pieces
        ):
            yield batch
            batch = []
        batch.append(pack)
    if batch:
        yield batch
