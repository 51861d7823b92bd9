"""Two claims side by side: who is said to command somebody, and what that one is said to do.

Nothing is concluded: the first one's cell stays as it is, and the claims are laid beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from careo.model.record import ActorId
from careo.model.statement import Statement
from careo.model.structure import Beside, Mark, Pair
from careo.structure.marks import Once, acted_on

MOST_OTHERS = 8
"""Others shown beside one cell; the rest is counted."""

MOST_CLAIMS = 3
"""Claims of one sign shown on each side of a pair; the rest is counted."""

COMMANDING = frozenset({"commands", "directs", "controls", "supervises"})


class Deeds:
    """What is said of one actor, by sign, with how much of it is said of whom else jointly."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks: dict[bool, list[Mark]] = {False: [], True: []}
        for one in marks:
            self._marks[one.against].append(one)
        self._joint = {
            sign: Counter(other for one in held for other in one.joint)
            for sign, held in self._marks.items()
        }

    def without(self, actor: ActorId | None, *, against: bool) -> int:
        """Return how many of a sign are said without this actor."""
        return len(self._marks[against]) - (self._joint[against][actor] if actor else 0)

    def first(self, actor: ActorId | None = None) -> tuple[Mark, ...]:
        """Return the first of each sign: what is denied is never hidden behind what is not."""
        return tuple(
            one
            for held in self._marks.values()
            for one in islice((each for each in held if actor not in each.joint), MOST_CLAIMS)
        )


class Commanded:
    """Who is said to command whom."""

    def __init__(self) -> None:
        self._found: dict[ActorId, dict[ActorId, Once]] = defaultdict(lambda: defaultdict(Once))

    def note(self, statement: Statement, marks: Mapping[ActorId, Mark]) -> None:
        """Note a statement, if it is of command, with its mark for each that acts."""
        if statement.predicate in COMMANDING:
            for other in {part.actor for part in acted_on(statement)}:
                if other is not None and other not in marks:
                    for actor, mark in marks.items():
                        self._found[actor][other].add(mark)

    def beside(
        self,
        actor: ActorId,
        columns: Sequence[str],
        deeds: Mapping[tuple[ActorId, str], Deeds],
        order: Mapping[ActorId, int],
    ) -> Iterable[Beside]:
        """Yield what can be laid beside the cells of an actor.

        Args:
            actor: Of the row.
            columns: All columns.
            deeds: What is said in each cell.
            order: The rows.
        """
        held = {
            other: Deeds(found.marks())
            for other, found in self._found.get(actor, {}).items()
            if other in order
        }
        others = sorted(
            (one for one in held if held[one].without(None, against=False)), key=order.__getitem__
        )
        for column in columns if others else ():
            beside = [
                other
                for other in others
                if (found := deeds.get((other, column))) and found.without(actor, against=False)
            ]
            if beside:
                yield Beside(
                    actor=actor,
                    domain=column,
                    pairs=tuple(
                        _pair(other, held[other], deeds[other, column], actor)
                        for other in beside[:MOST_OTHERS]
                    ),
                    unshown=max(0, len(beside) - MOST_OTHERS),
                )


def _pair(other: ActorId, commands: Deeds, deeds: Deeds, actor: ActorId) -> Pair:
    left, right = commands.first(), deeds.first(actor)
    every = sum(
        commands.without(None, against=sign) + deeds.without(actor, against=sign)
        for sign in (False, True)
    )
    return Pair(other=other, commands=left, deeds=right, unshown=every - len(left) - len(right))
