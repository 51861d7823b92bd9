"""``careo erase``: a document, or what one event says, gone for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from careo.app.cli.options import CaseOption, case_path, example, storable, text
from careo.app.cli.output import say, tell
from careo.app.cli.work import count, opened
from careo.model.errors import UsageError

if TYPE_CHECKING:
    from careo.case.results import Erasure

_THING = typer.Argument(
    metavar="DOCUMENT|EVENT",
    help="A document's name, or how its id begins; or the number of an event.",
    parser=storable,
)
_EXAMPLE = example(
    'careo erase letter.txt --reason "the witness withdrew consent"',
    'careo erase 12 --reason "a note that names a source" --yes',
)


def register(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command(epilog=_EXAMPLE)(erase)


def erase(
    thing: Annotated[str, _THING],
    *,
    reason: Annotated[str, text("Why. It stays in the journal: name nobody in it.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    case: CaseOption = None,
) -> int:
    """Erase a document, or what one event of the journal says, for good.

    Bytes, text, claims, search and free pages go, and what people decided on it. That it was
    erased, when, by whom and why stays. Backups, copies and dossiers made before still hold it.
    """
    path = case_path(case)
    with opened(path) as held:
        if not reason.strip():
            raise UsageError("an erasure without a reason", 'add --reason "..."')
        taken = held.erasure(thing)
        _ask(taken, yes=yes)
        held.erase(thing, reason)
    tell(f"{path}: {_told(taken)} erased.")
    return 0


def _ask(taken: Erasure, *, yes: bool) -> None:
    """Say what goes, and let the user agree.

    Raises:
        UsageError: Nobody is there to agree, or the user does not.
    """
    inside = taken.documents[1:]
    if inside:
        say(f"with it goes what came only in it: {', '.join(inside)}")
    if taken.stays:
        say(f"what also came otherwise stays: {', '.join(taken.stays)}")
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(f"{_told(taken)} would be erased for good", "add --yes to do it")
    if not typer.confirm(f"Erase {_told(taken)} for good?", err=True):
        raise UsageError("nothing was erased", "answer y to do it")


def _told(taken: Erasure) -> str:
    events = f"the payload of event {taken.event}"
    payloads = count(taken.payloads, "payload")
    if not taken.documents:
        return events
    more = (
        f" and {count(len(taken.documents) - 1, 'document')} in it" if taken.documents[1:] else ""
    )
    return f"{taken.documents[0]}{more}, with {payloads} of the journal,"
