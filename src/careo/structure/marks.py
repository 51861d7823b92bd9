"""From statements to marks: one relation of one claim, with whose act it is."""

from __future__ import annotations

from careo.model.record import ActorId, ClaimId
from careo.model.statement import Part, Statement
from careo.model.structure import Mark

PATIENTS = ("patient", "unit", "domain", "beneficiary", "place")
"""Where to look for the one acted on, the first that is there; never the counterpart of a
relation that somebody directs ("relations with Kestria"): nobody says that he commands it."""


def mark(statement: Statement, seen_from: ActorId | None = None) -> Mark:
    """Return the mark of a statement.

    Args:
        statement: What is said.
        seen_from: The actor that the view shows it for: `Mark.joint` are the others.
    """
    together = agents(statement)
    joint = tuple(one for one in together if one != seen_from) if len(together) > 1 else ()
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
    acting = [
        part.actor for part in statement.parts if part.role == "agent" and part.actor is not None
    ]
    return tuple(acting if len(acting) == 1 else dict.fromkeys(acting))


def acted_on(statement: Statement) -> tuple[Part, ...]:
    """Return those that are said to be acted on, in order of place."""
    for role in PATIENTS:
        if found := statement.played(role):
            return found
    return ()


class Once:
    """Marks of one actor, each claim once a predicate and a sign, in the order given."""

    def __init__(self) -> None:
        self._kept: dict[tuple[ClaimId, str, bool], Mark] = {}

    def add(self, one: Mark) -> None:
        """Add a mark, unless the claim has said as much."""
        self._kept.setdefault((one.claim, one.predicate, one.against), one)

    def marks(self) -> tuple[Mark, ...]:
        """Return what was added."""
        return tuple(self._kept.values())


def place(statement: Statement) -> tuple[str, int, int, ClaimId, int]:
    """Return the key that orders statements by document and place."""
    return (
        statement.document,
        statement.start,
        statement.end,
        statement.claim,
        statement.relation,
    )
