"""Scores of heads to trees: one for each sentence."""

from __future__ import annotations

import numpy as np

from careo.reading.tagger.arrays import Flags, Floats, Ints

_NEVER = np.float32(-np.inf)


def heads(arcs: Floats, begins: Flags, there: Flags) -> Ints:
    """Return the head of each word as its place in the pack; a root is its own.

    Every word takes its best head in its own sentence; the root is the word that loses least by
    being it; what then goes round in a circle is mended.

    Args:
        arcs: Packs by words by words + 1; the last column is the root.
        begins: Where a sentence begins; true for the first word of each pack.
        there: Where there is a word.
    """
    packs, wide = there.shape
    own = np.arange(wide)
    sentence = np.where(there, np.cumsum(begins, axis=1), 0)
    apart = sentence[:, :, None] != sentence[:, None, :]
    apart[:, own, own] = True
    inside = np.where(apart, _NEVER, arcs[..., :wide])
    found: Ints = inside.argmax(-1)
    best = np.take_along_axis(inside, found[..., None], -1)[..., 0]
    gain = arcs[..., wide] - best
    for pack in range(packs):
        count = int(there[pack].sum())
        starts = np.flatnonzero(begins[pack, :count])
        most = np.maximum.reduceat(gain[pack, :count], starts)
        winners = np.flatnonzero(gain[pack, :count] == most[sentence[pack, :count] - 1])
        at = sentence[pack, winners]
        roots = winners[np.concatenate([[True], at[1:] != at[:-1]])]
        found[pack, roots] = roots
        found[pack, count:] = own[count:]
        _mend_all(inside[pack], found[pack], roots, np.append(starts, count))
    return found


def _mend_all(scores: Floats, found: Ints, roots: Ints, bounds: Ints) -> None:
    """Mend the sentences of one pack of which some word does not reach the root."""
    reached = _reached(found, roots)
    for n in range(len(bounds) - 1):
        start, end = int(bounds[n]), int(bounds[n + 1])
        if not reached[start:end].all():
            found[start:end] = start + mended(
                scores[start:end, start:end], found[start:end] - start, int(roots[n]) - start
            )


def mended(scores: Floats, found: Ints, root: int) -> Ints:
    """Return the heads of one sentence without circles.

    Again and again, of the words in circles the one that loses least takes another head, one that
    reaches the root; the first of equals. The root is always such a head, so it ends.

    Args:
        scores: Words by words; -inf on the diagonal.
        found: The head of each word.
        root: Which is the root; its own head.
    """
    found = found.copy()
    while not (reached := _reached(found, np.array([root]))).all():
        circle = np.flatnonzero(_circling(found) & ~reached)
        safe = np.flatnonzero(reached)
        own = scores[circle, found[circle]]
        loss = own[:, None] - scores[circle[:, None], safe]
        word, head = divmod(int(loss.argmin()), len(safe))
        found[circle[word]] = safe[head]
    return found


def _leaps(found: Ints) -> Ints:
    """Return where each word comes to by going up at least as often as there are words."""
    at, far = found, 1
    while far < len(found):
        at, far = at[at], far * 2
    return at


def _reached(found: Ints, roots: Ints) -> Flags:
    """Tell which words come to a root."""
    good = np.zeros(len(found), np.bool_)
    good[roots] = True
    return good[_leaps(found)]


def _circling(found: Ints) -> Flags:
    """Tell which words are part of a circle; a root is one of its own."""
    circling = np.zeros(len(found), np.bool_)
    circling[_leaps(found)] = True
    return circling
