"""Rows of documents: registered with their originals, pending until they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from careo.model.document import Document, Outcome, Source
from careo.model.record import DocumentId, Sha256
from careo.store import tables

PENDING = Outcome(status="crashed", reason="interrupted before it was read")
"""How reading went, where it has not ended yet."""

MISSING = Outcome(status="crashed", reason="its original is missing")
"""How reading went, where the case has lost the bytes."""

READ, TO_READ, TO_EXTRACT = range(3)
"""Values of ``pending``. What is to be extracted gets its text again, and keeps its outcome."""

_AGAIN = {"crashed", "timeout"}
"""Outcomes that another try may better."""

_AT_ONCE = 500
_D = tables.document.c
_HELD = sa.literal_column("document.erased", sa.Integer) <= 0
"""What is not erased. Of an erased document the row stays, for its key is given once."""


class New(NamedTuple):
    """A document that is to be registered; ``parent`` is the key of what it stands in."""

    id: DocumentId
    name: str
    size: int
    given: Source
    parent: int | None = None


class Row(NamedTuple):
    """A document as stored.

    Attributes:
        key: Its number in the order of ingest, from 1.
        given: What the user said of its source.
        spoken: What the document says of its own source.
        pending: It is to be read.
        replayed: How reading it went before, and is to have gone again: only its text is got out.
        erased: The event that erased it once, before the same bytes came again; 0 without one.
    """

    key: int
    id: DocumentId
    name: str
    size: int
    given: Source
    spoken: Source
    pending: bool
    media_type: str
    outcome: Outcome
    parent: DocumentId | None
    language: str
    fingerprint: str
    replayed: Outcome | None
    erased: int

    @property
    def source(self) -> Source:
        """The source: the user's word before the document's own."""
        return self.spoken.overlaid(self.given)

    @property
    def retried(self) -> bool:
        """Whether it is to be read again when the user adds it again."""
        return not self.pending and self.outcome.status in _AGAIN

    def document(self) -> Document:
        """Return the value that other rooms know."""
        return Document(
            id=self.id,
            media_type=self.media_type,
            size=self.size,
            name=self.name,
            outcome=self.outcome,
            source=self.source,
            parent=self.parent,
        )


def _select() -> sa.Select[Any]:
    parent = tables.document.alias("parent")
    return sa.select(
        _D.key,
        _D.id,
        _D.name,
        _D.size,
        _D.given,
        _D.spoken,
        _D.pending,
        _D.media_type,
        _D.status,
        _D.reason,
        _D.language,
        _D.fingerprint,
        parent.c.id,
        _D.erased,
    ).select_from(tables.document.outerjoin(parent, parent.c.key == _D.parent))


def _row(row: sa.Row[Any]) -> Row:
    (
        key,
        id_,
        name,
        size,
        given,
        spoken,
        pending,
        media_type,
        status,
        reason,
        language,
        fingerprint,
        parent,
        erased,
    ) = tuple(row)
    done = Outcome(status=status, reason=str(reason)) if status else PENDING
    return Row(
        key=int(key),
        id=DocumentId(Sha256(str(id_))),
        name=str(name),
        size=int(size),
        given=Source.parse(given),
        spoken=Source.parse(spoken),
        pending=bool(pending),
        media_type=str(media_type),
        outcome=PENDING if pending else done,
        parent=None if parent is None else DocumentId(Sha256(str(parent))),
        language=str(language),
        fingerprint=str(fingerprint),
        replayed=done if pending == TO_EXTRACT else None,
        erased=abs(int(erased)),
    )


def title(name: str, given: bytes, spoken: bytes) -> str:
    """Return what a document is called: its title, which the user's word counts for, or its name.

    Args:
        name: Its file's name.
        given: What the user says of its source, as stored.
        spoken: What it says of it itself, as stored.
    """
    if b'"title"' not in given + spoken:
        return name
    return Source.parse(spoken).overlaid(Source.parse(given)).title or name


def find(connection: sa.Connection, document: DocumentId) -> Row | None:
    """Return the document's row, if it is known and not erased."""
    row = connection.execute(_select().where(_D.id == document, _HELD)).first()
    return None if row is None else _row(row)


def page(
    connection: sa.Connection,
    after: int,
    size: int,
    *,
    pending: bool = False,
    failed: bool = False,
) -> list[Row]:
    """Return rows behind the key ``after``, in order of ingest.

    Args:
        connection: Of the case.
        after: A key.
        size: How many at most.
        pending: Only what is to be read.
        failed: Only what was read, and not or not whole.
    """
    query = _select().where(_D.key > after, _HELD).order_by(_D.key).limit(size)
    if pending:
        query = query.where(sa.literal_column("document.pending"))
    if failed:
        query = query.where(_D.pending == READ, _D.status != "ok")
    return [_row(row) for row in connection.execute(query)]


def by_key(connection: sa.Connection, key: int) -> Row:
    """Return the row of a key that is known to exist."""
    return _row(connection.execute(_select().where(_D.key == key)).one())


def count(connection: sa.Connection, *, pending: bool = False) -> int:
    """Return the number of documents, or of those that are to be read."""
    query = sa.select(sa.func.count()).select_from(tables.document).where(_HELD)
    if pending:
        query = query.where(sa.literal_column("document.pending"))
    return int(connection.execute(query).scalar_one())


