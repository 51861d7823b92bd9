"""Words from documents as lines of CSV that no spreadsheet runs, and signs that hide made visible.

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


def shown(char: str) -> str:
    """Return a character, or its number where it hides or acts; white space is a space."""
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
    flat = "".join(shown(char) for char in text)
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
