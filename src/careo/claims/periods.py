"""The days of months, years, ages and their parts: never a day made out of a period.

Conventions: *early*, *mid* and *late* are January to April, May to August and September to December
of a year; the first, second and last ten days of a month; the first three, the middle four and the
last three years of a decade, and likewise decades of a century. *About* adds one year to either
side of a year, one month to a month, a week to a day. A century begins in its year 1.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from careo.model.time import DateRange

DECADE, CENTURY = 10, 100
"""Lengths, in years."""

MONTHS = 12
"""Months of a year."""

_OF_YEAR = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}
_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first half": (1, 15),
    "second half": (16, 31),
    "first week": (1, 7),
    "last week": (25, 31),
}
_OF_TEN = {
    "early": (0, 3),
    "mid": (3, 7),
    "late": (7, 10),
    "first half": (0, 5),
    "second half": (5, 10),
}


def days(first: date, last: date) -> DateRange:
    """Return the days from one to another."""
    return DateRange(earliest=first.isoformat(), latest=last.isoformat())


def in_month(year: int, month: int, day: int = 0, part: str = "") -> DateRange | None:
    """Return one day of a month, a part of it, or all of it; None where it has no such day."""
    length = calendar.monthrange(year, month)[1]
    if day > length:
        return None
    first, last = _OF_MONTH.get(part, (1, length))
    return days(date(year, month, day or first), date(year, month, day or min(last, length)))


def of_year(year: int, part: str = "") -> DateRange:
    """Return a year, or a part of it."""
    first, last = _OF_YEAR.get(part, (1, MONTHS))
    return days(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def years(first: int, length: int, part: str = "") -> DateRange:
    """Return the decade or century that begins with a year, or a part of it."""
    low, high = _OF_TEN.get(part, (0, DECADE))
    scale = length // DECADE
    return days(date(first + low * scale, 1, 1), date(first + high * scale - 1, MONTHS, 31))


def numeric(first: int, second: int, year: int, *, day_first: bool) -> DateRange | None:
    """Read 3/4/2009: as either day where its order is not known, the earlier to the later.

    None where no order gives a day.
    """
    readings = [
        in_month(year, month, day)
        for day, month in ((first, second), (second, first))
        if 1 <= month <= MONTHS and day
    ]
    found = [reading for reading in readings if reading is not None]
    if day_first or len(found) < len(readings):
        found = found[:1]
    return union(found)


def union(found: list[DateRange]) -> DateRange | None:
    """Return the days from the earliest to the latest; None of none."""
    if not found:
        return None
    return DateRange(
        earliest=min(one.earliest for one in found), latest=max(one.latest for one in found)
    )


def widened(around: DateRange) -> DateRange:
    """Return a date as "about" it: a unit more to either side; other periods as they are."""
    first, last = date.fromisoformat(around.earliest), date.fromisoformat(around.latest)
    if around == of_year(first.year):
        return days(date(first.year - 1, 1, 1), date(last.year + 1, MONTHS, 31))
    if around == in_month(first.year, first.month):
        before, after = month_from(first, -1), month_from(first, 1)
        return DateRange(earliest=before.earliest, latest=after.latest)
    if first == last:
        return days(first - timedelta(weeks=1), last + timedelta(weeks=1))
    return around


def month_from(day: date, months: int, part: str = "") -> DateRange:
    """Return the month that is some months after that of a day, or a part of it.

    Raises:
        ValueError: There is no such month.
    """
    number = day.year * MONTHS + day.month - 1 + months
    found = in_month(number // MONTHS, number % MONTHS + 1, part=part)
    if found is None:  # every month has a first day
        raise ValueError(number)
    return found


def week_from(day: date, weeks: int) -> DateRange:
    """Return the week, from Monday, that is some weeks after that of a day."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return days(monday, monday + timedelta(days=6))
