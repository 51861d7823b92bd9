"""How well attributions are read, on news articles that people have marked.

Usage: python bench/attribution.py ARTICLES.jsonl.gz

Each line: {"id", "text", "brat": {name: annotations in brat's stand-off format}}, as PolNeAR is
(networkdynamics/PolNeAR). Its attributions are flat, so a found one whose cue stands inside the
content of another is left out. A whole attribution counts when source and content each overlap
the marked one by half (characters, Jaccard); an exact span when it starts and ends alike.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from careo.model.reading import Attribution
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading import read

Places = list[tuple[int, int]]
Parts = dict[str, Places]
ROLES = ("source", "cue", "content")


def layer_of(text: str) -> TextLayer:
    """Return a text as a layer, a paragraph a line."""
    document = DocumentId(sha256(text.encode()))
    lines = re.finditer(r"[^\n]*\S[^\n]*", text)
    segments = tuple(Segment(kind="paragraph", start=m.start(), end=m.end()) for m in lines)
    return TextLayer(
        id=layer_id(document, text), document=document, text=text, segments=segments, extractor=""
    )


def marked(brat: str) -> list[Parts]:
    """Return the attributions of one file of stand-off annotations."""
    places: dict[str, Places] = {}
    found: list[Parts] = []
    for line in sorted(brat.splitlines(), key=lambda line: not line.startswith("T")):
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            ranges = rest.split("\t")[0].split(" ", 1)[1].split(";")
            places[key] = [(int(a), int(b)) for a, b in (r.split() for r in ranges)]
        elif key.startswith("E"):
            parts: Parts = {role: [] for role in ROLES}
            for piece in rest.split():
                name, _, target = piece.partition(":")
                role = name.rstrip("0123456789").lower()
                if role in parts:
                    parts[role] += places.get(target, [])
            found.append(parts)
    return found


def flat(found: Sequence[Attribution]) -> Iterator[Parts]:
    """Yield the attributions that stand in no other, as places."""
    for one in found:
        cue = one.cue
        if cue is None:
            continue
        if any(s.holds(cue) for other in found if other is not one for s in other.content):
            continue
        yield {
            "source": [one.source.place] if one.source else [],
            "cue": [cue.place],
            "content": [span.place for span in one.content],
        }


def overlap(a: Places, b: Places) -> float:
    """Return the Jaccard index of the characters of two sets of places; 1 for two empty ones."""
    left = {n for start, end in a for n in range(start, end)}
    right = {n for start, end in b for n in range(start, end)}
    return len(left & right) / len(left | right) if left | right else 1.0


def paired(gold: Sequence[Parts], found: Sequence[Parts]) -> int:
    """Return how many attributions are found, the best pairs first, each used once."""
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            content = overlap(one["content"], other["content"])
            source = overlap(one["source"], other["source"]) if content >= 0.5 else 0.0
            if source >= 0.5:
                pairs.append((-content - source, i, j))
    used: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(pairs):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
    return len(used[0])


def score(hit: int, found: int, gold: int) -> str:
    """Return precision, recall and F1 in per cent."""
    p, r = hit / max(found, 1), hit / max(gold, 1)
    return f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(p + r, 1e-9):5.1f}"


def main(path: Path) -> None:
    """Read every article and print the figures."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    hit: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    words, spent = 0, 0.0
    read(layer_of(articles[0]["text"]))  # loads the models
    for article in articles:
        layer = layer_of(article["text"])
        start = time.perf_counter()
        reading = read(layer)
        spent += time.perf_counter() - start
        words += len(layer.text.split())
        theirs = marked(next(iter(article["brat"].values())))
        ours = list(flat(reading.attributions))
        hit["whole"] += paired(theirs, ours)
        found["whole"] += len(ours)
        gold["whole"] += len(theirs)
        for role in ROLES:
            a = {place for one in theirs for place in one[role]}
            b = {place for one in ours for place in one[role]}
            hit[role] += len(a & b)
            found[role] += len(b)
            gold[role] += len(a)
    print(f"{len(articles)} articles, {words} words")
    for name in ("whole", *ROLES):
        print(f"{name:8s}{score(hit[name], found[name], gold[name])}")
    print(f"read {words / spent:.0f} words/s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        print("no articles given, nothing measured; see the head of this file")
