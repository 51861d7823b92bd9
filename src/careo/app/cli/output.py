"""Standard output and standard error, as careo uses them.

Records and tables go to standard output, all else to standard error. A reader that stops
listening (``careo claims | head``) is not an error.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from textwrap import fill
from typing import TYPE_CHECKING

from careo.app.cli.escape import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WIDE = 160
"""Columns of a table that goes to a file or to another program."""

_VAST = 100_000
_INDENT = "    "


class ReaderGoneError(Exception):
    """Whoever read standard output has closed it."""


def emit(lines: Iterable[str]) -> int:
    """Write lines as they come, each with its own line end, in UTF-8; return how many.

    Raises:
        ReaderGoneError: Standard output is closed.
    """
    written = 0
    try:
        for line in lines:
            sys.stdout.write(line)
            written += 1
        sys.stdout.flush()
    except BrokenPipeError:
        _abandon()
        raise ReaderGoneError from None
    return written


def show(table: Table) -> None:
    """Print a table for people; where its words do not fit the terminal, a block for each row.

    Raises:
        ReaderGoneError: Standard output is closed.
    """
    from rich.measure import Measurement

    console = _console()
    vast = console.options.update(width=_VAST)
    if Measurement.get(console, vast, table).minimum > console.width:
        emit(fitted(_blocks(table), console.width))
        return
    with console.capture() as captured:
        console.print(table, markup=False, highlight=False)
    emit([captured.get()])


def _blocks(table: Table) -> Iterator[str]:
    """Yield each row as two lines: its first cell, then all others that hold something."""
    heads = [str(column.header) for column in table.columns]
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        first, *others = map(str, cells)
        told = [f"{head} {cell}" for head, cell in zip(heads[1:], others, strict=True) if cell]
        yield f"{first}\n{_INDENT}{' · '.join(told)}\n"


def fitted(pieces: Iterable[str], columns: int) -> Iterator[str]:
    """Yield text in whole lines; one that is too wide goes on in the next, further indented.

    Args:
        pieces: The text, parted anywhere.
        columns: Of the terminal; 0 leaves each line as it is.
    """
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        yield from (f"{_wrapped(line, columns)}\n" for line in whole)
    if rest:
        yield _wrapped(rest, columns)


def _wrapped(line: str, columns: int) -> str:
    if not 0 < columns < len(line):
        return line
    deep = min(len(line) - len(line.lstrip()), columns // 2)
    further = " " * deep + _INDENT
    return fill(line, columns, subsequent_indent=further, break_on_hyphens=False)


def tell(text: str) -> None:
    """Print one line for the user on standard output.

    Raises:
        ReaderGoneError: Standard output is closed.
    """
    emit([f"{visible(text)}\n"])


def width() -> int:
    """Return the columns of the terminal; 0 where standard output is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def say(text: str) -> None:
    """Print one line for the user on standard error."""
    with suppress(OSError):  # the terminal may have been closed
        sys.stderr.write(f"careo: {visible(text)}\n")
        sys.stderr.flush()


def prepare() -> None:
    """Make both streams write UTF-8, and never fail on a character; one that is shut is none."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _console() -> Console:
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(file=sys.stdout, width=None if terminal else WIDE, emoji=False)


def _abandon() -> None:
    """Point standard output nowhere, so that the interpreter's last flush is quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
