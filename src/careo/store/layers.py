"""Text that earlier extractors got out of a document: kept beside the text that it has now.

A quote names its layer, so the words that were quoted once can be looked up for good. What
reading found (mentions, claims) is kept of the present layer only.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from careo.model.errors import RefusedError
from careo.model.record import canonical_json
from careo.model.text import Segment, TextLayer, Word, layer_id
from careo.store import tables

_L = tables.layer.c
_E = tables.earlier_layer.c
_COLUMNS = ("id", "document", "extractor", "text", "segments", "words")


def present(connection: sa.Connection, key: int) -> TextLayer | None:
    """Return the document's layer; its invariants are checked again."""
    row = connection.execute(_select(tables.layer).where(_L.document == key)).first()
    return None if row is None else _layer(row)


def earlier(connection: sa.Connection, key: int) -> list[TextLayer]:
    """Return the layers that the document had before, in order of id; invariants checked."""
    query = _select(tables.earlier_layer).where(_E.document == key).order_by(_E.id)
    return [_layer(row) for row in connection.execute(query)]


def earlier_ids(connection: sa.Connection, key: int) -> tuple[str, ...]:
    """Return the ids of the layers that the document had before, in order."""
    query = sa.select(_E.id).where(_E.document == key).order_by(_E.id)
    return tuple(str(row[0]) for row in connection.execute(query))


def write(connection: sa.Connection, key: int, layer: TextLayer) -> None:
    """Make this the document's layer; one of the same text is no longer an earlier one."""
    segments, words = canonical_json(layer.segments), canonical_json(layer.words)
    row = (key, layer.id, key, layer.extractor, layer.text, segments, words)
    connection.execute(tables.earlier_layer.delete().where(_E.id == layer.id))
    tables.bulk(connection, tables.layer, [row])


def retire(connection: sa.Connection, key: int | None = None) -> None:
    """Make the document's layer, or that of every document, an earlier one.

    A layer whose text is not what its id says was damaged: it is dropped, for to keep it would
    put words into the document's mouth.
    """
    query = sa.select(_L.key).order_by(_L.key)
    if key is not None:
        query = query.where(_L.document == key)
    for one in [row[0] for row in connection.execute(query)]:
        if _whole(connection, tables.layer, _L.key == one):
            columns = [tables.layer.c[name] for name in _COLUMNS]
            chosen = sa.select(*columns).where(_L.key == one)
            keep = tables.earlier_layer.insert().prefix_with("OR IGNORE")
            connection.execute(keep.from_select(_COLUMNS, chosen))
        connection.execute(tables.layer.delete().where(_L.key == one))


def drop(connection: sa.Connection, key: int) -> None:
    """Take out the document's layer, and those that it had before."""
    connection.execute(tables.layer.delete().where(_L.document == key))
    connection.execute(tables.earlier_layer.delete().where(_E.document == key))


def drop_damaged(connection: sa.Connection) -> int:
    """Drop earlier layers that are not what their id says; return how many those were."""
    ids = [row[0] for row in connection.execute(sa.select(_E.id))]
    damaged = [one for one in ids if not _whole(connection, tables.earlier_layer, _E.id == one)]
    for one in damaged:
        connection.execute(tables.earlier_layer.delete().where(_E.id == one))
    return len(damaged)


def _select(table: sa.TableClause) -> sa.Select[Any]:
    document = tables.document.c
    columns = [document.id if name == "document" else table.c[name] for name in _COLUMNS]
    joined = table.join(tables.document, document.key == table.c.document)
    return sa.select(*columns).select_from(joined)


def _layer(row: sa.Row[Any]) -> TextLayer:
    id_, document, extractor, text, segments, words = tuple(row)
    return TextLayer(
        id=id_,
        document=document,
        text=text,
        segments=msgspec.json.decode(segments, type=tuple[Segment, ...]),
        extractor=extractor,
        words=msgspec.json.decode(words, type=tuple[Word, ...]),
    )


def _whole(connection: sa.Connection, table: sa.TableClause, where: Any) -> bool:
    """Tell whether a stored layer is one, and says what its id stands for."""
    try:
        row = connection.execute(_select(table).where(where)).first()
        layer = None if row is None else _layer(row)
    except (RefusedError, msgspec.MsgspecError, TypeError, ValueError):
        return False
    return layer is not None and layer.id == layer_id(layer.document, layer.text)
