"""The views of a case: what many claims add up to, and the way back to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from careo.case.finding import Finding
from careo.case.paused import paused
from careo.case.views import ClaimViews
from careo.model.flow import FlowGraph
from careo.model.presence import Presence
from careo.model.proceeding import Proceedings
from careo.model.record import ActorId, ClaimId
from careo.model.statement import Called, Sieve, Statement
from careo.model.structure import FIELDS, CommandChart, Matrix, Timeline
from careo.model.views import ClaimView
from careo.store.statements import EVERY, Counted

ALL = Sieve()


class Structured(Finding):
    """What a case says of who is said to do what; a part of `careo.case.Case`.

    Each view is computed from the statements that the sieve lets through, never from a text.
    """

    def statements(self, sieve: Sieve = ALL) -> Iterator[Statement]:
        """Yield what is said, in order of document and place; nothing is inferred.

        What a claim repeats of the claim inside it is left to the inner one.
        """
        return self._counted(sieve, EVERY)

    def _counted(self, sieve: Sieve, counted: Counted) -> Iterator[Statement]:
        from careo.structure import passes

        keys = self._keys(sieve.about or None, sieve.by or None)
        for one in self._file.statements(keys, counted):
            if passes(one, sieve):
                yield one

    def _held(self, sieve: Sieve, counted: Counted) -> tuple[Statement, ...]:
        return tuple(self._counted(sieve, counted))

    def cast(self, statements: Iterable[Statement]) -> dict[ActorId, Called]:
        """Return how those who take part in statements, or say them, are called."""
        held = tuple(statements)
        met: set[ActorId | None] = {part.actor for one in held for part in one.parts}
        met.update([actor for one in held for actor in one.by])
        return self.called(actor for actor in met if actor is not None)

    def called(self, actors: Iterable[ActorId]) -> dict[ActorId, Called]:
        """Return how these actors are called; an id that is no actor's is left out."""
        return {one.id: one for one in self._file.called(set(actors))}

    @paused()
    def matrix(self, sieve: Sieve = ALL) -> Matrix:
        """Return who is said to do what: actors and fields of action."""
        from careo.structure import DOING, responsibility

        held = self._held(sieve, Counted(DOING))
        return responsibility(held, self.cast(held), self.fields())

    @paused()
    def chart(self, sieve: Sieve = ALL, most: int = 60) -> CommandChart:
        """Return who is said to command whom, in at most ``most`` boxes."""
        from careo.structure import DRAWN, command

        held = self._held(sieve, Counted(DRAWN))
        return command(held, self.cast(held), most)

    @paused()
    def timeline(self, sieve: Sieve = ALL) -> Timeline:
        """Return what is dated, the earliest first."""
        from careo.structure import timeline

        held = self._held(sieve, Counted(dated=True))
        claims = self._file.claims_counted() if sieve == ALL else 0
        return timeline(held, self.cast(held), claims)

    @paused()
    def flows(self, sieve: Sieve = ALL) -> FlowGraph:
        """Return what is said to have gone from where to where."""
        from careo.structure import MOVING, flows

        held = self._held(sieve, Counted(MOVING))
        return flows(held, self.cast(held))

    @paused()
    def presence(self, sieve: Sieve = ALL) -> Presence:
        """Return who is said to have been where, and when."""
        from careo.structure import BESIDE, presence

        held = self._held(sieve, Counted(BESIDE))
        return presence(held, self.cast(held))

    @paused()
    def proceedings(self, sieve: Sieve = ALL) -> Proceedings:
        """Return what is said of the proceedings against each."""
        from careo.structure import STEPS, proceedings

        held = self._held(sieve, Counted(frozenset(STEPS)))
        return proceedings(held, self.cast(held))

    def why(self, claims: Iterable[ClaimId]) -> Iterator[ClaimView]:
        """Yield the claims behind a cell, an edge or an entry, in order of document and place.

        Raises:
            TamperedError: A claim's words are not in its document.
        """
        keys = self._file.claim_keys(claims)
        return ClaimViews(self._file).run(self._file.claims(keys))

    def fields(self) -> tuple[str, ...]:
        """Return the names of all fields of action, in their order."""
        return FIELDS
