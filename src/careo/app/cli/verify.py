"""``careo verify``: whether a case is still what it was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careo.app.cli.options import CaseOption, case_path, example
from careo.app.cli.options import path as as_path
from careo.app.cli.output import say, tell
from careo.app.cli.progress import Bar
from careo.app.cli.work import UNREAD, count, opened, resumable


def register(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command(epilog=example("careo verify", "careo verify dossier.careo"))(verify)


def verify(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            help="The case file; the same as --case.",
            show_default=False,
            parser=as_path,
        ),
    ] = None,
    *,
    case: CaseOption = None,
) -> int:
    """Check the originals, the journal and every quote.

    Originals are hashed again, each line of the journal must hold the hash of the one before,
    and every quote must stand in its document, to the character.
    """
    path, bar = case_path(folder or case), Bar()
    with opened(path) as held, resumable(bar, "run careo verify again"):
        faults = 0
        for fault in held.verify(progress=bar):
            faults += 1
            say(f"{fault.place}: {fault.problem}")
        checked = [count(bar.done["verifying"], "original")]
        if not faults:
            checked += [
                count(held.claims_counted(), "claim"),
                count(sum(1 for _ in held.journal()), "journal line"),
            ]
        erased = held.erased() if not faults else 0
    gone = f" ({count(erased, 'payload')} erased)" if erased else ""
    found = count(faults, "fault") if faults else "no fault"
    tell(f"{path}: {', '.join(checked)} checked{gone}; {found}")
    return UNREAD if faults else 0
