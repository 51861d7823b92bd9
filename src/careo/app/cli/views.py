"""``careo matrix``, ``chart``, ``timeline``, ``flows``, ``proceedings``: what claims add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from careo.app.cli.options import CaseOption, JsonOption, case_path, example
from careo.app.cli.output import emit, say
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
from careo.app.cli.work import opened

if TYPE_CHECKING:
    import typer

    from careo.case import Case
    from careo.model.record import Record
    from careo.model.statement import Sieve

Shown = tuple[Iterable[str], Iterable[dict[str, Any]]]
"""A view as lines of text, and as records; each is made only when it is read."""

_MOST = 100_000
"""Boxes of a chart that is written in words: nothing folds."""


def register(app: typer.Typer) -> None:
    """Give ``app`` the commands."""
    said = "Print who is said to command whom, and for whom else they are said to act."
    for name, what, view in (
        ("matrix", "Print who is said to do what, by field of action.", _matrix),
        ("chart", said, _chart),
        ("timeline", "Print what is dated, the earliest first.", _timeline),
        ("flows", "Print what is said to have moved, from where to where.", _flows),
        ("proceedings", "Print what is said of charges, verdicts and sentences.", _proceedings),
    ):
        text = f"{what}\n\nNothing is inferred: each line is what its speaker says."
        examples = example(f"careo {name}", f"careo {name} --by NAME --json")
        app.command(name, help=text, epilog=examples)(_command(name, view))


def _command(name: str, view: Callable[[Case, Sieve], Shown]) -> Callable[..., int]:
    def command(
        *,
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
            lines, records = view(held, wanted)
            if json:
                from careo.model.record import canonical_json

                emit(canonical_json(one).decode() + "\n" for one in records)
            elif not emit(lines):
                say(f"nothing for {name} in these claims: careo claims lists them")
        return 0

    command.__name__ = name
    return command


def _matrix(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.matrix(wanted)
    cast = case.called(_met(found))
    records = ({**_plain(cell), "name": cast[cell.actor].name} for cell in found.cells)
    return sums.matrix(found, cast), records


def _chart(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.chart(wanted, most=_MOST)
    boxes = ({"box": _plain(node)} for node in found.nodes)
    edges = ({"edge": _plain(edge)} for edge in found.edges)
    return sums.chart(found, case.called(_met(found))), _both(boxes, edges)


def _timeline(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.timeline(wanted)
    return sums.timeline(found, case.called(_met(found))), map(_plain, found.entries)


def _flows(case: Case, wanted: Sieve) -> Shown:
    from careo.app.cli import sums

    found = case.flows(wanted)
    ends = {end.id: _plain(end) for end in found.ends}
    records = (
        {**_plain(flow), "origin": ends[flow.origin], "destination": ends[flow.destination]}
        for flow in found.flows
    )
    return sums.flows(found, case.called(_met(found))), records


def _proceedings(case: Case, wanted: Sieve) -> Shown:
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
    from msgspec import to_builtins

    plain: dict[str, Any] = to_builtins(record)
    return plain


def _met(record: Record) -> set[Any]:
    """Return the ids of all actors in a view."""
    from careo.model.record import Record as Value

    found: set[Any] = set()

    def look(value: Any) -> None:
        if isinstance(value, Value):
            for name in value.__struct_fields__:
                held = getattr(value, name)
                if name in {"actor", "actors", "by", "joint", "folded"}:
                    found.update([held] if isinstance(held, str) else held or ())
                else:
                    look(held)
        elif isinstance(value, tuple):
            for each in value:
                look(each)

    look(record)
    return found
