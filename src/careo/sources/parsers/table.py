"""Tables to a layer: a row a segment, its cells parted by tabs, and a `Sheet` for each table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import structs

from careo.model.config import Limits
from careo.model.document import Source
from careo.model.extraction import Sheet
from careo.model.text import CELL_GAP, Segment, SegmentKind
from careo.sources import draft
from careo.sources.wire import Answer

ROWS = 500_000
"""Rows, of all tables together, that the layer takes."""

SHEETS = 1_000
"""Sheets of one workbook that are read."""

_COLUMN_CHARS = 1 << 20
_NAME_CHARS = 200
_LOOKED_AT = 200
_NUMBER = re.compile(r"[-+(]?[^\w\s]{0,3}\s*\d[\d.,\s'\u2019:/-]*%?\)?\s*[^\W\d]{0,3}\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_LETTERS = 26


class Tables:
    """Takes tables one after another, row by row, and becomes an answer.

    Attributes:
        reasons: Why not all of it could be got out; to be added to.
    """

    def __init__(self, limits: Limits) -> None:
        self.reasons: list[str] = []
        self._most = limits.text_chars
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._sheets: list[Sheet] = []
        self._at = 0
        self._rows = self._left_out = self._notes = 0
        self._title = ""
        self._room = _COLUMN_CHARS
        self._table = _Table("", hidden=False, start=0)

    @property
    def is_full(self) -> bool:
        """Whether no further row has room; rows are then counted only."""
        return self._left_out > 0

    @property
    def rows(self) -> int:
        """Rows of all tables so far."""
        return self._rows

    def begin(self, name: str, *, hidden: bool = False, titled: bool = False) -> None:
        """Begin a table; its name stands over its first row where ``titled``."""
        self._table = _Table(_one_line(name), hidden=hidden, start=self._at)
        self._title = self._table.name if titled else ""

    def row(self, cells: Sequence[str]) -> None:
        """Take a row; one without any text is none."""
        text = CELL_GAP.join(map(_clean, cells)).rstrip(CELL_GAP)
        if not text or text.isspace():
            return
        table = self._table
        table.look_at(cells)
        self._rows += 1
        if self._title:
            self._put(self._title, "heading", "\n\n")
            self._title = ""
        start = self._put(text, "row", "\n" if table.started else "\n\n")
        if start is not None:
            table.start = table.start if table.started else start
            table.started, table.end = True, self._at

    def count(self, rows: int) -> None:
        """Count rows of the open table that are not given."""
        self._rows += rows
        self._left_out += rows
        self._table.rows += rows

    def end(self, hides: str = "") -> None:
        """End the table.

        Args:
            hides: Which rows and columns of it are hidden, in words.
        """
        sheet, self._room = self._table.sheet(hides, self._room)
        self._sheets.append(sheet)

    def note(self, marked: str, text: str) -> None:
        """Put words that stand beside the cells of a table behind it: a comment, a header."""
        if text.strip():
            self._put(f"{marked} {text.strip()}", "furniture", "\n\n")

    @property
    def ragged(self) -> tuple[int, int]:
        """How many rows of the open table have another number of cells, and than which."""
        widths = self._table.widths
        usual = len(self._table.first[0]) if self._table.has_heading else 0
        usual = usual or max(widths, key=lambda width: widths[width], default=0)
        return widths.total() - widths[usual], usual

    def answer(self, extractor: str, source: Source = Source()) -> Answer:  # noqa: B008 a frozen value
        """Return all of it as an answer."""
        reasons = list(self.reasons)
        if self._left_out:
            kept = self._rows - self._left_out
            reasons.insert(0, f"only the first {kept} of {self._rows} rows are in the text")
        if self._notes:
            reasons.append("not all words beside the cells are in the text")
        if self._room < 0:
            reasons.append("not all columns are named")
        text = "".join(self._parts)
        made = draft.answer(text, tuple(self._segments), extractor, source, reasons)
        return structs.replace(made, sheets=tuple(self._sheets))

    def _put(self, text: str, kind: SegmentKind, gap: str) -> int | None:
        """Append one segment and return its start; None where it has no room."""
        start = self._at + (len(gap) if self._parts else 0)
        if self.is_full or len(self._segments) >= ROWS or start + len(text) > self._most:
            if kind == "row":
                self._left_out += 1
            elif kind == "furniture":
                self._notes += 1
            if self._parts:
                return None
            text = text[: self._most]
        self._parts.append(f"{gap}{text}" if self._parts else text)
        self._at = start + len(text)
        level = 1 if kind == "heading" else 0
        self._segments.append(Segment(kind=kind, start=start, end=self._at, level=level))
        return start


class _Table:
    """What is known of the table that is being read."""

    def __init__(self, name: str, *, hidden: bool, start: int) -> None:
        self.name = name
        self.hidden = hidden
        self.start = self.end = start
        self.started = False
        self.rows = 0
        self.first: list[list[str]] = []
        self.widths: Counter[int] = Counter()

    def look_at(self, cells: Sequence[str]) -> None:
        self.rows += 1
        self.widths[_width(cells, len(self.first[0]) if self.first else 0)] += 1
        if len(self.first) < _LOOKED_AT:
            self.first.append([_one_line(cell) for cell in cells])

    @property
    def has_heading(self) -> bool:
        """Whether the first row names the columns.

        It does where it is as wide as the others, holds words only, each once, and none of them
        stands again in its own column.
        """
        if not self.first:
            return False
        head, body = self.first[0], self.first[1:]
        named = [cell for cell in head if cell]
        if len(named) < max(1, len(head) - 1) or len(set(named)) < len(named):
            return False
        if any(_is_value(cell, n, body) for n, cell in enumerate(head)):
            return False
        if body and len(head) < max(self.widths, key=lambda width: (self.widths[width], width)):
            return False
        return not any(
            cell == row[n] for row in body for n, cell in enumerate(head[: len(row)]) if cell
        )

    def sheet(self, hides: str, room: int) -> tuple[Sheet, int]:
        """Return the table's `Sheet`, and what is left of the room for columns' names."""
        heading = self.has_heading
        names = self.first[0] if heading else []
        width = max(self.widths, default=0)
        columns: list[str] = []
        for n in range(width):
            name = names[n] if n < len(names) else letters(n)
            room -= len(name) + 3
            if room < 0:
                break
            columns.append(name)
        sheet = Sheet(
            name=self.name,
            columns=tuple(columns),
            rows=self.rows - heading,
            start=self.start,
            end=self.end,
            hidden=self.hidden,
            hides=_one_line(hides),
        )
        return sheet, room


def letters(column: int) -> str:
    """Return the letters of a column, from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def ranges(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Yield runs of rising numbers as their first and last."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number <= last + 1:
            last = max(last, number)
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last


def _width(cells: Sequence[str], least: int) -> int:
    """Return how many cells a row has, without empty ones behind the table's own."""
    width = len(cells)
    while width > least and not cells[width - 1]:
        width -= 1
    return width


def _is_value(cell: str, column: int, body: list[list[str]]) -> bool:
    """Tell whether a cell is a number or a date, and no year over a column of other things."""
    if not _NUMBER.match(cell):
        return False
    others = [row[column] for row in body if column < len(row)]
    return not (_YEAR.match(cell) and others and not any(map(_YEAR.match, others)))


def _clean(cell: str) -> str:
    return cell.replace(CELL_GAP, " ")


def _one_line(text: str) -> str:
    line = " ".join(text[: 4 * _NAME_CHARS].split())
    return line if len(line) <= _NAME_CHARS else line[: _NAME_CHARS - 1] + "…"
