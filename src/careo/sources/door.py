"""The door of this room: a file in, an `Extraction` out, whatever the file is."""

from __future__ import annotations

import functools
import logging
import os
import secrets
import signal
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from careo.model.config import Limits
from careo.model.document import Outcome
from careo.model.errors import CareoError, StorageError
from careo.model.extraction import Extraction, Member
from careo.model.record import DocumentId
from careo.model.text import TextLayer, layer_id
from careo.sources import client
from careo.sources.looking import looked
from careo.sources.media import HEAD_BYTES, ZIP, contains, media_type, readable
from careo.sources.protection import Protection, table
from careo.sources.tesseract import find
from careo.sources.wire import Answer, Ended, Job
from careo.sources.zips import zipped_type

_LOG = logging.getLogger(__name__)
_INVALID = Outcome(status="crashed", reason="the answer is not valid")


def extract(
    path: Path,
    document: DocumentId,
    name: str,
    limits: Limits,
    spool: Path | None = None,
    *,
    ocr: bool = True,
) -> Extraction:
    """Get the text out of a file, in a sandboxed child that may fail alone.

    Args:
        path: A regular file; read once, never written.
        document: The sha256 of its bytes; not checked here.
        name: The original file name; only its ending counts, as a hint.
        limits: What it may cost.
        spool: A folder; where the document has files inside, their bytes are put into a new
            file there, named in the result and for the caller to remove. None: they are left out.
        ocr: Recognise words in pictures of text, where tesseract is installed.

    Returns:
        Always one of the five outcomes. The same bytes, limits and versions give the same
        value on one platform, save where time runs out.

    Raises:
        StorageError: The file is not there or may not be opened, or the spool cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise StorageError(f"{path} cannot be read", "Is it there, and yours to read?") from error
    try:
        given = _Given(descriptor, document, name, limits, ocr)
        return _extract(given, spool)
    finally:
        os.close(descriptor)


class _Given(NamedTuple):
    descriptor: int
    document: DocumentId
    name: str
    limits: Limits
    ocr: bool


def _extract(given: _Given, spool: Path | None) -> Extraction:
    descriptor, _, name, limits, _ = given
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        return _refused("application/octet-stream", "not a regular file")
    if facts.st_size == 0:
        return _refused("application/x-empty", "empty")
    kind = media_type(os.pread(descriptor, HEAD_BYTES, 0), name)
    if kind == ZIP:
        kind = zipped_type(descriptor, facts.st_size)
    if facts.st_size > limits.file_bytes:
        return _refused(kind, f"larger than {limits.file_bytes} bytes")
    if not readable(kind):
        return _refused(kind, f"no reader for {kind}")
    protections()
    if spool is None or not contains(kind):
        return _parsed(given, kind, None)
    with _spooled(spool) as held:
        found = _parsed(given, kind, held.descriptor)
        if found.members:
            held.keep = True
            found = structs.replace(found, spool=str(held.path))
        return found


class _Held:
    """An open spool."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f".{secrets.token_hex(8)}.part"
        self.keep = False
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self.descriptor = os.open(self.path, flags, 0o600)


@contextmanager
def _spooled(folder: Path) -> Generator[_Held]:
    """Give a new file that is removed unless it is to be kept."""
    try:
        held = _Held(folder)
    except OSError as error:
        raise StorageError(f"cannot write {folder}: {error.strerror}", "free some space") from error
    try:
        yield held
    finally:
        os.close(held.descriptor)
        if not held.keep:
            held.path.unlink(missing_ok=True)


def _parsed(given: _Given, kind: str, spool: int | None) -> Extraction:
    job = Job(media_type=kind, limits=given.limits, name=given.name, spool=spool is not None)
    descriptors = (given.descriptor, *(() if spool is None else (spool,)))
    try:
        ended, answer = client.parse(job, *descriptors)
    except client.ServerDiedError:
        outcome = Outcome(status="crashed", reason="the parsing server died")
        return Extraction(media_type=kind, outcome=outcome)
    found = _extraction(kind, given.document, ended, answer, given.limits)
    if given.ocr and answer is not None and answer.pictures and found.outcome.status == "partial":
        found = _recognised(given, job, descriptors, answer.pictures) or found
    size = 0 if spool is None else os.fstat(spool).st_size
    if not _in_place(found.members, size):
        return Extraction(media_type=kind, outcome=_INVALID)
    return found


