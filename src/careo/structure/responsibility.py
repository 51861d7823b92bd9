"""The responsibility matrix: who is said to do what, in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId, ClaimId
from careo.model.statement import Called, Cast, Statement
from careo.model.structure import OTHER, Cell, Mark, Matrix
from careo.structure.marks import agents, mark, place

GROUPS = frozenset({"command", "responsibility", "finance", "flow", "association"})
"""The groups of predicates that say what somebody does."""

NOT_DOING = frozenset({"related_to"})
"""Predicates of these groups that are no doing: kinship never fills a cell."""

ROW_KINDS = frozenset({"person", "organization"})


def responsibility(statements: Iterable[Statement], cast: Cast, domains: Sequence[str]) -> Matrix:
    """Return the matrix of actors and domains.

    Only those who are said to act have a row; a joint act stands in the row of each, with the
    others in `Mark.joint`. Denied and negated relations are kept, and marked.

    Args:
        statements: What is said; their order does not matter.
        cast: Who takes part.
        domains: The columns, in their order; those that hold nothing are left out.
    """
    found: defaultdict[tuple[ActorId, str], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.saying or not _doing(one.predicate):
            continue
        for actor in agents(one):
            if _has_row(cast.get(actor)):
                for domain in one.fields or (OTHER,):
                    found[actor, domain].append(one)
    return _matrix(found, cast, domains)


def _doing(predicate: str) -> bool:
    return PREDICATES[predicate].group in GROUPS and predicate not in NOT_DOING


def _has_row(actor: Called | None) -> bool:
    return actor is not None and actor.kind in ROW_KINDS and actor.identified != "unknown"


def _matrix(
    found: Mapping[tuple[ActorId, str], list[Statement]], cast: Cast, names: Sequence[str]
) -> Matrix:
    held = {domain for _, domain in found}
    columns = tuple(name for name in names if name in held)
    rows = sorted({actor for actor, _ in found}, key=lambda a: _by_name(cast[a]))
    cells = tuple(
        Cell(actor=actor, domain=domain, marks=_marks(found[actor, domain], actor))
        for actor in rows
        for domain in columns
        if (actor, domain) in found
    )
    return Matrix(domains=columns, actors=tuple(rows), cells=cells)


def _marks(statements: list[Statement], actor: ActorId) -> tuple[Mark, ...]:
    """Return each claim once a predicate and a sign, in order of place."""
    kept: dict[tuple[ClaimId, str, bool], Statement] = {}
    for one in sorted(statements, key=place):
        kept.setdefault((one.claim, one.predicate, one.against), one)
    return tuple(mark(one, actor) for one in kept.values())


def _by_name(actor: Called) -> tuple[bool, tuple[str, str], ActorId]:
    """Return the key that orders rows: those named first, each part by name."""
    return actor.identified != "named", name_key(actor.name), actor.id
