"""Average the weights of several runs that began alike, and score the mean.

Usage: python -m training.soup OUT.pt MODEL.pt … --data DIR --weights CONTAINER --pieces FILE

Source:
    Wortsman et al., Model soups, 2022.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training import data, eight_bits, encoders
from training.model import Labels, Tagger
from training.score import scored


def main(o: argparse.Namespace) -> None:
    """Average, score and write."""
    every = [torch.load(path, map_location="cpu") for path in o.models]
    first = every[0]
    shares = o.shares or [1 / len(every)] * len(every)
    mean = {
        name: sum(
            share * kept["state"][name].float() for share, kept in zip(shares, every, strict=True)
        )
        for name in first["state"]
    }
    labels = Labels(tags=tuple(first["tags"]), deps=tuple(first["deps"]))
    size = mean["encoder.embeddings.word_embeddings.weight"].shape[0]
    encoder = encoders.e5(o.weights, int(first["options"]["layers"]), list(range(size)))
    eight_bits.prepare(encoder)
    tagger = Tagger(encoder, labels)
    tagger.load_state_dict(mean)
    tagger.encoder.to(torch.bfloat16)
    tagger.eval()
    pieces = encoders.Pieces(Tokenizer.from_file(str(o.pieces)), marked=True)
    for language in ("en", "es"):
        dev = data.paragraphs(o.data / f"dev.{language}.jsonl", language, pieces, labels)
        print(language, scored(tagger, dev, pieces), flush=True)
    torch.save({**first, "state": mean}, o.out)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("out", type=Path)
    p.add_argument("models", type=Path, nargs="+")
    p.add_argument("--shares", type=float, nargs="*", help="of each model; equal without")
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--weights", type=Path, required=True)
    p.add_argument("--pieces", type=Path, required=True)
    main(p.parse_args())
