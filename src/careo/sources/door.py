"""The door of this room: a file in, an `Extraction` out, whatever the file is."""

from __future__ import annotations

import functools
import logging
import os
import signal
import stat
from pathlib import Path

from careo.model.config import Limits
from careo.model.document import Outcome
from careo.model.errors import CareoError, StorageError
from careo.model.extraction import Extraction
from careo.model.record import DocumentId
from careo.model.text import TextLayer, layer_id
from careo.sources import client
from careo.sources.media import HEAD_BYTES, media_type, readable
from careo.sources.protection import Protection, table
from careo.sources.wire import Answer, Ended, Job

_LOG = logging.getLogger(__name__)


def extract(path: Path, document: DocumentId, name: str, limits: Limits) -> Extraction:
    """Get the text out of a file, in a sandboxed child that may fail alone.

    Args:
        path: A regular file; read once, never written.
        document: The sha256 of its bytes; not checked here.
        name: The original file name; only its ending counts, as a hint.
        limits: What it may cost.

    Returns:
        Always one of the five outcomes. The same bytes, limits and versions give the same
        value on one platform, save where time runs out.

    Raises:
        StorageError: The file is not there or may not be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise StorageError(f"{path} cannot be read", "Is it there, and yours to read?") from error
    try:
        return _extract(descriptor, document, name, limits)
    finally:
        os.close(descriptor)


def _extract(descriptor: int, document: DocumentId, name: str, limits: Limits) -> Extraction:
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        return _refused("application/octet-stream", "not a regular file")
    if facts.st_size == 0:
        return _refused("application/x-empty", "empty")
    kind = media_type(os.pread(descriptor, HEAD_BYTES, 0), name)
    if facts.st_size > limits.file_bytes:
        return _refused(kind, f"larger than {limits.file_bytes} bytes")
    if not readable(kind):
        return _refused(kind, f"no reader for {kind}")
    protections()
    try:
        ended, answer = client.parse(Job(media_type=kind, limits=limits), descriptor)
    except client.ServerDiedError:
        outcome = Outcome(status="crashed", reason="the parsing server died")
        return Extraction(media_type=kind, outcome=outcome)
    return _extraction(kind, document, ended, answer, limits)


def _refused(kind: str, reason: str) -> Extraction:
    return Extraction(media_type=kind, outcome=Outcome(status="refused", reason=reason))


def _extraction(
    kind: str, document: DocumentId, ended: Ended, answer: Answer | None, limits: Limits
) -> Extraction:
    """Judge what came back; the child is not trusted."""
    failed = _failure(ended, limits)
    if failed is None and answer is None:
        failed = Outcome(status="crashed", reason="the answer is not valid")
    if failed is not None or answer is None:
        return Extraction(media_type=kind, outcome=failed or Outcome(status="timeout"))
    try:
        layer = _layer(document, answer, limits)
        outcome = Outcome(status=answer.status, reason=answer.reason)
    except CareoError:
        outcome = Outcome(status="crashed", reason="the answer is not valid")
        return Extraction(media_type=kind, outcome=outcome)
    return Extraction(media_type=kind, outcome=outcome, source=answer.source, layer=layer)


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
    )
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
