"""ZIP archives, read from their directory; nothing is ever extracted to a path.

Source:
    PKWARE, .ZIP File Format Specification (APPNOTE 6.3.10), sections 4.3 and 4.4.
"""

from __future__ import annotations

import io
import mmap
import stat
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from zipfile import BadZipFile, ZipFile, ZipInfo

from careo.model.config import Limits
from careo.sources.parsers.archive import (
    LINK,
    METHOD,
    OVERLAPPING,
    PASSWORD,
    SPECIAL,
    Entry,
    Mapped,
    Stream,
    unpack,
)
from careo.sources.spool import Spool
from careo.sources.wire import Answer

_HEADER = 30
"""Bytes of a local header without its name."""

_ENCRYPTED, _UTF8 = 0x1, 0x800
_METHODS = {0, 8, 12, 14}
"""stored, deflate, bzip2, LZMA."""


def parse(data: bytes | mmap.mmap, limits: Limits, spool: Spool | None) -> Answer:
    """Unpack a ZIP archive."""
    try:
        archive = ZipFile(Mapped(data))
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        return Answer(status="refused", reason="not a readable ZIP archive")
    with archive:
        return unpack(_entries(archive), len(data), limits, spool)


def _entries(archive: ZipFile) -> Iterator[Entry]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    shared = _overlapping(infos)
    for info in infos:
        why = OVERLAPPING if info.header_offset in shared else _why(info)
        yield Entry(_name(info), why, _opener(archive, info))


def _opener(archive: ZipFile, info: ZipInfo) -> Callable[[], Stream]:
    return partial(archive.open, info)


def _why(info: ZipInfo) -> str:
    """Return why a file is not taken, or nothing."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return LINK
    if kind not in {0, stat.S_IFREG}:
        return SPECIAL
    if info.flag_bits & _ENCRYPTED:
        return PASSWORD
    return "" if info.compress_type in _METHODS else METHOD


def _overlapping(infos: list[ZipInfo]) -> set[int]:
    """Return where files begin whose packed bytes reach into those of another."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    shared: set[int] = set()
    for one, after in pairwise(ordered):
        if one.header_offset + _HEADER + one.compress_size > after.header_offset:
            shared.add(one.header_offset)
    return shared


def _name(info: ZipInfo) -> str:
    """Return a file's name; many programs write UTF-8 and do not say so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def warm_up() -> None:
    """Load what unpacking needs: the codec of old names, and each way of packing."""
    b"".decode("cp437")
    with ZipFile(io.BytesIO(), "w") as archive:
        for method in sorted(_METHODS):
            archive.writestr(str(method), b"one", method)
        for entry in _entries(archive):
            entry.opened().read(1)
