"""The responsibility matrix: who is said to do what, in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId
from careo.model.statement import Called, Cast, Statement
from careo.model.structure import OTHER, Cell, Matrix
from careo.structure.beside import Commanded
from careo.structure.marks import agents, once

GROUPS = frozenset({"command", "responsibility", "finance", "flow", "association"})
"""The groups of predicates that say what somebody does."""

NOT_DOING = frozenset({"related_to"})
"""Predicates of these groups that are no doing: kinship never fills a cell."""

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
    found: defaultdict[tuple[ActorId, str], list[Statement]] = defaultdict(list)
    commanded = Commanded()
    for one in statements:
        if one.saying or not _doing(one.predicate):
            continue
        commanded.note(one)
        for actor in agents(one):
            if _has_row(cast.get(actor)):
                for domain in one.fields or (OTHER,):
                    found[actor, domain].append(one)
    return _matrix(found, commanded, cast, domains)


def _doing(predicate: str) -> bool:
    return PREDICATES[predicate].group in GROUPS and predicate not in NOT_DOING


def _has_row(actor: Called | None) -> bool:
    return actor is not None and actor.kind in ROW_KINDS and actor.identified != "unknown"


def _matrix(
    found: Mapping[tuple[ActorId, str], list[Statement]],
    commanded: Commanded,
    cast: Cast,
    names: Sequence[str],
) -> Matrix:
    held = {domain for _, domain in found}
    columns = tuple(name for name in names if name in held)
    rows = sorted({actor for actor, _ in found}, key=lambda a: _by_name(cast[a]))
    order = {actor: n for n, actor in enumerate(rows)}
    cells = tuple(
        Cell(actor=actor, domain=domain, marks=once(found[actor, domain], actor))
        for actor in rows
        for domain in columns
        if (actor, domain) in found
    )
    beside = (one for actor in rows for one in commanded.beside(actor, columns, found, order))
    return Matrix(domains=columns, actors=tuple(rows), cells=cells, beside=tuple(beside))


def _by_name(actor: Called) -> tuple[bool, tuple[str, str], ActorId]:
    """Return the key that orders rows: those named first, each part by name."""
    return actor.identified != "named", name_key(actor.name), actor.id
