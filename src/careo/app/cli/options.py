"""Options that several commands share, and what they mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from careo.model.errors import UsageError

DEFAULT_CASE = "case.careo"


def text(what: str) -> Any:
    """Return an option that takes free text, with ``what`` as its help."""
    return typer.Option(metavar="TEXT", help=what, show_default=False, parser=storable)


def storable(given: str) -> str:
    """Return an argument as text that UTF-8 can spell; bytes that are none become escapes."""
    return given.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def name_of_somebody(given: str) -> str:
    """Return a name to look for.

    Raises:
        UsageError: There is none: a variable of a script that was not set, most likely.
    """
    if not given.strip():
        raise UsageError("an empty name", "name somebody; careo actors lists the names")
    return given


def path(given: str) -> Path:
    """Return the path that an argument names.

    Raises:
        UsageError: It is empty, which would be the current folder and is hardly meant.
    """
    if not given:
        raise UsageError("an empty name of a file or folder", "name one; . is the current folder")
    return Path(given)


CaseOption = Annotated[
    Path | None,
    typer.Option(
        "--case",
        metavar="DIR",
        parser=path,
        help=f"The case file, a folder. Default: $CAREO_CASE, else {DEFAULT_CASE}.",
        show_default=False,
    ),
]
WorkersOption = Annotated[
    int,
    typer.Option(
        "--workers",
        metavar="N",
        min=0,
        help="Processes that read. Default: one per core.",
        show_default=False,
    ),
]
NoOcrOption = Annotated[
    bool,
    typer.Option(
        "--no-ocr", help="Do not look for words in pictures and scans: faster, and less is read."
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON record a line, for programs.")
]


def case_path(given: Path | None) -> Path:
    """Return the case to use: the one given, else ``$CAREO_CASE``, else ``case.careo`` here."""
    return given or Path(os.environ.get("CAREO_CASE") or DEFAULT_CASE)


def check_files(files: list[Path]) -> None:
    """Check that every file or folder that the user named exists.

    Raises:
        UsageError: One does not; nothing was added.
    """
    missing = [str(path) for path in files if not path.exists() and not path.is_symlink()]
    if missing:
        more = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise UsageError(f"no such file {missing[0]}{more}", "check the name; nothing was added")


def example(*lines: str) -> str:
    """Return examples as the last part of a command's help, kept line by line."""
    title = "Examples:" if len(lines) > 1 else "Example:"
    return "\b\n" + "\n".join([title, *(f"  {line}" for line in lines)])
