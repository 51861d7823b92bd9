"""The originals: bit-exact, named by their sha256, read-only, written so that they last."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from careo.model.errors import RefusedError, StorageError, UsageError
from careo.model.extraction import Member
from careo.model.record import DocumentId, Sha256
from careo.store.files import fsync_directory, sync
from careo.store.parts import Part, Room

FOLDER = "originals"
_BLOCK = 1024 * 1024
_PART = ".part"
_STALE_SECONDS = 24 * 3600
_READ_ONLY = 0o444
_ID_CHARS = 64
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO}


class Original(NamedTuple):
    """Bytes that are kept."""

    id: DocumentId
    size: int


class Originals:
    """The folder of originals, ``originals/ab/<sha256>``.

    `put` writes a file and flushes it; `settle` flushes the folders. Nothing may be
    acknowledged before both.
    """

    def __init__(self, case: Path) -> None:
        self._root = case / FOLDER
        self._unsettled: set[Path] = set()
        self._lasting: set[Path] = set()

    def path(self, document: DocumentId) -> Path:
        """Return where the original of this id stands, whether or not it is there."""
        return self._root / document[:2] / document

    def put(self, source: Path) -> Original:
        """Keep a copy of a regular file, in blocks; the same bytes are kept once.

        Raises:
            UsageError: It is missing, not a regular file, or may not be read.
            StorageError: The copy cannot be written.
        """
        with contextlib.closing(open_regular(source)) as stream:
            try:
                self._make(self._root)
                partial = self._root / f".{secrets.token_hex(8)}{_PART}"
                try:
                    original = _write(_blocks(stream, source), partial)
                    self._place(partial, original.id)
                finally:
                    partial.unlink(missing_ok=True)
            except OSError as error:
                raise _storage(error, self._root) from error
        return original

    @property
    def spool(self) -> Path:
        """The folder for the spools of what is being read; `tidy` looks after it."""
        return self._root

    def take(self, spool: Path, members: Sequence[Member], room: Room) -> list[Part]:
        """Keep the files that a spool holds, as many as there is room for; name them all.

        Raises:
            RefusedError: The spool does not hold them.
            StorageError: A copy cannot be written.
        """
        try:
            with spool.open("rb") as stream:
                parts = [Part(_named(stream, one), one.name, one.size) for one in members]
                for member, part in zip(members[: room.fits(parts)], parts, strict=False):
                    self._take(stream, member, part)
        except FileNotFoundError:
            raise RefusedError("a spool is gone") from None
        except OSError as error:
            raise _storage(error, self._root) from error
        return parts

    def forget(self, spool: str) -> None:
        """Remove a spool, whose files are kept or not wanted."""
        if spool and Path(spool).parent == self._root:
            Path(spool).unlink(missing_ok=True)

    def _take(self, stream: BinaryIO, member: Member, part: Part) -> None:
        partial = self._root / f".{secrets.token_hex(8)}{_PART}"
        if self.path(part.id).exists():
            self._make(self.path(part.id).parent)
            self._unsettled.add(self.path(part.id).parent)
            return
        try:
            _write(_stretch(stream, member), partial)
            self._place(partial, part.id)
        finally:
            partial.unlink(missing_ok=True)

    def settle(self) -> None:
        """Return when every folder that has a new entry is on the disk."""
        try:
            for folder in sorted(self._unsettled):
                fsync_directory(folder)
        except OSError as error:
            raise _storage(error, self._root) from error
        self._lasting |= self._unsettled
        self._unsettled.clear()

    def tidy(self) -> None:
        """Remove what interrupted writers left a day ago or longer."""
        oldest = time.time() - _STALE_SECONDS
        for partial in self._root.glob(f".*{_PART}"):
            with contextlib.suppress(OSError):
                if partial.stat().st_mtime < oldest:
                    partial.unlink()

    def hold(self, parts: Sequence[Part]) -> bool:
        """Tell whether the bytes of all these are kept."""
        return all(self.path(part.id).exists() for part in parts)

    def old(self, seconds: int) -> Iterator[DocumentId]:
        """Yield the ids under which bytes stand that were written so long ago or longer."""
        oldest = time.time() - seconds
        for path in sorted(self._root.glob("??/*")):
            with contextlib.suppress(FileNotFoundError):  # erased meanwhile
                if len(path.name) == _ID_CHARS and path.stat().st_mtime < oldest:
                    yield DocumentId(Sha256(path.name))

    def partial(self) -> list[Path]:
        """Return the files that are being written, or were when their writer was interrupted."""
        return sorted(self._root.glob(f".*{_PART}"))

    def digest(self, document: DocumentId) -> Sha256 | None:
        """Return the sha256 of the bytes that stand under this id; None where none do."""
        try:
            with self.path(document).open("rb") as stream:
                return Sha256(hashlib.file_digest(stream, "sha256").hexdigest())
        except FileNotFoundError:
            return None

    def _place(self, partial: Path, document: DocumentId) -> None:
        target = self.path(document)
        self._make(target.parent)
        if not target.exists():
            partial.replace(target)
        self._unsettled.add(target.parent)

    def _make(self, folder: Path) -> None:
        """Make a folder; one that is there may be by a careo that was killed before it flushed."""
        if folder not in self._lasting:
            folder.mkdir(exist_ok=True)
            self._unsettled.add(folder.parent)


def open_regular(source: Path) -> BinaryIO:
    """Open a regular file for reading, never waiting on a pipe or a device.

    Raises:
        UsageError: It is missing, something else than a file, or may not be read.
    """
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ENXIO and source.is_socket():
            raise _no_file(source, stat.S_IFSOCK) from None
        raise UsageError(f"{source}: {error.strerror}") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise _no_file(source, stat.S_IFMT(mode))
    return os.fdopen(descriptor, "rb")


def _no_file(source: Path, kind: int) -> UsageError:
    what = _KINDS.get(kind, "something else")
    return UsageError(f"{source}: {what}, not a file", "save what it holds as a file and add that")


def _blocks(stream: BinaryIO, source: Path) -> Iterator[bytes]:
    while True:
        try:
            block = stream.read(_BLOCK)
        except OSError as error:
            raise UsageError(f"{source}: {error.strerror}") from error
        if not block:
            return
        yield block


def _write(blocks: Iterable[bytes], partial: Path) -> Original:
    """Write a new file, read-only and flushed."""
    digest, size = hashlib.sha256(), 0
    with partial.open("xb") as out:
        for block in blocks:
            digest.update(block)
            size += len(block)
            out.write(block)
        out.flush()
        os.fchmod(out.fileno(), _READ_ONLY)
        sync(out.fileno())
    return Original(DocumentId(Sha256(digest.hexdigest())), size)


def _stretch(stream: BinaryIO, member: Member) -> Iterator[bytes]:
    """Yield the bytes of a member of a spool."""
    stream.seek(member.start)
    rest = member.size
    while rest:
        block = stream.read(min(_BLOCK, rest))
        if not block:
            raise RefusedError("a spool ends before its last member")
        rest -= len(block)
        yield block


def _named(stream: BinaryIO, member: Member) -> DocumentId:
    digest = hashlib.sha256()
    for block in _stretch(stream, member):
        digest.update(block)
    return DocumentId(Sha256(digest.hexdigest()))


def _storage(error: OSError, root: Path) -> StorageError:
    hint = "free some space" if error.errno in _DISK else "make the case folder writable"
    return StorageError(f"cannot write {root}: {error.strerror}", hint)
