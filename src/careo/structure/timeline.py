"""The timeline: what is dated, on the clock it is dated by."""

from __future__ import annotations

from collections.abc import Iterable

from careo.model.record import ActorId
from careo.model.statement import Cast, Statement
from careo.model.structure import Timeline, TimelineEntry
from careo.model.time import DateRange, When
from careo.structure.marks import mark


def timeline(statements: Iterable[Statement], cast: Cast, claims: int) -> Timeline:
    """Return the dated relations, and the dated sayings and knowings, the earliest first.

    "Since 2007 he was aware of contacts" dates the knowing, not the contacts. A date keeps its
    precision: a year stays the days of that year.

    Args:
        statements: What is said; their order does not matter.
        cast: Who takes part; nobody else is named in an entry.
        claims: How many claims there are; those that date nothing are counted.
    """
    entries: list[TimelineEntry] = []
    for one in statements:
        entries += _entry(one, cast)
    dated = {entry.mark.claim for entry in entries}
    return Timeline(entries=tuple(sorted(entries, key=_order)), undated=claims - len(dated))


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


def _entry(one: Statement, cast: Cast) -> list[TimelineEntry]:
    if one.when is None:
        return []
    begins, ends = bounds(one.when)
    if begins is None and ends is None:
        return []
    who: tuple[ActorId | None, ...] = one.by if one.saying else tuple(p.actor for p in one.parts)
    return [
        TimelineEntry(
            clock="knowledge" if one.saying else "event",
            mark=mark(one),
            actors=tuple(dict.fromkeys(a for a in who if a is not None and a in cast)),
            begins=begins,
            ends=ends,
            when=one.when,
            point=begins == ends and not one.when.starting and not one.when.ending,
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
