"""The responsibility matrix: who is said to do what, in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId
from careo.model.statement import Called, Cast, Statement
from careo.model.structure import OTHER, Cell, Commanded, Mark, Matrix
from careo.structure.marks import acted_on, marks, once, place

GROUPS = frozenset({"command", "responsibility", "involvement", "finance", "flow", "association"})

DOING = frozenset(name for name, one in PREDICATES.items() if one.group in GROUPS) - {"related_to"}
"""The predicates that say what somebody does; kinship never fills a cell."""

COMMANDING = frozenset({"commands", "directs", "controls", "supervises"})
"""The predicates by which somebody is said to be under another one's command."""

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
    found: defaultdict[tuple[ActorId, str], list[Mark]] = defaultdict(list)
    under: defaultdict[tuple[ActorId, ActorId], list[Mark]] = defaultdict(list)
    doing = (one for one in statements if not one.saying and one.predicate in DOING)
    for one in sorted(doing, key=place):
        each = marks(one)
        others = _commanded(one) - {actor for actor, _ in each}
        for actor, made in each:
            if actor in has_row:
                for domain in one.fields or (OTHER,):
                    found[actor, domain].append(made)
                for other in others:
                    under[actor, other].append(made)
    return _matrix(found, under, cast, domains)


def _has_row(actor: Called) -> bool:
    return actor.kind in ROW_KINDS and actor.identified != "unknown"


def _commanded(one: Statement) -> set[ActorId]:
    if one.predicate not in COMMANDING:
        return set()
    return {part.actor for part in acted_on(one) if part.actor is not None}


def _matrix(
    found: Mapping[tuple[ActorId, str], list[Mark]],
    under: Mapping[tuple[ActorId, ActorId], list[Mark]],
    cast: Cast,
    names: Sequence[str],
) -> Matrix:
    held = {domain for _, domain in found}
    columns = tuple(name for name in names if name in held)
    rows = sorted({actor for actor, _ in found}, key=lambda a: _by_name(cast[a]))
    cells = tuple(
        Cell(actor=actor, domain=domain, marks=once(found[actor, domain]))
        for actor in rows
        for domain in columns
        if (actor, domain) in found
    )
    order = {actor: n for n, actor in enumerate(rows)}
    pairs = [(actor, other) for actor, other in under if other in order]
    commanded = (
        Commanded(actor=actor, other=other, marks=once(under[actor, other]))
        for actor, other in sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))
    )
    said = tuple(one for one in commanded if any(not each.against for each in one.marks))
    return Matrix(domains=columns, actors=tuple(rows), cells=cells, commanded=said)


def _by_name(actor: Called) -> tuple[bool, tuple[str, str], ActorId]:
    """Return the key that orders rows: those named first, each part by name."""
    return actor.identified != "named", name_key(actor.name), actor.id
