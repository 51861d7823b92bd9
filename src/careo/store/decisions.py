"""Decisions of people: rows made from the journal, their anchors found in what is read now.

A row is the event's own; ``undone``, ``claim``, ``left`` and ``right`` are derived. So the state
is a function of the events and of what was read, in whatever order these came.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from careo.model.anchoring import locate
from careo.model.history import DecisionState
from careo.model.journal import Anchor, Event, Judgement, Review, ReviewVerdict
from careo.model.record import DocumentId, Sha256
from careo.model.reviewing import places, reviewed
from careo.model.text import TextLayer
from careo.store import groups, journal, reviews, tables

REVIEWS: dict[str, ReviewVerdict] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "claim": "added",
}
VERDICTS = {
    **REVIEWS,
    **{verdict: verdict for verdict in ("same", "different", "unsure")},
    "undo": "undone",
}
"""The action of each event that is a decision, with its verdict."""

JUDGEMENTS = frozenset({"same", "different", "unsure"})

_D = tables.decision.c
_B = tables.decision_document.c
_M = tables.mention.c


class Row(NamedTuple):
    """A decision as stored.

    Attributes:
        undoes: The event that it undoes.
        undone: A later event that stands undoes it.
        claim: The claim that it is found at; None where its words are lost.
        left: The referent that the first mention of a judgement is found at.
        right: The same for the second.
    """

    seq: int
    at: str
    who: str
    verdict: str
    payload: str
    undoes: int | None
    undone: bool
    claim: str | None
    left: int | None
    right: int | None

    @property
    def merged(self) -> bool:
        """Whether what is judged to be different is read as one now, within one document."""
        return self.verdict == "different" and self.left is not None and self.left == self.right

    @property
    def found(self) -> bool:
        """Whether what it is about is found in what is read now."""
        if self.verdict in JUDGEMENTS:
            return self.left is not None and self.right is not None and not self.merged
        return self.verdict == "undone" or self.claim is not None


def enter(connection: sa.Connection, event: Event) -> None:
    """Make the row of a decision that the journal holds; find its place; let it have its effect.

    Replaying the journal's decisions in order over documents that are read, or are read later,
    gives the rows that were there before.
    """
    if event.action not in VERDICTS:
        return
    verdict = VERDICTS[event.action]
    undoes = int(event.object.removeprefix("event:")) if verdict == "undone" else None
    row = (event.seq, event.at, event.by, verdict, event.payload, undoes, 0, None, None, None)
    tables.bulk(connection, tables.decision, [row])
    if undoes is not None:
        _turn(connection, undoes)
        return
    held = body(connection, one(connection, event.seq))
    documents = sorted({anchor.document for anchor in _anchors(held)})
    links = [(document, event.seq) for document in documents]
    tables.bulk(connection, tables.decision_document, list(links))
    for document in documents:
        _find_here(connection, event.seq, document)
    _have_effect(connection, event.seq)


def one(connection: sa.Connection, seq: int) -> Row:
    """Return the row of a decision that is known to exist."""
    return _row(connection.execute(sa.select(tables.decision).where(_D.seq == seq)).one())


def find(connection: sa.Connection, seq: int) -> Row | None:
    """Return the row of a decision, if the event is one."""
    row = connection.execute(sa.select(tables.decision).where(_D.seq == seq)).first()
    return None if row is None else _row(row)


def page(connection: sa.Connection, after: int, size: int) -> list[Row]:
    """Return the next decisions, in order of the journal."""
    query = sa.select(tables.decision).where(_D.seq > after).order_by(_D.seq).limit(size)
    return [_row(row) for row in connection.execute(query)]


def last_of(connection: sa.Connection, who: str) -> Row | None:
    """Return the last decision of somebody that stands; to undo is none by itself.

    One that was erased stands no more.
    """
    kept = sa.exists().where(tables.payload.c.hash == _D.payload)
    query = (
        sa.select(tables.decision)
        .where(_D.who == who, _D.undone == 0, _D.undoes.is_(None), kept)
        .order_by(_D.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else _row(row)


def _row(row: sa.Row[Any]) -> Row:
    seq, at, who, verdict, payload, undoes, undone, claim, left, right = tuple(row)
    return Row(seq, at, who, verdict, payload, undoes, bool(undone), claim, left, right)


def body(connection: sa.Connection, row: Row) -> Review | Judgement | None:
    """Return what somebody decided; None where the payload was erased, or for an undoing."""
    if row.verdict == "undone":
        return None
    held = journal.payload(connection, row.payload)
    if held is None:
        return None
    return Judgement.parse(held) if row.verdict in JUDGEMENTS else Review.parse(held)


def state(connection: sa.Connection, row: Row) -> DecisionState:
    """Return how a decision stands now; what is not read yet is not lost."""
    if row.undone:
        return "undone"
    if row.verdict == "undone":
        return "standing"
    if journal.payload(connection, row.payload) is None:
        return "erased"
    if row.found:
        return "standing"
    d = tables.document.c
    waiting = (
        sa.select(d.key)
        .join(tables.decision_document, _B.document == d.id)
        .where(_B.seq == row.seq, d.pending != 0)
    )
    return "lost" if connection.execute(waiting.limit(1)).first() is None else "standing"


def _anchors(held: Review | Judgement | None) -> list[Anchor]:
    match held:
        case Judgement():
            return [held.left, held.right]
        case Review():
            return [*held.content, *([] if held.cue is None else [held.cue])]
        case None:
            return []


def lose(connection: sa.Connection, document: DocumentId) -> None:
    """Take the places out of all judgements and reviews of a document that is read anew."""
    mine = sa.select(_B.seq).where(_B.document == document)
    here = sa.select(tables.document.c.key).where(tables.document.c.id == document)
    key = connection.execute(here).scalar()
    if key is None:
        return
    first, last = tables.keys_of(int(key))
    where = _D.seq.in_(mine)
    table = tables.decision
    connection.execute(table.update().where(where).values(claim=None))
    for end in ("left", "right"):
        within = table.c[end].between(first, last)
        connection.execute(table.update().where(where, within).values({end: None}))


def find_people(connection: sa.Connection, layer: TextLayer, key: int) -> None:
    """Find the mentions of all judgements on a document again; its mentions are written."""
    for row in _of(connection, layer.document):
        if row.verdict in JUDGEMENTS:
            _find_ends(connection, row, layer, key)


def find_claims(connection: sa.Connection, layer: TextLayer, key: int) -> None:
    """Find the claims of all reviews of a document again, and apply those that stand."""
    claims = {_find_claim(connection, row, layer) for row in _of(connection, layer.document)}
    found = {claim for claim in claims if claim is not None}
    if found:
        reviews.apply(connection, key, layer, found)


def _of(connection: sa.Connection, document: str) -> list[Row]:
    query = (
        sa.select(tables.decision)
        .join(tables.decision_document, _B.seq == _D.seq)
        .where(_B.document == document)
        .order_by(_D.seq)
    )
    return [_row(row) for row in connection.execute(query)]


def _find_here(connection: sa.Connection, seq: int, document: DocumentId) -> None:
    layer, key = reviews.text_of(connection, document)
    row = one(connection, seq)
    if layer is None:
        return
    if row.verdict in JUDGEMENTS:
        _find_ends(connection, row, layer, key)
    else:
        _find_claim(connection, row, layer)


def _find_ends(connection: sa.Connection, row: Row, layer: TextLayer, key: int) -> None:
    held = body(connection, row)
    if not isinstance(held, Judgement):
        return
    for end, anchor in (("left", held.left), ("right", held.right)):
        if anchor.document == layer.document:
            value = _referent(connection, key, anchor, layer.text)
            where = tables.decision.update().where(_D.seq == row.seq)
            connection.execute(where.values({end: value}))


def _referent(connection: sa.Connection, key: int, anchor: Anchor, text: str) -> int | None:
    """Return whom an anchor's words stand for; a longer name that holds them will do."""
    place = locate(anchor, text)
    if place is None:
        return None
    start, end = place
    owned = sa.select(_M.referent).where(_M.document == key, _M.referent.is_not(None))
    exact = owned.where(_M.start == start, _M.end == end).order_by(_M.key)
    longer = owned.where(_M.start <= start, _M.end >= end, _M.form == "name").order_by(
        _M.end - _M.start, _M.key
    )
    for query in (exact, longer):
        found = connection.execute(query.limit(1)).scalar()
        if found is not None:
            return int(found)
    return None


