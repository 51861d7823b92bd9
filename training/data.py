"""Rows of labelled words to batches of packed paragraphs."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.encoders import Pieces
from training.model import ATTRIBUTION, NAMES, Labels

Row = dict[str, Any]
OPEN = -100
"""The label of what is not known: the loss leaves it out."""

LONGEST = 300
"""Pieces of a paragraph; what is longer is cut at a word."""

_SIGNS = {"``": '"', "''": '"', "--": "—", "–": "—", "`": "'"}
_SIGNS |= dict.fromkeys("“”«»„", '"') | dict.fromkeys("‘’", "'")


def plain(word: str) -> str:
    """Return a word with its quotation marks, apostrophes and dashes in one spelling."""
    word = _SIGNS.get(word, word)
    return word.replace("\u2019", "'").replace("\u2018", "'")


@dataclass
class Paragraph:
    """A paragraph as numbers; ``heads`` count inside it, -1 where open, own place for a root."""

    article: str
    language: str
    key: int
    pieces: list[list[int]]
    attribution: list[int]
    names: list[int]
    tags: list[int]
    deps: list[int]
    heads: list[int]
    starts: list[int]
    soft: np.ndarray | None = None

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces)) + 1

    def part(self, start: int, end: int) -> Paragraph:
        """Return some of its words."""
        heads = [h - start if start <= h < end else -1 for h in self.heads[start:end]]
        cut = {
            name: getattr(self, name)[start:end]
            for name in ("pieces", "attribution", "names", "tags", "deps", "starts")
        }
        soft = None if self.soft is None else self.soft[start:end]
        labels = cut["attribution"]
        if labels and labels[0] > 0 and labels[0] % 2 == 0:
            labels = _begun(labels)
        cut["attribution"] = labels
        return Paragraph(
            article=self.article,
            language=self.language,
            key=self.key,
            heads=heads,
            soft=soft,
            **cut,
        )


def _begun(labels: list[int]) -> list[int]:
    """Return labels whose first I- is a B-."""
    return [labels[0] - 1, *labels[1:]]


def inventory(paths: Sequence[Path]) -> Labels:
    """Return the tags and dependencies seen at least ten times, most frequent first."""
    tags: dict[str, int] = {}
    deps: dict[str, int] = {}
    for path in paths:
        for row in rows_of(path):
            for tag, dep in zip(row["tags"], row["deps"], strict=True):
                tags[tag] = tags.get(tag, 0) + 1
                deps[dep] = deps.get(dep, 0) + 1

    def kept(counts: dict[str, int]) -> tuple[str, ...]:
        often = [name for name, count in counts.items() if count >= 10 and name]
        return tuple(sorted(often, key=lambda name: (-counts[name], name)))

    return Labels(tags=kept(tags), deps=kept(deps))


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of a file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def paragraphs(path: Path, language: str, pieces: Pieces, labels: Labels) -> list[Paragraph]:
    """Return the paragraphs of a file; rows that are not ``ok`` are left out."""
    tags = {name: n for n, name in enumerate(labels.tags)}
    deps = {name: n for n, name in enumerate(labels.deps)}
    found: list[Paragraph] = []
    for key, row in enumerate(rows_of(path)):
        words = row.get("words") or row["tokens"]
        spaces = row.get("spaces") or row["space"]
        if not row.get("ok", True) or not words:
            continue
        count = len(words)
        marked = [True, *spaces[1:]]
        coded = [pieces.of(plain(w), space=s) for w, s in zip(words, marked, strict=True)]
        names = row.get("names") or [""] * count
        whole = Paragraph(
            article=row["id"],
            language=row.get("lang", language),
            key=key,
            pieces=coded,
            attribution=[ATTRIBUTION.index(x) for x in row["labels"]],
            names=[NAMES.index(x) if x else OPEN for x in names],
            tags=[tags.get(x, OPEN) for x in row.get("tags") or [""] * count],
            deps=[deps.get(x, OPEN) for x in row.get("deps") or [""] * count],
            heads=row.get("heads") or [-1] * count,
            starts=row.get("starts") or [-1] * count,
        )
        found += _cut(whole)
    return found


def _cut(whole: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph in parts that are not too long."""
    start, length = 0, 0
    for n, word in enumerate(whole.pieces):
        if length + len(word) >= LONGEST:
            yield whole.part(start, n)
            start, length = n, 0
        length += len(word)
    yield whole.part(start, len(whole.pieces)) if start else whole


@dataclass
class Pack:
    """Paragraphs read side by side."""

    parts: list[Paragraph] = field(default_factory=list)

    @property
    def length(self) -> int:
        return 1 + sum(part.length for part in self.parts)


