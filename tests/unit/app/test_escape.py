"""Words from documents act neither on a terminal nor in a spreadsheet."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.app.cli.escape import visible
from careo.model.cells import cell, csv_line
from careo.model.cells import shown as shown_as

FORMULAS = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=HYPERLINK(1)",
    "  =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b=1",
    " \u200b =1",
    "\u3000=1",
    "\x00=1",
    "\uff1dSUM(1)",
    "\uff0b1",
]


SAFE = ("'", "<U+")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a<U+001B>[2Jb"),
        ("a\x9b31mb", "a<U+009B>31mb"),
        ("a\x07\x08\x7f", "a<U+0007><U+0008><U+007F>"),
        ("evil\u202etxt.exe", "evil<U+202E>txt.exe"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("one\r\ntwo\tthree\u2028four", "one two three four"),
        ("zero\u200bwidth\ufeff", "zero<U+200B>width<U+FEFF>"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("\udcff", "<U+DCFF>"),
        ("Távora “dijo” — 漢字 हिन्दी", "Távora “dijo” — 漢字 हिन्दी"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_what_acts_on_a_terminal_is_shown_and_what_is_written_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_no_text_leaves_a_character_that_hides_or_acts(text: str) -> None:
    shown = visible(text)
    assert "\n" not in shown
    for char in shown:
        assert char in "\u200c\u200d" or unicodedata.category(char)[0] != "C"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text).lstrip().startswith(SAFE)


@given(st.sampled_from("=+-@"), st.text(alphabet=" \t\r\n\x00\u00a0\u3000\ufeff\u200b"), st.text())
def test_no_white_space_hides_a_formula(sign: str, blanks: str, rest: str) -> None:
    assert cell(blanks + sign + rest).lstrip().startswith(SAFE)


@pytest.mark.parametrize("text", ["", "plain", "a = b", "2-3", "“- no”", "Távora", "a+b"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@given(st.lists(st.text(), min_size=1, max_size=6))
def test_a_record_is_one_line_and_comes_back_cell_by_cell(cells: list[str]) -> None:
    line = csv_line(tuple(cells))
    assert line.endswith("\r\n")
    assert "\n" not in line[:-2]
    assert "\r" not in line[:-2]
    (row,) = csv.reader(io.StringIO(line, newline=""))
    assert row == [cell(text) for text in cells]


@given(st.text())
def test_the_quick_way_for_printable_text_is_the_same(text: str) -> None:
    assert visible(text) == " ".join("".join(map(shown_as, text)).split())
