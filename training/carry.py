"""Carry a teacher's logits from English words to those of the Spanish translation.

Usage: python -m training.carry TEACHER.npz TRAIN.en.jsonl TRAIN.es.jsonl CONTAINER OUT.npz

Rows of both files are the same paragraphs; words are aligned as for `training.project`. A word
takes over what its English one is thought to be where both have the same kind of label in the gold;
all others stay unknown (not a number).

Source:
    Tiedemann, Rediscovering annotation projection, 2014.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from training.data import rows_of
from training.encoders import Pieces, container, e5, unigram
from training.model import ATTRIBUTION
from training.project import LAYERS, aligned, vectors

PLACE = {name: n for n, name in enumerate(ATTRIBUTION)}


def turned(kind: str) -> list[int]:
    """Return the order of the labels in which B- and I- of a kind stand for each other."""
    order = list(range(len(ATTRIBUTION)))
    b, i = PLACE[f"B-{kind}"], PLACE[f"I-{kind}"]
    order[b], order[i] = i, b
    return order


def carried(
    logits: np.ndarray, english: list[str], spanish: list[str], links: dict[int, int]
) -> np.ndarray:
    """Return logits of the Spanish words (words × labels)."""
    found = np.full((len(spanish), len(ATTRIBUTION)), np.nan, np.float16)
    for j, i in links.items():
        one, two = english[i], spanish[j]
        if one[2:] != two[2:]:
            continue
        found[j] = logits[i] if one == two else logits[i][turned(one[2:])]
    return found


def main() -> None:
    """Carry a file."""
    teacher, left, right, weights, target = (Path(argument) for argument in sys.argv[1:6])
    _, _, names, scores, _ = container(weights)
    pieces = Pieces(unigram(names, [float(s) for s in scores]), marked=True)
    model = e5(weights, LAYERS).eval()
    store = np.load(teacher)
    english, spanish = list(rows_of(left)), list(rows_of(right))
    kept = [n for n, row in enumerate(spanish) if row["ok"] and f"en/{n}" in store]
    kept = [n for n in kept if len(store[f"en/{n}"]) == len(english[n]["words"])]
    one = vectors(model, pieces, [english[n] for n in kept])
    two = vectors(model, pieces, [spanish[n] for n in kept])
    found = {}
    for n, a, b in zip(kept, one, two, strict=True):
        labels = english[n]["labels"], spanish[n]["labels"]
        found[f"es/{n}"] = carried(store[f"en/{n}"], *labels, aligned(a, b))
    known = np.mean([np.mean(~np.isnan(each[:, 0])) for each in found.values()])
    print(f"{len(found)} paragraphs, {known:.1%} of their words known")
    np.savez(target, **found)


if __name__ == "__main__":
    main()
