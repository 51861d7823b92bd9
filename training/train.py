"""Train a tagger.

Usage: python -m training.train --out DIR [--encoder e5|mpnet] [--layers 6] [--epochs 3] …

Writes DIR/model.pt (weights, labels, options) and DIR/log.json (losses and scores by epoch).
Seeded; on processors with bfloat16 matrices the encoder computes in bfloat16.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training import data, eight_bits, encoders
from training.model import ATTRIBUTION, Tagger
from training.score import scored

SIZE = 20_000
"""Pieces of the vocabulary."""
WEIGHTS = {"names": 0.3, "tags": 0.2, "deps": 0.25, "arcs": 0.3, "starts": 0.1}

SURE = 8.0
"""Logit of a label that the gold alone tells, where teachers are heard."""


def options() -> argparse.Namespace:
    """Return the options of the command line."""
    p = argparse.ArgumentParser()
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--data", type=Path, required=True, help="folder of {train,dev}.{en,es}.jsonl")
    p.add_argument("--weights", type=Path, required=True, help="e5 container or folder of mpnet")
    p.add_argument("--encoder", choices=("e5", "mpnet"), default="e5")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--vocabulary", type=int, default=SIZE)
    p.add_argument("--languages", default="en,es")
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--rate", type=float, default=3e-4)
    p.add_argument("--pieces", type=int, default=1536, help="pieces a step")
    p.add_argument("--packs", default="64,128,192,256")
    p.add_argument("--crf", type=float, default=0.5, help="share of the chain's loss")
    p.add_argument("--teachers", type=Path, nargs="*", default=[], help="files of soft labels")
    p.add_argument("--soft", type=float, default=0.6, help="share of the teachers' loss")
    p.add_argument("--heat", type=float, default=1.5)
    p.add_argument("--extra", type=Path, nargs="*", default=[], help="files of further rows")
    p.add_argument("--mean", type=float, default=0.998, help="decay of the averaged weights")
    p.add_argument("--limit", type=int, default=0, help="paragraphs a language, for trying")
    p.add_argument("--start", type=Path, help="model.pt to go on from")
    p.add_argument("--seed", type=int, default=7)
    return p.parse_args()


def pieces_of(o: argparse.Namespace) -> tuple[encoders.Pieces, nn.Module]:
    """Return the pieces and the encoder that the options name."""
    if o.encoder == "mpnet":
        tokenizer = Tokenizer.from_file(str(o.weights / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return encoders.Pieces(tokenizer, marked=False, lower=True), encoders.mpnet(o.weights)
    kept, tokenizer = encoders.small_vocabulary(o.weights, o.vocabulary, o.data / "train.es.jsonl")
    o.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(o.out / "tokenizer.json"))
    return encoders.Pieces(tokenizer, marked=True), encoders.e5(o.weights, o.layers, kept)


def loss_of(model: Tagger, b: data.Batch, o: argparse.Namespace) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of a batch and its parts."""
    logits, arcs = model(b.ids, b.mask, b.words)
    said, names, tags, deps, starts = (t.float() for t in model.split(logits))
    parts = {"said": said_loss(model, said, b, o)}
    pairs = {"names": (names, b.names), "tags": (tags, b.tags), "deps": (deps, b.deps)}
    apart = b.block[:, :, None] != b.block[:, None, :]
    arcs = arcs.float().masked_fill(functional.pad(apart, (0, 1), value=False), -1e4)
    pairs["arcs"] = (arcs, b.heads)
    for kind, (found, gold) in pairs.items():
        if (gold != data.OPEN).any():
            parts[kind] = functional.cross_entropy(
                found.flatten(0, 1), gold.flatten(), ignore_index=data.OPEN
            )
    known = b.starts != data.OPEN
    if known.any():
        wanted = b.starts[known].float()
        parts["starts"] = functional.binary_cross_entropy_with_logits(starts[..., 0][known], wanted)
    total = torch.stack([part * WEIGHTS.get(kind, 1.0) for kind, part in parts.items()]).sum()
    return total, {kind: float(part.detach()) for kind, part in parts.items()}


def said_loss(model: Tagger, said: Tensor, b: data.Batch, o: argparse.Namespace) -> Tensor:
    """Return the loss of the attribution labels: single words, chains, and the teachers' view."""
    hard = functional.cross_entropy(said[b.there], b.attribution[b.there])
    chain = model.crf(said, b.attribution.clamp(min=0), b.breaks, b.there)
    gold = (1 - o.crf) * hard + o.crf * chain
    if b.soft is None:
        return gold
    known = b.there & ~torch.isnan(b.soft[..., 0])
    wanted = functional.softmax(b.soft[known] / o.heat, -1)
    told = functional.log_softmax(said[known] / o.heat, -1)
    soft = functional.kl_div(told, wanted, reduction="batchmean") * o.heat * o.heat
    return (1 - o.soft) * gold + o.soft * soft


