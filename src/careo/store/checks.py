"""Checks of what is stored: when it is read back, and of the whole case."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from careo.model.document import Outcome
from careo.model.errors import RefusedError, TamperedError
from careo.model.text import Span, TextLayer, layer_id
from careo.store import (
    bodies,
    decisions,
    documents,
    erasing,
    findings,
    journal,
    layers,
    parts,
    replay,
    statements,
    tables,
)
from careo.store.database import PARTS, Database
from careo.store.database import parts as parts_of_a_case

_PAGE = 200
_DECIDED = ("seq", "at", "who", "verdict", "payload", "undoes", "undone")
"""Columns of a decision that are a function of the journal alone."""


class _Member(msgspec.Struct):
    """A file inside, as a ``read`` event says it."""

    id: str
    name: str
    size: int


class _Known(msgspec.Struct):
    """What a ``read`` event says that is checked."""

    outcome: Outcome
    layer: str | None
    claims: int
    earlier: tuple[str, ...] = ()
    members: list[_Member] = []


class Problem(NamedTuple):
    """Something that does not hold: where, and what."""

    place: str
    what: str


@contextmanager
def reread(place: str) -> Generator[None]:
    """Turn a stored value that breaks its invariants into a `TamperedError`."""
    try:
        yield
    except (RefusedError, msgspec.MsgspecError, TypeError, ValueError) as error:
        raise TamperedError(
            f"{place} was changed outside careo ({type(error).__name__})", "run: careo verify"
        ) from error


def integrity(database: Database) -> Iterator[Problem]:
    """Yield what SQLite itself finds wrong with the file."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql("PRAGMA integrity_check").all()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    for row in rows:
        if row[0] != "ok":
            yield Problem(database.path.name, f"damaged: {row[0]}")
    for row in broken:
        yield Problem(database.path.name, f"a row of {row[0]} belongs to nothing in {row[2]}")


def made_of(database: Database) -> Iterator[Problem]:
    """Yield the tables that are gone, and what careo did not make: a trigger may change rows."""
    with database.reading() as connection:
        there = {(str(row[0]), str(row[1])) for row in connection.exec_driver_sql(PARTS)}
    due = parts_of_a_case()
    for kind, name in sorted(due - there):
        if kind == "table":
            yield Problem(database.path.name, f"table {name} is missing: restore it from a copy")
    for kind, name in sorted(there - due):
        yield Problem(database.path.name, f"{kind} {name} was not made by careo")


def chain(database: Database) -> Iterator[Problem]:
    """Yield every line of the journal that does not hold, and lines that are gone."""
    walk = journal.Chain()
    with database.reading() as connection, reread("the journal"):
        erased = journal.erased(connection)
    while True:
        with database.reading() as connection:
            page = journal.page(connection, walk.seq)
            faults = [journal.payload_fault(connection, line) for _, line, _ in page]
            last = journal.last_ever(connection)
        for (seq, line, stored), fault in zip(page, faults, strict=True):
            for found in walk.check(seq, line, stored):
                yield Problem(f"journal line {found.seq}", found.problem)
            yield from _payload(seq, fault, erased)
        if not page:
            break
    for seq in range(walk.seq + 1, last + 1):
        yield Problem(f"journal line {seq}", "missing at the end")


def _payload(seq: int, fault: str | None, erased: dict[int, int]) -> Iterator[Problem]:
    """Yield what is wrong with a payload, or with its absence."""
    if seq not in erased and fault is not None:
        yield Problem(f"journal line {seq}", fault)
    elif seq in erased and fault != journal.GONE:
        yield Problem(f"journal line {seq}", f"line {erased[seq]} erased its payload: it is there")


def erasures(database: Database) -> Iterator[Problem]:
    """Yield what was erased and is not off the disk yet."""
    with database.reading() as connection:
        left = erasing.unfinished(connection)
    for one in left:
        what = "traces of what was erased are left: run any careo command where it can be written"
        yield Problem(one.replace(":", " "), what)


def ingested(database: Database) -> Iterator[Problem]:
    """Yield documents without an ingest event, and ingest events without their document."""
    with database.reading() as connection:  # one state of both, whoever writes meanwhile
        objects = {journal.ingested(line) for line in _lines(connection)}
        query = sa.select(tables.document.c.id).order_by(tables.document.c.key)
        known = [f"document:{row[0]}" for row in connection.execute(query)]
    for name in known:
        if name not in objects:
            yield Problem(name.replace(":", " "), "the journal does not know it")
    for name in sorted(objects - set(known) - {""}):
        yield Problem(name.replace(":", " "), "the journal knows it, the case does not")


def recorded(database: Database) -> Iterator[Problem]:
    """Yield documents that are not what their last ``read`` event says of them."""
    after, problems = 0, []
    with database.reading() as connection, reread("a document"):
        said = dict(one for line in _lines(connection) if (one := journal.read_payload(line)))
        while rows := documents.page(connection, after, _PAGE):
            problems += [(row.id, _unlike(connection, row, said)) for row in rows]
            after = rows[-1].key
    for name, problem in problems:
        if problem is not None:
            yield Problem(f"document {name}", problem)


