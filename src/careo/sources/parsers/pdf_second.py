"""A second opinion on a PDF's text, by pypdf: is there text that pdfium did not give?

Compared are runs of five letters, wherever and however often they stand on the page: spaces,
order, hyphens and letters drawn twice, on which two readers always differ, do not count.
"""

from __future__ import annotations

import importlib
import io
import logging
import mmap
import pkgutil
import re
import signal
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import pypdf

_PAGES = 100
_SECONDS = 5.0
_FILE_BYTES = 64 * 1024 * 1024
_RUN = 5
_LEAST_RUNS = 40
_MISSING_SHARE = 0.25
_GLYPH_NAMES = re.compile(r"/[A-Za-z]{1,3}[0-9A-Fa-f]{1,5}(?![0-9A-Za-z])|/[a-z]+\.[a-z]+")


class _OutOfTimeError(BaseException):
    """The second opinion took too long; not to be caught by the reader."""


def disagreements(data: bytes | mmap.mmap, texts: Mapping[int, str]) -> list[int]:
    """Return the pages, from 1, on which pypdf reads much that is not in ``texts``.

    At most 100 pages are asked about, spread over the document, within five seconds of processor
    time; what pypdf cannot read says nothing about the first reader.
    """
    if len(data) > _FILE_BYTES:
        return []
    found: list[int] = []
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    with suppress(_OutOfTimeError), _budget(_SECONDS):
        for page, text in _texts(data, _chosen(list(texts))):
            if _disagree(texts[page], text):
                found.append(page)
    return found


def _chosen(pages: list[int]) -> list[int]:
    if len(pages) <= _PAGES:
        return pages
    return [pages[n * len(pages) // _PAGES] for n in range(_PAGES)]


def _texts(data: bytes | mmap.mmap, pages: list[int]) -> Iterator[tuple[int, str]]:
    """Yield what pypdf reads; ends where it fails, whatever it raises."""
    with suppress(Exception):
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return
        for page in pages:
            yield page, _GLYPH_NAMES.sub("", reader.pages[page - 1].extract_text())


def warm_up() -> None:
    """Load the tables that pypdf would load when first needed."""
    tables = importlib.import_module("pypdf._codecs")
    for module in pkgutil.iter_modules(tables.__path__, f"{tables.__name__}."):
        importlib.import_module(module.name)


@contextmanager
def _budget(seconds: float) -> Iterator[None]:
    """Stop the block after so much processor time."""

    def stop(number: int, frame: object) -> None:
        del number, frame
        raise _OutOfTimeError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _disagree(first: str, second: str) -> bool:
    theirs = _runs(second)
    missing = len(theirs - _runs(first))
    return missing >= max(_LEAST_RUNS, _MISSING_SHARE * len(theirs))


def _runs(text: str) -> set[str]:
    letters = [ch for ch in unicodedata.normalize("NFKC", text).casefold() if ch.isalnum()]
    joined = "".join(letters)
    return {joined[n : n + _RUN] for n in range(len(joined) - _RUN + 1)}
