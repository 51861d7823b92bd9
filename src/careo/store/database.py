"""The database file: opened, checked, lifted to this version, read and written.

`Database.writing` is the only way to write: BEGIN IMMEDIATE, commit or roll back.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from careo.model.errors import CaseError, StorageError, VersionError
from careo.store import sqlite
from careo.store.files import fsync_directory, fsync_file
from careo.store.migrations import APPLICATION_ID, MIGRATIONS, Step

NAME = "careo.db"
PARTS = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
"""The query for all that somebody made in a database."""


class Database:
    """A case's database.

    Attributes:
        path: The file.
        journal_mode: ``wal``; ``delete`` where this SQLite's WAL is not safe; ``read-only`` where
            the folder may not be written.
    """

    def __init__(self, path: Path, engine: sa.Engine, journal_mode: str) -> None:
        self.path = path
        self.journal_mode = journal_mode
        self._engine = engine

    @classmethod
    def open(
        cls, path: Path, *, create: bool = False, migrations: Sequence[Step] = MIGRATIONS
    ) -> Self:
        """Open a database, or make one, and lift it to this version.

        A backup is written beside the file before each step that lifts data.

        Raises:
            CaseError: There is none, or it is not one of careo's.
            VersionError: A newer careo made it.
            StorageError: It cannot be written.
        """
        if not create and not path.is_file():
            raise CaseError(f"{path.parent} is not a case", "name one, or add a file to make one")
        if not create and bare(path):
            raise CaseError(f"{path.parent} has an empty database", "restore it from a copy")
        with sqlite.translated(path.parent):
            mode = _prepare(path, migrations)
            engine = sa.create_engine(
                "sqlite+pysqlite://",
                module=sqlite.driver(),
                creator=lambda: sqlite.connect(path),
                poolclass=QueuePool,
                pool_size=1,
                max_overflow=8,
            )
        event.listen(engine, "begin", partial(_begin, path.parent))
        return cls(path, engine, mode)

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """Give a connection that sees one state of the case; keep it short."""
        with sqlite.translated(self.path.parent), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Generator[sa.Connection]:
        """Give a connection that holds the case's only write lock; commit at the end.

        Raises:
            BusyError: Another process held the lock for too long.
            StorageError: The disk is full; nothing of this block was written.
        """
        with sqlite.translated(self.path.parent), self._engine.connect() as connection:
            writer = connection.execution_options(careo_writes=True)
            with writer.begin():
                yield writer
        if not self.path.exists():  # what was written is in a file that nobody can find
            hint = "it was removed or moved while careo worked: bring it back and run again"
            raise StorageError(f"{self.path.parent} is gone", hint)

    def snapshot(self, target: Path) -> None:
        """Write a whole copy of one state of the database to a new file; nobody has to wait."""
        with sqlite.translated(self.path.parent), closing(sqlite.connect(self.path)) as connection:
            connection.execute("VACUUM INTO ?", (sqlite.address(target),))

    def compact(self) -> None:
        """Write the database anew without its free pages, and empty the write-ahead log.

        Raises:
            BusyError: Another process reads or writes the case.
        """
        with sqlite.translated(self.path.parent), closing(sqlite.connect(self.path)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise sqlite.busy(self.path.parent)

    def close(self) -> None:
        """Close every connection; the last one folds the WAL into the file."""
        with sqlite.translated(self.path.parent):
            self._engine.dispose()


def parts() -> frozenset[tuple[str, str]]:
    """Return what a case's database is made of, each thing as its type and its name."""
    with closing(sqlite.driver().connect(":memory:")) as connection:
        for step in MIGRATIONS:
            for statement in step.statements:
                connection.execute(statement)
        return frozenset((row[0], row[1]) for row in connection.execute(PARTS))


def bare(path: Path) -> bool:
    """Tell whether nothing stands in a database: neither in its file nor in its WAL."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return not any(one.is_file() and one.stat().st_size for one in files)


def _begin(place: Path, connection: sa.Connection) -> None:
    if connection.get_execution_options().get("careo_writes", False):
        sqlite.begin_writing(connection.connection.driver_connection, place)
    else:
        connection.exec_driver_sql("BEGIN")


def _prepare(path: Path, migrations: Sequence[Step]) -> str:
    """Check the file, set its journal, run the steps it lacks; return the journal mode."""
    with closing(sqlite.connect(path)) as connection:
        _check(connection, path, len(migrations))
        mode = sqlite.choose_journal(connection) if sqlite.writable(path) else "read-only"
        while _lift(connection, path, migrations):
            pass
    return mode


def _number(connection: Any, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _check(connection: Any, path: Path, newest: int) -> None:
    version = _number(connection, "user_version")
    mark = _number(connection, "application_id")
    empty = _number(connection, "schema_version") == 0
    if mark != APPLICATION_ID and not empty:
        raise CaseError(f"{path} is not a case", "it is another program's database")
    if version > newest:
        raise VersionError(
            f"{path.parent} was made by a newer careo (version {version}, here {newest})",
            "update careo",
        )


def _lift(connection: Any, path: Path, migrations: Sequence[Step]) -> bool:
    """Run the next step in a transaction of its own; tell whether there was one."""
    version = _number(connection, "user_version")
    if version >= len(migrations):
        return False
    if version > 0 and _holds_something(connection):
        _back_up(connection, path, version)
    sqlite.begin_writing(connection, path.parent)
    try:
        if _number(connection, "user_version") == version:  # no other process was faster
            for statement in migrations[version].statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True


def _holds_something(connection: Any) -> bool:
    """Tell whether there is anything primary in it: a database just made has nothing to lose."""
    query = "SELECT EXISTS (SELECT 1 FROM journal) OR EXISTS (SELECT 1 FROM payload)"
    return bool(connection.execute(query).fetchone()[0])


def _back_up(connection: Any, path: Path, version: int) -> None:
    """Write a whole, checked copy beside the file before it is changed."""
    target = path.with_name(f"{path.name}.v{version}.backup")
    partial = target.with_name(f"{target.name}.part")
    partial.unlink(missing_ok=True)
    with closing(sqlite.driver().connect(str(partial))) as copy:
        connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise CaseError(f"the backup of {path} is not whole", "restore the case from a copy")
    fsync_file(partial)
    partial.replace(target)
    fsync_directory(target.parent)
