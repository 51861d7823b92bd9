"""Make words from documents harmless where they are printed: in a terminal, in a spreadsheet.

A document may hold escape sequences that repaint a terminal, marks that reverse the order of a
line, and cells that a spreadsheet would run. JSON output needs none of this: it escapes by its
own rules.

Source:
    Unicode Standard Annex 9 (directional formatting characters); OWASP, "CSV Injection";
    RFC 4180.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata

_KEPT = frozenset("\u200c\u200d")
"""The joiners: they are part of the spelling of Persian and of Indian scripts."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NUMBER = re.compile(r"[-+]?\d[\d.,]*%?\Z", re.ASCII)
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")


def visible(text: str) -> str:
    """Return ``text`` as one line in which nothing acts on a terminal and nothing hides.

    White space becomes single spaces; control, directional and unassigned characters become
    their number, as in ``<U+202E>``.
    """
    return " ".join("".join(_shown(char) for char in text).split())


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    if char in _KEPT or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"<U+{ord(char):04X}>"


def cell(text: str) -> str:
    """Return ``text`` as a spreadsheet cell that no spreadsheet executes.

    Each white space becomes a space, so that a record is a line; what hides or acts becomes its
    number. A cell whose first sign opens a formula gets an apostrophe before it, behind spaces
    too: some programs trim before they look.
    """
    flat = "".join(_shown(char) for char in text)
    return f"'{flat}" if flat.lstrip().startswith(_FORMULA) else flat


def csv_line(cells: tuple[str, ...]) -> str:
    """Return one line of CSV, every cell made harmless by `cell` and quoted, ending in CRLF."""
    return _line([cell(text) for text in cells])


def data_line(cells: tuple[str, ...]) -> str:
    """Return one line of CSV of data: as `csv_line`, but a signed number stays one."""
    return _line([text if _NUMBER.match(text) else cell(text) for text in cells])


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow(cells)
    return out.getvalue()
