"""Tables and rows of documents, actors and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from careo.app.cli import cards
from careo.app.cli.escape import visible
from careo.model.cells import csv_line, data_line
from careo.model.wording import extent

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from careo.model.record import ActorId, DocumentId
    from careo.model.views import ActorView, ClaimView, DocumentView, TableView

CLAIM_COLUMNS = (
    "id",
    "document",
    "file",
    "start",
    "end",
    "speaker",
    "act",
    "polarity",
    "hedged",
    "quote",
    "chain",
    "basis",
    "about",
    "relations",
    "review",
)
"""The columns of ``careo claims --csv``."""

_NAMES_CHARS = 60
_UNITS = ((1024 * 1024, "MB"), (1024, "kB"))


def documents_table(documents: Iterable[DocumentView]) -> Table:
    """Return the documents in the order of the case."""
    table = _table(
        *("document", "in", "outcome", "language", "kind", "author", "published", "size", "id")
    )
    names: dict[DocumentId, str] = {}
    for one in documents:
        names[one.id] = one.name
        held = names.get(one.parent, "") if one.parent else ""
        outcome = f"{one.outcome}: {one.reason}" if one.reason else one.outcome
        source = one.source
        kind = ", ".join(filter(None, (source.kind, extent(one.sheets))))
        row = (one.name, held, outcome, one.language, kind, source.author, source.published)
        table.add_row(*_texts(*row, _size(one.size), one.id[:12]))
    return table


def actors_table(actors: Iterable[ActorView]) -> Table:
    """Return the actors in the order given, the named before the unnamed.

    The case gives them by name: never by how often they are named, which would be a ranking.
    """
    table = _table("name", "also written", "what", "named in", "id")
    for one in sorted(actors, key=lambda actor: actor.identified != "named"):
        documents = len({mention.document for mention in one.mentions})
        others = "; ".join(one.names[1:])
        what = one.schema if one.identified == "named" else f"{one.schema}, {one.identified}"
        places = f"{_count(len(one.mentions), 'place')} in {_count(documents, 'document')}"
        table.add_row(*_texts(one.name, others, what, places, one.id[:12]))
    return table


def sheets_table(tables: Iterable[TableView]) -> Table:
    """Return the tables of data in the order of their documents."""
    table = _table("no.", "document", "sheet", "rows", "columns", "names of the columns", "hidden")
    for one in tables:
        sheet = one.sheet
        hidden = "; ".join(filter(None, ("the whole sheet" if sheet.hidden else "", sheet.hides)))
        size = (f"{sheet.rows:,}", f"{len(sheet.columns):,}")
        names = (one.name, sheet.name, *size, _some(sheet.columns), hidden)
        table.add_row(*_texts(str(one.number), *names))
    return table


def rows_csv(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the rows of a table of data as lines of CSV, a byte order mark before them."""
    yield "\ufeff"
    for row in rows:
        yield data_line(row)


def _some(columns: tuple[str, ...]) -> str:
    """Return the first columns' names, and how many more there are."""
    shown, chars = 0, 0
    while shown < len(columns) and chars < _NAMES_CHARS:
        chars += len(columns[shown]) + 2
        shown += 1
    more = f", and {len(columns) - shown} more" if shown < len(columns) else ""
    return ", ".join(columns[:shown]) + more


def claims_csv(
    claims: Iterable[ClaimView],
    actors: Mapping[ActorId, str],
    documents: Mapping[DocumentId, str],
) -> Iterator[str]:
    """Yield the claims as lines of CSV, a head line first.

    Cells that a spreadsheet would run are disarmed, so a cell may differ from the quote by an
    apostrophe or a line break; ``--json`` has the words to the character.
    """
    yield "\ufeff" + csv_line(CLAIM_COLUMNS)
    for claim in claims:
        last = claim.chain[-1]
        yield csv_line(
            (
                claim.id,
                claim.document,
                documents.get(claim.document, ""),
                str(claim.content[0].start),
                str(claim.content[-1].end),
                cards.who(last.speaker, actors),
                cards.act(last),
                claim.polarity,
                "yes" if claim.hedged else "no",
                " […] ".join(quote.exact for quote in claim.content),
                cards.chain(claim, actors),
                last.basis,
                "; ".join(actors.get(one, one) for one in claim.about),
                "; ".join(_relations(claim)),
                claim.review,
            )
        )


def _relations(claim: ClaimView) -> Iterator[str]:
    for relation in claim.relations:
        verb = relation.verb if relation.predicate == "states" else relation.predicate
        marks = "".join(
            mark for mark, so in (("not ", relation.negated), ("hedged ", relation.hedged)) if so
        )
        roles = ", ".join(f"{role.role}: {role.text}" for role in relation.roles)
        yield f"{marks}{verb} ({roles})"


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _texts(*cells: str) -> list[Text]:
    from rich.text import Text

    return [Text(visible(text)) for text in cells]


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _size(size: int) -> str:
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"
