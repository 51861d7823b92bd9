"""Which clock a time is of, and from which day "last year" is counted."""

from __future__ import annotations

import email.utils
import re
from datetime import date
from typing import TypeVar

import msgspec

from careo.claims import periods
from careo.claims.context import Context, of_document
from careo.claims.dates import dates
from careo.claims.times import when_in
from careo.claims.timewords import stretch
from careo.model.claim import Link, Relation
from careo.model.lexicon import Lexicon
from careo.model.text import Span
from careo.model.time import DateRange, When

_Timed = TypeVar("_Timed", Link, Relation)
_ISO = re.compile(r"\s*(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?\s*")


def timed(
    context: Context,
    chain: tuple[Link, ...],
    content: tuple[Span, ...],
    found: tuple[Relation, ...],
) -> tuple[tuple[Link, ...], tuple[Relation, ...]]:
    """Return a claim's links and relations, each with its own time and no other's.

    The time of saying or knowing dates nothing that is said or known ("since 2007 he was aware
    of"), but for a deed that is the saying itself ("sentenced on 5 May"). What is counted from
    the day of writing is counted from the document's, but not in the words of another writing,
    nor in what was said at another time: that day is not known.
    """
    here = [not _elsewhere(context, link) for link in chain]
    links: list[Link] = []
    for n, link in enumerate(chain):
        text = link.when.text if link.when is not None else None
        inside = text is not None and any(span.holds(text) for span in content)
        links.append(_counted(context, link, here=all(here[: n + inside])))
    told = {link.when.text for link in chain if link.when is not None}
    relations: list[Relation] = []
    for one in found:
        if _is_act(links[-1], one):
            relations.append(msgspec.structs.replace(one, when=links[-1].when))
        elif one.when is not None and one.when.text in told:
            relations.append(msgspec.structs.replace(one, when=None))
        else:
            relations.append(_counted(context, one, here=all(here)))
    return tuple(links), tuple(relations)


def _is_act(link: Link, relation: Relation) -> bool:
    """Tell whether what a relation says is done is the saying itself, which is dated."""
    cue, trigger = link.cue, relation.trigger
    dated = link.when is not None and link.when.text is not None
    return dated and cue is not None and trigger is not None and cue.holds(trigger)


def _elsewhere(context: Context, link: Link) -> bool:
    """Tell whether a link's words were written or said on another day than the document's."""
    if link.when is not None and link.when.dated and not link.when.deictic:
        return True
    span = link.speaker.span
    if link.speaker.kind == "document" or span is None:
        return False
    if link.cue is None:
        return True
    return any(mention.kind == "conveyor" for mention in context.mentions_in(*span.place))


def _counted(context: Context, one: _Timed, *, here: bool) -> _Timed:
    """Return a link or relation with the dates of a time that is counted from the writing."""
    when = one.when
    if when is None or not when.deictic or when.text is None or not here:
        return one
    written = _written(context, context.source.published)
    if written is None:
        return one
    return msgspec.structs.replace(one, when=_again(context, when, when.text, written))


def _again(context: Context, when: When, text: Span, written: DateRange) -> When:
    found = when_in(context.layer, *text.place, context.lexicon, written)
    return next((each for each in found if each.text == text), when)


@of_document
def _written(context: Context, published: str) -> DateRange | None:
    return written_on(published, context.lexicon)


def written_on(published: str, lexicon: Lexicon) -> DateRange | None:
    """Return the days between which a source was published, from the date as it writes it.

    None where it gives no date, more than one, or one in another language.
    """
    iso = _ISO.fullmatch(published)
    if iso is not None:
        return _from_iso(*iso.groups())
    mailed = email.utils.parsedate(published) if ":" in published else None
    if mailed is not None:
        return _from_iso(*(f"{part:02d}" for part in mailed[:3]))
    found = dates(stretch(published, 0, len(published), lexicon))
    return found[0].days if len(found) == 1 and found[0].until is None else None


def _from_iso(year: str, month: str | None, day: str | None) -> DateRange | None:
    try:
        if day is not None:
            only = date(int(year), int(month or 1), int(day))
            return periods.days(only, only)
        return periods.in_month(int(year), int(month)) if month else periods.of_year(int(year))
    except ValueError:  # no calendar has it
        return None
