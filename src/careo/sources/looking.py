"""Looking for words in pictures: each page drawn in one child, its words recognised in another.

The second child gets the drawn page alone, as raw pixels, never the document.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager

import msgspec
from msgspec import structs

from careo.model.errors import CareoError
from careo.sources import client, pixels
from careo.sources.tesseract import Tesseract
from careo.sources.wire import Drawn, Ended, Job, Look

_WALL = 2
"""By the clock a child may take so many times its processor time, on a busy machine."""


@contextmanager
def looked(job: Job, document: int, pages: Iterable[int], tesseract: Tesseract) -> Generator[int]:
    """Give an open file of what was recognised on pages, in their order.

    Pages behind the one on which the time of ``Limits.ocr_seconds`` ends are not in it.

    Args:
        job: The parsing of the document.
        document: The open document.
        pages: From 1; those whose picture may hold words.
        tesseract: What recognises.

    Raises:
        ServerDiedError: The parsing server died.
    """
    file = pixels.new()
    try:
        looking = _Looking(job, document, tesseract)
        for page in pages:
            if looking.is_over():
                break
            look, table = looking.at(page)
            _write(file, look.canonical() + b"\n" + table)
        yield file
    finally:
        os.close(file)


class _Looking:
    """Looks at pages of one document, and counts the time."""

    def __init__(self, job: Job, document: int, tesseract: Tesseract) -> None:
        limits = job.limits
        self._document = document
        self._left = 1000 * limits.ocr_seconds
        self._end = time.monotonic() + _WALL * limits.ocr_seconds
        self._draw = structs.replace(job, task="draw", spool=True)
        self._recognise = structs.replace(
            job,
            task="recognise",
            spool=False,
            program=tesseract.program,
            limits=structs.replace(
                limits,
                cpu_seconds=limits.ocr_page_seconds,
                wall_seconds=_WALL * limits.ocr_page_seconds,
                output_bytes=0,
            ),
        )

    def is_over(self) -> bool:
        """Tell whether the document's time is over."""
        return self._left <= 0 or time.monotonic() > self._end

    def at(self, page: int) -> tuple[Look, bytes]:
        """Look at one page; a page that cannot be drawn or recognised has no table."""
        drawn, table = Drawn(width=0, height=0), None
        file = pixels.new()
        try:
            found = self._drawn(page, file)
            if found is not None:
                drawn, table = found, self._recognised(file)
        finally:
            os.close(file)
        size = -1 if table is None else len(table)
        look = Look(page=page, width=drawn.width, height=drawn.height, size=size)
        return look, bytes(table or b"")

    def _drawn(self, page: int, file: int) -> Drawn | None:
        job = structs.replace(self._draw, page=page)
        said = self._run(job, self._document, file)
        try:
            drawn = msgspec.json.decode(said or b"", type=Drawn)
        except (msgspec.MsgspecError, CareoError):
            return None
        if not pixels.is_whole(drawn, os.fstat(file).st_size):
            return None
        os.pwrite(file, pixels.head(drawn), 0)
        return drawn

    def _recognised(self, file: int) -> bytearray | None:
        said = self._run(self._recognise, file)
        most = client.answer_bytes(self._recognise)
        return None if said is None or len(said) > most else said

    def _run(self, job: Job, *descriptors: int) -> bytearray | None:
        """Have a job done; return what it said, None where it failed."""
        ended, said = client.run(job, *descriptors)
        self._left -= ended.milliseconds
        return None if _failed(ended) else said


def _failed(ended: Ended) -> bool:
    return ended.timeout or ended.signal != 0 or ended.status != 0


def _write(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
