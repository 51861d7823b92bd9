"""``careo documents``, ``tables``, ``claims`` and ``actors``: what a case holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from careo.app.cli.options import CaseOption, JsonOption, case_path, example
from careo.app.cli.options import name_of_somebody as somebody
from careo.app.cli.output import emit, say, show, width
from careo.app.cli.work import UNREAD, opened, tell_pending
from careo.model.errors import UsageError

if TYPE_CHECKING:
    from careo.case import Case
    from careo.model.record import Record
_ABOUT = typer.Option(metavar="NAME", help="Only claims about this actor.", parser=somebody)
_BY = typer.Option(metavar="NAME", help="Only claims that this actor makes.", parser=somebody)


def register(app: typer.Typer) -> None:
    """Give ``app`` the commands."""
    app.command(epilog=example("careo documents", "careo documents --json"))(documents)
    app.command(
        epilog=example("careo tables", "careo tables --json", "careo tables --csv 2 > tally.csv")
    )(tables)
    app.command(
        epilog=example(
            'careo claims --about "Benicio Varrón"',
            "careo claims --by Távora --csv > claims.csv",
            "careo claims --json | head -n 1",
        )
    )(claims)
    app.command(
        epilog=example("careo actors", "careo actors --json", 'careo actors --why "Ana Sol"')
    )(actors)


def documents(*, case: CaseOption = None, json: JsonOption = False) -> int:
    """List the documents, with how reading each of them went."""
    with opened(case_path(case)) as held:
        if json:
            emit(_lines(held.documents()))
            return 0
        from careo.app.cli.tables import documents_table

        listed = list(held.documents())
    if not listed:
        say("no document in this case yet: careo add FILES...")
        return 0
    show(documents_table(listed))
    return 0


def tables(
    *,
    case: CaseOption = None,
    json: JsonOption = False,
    csv: Annotated[
        int | None,
        typer.Option(
            "--csv",
            metavar="NUMBER",
            min=1,
            help="Print this table for a spreadsheet; no cell can run.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """List the tables of data: CSV files and the sheets of workbooks, hidden ones too.

    Their cells are kept, shown and searched; no claim is read from them.
    """
    if json and csv is not None:
        raise UsageError("--json and --csv exclude each other", "choose one")
    with opened(case_path(case)) as held:
        if json:
            emit(_lines(held.tables()))
            return 0
        if csv is not None:
            return _print_table(held, csv)
        from careo.app.cli.tables import sheets_table

        listed = list(held.tables())
    if not listed:
        say("no table in this case: careo add FILES... takes CSV, TSV and XLSX")
        return 0
    show(sheets_table(listed))
    return 0


def _print_table(held: Case, number: int) -> int:
    """Print the rows of one table; return the exit code."""
    from careo.app.cli.tables import rows_csv

    table = next((each for each in held.tables() if each.number == number), None)
    if table is None:
        raise UsageError(f"no table {number} in this case", "careo tables lists them")
    printed = emit(rows_csv(held.rows(table))) - 1
    if printed >= table.sheet.rows:
        return 0
    original = held.original(table.document)
    say(f"{table.name}: only the first of its {table.sheet.rows} rows; all are in {original}")
    return UNREAD


def claims(
    *,
    about: Annotated[str | None, _ABOUT] = None,
    by: Annotated[str | None, _BY] = None,
    case: CaseOption = None,
    json: JsonOption = False,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print a table for a spreadsheet; no cell can run.")
    ] = False,
) -> int:
    """Print claims: who says what, through whose mouth.

    A name finds every actor that bears it or has it as a part, whatever its accents and capitals.
    """
    if json and csv:
        raise UsageError("--json and --csv exclude each other", "choose one")
    with opened(case_path(case)) as held:
        tell_pending(held)
        found = held.claims(about=about, by=by)
        if json:
            emit(_lines(found))
            return 0
        actor_names = {actor.id: actor.name for actor in held.actors()}
        file_names = {view.id: view.name for view in held.documents()}
        if csv:
            from careo.app.cli.tables import claims_csv

            emit(claims_csv(found, actor_names, file_names))
            return 0
        from careo.app.cli.cards import card

        cards = (card(claim, actor_names, file_names, width()) for claim in found)
        shown = emit(cards)
        nothing = not shown and next(held.documents(), None) is None
    if nothing:
        say("no document in this case yet: careo add FILES...")
    elif not shown:
        say("no such claim: careo actors lists the names, careo documents what was read")
    return 0


def actors(
    *,
    why: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Tell why those who are this actor are one.", parser=somebody
        ),
    ] = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    """List the people and bodies in the documents, by name."""
    with opened(case_path(case)) as held:
        if why is not None:
            return _why(held, why, json=json)
        tell_pending(held)
        if json:
            emit(_lines(held.actors()))
            return 0
        from careo.app.cli.tables import actors_table

        listed = list(held.actors())
    if not listed:
        say("no actor in this case yet: careo add FILES...")
        return 0
    show(actors_table(listed))
    return 0


def _why(held: Case, name: str, *, json: bool) -> int:
    from careo.app.cli.questions import why

    found = held.reasons(name)
    emit(_lines(found) if json else why(found))
    if not found and not json:
        say("nothing was joined: it is named in one document only, or by words that join nobody")
    return 0


def _lines(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        yield record.canonical().decode() + "\n"
