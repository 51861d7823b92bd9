"""Tar archives, read from the first file to the last; nothing is ever extracted to a path."""

from __future__ import annotations

import io
import mmap
import tarfile
from collections.abc import Callable, Iterator

from careo.model.config import Limits
from careo.sources.parsers.archive import LINK, SPECIAL, Entry, Mapped, Stream, unpack
from careo.sources.spool import Spool
from careo.sources.wire import Answer


def parse(data: bytes | mmap.mmap, limits: Limits, spool: Spool | None) -> Answer:
    """Unpack a tar archive."""
    try:
        archive = tarfile.TarFile(fileobj=Mapped(data), mode="r")
    except (tarfile.TarError, OSError, ValueError):
        return Answer(status="refused", reason="not a readable tar archive")
    with archive:
        return unpack(_entries(archive), len(data), limits, spool)


def _entries(archive: tarfile.TarFile) -> Iterator[Entry]:
    """Yield the files; the list of those that were passed is not kept.

    Raises:
        TarError: A header is damaged.
    """
    while (member := archive.next()) is not None:
        archive.members = []  # type: ignore[attr-defined]
        if not member.isdir():
            yield Entry(member.name, _why(member), _opener(archive, member))


def _why(member: tarfile.TarInfo) -> str:
    if member.issym() or member.islnk():
        return LINK
    return "" if member.isreg() else SPECIAL


def _opener(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Callable[[], Stream]:
    def opened() -> Stream:
        found = archive.extractfile(member)
        if found is None:
            raise ValueError("not a file")
        return found

    return opened


def warm_up() -> None:
    """Load what unpacking needs."""
    stream = io.BytesIO()
    with tarfile.TarFile(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("one"), io.BytesIO())
    with tarfile.TarFile(fileobj=Mapped(stream.getvalue()), mode="r") as archive:
        for entry in _entries(archive):
            entry.opened().read(1)
