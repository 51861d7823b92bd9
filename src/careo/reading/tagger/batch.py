"""Packs as arrays: what the model takes, and where its words are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from careo.reading.tagger.arrays import Flags, Ints
from careo.reading.tagger.coding import Coder
from careo.reading.tagger.packing import Pack


class Batch(NamedTuple):
    """Some packs.

    Attributes:
        ids: Packs by pieces.
        mask: 1 where there is a piece.
        words: Packs by words: the place of each word's first piece.
        there: Packs by words: whether there is a word.
        begins: Packs by words: whether a part begins with it.
        after_end: Packs by words: whether a mark that may end a sentence stands before it.
        after_stop: Packs by words: whether a full stop does.
        chains: Parts by 3: pack, first word in it, number of words.
        numbers: Number in the document of each word that is there.
    """

    ids: Ints
    mask: Ints
    words: Ints
    there: Flags
    begins: Flags
    after_end: Flags
    after_stop: Flags
    chains: Ints
    numbers: Ints


def laid_out(packs: list[Pack], coder: Coder) -> Batch:
    """Lay packs out side by side."""
    size = (len(packs), max(pack.pieces for pack in packs))
    wide = (len(packs), max(pack.words for pack in packs))
    ids = np.full(size, coder.pad, np.int64)
    mask = np.zeros(size, np.int64)
    words = np.zeros(wide, np.int64)
    there = np.zeros(wide, np.bool_)
    begins, after_end, after_stop = (np.zeros(wide, np.bool_) for _ in range(3))
    chains: list[tuple[int, int, int]] = []
    numbers: list[Ints] = []
    for row, pack in enumerate(packs):
        line, places = [coder.start], list[int]()
        for part in pack.parts:
            chains.append((row, len(places), len(part.codes)))
            begins[row, len(places)] = True
            for code in part.codes[:-1]:
                places.append(len(line))
                line += code
                after_end[row, len(places)] = code in coder.ends
                after_stop[row, len(places)] = code in coder.stops
            places.append(len(line))
            line += part.codes[-1]
            line.append(coder.end)
        ids[row, : len(line)] = line
        mask[row, : len(line)] = 1
        words[row, : len(places)] = places
        there[row, : len(places)] = True
        numbers.append(np.arange(pack.first, pack.first + len(places)))
    return Batch(
        ids,
        mask,
        words,
        there,
        begins,
        after_end,
        after_stop,
        np.array(chains, np.int64),
        np.concatenate(numbers),
    )
