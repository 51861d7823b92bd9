"""How well a tagger reads, by CofeNet's exact spans and by single labels."""

from __future__ import annotations

import random

import torch

from training import data
from training.encoders import Pieces
from training.model import ATTRIBUTION, NAMES, Tagger


def spans(labels: list[str]) -> set[tuple[str, int, int]]:
    """Return the spans of BIO labels."""
    found, kind, start = set(), "", 0
    for n, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((kind, start, n))
            kind = ""
        if label.startswith("B-"):
            kind, start = label[2:], n
    return found


def f1(right: int, told: int, gold: int) -> float:
    """Return F1 in per cent."""
    return round(200 * right / (told + gold), 1) if told + gold else 0.0


Counts = dict[str, list[int]]
"""Right, told and marked, by kind."""


@torch.no_grad()
def scored(
    model: Tagger, every: list[data.Paragraph], pieces: Pieces, limit: int = 192, size: int = 6000
) -> dict[str, float]:
    """Return exact F1 of source, cue, content, all, and names; accuracy of tags, deps, heads."""
    counts: Counts = {}
    packed = data.packs(every, [limit], random.Random(0))
    for b in data.batches(packed, pieces, size, None):
        logits, arcs = model(b.ids, b.mask, b.words)
        said, names, tags, deps, starts = (t.float() for t in model.split(logits))
        apart = b.block[:, :, None] != b.block[:, None, :]
        arcs = arcs.float().masked_fill(torch.nn.functional.pad(apart, (0, 1), value=False), -1e4)
        for row, pack in enumerate(b.packs):
            n = int(b.there[row].sum())
            path = model.crf.decode(said[row, :n], b.breaks[row, :n]).tolist()
            _of_parts(counts, pack.parts, path, names[row].argmax(-1).tolist())
            tables = (("tags", tags, b.tags), ("deps", deps, b.deps), ("heads", arcs, b.heads))
            for kind, table, gold in tables:
                known = gold[row, :n] != data.OPEN
                right = (table[row, :n].argmax(-1) == gold[row, :n]) & known
                _add(counts, kind, int(right.sum()), int(known.sum()), int(known.sum()))
            known = b.starts[row, :n] >= 0
            told = (starts[row, :n, 0] > 0) & known
            gold = (b.starts[row, :n] == 1) & known
            _add(counts, "starts", int((told & gold).sum()), int(told.sum()), int(gold.sum()))
    kinds = ("source", "cue", "content")
    counts["all"] = [sum(counts.get(k, [0, 0, 0])[i] for k in kinds) for i in range(3)]
    return {kind: f1(*count) for kind, count in counts.items()}


def _of_parts(
    counts: Counts, parts: list[data.Paragraph], path: list[int], names: list[int]
) -> None:
    """Count the spans and names of the paragraphs of one pack."""
    first = 0
    for part in parts:
        end = first + len(part.pieces)
        told = [ATTRIBUTION[x] for x in path[first:end]]
        _spans(counts, told, [ATTRIBUTION[x] for x in part.attribution])
        known = [x != data.OPEN for x in part.names]
        if any(known):
            gold = spans([NAMES[x] if x >= 0 else "O" for x in part.names])
            found = zip(names[first:end], known, strict=True)
            mine = spans([NAMES[x] if k else "O" for x, k in found])
            _add(counts, "names", len(mine & gold), len(mine), len(gold))
        first = end


def _add(counts: Counts, kind: str, right: int, told: int, gold: int) -> None:
    entry = counts.setdefault(kind, [0, 0, 0])
    entry[0] += right
    entry[1] += told
    entry[2] += gold


def _spans(counts: Counts, told: list[str], gold: list[str]) -> None:
    one, two = spans(told), spans(gold)
    for kind in ("source", "cue", "content"):
        a = {x for x in one if x[0] == kind}
        b = {x for x in two if x[0] == kind}
        _add(counts, kind, len(a & b), len(a), len(b))
