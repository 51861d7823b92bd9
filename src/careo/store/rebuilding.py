"""Making everything derived anew: one transaction drops it, and registers all documents again.

What is left is the ordinary reading of what is pending, so killed at any point the next reader
goes on. A document that took too long, or crashed its reader, under the same configuration is
not tried again: how that ended depends on the machine, and the journal knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from careo.model.document import Outcome, Source
from careo.store import decisions, documents, layers, replay, search, tables
from careo.store.replay import Known

if TYPE_CHECKING:
    import sqlalchemy as sa

_PRIMARY = {"journal", "payload", "erasing"}
"""Never dropped: what was done, and what an erasure has still to do."""
_LATER = {"document", "layer", "earlier_layer"}
"""Dropped or made earlier only when the documents are registered again: texts hang on them."""


def begin(connection: sa.Connection, fingerprint: str, *, retry: bool = False) -> int:
    """Drop all that is derived; let every document be pending, or settled as the journal says.

    Args:
        connection: Of `careo.store.database.Database.writing`.
        fingerprint: Of the configuration that documents are going to be read with.
        retry: Also let those be read that took too long or crashed their reader.

    Returns:
        How many earlier texts were damaged and are gone, for nobody can read them again.
    """
    known = replay.documents(connection)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for name in _derived(connection):
        connection.exec_driver_sql(f'DELETE FROM "{name}"')
    search.renew(connection)
    connection.exec_driver_sql("DELETE FROM document")
    tables.bulk(connection, tables.document, [_row(one, fingerprint, retry) for one in known])
    damaged = layers.drop_damaged(connection)
    layers.retire(connection)
    _register_parts(connection, known)
    for event, _ in replay.events(connection):
        decisions.enter(connection, event)
    return damaged


def _derived(connection: sa.Connection) -> list[str]:
    """Return the tables whose rows are dropped at once: every one but those named above."""
    query = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND sql LIKE 'CREATE TABLE%' ORDER BY name"
    )
    names = [str(row[0]) for row in connection.exec_driver_sql(query)]
    indexes = tuple(f"{table.name}_" for table in search.INDEXES)
    return [n for n in names if n not in _PRIMARY | _LATER and not n.startswith(indexes)]


def _row(one: Known, fingerprint: str, retry: bool) -> tuple[object, ...]:  # noqa: FBT001
    own = (one.key, one.id, one.name, one.size, one.given.canonical())
    nothing, last = Source().canonical(), (one.parent or None, one.erased)
    held = one.reading
    if one.erased > 0:
        return (*own, documents.READ, "", "", "", nothing, "", "", *last)
    if held is None or retry or not _replayed(held, fingerprint):
        return (*own, documents.TO_READ, "", "", "", nothing, "", "", *last)
    outcome = (held.media_type, held.outcome.status, held.outcome.reason)
    pending = documents.READ if held.layer is None else documents.TO_EXTRACT
    return (*own, pending, *outcome, nothing, held.language, fingerprint, *last)


def _replayed(held: replay.Reading, fingerprint: str) -> bool:
    """Tell whether how reading ended is taken from the journal."""
    outcome: Outcome = held.outcome
    missing = outcome == documents.MISSING
    return outcome.status in replay.RETRIED and held.fingerprint == fingerprint and not missing


def _register_parts(connection: sa.Connection, known: list[Known]) -> None:
    """Note what stands in which document, so that its next reading finds nothing new."""
    rows = [
        (one.key, n, part.id, part.name, part.size, 0)
        for one in known
        for n, part in enumerate(one.inside)
    ]
    tables.bulk(connection, tables.part, list(rows))
    tables.bulk(connection, tables.tree, list(replay.trees(known)))
