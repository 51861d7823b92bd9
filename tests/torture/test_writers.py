"""Several processes and one case."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from careo.case.handle import Case
from careo.model.errors import BusyError
from careo.store import sqlite
from careo.store.database import Database
from tests.torture import texts, writers
from tests.torture.kill import ROOT, contents


def _child(case: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.torture.child", str(case), str(folder), "plain", "0"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def test_two_processes_that_add_to_one_case_make_one_chain(tmp_path: Path) -> None:
    for name in ("a", "b"):
        for number in range(40):
            path = tmp_path / name / f"{name}{number:02}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(texts.text(number + (1000 if name == "b" else 0), 4))
    children = [_child(tmp_path / "case", tmp_path / name) for name in ("a", "b")]
    assert [child.wait(120) for child in children] == [0, 0]
    with Case.open(tmp_path / "case") as case:
        assert list(case.verify()) == []
        assert case.pending() == 0
        names = {view.name for view in case.documents()}
        actions = [event.action for event, _ in case.journal()]
    assert len(names) == 80
    assert actions.count("ingest") == actions.count("read") == 80
    assert actions.count("created") == 1


def test_two_processes_that_add_the_same_files_add_them_once(tmp_path: Path) -> None:
    texts.write(tmp_path / "in", 30, sentences=4)
    children = [_child(tmp_path / "case", tmp_path / "in") for _ in range(2)]
    assert [child.wait(120) for child in children] == [0, 0]
    assert _child(tmp_path / "alone", tmp_path / "in").wait(120) == 0
    assert contents(tmp_path / "case") == contents(tmp_path / "alone")
    with Case.open(tmp_path / "case") as case:
        actions = [event.action for event, _ in case.journal()]
    assert actions.count("ingest") == actions.count("seen") == actions.count("read") == 30


def test_a_writer_that_waits_too_long_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_SLICE_SECONDS", 0.1)
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.3)
    first = Database.open(tmp_path / "careo.db", create=True)
    second = Database.open(tmp_path / "careo.db")
    with first.writing(), pytest.raises(BusyError, match="another process"), second.writing():
        pass
    with second.writing() as connection:
        connection.exec_driver_sql("INSERT INTO payload VALUES ('a', x'00', x'01')")
    first.close()
    second.close()


def test_many_processes_that_add_to_one_case_make_one_chain_and_no_error(tmp_path: Path) -> None:
    found = writers.torture(tmp_path, processes=8, documents=40, shared=10, reader="plain")
    assert found.codes == [0] * 8
    assert found.faults == []
    assert found.ingested == found.expected == 8 * 40 + 10
    assert found.seen == 7 * 10


def test_who_has_to_wait_is_told_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sqlite, "_SLICE_SECONDS", 0.1)
    monkeypatch.setattr(logging.getLogger("careo.store"), "propagate", True)
    first = Database.open(tmp_path / "careo.db", create=True)
    second = Database.open(tmp_path / "careo.db")
    release = threading.Event()

    def hold() -> None:
        with first.writing():
            held.set()
            release.wait()

    held = threading.Event()
    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    threading.Timer(0.5, release.set).start()
    with second.writing():
        pass
    other.join()
    assert {r.getMessage() for r in caplog.records} == {
        f"another careo is writing {tmp_path}: waiting for it"
    }
    first.close()
    second.close()


def test_a_writer_waits_for_another_one_to_finish(tmp_path: Path) -> None:
    first = Database.open(tmp_path / "careo.db", create=True)
    second = Database.open(tmp_path / "careo.db")
    begun = threading.Event()

    def write() -> None:
        begun.set()
        with second.writing() as connection:
            connection.exec_driver_sql("INSERT INTO payload VALUES ('second', x'00', x'01')")

    other = threading.Thread(target=write)
    with first.writing() as connection:
        other.start()
        begun.wait()
        connection.exec_driver_sql("INSERT INTO payload VALUES ('first', x'00', x'01')")
    other.join()
    with first.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM payload").scalar() == 2
    first.close()
    second.close()


DECIDER = """
import sys
from careo.case.handle import Case
with Case.open(sys.argv[1], user=sys.argv[2]) as case:
    claims = [claim.id for claim in case.claims()]
    for claim in claims:
        case.accept(claim)
        case.undo()
        case.accept(claim, reason=sys.argv[2])
"""


def test_all_decisions_of_two_processes_stand(tmp_path: Path) -> None:
    texts.write(tmp_path / "in", 2, sentences=4)
    assert _child(tmp_path / "case", tmp_path / "in").wait(120) == 0
    command = [sys.executable, "-c", DECIDER, str(tmp_path / "case")]
    children = [subprocess.Popen([*command, who], cwd=ROOT) for who in ("ana", "bea")]
    assert [child.wait(120) for child in children] == [0, 0]
    with Case.open(tmp_path / "case") as case:
        assert list(case.verify()) == []
        claims = list(case.claims())
        stands = [(one.by, one.claim) for one in case.decisions() if one.state == "standing"]
    made = [one for one in stands if one[1] is not None]
    assert sorted(made) == sorted((who, one.id) for who in ("ana", "bea") for one in claims)
    assert {one.review for one in claims} == {"accepted"}
