"""The SQLite library: which one, whether its WAL is safe, how it is opened, what its errors mean.

Source:
    sqlite.org/wal.html, "The WAL-reset bug": versions 3.7.0 to 3.51.2 can corrupt a database
    that several connections write in WAL mode; fixed in 3.51.3, 3.50.7 and 3.44.6.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from careo.model.errors import BusyError, CareoError, CaseError, RefusedError, StorageError

BUSY_SECONDS = 300
"""How long a writer waits for others; it says so after a second."""

_SLICE_SECONDS = 1.0
"""How long SQLite lets a writer wait by itself: between two slices Ctrl-C is heard."""

_READ_SECONDS = 30.0
"""How long anything else waits; in WAL mode nothing has to."""

_LOG = logging.getLogger("careo.store")
_PAUSE_SECONDS = 0.02
_FULL_FLUSH = "ON" if sys.platform == "darwin" else "OFF"
_SETTINGS = {
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "synchronous": "FULL",
    "fullfsync": _FULL_FLUSH,
    "checkpoint_fullfsync": _FULL_FLUSH,
}
_FIXED_LINES = {(3, 44): 6, (3, 50): 7}
_FIXED = (3, 51, 3)
_BUSY = {5, 6}
_DAMAGED = {11, 26}
_FULL_OR_SHUT = {3, 8, 10, 13, 14, 23}
_REFUSED = {19}
_RESTORE = "restore it from a copy"


@cache
def driver() -> Any:
    """Return the DBAPI module: PyPI's ``pysqlite3`` with its own SQLite, else Python's."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3")


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Tell whether a SQLite of this version may write a WAL with several connections."""
    line, patch = version[:2], version[2]
    return version[:3] >= _FIXED or patch >= _FIXED_LINES.get((line[0], line[1]), patch + 1)


def connect(path: Path, *, busy_seconds: float = _READ_SECONDS) -> Any:
    """Open a connection that begins no transaction by itself; it only reads where it must."""
    connection = driver().connect(
        address(path) if writable(path) else _read_only(path),
        isolation_level=None,
        check_same_thread=False,
        timeout=busy_seconds,
        uri=True,
    )
    try:
        for setting, value in _SETTINGS.items():
            connection.execute(f"PRAGMA {setting} = {value}")
    except BaseException:
        connection.close()
        raise
    return connection


def begin_writing(connection: Any, place: Path) -> None:
    """Take the case's write lock, in turn with other processes.

    Raises:
        OperationalError: They kept it for `BUSY_SECONDS`.
    """
    told, patience = False, time.monotonic() + BUSY_SECONDS
    _wait_at_most(connection, _SLICE_SECONDS)
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except driver().OperationalError as error:
            if _code(error) not in _BUSY or time.monotonic() > patience:
                raise
        else:
            _wait_at_most(connection, _READ_SECONDS)
            return
        if not told:
            _LOG.warning("another careo is writing %s: waiting for it", place)
            told = True


def _wait_at_most(connection: Any, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def writable(path: Path) -> bool:
    """Tell whether this user may write the database, or make it, and files beside it."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def address(path: Path) -> str:
    """Return how SQLite is told of a file whatever its name: some are no text in UTF-8."""
    return path.absolute().as_uri()


def _read_only(path: Path) -> str:
    """Return the address of a database in a folder that may not be written.

    A WAL beside it means that somebody else is writing, or was stopped; without one the file is
    whole by itself, and SQLite needs no files of its own there.
    """
    alone = not path.with_name(f"{path.name}-wal").exists()
    return f"{address(path)}?mode=ro{'&immutable=1' if alone else ''}"


def choose_journal(connection: Any) -> str:
    """Set the journal mode that is safe with this library; return its name.

    SQLite does not wait where two processes change the mode of a new file at once: this does.
    """
    wanted = "wal" if wal_is_safe(driver().sqlite_version_info) else "delete"
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            if _mode(connection, "journal_mode") == wanted:
                return wanted
            return _mode(connection, f"journal_mode = {wanted}")
        except driver().OperationalError as error:
            if _code(error) not in _BUSY or time.monotonic() > patience:
                raise
            time.sleep(_PAUSE_SECONDS)


def _mode(connection: Any, pragma: str) -> str:
    return str(connection.execute(f"PRAGMA {pragma}").fetchone()[0]).lower()


def _code(error: BaseException | None) -> int:
    """Return SQLite's primary result code."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


@contextmanager
def translated(place: Path) -> Generator[None]:
    """Turn the errors of the library and of the disk into careo's, naming the case folder."""
    try:
        yield
    except DBAPIError as error:
        raise translation(error.orig, place) from error
    except driver().Error as error:
        raise translation(error, place) from error
    except UnicodeDecodeError as error:  # the library quotes a damaged schema in its message
        raise CaseError(f"{place} is damaged (its text is no UTF-8)", _RESTORE) from error
    except OSError as error:
        raise StorageError(
            f"cannot write {place}: {error.strerror}", "free some space, or move the case"
        ) from error


def translation(error: BaseException | None, place: Path) -> CareoError:
    """Return careo's error for one of the library's."""
    code = _code(error)
    name = str(getattr(error, "sqlite_errorname", type(error).__name__))
    if code in _BUSY:
        return busy(place)
    if code in _DAMAGED:
        return CaseError(f"{place} is damaged ({name})", _RESTORE)
    if code in _FULL_OR_SHUT:
        return StorageError(
            f"cannot write {place} ({name})", "free some space or make it writable, then try again"
        )
    if code in _REFUSED:
        return RefusedError(f"{place} refuses this ({name})")
    return CaseError(f"{place} cannot be used ({name})", "run: careo verify")


def busy(place: Path) -> BusyError:
    """Return the error for a case that another process holds."""
    hint = "wait until it has finished, then try again"
    return BusyError(f"another process is writing {place}", hint)
