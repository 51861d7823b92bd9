"""Every derived row of a case, for tests that compare two states of it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from careo.store import sqlite

PRIMARY = {"journal", "payload", "erasing"}
INDEXES = ("segment_text", "claim_text")


def tables(folder: Path) -> list[str]:
    """Return the names of all derived tables."""
    with closing(sqlite.connect(folder / "careo.db")) as connection:
        return _tables(connection)


def derived(folder: Path) -> dict[str, Any]:
    """Return every row of every derived table, and every word of both search indexes."""
    with closing(sqlite.connect(folder / "careo.db")) as connection:
        rows: dict[str, Any] = {
            name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            for name in _tables(connection)
        }
        for name in INDEXES:
            vocabulary = f"USING fts5vocab('main', '{name}', 'instance')"
            connection.execute(f"CREATE VIRTUAL TABLE temp.words_of_{name} {vocabulary}")
            words = connection.execute(f"SELECT term, doc, offset FROM words_of_{name}")
            rows[name] = sorted(map(repr, words))
    return rows


def _tables(connection: Any) -> list[str]:
    query = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND sql LIKE 'CREATE TABLE%' ORDER BY name"
    )
    names = [str(row[0]) for row in connection.execute(query)]
    return [name for name in names if name not in PRIMARY and not name.startswith(INDEXES)]
