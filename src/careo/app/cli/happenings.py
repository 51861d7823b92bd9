"""``careo history``: what happened, when, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from careo.app.cli.escape import visible
from careo.app.cli.options import CaseOption, JsonOption, case_path, example, storable
from careo.app.cli.output import emit, say, tell
from careo.app.cli.work import opened
from careo.model.errors import UsageError

if TYPE_CHECKING:
    from careo.model.history import Happening

_ACTIONS = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "claim": "added",
    "same": "judged to be the same:",
    "different": "judged to be different:",
    "unsure": "put off whether they are the same:",
    "undo": "undone:",
}
_STATES = {
    "undone": "undone by",
    "lost": "lost: what it is about is not found so in what is read now",
    "erased": "erased: it has no effect any more",
}
_LONGEST = 100
_HOW = "careo accept, reject, correct"


def register(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command(
        epilog=example(
            "careo history", "careo history letter.txt", "careo history 3f2a9c01d4e5 --json"
        )
    )(history)


def _named(given: str) -> str:
    """Return the name of a thing.

    Raises:
        UsageError: It is empty, which would be everything and is hardly meant.
    """
    if not given.strip():
        raise UsageError("an empty name", "name a document, claim, actor or event, or nothing")
    return storable(given)


def history(
    thing: Annotated[
        str | None,
        typer.Argument(
            metavar="THING",
            help="A document, claim, actor or event; without one all decisions.",
            show_default=False,
            parser=_named,
        ),
    ] = None,
    *,
    lost: Annotated[
        bool, typer.Option("--lost", help="Only decisions that find no place in what is read now.")
    ] = False,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Tell what happened to something: when, who, what, why, and whether it stands."""
    with opened(case_path(case)) as held:
        found = (one for one in held.history(thing or "") if not lost or one.state == "lost")
        shown = emit(lines(found) if json else (f"{line(one)}\n" for one in found))
    if not shown and not json:
        of = "" if thing is None else f" on {thing}"
        say(f"no decision lost{of}" if lost else f"nothing decided{of} yet: {_HOW}")
    return 0


def lines(found: Iterable[Happening]) -> Iterator[str]:
    """Yield events as JSON, one a line."""
    for one in found:
        yield one.canonical().decode() + "\n"


def tell_decision(one: Happening, undone: Happening | None = None) -> None:
    """Say in one line what was decided, or what was undone, and under which number."""
    if undone is not None:
        tell(f"event {one.event}: undone: event {undone.event}, {what(undone)}")
    else:
        tell(f"event {one.event}: {what(one)} (careo undo {one.event} takes it back)")


def what(one: Happening) -> str:
    """Return what an event did to what, in a few words."""
    if one.action == "undo":
        return f"undone: {one.about.replace(':', ' ')}"
    words = " and ".join(f"“{_short(each)}”" for each in one.words)
    if one.action in _ACTIONS:
        kind, _, name = one.about.partition(":")
        claim = f"claim {name[:12]} " if kind == "claim" else ""
        return f"{_ACTIONS[one.action]} {claim}{words}".rstrip(" :")
    kind, _, name = one.about.partition(":")
    about = f"{kind} {name[:12]}".strip()
    return f"{one.action} {about}{f' ({visible(one.told)})' if one.told else ''}"


def line(one: Happening) -> str:
    """Return an event as one line, safe to print."""
    state = _STATES.get(one.state or "", "")
    if one.state == "undone":
        state = f"{state} event {', '.join(map(str, one.undone_by))}"
    parts = [f"{one.event}  {one.at[:16].replace('T', ' ')}  {one.by}  {what(one)}"]
    parts += [f"reason: {one.reason}"] if one.reason else []
    parts += [state] if state else []
    return visible("; ".join(parts))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