def _unlike(connection: sa.Connection, row: documents.Row, said: dict[str, str]) -> str | None:
    if row.pending:
        return None
    if f"document:{row.id}" not in said:
        return "the journal does not know that it was read"
    body = journal.payload(connection, said[f"document:{row.id}"])
    if body is None:  # the check of the chain has named it, or it was erased
        return None
    known = msgspec.json.decode(body, type=_Known)
    return _differing(connection, row, known)


def _differing(connection: sa.Connection, row: documents.Row, known: _Known) -> str | None:
    held = findings.held(connection, row.key)
    if (known.outcome, known.layer, known.claims) != (row.outcome, *held):
        return "its outcome, text or number of claims is not what the journal says"
    if known.earlier != layers.earlier_ids(connection, row.key):
        return "its earlier texts are not those that the journal knows"
    inside = [tuple(part) for part in parts.inside(connection, row.key)]
    if [msgspec.structs.astuple(member) for member in known.members] != inside:
        return "the files inside it are not those that the journal names"
    return None


def decided(database: Database) -> Iterator[Problem]:
    """Yield decisions whose rows are not what the journal says: who, when, what, whether undone."""
    with database.reading() as connection, reread("the journal"):
        said = _decisions(connection)
        query = sa.select(*(tables.decision.c[name] for name in _DECIDED))
        held = {int(row[0]): tuple(row[1:]) for row in connection.execute(query)}
    for seq in sorted(said.keys() | held.keys()):
        if said.get(seq) != held.get(seq):
            yield Problem(f"decision {seq}", "its row is not what the journal says")


def _decisions(connection: sa.Connection) -> dict[int, tuple[object, ...]]:
    """Return what the row of each decision is to say; what undoes one always comes later."""
    events = [one for one, _ in replay.events(connection) if one.action in decisions.VERDICTS]
    undone: set[int] = set()
    said: dict[int, tuple[object, ...]] = {}
    for event in reversed(events):
        verdict, turned = decisions.VERDICTS[event.action], int(event.seq in undone)
        undoes = int(event.object.removeprefix("event:")) if verdict == "undone" else None
        if undoes is not None and not turned:
            undone.add(undoes)
        said[event.seq] = (event.at, event.by, verdict, event.payload, undoes, turned)
    return said


def lost(database: Database) -> Iterator[Problem]:
    """Yield decisions that stand and find no place in what is read now."""
    after = 0
    while True:
        with database.reading() as connection, reread("the journal"):
            page = decisions.page(connection, after, _PAGE)
            states = [(row, decisions.state(connection, row)) for row in page]
        for row, state in states:
            if state == "lost":
                why = "both are one" if row.merged else "its words are not found"
                what = f"{row.verdict} by {row.who}: {why} in what is read now"
                yield Problem(f"decision {row.seq}", f"{what} (careo history {row.seq})")
        if not page:
            return
        after = page[-1].seq


def _lines(connection: sa.Connection) -> Iterator[object]:
    """Yield the raw lines of the journal."""
    after = 0
    while page := journal.page(connection, after):
        yield from (line for _, line, _ in page)
        after = page[-1][0]


def document(database: Database, row: documents.Row) -> Iterator[Problem]:
    """Yield what does not hold in what was read from a document: ids and every quote."""
    place = f"document {row.id}"
    try:
        with database.reading() as connection, reread(place):
            texts = layers.earlier(connection, row.key)
            layer = layers.present(connection, row.key)
            spans, told = _quoted(connection, row.key, layer)
    except TamperedError as error:
        yield Problem(place, error.message)
        return
    for one in (*texts, *([] if layer is None else [layer])):
        if one.id != layer_id(row.id, one.text):
            yield Problem(place, "its text was changed")
    text = "" if layer is None else layer.text
    wrong = {span.place for span in spans if text[span.start : span.end] != span.exact}
    for start, end in sorted(wrong):
        yield Problem(place, f"the words quoted at {start}..{end} are not in its text")
    if not told and not row.pending:  # what is to be read again gets them then
        yield Problem(place, "its statements are not what its claims say: run careo rebuild")


def _quoted(
    connection: sa.Connection, key: int, layer: TextLayer | None
) -> tuple[list[Span], bool]:
    """Return every span of a document's mentions and claims, and whether statements hold."""
    if layer is None:
        return [], True
    claims = bodies.claims_of(connection, key, layer.id)
    corrected = bodies.corrected_of(connection, key, layer.id)
    spans = [span for _, claim in (*claims, *corrected) for span in claim.spans()]
    spans += findings.mention_spans(connection, key, layer.id)
    return spans, statements.hold(connection, key, claims, corrected)
