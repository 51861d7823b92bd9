"""The responsibility matrix: who is said to do what, in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId
from careo.model.statement import Called, Cast, Statement
from careo.model.structure import OTHER, Cell, Commanded, Mark, Matrix
from careo.structure.marks import acted_on, agents, marks, once, place

Key = TypeVar("Key")

GROUPS = frozenset({"command", "responsibility", "involvement", "finance", "flow", "association"})

DOING = frozenset(name for name, one in PREDICATES.items() if one.group in GROUPS) - {"related_to"}
"""The predicates that say what somebody does; kinship never fills a cell."""

COMMANDING = frozenset({"commands", "directs", "controls", "supervises"})
"""The predicates by which somebody is said to be under another one's command."""

Marks = defaultdict[ActorId, defaultdict[Key, list[Mark]]]
"""The marks of each actor by what they are sorted by."""

ROW_KINDS = frozenset({"person", "organization"})


def responsibility(statements: Iterable[Statement], cast: Cast, domains: Sequence[str]) -> Matrix:
    """Return the matrix of actors and domains.

    Only those who are said to act have a row; a joint act stands in the row of each, with the
    others in `Mark.joint`. Denied and negated relations are kept, and marked. What somebody under
    an actor's command is said to do fills no cell of the actor; see `careo.model.beside`.

    Args:
        statements: What is said; their order does not matter.
        cast: Who takes part.
        domains: The columns, in their order; those that hold nothing are left out.
    """
    has_row = {one.id for one in cast.values() if _has_row(one)}
    found: Marks[str] = defaultdict(lambda: defaultdict(list))
    under: Marks[ActorId] = defaultdict(lambda: defaultdict(list))
    doing = (one for one in statements if not one.saying and one.predicate in DOING)
    for one in sorted(doing, key=place):
        others = _commanded(one) if one.predicate in COMMANDING else ()
        for actor, made in marks(one):
            if actor in has_row:
                for domain in one.fields or (OTHER,):
                    found[actor][domain].append(made)
                for other in others:
                    under[actor][other].append(made)
    return _matrix(found, under, cast, domains)


def _has_row(actor: Called) -> bool:
    return actor.kind in ROW_KINDS and actor.identified != "unknown"


def _commanded(one: Statement) -> set[ActorId]:
    """Return those who are said to be commanded, but for those who are said to command."""
    return {part.actor for part in acted_on(one) if part.actor is not None} - {*agents(one)}


def _matrix(found: Marks[str], under: Marks[ActorId], cast: Cast, names: Sequence[str]) -> Matrix:
    held = set().union(*found.values())
    columns = tuple([name for name in names if name in held])
    rows = sorted(found, key=lambda actor: _by_name(cast[actor]))
    cells = [
        Cell(actor=actor, domain=domain, marks=once(cells[domain]))
        for actor in rows
        for cells in (found[actor],)
        for domain in columns
        if domain in cells
    ]
    commanded = tuple(_pairs(under, rows))
    return Matrix(domains=columns, actors=tuple(rows), cells=tuple(cells), commanded=commanded)


def _pairs(under: Marks[ActorId], rows: Sequence[ActorId]) -> Iterator[Commanded]:
    """Yield who is said to command whom of the rows, but for pairs of which it is only denied."""
    order = {actor: n for n, actor in enumerate(rows)}
    for actor in rows:
        for other in sorted(under[actor].keys() & order.keys(), key=order.__getitem__):
            marks = once(under[actor][other])
            if not all(one.against for one in marks):
                yield Commanded(actor=actor, other=other, marks=marks)


def _by_name(actor: Called) -> tuple[bool, tuple[str, str], ActorId]:
    """Return the key that orders rows: those named first, each part by name."""
    return actor.identified != "named", name_key(actor.name), actor.id
