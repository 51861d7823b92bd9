import hashlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from careo.model.errors import CareoError, CaseError, RefusedError, StorageError, VersionError
from careo.store import sqlite
from careo.store.database import Database
from careo.store.migrations import APPLICATION_ID, MIGRATIONS, Step

RELEASED = (
    "b10d91cb21596379e86dce7e7cc3ae4cc740ff6984dca76cc5f727ff8ce0aeff",
    "04994d3f1b5c015bbd5fdb69bfa84808f3643d05cbf6d9589b27c7802d15db8c",
    "8c141fdc99a5fc3495188e0034d5eeef6340364835d167f13b143ff5e44aa280",
    "3d99f72c5451460ba04eae56b911760893b042931a0d2abca963fbaa5c5a1b66",
)
"""The hash of every released step: none may ever change."""


def _hash(step: Any) -> Any:
    return hashlib.sha256("\n".join(step.statements).encode()).hexdigest()


def _change(path: Path, statement: str) -> None:
    connection = sqlite.connect(path)
    connection.execute(statement)
    connection.close()


def test_released_steps_of_the_schema_are_never_edited() -> None:
    assert tuple(_hash(step) for step in MIGRATIONS) == RELEASED


def test_a_new_database_is_marked_as_a_case_and_keeps_its_journal_safe(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "careo.db", create=True)
    with database.reading() as connection:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar()
    database.close()
    assert (mark, version) == (APPLICATION_ID, len(MIGRATIONS))
    safe = sqlite.wal_is_safe(sqlite.driver().sqlite_version_info)
    assert database.journal_mode == ("wal" if safe else "delete")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is text")
def test_a_copy_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"a\xff?#%41")
    folder.mkdir()
    database = Database.open(folder / "careo.db", create=True)
    database.snapshot(folder / "copy.db")
    database.close()
    assert Database.open(folder / "copy.db").path.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["careo.db", "copy.db"]


def test_a_missing_case_is_not_made_by_looking_at_it(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="not a case"):
        Database.open(tmp_path / "careo.db")
    assert not list(tmp_path.iterdir())


def test_a_newer_case_is_refused_with_the_versions_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "careo.db"
    Database.open(path, create=True).close()
    _change(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(VersionError) as caught:
        Database.open(path)
    assert caught.value.exit_status == 3
    assert "update careo" in str(caught.value)


def test_another_programs_database_is_not_a_case_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "careo.db"
    _change(path, "CREATE TABLE recipe (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(CaseError, match="not a case"):
        Database.open(path, create=True)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_a_damaged_case(tmp_path: Path) -> None:
    path = tmp_path / "careo.db"
    path.write_bytes(b"not a database at all, only words" * 100)
    with pytest.raises(CaseError) as caught:
        Database.open(path)
    assert caught.value.exit_status == 3


def test_a_step_backs_up_what_it_is_going_to_change(tmp_path: Path) -> None:
    path = tmp_path / "careo.db"
    Database.open(path, create=True).close()
    _change(path, "INSERT INTO payload VALUES ('name', x'00', x'01')")
    newer = (*MIGRATIONS, Step(("DELETE FROM payload", "CREATE TABLE extra (a INTEGER) STRICT")))
    Database.open(path, migrations=newer).close()
    backup = sqlite.connect(tmp_path / f"careo.db.v{len(MIGRATIONS)}.backup")
    assert backup.execute("SELECT hash FROM payload").fetchone()[0] == "name"
    assert backup.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    backup.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "careo.db"
    Database.open(path, create=True).close()
    broken = (*MIGRATIONS, Step(("CREATE TABLE extra (a INTEGER) STRICT", "NO SUCH STATEMENT")))
    with pytest.raises(CareoError):
        Database.open(path, migrations=broken)
    again = Database.open(path)
    with again.reading() as connection:
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema WHERE name='extra'")
        assert tables.scalar() == 0
    again.close()


def test_a_block_that_fails_writes_nothing(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "careo.db", create=True)
    with pytest.raises(RefusedError), database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO payload VALUES ('a', x'00', x'01'), ('b', x'', NULL)"
        )
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM payload").scalar() == 0
    database.close()


def test_every_column_that_a_query_names_is_in_the_schema(tmp_path: Path) -> None:
    from sqlalchemy import TableClause

    from careo.store import tables

    database = Database.open(tmp_path / "careo.db", create=True)
    named = [table for table in vars(tables).values() if isinstance(table, TableClause)]
    assert len(named) > 10
    with database.reading() as connection:
        for table in named:
            rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").all()
            known = [str(row[1]) for row in rows]
            wanted = [column.name for column in table.columns if column.name != "rowid"]
            assert set(wanted) <= set(known), table.name
    database.close()


def test_a_database_in_a_folder_that_may_not_be_written_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "careo.db"
    Database.open(path, create=True).close()
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write anywhere
    database = Database.open(path)
    assert database.journal_mode == "read-only"
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM document").scalar() == 0
    with pytest.raises(StorageError, match="cannot write"), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO payload VALUES ('a', x'00', x'01')")
    database.close()
    assert [one.name for one in tmp_path.iterdir()] == ["careo.db"]


def test_a_case_that_was_emptied_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "careo.db"
    Database.open(path, create=True).close()
    path.write_bytes(b"")
    with pytest.raises(CaseError, match="empty database"):
        Database.open(path)


def test_a_schema_that_is_no_utf_8_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "careo.db"
    Database.open(path, create=True).close()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"CREATE TABLE", b"CRE\xc7TE TABLE"))
    with pytest.raises(CaseError, match="damaged"):
        Database.open(path)


def test_a_case_that_is_removed_while_it_is_written_is_an_error(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "careo.db", create=True)
    with database.writing():
        pass
    (tmp_path / "careo.db").unlink()
    with pytest.raises(StorageError, match="is gone"), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO payload VALUES ('a', x'00', x'01')")
    database.close()
