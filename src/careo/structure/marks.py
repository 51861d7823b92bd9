"""From claims to marks: one relation of one claim, with whose act it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from careo.model.record import ActorId, ClaimId
from careo.model.structure import Mark
from careo.model.views import ClaimView, RelationView

Shape = tuple[object, ...]


def marked(claims: Sequence[ClaimView]) -> Iterator[tuple[ClaimView, RelationView, Mark]]:
    """Yield every relation once, with its mark, in order of document and place.

    A relation that a claim repeats from the claim inside it ("A says that B denied X") is left
    to the inner one: the outer speaker passes it on.
    """
    inner = _told_inside(claims)
    for claim in sorted(claims, key=place):
        for index, relation in enumerate(claim.relations):
            if (claim.id, _shape(relation)) not in inner:
                yield claim, relation, mark(claim, index)


def mark(claim: ClaimView, index: int) -> Mark:
    """Return the mark of one relation.

    The words of an apposition that are the document's own are an act of the outermost speaker:
    a denial by the one quoted does not reach them.
    """
    relation = claim.relations[index]
    own = relation.voice == "document"
    link = claim.chain[0] if own else claim.chain[-1]
    return Mark(
        claim=claim.id,
        relation=index,
        predicate=relation.predicate,
        act=link.act,
        polarity="affirms" if own else claim.polarity,
        negated=relation.negated or link.negated,
        hedged=relation.hedged or (claim.hedged and not own),
        joint=_agents(relation),
        voice=relation.voice,
    )


def place(claim: ClaimView) -> tuple[str, int, int, ClaimId]:
    """Return the key that orders claims by document and place."""
    return claim.document, claim.content[0].start, claim.content[-1].end, claim.id


def _agents(relation: RelationView) -> tuple[ActorId, ...]:
    agents = [r.actor for r in relation.roles if r.role == "agent" and r.actor is not None]
    together = tuple(dict.fromkeys(agents))
    return together if len(together) > 1 else ()


def _told_inside(claims: Sequence[ClaimView]) -> set[tuple[ClaimId, Shape]]:
    """Return the relations of outer claims that an inner claim holds as well."""
    return {
        (claim.within, _shape(relation))
        for claim in claims
        if claim.within is not None
        for relation in claim.relations
    }


def _shape(relation: RelationView) -> Shape:
    roles = [
        (role.role, role.text, role.span.start if role.span is not None else -1)
        for role in relation.roles
    ]
    return relation.predicate, relation.verb, tuple(sorted(roles))
