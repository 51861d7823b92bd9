"""The timeline: what is dated, on the clock it is dated by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careo.model.record import ActorId
from careo.model.structure import Clock, Mark, Timeline, TimelineEntry
from careo.model.time import DateRange, When
from careo.model.views import ActorView, ClaimView, LinkView
from careo.structure.marks import mark, place


def timeline(claims: Sequence[ClaimView], actors: Mapping[ActorId, ActorView]) -> Timeline:
    """Return the dated relations, and the dated sayings and knowings, the earliest first.

    "Since 2007 he was aware of contacts" dates the knowing, not the contacts. A date keeps its
    precision: a year stays the days of that year.
    """
    entries: list[TimelineEntry] = []
    undated = 0
    for claim in sorted(claims, key=place):
        found = [*_events(claim, actors), *_knowledge(claim, actors)]
        entries += found
        undated += not found
    return Timeline(entries=tuple(sorted(entries, key=_order)), undated=undated)


def bounds(when: When) -> tuple[DateRange | None, DateRange | None]:
    """Return when it begins and when it ends, each as the days between which that lies."""
    first = when.first_precise or when.first_imprecise
    last = when.last_precise or when.last_imprecise
    if when.starting:
        return first, last
    if when.ending:
        return (first, last) if last is not None else (None, first)
    if first is None or last is None:
        only = first or last
        return only, only
    return first, last


def _events(claim: ClaimView, actors: Mapping[ActorId, ActorView]) -> list[TimelineEntry]:
    found = []
    for index, relation in enumerate(claim.relations):
        who = tuple(dict.fromkeys(r.actor for r in relation.roles if r.actor in actors))
        taking_part = tuple(actor for actor in who if actor is not None)
        if relation.when is not None:
            found += _entry("event", mark(claim, index), taking_part, relation.when)
    return found


def _knowledge(claim: ClaimView, actors: Mapping[ActorId, ActorView]) -> list[TimelineEntry]:
    found = []
    for link in claim.chain:
        who = tuple(actor for actor in link.speaker.everybody if actor in actors)
        if link.when is not None:
            found += _entry("knowledge", _saying(claim, link), who, link.when)
    return found


def _saying(claim: ClaimView, link: LinkView) -> Mark:
    return Mark(
        claim=claim.id,
        relation=-1,
        predicate="states",
        act=link.act,
        polarity=claim.polarity if link is claim.chain[-1] else "affirms",
        negated=link.negated,
        hedged=claim.hedged,
    )


def _entry(clock: Clock, of: Mark, who: tuple[ActorId, ...], when: When) -> list[TimelineEntry]:
    begins, ends = bounds(when)
    if begins is None and ends is None:
        return []
    same = begins == ends and not when.starting and not when.ending
    return [
        TimelineEntry(
            clock=clock, mark=of, actors=who, begins=begins, ends=ends, when=when, point=same
        )
    ]


def _order(entry: TimelineEntry) -> tuple[str, str, str, int]:
    first = entry.begins or entry.ends
    last = entry.ends or entry.begins
    return (
        first.earliest if first is not None else "",
        last.latest if last is not None else "",
        entry.mark.claim,
        entry.mark.relation,
    )
