"""Write a teacher's logits for the training paragraphs.

Usage: python -m training.teach RUN OUT.npz --data DIR --weights … [--encoder e5|mpnet]
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training import data, encoders
from training.model import Labels, Tagger


def teacher(o: argparse.Namespace) -> tuple[Tagger, encoders.Pieces]:
    """Return a trained teacher and its pieces."""
    kept = torch.load(o.run / "model.pt", map_location="cpu")
    labels = Labels(tags=tuple(kept["tags"]), deps=tuple(kept["deps"]))
    if o.encoder == "mpnet":
        tokenizer = Tokenizer.from_file(str(o.weights / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        pieces = encoders.Pieces(tokenizer, marked=False, lower=True)
        encoder = encoders.mpnet(o.weights)
    else:
        size = kept["state"]["encoder.embeddings.word_embeddings.weight"].shape[0]
        encoder = encoders.e5(o.weights, int(kept["options"]["layers"]), list(range(size)))
        pieces = encoders.Pieces(Tokenizer.from_file(str(o.run / "tokenizer.json")), marked=True)
    tagger = Tagger(encoder, labels)
    tagger.encoder.to(torch.bfloat16)
    tagger.load_state_dict(kept["state"])
    return tagger.eval(), pieces


@torch.no_grad()
def main(o: argparse.Namespace) -> None:
    """Label the training files of the languages."""
    tagger, pieces = teacher(o)
    found: dict[str, np.ndarray] = {}
    for language in o.languages.split(","):
        path = o.data / f"train.{language}.jsonl"
        every = data.paragraphs(path, language, pieces, tagger.labels)
        for b in data.batches(data.packs(every, [192], random.Random(0)), pieces, 4096, None):
            logits = tagger.split(tagger(b.ids, b.mask, b.words)[0])[0].half().numpy()
            for row, pack in enumerate(b.packs):
                first = 0
                for part in pack.parts:
                    end = first + len(part.pieces)
                    name = f"{language}/{part.key}"
                    if name not in found:
                        found[name] = logits[row, first:end]
                    first = end
    np.savez(o.out, **found)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("run", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--weights", type=Path, required=True)
    p.add_argument("--encoder", choices=("e5", "mpnet"), default="e5")
    p.add_argument("--languages", default="en,es")
    main(p.parse_args())
