"""How a table of text is written: what parts its cells, and whether it is one at all.

Source:
    RFC 4180 (CSV); W3C, Model for Tabular Data, section 8 (dialects met in the wild).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import NamedTuple

_SAMPLE_CHARS, _SAMPLE_ROWS = 1 << 16, 200
_DELIMITERS = ("\t", ";", "|", ",")
_SAME, _FEW = 0.9, 0.5
_SEP_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[ \u00a0]*[-+]?[\d.\u00a0 ]*\d,\d+[ \u00a0]*%?[ \u00a0]*\Z")
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019\u00bb)]*\s*\Z")
_PROSE_LINE, _PROSE_SHARE = 100, 0.4


class Dialect(NamedTuple):
    """How a table of text is written.

    Attributes:
        delimiter: What parts the cells of a row.
        start: Where the table begins: behind a ``sep=`` line, where there is one.
        spaced: A space stands before quoted cells and is no part of them.
    """

    delimiter: str
    start: int = 0
    spaced: bool = False


def dialect(text: str) -> Dialect | None:
    """Return how a text with the name of a table is written; None where it is prose.

    Args:
        text: The text or its beginning, with newlines as line ends.
    """
    said = _SEP_LINE.match(text)
    if said is not None:
        return Dialect(said[1], said.end())
    sample = text[:_SAMPLE_CHARS]
    if len(text) > _SAMPLE_CHARS:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return _found(sample)


def _found(sample: str) -> Dialect | None:
    lines = [line for line in sample.split("\n") if line.strip()][:_SAMPLE_ROWS]
    if not lines:
        return Dialect(",")
    shares = {each: _share(lines, each) for each in _DELIMITERS if each in sample}
    if shares.get(";", (0.0, 0))[0] >= _SAME and _commas_are_decimal(lines):
        shares.pop(",", None)
    best = max(shares, key=lambda each: shares[each], default=",")
    if _is_prose(lines, best, shares.get(best, (0.0, 0))[0]):
        return None
    return Dialect(best, 0, f'{best} "' in sample and f'{best}"' not in sample)


def _share(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Return the share of rows with the commonest number of cells, and that number."""
    try:
        rows = csv.reader(lines, delimiter=delimiter)
        widths = Counter(0 if _is_torn(row) else len(row) for row in rows if row)
    except csv.Error:
        return 0.0, 0
    width, same = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (round(same / widths.total(), 1), width) if width > 1 else (0.0, width)


def _is_torn(row: list[str]) -> bool:
    """Tell whether a quoted cell was cut in two."""
    return any(cell.count('"') % 2 for cell in row)


def _commas_are_decimal(lines: list[str]) -> bool:
    cells = [cell for line in lines for cell in line.split(";") if "," in cell]
    return all(_DECIMAL_COMMA.match(cell) for cell in cells)


def _is_prose(lines: list[str], delimiter: str, share: float) -> bool:
    """Tell whether lines are sentences whose commas are commas."""
    ended = sum(_SENTENCE_END.search(line) is not None for line in lines) / len(lines)
    if share >= _FEW and delimiter != ",":
        return False
    text = "\n".join(lines)
    spaced = text.count(", ") + text.count(",\n")
    if share >= _FEW and 2 * spaced < text.count(","):
        return False
    long = sum(len(line) > _PROSE_LINE for line in lines) / len(lines)
    return ended > _PROSE_SHARE or (share < _FEW and long > _PROSE_SHARE)
