"""When something is said to have been so: the dates of a stretch of text, as `When`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from careo.claims.dates import Date, dates
from careo.model.lexicon import Lexicon
from careo.model.text import Span, TextLayer
from careo.model.time import When

_LOOK_BACK = 40


class _Words(NamedTuple):
    """What leads to a date, and what joins two dates to one time; a ``pair`` leads only to two."""

    leading: re.Pattern[str]
    joining: re.Pattern[str]


def when_in(layer: TextLayer, start: int, end: int, lexicon: Lexicon) -> tuple[When, ...]:
    """Return the times that stand between two places of a layer, in order of place.

    Each has its words in ``text``, a dating preposition included ("since 2007"). Two dates
    joined ("from 2007 to 2010") are one time. A date without a year ("14 March") keeps its
    words and gets no dates: the year is not guessed.
    """
    start, end = max(0, start), min(end, len(layer.text))
    words = _words(lexicon.grammar["time_leading"], lexicon.grammar["time_joining"])
    found: list[When] = []
    rest = dates(layer.text, start, end, lexicon)
    while rest:
        first, *rest = rest
        joined = _joined(layer, words, (first, rest[0]), start) if rest else None
        if joined is not None:
            rest = rest[1:]
        found.append(joined or _single(layer, words, first, start))
    return tuple(found)


@functools.lru_cache
def _words(leading: tuple[str, ...], joining: tuple[str, ...]) -> _Words:
    return _Words(
        re.compile(rf"\b(?:{'|'.join(leading)})$", re.IGNORECASE),
        re.compile(rf"\s*(?:{'|'.join(joining)}|[-\u2013\u2014])\s*(?:in\s+)?"),
    )


def _single(layer: TextLayer, words: _Words, date: Date, start: int) -> When:
    lead = _lead(layer, words, date, start)
    groups = lead.groupdict() if lead else {}
    if groups.get("pair"):
        lead, groups = None, {}
    text = layer.span(lead.start() if lead else date.start, date.end)
    if date.days is None:
        return When(text=text)
    first = None if groups.get("ending") or groups.get("last") else date
    last = None if groups.get("starting") or groups.get("first") else date
    return _when(first, last, text, groups)


def _joined(layer: TextLayer, words: _Words, both: tuple[Date, Date], start: int) -> When | None:
    """Return "from A to B", "between A and B" and a range with a dash as one time, or None."""
    date, other = both
    join = words.joining.fullmatch(layer.text, date.end, other.start)
    lead = _lead(layer, words, date, start)
    groups = lead.groupdict() if lead else {}
    if join is None or date.days is None or other.days is None or other.days < date.days:
        return None
    if join["both"] and not groups.get("between"):
        return None
    text = layer.span(lead.start() if lead else date.start, other.end)
    if groups.get("pair"):
        groups["starting"] = "yes"
    if join["until"]:
        groups["ending"] = "yes"
    return _when(date, other, text, groups)


def _lead(layer: TextLayer, words: _Words, date: Date, start: int) -> re.Match[str] | None:
    return words.leading.search(layer.text, max(start, date.start - _LOOK_BACK), date.start)


def _when(first: Date | None, last: Date | None, text: Span, groups: dict[str, str | None]) -> When:
    return When(
        first_precise=first.days if first and first.precise else None,
        last_precise=last.days if last and last.precise else None,
        first_imprecise=first.days if first and not first.precise else None,
        last_imprecise=last.days if last and not last.precise else None,
        starting=bool(groups.get("starting")),
        ending=bool(groups.get("ending")),
        end="ended_on" if groups.get("ending") else None,
        text=text,
    )
