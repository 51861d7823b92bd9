"""Archives: the files inside go into the spool, bounded; an archive has no text of its own.

Nothing that an archive says of itself is trusted: not its sizes, nor its names, nor that its
files do not share their bytes. The outcome names all that was left out, by why.
"""

from __future__ import annotations

import gzip
import io
import lzma
import mmap
import tarfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol
from zipfile import BadZipFile

from careo.model.config import MIB, Limits
from careo.sources.spool import Spool
from careo.sources.wire import Answer

TOO_DEEP = "its files are left out: it stands too deep in others"
PASSWORD, LINK, SPECIAL = "with a password", "links", "devices and the like"
OVERLAPPING, METHOD = "sharing its bytes with another", "packed in an unknown way"
_DAMAGED, _BEYOND = "damaged", "beyond the limits of size"

_BLOCK = 1 << 16
_SMALL = MIB
"""Bytes that any archive may unpack to, however small it is itself."""

_MACOS = ("__MACOSX/", ".DS_Store")
_BROKEN = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    tarfile.TarError,
    zlib.error,
)
"""What the readers of packed bytes raise where those are damaged."""


class Stream(Protocol):
    """What gives the bytes of one file."""

    def read(self, size: int, /) -> bytes | None:
        """Return as many bytes at most; none at the end."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Entry(NamedTuple):
    """A file in an archive.

    Attributes:
        name: As the archive has it.
        left_out: Why it is not taken; empty where it is.
        opened: Gives its bytes as a file.
    """

    name: str
    left_out: str
    opened: Callable[[], Stream]


class _BeyondError(Exception):
    """The archive unpacks to more than is allowed."""


class _DamagedError(Exception):
    """A file's bytes cannot be unpacked, or are not what their checksum says."""


class Mapped(io.RawIOBase):
    """Bytes in memory as a file that nobody copies."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        super().__init__()
        self._data = data
        self._at = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it has places."""
        return True

    def tell(self) -> int:
        """Return the place."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place.

        Raises:
            OSError: It stands before the beginning.
        """
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._data)}[whence]
        if start + offset < 0:
            raise OSError("a place before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: bytearray | memoryview | mmap.mmap) -> int:  # type: ignore[override]
        """Fill a buffer as far as there are bytes."""
        part = self._data[self._at : self._at + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


def unpack(entries: Iterator[Entry], size: int, limits: Limits, spool: Spool | None) -> Answer:
    """Put the files of an archive into the spool, and say what was left out.

    Args:
        entries: Its files, folders left out.
        size: Bytes of the archive itself.
        limits: What may come out of it.
        spool: Takes the files; None where they are not wanted, because it stands too deep.
    """
    if spool is None:
        return Answer(status="partial", reason=TOO_DEEP)
    reasons = take(entries, size, limits, spool)
    if spool.members:
        reason = f"files left out ({', '.join(reasons)})" if reasons else ""
        return Answer(status="partial" if reason else "ok", reason=reason)
    if len(reasons) == 1 and reasons[0].startswith(PASSWORD):
        return Answer(status="refused", reason="password")
    why = f"no file could be taken out ({', '.join(reasons)})" if reasons else "no files inside"
    return Answer(status="refused", reason=why)


def take(entries: Iterator[Entry], size: int, limits: Limits, spool: Spool) -> list[str]:
    """Put files into the spool; return what was left out, with how many by why."""
    most = min(limits.archive_bytes, max(_SMALL, limits.archive_ratio * size))
    left_out: Counter[str] = Counter()
    damaged: list[str] = []
    while True:
        try:
            entry = next(entries, None)
        except _BROKEN:
            damaged = ["what follows a damaged place"]
            break
        if entry is None:
            break
        if not _of_macos(entry.name):
            left_out[_take(entry, spool, limits.archive_members, most)] += 1
    del left_out[""]
    return [*(f"{why}: {number}" for why, number in sorted(left_out.items())), *damaged]


def _take(entry: Entry, spool: Spool, files: int, most: int) -> str:
    """Take one file; return why it is left out, or nothing."""
    if entry.left_out:
        return entry.left_out
    if len(spool.members) >= files or spool.size > most:
        return _BEYOND
    try:
        spool.add(harmless(entry.name), _bytes(entry, most - spool.size))
    except _BeyondError:
        return _BEYOND
    except _DamagedError:
        return _DAMAGED
    return ""


def _bytes(entry: Entry, most: int) -> Iterator[bytes]:
    """Yield the bytes of a file, no more than allowed."""
    stream, size = None, 0
    try:
        while True:
            try:
                stream = stream or entry.opened()
                part = stream.read(_BLOCK)
            except _BROKEN:
                raise _DamagedError from None
            if not part:
                return
            size += len(part)
            if size > most:
                raise _BeyondError
            yield part
    finally:
        if stream is not None:
            stream.close()


def harmless(name: str) -> str:
    """Return the name of a file in an archive without what would lead out of a folder."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join(parts) or "file"


def _of_macos(name: str) -> bool:
    """Tell whether macOS put a file there for itself."""
    return name.startswith(_MACOS[0]) or name.rpartition("/")[2] == _MACOS[1]


def gunzip(data: bytes | mmap.mmap, limits: Limits, name: str, spool: Spool | None) -> Answer:
    """Unpack a gzip file: one file inside, which may be a tar archive."""
    stem = name.rpartition("/")[2]
    inner = {".tgz": ".tar", ".gz": ""}
    for ending, instead in inner.items():
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)] + instead
            break

    def opened() -> Stream:
        return gzip.GzipFile(fileobj=Mapped(data), mode="rb")

    return unpack(iter([Entry(stem or "file", "", opened)]), len(data), limits, spool)
