"""A backup restores to the same case, or is refused; a failure leaves nothing."""

import errno
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess, restore
from careo.case.handle import Case
from careo.model.errors import CareoError, CaseError, StorageError, UsageError, VersionError
from careo.store import backups, sqlite
from careo.store.migrations import MIGRATIONS
from tests.torture import texts
from tests.torture.kill import ROOT, contents

LETTER = "Ana Ruiz said that Juan Mora paid the guards. Juan Mora left.\n"


@pytest.fixture
def filled(case: Case, write: Callable[[str, str], Path]) -> Any:
    case.add([write("1.txt", LETTER), write("2.txt", "Bea Luna left.\n")], engine=InProcess())
    return case


@pytest.fixture
def backup(filled: Case, tmp_path: Path) -> Path:
    filled.backup(tmp_path / "b.zip")
    return tmp_path / "b.zip"


def _all(folder: Path) -> Any:
    """Return every id, every word and every line of the journal, and every original."""
    with Case.open(folder) as case:
        assert list(case.verify()) == []
        events = [(event.canonical(), body) for event, body in case.journal()]
    files = {path.name: path.read_bytes() for path in folder.glob("originals/*/*")}
    return contents(folder), events, files


def _rest(folder: Path) -> Any:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_restores_to_the_same_case(filled: Case, backup: Path, tmp_path: Path) -> None:
    kept = restore(backup, tmp_path / "again")
    assert (kept.documents, kept.size, kept.faults) == (2, backup.stat().st_size, ())
    assert _all(tmp_path / "again") == _all(filled.folder)
    assert (tmp_path / "again").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("again/originals/*/*")} == {0o444}
    assert backup.stat().st_mode & 0o777 == 0o600
    assert _rest(tmp_path) == ["again", "b.zip", "case", "in"]


def test_a_case_can_be_restored_into_an_empty_folder_and_grows_there(
    backup: Path, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    (tmp_path / "again").mkdir()
    restore(backup, tmp_path / "again")
    with Case.open(tmp_path / "again") as case:
        assert case.add(write("3.txt", "New words.\n"), engine=InProcess()).added[0].new
        assert list(case.verify()) == []


def test_a_folder_that_holds_something_is_refused_and_stays(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something"):
        restore(backup, tmp_path / "again")
    with pytest.raises(UsageError, match="not a folder"):
        restore(backup, backup)
    assert _rest(tmp_path / "again") == ["thesis.txt"]


def test_a_backup_is_never_written_over_a_file_or_into_the_case(
    filled: Case, backup: Path, tmp_path: Path
) -> None:
    before = backup.read_bytes()
    with pytest.raises(UsageError, match="there already"):
        filled.backup(backup)
    with pytest.raises(UsageError, match="inside the case"):
        filled.backup(filled.folder / "originals" / "b.zip")
    with pytest.raises(UsageError, match="no such folder"):
        filled.backup(tmp_path / "nowhere" / "b.zip")
    assert backup.read_bytes() == before


def _code_of_restoring(backup: Path, folder: Path) -> int:
    try:
        restore(backup, folder)
    except CareoError as error:
        return error.exit_status
    return 0


def test_one_flipped_bit_is_refused_or_does_not_matter(
    filled: Case, backup: Path, tmp_path: Path
) -> None:
    data = backup.read_bytes()
    wanted = _all(filled.folder)
    again, changed = tmp_path / "again", tmp_path / "changed.zip"
    refused = harmless = 0
    for place in range(0, len(data), 997):
        changed.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        code = _code_of_restoring(changed, again)
        assert code in {0, 2, 3}
        assert again.exists() == (code == 0)
        if code:
            refused += 1
            continue
        assert _all(again) == wanted
        shutil.rmtree(again)
        harmless += 1
    assert refused > 20 * harmless
    assert _rest(tmp_path) == ["b.zip", "case", "changed.zip", "in"]


@pytest.mark.parametrize("tail", [1, 22, 100, 5000])
def test_a_backup_that_was_cut_off_is_refused(backup: Path, tmp_path: Path, tail: int) -> None:
    data = backup.read_bytes()
    for cut in (data[:-tail], data[: len(data) // 2], data[:tail] + b"\0"):
        backup.write_bytes(cut)
        with pytest.raises(CareoError) as caught:
            restore(backup, tmp_path / "again")
        assert caught.value.exit_status in {2, 3}
    assert _rest(tmp_path) == ["b.zip", "case", "in"]


def _rewritten(backup: Path, change: Callable[[zipfile.ZipFile], None]) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        change(archive)


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "originals/../../outside", "originals/zz/x", "other"]
)
def test_a_file_that_no_backup_holds_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    _rewritten(backup, lambda archive: archive.writestr(name, "x"))
    with pytest.raises(CaseError, match="was changed"):
        restore(backup, tmp_path / "again")
    assert _rest(tmp_path) == ["b.zip", "case", "in"]


def test_a_file_that_is_there_twice_or_compressed_is_refused(backup: Path, tmp_path: Path) -> None:
    plain = backup.read_bytes()
    with pytest.warns(UserWarning, match="Duplicate"):
        _rewritten(backup, lambda archive: archive.writestr("careo.db", "x"))
    with pytest.raises(CaseError):
        restore(backup, tmp_path / "again")
    backup.write_bytes(plain)
    _rewritten(
        backup,
        lambda archive: archive.writestr("careo.toml", bytes(9999), zipfile.ZIP_DEFLATED),
    )
    with pytest.raises(CaseError):
        restore(backup, tmp_path / "again")


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"plain words", UsageError), (b"", UsageError), (b"PK plain words", CaseError)],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes, error: Any) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(error):
        restore(path, tmp_path / "again")
    with pytest.raises(UsageError):
        restore(tmp_path / "none.zip", tmp_path / "again")
    with pytest.raises(UsageError):
        restore(tmp_path, tmp_path / "again")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("holiday.jpg", b"x")
    with pytest.raises(UsageError, match="no backup"):
        restore(path, tmp_path / "again")
    assert _rest(tmp_path) == ["x.zip"]


