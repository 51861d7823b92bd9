"""Two claims side by side: who is said to command somebody, and what that one is said to do.

Nothing is concluded: the cell of the one who commands stays as it is, and the claims are laid
beside it. They are put together when a cell is shown, so that a matrix holds each mark once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, starmap

from careo.model.record import ActorId, Record
from careo.model.structure import Commanded, Mark, Matrix

MOST_OTHERS = 8
"""Others shown beside one cell; the rest is counted."""

MOST_CLAIMS = 3
"""Claims of one sign shown on each side of a pair; the rest is counted."""


class Pair(Record, frozen=True):
    """Claims side by side: that one commands another, and that the other does something.

    Attributes:
        other: Who is said to be commanded.
        commands: The first claims that say so, and the first that deny it.
        deeds: The first claims that the other does something in the domain, and that deny it;
            none that says that both do it jointly, for that stands in both cells.
        unshown: How many more claims there are of both.
    """

    other: ActorId
    commands: tuple[Mark, ...]
    deeds: tuple[Mark, ...]
    unshown: int = 0


class Beside(Record, frozen=True):
    """What can be laid beside a cell, without a conclusion: its actor is not said to do it.

    Attributes:
        actor: The row.
        domain: The column.
        pairs: By the other's name.
        unshown: How many others are left out.
    """

    actor: ActorId
    domain: str
    pairs: tuple[Pair, ...]
    unshown: int = 0


class Sides:
    """What can be laid beside the cells of one matrix."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._cells = {(cell.actor, cell.domain): cell.marks for cell in matrix.cells}
        self._told: dict[tuple[ActorId, str], _Signs] = {}
        self._under: defaultdict[ActorId, list[tuple[Commanded, _Signs]]] = defaultdict(list)
        for one in matrix.commanded:
            self._under[one.actor].append((one, _Signs(one.marks)))

    def __iter__(self) -> Iterator[Beside]:
        """Yield what can be laid beside cells, or in place of them, in order of row and column."""
        for actor in self._matrix.actors:
            yield from self.row(actor)

    def row(self, actor: ActorId) -> Iterator[Beside]:
        """Yield what can be laid beside the cells of an actor, in order of column."""
        for domain in self._matrix.domains if actor in self._under else ():
            found = self.of(actor, domain)
            if found is not None:
                yield found

    def of(self, actor: ActorId, domain: str) -> Beside | None:
        """Return what can be laid beside a cell; None for nothing."""
        beside = [
            (one, said, deeds)
            for one, said in self._under.get(actor, ())
            if (deeds := self._deeds(one.other, domain)) is not None
            and deeds.without(actor, against=False)
        ]
        if not beside:
            return None
        pairs = tuple(starmap(_pair, beside[:MOST_OTHERS]))
        unshown = max(0, len(beside) - MOST_OTHERS)
        return Beside(actor=actor, domain=domain, pairs=pairs, unshown=unshown)

    def _deeds(self, actor: ActorId, domain: str) -> _Signs | None:
        at = actor, domain
        if at not in self._told and at in self._cells:
            self._told[at] = _Signs(self._cells[at])
        return self._told.get(at)


class _Signs:
    """Marks by sign, with how many of them name whom as acting jointly."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._marks: dict[bool, list[Mark]] = {False: [], True: []}
        for one in marks:
            self._marks[one.against].append(one)
        self._joint = Counter(
            (one.against, other)
            for held in self._marks.values()
            for one in held
            for other in one.joint
        )

    def without(self, actor: ActorId, *, against: bool) -> int:
        """Return how many of a sign do not name this actor as acting jointly."""
        return len(self._marks[against]) - self._joint[against, actor]

    def first(self, actor: ActorId) -> tuple[Mark, ...]:
        """Return the first of each sign: what is denied is never hidden behind what is not."""
        return tuple(
            one
            for held in self._marks.values()
            for one in islice((each for each in held if actor not in each.joint), MOST_CLAIMS)
        )


def _pair(commanded: Commanded, said: _Signs, deeds: _Signs) -> Pair:
    actor = commanded.actor
    commands, others = said.first(commanded.other), deeds.first(actor)
    alone = sum(deeds.without(actor, against=sign) for sign in (False, True))
    return Pair(
        other=commanded.other,
        commands=commands,
        deeds=others,
        unshown=len(commanded.marks) - len(commands) + alone - len(others),
    )
