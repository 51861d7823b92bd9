"""``careo backup`` and ``careo restore``: a case put away, and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careo.app.cli.options import CaseOption, case_path, example
from careo.app.cli.options import path as as_path
from careo.app.cli.output import say, tell
from careo.app.cli.progress import Bar
from careo.app.cli.work import UNREAD, count, opened, resumable

if TYPE_CHECKING:
    from careo.case.results import Kept

_FILE = typer.Argument(metavar="FILE", help="The backup, one file.", parser=as_path)


def register(app: typer.Typer) -> None:
    """Give ``app`` the commands."""
    app.command(epilog=example("careo backup inquiry-2026-03-01.zip --case inquiry.careo"))(backup)
    app.command(epilog=example("careo restore inquiry-2026-03-01.zip --case again.careo"))(restore)


def backup(file: Annotated[Path, _FILE], *, case: CaseOption = None) -> int:
    """Write all of a case into one new file.

    The file is restored into a temporary folder beside it, and compared, before it gets its name.
    Others may go on adding to the case meanwhile.
    """
    path, bar = case_path(case), Bar()
    with opened(path) as held, resumable(bar, "nothing was written: run it again"):
        kept = held.backup(file, progress=bar)
    tell(f"{path}: {_held(kept)} in {file}, restored and compared.")
    return _tell_faults(kept)


def restore(file: Annotated[Path, _FILE], *, case: CaseOption = None) -> int:
    """Make a case of a backup, where no case is yet.

    Everything is checked before the case gets its place; a backup that was changed anywhere is
    refused.
    """
    from careo.case import restore as restored

    path, bar = case_path(case), Bar()
    with resumable(bar, "nothing was written: run it again"):
        kept = restored(file, path, progress=bar)
    tell(f"{path}: {_held(kept)}, as backed up in {file}.")
    return _tell_faults(kept)


def _held(kept: Kept) -> str:
    return count(kept.documents, "document")


def _tell_faults(kept: Kept) -> int:
    """Say what did not hold when the case was backed up; return the exit code."""
    for fault in kept.faults:
        say(f"{fault.place}: {fault.problem}: the case had this fault when it was backed up")
    return UNREAD if kept.faults else 0