@pytest.mark.parametrize("what", ["format", "schema"])
def test_a_backup_of_a_newer_careo_is_refused_with_the_versions_exit_code(
    filled: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "format":
        monkeypatch.setattr(backups, "FORMAT", backups.FORMAT + 1)
    snapshot = tmp_path / "snapshot"
    filled._file.database.snapshot(snapshot)
    if what == "schema":
        with closing(sqlite.connect(snapshot)) as newer:
            newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    held = backups.census(snapshot)
    assert list(backups.write(tmp_path / "b.zip", snapshot, filled.folder, held))
    monkeypatch.undo()
    with pytest.raises(VersionError, match=r"b\.zip was made by a newer careo"):
        restore(tmp_path / "b.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("where", ["write", "unpack"])
def test_a_full_disk_is_one_error_and_leaves_nothing(
    filled: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: Any, **__: Any) -> Iterator[str]:
        yield "careo.db"
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backups, where, full)
    with pytest.raises(StorageError, match="No space left") as caught:
        filled.backup(tmp_path / "b.zip")
    assert caught.value.exit_status == 4
    assert _rest(tmp_path) == ["case", "in"]


def test_faults_of_a_case_are_kept_and_named_in_its_backup(filled: Case, tmp_path: Path) -> None:
    first, second = filled.documents()
    filled.original(first.id).unlink()
    path = filled.original(second.id)
    path.chmod(0o644)
    path.write_bytes(b"other words")
    kept = filled.backup(tmp_path / "b.zip")
    assert [fault.problem.split(":")[0] for fault in kept.faults] == ["missing", "changed"]
    again = restore(tmp_path / "b.zip", tmp_path / "again")
    assert again.faults == kept.faults == tuple(filled.verify())


def test_a_backup_is_one_state_while_another_process_adds(tmp_path: Path) -> None:
    texts.write(tmp_path / "in", 150, sentences=4)
    command = [sys.executable, "-m", "tests.torture.child"]
    command += [str(tmp_path / "case"), str(tmp_path / "in"), "plain", "1"]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    counts: list[int] = []
    for line in child.stdout:
        if line.split()[1] in {"0010.txt", "0100.txt"} or len(counts) == 1:
            with Case.open(tmp_path / "case") as case:
                kept = case.backup(tmp_path / f"{len(counts)}.zip")
            assert kept.faults == ()
            counts.append(kept.documents)
        if len(counts) > 2:
            break
    child.stdout.read()
    child.stdout.close()
    assert child.wait() == 0
    assert sorted(counts) == counts
    assert 0 < counts[0] <= 150
    for n, count in enumerate(counts):
        restored = restore(tmp_path / f"{n}.zip", tmp_path / f"again{n}")
        assert (restored.documents, restored.faults) == (count, ())
