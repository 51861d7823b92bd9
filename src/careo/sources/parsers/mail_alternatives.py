"""Several spellings of one text in a mail: one is read, and no word of the others is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from careo.sources.draft import Block

_WORD = re.compile(r"\w+")
_ADDRESS = ("://", "@", "www.", "mailto:", "cid:")
_MORE = 1.2
_RUN = 3
_MOST_CHARS = 1 << 22
_SHARED, _NEARLY = 0.8, 0.9

DIFFER = "its alternatives differ: what only one of them says is shown, not read"


def joined(renditions: Sequence[list[Block]]) -> tuple[list[Block], list[Block], bool]:
    """Return the alternative that is read, what the others say beside it, and if that is prose.

    The first counts, which by the standard is the plainest, unless another says a good deal
    more. What only the others say becomes furniture: shown and found, so that nothing is lost,
    and not read, so that nothing is claimed twice.
    """
    full = [one for one in renditions if one]
    if not full:
        return [], [], False
    first = full[0]
    size = len(_words(first))
    richest = max(full, key=lambda one: len(_words(one)))
    chosen = richest if len(_words(richest)) > _MORE * size else first
    if sum(len(block.text) for one in full for block in one) > _MOST_CHARS:
        rest = [_shown(block) for one in full if one is not chosen for block in one]
        return chosen, rest, bool(rest)
    said = _Said(chosen)
    rest, differ = [], False
    for other in full:
        for block in other if other is not chosen else ():
            if said.whole(block):
                continue
            rest.append(_shown(block))
            differ = differ or (block.kind != "furniture" and not said.nearly(block))
            said.add(block)
    return chosen, rest, differ


def _shown(block: Block) -> Block:
    return block._replace(kind="furniture", level=0)


def alike(one: list[Block], other: list[Block]) -> bool:
    """Tell whether two texts are spellings of one, though the mail does not say so."""
    mine, theirs = _words(one), _words(other)
    most = max(len(mine), len(theirs))
    return bool(mine and theirs) and len(mine & theirs) >= _SHARED * most


class _Said:
    """What a text says: its words, and which of them stand together."""

    def __init__(self, blocks: list[Block]) -> None:
        found = _listed(blocks)
        self._words = set(found)
        self._runs = _runs(found) | _runs(_listed(_prose(block) for block in blocks))

    def whole(self, block: Block) -> bool:
        """Tell whether every word of a block stands in it, beside the same words."""
        found = _listed([block])
        runs = _runs(found, _together(found))
        return self._words.issuperset(found) and runs <= self._runs

    def nearly(self, block: Block) -> bool:
        """Tell whether it says the same but for addresses and a few words' order."""
        found = _listed([_prose(block)])
        runs = _runs(found, _together(found))
        shared = len(runs & self._runs)
        return self._words.issuperset(found) and shared >= _NEARLY * len(runs)

    def add(self, block: Block) -> None:
        """Take a block that is shown beside it."""
        found = _listed([block])
        self._words.update(found)
        self._runs |= _runs(found)


def _prose(block: Block) -> Block:
    """Return a block without the addresses in it, which mailers add and leave out."""
    words = (word for word in block.text.split() if not any(mark in word for mark in _ADDRESS))
    return block._replace(text=" ".join(words))


def _words(blocks: Iterable[Block]) -> frozenset[str]:
    return frozenset(_listed(blocks))


def _together(words: list[str]) -> tuple[int, ...]:
    """Return how many words are compared together: three, or all of fewer."""
    return (min(_RUN, len(words)),)


def _runs(words: list[str], lengths: tuple[int, ...] = (1, 2, _RUN)) -> set[tuple[str, ...]]:
    """Return the words that stand together, so many in a row."""
    return {
        run for n in lengths for run in zip(*(words[k:] for k in range(n)), strict=False) if run
    }


def _listed(blocks: Iterable[Block]) -> list[str]:
    return [word for block in blocks for word in _WORD.findall(block.text.casefold())]