def _find_claim(connection: sa.Connection, row: Row, layer: TextLayer) -> str | None:
    """Note at which claim a review is found now, and return it."""
    held = body(connection, row)
    if not isinstance(held, Review):
        return None
    found = places(held, layer)
    whole = found is not None and (
        row.verdict == "rejected" or reviewed(held, found, layer, None) is not None
    )
    claim = found.claim if found is not None and whole else None
    connection.execute(tables.decision.update().where(_D.seq == row.seq).values(claim=claim))
    return claim


def _turn(connection: sa.Connection, seq: int) -> None:
    """Work out whether a decision stands, now that what undoes it has changed."""
    query = sa.select(_D.seq).where(_D.undoes == seq, _D.undone == 0).limit(1)
    undone = int(connection.execute(query).first() is not None)
    row = one(connection, seq)
    if row.undone == bool(undone):
        return
    connection.execute(tables.decision.update().where(_D.seq == seq).values(undone=undone))
    if row.undoes is not None:
        _turn(connection, row.undoes)
    else:
        _have_effect(connection, seq)


def _have_effect(connection: sa.Connection, seq: int) -> None:
    row = one(connection, seq)
    if row.verdict in JUDGEMENTS:
        groups.regroup(connection, [end for end in (row.left, row.right) if end is not None])
    elif row.claim is not None:
        query = sa.select(_B.document).where(_B.seq == seq)
        document = DocumentId(Sha256(str(connection.execute(query).scalar_one())))
        layer, key = reviews.text_of(connection, document)
        if layer is not None:
            reviews.apply(connection, key, layer, {row.claim})


def forget(connection: sa.Connection, payload: str) -> None:
    """Take the effect out of the decision whose payload is erased; its row stays.

    Call it when the payload is gone.
    """
    query = sa.select(_D.seq).where(_D.payload == payload)
    for (seq,) in connection.execute(query).all():
        row = one(connection, seq)
        ends = [end for end in (row.left, row.right) if end is not None]
        gone = {"left": None, "right": None}
        connection.execute(tables.decision.update().where(_D.seq == seq).values(gone))
        groups.regroup(connection, ends)
        if row.claim is not None:
            _have_effect(connection, seq)
            nowhere = tables.decision.update().where(_D.seq == seq)
            connection.execute(nowhere.values(claim=None))
        connection.execute(tables.decision_document.delete().where(_B.seq == seq))
