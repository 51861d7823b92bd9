"""The timeline: what is dated, on the clock it is dated by."""

from __future__ import annotations

from collections.abc import Iterable

from careo.model.record import ActorId
from careo.model.statement import Cast, Statement
from careo.model.structure import Timeline, TimelineEntry
from careo.model.time import DateRange, When
from careo.structure.marks import mark


def timeline(statements: Iterable[Statement], cast: Cast, claims: int = 0) -> Timeline:
    """Return the dated relations, and the dated sayings and knowings, the earliest first.

    "Since 2007 he was aware of contacts" dates the knowing, not the contacts. A date keeps its
    precision: a year stays the days of that year.

    Args:
        statements: What is said; their order does not matter.
        cast: Who takes part; nobody else is named in an entry.
        claims: How many claims there are; those that date nothing are counted. 0 where the
            statements are not of all claims.
    """
    timed = [(one, _entry(one, one.when, cast)) for one in statements if one.when is not None]
    entries = [entry for _, entry in timed if entry.begins is not None or entry.ends is not None]
    told = [(one, entry) for one, entry in timed if entry.begins is entry.ends is None]
    told.sort(key=lambda pair: (pair[0].document, pair[0].start, pair[0].claim, pair[0].relation))
    return Timeline(
        entries=tuple(sorted(entries, key=_order)),
        undated=claims and claims - len({entry.mark.claim for entry in entries}),
        told=tuple(entry for _, entry in told),
    )


def bounds(when: When) -> tuple[DateRange | None, DateRange | None]:
    """Return when it begins and when it ends, each as the days between which that lies.

    None for an end that no date bounds: "since 2007", "after 2007" have no end, "until 2007" and
    "by 2007" no beginning.
    """
    first = when.first_precise or when.first_imprecise
    last = when.last_precise or when.last_imprecise
    if when.ending and last is None and not when.starting:
        return None, first
    return first, last


def _entry(one: Statement, when: When, cast: Cast) -> TimelineEntry:
    begins, ends = bounds(when)
    both = begins is not None and ends is not None
    who: tuple[ActorId | None, ...] = one.by if one.saying else tuple(p.actor for p in one.parts)
    return TimelineEntry(
        clock="knowledge" if one.saying else "event",
        mark=mark(one),
        actors=tuple(dict.fromkeys(a for a in who if a is not None and a in cast)),
        begins=begins,
        ends=ends,
        when=when,
        point=both and begins == ends and not when.starting and not when.ending,
        reversed=begins is not None and ends is not None and begins.earliest > ends.latest,
    )


def _order(entry: TimelineEntry) -> tuple[str, str, str, int]:
    first = entry.begins or entry.ends
    last = entry.ends or entry.begins
    return (
        first.earliest if first is not None else "",
        last.latest if last is not None else "",
        entry.mark.claim,
        entry.mark.relation,
    )
