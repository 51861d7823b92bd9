"""The files inside a document: noted when it is read, documents themselves when their turn comes.

Their turn comes when no document with a smaller key than their container's is to be read any
more: so they get the same keys whoever reads first, and whatever is interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from careo.model.config import Limits
from careo.model.document import Source
from careo.model.record import DocumentId, Sha256, canonical_json
from careo.store import documents, journal, tables

_P, _T = tables.part.c, tables.tree.c
_WAITING: sa.ColumnClause[int] = sa.literal_column("part.waiting", sa.Integer)


class Part(NamedTuple):
    """A file inside a document: the sha256 of its bytes, its name there, its size."""

    id: DocumentId
    name: str
    size: int


class Room(NamedTuple):
    """How many files and bytes a document may still hold, over all nesting."""

    files: int
    bytes: int

    def fits(self, parts: list[Part]) -> int:
        """Return how many of these, from the first on, it takes."""
        size = 0
        for n, part in enumerate(parts):
            size += part.size
            if n >= self.files or size > self.bytes:
                return n
        return len(parts)


class Released(NamedTuple):
    """What became documents.

    Attributes:
        entries: What the journal is to say of it.
        documents: How many are new.
        beyond: Of containers whose document holds too much already, how many files are left out.
        left_out: Those files.
    """

    entries: list[journal.Entry]
    documents: int
    beyond: dict[int, int]
    left_out: list[DocumentId]


def write(connection: sa.Connection, key: int, parts: list[Part]) -> None:
    """Note what is inside a document; what became a document before waits no more."""
    query = sa.select(_P.id, _P.name).where(_P.parent == key, sa.not_(_WAITING))
    held = {(row[0], row[1]) for row in connection.execute(query)}
    connection.execute(tables.part.delete().where(_P.parent == key))
    rows: list[tuple[object, ...]] = [
        (key, n, *part, int((part.id, part.name) not in held)) for n, part in enumerate(parts)
    ]
    tables.bulk(connection, tables.part, rows)


def inside(connection: sa.Connection, key: int) -> list[Part]:
    """Return the files inside a document, in their order."""
    query = sa.select(_P.id, _P.name, _P.size).where(_P.parent == key).order_by(_P.ordinal)
    return [_part(*row) for row in connection.execute(query)]


def pairs(connection: sa.Connection) -> list[tuple[DocumentId, DocumentId]]:
    """Return each container with each document in it, in order of both."""
    container, held = tables.document.alias("container"), tables.document.alias("held")
    joined = tables.part.join(container, container.c.key == _P.parent).join(
        held, held.c.id == _P.id
    )
    query = (
        sa.select(container.c.id, held.c.id)
        .select_from(joined)
        .where(sa.not_(_WAITING))
        .order_by(_P.parent, _P.ordinal)
    )
    return [(DocumentId(row[0]), DocumentId(row[1])) for row in connection.execute(query)]


def waiting(connection: sa.Connection) -> bool:
    """Tell whether any file waits to become a document."""
    return connection.execute(sa.select(_P.parent).where(_WAITING).limit(1)).first() is not None


def waits(connection: sa.Connection) -> list[tuple[int, DocumentId]]:
    """Return each file that waits to become a document, behind the key of what it stands in."""
    rows = connection.execute(sa.select(_P.parent, _P.id).where(_WAITING)).all()
    return [(int(row[0]), DocumentId(Sha256(str(row[1])))) for row in rows]


def unheld(connection: sa.Connection, ids: Iterable[DocumentId]) -> list[DocumentId]:
    """Return those of these whose bytes nothing needs: no document, and no file that waits."""
    wanted = list(dict.fromkeys(ids))
    held = documents.known(connection, wanted) | {id_ for _, id_ in waits(connection)}
    return [id_ for id_ in wanted if id_ not in held]


def room(connection: sa.Connection, key: int, limits: Limits) -> Room:
    """Return what the outermost document that holds this one may still hold."""
    row = connection.execute(
        sa.select(_T.files, _T.bytes).where(_T.root == documents.root(connection, key))
    ).first()
    files, size = (0, 0) if row is None else (int(row[0]), int(row[1]))
    return Room(limits.archive_members - files, limits.archive_bytes - size)


def release(connection: sa.Connection, limits: Limits) -> Released:
    """Make documents of the files whose turn has come; they are to be read."""
    query = sa.select(_P.parent).distinct().where(_WAITING).order_by(_P.parent)
    first = documents.first_pending(connection)
    if first is not None:
        query = query.where(_P.parent < first)
    done = Released([], 0, {}, [])
    for parent in connection.execute(query).scalars().all():
        one = _release(connection, int(parent), limits)
        done.entries.extend(one.entries)
        done.beyond.update(one.beyond)
        done.left_out.extend(one.left_out)
        done = done._replace(documents=done.documents + one.documents)
    return done


def _release(connection: sa.Connection, parent: int, limits: Limits) -> Released:
    """Make documents of what waits in one container, as far as its tree has room."""
    query = (
        sa.select(_P.id, _P.name, _P.size, _P.ordinal)
        .where(_P.parent == parent, _WAITING)
        .order_by(_P.ordinal)
    )
    rows = connection.execute(query).all()
    parts = [_part(*row[:3]) for row in rows]
    fits = room(connection, parent, limits).fits(parts)
    if fits < len(parts):
        late = (_P.parent == parent, _WAITING, _P.ordinal >= rows[fits].ordinal)
        connection.execute(tables.part.delete().where(*late))
    entries, fresh = _register(connection, parent, parts[:fits])
    _count(connection, documents.root(connection, parent), parts[:fits])
    connection.execute(tables.part.update().where(_P.parent == parent).values(waiting=0))
    beyond = {parent: len(parts) - fits} if fits < len(parts) else {}
    return Released(entries, fresh, beyond, [part.id for part in parts[fits:]])


def _register(
    connection: sa.Connection, parent: int, parts: list[Part]
) -> tuple[list[journal.Entry], int]:
    """Register what the case does not hold yet; return the journal's entries and how many."""
    container = documents.by_key(connection, parent).id
    known = documents.known(connection, [part.id for part in parts])
    entries: list[journal.Entry] = []
    fresh: list[documents.New] = []
    for part in parts:
        body = {"name": part.name, "size": part.size, "parent": container}
        new = part.id not in known
        if new:
            known.add(part.id)
            fresh.append(documents.New(part.id, part.name, part.size, Source(), parent))
            body["source"] = Source()
        action = "ingest" if new else "seen"
        entries.append(journal.Entry(action, f"document:{part.id}", canonical_json(body)))
    documents.register(connection, fresh)
    return entries, len(fresh)


def _count(connection: sa.Connection, root: int, parts: list[Part]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO tree (root, files, bytes) VALUES (?, ?, ?) ON CONFLICT (root) DO UPDATE "
        "SET files = files + excluded.files, bytes = bytes + excluded.bytes",
        (root, len(parts), sum(part.size for part in parts)),
    )


def _part(id_: object, name: object, size: int) -> Part:
    return Part(DocumentId(Sha256(str(id_))), str(name), int(size))
