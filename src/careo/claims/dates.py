"""Dates in a text: own patterns, because general date finders read "21 years" as 2046.

A number is a year only after a word that dates ("in", "since", "the … election"), beside a month
or in a range; a duration ("21 years and eight months") is an amount and never a date. The words
and the order of a language's dates are data: the lists of its grammar that begin with ``date``,
with ``{YEAR}``, ``{MONTH}``, ``{DAY}`` and ``{PART}`` for what all of them share.
"""

from __future__ import annotations

import calendar
import functools
import re
from typing import NamedTuple

from careo.model.lexicon import Lexicon
from careo.model.time import DateRange

YEAR = r"(?:1[5-9]\d\d|20\d\d)"
"""A year as digits."""

_SHARED = (rf"\b(?P<y>{YEAR})-(?P<n>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b",)
_NUMERAL = re.compile(r"[\dIVX]")
"""Every date has a number, in digits or in Roman capitals."""
_BARE = re.compile(rf"(?<![\d.,/$€£])\b(?P<y>{YEAR})\b")
_RANGE_AFTER = re.compile(rf"\s*[-\u2013\u2014]\s*{YEAR}\b(?!-?\d)")
_LISTS = ("months", "parts", "patterns", "dating", "perhaps", "counted", "ranges")
_PARTS = {"early": (0, 3), "mid": (3, 7), "late": (7, 10)}
_CENTURY = 100
_ROMAN = {"i": 1, "v": 5, "x": 10}


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


class _Calendar(NamedTuple):
    """How a language writes dates.

    Attributes:
        months: Number by name.
        parts: Which part of a year or an age a word names: ``early``, ``mid`` or ``late``.
        patterns: Whole dates, the fullest first.
        dating: What makes a number before which it stands a year.
        perhaps: What does so unless the number is a round one.
        counted: What behind a number is counted by it.
        ranges: What stands between two years, behind the first.
    """

    months: dict[str, int]
    parts: dict[str, str]
    patterns: tuple[re.Pattern[str], ...]
    dating: re.Pattern[str]
    perhaps: re.Pattern[str]
    counted: re.Pattern[str]
    ranges: re.Pattern[str]


def dates(text: str, start: int, end: int, lexicon: Lexicon) -> list[Date]:
    """Return the dates between two places, in order, never overlapping; a fuller one wins."""
    if not _NUMERAL.search(text, start, end):
        return []
    own = _calendar(tuple(lexicon.grammar[f"date_{name}"] for name in _LISTS))
    found: list[Date] = []
    taken: list[tuple[int, int]] = []
    for pattern in (*own.patterns, _BARE):
        for match in pattern.finditer(text, start, end):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            if pattern is _BARE and not _is_year(own, text, match):
                continue
            taken.append(match.span())
            groups = {k: v for k, v in match.groupdict().items() if v}
            days = _days(own, groups)
            if days is not None or not {"y", "c", "r", "t"} & groups.keys():
                found.append(Date(match.start(), match.end(), days))
    return sorted(found)


@functools.lru_cache
def _calendar(lists: tuple[tuple[str, ...], ...]) -> _Calendar:
    months, parts, patterns, dating, perhaps, counted, ranges = lists
    named = dict(part.split(":") for part in parts)
    spelt = {
        "{YEAR}": YEAR,
        "{MONTH}": f"(?P<m>{'|'.join(map(_either, months))})",
        "{DAY}": r"(?P<d>0?[1-9]|[12]\d|3[01])",
        "{PART}": f"(?P<part>{'|'.join(map(_either, named))})",
    }

    def made(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        for name, words in spelt.items():
            pattern = pattern.replace(name, words)
        return re.compile(pattern, flags)

    return _Calendar(
        months={m: n for n, names in enumerate(months, 1) for m in names.lower().split("|")},
        parts=named,
        patterns=tuple(made(p, re.NOFLAG) for p in (*_SHARED, *patterns)),
        dating=made(rf"(?:\b(?:{'|'.join(dating)})|\()$"),
        perhaps=made(rf"\b(?:{'|'.join(perhaps)})\s+$"),
        counted=made(rf"\s*(?:%|[,.]\d|(?:{'|'.join(counted)})\b)"),
        ranges=made(rf"\b{YEAR}\s*(?:[-\u2013\u2014]|{'|'.join(ranges)})\s*$"),
    )


def _either(words: str) -> str:
    """Return a pattern of some words, those in lower case also with a capital."""
    spelt = (w if w[0].isupper() else f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in words.split("|"))
    return "|".join(spelt)


def _roman(numeral: str) -> int:
    values = [_ROMAN[sign] for sign in numeral]
    return sum(-n if n < after else n for n, after in zip(values, [*values[1:], 0], strict=True))


def _is_year(own: _Calendar, text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    if _RANGE_AFTER.match(text, match.end()) or own.ranges.search(before):
        return True
    if own.counted.match(text, match.end()):
        return False
    round_number = int(match["y"]) % _CENTURY == 0
    return bool(own.dating.search(before) or (not round_number and own.perhaps.search(before)))


def _days(own: _Calendar, groups: dict[str, str]) -> DateRange | None:
    """Return the first and last day that a match allows; None without a year or no such day."""
    part = own.parts.get(groups.get("part", "").lower(), "")
    if "c" in groups or "r" in groups:
        number = int(groups["c"]) if "c" in groups else _roman(groups["r"].lower())
        return _years((number - 1) * _CENTURY + 1, 10, part)
    if "t" in groups:
        return _years(int(groups["t"]), 1, part)
    if "y" not in groups:
        return None
    year = int(groups["y"])
    if "a" in groups:
        return _numeric(int(groups["a"]), int(groups["b"]), year)
    if "m" not in groups and "n" not in groups:
        return _part_of_year(year, part)
    month = int(groups["n"]) if "n" in groups else own.months[groups["m"].lower()]
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
