"""``careo backup``, ``restore`` and ``rebuild``: a case put away, taken back, made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careo.app.cli.options import CaseOption, WorkersOption, case_path, example
from careo.app.cli.options import path as as_path
from careo.app.cli.output import say, tell
from careo.app.cli.progress import Bar
from careo.app.cli.work import UNREAD, count, opened, resumable

if TYPE_CHECKING:
    from careo.case.results import Kept, Rebuilt

_FILE = typer.Argument(metavar="FILE", help="The backup, one file.", parser=as_path)


def register(app: typer.Typer) -> None:
    """Give ``app`` the commands."""
    app.command(epilog=example("careo backup inquiry-2026-03-01.zip --case inquiry.careo"))(backup)
    app.command(epilog=example("careo restore inquiry-2026-03-01.zip --case again.careo"))(restore)
    app.command(epilog=example("careo rebuild", "careo rebuild --retry --case inquiry.careo"))(
        rebuild
    )


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


def rebuild(
    *,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try again what crashed or took too long.")
    ] = False,
    case: CaseOption = None,
    workers: WorkersOption = 0,
) -> int:
    """Make text, claims, actors and search anew from the originals and the journal.

    Nothing that cannot be made again is touched. What was damaged is as it was; with another
    careo, it is as that one reads.
    """
    from careo.case.engines import Processes

    path, bar = case_path(case), Bar()
    engine = Processes(workers) if workers else None
    with opened(path) as held, resumable(bar, "run careo rebuild again"):
        done = held.rebuild(retry=retry, engine=engine, progress=bar)
    changed = f"{done.came} came, {done.went} went" if done.came or done.went else "all as before"
    tell(f"{path}: {count(done.documents, 'document')}, {count(done.claims, 'claim')}: {changed}.")
    return _tell_rebuilt(done)


def _tell_rebuilt(done: Rebuilt) -> int:
    """Say what could not be made again, a line each; return the exit code."""
    for name in done.missing:
        say(f"{name}: its original is missing: add it again, or restore the case from a backup")
    if done.damaged:
        what = count(done.damaged, "earlier text")
        say(f"{what} had been damaged and cannot be read again: a backup may still have it")
    for fault in done.lost:
        say(f"{fault.place}: {fault.problem}")
    return UNREAD if done.missing or done.damaged or done.lost else 0


def _held(kept: Kept) -> str:
    return count(kept.documents, "document")


def _tell_faults(kept: Kept) -> int:
    """Say what did not hold when the case was backed up; return the exit code."""
    for fault in kept.faults:
        say(f"{fault.place}: {fault.problem}: the case had this fault when it was backed up")
    return UNREAD if kept.faults else 0