def first_pending(connection: sa.Connection) -> int | None:
    """Return the smallest key of a document that is to be read, if there is one."""
    query = sa.select(sa.func.min(_D.key)).where(sa.literal_column("document.pending"))
    found = connection.execute(query).scalar()
    return None if found is None else int(found)


def containers(connection: sa.Connection, key: int) -> list[int]:
    """Return the keys of the documents that this one stands in, the innermost first."""
    found: list[int] = []
    query = sa.select(_D.parent).where(_D.key == sa.bindparam("one"))
    while (above := connection.execute(query, {"one": key}).scalar()) is not None:
        key = int(above)
        found.append(key)
    return found


def root(connection: sa.Connection, key: int) -> int:
    """Return the key of the outermost document that this one stands in, or its own."""
    return [key, *containers(connection, key)][-1]


def known(connection: sa.Connection, ids: Sequence[DocumentId]) -> set[DocumentId]:
    """Return those of these documents that the case holds."""
    found: set[DocumentId] = set()
    for at in range(0, len(ids), _AT_ONCE):
        query = sa.select(_D.id).where(_D.id.in_(ids[at : at + _AT_ONCE]), _HELD)
        found |= {DocumentId(Sha256(str(id_))) for id_ in connection.execute(query).scalars()}
    return found


def last(connection: sa.Connection) -> int:
    """Return the key of the document that was registered last; 0 where there is none."""
    return int(connection.execute(sa.select(sa.func.max(_D.key))).scalar() or 0)


def register(connection: sa.Connection, fresh: Sequence[New]) -> None:
    """Put new documents behind the last one, in this order, pending; an erased one gets its key."""
    nothing = Source().canonical()
    rows: list[tuple[object, ...]] = []
    key = last(connection)
    for new in fresh:
        own = (new.id, new.name, new.size, new.given.canonical(), TO_READ)
        unread = ("", "", "", nothing, "", "", new.parent)
        tomb = _tomb(connection, new.id)
        if tomb is None:
            key += 1
            rows.append((key, *own, *unread, 0))
            continue
        _rewrite(connection, tomb.key, (*own, *unread, -tomb.erased))
    tables.bulk(connection, tables.document, rows)


def _tomb(connection: sa.Connection, document: DocumentId) -> Any:
    """Return key and erasure of a document that was erased."""
    query = sa.select(_D.key, _D.erased).where(_D.id == document, sa.not_(_HELD))
    return connection.execute(query).first()


def bury(connection: sa.Connection, key: int, seq: int) -> None:
    """Leave nothing of a document but its id and its key; what stands in it stands alone."""
    id_ = by_key(connection, key).id
    connection.execute(tables.document.update().where(_D.parent == key).values(parent=None))
    nothing = Source().canonical()
    unread = ("", 0, nothing, READ, "", "", "", nothing, "", "", None)
    _rewrite(connection, key, (id_, *unread, seq))


def _rewrite(connection: sa.Connection, key: int, row: tuple[object, ...]) -> None:
    """Replace all of a row but its key."""
    names = [column.name for column in tables.document.columns][1:]
    values = dict(zip(names, row, strict=True))
    connection.execute(tables.document.update().where(_D.key == key).values(values))


def buried(connection: sa.Connection) -> list[DocumentId]:
    """Return the ids of all documents that are erased, in order of ingest."""
    query = sa.select(_D.id).where(sa.not_(_HELD)).order_by(_D.key)
    return [DocumentId(Sha256(str(row[0]))) for row in connection.execute(query)]


def give_source(connection: sa.Connection, key: int, given: Source) -> None:
    """Replace what the user said of the source; the document is to be read again."""
    connection.execute(
        tables.document.update().where(_D.key == key).values(given=given.canonical(), pending=1)
    )


def read_again(connection: sa.Connection, key: int) -> None:
    """Mark a document as to be read, whatever was read of it."""
    connection.execute(tables.document.update().where(_D.key == key).values(pending=1))


def try_again_inside(connection: sa.Connection, key: int) -> None:
    """Mark what crashed or took too long inside a document, at any depth, as to be read."""
    above = sa.select(_D.key).where(_D.key == key).cte("above", recursive=True)
    below = tables.document.alias("below")
    tree = above.union_all(sa.select(below.c.key).where(below.c.parent == above.c.key))
    connection.execute(
        tables.document.update()
        .where(_D.key.in_(sa.select(tree.c.key)), _D.key != key, _D.status.in_(_AGAIN))
        .values(pending=1)
    )


def lessen(connection: sa.Connection, key: int, outcome: Outcome) -> None:
    """Replace the outcome of a document that was read."""
    values = {"status": outcome.status, "reason": outcome.reason}
    connection.execute(tables.document.update().where(_D.key == key).values(**values))


def settle(
    connection: sa.Connection,
    key: int,
    *,
    media_type: str,
    outcome: Outcome,
    spoken: Source,
    language: str,
    fingerprint: str,
) -> None:
    """Write how reading went; the document is pending no more."""
    connection.execute(
        tables.document.update()
        .where(_D.key == key)
        .values(
            pending=0,
            media_type=media_type,
            status=outcome.status,
            reason=outcome.reason,
            spoken=spoken.canonical(),
            language=language,
            fingerprint=fingerprint,
        )
    )
