"""Files inside an office document: their bytes go into the spool, to be documents of their own.

Source:
    Microsoft, [MS-OLEDS] 2.3.6 (Ole10Native); ECMA-376 part 1, 15.2.10 and 15.2.11.
"""

from __future__ import annotations

import io
import posixpath
import struct
from collections.abc import Iterator
from itertools import chain

import olefile

from careo.sources.parsers.package import Package, PartError
from careo.sources.spool import Spool

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HELD_BYTES = 64 << 20
_WHOLE = ("worddocument", "workbook", "book", "powerpoint document")
"""Streams of old Office files, which stand embedded as they are."""

_PLAIN = ("package", "contents")
"""Streams that are a file of today's formats."""

_NATIVE = "\x01ole10native"


class Embedded:
    """Takes the files of one document.

    Attributes:
        left: Files that were left out: no spool was handed in.
        unknown: Objects of programs whose files have no form of their own.
        damaged: Files that could not be unpacked.
        missing: Files that are named and are not there.
    """

    def __init__(self, package: Package, spool: Spool | None) -> None:
        self._package = package
        self._spool = spool
        self._done: set[str] = set()
        self.left = self.unknown = self.damaged = self.missing = 0

    def add(self, name: str) -> None:
        """Take a part, once; an object that only wraps a file gives the file."""
        if name.lower() in self._done:
            return
        if name not in self._package:
            self.missing += 1
            return
        self._done.add(name.lower())
        if self._spool is None:
            self.left += 1
            return
        try:
            self._add(self._spool, name)
        except PartError:
            self.damaged += 1

    def _add(self, spool: Spool, name: str) -> None:
        label = posixpath.basename(name)
        chunks = self._package.chunks(name)
        head = next(chunks, b"")
        if not head.startswith(_OLE):
            spool.add(label, chain([head], chunks))
            return
        data = b"".join(_within(chain([head], chunks), _HELD_BYTES))
        found = _unwrapped(data, label)
        if found is None:
            self.unknown += 1
        else:
            spool.add(found[0], [found[1]])

    @property
    def reasons(self) -> list[str]:
        """What is to be said of files that did not go into the spool."""
        said = (
            (self.left, "files inside it are not unpacked"),
            (self.unknown, "objects of other programs inside it are not read"),
            (self.missing, "objects inside it are missing"),
            (self.damaged, "files inside it are damaged"),
        )
        return [words for count, words in said if count]


def _within(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    for chunk in chunks:
        most -= len(chunk)
        if most < 0:
            raise PartError("is too large")
        yield chunk


def _unwrapped(data: bytes, label: str) -> tuple[str, bytes] | None:
    """Return the name and the bytes of the file that an object holds; None for no file."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as held:
            streams = {path[0].lower(): path for path in held.listdir() if len(path) == 1}
            if any(name in streams for name in _WHOLE):
                return label, data
            for name in _PLAIN:
                if name in streams:
                    return label, held.openstream(streams[name]).read()
            if _NATIVE in streams:
                return _native(held.openstream(streams[_NATIVE]).read(), label)
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError, struct.error):
        raise PartError("is damaged") from None
    return None


def _native(data: bytes, label: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that was dropped into a document."""
    try:
        at = 6
        name, at = _word(data, at)
        _, at = _word(data, at)
        at += 4
        size = struct.unpack_from("<I", data, at)[0]
        at += 4 + size
        size = struct.unpack_from("<I", data, at)[0]
    except (struct.error, ValueError):
        return label, data[4:]
    at += 4
    return name or label, data[at : at + size]


def _word(data: bytes, at: int) -> tuple[str, int]:
    end = data.index(b"\0", at)
    return data[at:end].decode("cp1252", "replace"), end + 1