def packs(every: Sequence[Paragraph], limits: Sequence[int], chance: random.Random) -> list[Pack]:
    """Return neighbouring paragraphs of each article packed up to one of ``limits`` pieces."""
    found: list[Pack] = []
    for _, group in groupby(every, key=lambda p: (p.article, p.language)):
        limit = chance.choice(list(limits))
        pack = Pack()
        for part in group:
            if pack.parts and pack.length + part.length > limit:
                found.append(pack)
                pack = Pack()
            pack.parts.append(part)
        found.append(pack)
    return found


def varied(every: Sequence[Paragraph], chance: random.Random, share: float) -> list[Paragraph]:
    """Return the paragraphs, a share of them cut to a run of their sentences."""
    found: list[Paragraph] = []
    for part in every:
        starts = [n for n, start in enumerate(part.starts) if start == 1 and n]
        if starts and chance.random() < share:
            cuts = [0, *starts, len(part.pieces)]
            a = chance.randrange(len(cuts) - 1)
            b = chance.randrange(a + 1, len(cuts))
            part = part.part(cuts[a], cuts[b])
        found.append(part)
    return found


@dataclass
class Batch:
    """Packs as tensors; `OPEN` where a label is not known."""

    ids: Tensor
    mask: Tensor
    words: Tensor
    there: Tensor
    breaks: Tensor
    attribution: Tensor
    names: Tensor
    tags: Tensor
    deps: Tensor
    heads: Tensor
    starts: Tensor
    block: Tensor
    soft: Tensor | None
    packs: list[Pack]


KINDS = ("attribution", "names", "tags", "deps", "heads", "starts")


def batch(group: list[Pack], pieces: Pieces) -> Batch:
    """Return packs as one batch."""
    long = max(pack.length for pack in group)
    wide = max(sum(len(p.pieces) for p in pack.parts) for pack in group)
    shape, size = (len(group), wide), (len(group), long)
    soft = torch.full((*shape, len(ATTRIBUTION)), float("nan"))
    found = Batch(
        ids=torch.full(size, pieces.pad, dtype=torch.long),
        mask=torch.zeros(size, dtype=torch.bool),
        words=torch.zeros(shape, dtype=torch.long),
        there=torch.zeros(shape, dtype=torch.bool),
        breaks=torch.zeros(shape, dtype=torch.bool),
        block=torch.full(shape, -1, dtype=torch.long),
        soft=soft,
        packs=group,
        **{kind: torch.full(shape, OPEN, dtype=torch.long) for kind in KINDS},
    )
    for row, pack in enumerate(group):
        _laid(found, row, pack, pieces)
    if torch.isnan(soft).all():
        found.soft = None
    return found


def _laid(b: Batch, row: int, pack: Pack, pieces: Pieces) -> None:
    """Write a pack into its row."""
    at, n = [pieces.start], 0
    for number, part in enumerate(pack.parts):
        first = n
        for word in part.pieces:
            b.words[row, n] = len(at)
            at += word
            n += 1
        at.append(pieces.end)
        b.breaks[row, first] = True
        b.block[row, first:n] = number
        for kind in KINDS:
            getattr(b, kind)[row, first:n] = _gold(part, kind, first, b.words.shape[1])
        if part.soft is not None and b.soft is not None:
            b.soft[row, first:n] = torch.tensor(part.soft, dtype=torch.float32)
    b.ids[row, : len(at)] = torch.tensor(at)
    b.mask[row, : len(at)] = True
    b.there[row, :n] = True


def _gold(part: Paragraph, kind: str, first: int, wide: int) -> Tensor:
    """Return one kind of labels; heads count in the pack, the root's is ``wide``."""
    value = torch.tensor(getattr(part, kind), dtype=torch.long)
    if kind == "heads":
        own = torch.arange(len(value))
        placed = torch.where(value == own, torch.tensor(wide), value + first)
        return torch.where(value < 0, torch.tensor(OPEN), placed)
    if kind == "starts":
        value[value < 0] = OPEN
    return value


def batches(
    every: list[Pack], pieces: Pieces, size: int, chance: random.Random | None
) -> Iterator[Batch]:
    """Yield packs of like length, about ``size`` pieces at a time, in a random order."""
    noise = (lambda: chance.uniform(0.85, 1.15)) if chance else (lambda: 1.0)
    ordered = sorted(every, key=lambda pack: pack.length * noise())
    groups: list[list[Pack]] = []
    for pack in ordered:
        if groups and (len(groups[-1]) + 1) * max(p.length for p in [*groups[-1], pack]) <= size:
            groups[-1].append(pack)
        else:
            groups.append([pack])
    if chance:
        chance.shuffle(groups)
    for group in groups:
        yield batch(group, pieces)
