from pathlib import Path
from typing import Any

import pytest

from careo.model.errors import BusyError, CaseError, RefusedError, StorageError
from careo.store import sqlite


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 45, 9), False),
        ((3, 50, 4), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_a_wal_is_used_only_where_it_cannot_be_corrupted(
    version: tuple[int, ...], safe: bool
) -> None:
    assert sqlite.wal_is_safe(version) is safe


def test_an_unsafe_library_gets_the_rollback_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda _version: False)
    connection = sqlite.connect(tmp_path / "x.db")
    assert sqlite.choose_journal(connection) == "delete"
    connection.close()


def test_commits_are_flushed_and_keys_are_checked(tmp_path: Path) -> None:
    connection = sqlite.connect(tmp_path / "x.db")
    full = 2
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == full
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    connection.close()


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (5, BusyError),
        (5 | 2 << 8, BusyError),
        (6, BusyError),
        (8, StorageError),
        (10 | 4 << 8, StorageError),
        (13, StorageError),
        (14, StorageError),
        (11, CaseError),
        (26, CaseError),
        (19, RefusedError),
        (1, CaseError),
    ],
)
def test_the_librarys_errors_become_careos_and_name_the_case(
    tmp_path: Path, code: int, error: Any
) -> None:
    raised = sqlite.driver().OperationalError("words of a document")
    raised.sqlite_errorcode = code
    found = sqlite.translation(raised, tmp_path)
    assert type(found) is error
    assert str(tmp_path) in str(found)
    assert "words of a document" not in str(found)
