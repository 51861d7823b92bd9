"""When something is said to have been so: the times of a stretch of text, as `When`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from careo.claims import periods
from careo.claims.dates import Date, dates
from careo.claims.deictic import deictic
from careo.claims.relative import Told, relative
from careo.claims.timewords import Stretch, stretch
from careo.model.lexicon import Lexicon
from careo.model.text import TextLayer
from careo.model.time import DateRange, Relative, When

_LOOK_BACK = 40
_Lead = dict[str, str | None]


def when_in(
    layer: TextLayer, start: int, end: int, lexicon: Lexicon, written: DateRange | None = None
) -> tuple[When, ...]:
    """Return the times that stand between two places of a layer, in order of place.

    Each has its words in ``text``, a dating preposition included ("since 2007"). Two dates
    joined ("from 2007 to 2010") are one time. A date without a year ("14 March") keeps its
    words and gets no dates: the year is not guessed. "After the election" has none either, and
    "last year" only where ``written``, the day of writing, is known.
    """
    start, end = max(0, start), min(end, len(layer.text))
    found = _Finder(layer, stretch(layer.text, start, end, lexicon)).find(written)
    return tuple(sorted(found, key=lambda when: when.text.place if when.text else (0, 0)))


@dataclass(frozen=True, slots=True)
class _Finder:
    """One stretch of a layer, and what makes times of what is found there."""

    layer: TextLayer
    within: Stretch

    def find(self, written: DateRange | None) -> list[When]:
        """Return the times, in no order."""
        told, alone = relative(self.within)
        counted = [
            date
            for date in deictic(self.within, written)
            if not any(one.start() <= date.start and date.end <= one.end() for one in alone)
        ]
        rest = _apart(dates(self.within), counted)
        found: list[When] = []
        for one in told:
            near = [date for date in rest if self._belongs(one, date)]
            if any(date.start <= one.start for date in near):
                continue
            rest = [date for date in rest if date not in near]
            found.append(self._told(one, near))
        while rest:
            first, *rest = rest
            joined = self._joined(first, rest[0]) if rest else None
            if joined is not None:
                rest = rest[1:]
            found.append(joined or self._single(first))
        taken = [when.text for when in found if when.text is not None]
        return found + [
            self._open(match)
            for match in alone
            if not any(t.start < match.end() and match.start() < t.end for t in taken)
        ]

    def _belongs(self, told: Told, date: Date) -> bool:
        """Tell whether a date stands in what tells a time, or dates it right behind it."""
        if date.start < told.end and told.start < date.end:
            return True
        behind = self.within.words.behind.fullmatch(self.layer.text, told.end, date.start)
        return behind is not None and not date.deictic

    def _told(self, told: Told, inside: list[Date]) -> When:
        """Return "after the election", with the election's dates where they stand there."""
        end = max(told.end, *(d.end for d in inside), 0)
        days = periods.union([d.days for d in inside if d.days is not None])
        date = Date(told.start, end, days)
        if days is None or told.relative != "during":
            date = date._replace(relative=told.relative)
        lead: _Lead = {"starting": "yes"} if told.starting else {}
        lead |= {"ending": "yes"} if told.ending else {}
        return self._when((date, date), told.start, end, lead)

    def _single(self, date: Date) -> When:
        lead = self._lead(date)
        groups: _Lead = lead.groupdict() if lead else {}
        if groups.get("pair") and date.until is None:
            lead, groups = None, {}
        if groups.get("between"):  # and something that has no date
            groups = {"first": "yes"}
        if groups.get("about") and date.days is not None:
            date = date._replace(days=periods.widened(date.days))
        first = lead.start() if lead else date.start
        if date.until is not None:
            return self._both(date, date._replace(days=date.until), (first, date.end), lead)
        going_on = self.within.words.open_end.match(self.layer.text, date.end, self.within.end)
        unknown = self.within.words.unknown_end.match(self.layer.text, date.end, self.within.end)
        for after, state in ((going_on, "open"), (unknown, "unknown")):
            if after is not None:
                opened: _Lead = {"starting": "yes", state: "yes"}
                return self._when((date, date), first, after.end(), opened)
        return self._when((date, date), first, date.end, groups)

    def _joined(self, date: Date, other: Date) -> When | None:
        """Return "from A to B", "between A and B" and a range with a dash as one time, or None.

        Dates in impossible order stay in it where the words say that they are one time.
        """
        if {date.until, other.until} != {None} or (date.days is None) != (other.days is None):
            return None
        join = self.within.words.joining.fullmatch(self.layer.text, date.end, other.start)
        lead = self._lead(date)
        groups: _Lead = lead.groupdict() if lead else {}
        if join is None or (join["both"] and not groups.get("between")):
            return None
        told = bool(groups.get("between") or groups.get("starting") or groups.get("pair"))
        ordered = date.days is not None and other.days is not None and date.days <= other.days
        if not told and not ordered:
            return None
        place = (lead.start() if lead else date.start, other.end)
        return self._both(date._replace(ends=bool(join["until"])), other, place, lead)

    def _both(
        self, date: Date, other: Date, place: tuple[int, int], lead: re.Match[str] | None
    ) -> When:
        groups: _Lead = lead.groupdict() if lead else {}
        led: _Lead = {}
        if groups.get("pair") or groups.get("starting"):
            led["starting"] = "yes"
            if date.ends:
                led["ending"] = "yes"
        return self._when((date, other), *place, led)

    def _lead(self, date: Date) -> re.Match[str] | None:
        first = max(self.within.start, date.start - _LOOK_BACK)
        return self.within.words.leading.search(self.layer.text, first, date.start)

    def _open(self, match: re.Match[str]) -> When:
        return When(
            end="not_known_to_have_ended" if match["open"] else "ended_unknown",
            text=self.layer.span(*match.span()),
        )

    def _when(self, both: tuple[Date, Date], start: int, end: int, lead: _Lead) -> When:
        """Return the time of a first and a last date, of which a lead may leave only one."""
        relative = _relative(both[0], lead)
        first: Date | None = both[0]
        last: Date | None = both[1]
        if both[0].days == both[1].days and both[0] == both[1]:
            if lead.get("ending") or relative == "before":
                first = None
            if lead.get("starting") or relative == "after":
                last = None
        found = When(
            starting=bool(lead.get("starting") and not lead.get("least")),
            ending=bool(lead.get("ending") and not lead.get("most")),
            relative=relative,
            deictic=both[0].deictic or both[1].deictic,
            text=self.layer.span(start, end),
        )
        bounds = {**_bounds("first", first), **_bounds("last", last)}
        state = "ended_on" if found.ending else None
        if lead.get("open") or lead.get("unknown"):
            state = "not_known_to_have_ended" if lead.get("open") else "ended_unknown"
        return msgspec.structs.replace(found, end=state, **bounds)


def _bounds(name: str, date: Date | None) -> dict[str, DateRange]:
    if date is None or date.days is None:
        return {}
    precise = date.days.earliest == date.days.latest and not date.period
    return {f"{name}_{'precise' if precise else 'imprecise'}": date.days}


def _relative(date: Date, lead: _Lead) -> Relative | None:
    if lead.get("first"):
        return "after"
    return "before" if lead.get("last") else date.relative


def _apart(found: list[Date], others: list[Date]) -> list[Date]:
    """Return dates and others without those that stand in a fuller one."""
    if not others:
        return found
    kept: list[Date] = []
    for date in sorted(
        (*found, *others),
        key=lambda d: (d.days is None or d.deictic, d.start - d.end, d.start),
    ):
        if not any(one.start < date.end and date.start < one.end for one in kept):
            kept.append(date)
    return sorted(kept, key=lambda date: date.start)
