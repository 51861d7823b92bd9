"""Places joined with whom they stand for: the same rule when rows are written and when shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from careo.model.claim import Claim
from careo.model.reading import MentionKind
from careo.model.text import Span

W = TypeVar("W")

NOBODY: frozenset[MentionKind] = frozenset({"conveyor", "date", "amount"})
"""What nothing can be said to be about."""


class Held(NamedTuple, Generic[W]):
    """A mention's place with whom it stands for.

    Attributes:
        who: An actor's id, or a referent's number; several `Held` share the place of a group.
    """

    start: int
    end: int
    kind: MentionKind
    who: W


class Places(Generic[W]):
    """The places of one document's mentions.

    Only an exact place tells whom words stand for: "the brother of Ana" is not Ana.
    """

    def __init__(self, held: Iterable[Held[W]]) -> None:
        self._held = sorted(held, key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self._held]
        self._at: dict[tuple[int, int], list[Held[W]]] = {}
        for one in self._held:
            self._at.setdefault((one.start, one.end), []).append(one)

    def at(self, span: Span) -> tuple[W, ...]:
        """Return whom the words at exactly this place stand for."""
        return tuple(dict.fromkeys(one.who for one in self._at.get(span.place, ())))

    def about(self, claim: Claim) -> tuple[W, ...]:
        """Return whom a claim is about, in order of place: its roles, then its content.

        A mention inside another one does not count beside it: "the brother of Ana" in a
        content is about the brother. As a role of its own it counts.
        """
        found = [one for span in _roles(claim) for one in self._at.get(span.place, ())]
        for span in claim.content:
            found += self._outermost(span)
        return tuple(dict.fromkeys(one.who for one in found if one.kind not in NOBODY))

    def speakers(self, spans: Iterable[Span]) -> tuple[W, ...]:
        """Return whom all these words stand for, in the order given."""
        return tuple(dict.fromkeys(who for span in spans for who in self.at(span)))

    def _outermost(self, span: Span) -> Iterator[Held[W]]:
        from bisect import bisect_left

        end, cover = 0, (-1, -1)
        for number in range(bisect_left(self._starts, span.start), len(self._held)):
            one = self._held[number]
            if one.start >= span.end:
                return
            if one.end > span.end or one.kind in NOBODY:
                continue
            if one.end > end or (one.start, one.end) == cover:
                yield one
                end, cover = max(end, one.end), (one.start, one.end)


def _roles(claim: Claim) -> Iterator[Span]:
    for relation in claim.relations:
        for role in relation.roles:
            if not role.literal:
                yield role.span


def innermost(claim: Claim) -> tuple[Span, ...]:
    """Return the words that name the one who says these words."""
    return speaker_words(claim, -1)


def speaker_words(claim: Claim, link: int) -> tuple[Span, ...]:
    """Return the mentions that a link's speaker stands for, or else the speaker's words."""
    speaker = claim.chain[link].speaker
    if speaker.mentions:
        return speaker.mentions
    return () if speaker.span is None else (speaker.span,)
