"""Train a tagger.

Usage: python -m training.train --out DIR [--encoder e5|mpnet] [--layers 6] [--epochs 3] …

Writes DIR/model.pt (weights, labels, options) and DIR/log.json (losses and scores by epoch).
Seeded; on processors with bfloat16 matrices the encoder computes in bfloat16.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from training import data, encoders
from training.model import ATTRIBUTION, NAMES, Labels, Tagger
from training.score import scored

SIZE = 20_000
WEIGHTS = {"names": 0.3, "tags": 0.2, "deps": 0.2, "arcs": 0.2, "starts": 0.1}


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
    p.add_argument("--minutes", type=float, default=1e9, help="the schedule ends by then")
    p.add_argument("--seed", type=int, default=7)
    return p.parse_args()


def pieces_of(o: argparse.Namespace) -> tuple[encoders.Pieces, nn.Module]:
    """Return the pieces and the encoder that the options name."""
    if o.encoder == "mpnet":
        tokenizer = Tokenizer.from_file(str(o.weights / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return encoders.Pieces(tokenizer, marked=False, lower=True), encoders.mpnet(o.weights)
    kept, tokenizer = encoders.small_vocabulary(
        o.weights, o.vocabulary, o.data / "train.es.jsonl"
    )
    o.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(o.out / "tokenizer.json"))
    return encoders.Pieces(tokenizer, marked=True), encoders.e5(o.weights, o.layers, kept)


def loss_of(model: Tagger, b: data.Batch, o: argparse.Namespace) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of a batch and its parts."""
    logits, arcs = model(b.ids, b.mask, b.words)
    said, names, tags, deps, starts = (t.float() for t in model.split(logits))
    flat = said[b.there]
    hard = F.cross_entropy(flat, b.attribution[b.there])
    chain = model.crf(said, b.attribution.clamp(min=0), b.breaks, b.there)
    parts = {"said": (1 - o.crf) * hard + o.crf * chain}
    if b.soft is not None:
        known = b.there & ~torch.isnan(b.soft[..., 0])
        heat = o.heat
        wanted = F.softmax(b.soft[known] / heat, -1)
        told = F.log_softmax(said[known] / heat, -1)
        soft = F.kl_div(told, wanted, reduction="batchmean") * heat * heat
        parts["said"] = (1 - o.soft) * parts["said"] + o.soft * soft
    for kind, found, gold in (
        ("names", names, b.names),
        ("tags", tags, b.tags),
        ("deps", deps, b.deps),
    ):
        if (gold != data.OPEN).any():
            parts[kind] = F.cross_entropy(found.flatten(0, 1), gold.flatten(), ignore_index=data.OPEN)
    if (b.heads != data.OPEN).any():
        apart = b.block[:, :, None] != b.block[:, None, :]
        away = F.pad(apart, (0, 1), value=False)
        arcs = arcs.float().masked_fill(away, -1e4)
        parts["arcs"] = F.cross_entropy(arcs.flatten(0, 1), b.heads.flatten(), ignore_index=data.OPEN)
    known = b.starts != data.OPEN
    if known.any():
        wanted = b.starts[known].float()
        parts["starts"] = F.binary_cross_entropy_with_logits(starts[..., 0][known], wanted)
    total = sum(part * WEIGHTS.get(kind, 1.0) for kind, part in parts.items())
    return total, {kind: float(part.detach()) for kind, part in parts.items()}


class Optimiser:
    """AdamW on float32 copies of the weights; the encoder itself computes in bfloat16.

    The heads learn five times as fast, the words of the encoder not at all. The average of the
    copies over the steps is the model that is kept.
    """

    def __init__(self, model: Tagger, o: argparse.Namespace) -> None:
        model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
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
    """Give paragraphs their teachers' logits, the mean of several."""
    stores = [np.load(path) for path in files]
    for part in every:
        name = f"{part.language}/{part.key}"
        found = [s[name] for s in stores if name in s]
        found = [f for f in found if len(f) == len(part.pieces)]
        if found:
            part.soft = np.mean([f.astype(np.float32) for f in found], axis=0)


def run(o: argparse.Namespace) -> None:
    """Train and write."""
    torch.manual_seed(o.seed)
    chance = random.Random(o.seed)
    languages = o.languages.split(",")
    labels = data.inventory([o.data / f"train.{x}.jsonl" for x in languages])
    pieces, encoder = pieces_of(o)
    model = Tagger(encoder, labels)
    train, dev = [], {}
    for language in languages:
        train += data.paragraphs(o.data / f"train.{language}.jsonl", language, pieces, labels)[
            : o.limit or None
        ]
        dev[language] = data.paragraphs(o.data / f"dev.{language}.jsonl", language, pieces, labels)
    if o.teachers:
        attach(train, o.teachers)
    for path in o.extra:
        train += data.paragraphs(path, path.stem, pieces, labels)
    limits = [int(x) for x in o.packs.split(",")]
    plan = [data.packs(data.varied(train, chance, 0.1), limits, chance) for _ in range(o.epochs)]
    total = sum(sum(p.length for p in every) for every in plan) // o.pieces * 1.08 + o.epochs
    rates = Optimiser(model, o)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        rates.adam, lambda n: min(1.0, n / (0.08 * total), max(0.0, (total - n) / (0.92 * total)))
    )
    log, began = [], time.time()
    step = 0
    for epoch, every in enumerate(plan):
        model.train()
        sums: dict[str, float] = {}
        for b in data.batches(every, pieces, o.pieces, chance):
            loss, parts = loss_of(model, b, o)
            loss.backward()
            rates.step()
            schedule.step()
            step += 1
            for kind, part in parts.items():
                sums[kind] = sums.get(kind, 0.0) + part
            if step % 100 == 0:
                told = " ".join(f"{k} {v / 100:.3f}" for k, v in sums.items())
                print(f"{step}/{total:.0f} {time.time() - began:.0f}s {told}", flush=True)
                sums = {}
        entry: dict[str, Any] = {"epoch": epoch + 1, "seconds": round(time.time() - began)}
        model.eval()
        rates.swap(rates.mean)
        for language, those in dev.items():
            entry[language] = scored(model, those, pieces)
        log.append(entry)
        print(json.dumps(entry), flush=True)
        (o.out / "log.json").parent.mkdir(parents=True, exist_ok=True)
        (o.out / "log.json").write_text(json.dumps(log, indent=1))
        torch.save(
            {"state": model.state_dict(), "tags": labels.tags, "deps": labels.deps,
             "options": {k: str(v) for k, v in vars(o).items()}},
            o.out / "model.pt",
        )
        rates.swap(rates.exact)


if __name__ == "__main__":
    sys.exit(run(options()))
