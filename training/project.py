"""Project tags, dependencies and names from English words onto their Spanish translation.

Usage: python -m training.project SILVER_EN.jsonl SPANISH.jsonl.gz CONTAINER OUT.jsonl

Words are aligned where each is the other's nearest in the encoder's sixth layer. What cannot be
projected is left open: -1 for a head, empty for a label; the loss leaves it out.

Source:
    Jalili Sabet et al., SimAlign, 2020 (mutual argmax); Tiedemann, Rediscovering annotation
    projection, 2014.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from transformers import BertModel

from training.encoders import Pieces, container, e5, unigram

Row = dict[str, Any]
LAYERS, LEAST, BATCH, LONGEST = 6, 0.45, 6000, 400
KNOWN = {
    **dict.fromkeys(("el", "la", "los", "las", "un", "una", "unos", "unas"), ("DET|DT", "det")),
    **dict.fromkeys(("de", "del", "a", "al", "en", "con", "por", "para", "sobre"), ("ADP|IN", "")),
    "que": ("SCONJ|IN", ""),
    "no": ("PART|RB", "neg"),
    "y": ("CCONJ|CC", "cc"),
    "se": ("PRON|PRP", ""),
    **dict.fromkeys((",", ".", ";", ":", "—", "(", ")", "«", "»", '"'), ("", "punct")),
}


def vectors(model: BertModel, pieces: Pieces, texts: list[Row]) -> list[torch.Tensor]:
    """Return a normalised vector for each word of each text."""
    coded = []
    for row in texts:
        words = [pieces.of(w, space=s) for w, s in zip(row["words"], row["spaces"], strict=True)]
        ids, owner = [pieces.start], [-1]
        for n, word in enumerate(words):
            ids += word
            owner += [n] * len(word)
        coded.append((ids[:LONGEST], owner[:LONGEST], len(words)))
    order = sorted(range(len(coded)), key=lambda n: len(coded[n][0]))
    found: list[torch.Tensor] = [torch.zeros(0)] * len(coded)
    while order:
        longest = len(coded[order[-1]][0])
        batch, order = order[-max(1, BATCH // longest) :], order[: -max(1, BATCH // longest)]
        ids = torch.ones(len(batch), longest, dtype=torch.long)
        mask = torch.zeros(len(batch), longest, dtype=torch.long)
        for row, n in enumerate(batch):
            ids[row, : len(coded[n][0])] = torch.tensor(coded[n][0])
            mask[row, : len(coded[n][0])] = 1
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            out = model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        for row, n in enumerate(batch):
            _, owner, count = coded[n]
            at = torch.tensor(owner)
            inside = at >= 0
            sums = torch.zeros(count, out.shape[-1])
            sums.index_add_(0, at[inside], out[row, : len(owner)][inside])
            found[n] = torch.nn.functional.normalize(sums, dim=-1)
    return found


def aligned(english: torch.Tensor, spanish: torch.Tensor) -> dict[int, int]:
    """Return Spanish word to English word, where each is the other's nearest."""
    if not len(english) or not len(spanish):
        return {}
    near = spanish @ english.T
    best, back = near.argmax(1), near.argmax(0)
    return {
        j: int(i) for j, i in enumerate(best) if int(back[i]) == j and float(near[j, i]) > LEAST
    }


def projected(english: Row, row: Row, links: dict[int, int]) -> Row:
    """Return a Spanish row with what its English one says of its words."""
    words = row["tokens"]
    there = {i: j for j, i in links.items()}
    tags, deps, heads, starts = [], [], [], []
    for j, word in enumerate(words):
        i = links.get(j)
        fixed = KNOWN.get(word.lower())
        tags.append(english["tags"][i] if i is not None else "")
        deps.append(english["deps"][i] if i is not None else "")
        heads.append(there.get(english["heads"][i], -1) if i is not None else -1)
        starts.append(english["starts"][i] if i is not None else (-1 if j else 1))
        if fixed is not None:
            tags[-1] = fixed[0] or tags[-1]
            deps[-1] = fixed[1] or ("prep" if fixed[0] == "ADP|IN" and i is None else deps[-1])
            if fixed[1] == "det" and heads[-1] < 0:
                heads[-1] = _next_noun(english, links, j, len(words))
    _joined(english, words, links, heads, deps)
    return {
        "id": row["id"],
        "words": words,
        "spaces": row["space"],
        "labels": row["labels"],
        "ok": row["ok"],
        "names": _names(english, words, row["space"], there),
        "tags": tags,
        "deps": deps,
        "heads": heads,
        "starts": starts,
    }


def _joined(
    english: Row, words: list[str], links: dict[int, int], heads: list[int], deps: list[str]
) -> None:
    """Let a noun that English puts before another hang on its "de": "sala de emergencia"."""
    for j, word in enumerate(words):
        if j in links or word.lower() not in {"de", "del"}:
            continue
        k = _next_noun(english, links, j, len(words))
        if k >= 0 and 0 <= heads[k] < j and deps[k] in {"compound", "poss", "nmod", "amod"}:
            heads[j], heads[k] = heads[k], j
            deps[j], deps[k] = "prep", "pobj"


def _next_noun(english: Row, links: dict[int, int], start: int, end: int) -> int:
    for j in range(start + 1, min(start + 4, end)):
        if j in links and english["tags"][links[j]].startswith(("NOUN", "PROPN")):
            return j
    return -1


def _names(english: Row, words: list[str], spaces: list[bool], there: dict[int, int]) -> list[str]:
    """Return BIO labels: "O" is sure of small letters; a capital that no name covers is open."""
    labels = ["" if word[:1].isupper() and n and spaces[n] else "O" for n, word in enumerate(words)]
    start = None
    for n, label in enumerate([*english["names"], "O"]):
        if start is not None and not label.startswith("I-"):
            kind = english["names"][start][2:]
            places = [there[k] for k in range(start, n) if k in there]
            wide = bool(places) and max(places) - min(places) < (n - start) + 3
            if wide and all(labels[k][:2] not in {"B-", "I-"} for k in places):
                for k in range(min(places), max(places) + 1):
                    labels[k] = ("B-" if k == min(places) else "I-") + kind
            start = None
        if label.startswith("B-"):
            start = n
    return labels


def rows(english: Path, spanish: Path) -> Iterator[tuple[Row, Row]]:
    """Yield each English row with its Spanish one."""
    with english.open(encoding="utf-8") as one, gzip.open(spanish, "rt", encoding="utf-8") as two:
        for left, right in zip(one, two, strict=True):
            yield json.loads(left), json.loads(right)


def main() -> None:
    """Project a file."""
    english, spanish, weights, target = (Path(argument) for argument in sys.argv[1:5])
    _, _, names, scores, _ = container(weights)
    pieces = Pieces(unigram(names, [float(s) for s in scores]), marked=True)
    model = e5(weights, LAYERS).eval()
    every = list(rows(english, spanish))
    left = vectors(model, pieces, [one for one, _ in every])
    right = vectors(model, pieces, [{"words": r["tokens"], "spaces": r["space"]} for _, r in every])
    with target.open("w", encoding="utf-8") as out:
        for (one, row), a, b in zip(every, left, right, strict=True):
            out.write(json.dumps(projected(one, row, aligned(a, b)), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
