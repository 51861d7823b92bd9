"""The responsibility matrix: who is said to do what, in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId
from careo.model.statement import Called, Cast, Statement
from careo.model.structure import OTHER, Cell, Mark, Matrix
from careo.structure.beside import Commanded, Deeds
from careo.structure.marks import Once, agents, mark, place

GROUPS = frozenset({"command", "responsibility", "finance", "flow", "association"})

DOING = frozenset(name for name, one in PREDICATES.items() if one.group in GROUPS) - {"related_to"}
"""The predicates that say what somebody does; kinship never fills a cell."""

ROW_KINDS = frozenset({"person", "organization"})


def responsibility(statements: Iterable[Statement], cast: Cast, domains: Sequence[str]) -> Matrix:
    """Return the matrix of actors and domains.

    Only those who are said to act have a row; a joint act stands in the row of each, with the
    others in `Mark.joint`. Denied and negated relations are kept, and marked. What somebody under
    an actor's command is said to do fills no cell of the actor: it is laid beside it.

    Args:
        statements: What is said; their order does not matter.
        cast: Who takes part.
        domains: The columns, in their order; those that hold nothing are left out.
    """
    has_row = {one.id for one in cast.values() if _has_row(one)}
    found: defaultdict[tuple[ActorId, str], Once] = defaultdict(Once)
    commanded = Commanded()
    doing = (one for one in statements if not one.saying and one.predicate in DOING)
    for one in sorted(doing, key=place):
        marks = {actor: mark(one, actor) for actor in agents(one)}
        commanded.note(one, marks)
        for actor, made in marks.items():
            if actor in has_row:
                for domain in one.fields or (OTHER,):
                    found[actor, domain].add(made)
    return _matrix({at: held.marks() for at, held in found.items()}, commanded, cast, domains)


def _has_row(actor: Called) -> bool:
    return actor.kind in ROW_KINDS and actor.identified != "unknown"


def _matrix(
    found: Mapping[tuple[ActorId, str], tuple[Mark, ...]],
    commanded: Commanded,
    cast: Cast,
    names: Sequence[str],
) -> Matrix:
    held = {domain for _, domain in found}
    columns = tuple(name for name in names if name in held)
    rows = sorted({actor for actor, _ in found}, key=lambda a: _by_name(cast[a]))
    cells = tuple(
        Cell(actor=actor, domain=domain, marks=found[actor, domain])
        for actor in rows
        for domain in columns
        if (actor, domain) in found
    )
    deeds = {at: Deeds(marks) for at, marks in found.items()}
    order = {actor: n for n, actor in enumerate(rows)}
    beside = (one for actor in rows for one in commanded.beside(actor, columns, deeds, order))
    return Matrix(domains=columns, actors=tuple(rows), cells=cells, beside=tuple(beside))


def _by_name(actor: Called) -> tuple[bool, tuple[str, str], ActorId]:
    """Return the key that orders rows: those named first, each part by name."""
    return actor.identified != "named", name_key(actor.name), actor.id
