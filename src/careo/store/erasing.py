"""Erasing: a document, or what one event says, goes for good; that it went stays.

One transaction writes the ``erase`` event and takes out rows and payloads. Then `finish` takes
the traces off the disk: the bytes, words in search indexes, free pages, the write-ahead log, and
backups of the database from before a change of its schema. Killed in between, whoever opens the
case next finishes it: `tables.erasing` says what is left to do.

Source:
    sqlite.org/pragma.html#pragma_secure_delete; sqlite.org/lang_vacuum.html; sqlite.org/fts5.html
    6.3 (a deleted entry of an index stays in older segments until they are merged).
"""

from __future__ import annotations

import mmap
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from careo.model.record import DocumentId, Sha256, canonical_json
from careo.store import (
    decisions,
    documents,
    findings,
    journal,
    layers,
    parts,
    replay,
    search,
    tables,
)
from careo.store.database import Database
from careo.store.files import fsync_directory, sync
from careo.store.originals import Originals

_ABOUT_ONE = frozenset({"ingest", "seen", "source", "read"})
"""Actions whose events are about their object alone; any other may quote several documents."""

_BLOCK = 1024 * 1024
STALE_SECONDS = 3600
"""After so long nobody is about to register what was written."""


class Doomed(NamedTuple):
    """What an erasure takes.

    Attributes:
        documents: The document and those that came only in it; none for the payload of an event.
        events: Numbers of the events whose payloads go.
        stays: Names of documents that came in it and otherwise too.
    """

    documents: list[documents.Row]
    events: list[int]
    stays: list[str]


def containers(connection: sa.Connection, document: DocumentId) -> list[str]:
    """Return the names of the documents in which this one stands."""
    above = _holders(connection, replay.documents(connection)).get(document, [])
    return [documents.by_key(connection, one.key).name for one in above if one.erased <= 0]


def _holders(
    connection: sa.Connection, known: Sequence[replay.Known]
) -> dict[DocumentId, list[replay.Known]]:
    """Return the documents that hold each file, also one that waits to become a document."""
    by_key = {one.key: one for one in known}
    found: dict[DocumentId, list[replay.Known]] = {}
    inside = [(one.key, part.id) for one in known for part in one.inside]
    for parent, id_ in dict.fromkeys([*inside, *parts.waits(connection)]):
        found.setdefault(id_, []).append(by_key[parent])
    return found


def doom(connection: sa.Connection, document: documents.Row) -> Doomed:
    """Work out what goes with a document: itself, and all that came in it and nowhere else."""
    known = {one.id: one for one in replay.documents(connection)}
    holders = _holders(connection, list(known.values()))
    gone: dict[DocumentId, None] = {document.id: None}
    stays: dict[str, None] = {}
    waiting = [known[document.id]]
    while waiting:
        for part in waiting.pop().inside:
            if part.id in gone or part.id not in known:
                continue
            if known[part.id].alone or any(one.id not in gone for one in holders[part.id]):
                stays[part.name] = None
                continue
            gone[part.id] = None
            waiting.append(known[part.id])
    rows = [row for id_ in gone if (row := documents.find(connection, id_)) is not None]
    kept = {row.name for row in rows}
    return Doomed(rows, _about(connection, list(gone)), [one for one in stays if one not in kept])


def _about(connection: sa.Connection, ids: Sequence[DocumentId]) -> list[int]:
    """Return the numbers of the events whose payloads are about these documents, or quote them."""
    objects = {f"document:{id_}" for id_ in ids}
    spelled = [id_.encode() for id_ in ids]
    found: list[int] = []
    for event, body in replay.events(connection):
        if not body or event.action == journal.ERASE:
            continue
        quoted = event.action not in _ABOUT_ONE and any(one in body for one in spelled)
        if event.object in objects or quoted:
            found.append(event.seq)
            objects.add(f"event:{event.seq}")  # why a decision was undone goes with it
    return found


def erase(connection: sa.Connection, doomed: Doomed, reason: str, at: str, by: str) -> None:
    """Take out rows and payloads, and say so in the journal; `finish` does the rest.

    Args:
        connection: Of `Database.writing`.
        doomed: What goes.
        reason: Why; it stays in the journal.
        at: When.
        by: Who.
    """
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    payloads = [journal.payload_name(connection, seq) for seq in doomed.events]
    objects = [f"document:{row.id}" for row in doomed.documents]
    entries = [
        journal.Entry(
            journal.ERASE, one, canonical_json({"reason": reason, "events": doomed.events})
        )
        for one in objects or [f"event:{doomed.events[0]}"]
    ]
    first = journal.last_ever(connection) + 1
    journal.append(connection, entries, at, by)
    for name in payloads:
        connection.execute(tables.payload.delete().where(tables.payload.c.hash == name))
        decisions.forget(connection, name)
    connection.execute(tables.tree.delete())
    for n, row in enumerate(doomed.documents):
        _take_out(connection, row)
        documents.bury(connection, row.key, first + n)
    _agree(connection)
    left = [*objects, *(f"payload:{name}" for name in payloads)]
    _note(connection, left)