class Optimiser:
    """AdamW on float32 copies of the weights; the encoder itself computes in bfloat16.

    The heads learn five times as fast, the words of the encoder not at all. The average of the
    copies over the steps is the model that is kept.
    """

    def __init__(self, model: Tagger, o: argparse.Namespace) -> None:
        model.encoder.embeddings.word_embeddings.weight.requires_grad = False
        model.encoder.to(torch.bfloat16)
        named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        self.live = [p for _, p in named]
        self.exact = [p.detach().float().clone() for p in self.live]
        self.mean = [p.clone() for p in self.exact]
        body = [c for (n, _), c in zip(named, self.exact, strict=True) if n.startswith("encoder.")]
        own = [c for (n, _), c in zip(named, self.exact, strict=True) if n[:8] != "encoder."]
        groups = [{"params": body, "lr": o.rate}, {"params": own, "lr": o.rate * 5}]
        self.adam = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.most, self.steps = o.mean, 0

    @torch.no_grad()
    def step(self) -> None:
        """Take one step with the gradients of the live weights."""
        for p, c in zip(self.live, self.exact, strict=True):
            c.grad = None if p.grad is None else p.grad.float()
            p.grad = None
        nn.utils.clip_grad_norm_(self.exact, 1.0)
        self.adam.step()
        self.steps += 1
        decay = min(self.most, (1 + self.steps) / (10 + self.steps))
        torch._foreach_copy_(self.live, self.exact)
        torch._foreach_lerp_(self.mean, self.exact, 1 - decay)

    @torch.no_grad()
    def swap(self, kept: list[Tensor]) -> None:
        """Put a list of weights into the model."""
        torch._foreach_copy_(self.live, kept)


def attach(every: list[data.Paragraph], files: list[Path]) -> None:
    """Give paragraphs their teachers' logits, the mean of those that know a word.

    A word that no teacher knows is sure to be what the gold says: else it would weigh less than
    the others, and where a span ends, or what only the templates show, would be lost.
    """
    stores = [np.load(path) for path in files]
    labels = np.eye(len(ATTRIBUTION), dtype=np.float32) * SURE
    for part in every:
        name = f"{part.language}/{part.key}"
        found = [s[name] for s in stores if name in s]
        found = [f for f in found if len(f) == len(part.pieces)]
        part.soft = labels[part.attribution]
        if found:
            mean = np.ma.masked_invalid([f.astype(np.float32) for f in found]).mean(axis=0)
            part.soft = np.where(np.ma.getmaskarray(mean), part.soft, mean.filled(0.0))


class Training:
    """A model, what it learns from and what it is scored on."""

    def __init__(self, o: argparse.Namespace) -> None:
        torch.manual_seed(o.seed)
        self.o, self.chance = o, random.Random(o.seed)
        languages = o.languages.split(",")
        labels = data.inventory([o.data / f"train.{x}.jsonl" for x in languages])
        self.pieces, encoder = pieces_of(o)
        self.model = Tagger(encoder, labels)
        if o.start:
            state = torch.load(o.start, map_location="cpu")["state"]
            self.model.load_state_dict({k: v.float() for k, v in state.items()})
        if o.encoder == "e5":  # what is shipped reads with 8 bits; a teacher is not shipped
            eight_bits.prepare(encoder)
        self.dev = {x: self.rows(o.data / f"dev.{x}.jsonl", x) for x in languages}
        train: list[data.Paragraph] = []
        for x in languages:
            train += self.rows(o.data / f"train.{x}.jsonl", x)[: o.limit or None]
        further = [part for path in o.extra for part in self.rows(path, path.stem)]
        if o.teachers:
            attach(train, o.teachers)
            attach(further, [])
        train += further
        limits = [int(x) for x in o.packs.split(",")]
        self.plan = [
            data.packs(data.varied(train, self.chance, 0.1), limits, self.chance)
            for _ in range(o.epochs)
        ]
        self.total = sum(sum(p.length for p in every) for every in self.plan) // o.pieces * 1.08
        self.rates = Optimiser(self.model, o)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.rates.adam, self.rate)
        self.log: list[dict[str, Any]] = []
        self.began = time.time()

    def rows(self, path: Path, language: str) -> list[data.Paragraph]:
        """Return the paragraphs of a file."""
        return data.paragraphs(path, language, self.pieces, self.model.labels)

    def rate(self, step: int) -> float:
        """Return the share of the full rate at a step: 8 % warming up, then down to none."""
        done = step / self.total
        return min(1.0, done / 0.08, max(0.0, (1 - done) / 0.92))

    def epoch(self, every: list[data.Pack]) -> None:
        """Learn from all packs once."""
        self.model.train()
        sums: dict[str, float] = {}
        for b in data.batches(every, self.pieces, self.o.pieces, self.chance):
            loss, parts = loss_of(self.model, b, self.o)
            loss.backward()
            self.rates.step()
            self.schedule.step()
            for kind, part in parts.items():
                sums[kind] = sums.get(kind, 0.0) + part
            if self.rates.steps % 100 == 0:
                told = " ".join(f"{kind} {part / 100:.3f}" for kind, part in sums.items())
                seconds = time.time() - self.began
                print(f"{self.rates.steps}/{self.total:.0f} {seconds:.0f}s {told}", flush=True)
                sums = {}

    def keep(self) -> None:
        """Score the averaged weights and write them."""
        self.model.eval()
        self.rates.swap(self.rates.mean)
        entry: dict[str, Any] = {"epoch": len(self.log) + 1}
        entry["seconds"] = round(time.time() - self.began)
        for language, those in self.dev.items():
            entry[language] = scored(self.model, those, self.pieces)
        self.log.append(entry)
        print(json.dumps(entry), flush=True)
        self.o.out.mkdir(parents=True, exist_ok=True)
        (self.o.out / "log.json").write_text(json.dumps(self.log, indent=1))
        kept = {
            "state": self.model.state_dict(),
            "tags": self.model.labels.tags,
            "deps": self.model.labels.deps,
            "options": {name: str(value) for name, value in vars(self.o).items()},
        }
        torch.save(kept, self.o.out / "model.pt")
        self.rates.swap(self.rates.exact)


def main() -> None:
    """Train and write."""
    training = Training(options())
    for every in training.plan:
        training.epoch(every)
        training.keep()


if __name__ == "__main__":
    main()
