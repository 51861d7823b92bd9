"""Rows of documents: registered with their originals, pending until they are read."""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from careo.model.document import Document, Outcome, Source
from careo.model.record import DocumentId, Sha256
from careo.store import tables

PENDING = Outcome(status="crashed", reason="interrupted before it was read")
"""How reading went, where it has not ended yet."""

_AGAIN = {"crashed", "timeout"}
"""Outcomes that another try may better."""

_D = tables.document.c


class Row(NamedTuple):
    """A document as stored.

    Attributes:
        key: Its number in the order of ingest, from 1.
        given: What the user said of its source.
        spoken: What the document says of its own source.
        pending: It is to be read.
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
        parent.c.id,
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
        parent,
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
    )


def find(connection: sa.Connection, document: DocumentId) -> Row | None:
    """Return the document's row, if it is known."""
    row = connection.execute(_select().where(_D.id == document)).first()
    return None if row is None else _row(row)


def page(connection: sa.Connection, after: int, size: int, *, pending: bool = False) -> list[Row]:
    """Return rows behind the key ``after``, in order of ingest."""
    query = _select().where(_D.key > after).order_by(_D.key).limit(size)
    if pending:
        query = query.where(sa.literal_column("document.pending"))
    return [_row(row) for row in connection.execute(query)]


def by_key(connection: sa.Connection, key: int) -> Row:
    """Return the row of a key that is known to exist."""
    return _row(connection.execute(_select().where(_D.key == key)).one())


def count(connection: sa.Connection, *, pending: bool = False) -> int:
    """Return the number of documents, or of those that are to be read."""
    query = sa.select(sa.func.count()).select_from(tables.document)
    if pending:
        query = query.where(sa.literal_column("document.pending"))
    return int(connection.execute(query).scalar_one())


def register(
    connection: sa.Connection, document: DocumentId, name: str, size: int, given: Source
) -> None:
    """Put a new document behind the last one, pending."""
    last = connection.execute(sa.select(sa.func.max(_D.key))).scalar() or 0
    connection.execute(
        tables.document.insert().values(
            key=int(last) + 1, id=document, name=name, size=size, given=given.canonical(), pending=1
        )
    )


def give_source(connection: sa.Connection, key: int, given: Source) -> None:
    """Replace what the user said of the source; the document is to be read again."""
    connection.execute(
        tables.document.update().where(_D.key == key).values(given=given.canonical(), pending=1)
    )


def read_again(connection: sa.Connection, key: int) -> None:
    """Mark a document as to be read, whatever was read of it."""
    connection.execute(tables.document.update().where(_D.key == key).values(pending=1))


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
