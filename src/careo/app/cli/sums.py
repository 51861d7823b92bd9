"""Views in text: every line with its speaker and act, never a finding of careo's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from careo.app.cli.cards import SHAPES
from careo.app.cli.escape import visible
from careo.model.phrases import (
    count,
    date_words,
    lead_of,
    listed,
    predicate,
    predicate_back,
)
from careo.model.predicates import OWN_STEPS
from careo.model.wording import ACTS

if TYPE_CHECKING:
    from careo.model.flow import Flow, FlowGraph, Movement
    from careo.model.presence import Presence, Stay
    from careo.model.proceeding import Proceedings, ProceedingStep
    from careo.model.record import ActorId
    from careo.model.statement import Called
    from careo.model.structure import Mark, Timeline, TimelineEntry
    from careo.model.time import When

    Cast = Mapping[ActorId, Called]

_SHOWN = 12
_MANY = 3
"""Ids of claims that a line names; ``--why`` and ``--json`` tell all."""

FOOTER = "Machine-read, not reviewed, but for claims that are said to be.\n"
"""Stands under every view."""

_INDENT = "    "


def speaker(mark: Mark, cast: Cast) -> str:
    """Return who speaks and what kind of saying it is, as cards do: shape, name, verb."""
    names = [visible(cast[one].name) for one in mark.by if one in cast]
    one, many, base = ACTS[mark.act]
    verb = many if len(names) > 1 else one
    if mark.negated and mark.relation < 0:
        verb = f"{'do' if len(names) > 1 else 'does'} not {base}"
    return f"{SHAPES[mark.act]} {listed(names) if names else visible(mark.speaker)} {verb}"


def aside(mark: Mark) -> str:
    """Return what must stand with a line: that it is hedged, that it is denied."""
    asides = [
        word
        for word, so in (
            ("hedged", mark.hedged),
            ("denied", mark.polarity == "denies" and mark.act != "denies"),
        )
        if so
    ]
    return f", {', '.join(asides)}" if asides else ""


def counted(marks: Sequence[Mark]) -> str:
    """Return how many claims say so, and how many of them were reviewed."""
    reviews = {mark.claim: mark.review for mark in marks}
    told = [count(len(reviews), "claim")]
    made = [review for review in reviews.values() if review != "none"]
    told += [f"{made.count(state):,} {state}" for state in sorted(set(made))]
    return ", ".join(told)


def refs(marks: Sequence[Mark]) -> str:
    """Return how many claims say so, and the ids of the first."""
    ids = list(dict.fromkeys(mark.claim[:_SHOWN] for mark in marks))
    more = ["…"] if len(ids) > _MANY else []
    return f"{counted(marks)}: {' '.join([*ids[:_MANY], *more])}"


def grouped(
    marks: Iterable[Mark],
    words: Callable[[Mark], str],
    claims: Callable[[Sequence[Mark]], str] = refs,
) -> Iterator[str]:
    """Yield each of these words once, in order, with the claims that say so."""
    said: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        said[words(mark)].append(mark)
    yield from (f"{text} ({claims(of)})" for text, of in said.items())


def timeline(found: Timeline, cast: Cast) -> Iterator[str]:
    """Yield what is dated, then what words alone place in time, two lines an entry."""
    for entry in found.entries:
        yield from _dated(entry, cast)
    between = "\n" if found.entries else ""
    if found.told:
        yield f"{between}placed in time by words alone, in the order of each document:\n"
    for entry in found.told:
        yield from _dated(entry, cast)
    if found.undated:
        before = "\n" if found.told else between
        yield f"{before}{count(found.undated, 'claim')} without a date\n"


def _dated(entry: TimelineEntry, cast: Cast) -> Iterator[str]:
    mark = entry.mark
    who = listed([visible(cast[one].name) for one in entry.actors if one in cast] or ["—"])
    does = predicate(mark.predicate, mark.verb, several=False, negated=mark.negated)
    what = f"{who}: {does}" if entry.clock == "event" else "of this knowing or saying"
    written = f"“{visible(entry.when.text.exact)}”" if entry.when.text is not None else ""
    back = "; said to end before it begins" if entry.reversed else ""
    date = " ".join(filter(None, (date_words(entry.when), written)))
    yield f"{date} ({entry.clock}{back})\n"
    yield f"{_INDENT}{speaker(mark, cast)}: {what}{aside(mark)} ({refs([mark])})\n"


def flows(found: FlowGraph, cast: Cast) -> Iterator[str]:
    """Yield what is said to have moved, by kind of goods; amounts as written, never added."""
    labels = {end.id: visible(end.label) for end in found.ends}
    for flow in found.flows:
        yield f"{flow.goods}: {labels[flow.origin]} → {labels[flow.destination]}{_denied(flow)}\n"
        for movement in flow.movements:
            yield f"{_INDENT}{_movement(movement, labels, cast)}\n"


def _denied(flow: Flow) -> str:
    return " (denied or negated)" if flow.against else ""


def _movement(one: Movement, labels: Mapping[str, str], cast: Cast) -> str:
    said = [
        visible(one.what),
        visible(one.amount),
        f"by {listed([labels[end] for end in one.by])}" if one.by else "",
        f"by way of {listed([labels[end] for end in one.via])}" if one.via else "",
        _when(one.when),
    ]
    words = ", ".join(filter(None, said)) or one.mark.predicate
    return f"{speaker(one.mark, cast)}: {words}{aside(one.mark)} ({refs([one.mark])})"


def presence(found: Presence, cast: Cast) -> Iterator[str]:
    """Yield who is said to have been where, a block a place, with what is known of where it is."""
    stays: dict[str, list[Stay]] = defaultdict(list)
    for stay in found.stays:
        stays[stay.place].append(stay)
    for node in found.places:
        where = "" if node.located is None else f" ({node.located.resolution})"
        yield f"{visible(node.label)}{where}\n"
        for stay in stays[node.id]:
            mark = stay.mark
            who = listed([visible(cast[one].name) for one in stay.who if one in cast])
            does = _being(mark, several=len(stay.who) > 1)
            told = ", ".join(filter(None, (f"{who} {does}", _when(stay.when))))
            yield f"{_INDENT}{speaker(mark, cast)}: {told}{aside(mark)}"
            yield f" ({refs([mark])})\n"
        yield "\n"


def _being(mark: Mark, *, several: bool) -> str:
    """Return what is said of those who are there; who is detained is there as well."""
    if mark.predicate == "detained":
        back = predicate_back(mark.predicate, mark.verb, negated=mark.negated)
        return back.removesuffix(" by")
    return predicate(mark.predicate, mark.verb, several=several, negated=mark.negated)


def proceedings(found: Proceedings, cast: Cast) -> Iterator[str]:
    """Yield a sheet for each, a line a step as one claim tells it."""
    for sheet in found.sheets:
        name = sheet.words if sheet.actor is None else cast[sheet.actor].name
        yield f"{visible(name)}\n"
        for step in sheet.steps:
            yield f"{_INDENT}{speaker(step.mark, cast)}: {_step(step)}{aside(step.mark)}"
            yield f" ({refs([step.mark])})\n"
        yield "\n"


def _step(one: ProceedingStep) -> str:
    if one.predicate in OWN_STEPS:
        does = predicate(one.predicate, "", several=False, negated=one.mark.negated)
    else:
        does = predicate_back(one.predicate, negated=one.mark.negated).removesuffix(" by")
    parts: list[tuple[str, Sequence[str]]] = [
        ("domain", [one.matter] if one.matter else []),
        ("charge", one.charges),
        ("duration", [one.duration] if one.duration else []),
        ("amount", [one.amount] if one.amount else []),
        ("court", one.courts),
        ("place", [one.place] if one.place else []),
    ]
    words = [
        f"{lead_of(one.predicate, role)} {visible(listed(list(texts)))}".strip()
        for role, texts in parts
        if texts
    ]
    by = [f"by {visible(listed(list(one.by)))}"] if one.by else []
    when = [f"({told})"] if (told := _when(one.when)) else []
    return " ".join([does, *words, *by, *when])


def _when(when: When | None) -> str:
    """Return a time in one spelling, or in the document's words where no date tells it."""
    if when is None:
        return ""
    written = f"“{visible(when.text.exact)}”" if when.text is not None else ""
    return date_words(when) or written
