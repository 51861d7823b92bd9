"""When something is said to have been so: the dates of a stretch of text, as `When`."""

from __future__ import annotations

import re

from careo.claims.dates import Date, dates
from careo.model.text import Span, TextLayer
from careo.model.time import When

_LEADING = re.compile(
    r"\b(?:(?P<starting>since|from|starting in|beginning in|as of)|(?P<ending>until|till|up to|"
    r"through)|(?P<last>by|before|no later than)|(?P<first>after)|(?P<between>between)|"
    r"in|on|during|around|throughout)\s+(?:the\s+)?"
    r"(?:(?:end|start|beginning|middle|spring|summer|autumn|fall|winter|year)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?P<word>to|until|till|through|and|-|\u2013|\u2014)\s*(?:in\s+)?")
_LOOK_BACK = 40


def when_in(layer: TextLayer, start: int, end: int) -> tuple[When, ...]:
    """Return the times that stand between two places of a layer, in order of place.

    Each has its words in ``text``, a dating preposition included ("since 2007"). Two dates
    joined ("from 2007 to 2010") are one time. A date without a year ("14 March") keeps its
    words and gets no dates: the year is not guessed.
    """
    start, end = max(0, start), min(end, len(layer.text))
    found: list[When] = []
    rest = dates(layer.text, start, end)
    while rest:
        first, *rest = rest
        joined = _joined(layer, first, rest[0], start) if rest else None
        if joined is not None:
            rest = rest[1:]
        found.append(joined or _single(layer, first, start))
    return tuple(found)


def _single(layer: TextLayer, date: Date, start: int) -> When:
    lead = _lead(layer, date, start)
    text = layer.span(lead.start() if lead else date.start, date.end)
    groups = lead.groupdict() if lead else {}
    if date.days is None:
        return When(text=text)
    first = None if groups.get("ending") or groups.get("last") else date
    last = None if groups.get("starting") or groups.get("first") else date
    return _when(first, last, text, groups)


def _joined(layer: TextLayer, date: Date, other: Date, start: int) -> When | None:
    """Return "from A to B", "between A and B" and a range with a dash as one time, or None."""
    join = _JOIN.fullmatch(layer.text, date.end, other.start)
    lead = _lead(layer, date, start)
    groups = lead.groupdict() if lead else {}
    if join is None or date.days is None or other.days is None or other.days < date.days:
        return None
    if join["word"] == "and" and not groups.get("between"):
        return None
    text = layer.span(lead.start() if lead else date.start, other.end)
    if join["word"].isalpha() and join["word"] != "and":
        groups["ending"] = "yes"
    return _when(date, other, text, groups)


def _lead(layer: TextLayer, date: Date, start: int) -> re.Match[str] | None:
    return _LEADING.search(layer.text, max(start, date.start - _LOOK_BACK), date.start)


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
