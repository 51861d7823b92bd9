"""The parts of a zipped office document, unpacked one after another and never further than allowed.

The directory tells where the parts are; where it is damaged or missing, the parts' own headers do.

Source:
    PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.9, 4.4.4 and 4.4.5.
"""

from __future__ import annotations

import io
import mmap
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from careo.model.config import Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_LOCAL_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 1
_CHUNK = 1 << 16
_LEAST = 32 << 20
"""What every package may unpack to, however small it is."""


class PartError(Exception):
    """A part, or what is left of it, cannot be unpacked; its argument says why."""


class LockedError(Exception):
    """A part opens with a password only."""


class _Entry(NamedTuple):
    name: str
    header: int
    method: int
    flags: int
    packed: int
    checksum: int | None


class Package:
    """The parts of a zipped document, by name.

    Attributes:
        names: In the order of the directory, as written there.
        damaged: There is no directory that can be read.
        doubled: A name stands in it twice.
    """

    def __init__(self, data: bytes | mmap.mmap, limits: Limits) -> None:
        """Read the directory.

        Raises:
            PartError: There are more parts than ``limits.archive_members``.
        """
        self._data = data
        self._left = min(limits.archive_bytes, max(_LEAST, limits.archive_ratio * len(data)))
        found = _listed(data)
        self.damaged = found is None
        entries = _scanned(data, limits.archive_members) if found is None else found
        if len(entries) > limits.archive_members:
            raise PartError(f"more than {limits.archive_members} parts")
        self._entries: dict[str, _Entry] = {}
        for entry in reversed(entries) if self.damaged else entries:
            self._entries[entry.name.lower().lstrip("/")] = entry
        self.names = [entry.name for entry in entries]
        self.doubled = len(self._entries) < len(entries)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part; case does not count."""
        return name.lower().lstrip("/") in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part; what comes before a fault is yielded before it raises.

        Raises:
            PartError: It is not there, is damaged, or all parts together would be too large.
            LockedError: It is encrypted.
        """
        entry = self._entries.get(name.lower().lstrip("/"))
        if entry is None:
            raise PartError("is missing")
        if entry.flags & _ENCRYPTED:
            raise LockedError
        checksum = 0
        for chunk in _unpacked(self._data, entry):
            self._left -= len(chunk)
            if self._left < 0:
                raise PartError("unpacks to more than allowed")
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if entry.checksum is not None and checksum != entry.checksum:
            raise PartError("is damaged")

    def head(self, name: str, most: int) -> bytes:
        """Return the first bytes of a small part; empty where it cannot be read."""
        held = b""
        try:
            for chunk in self.chunks(name):
                held += chunk
                if len(held) >= most:
                    break
        except PartError:
            pass
        return held[:most]


def _listed(data: bytes | mmap.mmap) -> list[_Entry] | None:
    """Return the entries of the directory; None where it cannot be read."""
    try:
        with zipfile.ZipFile(AsFile(data)) as archive:
            return [_entry(info) for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
        return None


def _entry(info: zipfile.ZipInfo) -> _Entry:
    return _Entry(
        info.filename,
        info.header_offset,
        info.compress_type,
        info.flag_bits,
        info.compress_size,
        info.CRC,
    )


def _scanned(data: bytes | mmap.mmap, most: int) -> list[_Entry]:
    """Return what the headers before the parts say, of one more part than allowed at most."""
    found: list[_Entry] = []
    at = data.find(_LOCAL_MARK)
    while 0 <= at <= len(data) - _LOCAL.size and len(found) <= most:
        _, _, flags, method, _, _, _, packed, _, length, extra = _LOCAL.unpack_from(data, at)
        start = at + _LOCAL.size
        name = data[start : start + length].decode("utf-8", "replace")
        if name and not name.endswith("/"):
            found.append(_Entry(name, at, method, flags, packed, None))
        at = data.find(_LOCAL_MARK, start + length + extra + packed)
    return found


def _unpacked(data: bytes | mmap.mmap, entry: _Entry) -> Iterator[bytes]:
    header = data[entry.header : entry.header + _LOCAL.size]
    if len(header) < _LOCAL.size or header[:4] != _LOCAL_MARK:
        raise PartError("is damaged")
    length, extra = _LOCAL.unpack(header)[-2:]
    start = entry.header + _LOCAL.size + length + extra
    if entry.method == _STORED:
        yield from _stored(data, start, entry.packed)
    elif entry.method == _DEFLATED:
        yield from _inflated(data, start)
    else:
        raise PartError("is packed in a way that office programs do not use")


def _stored(data: bytes | mmap.mmap, start: int, size: int) -> Iterator[bytes]:
    for at in range(start, min(start + size, len(data)), _CHUNK):
        yield data[at : min(at + _CHUNK, start + size)]
    if start + size > len(data):
        raise PartError("is cut off")


def _inflated(data: bytes | mmap.mmap, at: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = b""
    while not unpacker.eof:
        packed = unpacker.unconsumed_tail or data[at : at + _CHUNK]
        if not unpacker.unconsumed_tail:
            at += len(packed)
        if not packed:
            raise PartError("is cut off")
        try:
            yield unpacker.decompress(packed, _CHUNK)
        except zlib.error:
            raise PartError("is damaged") from None


class AsFile(io.RawIOBase):
    """Bytes as a file that can be read and sought, without a copy."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._bytes = data
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._bytes)}[whence]
        if base + offset < 0:
            raise OSError("a place before the beginning")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Tell the place."""
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read as much as is left, or as there is room for."""
        room = memoryview(buffer)
        part = self._bytes[self._at : self._at + len(room)]
        room[: len(part)] = part
        self._at += len(part)
        return len(part)
