"""The way back: the claims behind a cell of the matrix, or behind a line of the chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from careo.app.cli.output import emit, say, width
from careo.model.errors import UsageError

if TYPE_CHECKING:
    from careo.case import Case
    from careo.model.record import ActorId, ClaimId, DocumentId
    from careo.model.statement import Called, Sieve
    from careo.model.structure import Mark
    from careo.model.views import ClaimView

    Behind = tuple[list[ClaimId], list[ClaimId]]
    """The claims of what is asked for, and those that are laid beside it."""

_EVERY = 1_000_000
"""More boxes than any chart has: nothing folds."""


def cell(case: Case, wanted: Sieve, actor: str, field: str) -> Behind:
    """Return the claims of the cells of everybody of this name in one field of action.

    Raises:
        UsageError: There is no such field, or nobody of this name in the matrix.
    """
    from careo.model.beside import Sides

    if field not in case.fields():
        raise UsageError(f"no field {field}", f"one of {', '.join(case.fields())}")
    found = case.matrix(wanted)
    meant = _meant(actor, case.called(found.actors).values())
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


def line(case: Case, wanted: Sieve, agent: str, patient: str) -> Behind:
    """Return the claims of the lines of the chart from one box to another.

    Raises:
        UsageError: A name is in no box of the chart.
    """
    found = case.chart(wanted, most=_EVERY)
    actors = [node.actor for node in found.nodes if node.actor is not None]
    cast = case.called(actors)
    ends = []
    for name in (agent, patient):
        boxes: set[str] = {node.id for node in found.nodes if node.label == name}
        ends.append(boxes or set(_meant(name, cast.values())))
    over, under = ends
    at = [
        one.marks for one in found.edges if over.intersection(one.agents) and one.patient in under
    ]
    return _claims(at), []


def show(case: Case, behind: Behind, *, json: bool) -> int:
    """Print claims, each with its words, and return the exit code."""
    claims, beside = behind
    if json:
        emit(one.canonical().decode() + "\n" for one in case.why(claims))
        return 0
    files = {view.id: view.name for view in case.documents()}
    if not emit(_cards(case, claims, files)):
        say("no claim says that")
    if beside:
        emit(["Side by side with it, and no conclusion from them:\n\n"])
        emit(_cards(case, beside, files))
    return 0


def _cards(case: Case, claims: list[ClaimId], files: dict[DocumentId, str]) -> Iterator[str]:
    from careo.app.cli.cards import card

    for claim in case.why(claims):
        names = {one: called.name for one, called in case.called(_speakers(claim)).items()}
        yield card(claim, names, files, width())


def _speakers(claim: ClaimView) -> Iterable[ActorId]:
    chains = [claim.chain]
    if claim.reviewed is not None and claim.reviewed.machine is not None:
        chains.append(claim.reviewed.machine.chain)
    return [actor for chain in chains for link in chain for actor in link.speaker.everybody]


def _claims(marks: Iterable[Iterable[Mark]]) -> list[ClaimId]:
    return list(dict.fromkeys(mark.claim for each in marks for mark in each))


def _meant(name: str, actors: Iterable[Called]) -> set[ActorId]:
    from careo.case.names import matches
    from careo.model.names import words

    asked = words(name)
    meant = {
        one.id
        for one in actors
        if one.id == name or (asked and matches(asked, (*one.names, one.description)))
    }
    if not meant:
        raise UsageError(f"nobody called {name} in this view", "run it without --why to see all")
    return meant
