"""A mailbox in one file: every message is a file inside it.

Source:
    RFC 4155 (application/mbox); qmail's mbox(5), "mboxrd": what was ``From `` in a message's text
    is ``>From `` in the box, and one ``>`` is taken away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from careo.model.config import Limits
from careo.sources.parsers.mail_header import Data
from careo.sources.spool import Spool
from careo.sources.wire import Answer

_FIELD = re.compile(rb"\r?\n?(?:[!-9;-~]{1,200}[ \t]*:|>From )")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_CHUNK = 1 << 20
_LEAD, _NAME_BYTES = 8, 300


def parse(data: Data, limits: Limits, spool: Spool | None) -> Answer:
    """Put the messages of a mailbox into the spool, in order; the box itself has no text.

    Args:
        data: Its bytes.
        limits: What it may cost.
        spool: Takes the messages; None where they are to be left out.
    """
    reasons: list[str] = []
    size = 0
    for number, (start, end) in enumerate(messages(data), start=1):
        if spool is None:
            reasons.append("its messages left out, nested too deep")
            break
        if number > limits.archive_members:
            reasons.append(f"messages after {limits.archive_members} left out")
            break
        size += end - start
        if size > limits.archive_bytes:
            reasons.append(f"messages after {limits.archive_bytes} bytes left out")
            break
        spool.add(f"message {number}.eml", _unquoted(data, start, end))
    return Answer(status="partial" if reasons else "ok", reason="; ".join(reasons))


def messages(data: Data) -> Iterator[tuple[int, int]]:
    """Yield where each message stands, without the line that parts it from the one before.

    A line parts messages where it begins with ``From ``, an empty line or nothing stands before
    it, and a field of a header behind it.
    """
    start = -1
    for at, after in _partings(data):
        if start >= 0:
            yield start, _trimmed(data, start, at)
        start = after
    if start >= 0:
        yield start, len(data)


def _partings(data: Data) -> Iterator[tuple[int, int]]:
    at = data.find(b"From ")
    while at >= 0:
        newline = data.find(b"\n", at)
        after = len(data) if newline < 0 else newline + 1
        before = data[max(0, at - _LEAD) : at]
        first = at < _LEAD and not before.strip(b"\xef\xbb\xbf\r\n")
        parts = first or before.endswith((b"\n\n", b"\n\r\n"))
        if parts and _FIELD.match(data[after : after + _NAME_BYTES]):
            yield at, after
        at = data.find(b"\nFrom ", after - 1)
        at = at + 1 if at >= 0 else -1


def _trimmed(data: Data, start: int, at: int) -> int:
    """Return where a message ends: before the empty line that the box put behind it."""
    for mark in (b"\r\n", b"\n"):
        if data[max(start, at - len(mark)) : at] == mark:
            return at - len(mark)
    return at


def _unquoted(data: Data, start: int, end: int) -> Iterator[bytes]:
    """Yield a message's bytes, line by line in large pieces."""
    at = start
    while at < end:
        newline = data.rfind(b"\n", at, min(end, at + _CHUNK))
        stop = min(end, at + _CHUNK) if newline < at or at + _CHUNK >= end else newline + 1
        yield _QUOTED.sub(rb"\1", data[at:stop])
        at = stop
