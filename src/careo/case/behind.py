"""The way back: the claims behind one part of a view, which two words name.

The words are those that the view prints: a name as any of those who bear it is called, a box, an
end or a place as it is written there. What is in the view nowhere is refused; two that are in it,
and of which nobody says this, have no claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from careo.case.names import matches
from careo.case.structured import Structured
from careo.model.beside import Sides
from careo.model.errors import UsageError
from careo.model.flow import FlowEnd
from careo.model.names import words
from careo.model.phrases import date_words
from careo.model.predicates import PREDICATES, PROCEEDINGS
from careo.model.presence import PlaceNode
from careo.model.record import ActorId, ClaimId
from careo.model.statement import Sieve
from careo.model.structure import ChartNode, Mark, TimelineEntry

Behind = tuple[list[ClaimId], list[ClaimId]]
"""The claims of what is asked for, and those that are laid beside it."""

EVERY = 1_000_000
"""Boxes of a chart in which nothing folds."""


def cell(case: Structured, wanted: Sieve, name: str, field: str) -> Behind:
    """Return the claims of the cells of everybody of this name in one field of action.

    Raises:
        UsageError: There is no such field, or nobody of this name in the matrix.
    """
    field = _known(field, case.fields(), "field")
    found = case.matrix(wanted)
    meant = _people(case, name, found.actors)
    at = [one.marks for one in found.cells if one.actor in meant and one.domain == field]
    sides = Sides(found)
    beside = [
        marks
        for who in found.actors
        if who in meant and (laid := sides.of(who, field)) is not None
        for pair in laid.pairs
        for marks in (pair.commands, pair.deeds)
    ]
    return _claims(at), _claims(beside)


def line(case: Structured, wanted: Sieve, agent: str, patient: str) -> Behind:
    """Return the claims of the lines of the chart from one box to another.

    Raises:
        UsageError: A name is in no box of the chart.
    """
    found = case.chart(wanted, most=EVERY)
    over, under = (_boxes(case, each, found.nodes) for each in (agent, patient))
    at = [e.marks for e in found.edges if over.intersection(e.agents) and e.patient in under]
    return _claims(at), []


def entry(case: Structured, wanted: Sieve, name: str, date: str) -> Behind:
    """Return the claims of the entries of everybody of this name that may lie in a date.

    Args:
        case: The case.
        wanted: What counts.
        name: One of those who take part, or who know or say it.
        date: A year, month or day; or the time as an entry writes it.

    Raises:
        UsageError: There is nobody of this name in the timeline, or it is no date.
    """
    found = case.timeline(wanted)
    every = (*found.entries, *found.told)
    meant = _people(case, name, (one for each in every for one in each.actors))
    if not date.strip():
        raise UsageError("an empty date", "write 2007, 2007-05 or 2007-05-31")
    at = {one for one in every if date in _written(one)}
    try:
        at |= {*case.timeline(replace(wanted, since=date, until=date)).entries}
    except UsageError:  # no date, but perhaps as an entry writes it
        if not at:
            raise
    fits = (one for one in every if one in at and meant.intersection(one.actors))
    return _claims([one.mark] for one in fits), []


def flow(case: Structured, wanted: Sieve, origin: str, destination: str) -> Behind:
    """Return the claims of what is said to have moved from one end to another.

    Raises:
        UsageError: A name is at no end of a flow.
    """
    found = case.flows(wanted)
    out, into = (_boxes(case, each, found.ends) for each in (origin, destination))
    at = [one for one in found.flows if one.origin in out and one.destination in into]
    return _claims([move.mark] for one in at for move in one.movements), []


def stay(case: Structured, wanted: Sieve, name: str, place: str) -> Behind:
    """Return the claims that somebody of this name was in a place.

    Raises:
        UsageError: There is nobody of this name, or no such place.
    """
    found = case.presence(wanted)
    meant = _people(case, name, (one for each in found.stays for one in each.who))
    where = _boxes(case, place, found.places)
    at = [one for one in found.stays if meant.intersection(one.who) and one.place in where]
    return _claims([one.mark] for one in at), []


def step(case: Structured, wanted: Sieve, name: str, predicate: str) -> Behind:
    """Return the claims of one step of the proceedings against those of this name.

    Raises:
        UsageError: There is no such step, or no sheet of this name.
    """
    predicate = _known(predicate, [one for one in PREDICATES if one in PROCEEDINGS], "step")
    found = case.proceedings(wanted)
    names = _names(case, (one.actor for one in found.sheets if one.actor is not None))
    meant = _meant(name, {one.words: (one.words,) for one in found.sheets if one.words} | names)
    at = [
        [each.mark for each in one.steps if each.predicate == predicate]
        for one in found.sheets
        if (one.actor or one.words) in meant
    ]
    return _claims(at), []


PARTS: Mapping[str, Callable[[Structured, Sieve, str, str], Behind]] = {
    "matrix": cell,
    "chart": line,
    "timeline": entry,
    "flows": flow,
    "presence": stay,
    "proceedings": step,
}
"""How each view finds the claims of one of its parts."""


def _boxes(
    case: Structured, name: str, boxes: Iterable[ChartNode | FlowEnd | PlaceNode]
) -> set[str]:
    """Return the ids of the boxes, ends or places that a name means."""
    every = tuple(boxes)
    names = _names(case, (one.actor for one in every if one.actor is not None))
    return _meant(name, {one.id: (one.label, *names.get(one.id, ())) for one in every})


def _people(case: Structured, name: str, actors: Iterable[ActorId]) -> set[str]:
    """Return the ids of the actors that a name means."""
    return _meant(name, _names(case, actors))


def _names(case: Structured, actors: Iterable[ActorId]) -> dict[str, tuple[str, ...]]:
    called = case.called(actors).values()
    return {one.id: tuple(filter(None, (*one.names, one.description))) for one in called}


def _meant(name: str, known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the ids of what has exactly this name, else of what has it but for accents and case.

    Else of what has it as a part of a name; an id means its own.

    Raises:
        UsageError: There is none.
    """
    asked = words(name)
    meant = {one for one, names in known.items() if name in (one, *names)}
    if not meant and asked:
        meant = {one for one, names in known.items() if asked in map(words, names)}
    if not meant and asked:
        meant = {one for one, names in known.items() if matches(asked, names)}
    if not meant:
        called = f"nothing called {name} in this view" if name.strip() else "an empty name"
        raise UsageError(called, "run it without --why to see all names")
    return meant


def _written(one: TimelineEntry) -> tuple[str, ...]:
    """Return how an entry writes its time: in one spelling, and in the document's words."""
    exact = () if one.when.text is None else (one.when.text.exact,)
    return (date_words(one.when), *exact)


def _known(given: str, known: Iterable[str], what: str) -> str:
    """Return the one that is meant, whatever its case.

    Raises:
        UsageError: There is none.
    """
    every = {one.casefold(): one for one in known}
    if given.casefold() not in every:
        named = f"no {what} {given}" if given.strip() else f"an empty {what}"
        raise UsageError(named, f"one of {', '.join(every.values())}")
    return every[given.casefold()]


def _claims(marks: Iterable[Iterable[Mark]]) -> list[ClaimId]:
    return list(dict.fromkeys(mark.claim for each in marks for mark in each))
