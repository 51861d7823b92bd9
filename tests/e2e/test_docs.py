"""What docs/cli.md shows is what happens."""

import re
import shlex
from pathlib import Path

import pytest

from careo.app.cli.demo import documents
from careo.app.cli.main import COMMANDS, run

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, list[str]]]:
    """Return each command of the page with the lines of output that the page shows."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(DOCS.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            else:
                found[-1][1].append(line)
    return found


def pattern(shown: list[str]) -> str:
    """Return a pattern for the output: a line ``…`` stands for any lines, inside one for words."""
    parts = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
        for line in shown
    ]
    return "".join(parts)


def test_every_command_has_an_example() -> None:
    used = {command.split()[1] for command, _ in examples()}
    assert used == set(COMMANDS)


def test_the_examples_do_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CAREO_CASE", raising=False)
    with documents() as made:
        for path, _ in made:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    for command, shown in examples():
        line, _, target = command.partition(" > ")
        program, *argv = shlex.split(line)
        assert program == "careo"
        assert run(argv) == 0, command
        out = capsys.readouterr().out
        if target:
            Path(target).write_text(out, encoding="utf-8")
            assert Path(target).stat().st_size
        else:
            assert re.fullmatch(pattern(shown), out), f"{command}\n{out[:2000]}"
