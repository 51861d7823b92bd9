"""The way back from a cell or a line to the claims, with their words."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from careo.app.cli.main import run
from careo.case.behind import PARTS
from careo.case.handle import Case
from careo.case.work import Task
from careo.model.config import Config
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly

LETTER = "Ana Ruiz said that Juan Mora paid the guards.\nEva Luna said that it rained."


def read_payments(task: Task) -> bytes:
    """Read plainly, and take all that is done for a payment."""
    return read_plainly(task).replace(b'"predicate":"states"', b'"predicate":"pays"')


@pytest.fixture
def case(tmp_path: Path) -> str:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    with Case(CaseFile.open(tmp_path / "a", create=True), Config(), read_payments) as made:
        made.add(letter)
        return str(made.folder)


def field_of(case: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["matrix", "--json", "--case", case]) == 0
    cells = map(msgspec.json.decode, capsys.readouterr().out.splitlines())
    return next(str(cell["domain"]) for cell in cells if cell["name"] == "Juan Mora")


def test_the_claims_of_a_cell_are_shown_as_cards_or_as_records(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    field = field_of(case, capsys)
    assert run(["matrix", "--why", "mora", field, "--case", case]) == 0
    out = capsys.readouterr().out
    assert out.startswith("• Ana Ruiz says\n    “Juan Mora paid the guards”\n")
    assert run(["matrix", "--why", "mora", field, "--json", "--case", case]) == 0
    (claim,) = map(msgspec.json.decode, capsys.readouterr().out.splitlines())
    assert claim["content"][0]["exact"] == "Juan Mora paid the guards"


def test_a_cell_in_which_nobody_says_anything_says_so(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    field = "justice" if field_of(case, capsys) != "justice" else "elections"
    assert run(["matrix", "--why", "mora", field, "--case", case]) == 0
    assert capsys.readouterr() == ("", "careo: no claim says that\n")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["matrix", "--why", "Nobody", "other"], "nothing called Nobody in this view"),
        (["matrix", "--why", "Mora", "sorcery"], "no field sorcery: one of elections, "),
        (["matrix", "--why", "Mora", ""], "an empty field: one of elections, "),
        (["chart", "--why", "Mora", "Nobody"], "nothing called Mora in this view"),
        (["chart", "--why", "", ""], "an empty name"),
        (["chart", "--why", "Mora"], "requires 2 arguments"),
        (["timeline", "--why", "Mora", "2007"], "nothing called Mora in this view"),
        (["flows", "--why", "Nobody", "not said"], "nothing called Nobody in this view"),
        (["presence", "--why", "Mora", "Port Alden"], "nothing called Mora in this view"),
        (["proceedings", "--why", "Mora", "blamed"], "no step blamed: one of detained, charged"),
        (["proceedings", "--why", "Mora", "charged"], "nothing called Mora in this view"),
    ],
)
def test_what_is_in_no_view_is_one_line(
    argv: list[str], said: str, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*argv[:1], "--case", case, *argv[1:]]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("view", PARTS)
def test_the_help_of_a_view_tells_how_its_parts_are_named(
    view: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([view, "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert re.search(r"--why [A-Z]+ [A-Z]+ Print the claims behind one part", told)
    assert f"careo {view} --why " in told
