"""Two claims side by side: who is said to command somebody, and what that one is said to do.

Nothing is concluded: the first one's cell stays as it is, and the claims are laid beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from careo.model.record import ActorId
from careo.model.statement import Statement
from careo.model.structure import Beside, Mark, Pair
from careo.structure.marks import acted_on, agents, once

MOST_OTHERS = 8
"""Others shown beside one cell; the rest is counted."""

MOST_CLAIMS = 3
"""Claims of one sign shown on each side of a pair; the rest is counted."""

COMMANDING = frozenset({"commands", "directs", "controls", "supervises"})

Found = Mapping[tuple[ActorId, str], Sequence[Statement]]


class Commanded:
    """Who is said to command whom."""

    def __init__(self) -> None:
        self._found: defaultdict[ActorId, defaultdict[ActorId, list[Statement]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def note(self, statement: Statement) -> None:
        """Note a statement, if it is of command."""
        if statement.predicate in COMMANDING:
            over = agents(statement)
            under = {part.actor for part in acted_on(statement)} - {None, *over}
            for other in under:
                for actor in over:
                    self._found[actor][other].append(statement)  # type: ignore[index]

    def beside(
        self, actor: ActorId, columns: Sequence[str], found: Found, order: Mapping[ActorId, int]
    ) -> Iterable[Beside]:
        """Yield what can be laid beside the cells of an actor.

        Args:
            actor: Of the row.
            columns: All columns.
            found: What the cell of each actor and column counts.
            order: The rows.
        """
        held: Mapping[ActorId, list[Statement]] = self._found.get(actor, {})
        others = sorted((one for one in held if one in order), key=order.__getitem__)
        others = [one for one in others if any(not each.against for each in held[one])]
        for column in columns if others else ():
            beside = [
                (other, deeds)
                for other in others
                if (deeds := _alone(found.get((other, column), ()), actor))
            ]
            if beside:
                yield Beside(
                    actor=actor,
                    domain=column,
                    pairs=tuple(
                        _pair(other, held[other], deeds, actor)
                        for other, deeds in beside[:MOST_OTHERS]
                    ),
                    unshown=max(0, len(beside) - MOST_OTHERS),
                )


def _alone(deeds: Sequence[Statement], actor: ActorId) -> list[Statement]:
    """Return what somebody is said to do without this actor; nothing where all deny it."""
    alone = [one for one in deeds if actor not in agents(one)]
    return alone if any(not one.against for one in alone) else []


def _pair(
    other: ActorId, commands: Sequence[Statement], deeds: Sequence[Statement], actor: ActorId
) -> Pair:
    left, right = once(commands, actor), once(deeds, other)
    shown = _first(left), _first(right)
    rest = len(left) + len(right) - sum(map(len, shown))
    return Pair(other=other, commands=shown[0], deeds=shown[1], unshown=rest)


def _first(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the first marks of each sign: what is denied is never hidden behind what is not."""
    said = [one for one in marks if not one.against][:MOST_CLAIMS]
    denied = [one for one in marks if one.against][:MOST_CLAIMS]
    return (*said, *denied)
