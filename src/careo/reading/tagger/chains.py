"""The best labels of chains of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from careo.reading.tagger.arrays import Flags, Floats, Ints, Small


def viterbi(logits: Floats, chains: Ints, moves: Floats, first: Floats) -> Ints:
    """Return the best label of each word (packs by words), every chain on its own.

    All chains are walked at once, the longest first, so that those still going stand on top.

    Args:
        logits: Packs by words by labels.
        chains: Chains by 3: pack, first word, number of words.
        moves: Score of each label after each.
        first: Score of each label at a chain's start.
    """
    chains = chains[np.argsort(-chains[:, 2], kind="stable")]
    rows, starts, lengths = chains.T
    longest = int(lengths[0])
    steps = np.arange(longest)
    places = np.minimum(starts[:, None] + steps, (starts + lengths - 1)[:, None])
    told = np.ascontiguousarray(logits[rows[:, None], places].transpose(1, 0, 2))
    going = (lengths[:, None] > steps).sum(0)
    score = told[0] + first
    back = np.zeros((longest, *score.shape), np.int8)
    for n in range(1, longest):
        on = going[n]
        ways = score[:on, :, None] + moves
        back[n, :on] = ways.argmax(1)
        score[:on] = ways.max(1) + told[n, :on]
    best = score.argmax(1)
    paths = np.zeros((longest, len(chains)), np.int64)
    count = np.arange(len(chains))
    for n in range(longest - 1, -1, -1):
        on = going[n]
        paths[n, :on] = best[:on]
        best[:on] = back[n, count[:on], best[:on]]
    found = np.zeros(logits.shape[:2], np.int64)
    inside = lengths[:, None] > steps
    found[np.broadcast_to(rows[:, None], inside.shape)[inside], places[inside]] = paths.T[inside]
    return found


def certainty(logits: Floats, chosen: Ints) -> Small:
    """Return the probability of each chosen label, per mille."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    own = np.take_along_axis(powers, chosen[..., None], -1)[..., 0]
    share: Small = np.rint(1000 * own / powers.sum(-1)).astype(np.int16)
    return share


def well_formed(chosen: Ints, begins: Flags, names: Sequence[str]) -> Ints:
    """Return labels in which every ``I-`` follows its own kind: others become ``B-``.

    Args:
        chosen: Packs by words.
        begins: Where a part begins, which nothing carries into.
        names: Of the labels.
    """
    kinds = [name[2:] for name in names]
    kind = np.array([kinds.index(each) for each in kinds])[chosen]
    inside = np.array([name.startswith("I-") for name in names])[chosen]
    before = np.roll(kind, 1, axis=-1)
    loose = inside & (begins | (before != kind))
    begin = np.array([names.index("B-" + each) if each else 0 for each in kinds])
    return np.where(loose, begin[chosen], chosen)
