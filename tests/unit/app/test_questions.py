"""``careo questions``: who may be who, with the commands that answer; nothing done in doubt."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from careo.app.cli.main import run
from careo.case.handle import Case
from careo.model.config import Config
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly
from tests.unit.case.test_questioning import LETTER, WIRE


@pytest.fixture(autouse=True)
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case in the current folder in which two pairs may be one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAREO_CASE", "case.careo")
    monkeypatch.setenv("CAREO_USER", "ana")
    for name, text in (("letter.txt", LETTER), ("wire.txt", WIRE)):
        Path(name).write_text(text)
    file = CaseFile.open(Path("case.careo"), create=True)
    with Case(file, Config(), read_plainly) as case:
        case.add(["letter.txt", "wire.txt"])


def test_a_question_is_answered_by_the_command_that_it_prints(capsys: Any) -> None:
    assert run(["questions", "--about", "Ana Ruiz Paz"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Is Ana Ruiz the same as Ana Ruiz Paz?\n    Ana Ruiz\n        “")
    assert "        wire.txt, characters " in out
    assert "    their names: given name agrees, surname agrees, second surname missing" in out
    (command,) = [line.strip() for line in out.splitlines() if "careo same" in line]
    assert run(shlex.split(command)[1:]) == 0
    assert "judged to be the same" in capsys.readouterr().out
    assert run(["questions", "--about", "Ana Ruiz Paz"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nothing to ask" in captured.err
    assert run(["actors", "--why", "Ana Ruiz Paz"]) == 0
    assert "judged to be the same: … (event" in capsys.readouterr().out


def test_questions_as_records_hold_no_number_but_places(capsys: Any) -> None:
    assert run(["questions", "--json", "--limit", "1"]) == 0
    captured = capsys.readouterr()
    (line,) = captured.out.splitlines()
    one = json.loads(line)
    assert set(one) <= {"one", "other", "names", "supports", "opposes"}
    for side in (one["one"], one["other"]):
        numbers = {key for key, value in side.items() if isinstance(value, int)}
        assert numbers == {"start", "end"}
    assert "there are more questions" in captured.err


def test_to_ask_needs_a_terminal(capsys: Any) -> None:
    assert run(["questions", "--ask"]) == 2
    assert "needs a terminal" in capsys.readouterr().err
    assert run(["questions", "--ask", "--json"]) == 2


def test_what_is_answered_in_the_terminal_is_kept(
    capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = iter(["x", "d", "two sisters", "q"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
    assert run(["questions", "--ask"]) == 0
    assert "judged to be different" in capsys.readouterr().out
    assert run(["history"]) == 0
    assert "reason: two sisters" in capsys.readouterr().out


def test_somebody_of_whom_nothing_was_joined_is_told_so(capsys: Any) -> None:
    assert run(["actors", "--why", "Ana Ruiz Paz"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nothing was joined" in captured.err
    assert run(["actors", "--why", "Juan Otálora", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "names": ["Juan Otálora"],
        "rule": "the same full name",
    }
    assert run(["actors", "--why", "Nobody"]) == 2
