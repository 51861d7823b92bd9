"""The responsibility matrix: who is said to do what, in which field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from careo.model.lexicon import Lexicon
from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId
from careo.model.structure import Cell, Mark, Matrix
from careo.model.views import ActorView, ClaimView
from careo.structure.domains import Domains
from careo.structure.marks import marked

GROUPS = frozenset({"command", "responsibility", "finance", "flow", "association"})
"""The groups of predicates that say what somebody does."""

NOT_DOING = frozenset({"related_to"})
"""Predicates of these groups that are no doing: kinship never fills a cell."""

ROW_KINDS = frozenset({"person", "organization"})


def responsibility(
    claims: Sequence[ClaimView], actors: Mapping[ActorId, ActorView], lexicon: Lexicon
) -> Matrix:
    """Return the matrix of actors and domains.

    Only those who are said to act have a row; a joint act stands in the row of each, with the
    others in `Mark.joint`. Denied and negated relations are kept, and marked.
    """
    domains = Domains(lexicon)
    found: defaultdict[tuple[ActorId, str], list[Mark]] = defaultdict(list)
    for claim, relation, mark in marked(claims):
        if PREDICATES[mark.predicate].group not in GROUPS or mark.predicate in NOT_DOING:
            continue
        fields = domains.of(claim, relation, actors)
        for actor in dict.fromkeys(r.actor for r in relation.roles if r.role == "agent"):
            if actor is None or not _has_row(actors.get(actor)):
                continue
            for domain in fields:
                found[actor, domain].append(_seen_from(mark, actor))
    return _matrix(found, actors, domains.names)


def _has_row(actor: ActorView | None) -> bool:
    return actor is not None and actor.kind in ROW_KINDS and actor.identified != "unknown"


def _seen_from(mark: Mark, actor: ActorId) -> Mark:
    others = tuple(other for other in mark.joint if other != actor)
    fields = {name: getattr(mark, name) for name in mark.__struct_fields__}
    return Mark(**{**fields, "joint": others})


def _matrix(
    found: Mapping[tuple[ActorId, str], list[Mark]],
    actors: Mapping[ActorId, ActorView],
    names: tuple[str, ...],
) -> Matrix:
    columns = tuple(name for name in names if any(domain == name for _, domain in found))
    rows = sorted({actor for actor, _ in found}, key=lambda a: _by_name(actors[a]))
    cells = tuple(
        Cell(actor=actor, domain=domain, marks=_once(found[actor, domain]))
        for actor in rows
        for domain in columns
        if (actor, domain) in found
    )
    return Matrix(domains=columns, actors=tuple(rows), cells=cells)


def _by_name(actor: ActorView) -> tuple[bool, tuple[str, str], ActorId]:
    """Return the key that orders rows: those named first, each part by name."""
    return actor.identified != "named", name_key(actor.name), actor.id


def _once(marks: list[Mark]) -> tuple[Mark, ...]:
    """Return each claim once a predicate and a sign."""
    kept = {(mark.claim, mark.predicate, mark.against): mark for mark in reversed(marks)}
    return tuple(mark for mark in marks if kept[mark.claim, mark.predicate, mark.against] is mark)
