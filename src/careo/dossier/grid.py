"""A table of data on a source's page: its first rows, each with an anchor, its cells as written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from careo.model.extraction import Sheet
from careo.model.text import CELL_GAP, Segment, TextLayer
from careo.model.wording import extent

SHOWN = 300
"""Rows of one table that a page shows; and those behind them in which a claim stands."""

Drawn = Callable[[int, int], Markup]
"""Draws the text between two places; to be called in order of place."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``anchor`` is its id on the page."""

    anchor: str
    cells: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, ready to be drawn.

    Attributes:
        anchor: Its id on the page.
        extent: Its columns and rows in words.
        hidden: What of it the workbook hides, in words; empty where it hides nothing.
        head: The cells that name the columns.
        rows: Those shown.
        more: How many rows are not shown.
    """

    anchor: str
    extent: str
    hidden: str
    head: Row | None
    rows: tuple[Row, ...]
    more: int


def sheet_of(segment: Segment, sheets: Sequence[Sheet]) -> int:
    """Return which sheet a row belongs to; -1 for text that stands in none."""
    at = bisect_right(sheets, segment.start, key=lambda sheet: sheet.start) - 1
    inside = segment.kind == "row" and at >= 0 and segment.end <= sheets[at].end
    return at if inside else -1


def grid(
    layer: TextLayer,
    sheet: tuple[int, Sheet],
    segments: Sequence[Segment],
    marked: list[int],
    draw: Drawn,
) -> Grid:
    """Return a table.

    Args:
        layer: The text it stands in.
        sheet: Which of its document's tables it is, from 0, and what is known of it.
        segments: The table's rows.
        marked: Where in the text claims begin, in order.
        draw: Draws a cell.
    """
    number, known = sheet
    text = layer.text
    has_head = len(segments) > known.rows or _starts_with(known, text, segments[0])
    first = 1 if has_head else 0
    rows = [
        Row(f"t-{number + 1}-r-{n}", tuple(draw(*place) for place in _cells(text, segment)))
        for n, segment in enumerate(segments, 1 - first)
        if n <= SHOWN or _holds(segment, marked)
    ]
    head = rows.pop(0) if has_head else None
    whole = "the whole sheet" if known.hidden else ""
    return Grid(
        anchor=f"t-{number + 1}",
        extent=extent((known,)),
        hidden="; ".join(filter(None, (whole, known.hides))),
        head=head,
        rows=tuple(rows),
        more=known.rows - len(rows),
    )


def _starts_with(sheet: Sheet, text: str, segment: Segment) -> bool:
    """Tell whether the columns' names are the first row's cells."""
    cells = text[segment.start : segment.end].split(CELL_GAP)
    pairs = zip(cells, sheet.columns, strict=False)
    return all(" ".join(cell.split())[:99] == name[:99] for cell, name in pairs)


def _cells(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    start = segment.start
    for cell in text[segment.start : segment.end].split(CELL_GAP):
        yield start, start + len(cell)
        start += len(cell) + 1


def _holds(segment: Segment, marked: list[int]) -> bool:
    at = bisect_left(marked, segment.start)
    return at < len(marked) and marked[at] < segment.end
