"""Options that several commands share, and what they mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from careo.model.errors import UsageError

DEFAULT_CASE = "case.careo"

CaseOption = Annotated[
    Path | None,
    typer.Option(
        "--case",
        metavar="DIR",
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
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON record a line, for programs.")
]


def text(what: str) -> Any:
    """Return an option that takes free text, with ``what`` as its help."""
    return typer.Option(metavar="TEXT", help=what, show_default=False)


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
