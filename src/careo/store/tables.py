"""The tables as the queries name them; `careo.store.migrations` makes them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from careo.store.migrations import ORDINAL_BITS

ORDINALS = 1 << ORDINAL_BITS
"""More things than one document can hold."""


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in columns))


journal = _table("journal", "seq", "line", "hash")
payload = _table("payload", "hash", "salt", "body")
document = _table(
    "document",
    "key",
    "id",
    "name",
    "size",
    "given",
    "pending",
    "media_type",
    "status",
    "reason",
    "spoken",
    "language",
    "fingerprint",
    "parent",
    "erased",
)
erasing = _table("erasing", "object")
layer = _table("layer", "key", "id", "document", "extractor", "text", "segments", "words")
earlier_layer = _table("earlier_layer", "id", "document", "extractor", "text", "segments", "words")
part = _table("part", "parent", "ordinal", "id", "name", "size", "waiting")
tree = _table("tree", "root", "files", "bytes")
sheet = _table(
    *("sheet", "document", "ordinal", "name", "columns", "rows", "start", "end", "hidden", "hides")
)
referent = _table(
    "referent",
    "key",
    "id",
    "document",
    "actor",
    "kind",
    "schema",
    "identified",
    "number",
    "names",
    "label",
)
referent_key = _table("referent_key", "referent", "text")
grouping = _table("grouping", "text", "actor")
name_block = _table("name_block", "text", "referent")
name_fact = _table("name_fact", "text", "kind", "value", "referent")
contested = _table("contested", "text", "kind", "usual")
member = _table("member", "referent", "ordinal", "member")
name_token = _table("name_token", "token", "referent")
mention = _table(
    "mention", "key", "document", "start", "end", "exact", "kind", "form", "head", "referent"
)
claim = _table("claim", "key", "id", "document", "own_voice", "body")
claim_about = _table("claim_about", "referent", "claim")
claim_by = _table("claim_by", "referent", "claim")
statement = _table("statement", "claim", "ordinal", "inner", "predicate", "dated", "body")
decision = _table(
    "decision",
    "seq",
    "at",
    "who",
    "verdict",
    "payload",
    "undoes",
    "undone",
    "claim",
    "left",
    "right",
)
decision_document = _table("decision_document", "document", "seq")
reviewed = _table("reviewed", "claim", "seq", "added", "body")
segment_text = _table("segment_text", "rowid", "text")
claim_text = _table("claim_text", "rowid", "text")


def key(document_key: int, ordinal: int) -> int:
    """Return the key of the document's thing of this number.

    Raises:
        ValueError: The number does not fit.
    """
    if not 0 <= ordinal < ORDINALS:
        raise ValueError(f"ordinal {ordinal} does not fit")
    return document_key << ORDINAL_BITS | ordinal


def document_of(thing: int) -> int:
    """Return the key of the document that a key made by `key` belongs to."""
    return thing >> ORDINAL_BITS


def keys_of(document_key: int) -> tuple[int, int]:
    """Return the first and the last key that a document's things can have."""
    return key(document_key, 0), key(document_key, ORDINALS - 1)


def insert(table: sa.TableClause) -> str:
    """Return the statement that puts one whole row into a table, for the driver's executemany."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"


def raw(connection: sa.Connection, query: sa.Select[Any]) -> list[Any]:
    """Return all rows of a query, tuples as the driver gives them: for very many of few columns."""
    return list(connection.execute(query).cursor.fetchall())


def bulk(connection: sa.Connection, table: sa.TableClause, rows: list[tuple[object, ...]]) -> None:
    """Put many whole rows into a table in one call of the driver."""
    if rows:
        connection.exec_driver_sql(insert(table), rows)
