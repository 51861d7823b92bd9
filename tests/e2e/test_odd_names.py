"""Names and dates that nobody has: every command ends, says what there is, invents nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from careo.app.cli.main import run

TEXTS = {
    "scripts": "Ivan Petrov said that Иван Петров had left. 王小明 said that the mine was closed."
    " محمد الأحمد denied that he knew אברהם כהן. Ελένη Παπαδοπούλου commands the 3 Division. Ana"
    " Sol said that the guards had left the mine and that it rained all day.\n",
    "long": f"Ana {'Sol ' * 2_000}said that it rained. {'A' * 10_000} said that Bo Vega left. Juan"
    f" B{'o' * 10_000} denied that it rained.\n",
    "signs": "“…” said that it rained. 😀😀 😀 denied it. --- , ; said: \"…\". '' said that ''"
    " left. ??? commands !!!. 🕊️ Peace said that 💣 left. \u200b said that \u202eAna\u202c left.\n",
    "circle": "Ana Sol commands Bo Vega. Bo Vega commands Cy Rey. Cy Rey commands Ana Sol.\n",
    "dates": "Ana Sol commanded the 3 Division from 2015 until 2009. Bo Vega, born in 1980, died in"
    " 1950. Eva Luna was detained on 31 February 2003.\n",
}
COMMANDS = ("actors", "questions", "claims", "chart", "matrix", "timeline", "flows", "proceedings")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [str(folder / f"{name}.txt") for name in TEXTS]
    assert run(["add", *files, "--case", str(folder / "case")]) == 0
    return folder / "case"


def _records(
    case: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run([command, "--case", str(case), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_well(
    command: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--case", str(case)]) == 0
    assert "Traceback" not in capsys.readouterr().err
    _records(case, command, capsys)


def test_what_is_read_stands_in_the_text_and_the_case_holds(case: Path) -> None:
    assert run(["verify", "--case", str(case)]) == 0
    assert run(["dossier", "--case", str(case), "-o", str(case.parent / "out")]) == 0


def test_nobody_is_named_by_nothing(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [name for one in _records(case, "actors", capsys) for name in one["names"]]  # type: ignore[attr-defined]
    assert {"Ana Sol", "Иван Петров"} <= set(names)
    assert [name for name in names if not any(char.isalnum() for char in name)] == []


def test_nobody_is_asked_whether_a_name_is_one_of_ten_thousand_characters(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in _records(case, "questions", capsys):
        sizes = sorted(len(one[side]["names"][0]) for side in ("one", "other"))  # type: ignore[index]
        assert sizes[1] <= max(300, 2 * sizes[0])


def test_a_circle_is_told_as_one(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["chart", "--case", str(case)]) == 0
    told = capsys.readouterr().out
    assert "Said to go round in a circle: Ana Sol ▸ Bo Vega ▸ Cy Rey ▸ Ana Sol." in told


def test_what_ends_before_it_begins_is_said_to_and_no_day_is_invented(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["timeline", "--case", str(case)]) == 0
    told = capsys.readouterr().out
    assert "2015 to 2009 “from 2015 until 2009” (event; said to end before it begins)" in told
    assert "2003-02" not in told
    assert "2003-03" not in told
