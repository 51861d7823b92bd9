"""Label sequences in CofeNet's form with the tagger, for scoring.

Usage: python bench/predict.py IN.jsonl[.gz] OUT.jsonl

Reads a line of {"tokens", "id"?} for each sequence and writes one of {"labels", "tokens"}, in the
same order. Consecutive sequences of one id are neighbouring paragraphs of one document and are
read as such, except that one which ends with an opening quotation mark goes on in the next; a
sequence without an id is a document of its own. "space" may say before which
tokens white space stands; it is guessed otherwise.
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
from careo.reading.tagger.packing import Codes, parts
from careo.reading.tagger.session import Model, model

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_NOT_BEFORE = frozenset(",.;:!?)]}%") | {"...", "n't"}
_NOT_AFTER = frozenset("([{$#`")
_OPENING = frozenset({"\u201c", "``", "\u00ab"})
_CLOSING = frozenset({"\u201d", "''", "\u00bb", '"'})


class Row(msgspec.Struct):
    """One sequence.

    Attributes:
        tokens: Its words.
        id: Of its document.
        space: Whether white space stands before each word, if that is known.
    """

    tokens: list[str]
    id: str = ""
    space: tuple[bool, ...] = ()


def rows(path: Path) -> Iterator[Row]:
    """Yield the sequences of a file."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            yield msgspec.json.decode(line, type=Row)


def documents(every: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the sequences of each document."""
    numbered = enumerate(every)
    for _, group in groupby(numbered, key=lambda pair: pair[1].id or pair[0]):
        yield [row for _, row in group]


def spaces(words: Sequence[str]) -> Iterator[bool]:
    """Guess before which words white space stands; a closing mark with none open opens."""
    joined, quoting = False, False
    for n, word in enumerate(words, 1):
        opens = word in _OPENING or (word in _CLOSING and not quoting and n < len(words))
        closes = word in _CLOSING and not opens
        quoting = opens or (quoting and not closes)
        apart = word.lower() not in _NOT_BEFORE and (opens or not word.startswith("'"))
        yield apart and not (joined or closes)
        joined = word in _NOT_AFTER or opens


def paragraphs(document: Sequence[Row]) -> list[list[Row]]:
    """Join what was cut in a sentence: what ends with a mark that opens goes on."""
    found: list[list[Row]] = []
    quoting = False
    for row in document:
        if found and (quoting):
            found[-1].append(row)
        else:
            found.append([row])
        for token in row.tokens:
            quoting = token in _OPENING or (quoting != (token in _CLOSING))
        quoting = quoting and row.tokens[-1] in _OPENING | _CLOSING
    return found


def coded(rows: Sequence[Row], coder: Coder) -> Iterator[tuple[str, Codes]]:
    """Yield the words of a paragraph with their pieces; it begins as after white space."""
    words = [_BRACKETS.get(token, token) for row in rows for token in row.tokens]
    known = [space for row in rows for space in row.space]
    for n, (word, space) in enumerate(zip(words, known or spaces(words), strict=True)):
        yield word, coder.code(word, space=space or not n)


def label(document: Sequence[Row], using: Model) -> list[list[str]]:
    """Return the labels of each sequence of a document."""
    every = (part for rows in paragraphs(document) for part in parts(coded(rows, using.coder)))
    names = [using.labels.attribution[n] for n in decoded(every, using).said.tolist()]
    found, at = [], 0
    for row in document:
        own = names[at : at + len(row.tokens)]
        found.append([own[0].replace("I-", "B-"), *own[1:]])
        at += len(own)
    return found


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
