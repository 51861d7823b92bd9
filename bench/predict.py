"""Label sequences in CofeNet's form with the tagger, for scoring.

Usage: python bench/predict.py IN.jsonl[.gz] OUT.jsonl

Reads a line of {"tokens", "id"?} for each sequence and writes one of {"labels", "tokens"}, in the
same order. Consecutive sequences of one id are neighbouring paragraphs of one document and are
read as such; a sequence without an id is a document of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from careo.reading.tagger.coding import Coder
from careo.reading.tagger.decode import decoded
from careo.reading.tagger.packing import Codes, Part, parts
from careo.reading.tagger.session import Model, model

_NOT_BEFORE = frozenset(", . ; : ! ? ) ] } % '' n't ... -RRB- -RSB- -RCB-".split())
_NOT_AFTER = frozenset("( [ { `` $ # -LRB- -LSB- -LCB-".split())
_ENDINGS = ("'", "n't")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}


class Row(msgspec.Struct):
    """One sequence; other fields are left out of account."""

    tokens: list[str]
    id: str = ""


def rows(path: Path) -> Iterator[Row]:
    """Yield the sequences of a file."""
    lines = gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")
    with lines:
        for line in lines:
            yield msgspec.json.decode(line, type=Row)


def documents(every: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the sequences of each document."""
    numbered = enumerate(every)
    for _, group in groupby(numbered, key=lambda pair: pair[1].id or pair[0]):
        yield [row for _, row in group]


def coded(tokens: Sequence[str], coder: Coder) -> Iterator[tuple[str, Codes]]:
    """Yield the words of a sequence with their pieces; spaces are guessed from the tokens."""
    before = None
    for token in tokens:
        low = token.lower()
        joined = token in _NOT_BEFORE or low.startswith("'") or low in _ENDINGS
        space = before is not None and before not in _NOT_AFTER and not joined
        yield token, coder.code(_BRACKETS.get(token, token), space=space)
        before = token


def label(document: Sequence[Row], using: Model) -> list[list[str]]:
    """Return the labels of each sequence of a document."""
    every = (part for row in document for part in _parts(row, using))
    said = decoded(every, using).said.tolist()
    names = [using.labels.attribution[n] for n in said]
    found, at = [], 0
    for row in document:
        found.append(names[at : at + len(row.tokens)])
        at += len(row.tokens)
    return found


def _parts(row: Row, using: Model) -> Iterator[Part]:
    return parts(coded(row.tokens, using.coder))


def main() -> int:
    """Label a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    using, words, began = model(), 0, time.perf_counter()
    with options.target.open("w", encoding="utf-8") as out:
        for document in documents(rows(options.source)):
            for row, labels in zip(document, label(document, using), strict=True):
                line = {"labels": labels, "tokens": row.tokens}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
                words += len(labels)
    spent = time.perf_counter() - began
    print(f"{words} words in {spent:.1f} s: {words / spent:.0f} words/s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
