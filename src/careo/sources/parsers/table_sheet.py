"""One sheet of a workbook, row by row as its XML comes: never more than a row is held.

What a sheet declares of its size counts for nothing; only cells that hold something do.

Source:
    ECMA-376 part 1, 18.3.1 (worksheets).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from careo.sources.parsers.docx_names import number
from careo.sources.parsers.table import Tables, letters, ranges
from careo.sources.parsers.table_format import shown
from careo.sources.parsers.table_parts import Strings, Styles, words

_REFERENCE = re.compile(r"([A-Za-z]{1,3})\d{0,7}\Z")
_COLUMNS = 16_384
_BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_TEXTS = frozenset({"x:v", "x:t", "x:f"})
_HEADERS = re.compile(r"x:(?:odd|even|first)(?:Header|Footer)\Z")
_HEADER_CODE = re.compile(
    r'&(?:[LCRPNDTGASXYEBIUOHZ]|"[^"]*"|\d{1,3}|K[0-9A-F]{6}|(&))', re.IGNORECASE
)
_PROMPTS = ("promptTitle", "prompt", "errorTitle", "error")
_ON = frozenset({"1", "true", "on"})
_RANGES = 30


@dataclass
class Known:
    """What the sheets of one workbook have in common.

    Attributes:
        strings: The shared strings.
        styles: How numbers are shown.
        since_1904: Days are counted from 1904.
        most: Characters of one row.
        unvalued: Formulas without a value.
        missing: Cells whose shared string is not there.
        long: Rows whose cells were too much text.
    """

    strings: Strings
    styles: Styles
    since_1904: bool = False
    most: int = 0
    unvalued: int = 0
    missing: int = 0
    long: int = 0


class SheetReader:
    """Takes a sheet's part; a `careo.sources.parsers.xml.Handler`.

    Attributes:
        headers: The words of headers, footers and of prompts at cells.
    """

    def __init__(self, tables: Tables, known: Known) -> None:
        self.headers: list[str] = []
        self._tables = tables
        self._known = known
        self._row = 0
        self._cells: list[str] = []
        self._chars = 0
        self._width = 0
        self._cell: dict[str, str] = {}
        self._taken = ""
        self._reading = 0
        self._held: dict[str, list[str]] = {tag: [] for tag in (*_TEXTS, "header")}
        self._formula = self._begun = False
        self._hidden_row = False
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element's begin."""
        if tag == "x:c":
            self._cell, self._formula, self._begun = attributes, False, False
        elif tag in _TEXTS:
            self._taken = "" if self._reading else tag
            if tag == "x:f":
                self._formula = self._begun = True
        elif tag == "x:row":
            self._begin_row(attributes)
        elif tag == "x:rPh":
            self._reading += 1
            self._known.strings.spelled = True
        else:
            self._beside(tag, attributes)

    def end(self, tag: str) -> None:
        """Take an element's end."""
        self._taken = ""
        if tag == "x:c":
            if self._begun:
                self._put()
        elif tag == "x:row":
            self._end_row()
        elif tag == "x:rPh":
            self._reading -= 1
        elif _HEADERS.match(tag):
            said = _HEADER_CODE.sub(lambda code: code[1] or " ", self._drain("header"))
            self.headers += [words(said)] if said.strip() else []

    def text(self, data: str) -> None:
        """Take some text."""
        if self._taken and self._chars <= self._known.most:
            self._chars += len(data)
            self._held[self._taken].append(data)
            self._begun = True

    def finish(self) -> str:
        """End a sheet that may have been cut; return which rows and columns are hidden."""
        if self._cells:
            self._end_row()
        rows = [_run("row", a, b) for a, b in ranges(sorted(set(self._hidden_rows)))]
        columns = [
            _run("column", letters(a), letters(min(b, self._width - 1)))
            for a, b in sorted(self._hidden_columns)
            if a < self._width
        ]
        return "; ".join([*rows[:_RANGES], *columns[:_RANGES]])

    def _beside(self, tag: str, attributes: dict[str, str]) -> None:
        """Take what stands beside the cells."""
        if tag == "x:col":
            self._column(attributes)
        elif tag == "x:dataValidation":
            said = " ".join(attributes.get(name, "") for name in _PROMPTS).strip()
            self.headers += [words(said)] if said else []
        elif _HEADERS.match(tag):
            self._taken = "header"

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = number(attributes.get("r"), self._row + 1)
        self._cells, self._chars = [], 0
        self._hidden_row = attributes.get("hidden") in _ON or attributes.get("ht") == "0"

    def _end_row(self) -> None:
        held = any(self._cells)
        if held and self._hidden_row:
            self._hidden_rows.append(self._row)
        if self._chars > self._known.most:
            self._known.long += 1
        self._width = max(self._width, len(self._cells))
        self._tables.row(self._cells)
        self._cells = []

    def _column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _ON or attributes.get("width") == "0":
            first = number(attributes.get("min"), 1) - 1
            if len(self._hidden_columns) <= _COLUMNS:
                self._hidden_columns.append((first, number(attributes.get("max"), 1) - 1))

    def _drain(self, tag: str) -> str:
        text = "".join(self._held[tag])
        self._held[tag].clear()
        return text

    def _put(self) -> None:
        """Put a cell's text where its reference says, and never over another."""
        if self._tables.is_full:
            self._skip()
            return
        raw = self._drain("x:v")
        text = self._value(raw) if raw else ""
        if self._held["x:t"]:
            text = words(self._drain("x:t")) + text
        if self._formula:
            formula = self._drain("x:f")
            if not text and self._cell.get("t") != "str":
                self._known.unvalued += 1
                text = f"={' '.join(words(formula).split())}"
        found = _REFERENCE.match(self._cell.get("r", ""))
        at = _index(found[1]) if found else len(self._cells)
        if not len(self._cells) <= at < _COLUMNS:
            at = len(self._cells)
        self._cells += [""] * (at - len(self._cells))
        self._chars += len(text)
        self._cells.append(text if self._chars <= self._known.most else "")

    def _skip(self) -> None:
        """Note that a row which has no room any more holds something."""
        for held in self._held.values():
            held.clear()
        self._cells = self._cells or ["x"]

    def _value(self, raw: str) -> str:
        known, kind = self._known, self._cell.get("t", "n")
        if kind == "s":
            at = number(raw, -1)
            if 0 <= at < len(known.strings.found):
                return known.strings.found[at]
            known.missing += 1
            return ""
        if kind == "b":
            return _BOOLEANS.get(raw.strip(), words(raw))
        if kind == "n":
            given = known.styles.of(self._cell.get("s"))
            return shown(raw, given, since_1904=known.since_1904)
        return words(raw)


def _index(name: str) -> int:
    at = 0
    for letter in name.upper():
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _run(word: str, first: object, last: object) -> str:
    return f"{word} {first}" if first == last else f"{word}s {first} to {last}"