def _agree(connection: sa.Connection) -> None:
    """Let the rows be as the journal says now: containers' sums, what is given of sources."""
    known = replay.documents(connection)
    tables.bulk(connection, tables.tree, list(replay.trees(known)))
    for one in known:
        row = documents.find(connection, one.id)
        if row is not None and row.given != one.given:
            documents.give_source(connection, one.key, one.given)


def _take_out(connection: sa.Connection, row: documents.Row) -> None:
    """Take out all rows of a document, and of the files in it that are no documents yet."""
    decisions.lose(connection, row.id)
    findings.drop_rows(connection, row.key)
    layers.drop(connection, row.key)
    unborn = [id_ for parent, id_ in parts.waits(connection) if parent == row.key]
    _note(connection, [f"document:{id_}" for id_ in unborn])
    connection.execute(tables.part.delete().where(tables.part.c.parent == row.key))


def _note(connection: sa.Connection, left: list[str]) -> None:
    """Note what `finish` is to take off the disk."""
    for one in left:
        note = tables.erasing.insert().prefix_with("OR IGNORE")
        connection.execute(note.values(object=one))


def unfinished(connection: sa.Connection) -> list[str]:
    """Return what erasures have still to take off the disk."""
    query = sa.select(tables.erasing.c.object).order_by(tables.erasing.c.object)
    return [str(row[0]) for row in connection.execute(query)]


def finish(database: Database, originals: Originals) -> Iterator[str]:
    """Take what was erased off the disk, step by step; yield each step's name before it is done.

    It may be done again, or by several processes at once.

    Raises:
        BusyError: Another process holds the case open; what is left is done later.
        StorageError: The disk is full or not writable.
    """
    with database.reading() as connection:
        left = unfinished(connection)
    if not left:
        return
    gone = [_named(one) for one in left if one.startswith("document:")]
    yield "originals"
    with database.writing() as connection:  # nobody registers them meanwhile
        for id_ in parts.unheld(connection, gone):
            _leftovers(originals, originals.path(id_))
            shred(originals.path(id_))
        for id_ in strays(connection, originals):
            shred(originals.path(id_))
    yield "indexes"
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
        search.renew(connection)
        findings.index(connection)
    yield "backups"
    needles = [_named(one).encode() for one in left]
    for path in sorted(database.path.parent.glob(f"{database.path.name}.v*.backup*")):
        if _holds(path, needles):
            shred(path)
    yield "pages"
    database.compact()
    yield "end"
    with database.writing() as connection:
        for one in left:
            connection.execute(tables.erasing.delete().where(tables.erasing.c.object == one))


def strays(connection: sa.Connection, originals: Originals) -> list[DocumentId]:
    """Return the originals that nothing needs, and that nobody is about to register.

    A reader that was killed left them, and what it read was erased before anybody read it again.
    """
    return parts.unheld(connection, originals.old(STALE_SECONDS))


def _named(left: str) -> DocumentId:
    return DocumentId(Sha256(left.partition(":")[2]))


def shred(path: Path) -> None:
    """Write zeros over a file as far as the disk lets us, and remove it; flush the folder.

    On a disk that never writes to the same place twice, the old bytes stay until it reuses
    them.
    """
    if not path.is_file():
        return
    path.chmod(0o600)
    with path.open("r+b") as stream:
        left = os.fstat(stream.fileno()).st_size
        while left > 0:
            left -= stream.write(bytes(min(left, _BLOCK)))
        stream.flush()
        sync(stream.fileno())
    path.unlink()
    fsync_directory(path.parent)


def _leftovers(originals: Originals, original: Path) -> None:
    """Shred what interrupted writers left: all that is old, and what holds these bytes."""
    oldest = time.time() - STALE_SECONDS
    for path in originals.partial():
        with suppress(FileNotFoundError):  # its writer was faster
            if path.stat().st_mtime < oldest or _overlaps(path, original):
                shred(path)


def _overlaps(path: Path, original: Path) -> bool:
    """Tell whether a file is the beginning of another one, or holds all of it."""
    if not original.is_file() or not original.stat().st_size or not path.stat().st_size:
        return False
    with path.open("rb") as part, original.open("rb") as whole:
        mapped = mmap.mmap(part.fileno(), 0, access=mmap.ACCESS_READ)
        wanted = mmap.mmap(whole.fileno(), 0, access=mmap.ACCESS_READ)
        with mapped, wanted:
            begins = len(mapped) <= len(wanted) and wanted[: len(mapped)] == mapped[:]
            return begins or mapped.find(wanted[:]) >= 0


def _holds(path: Path, needles: Sequence[bytes]) -> bool:
    """Tell whether a file holds any of these names."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as stream:
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        with mapped:
            return any(mapped.find(needle) >= 0 for needle in needles)
