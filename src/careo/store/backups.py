"""A backup: one ZIP file with the database, the originals, and a list of them with their hashes.

Nothing in it is compressed, so that no file in it can be larger than the backup, and every byte
is checked by two sums when it is taken out: the ZIP's and the list's.

Source:
    PKWARE APPNOTE.TXT 6.3.10; ZIP64 for what is larger than 4 GiB.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from careo.model.errors import CaseError, StorageError, UsageError, VersionError
from careo.model.record import Record, Sha256
from careo.store import sqlite
from careo.store.database import NAME
from careo.store.files import fsync_directory, sync
from careo.store.migrations import MIGRATIONS
from careo.store.originals import FOLDER

FORMAT = 1
LIST = "backup.json"
SETTINGS = "careo.toml"

_ORIGINAL = rf"{FOLDER}/[0-9a-f]{{2}}/[0-9a-f]{{64}}"
_NAME = re.compile(rf"{re.escape(NAME)}|{re.escape(SETTINGS)}|{_ORIGINAL}")
_BLOCK = 1024 * 1024
_WHEN = (1980, 1, 1, 0, 0, 0)
_PRIVATE, _READ_ONLY = 0o600, 0o444
_BROKEN = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    struct.error,
    msgspec.MsgspecError,
    OSError,
)
"""What a ZIP file that was changed raises, one way or another."""


class Census(Record, frozen=True):
    """What a database holds.

    Attributes:
        schema: Its version.
        head: The sha256 of the journal's last line.
        rows: How many rows each table has.
    """

    schema: int
    head: str
    rows: dict[str, int]


class Item(Record, frozen=True):
    """A file in a backup."""

    name: str
    size: int
    sha256: Sha256


class Contents(Record, frozen=True):
    """The list in a backup.

    Attributes:
        format: Version of this list.
        files: All but the list itself.
        census: What the database held.
    """

    format: int
    files: tuple[Item, ...]
    census: Census


class _Format(msgspec.Struct):
    format: int


def census(database: Path) -> Census:
    """Count what a database holds that nobody writes, of whatever version.

    Raises:
        CaseError: It is damaged.
    """
    with sqlite.translated(database.parent), closing(sqlite.connect(database)) as connection:
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        names = [str(row[0]) for row in connection.execute(query).fetchall()]
        count = 'SELECT count(*) FROM "{}"'
        rows = {name: int(_one(connection, count.format(name))) for name in names}
        last = "SELECT hash FROM journal WHERE seq = (SELECT max(seq) FROM journal)"
        head = str(_one(connection, last))
        return Census(schema=int(_one(connection, "PRAGMA user_version")), head=head, rows=rows)


def _one(connection: Any, query: str) -> Any:
    return connection.execute(query).fetchone()[0]


def write(target: Path, database: Path, folder: Path, held: Census) -> Generator[str]:
    """Write a backup; yield the name of each file that was looked at.

    Args:
        target: The new file.
        database: A snapshot of the case's database, which nobody writes.
        folder: The case folder, for the originals that the snapshot names.
        held: What the snapshot holds.

    Raises:
        StorageError: It cannot be written.
    """
    items: list[Item] = []
    with ZipFile(target, "x", ZIP_STORED) as archive:
        target.chmod(_PRIVATE)
        for name, path in _files(database, folder):
            try:
                stream = path.open("rb")
            except FileNotFoundError:  # `careo verify` names what is missing, here and there
                continue
            with stream:
                items.append(_put(archive, name, stream))
            yield name
        listed = Contents(format=FORMAT, files=tuple(items), census=held)
        archive.writestr(_info(LIST), listed.canonical())


def _files(database: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    yield NAME, database
    yield SETTINGS, folder / SETTINGS
    with closing(sqlite.connect(database)) as connection:
        query = "SELECT id FROM document UNION SELECT id FROM part ORDER BY id"
        ids = [str(row[0]) for row in connection.execute(query)]
    for one in ids:
        name = f"{FOLDER}/{one[:2]}/{one}"
        if _NAME.fullmatch(name):
            yield name, folder / name


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _WHEN)
    info.external_attr = _mode(name) << 16
    return info


def _mode(name: str) -> int:
    return _READ_ONLY if name.startswith(FOLDER) else _PRIVATE


def _put(archive: ZipFile, name: str, stream: IO[bytes]) -> Item:
    digest, size = hashlib.sha256(), 0
    with archive.open(_info(name), "w", force_zip64=True) as out:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size += len(block)
            out.write(block)
    return Item(name=name, size=size, sha256=Sha256(digest.hexdigest()))


def unpack(backup: Path, folder: Path, *, lasting: bool) -> Generator[str, None, Contents]:
    """Take all files out of a backup, checked; yield each one's name, return the list.

    Args:
        backup: The file.
        folder: An empty folder that takes them.
        lasting: Flush every file and folder, so that it may be relied upon.

    Raises:
        UsageError: It is no backup.
        CaseError: It was changed or cut off.
        VersionError: A newer careo made it.
        StorageError: The folder cannot be written.
    """
    with _opened(backup) as archive:
        listed = _listed(backup, archive)
        try:
            for item in listed.files:
                _take(backup, archive, item, folder / item.name, lasting=lasting)
                yield item.name
            if lasting:
                for one in {folder, *(path.parent for path in folder.rglob("*"))}:
                    fsync_directory(one)
        except OSError as error:
            hint = "free some space, or name another folder"
            raise StorageError(f"cannot restore to {folder}: {error.strerror}", hint) from error
    return listed


@contextmanager
def _opened(backup: Path) -> Generator[ZipFile]:
    try:
        stream = backup.open("rb")
    except OSError as error:
        raise UsageError(f"{backup}: {error.strerror}", "name a backup") from error
    with stream:
        if stream.read(2) != b"PK":
            raise UsageError(f"{backup} is not a backup", "careo backup writes one")
        with _reading(backup):
            archive = ZipFile(stream)
        with archive:
            yield archive


@contextmanager
def _reading(backup: Path) -> Generator[None]:
    """Turn what a changed ZIP file raises into one error."""
    try:
        yield
    except _BROKEN as error:
        what = type(error).__name__
        raise CaseError(
            f"{backup} was changed or cut off ({what})", "take another copy of it"
        ) from error


def _listed(backup: Path, archive: ZipFile) -> Contents:
    """Return the list; refuse a file that holds anything else than what it names."""
    infos = {info.filename: info for info in archive.infolist()}
    if LIST not in infos:
        raise UsageError(f"{backup} is a ZIP file and no backup", "careo backup writes one")
    newer = VersionError(f"{backup} was made by a newer careo", "update careo")
    with _reading(backup):
        _check_members(archive.infolist(), backup.stat().st_size)
        body = archive.read(LIST)
        if msgspec.json.decode(body, type=_Format).format > FORMAT:
            raise newer
        listed = Contents.parse(body)
        if listed.census.schema > len(MIGRATIONS):
            raise newer
        names = [item.name for item in listed.files]
        if sorted([*names, LIST]) != sorted(infos) or not all(map(_NAME.fullmatch, names)):
            raise BadZipFile("other files than its list names")
    return listed


def _check_members(infos: list[ZipInfo], most: int) -> None:
    """Refuse what `write` never writes: compressed, hidden, twice, or more than the file holds."""
    plain = all(info.compress_type == ZIP_STORED and not info.flag_bits & 1 for info in infos)
    names = {info.filename for info in infos}
    if not plain or len(names) != len(infos) or sum(info.file_size for info in infos) > most:
        raise BadZipFile("not as careo writes it")


def _take(backup: Path, archive: ZipFile, item: Item, path: Path, *, lasting: bool) -> None:
    """Write one file of a backup, and check that it is what the list says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        for block in _blocks(backup, archive, item.name):
            digest.update(block)
            size += len(block)
            out.write(block)
        out.flush()
        os.fchmod(out.fileno(), _mode(item.name))
        if lasting:
            sync(out.fileno())
    if (digest.hexdigest(), size) != (item.sha256, item.size):
        raise CaseError(f"{backup} was changed: {item.name}", "take another copy of it")


def _blocks(backup: Path, archive: ZipFile, name: str) -> Iterator[bytes]:
    with _reading(backup), archive.open(name) as stream:
        while block := stream.read(_BLOCK):
            yield block
