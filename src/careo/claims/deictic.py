"""Times counted from the day of writing: "last year", "hace tres años", "on Tuesday".

They get dates only where that day is known, and then keep that they were counted. Where only the
month or the year of writing is known, the dates are all that it allows.

Conventions: "last year" is the calendar year before, a week begins on Monday; "three years ago" is
the calendar year, "three months ago" the month; a weekday is the last one, the day of writing
included, "last Tuesday" the last one before it; "in the last ten years" is somewhere in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from careo.claims import periods
from careo.claims.dates import Date, day, month
from careo.claims.timewords import Stretch, TimeWords
from careo.model.time import DateRange, Relative

_WEEK = 7
_BEFORE = re.compile(r"(?:^|[^.!?\s]\s)[A-Z][\w'\u2019-]* $")
"""A capitalised word that opens no sentence."""

_LOOK_BACK = 40
_Count = Callable[[date], DateRange | None]


def deictic(within: Stretch, written: DateRange | None) -> list[Date]:
    """Return the times of a stretch of text that are counted from the day of writing, in order.

    ``written`` are the days between which it was written; None where nobody says.
    """
    words = within.words
    found: list[Date] = []
    for match in within.found(words.deictic):
        if any(d.start < match.end() and match.start() < d.end for d in found):
            continue
        groups = {k: v.lower() for k, v in match.groupdict().items() if v}
        if not _is_name(match, within.text) and not _is_habit(words, match, within.text):
            found.append(_date(words, match, groups, written))
    return sorted(found, key=lambda date: date.start)


def _is_name(match: re.Match[str], text: str) -> bool:
    """Tell whether a capitalised word behind another is part of a name: "Bloody Sunday"."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    return match[0][0].isupper() and _BEFORE.search(before) is not None


def _is_habit(words: TimeWords, match: re.Match[str], text: str) -> bool:
    """Tell whether a weekday is every one, or one of another week: "every", "the previous"."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    return bool(match.groupdict().get("w")) and words.habitual.search(before) is not None


def _date(
    words: TimeWords, match: re.Match[str], groups: dict[str, str], written: DateRange | None
) -> Date:
    number = words.number(groups["num"]) if "num" in groups else None
    relative: Relative | None = None
    if "over" in groups or "long" in groups or ("ago" in groups and number is None):
        relative = "before"
    days = None
    if written is not None:
        days = _counted(_count(words, groups, number), written)
    if days is not None and "about" in groups:
        days = periods.widened(days)
    return Date(
        *match.span(),
        days=days,
        deictic=True,
        relative=relative,
        period=words.values["day_words"].get(groups.get("day", "")) == "0",
    )


def _counted(count: _Count, written: DateRange) -> DateRange | None:
    """Return what a count gives from every day on which it may have been written."""
    try:
        ends = [count(date.fromisoformat(d)) for d in (written.earliest, written.latest)]
    except (ValueError, OverflowError):  # no calendar has it
        return None
    found = [one for one in ends if one is not None]
    return periods.union(found) if len(found) == len(ends) else None


def _count(words: TimeWords, groups: dict[str, str], number: int | None) -> _Count:
    """Return how a match is counted."""
    shift = int(words.values["shifts"][groups["shift"]]) if "shift" in groups else None
    if "day" in groups:
        moved = timedelta(days=int(words.values["day_words"][groups["day"]]))
        return lambda today: periods.days(today + moved, today + moved)
    if "w" in groups:
        wanted = int(words.values["weekdays"][groups["w"]])
        return lambda today: _weekday(today, wanted, shift)
    if "moon" in groups:
        number = day(words, groups)
        return lambda today: _day_of(today, shift or 0, number)
    if "m" in groups:
        return _month(words, groups, shift)
    return _units(words, groups, number, shift or 0)


def _units(words: TimeWords, groups: dict[str, str], number: int | None, shift: int) -> _Count:
    """Return how days, weeks, months and years are counted."""
    part = words.values["parts"].get(groups.get("part", ""), "")
    unit = words.values["units"].get(groups.get("unit", ""), "")
    if "ago" in groups:
        return lambda today: None if number is None else _unit(today, unit, -number)
    if "recent" in groups:
        length = number or 1
        many = "num" in groups and number is None
        return lambda today: None if many else periods.days(_back(today, unit, length), today)
    if "earlier" in groups or "rest" in groups:
        return lambda today: _rest(today, unit, earlier="earlier" in groups)
    return lambda today: _unit(today, unit, shift, part) if "long" not in groups else None


def _unit(today: date, unit: str, shift: int, part: str = "") -> DateRange | None:
    """Return the day, week, month, year, decade or century that is some of them away."""
    if unit == "day":
        moved = today + timedelta(days=shift)
        return periods.days(moved, moved)
    if unit == "week":
        return periods.week_from(today, shift)
    if unit == "month":
        return periods.month_from(today, shift, part)
    if unit == "year":
        return periods.of_year(today.year + shift, part)
    if unit == "decade" and not part and shift < 0:
        return periods.of_year(today.year + shift * periods.DECADE)
    length = periods.DECADE if unit == "decade" else periods.CENTURY
    begun = today.year - (today.year - (unit == "century")) % length
    return periods.years(begun + shift * length, length, part)


def _day_of(today: date, months: int, number: int) -> DateRange | None:
    month = date.fromisoformat(periods.month_from(today, months).earliest)
    return periods.in_month(month.year, month.month, number)


def _back(today: date, unit: str, number: int) -> date:
    """Return the day that is some units before another."""
    if unit in {"day", "week"}:
        return today - timedelta(days=number * (_WEEK if unit == "week" else 1))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    found = date.fromisoformat(periods.month_from(today, -number * months).latest)
    return found.replace(day=min(found.day, today.day))


def _rest(today: date, unit: str, *, earlier: bool) -> DateRange | None:
    whole = _unit(today, unit, 0)
    if whole is None:
        return None
    day = today.isoformat()
    if earlier:
        return DateRange(earliest=whole.earliest, latest=day)
    return DateRange(earliest=day, latest=whole.latest)


def _weekday(today: date, wanted: int, shift: int | None) -> DateRange:
    back = (today.isoweekday() - wanted) % _WEEK
    if shift == -1:
        back = back or _WEEK
    elif shift == 1:
        back -= _WEEK
    found = today - timedelta(days=back)
    return periods.days(found, found)


def _month(words: TimeWords, groups: dict[str, str], shift: int | None) -> _Count:
    """Return how "last March", "3 March last year" and "el 5 de mayo pasado" are counted."""
    number, which = month(words, groups), day(words, groups)
    yearly = "yearly" in groups or shift == 0

    def count(today: date) -> DateRange | None:
        moved = shift or 0
        if not yearly:
            found = periods.in_month(today.year, number, which)
            past = found is not None and found.latest <= today.isoformat()
            now = found is not None and found.earliest > today.isoformat()
            moved = (-1 if not past else 0) if moved < 0 else (0 if now else 1)
        return periods.in_month(today.year + moved, number, which)

    return count
