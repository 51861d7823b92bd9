"""Dates in a text: own patterns, because general date finders read "21 years" as 2046.

A number is a year only after a word that dates ("in", "since", "the … election"), beside a month
or in a range; a duration ("21 years and eight months") is an amount and never a date. The words
and the order of a language's dates are data (`careo.claims.timewords`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from careo.claims import periods
from careo.claims.timewords import YEAR, Stretch, TimeWords
from careo.model.time import DateRange, Relative

_RANGE_AFTER = re.compile(rf"\s*[-\u2013\u2014]\s*{YEAR}\b(?!-?\d)")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_PIVOT = 30
"""A year of two digits below it is of this century, any other of the last one."""
_LOOK_BACK = 40


class Date(NamedTuple):
    """A date's place, and the days between which it lies.

    Attributes:
        start: First character of the text searched.
        end: One past the last.
        days: None for a day and month without a year: the year is not guessed.
        until: The last of two dates that share a month or a year ("3 to 5 May 2019").
        ends: The words between the two say until when ("to"), not only which two ("and").
        deictic: It is counted from the day of writing ("last year").
        relative: It is before or after the days ("more than a year ago").
        period: Never more than a period, even of one day ("today").
    """

    start: int
    end: int
    days: DateRange | None = None
    until: DateRange | None = None
    ends: bool = False
    deictic: bool = False
    relative: Relative | None = None
    period: bool = False


def dates(within: Stretch) -> list[Date]:
    """Return the dates of a stretch of text, in order, never overlapping; a fuller one wins."""
    text, words = within.text, within.words
    found: list[Date] = []
    taken: list[tuple[int, int]] = []
    for match in within.found(words.dates):
        if any(first < match.end() and match.start() < last for first, last in taken):
            continue
        groups = {k: v for k, v in match.groupdict().items() if v}
        if _is_date(words, text, match, groups):
            taken.append(match.span())
            found += _date(words, match, groups)
    return sorted(found)


def _is_date(words: TimeWords, text: str, match: re.Match[str], groups: dict[str, str]) -> bool:
    """Tell whether a year or month that stands alone dates anything; all else does."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    held = groups.keys() - {"part"}
    if held == {"y", "yr"}:
        return bool(words.dating.search(before) or words.perhaps.search(before))
    if held == {"m"}:
        return "part" in groups or bool(words.in_month.search(before))
    if held not in ({"y"}, {"yw"}) or "part" in groups:
        return True
    if _RANGE_AFTER.match(text, match.end()) or words.ranges.search(before):
        return True
    if words.counted.match(text, match.end()):
        return False
    round_number = "yw" in held or int(match["y"]) % periods.CENTURY == 0
    return bool(words.dating.search(before) or (not round_number and words.perhaps.search(before)))


def _date(words: TimeWords, match: re.Match[str], groups: dict[str, str]) -> list[Date]:
    days = _days(words, groups)
    partial = groups.keys() <= {"d", "dw", "m", "part"}
    if days is None and not partial:
        return []
    until = None
    if "d2" in groups or "m2" in groups:
        other = {"d": groups.get("d2", ""), "m": groups.get("m2") or groups["m"]}
        year = {key: groups[key] for key in ("y", "yw") if key in groups}
        until = _days(words, {key: value for key, value in (other | year).items() if value})
        if until is None:
            return []
    ends = "until" in groups or "both" not in groups
    return [Date(match.start(), match.end(), days, until=until, ends=ends)]


def _days(words: TimeWords, groups: dict[str, str]) -> DateRange | None:
    """Return the first and last day that a match allows; None without a year or no such day."""
    part = words.values["parts"].get(groups.get("part", "").lower(), "")
    age = _age(words, groups, part)
    if age is not None:
        return age
    year = _year(words, groups)
    if year is None:
        return None
    if "a" in groups:
        first, second = int(groups["a"]), int(groups["b"])
        return periods.numeric(first, second, year, day_first=words.day_first)
    if "yr" in groups:
        return _years_to(year, groups["yr"])
    if "m" not in groups and "n" not in groups:
        return periods.of_year(year, part)
    return periods.in_month(year, month(words, groups), day(words, groups), part)


def _age(words: TimeWords, groups: dict[str, str], part: str) -> DateRange | None:
    """Return the decade or century that a match names, or None."""
    century = _century(words, groups)
    if century:
        first = (century - 1) * periods.CENTURY + 1
        return periods.years(first, periods.CENTURY, part)
    short = groups.get("td") or words.values["decades"].get(groups.get("tw", "").lower())
    if short:
        return periods.years(1900 + int(short), periods.DECADE, part)
    return periods.years(int(groups["t"]), periods.DECADE, part) if "t" in groups else None


def _century(words: TimeWords, groups: dict[str, str]) -> int:
    if "r" in groups:
        values = [_ROMAN[sign] for sign in groups["r"].lower()]
        after = [*values[1:], 0]
        return sum(-n if n < m else n for n, m in zip(values, after, strict=True))
    said = words.values["centuries"].get(groups.get("cw", "").lower(), "0")
    return int(groups.get("c", said))


def _year(words: TimeWords, groups: dict[str, str]) -> int | None:
    if "yy" in groups:
        short = int(groups["yy"])
        return short + (2000 if short < _PIVOT else 1900)
    if "yw" in groups:
        return words.number(groups["yw"])
    return int(groups["y"]) if "y" in groups else None


def _years_to(year: int, last: str) -> DateRange | None:
    """Return the years of "2010-12" or "2014/15"; a month where the second is no later year."""
    other = year - year % periods.CENTURY + int(last)
    if other > year:
        return DateRange(earliest=f"{year:04d}-01-01", latest=f"{other:04d}-12-31")
    number = int(last)
    return periods.in_month(year, number) if 1 <= number <= periods.MONTHS else None


def month(words: TimeWords, groups: dict[str, str]) -> int:
    """Return the number of a match's month."""
    if "n" in groups:
        return int(groups["n"])
    return int(words.values["months"][groups["m"].lower().rstrip(".")])


def day(words: TimeWords, groups: dict[str, str]) -> int:
    """Return the number of a match's day, 0 for none."""
    if "dw" in groups:
        return int(words.values["ordinals"][groups["dw"].lower()])
    return int(groups.get("d", "0"))
