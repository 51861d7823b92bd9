"""Flows: what is said to have moved, from where to where, through whom, how much and when."""

from __future__ import annotations

from typing import Literal

from careo.model.amount import Amount
from careo.model.record import ActorId, ClaimId, Record
from careo.model.structure import Mark
from careo.model.time import When

Goods = Literal["money", "gold", "drugs", "arms", "people", "fuel", "minerals", "other"]
EndKind = Literal["actor", "words", "gap"]


class FlowEnd(Record, frozen=True):
    """Where something is said to come from or to go to.

    Attributes:
        id: The actor's id, or a name of the end alone (``words-3``, ``gap-1``).
        kind: ``words`` quotes a document where no actor is named; ``gap`` is not said, and two
            gaps are never taken for one.
        label: What to write for it.
        actor: The actor, for that kind.
    """

    id: str
    kind: EndKind
    label: str
    actor: ActorId | None = None


class Movement(Record, frozen=True):
    """One claim of a movement.

    Attributes:
        mark: The claim.
        what: The words for what moved; empty where they name nothing.
        by: The ends of those said to move it, where they are neither origin nor destination.
        via: The ends that it is said to go through.
        amount: As written; empty where nothing is said.
        amounts: Those of its values that can be read, in one spelling.
        when: As the claim has it.
    """

    mark: Mark
    what: str = ""
    by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    amount: str = ""
    amounts: tuple[Amount, ...] = ()
    when: When | None = None


class Flow(Record, frozen=True):
    """All that is said to have moved from one end to another.

    Attributes:
        goods: What kind of thing.
        origin: Id of an end.
        destination: Id of an end.
        movements: The claims, in order of document and place.
        against: All of them deny or negate it.
    """

    goods: Goods
    origin: str
    destination: str
    movements: tuple[Movement, ...]
    against: bool = False

    @property
    def claims(self) -> tuple[ClaimId, ...]:
        """The claims, each once."""
        return tuple(dict.fromkeys(one.mark.claim for one in self.movements))


class FlowGraph(Record, frozen=True):
    """Who is said to have sent what to whom; amounts are listed, never added up.

    Attributes:
        ends: By label, gaps last.
        flows: By kind of goods, then by the labels of origin and destination.
    """

    ends: tuple[FlowEnd, ...]
    flows: tuple[Flow, ...]
