"""Every command helps, every mistake is one line, and nothing ends in a traceback."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from careo.app.cli import export, listing, main
from careo.app.cli.main import run
from careo.dossier.exports import FORMATS
from careo.model.errors import BusyError, StorageError, TamperedError, VersionError

COMMANDS = (
    *("dossier", "demo", "add", "documents", "tables", "claims", "actors"),
    *("matrix", "chart", "timeline", "flows", "presence", "proceedings", "export"),
    *("questions", "accept", "reject", "correct", "claim"),
    *("same", "different", "unsure", "undo", "history"),
    *("verify", "backup", "restore", "rebuild", "erase"),
)


def fails(argv: Sequence[str], code: int, capsys: pytest.CaptureFixture[str]) -> str:
    """Run careo, check its code and that it said one line, and return that line."""
    assert run(list(argv)) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert line.startswith("careo: ")
    assert ": " in line.removeprefix("careo: ")
    return line


def test_these_are_all_commands() -> None:
    assert main.COMMANDS == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_starts_with_the_command(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    text = capsys.readouterr().out
    after = text.partition("Example")[2]
    assert f"\n    careo {command}" in after
    assert "--case DIR" in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_help_and_version_load_neither_reader_nor_store_nor_rich() -> None:
    heavy = "spacy sqlalchemy numpy jinja2 pypdfium2 pypdf selectolax rich msgspec"
    code = (
        "import sys; from careo.app.cli.main import run; code = run([sys.argv[1]]);"
        f"loaded = sorted(set({heavy!r}.split()) & set(sys.modules));"
        "sys.exit(' '.join(loaded) or code)"
    )
    for option in ("--help", "--version"):
        done = subprocess.run(
            [sys.executable, "-c", code, option], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "careo" in done.stdout


def test_careo_alone_shows_its_help_and_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    captured = capsys.readouterr()
    assert "Usage: careo" in captured.out + captured.err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["clams"], "claims"),
        (["claims", "--abuot", "x"], "--about"),
        (["claims", "--json", "--csv"], "exclude each other"),
        (["add"], "FILES"),
        (["dossier", "letter.txt"], "--out"),
        (["dossier", "-o"], "requires an argument"),
        (["add", "no-such-file.txt"], "no-such-file.txt"),
        (["add", ".", "--workers", "many"], "--workers"),
        (["add", ".", "--workers", "-1"], "--workers"),
        (["dossier", "no-such-file.txt", "-o", "out"], "no-such-file.txt"),
        (["documents", "extra"], "extra"),
    ],
)
def test_wrong_usage_is_one_line_that_names_the_thing_and_exits_2(
    argv: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in fails(argv, 2, capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BusyError("case.careo is held by process 7", "wait for it to end"), 4),
        (VersionError("case.careo was made by a newer careo", "install that one"), 3),
        (TamperedError("record 12ab was changed", "restore a backup"), 3),
        (StorageError("the disk is full", "free some space"), 4),
        (PermissionError(13, "Permission denied", "case.careo"), 4),
        (ZeroDivisionError("words of a document"), 4),
        (RecursionError("words of a document"), 4),
        (KeyboardInterrupt(), 130),
    ],
)
def test_whatever_happens_inside_ends_in_its_code_and_no_traceback(
    error: BaseException,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(listing, "opened", broken)
    monkeypatch.delenv("CAREO_DEBUG", raising=False)
    line = fails(["claims"], code, capsys)
    assert "words of a document" not in line
    assert type(error).__name__ not in line


def test_a_fault_shows_its_traceback_to_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(listing, "opened", broken)
    monkeypatch.setenv("CAREO_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["claims"])


def test_an_interruption_of_the_start_is_one_line() -> None:
    code = """
import sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "careo.app.cli.add":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
from careo.app.cli.start import run
sys.exit(run())
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert done.stderr == "careo: interrupted: run the same command again\n"


def test_a_file_name_cannot_repaint_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    line = fails(["add", "a\x1b[2J\nb\udcff.txt"], 2, capsys)
    assert "\x1b" not in line
    assert "<U+001B>" in line


def test_the_module_holds_the_exit_codes_of_the_design() -> None:
    assert (main.USAGE, main.FAILED, main.INTERRUPTED) == (2, 4, 130)


def test_the_help_of_export_names_every_format() -> None:
    assert sorted(export._FORMATS) == sorted(FORMATS)
