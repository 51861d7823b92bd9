"""From statements to marks: one relation of one claim, with whose act it is."""

from __future__ import annotations

from collections.abc import Sequence

from careo.model.record import ActorId, ClaimId
from careo.model.statement import Part, Statement
from careo.model.structure import Mark

PATIENTS = ("patient", "unit", "domain", "beneficiary", "place")
"""Where to look for the one acted on, the first that is there; never the counterpart of a
relation that somebody directs ("relations with Kestria"): nobody says that he commands it."""

OVER = frozenset({"controls", "directs", "supervises"})
"""The predicates of which all that the words list is under whom they name."""


def marks(statement: Statement) -> list[tuple[ActorId, Mark]]:
    """Return each actor that is said to act with the mark seen from it: the others are joint."""
    acting = agents(statement)
    if len(acting) == 1:
        return [(acting[0], _mark(statement, ()))]
    return [
        (actor, _mark(statement, tuple([other for other in acting if other != actor])))
        for actor in acting
    ]


def mark(statement: Statement) -> Mark:
    """Return the mark of a statement, with all that are said to act jointly."""
    acting = agents(statement)
    return _mark(statement, acting if len(acting) > 1 else ())


def _mark(statement: Statement, joint: tuple[ActorId, ...]) -> Mark:
    return Mark(
        claim=statement.claim,
        relation=max(statement.relation, -1),
        predicate=statement.predicate,
        act=statement.act,
        polarity=statement.polarity,
        negated=statement.negated,
        hedged=statement.hedged,
        joint=joint,
        voice=statement.voice,
        speaker=statement.speaker,
        by=statement.by,
        verb=statement.verb,
        review=statement.review,
    )


def agents(statement: Statement) -> tuple[ActorId, ...]:
    """Return the actors that are said to act, in order of place, each once."""
    acting: tuple[ActorId, ...] = ()
    for part in statement.parts:
        if part.role == "agent" and part.actor is not None and part.actor not in acting:
            acting = (*acting, part.actor)
    return acting


def acted_on(statement: Statement) -> tuple[Part, ...]:
    """Return those that are said to be acted on, in order of place.

    Who supervises "routes, mines and collectives" is over all three, whether they are somebody or
    a thing; of whom somebody orders to do a thing only he is acted on.
    """
    if statement.predicate in OVER and (found := statement.played("patient", "unit", "domain")):
        return found
    shown = {part.role for part in statement.parts}
    for role in PATIENTS:
        if role in shown:
            return statement.played(role)
    return ()


def once(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return marks of one actor, each claim once a predicate and a sign, in the order given."""
    kept: dict[tuple[ClaimId, str, bool], Mark] = {}
    for one in marks if len(marks) > 1 else ():
        kept.setdefault((one.claim, one.predicate, one.against), one)
    return tuple(kept.values() or marks)


def place(statement: Statement) -> tuple[str, int, int, ClaimId, int]:
    """Return the key that orders statements by document and place."""
    return (
        statement.document,
        statement.start,
        statement.end,
        statement.claim,
        statement.relation,
    )
