"""A case that an older careo made opens in this one, with all that it held."""

from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from careo.case.handle import Case
from careo.store import sqlite
from careo.store.database import Database
from careo.store.migrations import MIGRATIONS

ROWS = Path(__file__).with_name("v1.sql")
"""The rows of a case of version 1 with a letter, a denial and an empty file."""

LETTER = "Ana Ruiz said that Juan Mora paid the guards of the port.\n"
DENIAL = "Bea Luna denied that she knew Juan Mora.\n"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Make a case with the first schema alone, and put the rows into it."""
    folder = tmp_path / "case"
    folder.mkdir()
    Database.open(folder / "careo.db", create=True, migrations=MIGRATIONS[:1]).close()
    with closing(sqlite.connect(folder / "careo.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(ROWS.read_text(encoding="utf-8"))
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    for text in (LETTER, DENIAL, ""):
        name = sha256(text.encode()).hexdigest()
        path = folder / "originals" / name[:2] / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    return folder


def test_a_case_of_the_first_version_is_lifted_and_verifies(older: Path) -> None:
    with Case.open(older) as case:
        assert [view.name for view in case.documents()] == ["letter.txt", "empty.txt", "denial.txt"]
        assert [layer.text for layer in case.layers(earlier=True)] == [LETTER, DENIAL]
        quotes = [claim.content[0].exact for claim in case.claims()]
        assert quotes == ["that Juan Mora paid the guards of the port", "that she knew Juan Mora"]
        assert [claim.document for claim in case.search("guards")] == [
            next(case.documents()).id,
        ]
        assert list(case.verify()) == []
        assert case.pending() == 2  # what holds claims is read again, for what views add up
        assert case.resume() == 2
        assert {one.claim for one in case.statements()} == {claim.id for claim in case.claims()}
        assert list(case.verify()) == []
    with closing(sqlite.connect(older / "careo.db")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    assert version == len(MIGRATIONS)
    assert (older / "careo.db.v1.backup").is_file()


def test_a_case_of_the_first_version_grows(
    older: Path, write: Callable[[str, str], Path], opened: Any
) -> None:
    case = opened(older.name)
    assert not case.add(write("again.txt", LETTER)).added[0].new
    assert case.add(write("new.txt", "Eva Luna said that it rained.\n")).added[0].new
    assert list(case.verify()) == []
