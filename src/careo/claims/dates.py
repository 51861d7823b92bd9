"""Dates in English text: own patterns, because general date finders read "21 years" as 2046.

A number is a year only after a word that dates ("in", "since", "the … election"), beside a month
or in a range; a duration ("21 years and eight months") is an amount and never a date.
"""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from careo.model.time import DateRange

YEAR = r"(?:1[5-9]\d\d|20\d\d)"
"""A year as digits."""

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTH = "(?P<m>" + "|".join(name.title() for name in _MONTHS) + ")"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_PART = r"(?:(?:the )?(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<y>{YEAR})-(?P<n>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b",
        rf"\b(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y>{YEAR})\b",
        rf"\b{_DAY}(?: of)? {_MONTH},? (?P<y>{YEAR})\b",
        rf"\b{_MONTH} {_DAY},? (?P<y>{YEAR})\b",
        rf"\b{_PART}?{_MONTH}(?: of)?,? (?P<y>{YEAR})\b",
        rf"\b{_PART}?(?P<c>\d{{1,2}})(?:st|nd|rd|th) century\b",
        rf"\b{_PART}?(?P<t>{YEAR})s\b",
        rf"\b{_PART}(?:in )?(?P<y>{YEAR})\b",
        rf"\b{_DAY}(?: of)? {_MONTH}\b(?!,? ?{YEAR})",
        rf"\b{_MONTH} {_DAY}\b(?!,? ?\d)",
    )
)
_BARE = re.compile(rf"(?<![\d.,/$€£])\b(?P<y>{YEAR})\b")
_DATING = re.compile(
    r"(?:\b(?:in|since|from|until|till|through|before|after|during|between|throughout|late|"
    r"early|spring|summer|autumn|fall|winter)\s+"
    r"(?:the (?:(?:year|end|start|beginning|middle) (?:of )?)?)?|\()$",
    re.IGNORECASE,
)
_PERHAPS_DATING = re.compile(r"\b(?:of|by|the|a|its|around|circa|year|as of)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*(?:%|[,.]\d|(?:euros?|dollars?|people|persons|men|women|soldiers|troops|votes|cases|"
    r"machines|tons|tonnes|kilos|kilograms|kilomet\w+|met(?:re|er)s|miles|hectares|barrels|"
    r"percent|million|billion|square|members|documents|pages|pounds|pesos|others|more)\b)",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(rf"\b{YEAR}\s*(?:[-\u2013\u2014]|to|and|until|or)\s*$")
_RANGE_AFTER = re.compile(rf"\s*[-\u2013\u2014]\s*{YEAR}\b(?!-?\d)")
_PARTS = {"early": (0, 3), "mid": (3, 7), "late": (7, 10)}
_CENTURY = 100


class Date(NamedTuple):
    """A date's place, and the days between which it lies.

    Attributes:
        start: First character of the text searched.
        end: One past the last.
        days: None for a day and month without a year: the year is not guessed.
    """

    start: int
    end: int
    days: DateRange | None

    @property
    def precise(self) -> bool:
        """Whether it is given to the day."""
        return self.days is not None and self.days.earliest == self.days.latest


def dates(text: str, start: int, end: int) -> list[Date]:
    """Return the dates between two places, in order, never overlapping; a fuller one wins."""
    found: list[Date] = []
    taken: list[tuple[int, int]] = []
    for pattern in (*_PATTERNS, _BARE):
        for match in pattern.finditer(text, start, end):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            if pattern is _BARE and not _is_year(text, match):
                continue
            taken.append(match.span())
            groups = {k: v for k, v in match.groupdict().items() if v}
            days = _days(groups)
            if days is not None or not {"y", "c", "t"} & groups.keys():
                found.append(Date(match.start(), match.end(), days))
    return sorted(found)


def _is_year(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    if _RANGE_AFTER.match(text, match.end()) or _RANGE_BEFORE.search(before):
        return True
    if _COUNTED.match(text, match.end()):
        return False
    round_number = int(match["y"]) % _CENTURY == 0
    return bool(_DATING.search(before) or (not round_number and _PERHAPS_DATING.search(before)))


def _days(groups: dict[str, str]) -> DateRange | None:
    """Return the first and last day that a match allows; None without a year or no such day."""
    part = groups.get("part", "").lower()
    if "c" in groups:
        return _years((int(groups["c"]) - 1) * _CENTURY + 1, 10, part)
    if "t" in groups:
        return _years(int(groups["t"]), 1, part)
    if "y" not in groups:
        return None
    year = int(groups["y"])
    if "a" in groups:
        return _numeric(int(groups["a"]), int(groups["b"]), year)
    if "m" not in groups and "n" not in groups:
        return _part_of_year(year, part)
    month = int(groups["n"]) if "n" in groups else _MONTHS[groups["m"].lower()]
    return _in_month(year, month, int(groups.get("d", "0")))


def _in_month(year: int, month: int, day: int) -> DateRange | None:
    """Return one day of a month, or with day 0 all of it; None where it has no such day."""
    last = calendar.monthrange(year, month)[1]
    if day > last:
        return None
    return _range((year, month, day or 1), (year, month, day or last))


def _numeric(first: int, second: int, year: int) -> DateRange | None:
    """Read 3/4/2009, whose order is not known, as either day; the earlier to the later."""
    months = 12
    readings = [
        _in_month(year, month, day)
        for day, month in {(first, second), (second, first)}
        if 1 <= month <= months and day
    ]
    days = sorted(r for r in readings if r is not None)
    if not days:
        return None
    return DateRange(earliest=days[0].earliest, latest=days[-1].latest)


def _part_of_year(year: int, part: str) -> DateRange:
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
    first, last = months.get(part, (1, 12))
    return _range((year, first, 1), (year, last, calendar.monthrange(year, last)[1]))


def _years(first: int, scale: int, part: str) -> DateRange:
    low, high = _PARTS.get(part, (0, 10))
    return _range((first + low * scale, 1, 1), (first + high * scale - 1, 12, 31))


def _range(first: tuple[int, int, int], last: tuple[int, int, int]) -> DateRange:
    return DateRange(
        earliest="{:04d}-{:02d}-{:02d}".format(*first), latest="{:04d}-{:02d}-{:02d}".format(*last)
    )
