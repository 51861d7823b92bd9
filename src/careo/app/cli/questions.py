"""``careo questions``: who may be who; and ``careo actors --why``: why those who are one are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careo.app.cli.escape import visible
from careo.app.cli.happenings import tell_decision
from careo.app.cli.options import CaseOption, JsonOption, case_path, example
from careo.app.cli.options import name_of_somebody as somebody
from careo.app.cli.output import emit, fitted, say, tell, width
from careo.app.cli.work import opened
from careo.model.errors import UsageError

if TYPE_CHECKING:
    from careo.case import Case
    from careo.model.history import Happening
    from careo.model.question import Question, Questions, Reason, Side

_DIGITS = 12
_NAMES = 4
_INDENT = "    "
_KEYS = "s: the same, d: different, u: unsure, Enter: leave it open, q: stop"
_VERDICTS = {"s": "same", "d": "different", "u": "unsure"}


def register(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command(
        epilog=example(
            "careo questions", "careo questions --about Varrón --json", "careo questions --ask"
        )
    )(questions)


def questions(
    *,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, metavar="N", help="At most so many.")
    ] = 20,
    about: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only questions about this actor.", parser=somebody),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask one after another, and keep the answers.")
    ] = False,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """Ask who is who: two that may be one, what speaks for it and against, how to answer.

    The question whose answer joins most claims comes first. What was answered or put off is not
    asked again.
    """
    if ask and json:
        raise UsageError("--ask and --json exclude each other", "choose one")
    where = case_path(case)
    with opened(where) as held:
        found = held.questions(limit, about or "")
        if json:
            emit(one.canonical().decode() + "\n" for one in found.asked)
        elif ask:
            return _ask(held, found)
        else:
            emit(f"{_text(one)}\n{_commands(one, case)}\n" for one in found.asked)
    _tell_rest(found)
    return 0


def _tell_rest(found: Questions) -> None:
    if not found.asked:
        say("nothing to ask: nobody is left whose names are alike and who is not judged")
    if found.more:
        say("there are more questions: answer these first, or give a larger --limit")
    if found.crowded:
        say(
            "some parts of names are borne by so many that only those with most claims were "
            "compared by them alone: see careo questions --about NAME for one of the others"
        )


def text(one: Question) -> str:
    """Return a question in words, safe to print, without the commands."""
    lines = [visible(f"Is {one.one.names[0]} the same as {one.other.names[0]}?")]
    for side in (one.one, one.other):
        lines += list(_side(side))
    lines.append(_line(f"their names: {one.names}"))
    lines += [_line(f"for: {said}") for said in one.supports]
    lines += [_line(f"against: {said}") for said in one.opposes]
    return "\n".join(lines) + "\n"


def _text(one: Question) -> str:
    return "".join(fitted([text(one)], width()))


def _line(said: str, deep: int = 1) -> str:
    return _INDENT * deep + visible(said)


def _side(side: Side) -> Iterator[str]:
    also = "; ".join(side.names[1:_NAMES])
    yield _line(f"{side.names[0]}{f' (also: {also})' if also else ''}")
    yield _line(f"“{' '.join(side.exact.split())}”", 2)
    yield _line(f"{side.file}, characters {side.start} to {side.end}", 2)
    if side.said:
        yield _line(f"said to be: {'; '.join(side.said)}", 2)


def _commands(one: Question, case: Path | None) -> str:
    ids = f"{one.one.actor[:_DIGITS]} {one.other.actor[:_DIGITS]}"
    where = "" if case is None else f' --case "{case}"'
    lines = (_line(f'careo {verdict} {ids}{where} --reason "…"') for verdict in _VERDICTS.values())
    return "\n".join(lines) + "\n"


def _ask(held: Case, found: Questions) -> int:
    """Ask in the terminal; return the exit code."""
    if not sys.stdin.isatty():
        raise UsageError("--ask needs a terminal", "use careo same, different and unsure")
    judges: dict[str, Callable[..., Happening]] = {
        "s": held.same,
        "d": held.different,
        "u": held.unsure,
    }
    for one in found.asked:
        emit([f"{_text(one)}\n"])
        answer = _key()
        if answer == "q":
            return 0
        if answer in judges:
            reason = typer.prompt("why")
            try:
                made = judges[answer](one.one.actor, one.other.actor, reason=reason)
            except UsageError as error:
                say(str(error))
                continue
            tell_decision(made)
    _tell_rest(found)
    return 0


def _key() -> str:
    """Return the key that the user chose; empty to leave a question open."""
    while True:
        given: str = typer.prompt(_KEYS, default="", show_default=False).strip().lower()
        if given in {"", "q", *_VERDICTS}:
            return given
        tell(_KEYS)


def why(reasons: tuple[Reason, ...]) -> Iterator[str]:
    """Yield why referents of an actor are one, one reason a line, safe to print."""
    for one in reasons:
        names = " and ".join(f"“{' '.join(name.split())}”" for name in one.names)
        who = f" (event {one.event}, {one.by}, {one.at[:10]})" if one.event is not None else ""
        yield visible(f"{names}: {one.rule}{who}") + "\n"
