"""The standard library's SQLite carries a case where ``pysqlite3`` has no wheel."""

import sqlite3
from pathlib import Path

import pytest

from careo.case import InProcess
from careo.case.handle import Case
from careo.model.config import Config
from careo.store import sqlite
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly


def test_a_case_works_with_the_standard_librarys_sqlite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "driver", lambda: sqlite3)
    (tmp_path / "letter.txt").write_text("Ana Ruiz said that Juan Mora paid.")
    file = CaseFile.open(tmp_path / "case", create=True)
    safe = sqlite.wal_is_safe(sqlite3.sqlite_version_info)
    assert file.database.journal_mode == ("wal" if safe else "delete")
    with Case(file, Config(), read_plainly) as case:
        done = case.add(tmp_path / "letter.txt", engine=InProcess())
        assert done.added[0].claims == 2
        assert len(list(case.claims(by="ruiz"))) == 1
        assert list(case.verify()) == []


def test_a_case_made_with_one_library_opens_with_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CaseFile.open(tmp_path / "case", create=True).close()
    monkeypatch.setattr(sqlite, "driver", lambda: sqlite3)
    with Case(CaseFile.open(tmp_path / "case"), Config(), read_plainly) as case:
        assert list(case.verify()) == []
        assert [event.action for event, _ in case.journal()] == ["created"]
