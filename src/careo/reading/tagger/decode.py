"""Logits to labels: what each word of a document is read as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from careo.reading.tagger.arrays import Flags, Floats, Numbers, Small, Tiny
from careo.reading.tagger.batch import Batch, laid_out
from careo.reading.tagger.chains import certainty, viterbi, well_formed
from careo.reading.tagger.packing import Pack, Part, batches, packs
from careo.reading.tagger.session import Labels, Model
from careo.reading.tagger.trees import heads

ROOT = "ROOT"


@dataclass(frozen=True, eq=False)
class Decoded:
    """The labels of words, as numbers.

    Attributes:
        said: Attribution.
        scores: Probability of that, per mille.
        names: Name.
        tags: Part of speech and tag.
        deps: Dependency.
        heads: Number of the head among these words; a root is its own.
        begins: Whether a sentence begins.
    """

    said: Tiny
    scores: Small
    names: Tiny
    tags: Small
    deps: Small
    heads: Numbers
    begins: Flags


_SURE = 6.0
"""Logit from which a sentence begins though no mark ends the one before (headings, verse)."""

_STOPPED = -3.0
"""The same after a full stop that is no part of a word: it ends a sentence but for good reason.

A model that learned from translations thinks it less likely before a verb ("… . Aseguró que").
"""

_NOTHING = Decoded(
    said=np.zeros(0, np.int8),
    scores=np.zeros(0, np.int16),
    names=np.zeros(0, np.int8),
    tags=np.zeros(0, np.int16),
    deps=np.zeros(0, np.int16),
    heads=np.zeros(0, np.int32),
    begins=np.zeros(0, np.bool_),
)


def decoded(parts: Iterable[Part], model: Model) -> Decoded:
    """Read the parts of one document, in order.

    Of a batch only small numbers are kept when the next one is read.
    """
    numbers, found = [_NOTHING.heads], [_NOTHING]
    cuts: list[int] = []
    for batch in batches(_noted(packs(parts, model.labels.pieces), cuts)):
        laid = laid_out(batch, model.coder)
        labels, arcs = model.run(laid.ids, laid.mask, laid.words)
        found.append(_read(laid, labels, arcs, model.labels))
        numbers.append(laid.numbers.astype(np.int32))
    return _in_order(numbers, found, cuts, model.labels)


def _noted(every: Iterable[Pack], cuts: list[int]) -> Iterable[Pack]:
    """Yield packs; note where a part goes on with its paragraph."""
    for pack in every:
        at = pack.first
        for part in pack.parts:
            if part.goes_on:
                cuts.append(at)
            at += len(part.codes)
        yield pack


def _read(laid: Batch, logits: Floats, arcs: Floats, labels: Labels) -> Decoded:
    """Read one batch; heads are numbers in the document."""
    widths = [len(labels.attribution), len(labels.names), len(labels.tags), len(labels.deps)]
    said, names, tags, deps, starts = np.split(logits, np.cumsum(widths), axis=-1)
    there = laid.there
    best = viterbi(
        said, laid.chains, np.array(labels.moves, np.float32), np.array(labels.first, np.float32)
    )
    named = well_formed(names.argmax(-1), laid.begins, labels.names)
    sure = np.where(laid.after_stop, _STOPPED, np.where(laid.after_end, 0.0, _SURE))
    begins = (laid.begins | (starts[..., 0] > sure)) & there
    above = heads(arcs, begins, there)
    is_root = above == np.arange(there.shape[1])
    deps[..., labels.deps.index(ROOT)] = np.where(is_root, np.inf, -np.inf)
    places = np.nonzero(there)[1]
    return Decoded(
        said=best[there].astype(np.int8),
        scores=certainty(said, best)[there],
        names=named[there].astype(np.int8),
        tags=tags.argmax(-1)[there].astype(np.int16),
        deps=deps.argmax(-1)[there].astype(np.int16),
        heads=(above[there] - places + laid.numbers).astype(np.int32),
        begins=begins[there],
    )


def _in_order(
    numbers: list[Numbers], found: list[Decoded], cuts: list[int], labels: Labels
) -> Decoded:
    """Return the words of all batches in the order of the document.

    Where a paragraph was cut, what stands on both sides of the cut is one.
    """
    order = np.argsort(np.concatenate(numbers))
    whole = Decoded(
        *(
            np.concatenate([getattr(each, field.name) for each in found])[order]
            for field in fields(Decoded)
        )
    )
    for at in cuts:
        kind = labels.attribution[whole.said[at]][2:]
        if kind and labels.attribution[whole.said[at - 1]][2:] == kind:
            whole.said[at] = labels.attribution.index("I-" + kind)
    return whole
