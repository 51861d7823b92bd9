"""What is printed fits the terminal, and nothing of it is lost."""

from __future__ import annotations

import pytest

from careo.app.cli import output
from careo.app.cli.output import fitted
from careo.app.cli.tables import actors_table

from .views import actor

LINE = "    • Ana Sol says: commands the third company of the engineers (1 claim: 0123456789ab)\n"


@pytest.mark.parametrize("columns", [30, 44, 60])
def test_a_line_that_is_too_wide_goes_on_further_indented(columns: int) -> None:
    lines = "".join(fitted([LINE], columns)).splitlines()
    assert len(lines) > 1
    assert all(len(line) <= columns for line in lines)
    assert [len(line) - len(line.lstrip()) for line in lines] == [4] + [8] * (len(lines) - 1)
    assert " ".join(" ".join(lines).split()) == LINE.strip()


def test_what_fits_is_left_as_it_is_and_pieces_become_lines() -> None:
    assert "".join(fitted([LINE, "", "a", "b\n", "\nend"], 200)) == f"{LINE}ab\n\nend"
    assert list(fitted(["a", "b\n", "c"], 0)) == ["ab\n", "c"]


def test_very_deep_lines_keep_half_of_the_terminal_for_their_words() -> None:
    lines = "".join(fitted([" " * 70 + "one two three\n"], 40)).splitlines()
    assert max(map(len, lines)) <= 70 + len("three")
    assert " ".join(" ".join(lines).split()) == "one two three"


def test_a_table_whose_words_do_not_fit_is_a_block_a_row(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [actor("Ezequiel Távora Montiel", "Tavora"), actor("Benicio Varrón")]
    output.show(actors_table(people))
    table = capsys.readouterr().out
    assert all(len(line) <= output.WIDE for line in table.splitlines())
    assert [each.strip() for each in table.splitlines()[1].split("  ") if each.strip()] == [
        *("name", "also written", "what", "named in", "id"),
    ]
    monkeypatch.setattr(output, "WIDE", 30)
    output.show(actors_table(people))
    blocks = capsys.readouterr().out
    assert blocks.startswith("Ezequiel Távora Montiel\n    also written Tavora · what\n")
    assert all(len(line) <= 30 for line in blocks.splitlines())
    assert f"id {people[0].id[:12]}" in " ".join(blocks.split())
    assert "also written" not in blocks.split("Benicio Varrón")[1]
