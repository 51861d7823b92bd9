"""What reviews make of a document's claims: the rows of those that people decided on.

A claim's own row stays what the machine read. Beside it stands the claim as people have it,
where it reads otherwise; who says it is looked up by what is shown. A claim that only people
found has a row behind those of its document, in order of place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from careo.model.claim import Claim
from careo.model.joins import Places, innermost
from careo.model.journal import Review
from careo.model.record import DocumentId
from careo.model.reviewing import differs, places, reviewed
from careo.model.text import TextLayer
from careo.store import bodies, journal, layers, queries, search, statements, tables

_D = tables.decision.c
_C = tables.claim.c
_W = tables.reviewed.c


class Outcome(NamedTuple):
    """What the reviews of one claim come to.

    Attributes:
        seq: The last that stands.
        claim: The claim as people have it; None where they only reject what the machine reads.
    """

    seq: int
    claim: Claim | None


class _Text(NamedTuple):
    """A document as reviews are applied to it."""

    key: int
    layer: TextLayer
    places: Places[int]


def text_of(connection: sa.Connection, document: DocumentId) -> tuple[TextLayer | None, int]:
    """Return the text of a document, if it is read and has any, and its key."""
    query = sa.select(tables.document.c.key).where(tables.document.c.id == document)
    key = connection.execute(query).scalar()
    return (None, 0) if key is None else (layers.present(connection, int(key)), int(key))


def apply(connection: sa.Connection, key: int, layer: TextLayer, claims: Collection[str]) -> None:
    """Make the rows of these claims what the reviews that stand make of them."""
    text = _Text(key, layer, queries.places(connection, key))
    machine = {one: _machine(connection, text, one) for one in claims}
    if None in machine.values():  # rows that people added are numbered together
        machine |= dict.fromkeys(_added(connection, key))
    for one in sorted(machine):
        _take_out(connection, text, one, machine[one])
    added: list[Outcome] = []
    for one in sorted(machine):
        known = machine[one]
        outcome = _outcome(connection, layer, one, None if known is None else known[1])
        if outcome is not None and known is not None:
            _put_beside(connection, text, known, outcome)
        elif outcome is not None and outcome.claim is not None:
            added.append(outcome)
    _put_behind(connection, text, added)


def _machine(connection: sa.Connection, text: _Text, claim: str) -> tuple[int, Claim] | None:
    """Return what the machine reads under this id, with its key."""
    query = (
        sa.select(_C.key, _C.body)
        .select_from(tables.claim.outerjoin(tables.reviewed, _W.claim == _C.key))
        .where(_C.id == claim, sa.func.coalesce(_W.added, 0) == 0)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return int(row[0]), Claim.parse(bodies.whole(row[1], text.layer.id))


def _added(connection: sa.Connection, key: int) -> list[str]:
    """Return the ids of the claims of a document that only people found."""
    first, last = tables.keys_of(key)
    query = (
        sa.select(_C.id)
        .join(tables.reviewed, _W.claim == _C.key)
        .where(_W.claim.between(first, last), _W.added == 1)
    )
    return [str(row[0]) for row in connection.execute(query)]


def _take_out(
    connection: sa.Connection, text: _Text, claim: str, machine: tuple[int, Claim] | None
) -> None:
    """Bring the rows of a claim back to what the machine reads."""
    query = (
        sa.select(_C.key, _C.body, _W.body)
        .join(tables.reviewed, _W.claim == _C.key)
        .where(_C.id == claim)
    )
    row = connection.execute(query).first()
    if row is None:
        return
    key = int(row[0])
    connection.execute(tables.reviewed.delete().where(_W.claim == key))
    if machine is None:
        gone = Claim.parse(bodies.whole(row[1], text.layer.id))
        search.drop(connection, tables.claim_text, key, bodies.claim_words(gone))
        statements.drop(connection, key)
        for table in (tables.claim_about, tables.claim_by):
            connection.execute(table.delete().where(table.c.claim == key))
        connection.execute(tables.claim.delete().where(_C.key == key))
    elif row[2]:
        _say(connection, text, key, machine[1])


def _outcome(
    connection: sa.Connection, layer: TextLayer, claim: str, machine: Claim | None
) -> Outcome | None:
    """Return what the reviews of a claim that stand come to, the latest first."""
    query = (
        sa.select(_D.seq, _D.verdict, _D.payload)
        .where(_D.claim == claim, _D.undone == 0)
        .order_by(_D.seq.desc())
    )
    last = 0
    for seq, verdict, payload in connection.execute(query).all():
        held = journal.payload(connection, payload)
        if held is None:  # erased: it has no effect any more
            continue
        last = last or int(seq)
        if verdict != "rejected":
            review = Review.parse(held)
            found = places(review, layer)
            told = None if found is None else reviewed(review, found, layer, machine)
            return Outcome(last, told)
    return Outcome(last, None) if last else None


def _put_beside(
    connection: sa.Connection, text: _Text, machine: tuple[int, Claim], outcome: Outcome
) -> None:
    key, read = machine
    body = b""
    if outcome.claim is not None and differs(outcome.claim, read):
        body = bodies.compact(outcome.claim.canonical(), text.layer.id)
        _say(connection, text, key, outcome.claim)
    tables.bulk(connection, tables.reviewed, [(key, outcome.seq, 0, body)])


def _put_behind(connection: sa.Connection, text: _Text, added: Sequence[Outcome]) -> None:
    query = sa.select(sa.func.count()).where(_C.document == text.key)
    first = int(connection.execute(query).scalar_one())
    ordered = sorted(
        ((one, one.claim) for one in added if one.claim is not None),
        key=lambda pair: (pair[1].content[0].place, pair[1].id),
    )
    for n, (outcome, claim) in enumerate(ordered, first):
        key = tables.key(text.key, n)
        voice = int(claim.chain[-1].speaker.kind == "document")
        body = bodies.compact(claim.canonical(), text.layer.id)
        tables.bulk(connection, tables.claim, [(key, claim.id, text.key, voice, body)])
        about = [(who, key) for who in sorted(set(text.places.about(claim)))]
        tables.bulk(connection, tables.claim_about, list(about))
        words = [(key, bodies.claim_words(claim))]
        tables.bulk(connection, tables.claim_text, list(words))
        _say(connection, text, key, claim)
        tables.bulk(connection, tables.reviewed, [(key, outcome.seq, 1, b"")])


def _say(connection: sa.Connection, text: _Text, key: int, claim: Claim) -> None:
    """Note who says a claim, and what is said in it, by what it says of that."""
    by = tables.claim_by
    connection.execute(by.delete().where(by.c.claim == key))
    speakers = sorted(set(text.places.speakers(innermost(claim))))
    tables.bulk(connection, by, [(who, key) for who in speakers])
    statements.retell(connection, key, claim, text.places)
    voice = int(claim.chain[-1].speaker.kind == "document")
    connection.execute(tables.claim.update().where(_C.key == key).values(own_voice=voice))
