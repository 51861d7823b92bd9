"""How well labelled words are joined to whole attributions, and how fast.

Usage: python bench/linking.py GOLD.jsonl[.gz] [PREDICTED.jsonl[.gz]]

Each line of GOLD: {"tokens", "labels", "rels": [{"source", "cue", "content"}]}, places as lists of
token indices [first, last), as PolNeAR is in CofeNet's form; of PREDICTED: {"labels"}, for the
same lines, as bench/predict.py writes them. Without PREDICTED the gold labels are joined. An
attribution is completely right when source, cue and content are all equal. A whole one counts
when source and content each overlap the marked one by half (tokens, Jaccard).
The text has no tags or sentences here: both are guessed from the words.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from careo.model.reading import Attribution
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, Span, TextLayer, layer_id
from careo.reading import lexicon
from careo.reading.linking.linking import link
from careo.reading.linking.words import Word

Places = frozenset[tuple[int, int]]
Parts = tuple[Places, Places, Places]
ROLES = ("source", "cue", "content")
_STOPS, _SHUTS = frozenset({".", "?", "!", "..."}), frozenset({"''", '"', ")", "'"})
_OPENS, _TOGGLES = frozenset({"``"}), frozenset({"''", '"'})
_TAGS = {
    **dict.fromkeys(("the", "a", "an"), "DT"),
    **dict.fromkeys(("who", "what"), "WP"),
    "which": "WDT",
    "when": "WRB",
    "it": "PRP",
}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a JSON-lines file, packed or not."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from map(json.loads, text.splitlines())


def tag(token: str) -> str:
    """Guess the few tags that the linking looks at."""
    return _TAGS.get(token.lower()) or ("VBG" if token.endswith("ing") else "")


def begins(tokens: Sequence[str]) -> list[bool]:
    """Guess where sentences begin: after a stop, at a capital, a number or an opening mark."""
    found, stopped, inside = [], True, False
    for n, token in enumerate(tokens):
        opens = token in _OPENS or (token in _TOGGLES and not inside)
        inside = opens or (inside and token not in _TOGGLES)
        found.append(n == 0 or (stopped and (opens or token[0] in "(`" or not _low(token))))
        stopped = token in _STOPS or (stopped and n > 0 and token in _SHUTS and not opens)
    return found


def _low(token: str) -> bool:
    return not (token[0].isupper() or token[0].isdigit())


def page_of(paragraphs: Sequence[Sequence[str]]) -> tuple[TextLayer, list[Word]]:
    """Return a layer of the tokens with a space after each, and its words."""
    words: list[Word] = []
    segments: list[Segment] = []
    at = 0
    for number, tokens in enumerate(paragraphs):
        first = at
        for token, new in zip(tokens, begins(tokens), strict=True):
            words.append(Word(at, at + len(token), number, new, token, tag(token)))
            at += len(token) + 1
        segments.append(Segment(kind="paragraph", start=first, end=at - 1))
    text = " ".join(token for tokens in paragraphs for token in tokens)
    document = DocumentId(sha256(text.encode()))
    layer = TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=tuple(segments),
        extractor="",
    )
    return layer, words


def marked(line: dict[str, Any]) -> list[Parts]:
    """Return the marked attributions of a line."""
    parts = [[frozenset((a, b) for a, b in rel[role]) for role in ROLES] for rel in line["rels"]]
    return [(source, cue, content) for source, cue, content in parts]


def found(words: Sequence[Word], attributions: Sequence[Attribution]) -> list[Parts]:
    """Return found attributions as places of tokens."""
    first = {word.start: n for n, word in enumerate(words)}
    last = {word.end: n + 1 for n, word in enumerate(words)}

    def places(spans: Sequence[Span | None]) -> Places:
        return frozenset((first[span.start], last[span.end]) for span in spans if span)

    return [(places([one.source]), places([one.cue]), places(one.content)) for one in attributions]


def overlap(a: Places, b: Places) -> float:
    """Return the Jaccard index of the tokens of two sets of places; 1 for two empty ones."""
    left = {n for start, end in a for n in range(start, end)}
    right = {n for start, end in b for n in range(start, end)}
    return len(left & right) / len(left | right) if left | right else 1.0


def paired(gold: Sequence[Parts], ours: Sequence[Parts]) -> int:
    """Return how many marked attributions are found, the best pairs first, each used once."""
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(ours):
            source, content = overlap(one[0], other[0]), overlap(one[2], other[2])
            if min(source, content) >= 0.5:
                pairs.append((-content - source, i, j))
    used: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(pairs):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
    return len(used[0])


def speed(gold: Sequence[dict[str, Any]], labels: Sequence[Sequence[str]]) -> float:
    """Return the words joined in a second, all lines as one layer, a paragraph a line."""
    layer, words = page_of([line["tokens"] for line in gold])
    flat = [label for some in labels for label in some]
    scores = [1000] * len(flat)
    start = time.perf_counter()
    link(layer, words, flat, scores, lexicon("en"))
    return len(words) / (time.perf_counter() - start)


def main(path: Path, predicted: Path | None = None) -> None:
    """Join the labels of every line and print the figures."""
    gold = [line for line in lines(path) if line["tokens"]]
    said = [line["labels"] for line in (lines(predicted) if predicted else gold)]
    right = hit = ours = theirs = 0
    for line, labels in zip(gold, said, strict=True):
        layer, words = page_of([line["tokens"]])
        made = found(words, link(layer, words, labels, [1000] * len(words), lexicon("en")))
        wanted = marked(line)
        right += len(set(wanted) & set(made))
        hit += paired(wanted, made)
        ours += len(made)
        theirs += len(wanted)
    p, r = hit / max(ours, 1), hit / max(theirs, 1)
    print(f"{theirs} attributions marked, {ours} found")
    print(f"completely right {100 * right / max(theirs, 1):.1f} %")
    print(f"whole P {100 * p:.1f}  R {100 * r:.1f}  F1 {200 * p * r / max(p + r, 1e-9):.1f}")
    print(f"{speed(gold, said):.0f} words/s")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
