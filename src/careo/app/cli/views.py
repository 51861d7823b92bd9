"""``careo matrix``, ``chart``, ``timeline``, ``flows``, ``presence``, ``proceedings``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from careo.app.cli.options import CaseOption, JsonOption, case_path, example
from careo.app.cli.output import emit, fitted, say, width
from careo.app.cli.sieve import (
    AboutOption,
    ActsOption,
    AgainstOption,
    ByOption,
    ReviewOption,
    SinceOption,
    UntilOption,
    sieve,
)
from careo.app.cli.work import opened, tell_pending

if TYPE_CHECKING:
    from careo.case import Case
    from careo.model.record import Record
    from careo.model.statement import Sieve
    from careo.model.structure import Mark

Shown = tuple[Iterable[str], Iterable[dict[str, Any]]]
"""A view as lines of text, and as records; each is made only when it is read."""


class _View(NamedTuple):
    """A command: what it prints, and how a part of it is named."""

    name: str
    what: str
    shown: Callable[[Case, Sieve], Shown]
    part: str
    """The two words that name a part, for the help."""

    named: str
    """What the two words are."""

    example: str


def register(app: typer.Typer) -> None:
    """Give ``app`` the commands."""
    for view in _VIEWS:
        text = (
            f"{view.what}\n\nNothing is inferred: each line is what its speaker says. "
            "For a spreadsheet, careo export csv has a row for every relation that is said."
        )
        examples = (
            f"careo {view.name}",
            f"careo {view.name} --by NAME --since 2010 --json",
            f"careo {view.name} --why {view.example}",
        )
        app.command(view.name, help=text, epilog=example(*examples))(_command(view))


def _command(view: _View) -> Callable[..., int]:
    def command(
        *,
        why: tuple[str, str] | None = None,
        by: ByOption = None,
        about: AboutOption = None,
        act: ActsOption = [],  # noqa: B006 typer copies it
        denied: AgainstOption = None,
        review: ReviewOption = [],  # noqa: B006
        since: SinceOption = "",
        until: UntilOption = "",
        case: CaseOption = None,
        json: JsonOption = False,
    ) -> int:
        wanted = sieve(by, about, act, review, against=denied, since=since, until=until)
        with opened(case_path(case)) as held:
            tell_pending(held)
            if why is None:
                if not _show(view.shown(held, wanted), json=json) and not json:
                    say(_nothing(held, wanted))
                return 0
            return _show_why(held, wanted, view.name, why, json=json)

    command.__name__ = view.name
    command.__annotations__["why"] = Annotated[tuple[str, str] | None, _why_option(view)]
    return command


def _why_option(view: _View) -> Any:
    told = f"Print the claims behind one part, with their words: {view.named}."
    return typer.Option("--why", metavar=view.part, help=told, show_default=False)


def _show_why(case: Case, wanted: Sieve, view: str, part: tuple[str, str], *, json: bool) -> int:
    from careo.app.cli import why
    from careo.case.behind import PARTS

    return why.show(case, PARTS[view](case, wanted, *part), json=json)


def _show(shown: Shown, *, json: bool) -> bool:
    """Print a view; tell whether there was anything in it."""
    lines, records = shown
    if json:
        from careo.model.record import canonical_json

        return bool(emit(canonical_json(one).decode() + "\n" for one in records))
    written = emit(fitted(lines, width()))
    if written:
        from careo.app.cli.sums import FOOTER

        emit([FOOTER])
    return bool(written)


def _nothing(case: Case, wanted: Sieve) -> str:
    """Return what to say of a view that is empty."""
    if next(case.documents(), None) is None:
        return "no document in this case yet: careo add FILES..."
    if wanted == type(wanted)():
        return "no claim says anything that is shown here: careo claims lists them"
    named = "; careo actors lists the names" if wanted.by or wanted.about else ""
    return f"no claim that the options let through says anything that is shown here{named}"


def _matrix(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import cells
    from careo.model.beside import Sides

    found = case.matrix(wanted)
    cast = case.called(_met(found))
    filled = (
        {**_plain(cell), "name": cast[cell.actor].name, "marks": [*map(_involved, cell.marks)]}
        for cell in found.cells
    )
    beside = ({"beside": _plain(one)} for one in Sides(found))
    return cells.matrix(found, cast, width()), _both(filled, beside)


def _involved(mark: Mark) -> dict[str, Any]:
    """Return a mark with the degree of involvement that its predicate tells."""
    from careo.model.predicates import PREDICATES

    return {**_plain(mark), "degree": PREDICATES[mark.predicate].degree or None}


def _chart(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import tree
    from careo.case.behind import EVERY

    found = case.chart(wanted, most=EVERY)
    boxes = ({"box": _plain(node)} for node in found.nodes)
    edges = ({"edge": _plain(edge)} for edge in found.edges)
    circles = ({"circle": _plain(one)} for one in found.circles)
    return tree.chart(found, case.called(_met(found))), _both(boxes, edges, circles)


def _timeline(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.timeline(wanted)
    return sums.timeline(found, case.called(_met(found))), map(
        _plain, (*found.entries, *found.told)
    )


def _flows(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.flows(wanted)
    ends = {end.id: _plain(end) for end in found.ends}
    records = (
        {**_plain(flow), "origin": ends[flow.origin], "destination": ends[flow.destination]}
        for flow in found.flows
    )
    return sums.flows(found, case.called(_met(found))), records


def _presence(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.presence(wanted)
    places = {node.id: _plain(node) for node in found.places}
    records = ({**_plain(stay), "place": places[stay.place]} for stay in found.stays)
    return sums.presence(found, case.called(_met(found))), records


def _sheets(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.proceedings(wanted)
    cast = case.called(_met(found))
    records = (
        {**_plain(sheet), "name": sheet.words if sheet.actor is None else cast[sheet.actor].name}
        for sheet in found.sheets
    )
    return sums.proceedings(found, cast), records


def _both(*several: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for records in several:
        yield from records


def _plain(record: Record) -> dict[str, Any]:
    """Return a record of a view with all its fields: also those that hold nothing."""
    return {name: _whole(getattr(record, name)) for name in record.__struct_fields__}


def _whole(value: Any) -> Any:
    from careo.model.record import Record as Value
    from careo.model.time import When

    if isinstance(value, Value) and not isinstance(value, When):  # times are written as in claims
        return _plain(value)
    return [_whole(each) for each in value] if isinstance(value, tuple) else value


def _met(record: Record) -> set[Any]:
    """Return the ids of all actors in a view."""
    from careo.model.record import Record as Value

    found: set[Any] = set()

    def look(value: Any) -> None:
        if isinstance(value, Value):
            for name in value.__struct_fields__:
                held = getattr(value, name)
                if name in {"actor", "actors", "by", "joint", "folded", "who"}:
                    found.update([held] if isinstance(held, str) else held or ())
                elif not isinstance(held, str | int):
                    look(held)
        elif isinstance(value, tuple):
            for each in value:
                look(each)

    look(record)
    return found


_VIEWS = (
    _View(
        "matrix",
        "Print who is said to do what, by field of action.",
        _matrix,
        "NAME FIELD",
        "who, and the field of action",
        '"Ana Sol" elections',
    ),
    _View(
        "chart",
        "Print who is said to command whom, and for whom else they are said to act.",
        _chart,
        "NAME NAME",
        "who acts, and whom or what on",
        '"Ana Sol" "Unit Nine"',
    ),
    _View(
        "timeline",
        "Print what is dated, the earliest first.",
        _timeline,
        "NAME DATE",
        "who takes part or knows, and a date, or the words that place it in time",
        '"Ana Sol" 2007-05',
    ),
    _View(
        "flows",
        "Print what is said to have moved, from where to where.",
        _flows,
        "FROM TO",
        'where from, and where to, or "not said"',
        '"Mina Clara" "not said"',
    ),
    _View(
        "presence",
        "Print who is said to have been where, and when.",
        _presence,
        "NAME PLACE",
        "who, and where",
        '"Unit Nine" "Port Alden"',
    ),
    _View(
        "proceedings",
        "Print what is said of charges, verdicts and sentences.",
        _sheets,
        "NAME STEP",
        "whose, and the step: charged, convicted, sentenced …",
        '"Ana Sol" sentenced',
    ),
)
"""The views, in the order of the help."""
