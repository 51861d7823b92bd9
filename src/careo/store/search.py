"""Full-text search over segments and claims (SQLite FTS5).

Ranking by bm25 over a word that stands nearly everywhere costs seconds, so only the first
`CANDIDATES` hits are ranked.
"""

from __future__ import annotations

import re

import sqlalchemy as sa

from careo.model.text import TextLayer
from careo.store import tables
from careo.store.migrations import FTS

CANDIDATES = 20_000

INDEXES = (tables.segment_text, tables.claim_text)

_WORD = re.compile(r"\w+")


def renew(connection: sa.Connection) -> None:
    """Make both indexes anew, with nothing in them; no word that they held is left in them."""
    for table in INDEXES:
        connection.exec_driver_sql(f"DROP TABLE {table.name}")
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {table.name} USING {FTS}")


def put_segments(connection: sa.Connection, key: int, layer: TextLayer) -> None:
    """Index every segment of a layer under its own key."""
    tables.bulk(connection, tables.segment_text, list(_segments(key, layer)))


def drop_segments(connection: sa.Connection, key: int, layer: TextLayer) -> None:
    """Take a layer's segments out of the index."""
    for own, text in _segments(key, layer):
        drop(connection, tables.segment_text, own, text)


def drop(connection: sa.Connection, table: sa.TableClause, key: int, text: str) -> None:
    """Take one entry out; a contentless index must be told the words."""
    statement = f"INSERT INTO {table.name} ({table.name}, rowid, text) VALUES ('delete', ?, ?)"
    connection.exec_driver_sql(statement, (key, text))


def _segments(key: int, layer: TextLayer) -> list[tuple[int, str]]:
    return [
        (tables.key(key, n), layer.text[segment.start : segment.end])
        for n, segment in enumerate(layer.segments)
    ]


def find(connection: sa.Connection, table: sa.TableClause, words: str, limit: int) -> list[int]:
    """Return keys of entries that hold all the words, the best match first."""
    terms = " ".join(f'"{word}"' for word in _WORD.findall(words))
    if not terms:
        return []
    name = table.name
    # the cap stands inside: bm25 is worked out for the first candidates only
    statement = sa.text(
        f"SELECT rowid FROM {name} WHERE {name} MATCH :terms AND rowid IN "
        f"(SELECT rowid FROM {name} WHERE {name} MATCH :terms LIMIT {CANDIDATES}) "
        "ORDER BY rank, rowid LIMIT :limit"
    )
    found = connection.execute(statement, {"terms": terms, "limit": limit})
    return [int(row[0]) for row in found]