def _recognised(
    given: _Given, job: Job, descriptors: tuple[int, ...], pages: tuple[int, ...]
) -> Extraction | None:
    """Parse a document again with the words recognised in its pictures; None where that fails."""
    tesseract = find()
    if tesseract is None:
        return None
    again = structs.replace(job, looked=True, recogniser=tesseract.name)
    try:
        with looked(job, given.descriptor, pages, tesseract) as file:
            ended, answer = client.parse(again, *descriptors, file)
    except client.ServerDiedError:
        return None
    found = _extraction(job.media_type, given.document, ended, answer, given.limits)
    return found if found.outcome.status in {"ok", "partial"} else None


def recogniser() -> str:
    """Return name and version of what recognises words in pictures here; empty without it."""
    tesseract = find()
    return "" if tesseract is None else tesseract.name


def _in_place(members: tuple[Member, ...], size: int) -> bool:
    """Tell whether members stand one behind another within the spool."""
    at = 0
    for member in members:
        if member.start != at or member.size < 0:
            return False
        at += member.size
    return at <= size


def _refused(kind: str, reason: str) -> Extraction:
    return Extraction(media_type=kind, outcome=Outcome(status="refused", reason=reason))


def _extraction(
    kind: str, document: DocumentId, ended: Ended, answer: Answer | None, limits: Limits
) -> Extraction:
    """Judge what came back; the child is not trusted."""
    failed = _failure(ended, limits)
    if failed is None and answer is None:
        failed = _INVALID
    if failed is not None or answer is None:
        return Extraction(media_type=kind, outcome=failed or Outcome(status="timeout"))
    try:
        layer = _layer(document, answer, limits)
        outcome = Outcome(status=answer.status, reason=answer.reason)
    except CareoError:
        return Extraction(media_type=kind, outcome=_INVALID)
    return Extraction(
        media_type=kind,
        outcome=outcome,
        source=answer.source,
        layer=layer,
        members=answer.members,
        sheets=answer.sheets,
    )


def _failure(ended: Ended, limits: Limits) -> Outcome | None:
    if ended.timeout:
        return Outcome(status="timeout", reason=f"more than {limits.wall_seconds} s")
    if ended.signal == signal.SIGXCPU:
        return Outcome(status="timeout", reason=f"more than {limits.cpu_seconds} s of processor")
    if ended.signal:
        return Outcome(status="crashed", reason=_signal_name(ended.signal))
    if ended.status:
        return Outcome(status="crashed", reason=f"exit {ended.status}")
    return None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _layer(document: DocumentId, answer: Answer, limits: Limits) -> TextLayer | None:
    """Return the layer of an answer, checked to the promise that only white space is left out."""
    if not answer.segments:
        return None
    text = answer.text
    if len(text) > limits.text_chars:
        raise CareoError("an answer is longer than allowed")
    layer = TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=answer.segments,
        extractor=answer.extractor,
        words=answer.words,
    )
    if any(not 0 <= sheet.start <= sheet.end <= len(text) for sheet in answer.sheets):
        raise CareoError("a sheet outside the text")
    edges = [0, *(edge for s in layer.segments for edge in (s.start, s.end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start < end and not text[start:end].isspace():
            raise CareoError("text outside the segments")
    return layer


@functools.cache
def protections() -> tuple[Protection, ...]:
    """Return what this platform denies to a parsing child, line by line.

    The first call starts the parsing server and logs one warning if a line is missing.
    """
    try:
        active = client.mechanisms()
    except client.ServerDiedError:
        return table(())
    found = table(active)
    missing = ", ".join(line.denies for line in found if not line.active)
    if missing:
        _LOG.warning("parsers on this platform are not kept from: %s (docs/limits.md)", missing)
    return found
