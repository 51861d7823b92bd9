"""Bad input to every command: one line, the right exit code, nothing lost."""

import hashlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from careo.app.cli.demo import documents
from careo.app.cli.main import run
from careo.case import Case
from careo.store import sqlite

READING = [["documents"], ["claims"], ["actors"], ["verify"], ["dossier", "-o", "out"]]
WRITING = [["add", "denial.txt"], ["dossier", "denial.txt", "-o", "out", "--case", "case.careo"]]
ALL = [*READING, *WRITING]

# Another process, because two SQLite libraries in one process do not see each other's locks.
HOLDER = """
import sys
from careo.store.sqlite import driver
held = driver().connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""
Told = Callable[[list[str], int], str]


def name(argv: list[str]) -> str:
    return " ".join(argv[:2])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, with two of the demo's documents."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CAREO_CASE", raising=False)
    with documents() as made:
        for path, _ in made:
            if path.suffix == ".txt":
                (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run careo, check its code and that standard error is one line, and return the line."""

    def call(argv: list[str], code: int) -> str:
        capsys.readouterr()
        assert run(argv) == code
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("careo: ")
        return line

    return call


@pytest.fixture
def case(folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """A case with the letter; whatever the test does, no original may be lost."""
    assert run(["add", "letter.txt"]) == 0
    capsys.readouterr()
    place = folder / "case.careo"
    yield place
    digest = hashlib.sha256((folder / "letter.txt").read_bytes()).hexdigest()
    kept = (place / "originals" / digest[:2] / digest).read_bytes()
    assert kept == (folder / "letter.txt").read_bytes()


@pytest.mark.parametrize("argv", READING, ids=name)
def test_no_case_is_3_and_makes_none(argv: list[str], folder: Path, told: Told) -> None:
    before = sorted(folder.iterdir())
    assert "case.careo is not a case" in told(argv, 3)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("argv", ALL, ids=name)
def test_a_folder_of_other_things_is_3_and_stays_as_it_is(
    argv: list[str], folder: Path, told: Told
) -> None:
    place = folder / "case.careo"
    place.mkdir()
    (place / "thesis.txt").write_text("mine", encoding="utf-8")
    assert "case.careo is not a case" in told(argv, 3)
    assert [path.name for path in place.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("argv", ALL, ids=name)
def test_another_program_s_database_is_3(argv: list[str], folder: Path, told: Told) -> None:
    (folder / "case.careo").mkdir()
    with closing(sqlite3.connect(folder / "case.careo" / "careo.db")) as other, other:
        other.execute("CREATE TABLE recipes (name)")
    assert "not a case" in told(argv, 3)


@pytest.mark.parametrize("argv", ALL, ids=name)
def test_a_newer_version_is_3(argv: list[str], case: Path, told: Told) -> None:
    with closing(sqlite3.connect(case / "careo.db")) as newer, newer:
        newer.execute("PRAGMA user_version = 999")
    assert "newer careo" in told(argv, 3)


@pytest.mark.parametrize("argv", ALL, ids=name)
def test_a_damaged_database_is_3_or_for_verify_a_named_fault(
    argv: list[str], case: Path, told: Told
) -> None:
    (case / "careo.db").write_bytes(b"no database at all, in more than a page of bytes" * 200)
    assert "careo" in told(argv, 3)


@pytest.mark.parametrize("argv", WRITING, ids=name)
def test_a_case_that_another_process_writes_is_4(
    argv: list[str], case: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    monkeypatch.setattr(sqlite, "_SLICE_SECONDS", 0.2)
    command = [sys.executable, "-c", HOLDER, str(case / "careo.db")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as other:  # type: ignore[call-overload]
        assert other.stdout.readline() == "held\n"
        assert "case.careo" in told(argv, 4)
        other.communicate("let go\n")
    assert run(argv) == 0


@pytest.mark.parametrize("command", [["add"], ["dossier", "-o", "out"]], ids=name)
def test_an_empty_file_is_1_kept_and_counted(
    command: list[str], folder: Path, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").touch()
    argv = [*command, "empty.txt", "--case", "mine.careo"]
    assert "empty.txt could not be read (refused, empty)" in told(argv, 1)
    assert "empty.txt" in told(argv, 1)  # held already, and still not read
    assert run(["documents", "--json", "--case", "mine.careo"]) == 0
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (record["name"], record["outcome"], record["reason"]) == (
        "empty.txt",
        "refused",
        "empty",
    )


@pytest.mark.parametrize("command", [["add"], ["dossier", "-o", "out"]], ids=name)
def test_a_folder_without_readable_files_is_1(command: list[str], folder: Path, told: Told) -> None:
    (folder / "nothing").mkdir()
    assert "nothing" in told([*command, "nothing"], 1)
    (folder / "noise").mkdir()
    (folder / "noise" / "a.bin").write_bytes(bytes(range(256)) * 9)
    assert "a.bin" in told([*command, "noise"], 1)


@pytest.mark.parametrize("command", [["add"], ["dossier", "-o", "out"]], ids=name)
def test_what_is_no_file_is_named_and_leaves_no_empty_case_behind(
    command: list[str], folder: Path, told: Told, case: Path
) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "nothing").mkdir()
    kinds = {"pipe": "a named pipe", "/dev/null": "a device", "nothing": "no documents in it"}
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind("sock")
        for thing, kind in {**kinds, "sock": "a socket"}.items():
            assert told([*command, thing, "--case", "new.careo"], 1).startswith(
                f"careo: {thing}: {kind}"
            )
    assert not (folder / "new.careo").exists()
    assert not (folder / "out.careo").exists()
    assert "a named pipe" in told(["add", "pipe", "--case", str(case)], 1)
    assert run(["add", "pipe", "denial.txt", "--case", "new.careo"]) == 1
    assert (folder / "new.careo").is_dir()


def test_a_dossier_never_takes_the_place_of_something_else(folder: Path, told: Told) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "thesis.txt").write_text("mine", encoding="utf-8")
    assert "other things" in told(["dossier", "letter.txt", "-o", "out"], 2)
    assert "other things" in told(["demo", "-o", "out"], 2)
    assert sorted(path.name for path in folder.iterdir()) == ["denial.txt", "letter.txt", "out"]


@pytest.mark.parametrize("command", ["claims", "actors", "documents"])
def test_a_name_that_nobody_bears_or_a_case_that_is_empty_is_0_with_advice(
    command: str, case: Path, told: Told, folder: Path
) -> None:
    assert case.exists()
    assert "careo actors" in told(["claims", "--about", "Nobody Atall"], 0)
    Case.open(folder / "empty.careo", create=True).close()
    assert ": careo " in told([command, "--case", "empty.careo"], 0)


def test_verify_names_a_changed_original_and_is_1(case: Path, told: Told) -> None:
    (original,) = (case / "originals").glob("*/*")
    data = original.read_bytes()
    original.chmod(0o644)
    original.write_bytes(b"X" + data[1:])
    assert original.name in told(["verify"], 1)
    original.write_bytes(data)


def test_verify_names_a_changed_journal_line_and_is_1(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify"]) == 0
    with closing(sqlite3.connect(case / "careo.db")) as other, other:
        for (trigger,) in other.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal%'"
        ).fetchall():
            other.execute(f'DROP TRIGGER "{trigger}"')
        change = "replace(CAST(line AS TEXT), 'ingest', 'ingesT')"
        other.execute(f"UPDATE journal SET line = CAST({change} AS BLOB)")
    assert run(["verify"]) == 1
    assert "careo: journal line 2" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_is_130_and_the_same_command_goes_on(
    folder: Path, number: signal.Signals
) -> None:
    for note in range(40):
        words = f"The general said that he had seen {note + 2} machines.\n"
        (folder / f"note{note:02}.txt").write_text(words, encoding="utf-8")
    command = [sys.executable, "-m", "careo.app.cli", "add", ".", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not list((folder / "case.careo" / "originals").glob("*/*")):
            time.sleep(0.02)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    (line,) = err.splitlines()
    assert line.startswith("careo: interrupted")
    assert run(["verify"]) == 0
    assert run(["add", "."]) == 0


def test_a_reader_that_stops_listening_is_no_error(case: Path) -> None:
    assert case.exists()
    for mode in ("--json", "--csv"):
        read, write = os.pipe()
        os.close(read)
        command = [sys.executable, "-m", "careo.app.cli", "claims", mode]
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
        os.close(write)
        assert (done.returncode, done.stderr) == (0, b"")


EMPTY = [
    ["add", ""],
    ["dossier", "", "-o", "out"],
    ["dossier", "letter.txt", "-o", ""],
    ["documents", "--case", ""],
    ["verify", ""],
    ["claims", "--about", ""],
    ["claims", "--by", " "],
]


@pytest.mark.parametrize("argv", EMPTY, ids=" ".join)
def test_an_empty_name_is_2_and_never_the_current_folder(
    argv: list[str], folder: Path, told: Told
) -> None:
    before = sorted(folder.iterdir())
    assert "an empty name" in told(argv, 2)
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "argv",
    [["add", "n" * 300], ["add", "letter.txt", "--case", "n" * 300], ["verify", "n" * 300]],
    ids=name,
)
def test_a_name_that_is_too_long_is_2(argv: list[str], folder: Path, told: Told) -> None:
    assert folder.exists()
    assert "choose a shorter name" in told(argv, 2)


def test_an_option_that_is_no_text_is_kept_as_escapes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    title = b"caf\xe9\n".decode("utf-8", "surrogateescape")
    assert run(["add", "letter.txt", "--title", title, "--author", title]) == 0
    assert run(["dossier", "-o", "out", "--title", title]) == 0
    capsys.readouterr()
    assert run(["documents", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"]["title"] == "caf\\xe9\n"


def test_a_dossier_says_that_an_earlier_command_has_added_documents(
    folder: Path, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.exists()
    argv = ["dossier", "letter.txt", "-o", "out"]
    assert run(argv) == 0
    capsys.readouterr()
    said = told(["dossier", "denial.txt", "-o", "out"], 0)
    assert "out.careo held 1 other document already: it is in the dossier too" in said
    assert run([*argv, "--case", "out.careo"]) == 0
    assert capsys.readouterr().err == ""


def test_a_case_that_was_emptied_is_3_and_never_without_a_fault(case: Path, told: Told) -> None:
    (case / "careo.db").write_bytes(b"")
    for argv in ALL:
        assert "restore it from a copy" in told(argv, 3)


@pytest.mark.parametrize("shut", [">&-", "2>&-"])
@pytest.mark.parametrize("options", ["--json", "--about Nobody"])
def test_a_stream_that_was_never_open_is_no_error(shut: str, options: str, case: Path) -> None:
    line = f'"$0" -m careo.app.cli claims {options} {shut}'
    done = subprocess.run(["sh", "-c", line, sys.executable], capture_output=True, check=False)
    assert case.exists()
    assert done.returncode == 0
    assert b"fault" not in done.stderr


def test_a_backup_that_cannot_be_written_or_read_is_one_line_and_writes_nothing(
    case: Path, folder: Path, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert case.exists()
    assert "not a case" in told(["backup", "b.zip", "--case", "none.careo"], 3)
    assert "there already" in told(["backup", "letter.txt"], 2)
    assert "no such folder" in told(["backup", "nowhere/b.zip"], 2)
    assert run(["backup", "b.zip"]) == 0
    before = sorted(path.name for path in folder.iterdir())
    assert "holds something" in told(["restore", "b.zip"], 2)
    assert "not a backup" in told(["restore", "letter.txt", "--case", "new.careo"], 2)
    assert "No such file" in told(["restore", "none.zip", "--case", "new.careo"], 2)
    data = (folder / "b.zip").read_bytes()
    (folder / "b.zip").write_bytes(data[:5000] + b"?" + data[5001:])
    assert "was changed" in told(["restore", "b.zip", "--case", "new.careo"], 3)
    assert sorted(path.name for path in folder.iterdir()) == before
    capsys.readouterr()


def test_an_erasure_is_refused_in_one_line_where_it_is_not_clear_or_not_meant(
    case: Path, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    why = ["--reason", "consent was withdrawn"]
    assert case.exists()
    assert "without a reason" in told(["erase", "letter.txt", "--yes"], 2)
    assert "add --yes" in told(["erase", "letter.txt", *why], 2)
    assert "no document" in told(["erase", "none.txt", *why, "--yes"], 2)
    assert "no document" in told(["erase", "", *why, "--yes"], 2)
    assert "erase the document" in told(["erase", "2", *why, "--yes"], 2)
    assert "not a case" in told(["erase", "2", *why, "--yes", "--case", "none.careo"], 3)
    assert run(["add", "denial.txt"]) == 0
    assert run(["erase", "denial.txt", *why, "--yes"]) == 0
    assert "no document" in told(["erase", "denial.txt", *why, "--yes"], 2)
    again = told(["add", "denial.txt"], 0)
    assert "denial.txt had been erased on " in again
    assert "(consent was withdrawn)" in again
    assert run(["verify"]) == 0
    capsys.readouterr()


def test_an_export_goes_whole_to_a_new_place_or_nowhere(case: Path, told: Told) -> None:
    before = sorted(case.parent.iterdir())
    assert "can be written" in told(["export", "csv", "-o", "no-such-folder/x.csv"], 4)
    (case.parent / "held.csv").write_text("held")
    (case.parent / "x.csv.part").write_text("somebody's")
    told(["export", "csv", "-o", "held.csv"], 2)
    assert run(["export", "csv", "-o", "x.csv"]) == 0
    assert (case.parent / "held.csv").read_text() == "held"
    assert (case.parent / "x.csv.part").read_text() == "somebody's"
    assert len(list(case.parent.iterdir())) == len(before) + 3
