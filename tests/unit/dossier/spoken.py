"""Statements of claims that were made by hand, as the case would join them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from careo.model.claim import Relation, Role
from careo.model.lexicon import Lexicon
from careo.model.record import ActorId
from careo.model.statement import Called, Part, Statement
from careo.model.text import Span
from careo.model.views import ActorView, ClaimView, LinkView, RelationView
from careo.structure import Domains

_FAR = 1_000_000


def cast(actors: Mapping[ActorId, ActorView]) -> dict[ActorId, Called]:
    """Return how actors are called."""
    return {
        one.id: Called(
            id=one.id,
            kind=one.kind,
            schema=one.schema,
            identified=one.identified,
            number=one.number,
            names=one.names,
            description=one.description,
        )
        for one in actors.values()
    }


def statements(
    claims: Iterable[ClaimView], actors: Mapping[ActorId, ActorView], lexicon: Lexicon
) -> list[Statement]:
    """Return what claims say, but for what they repeat of those within."""
    every, domains = tuple(claims), Domains(lexicon)
    inner = {(one.within, _shape(each)) for one in every for each in one.relations}
    found: list[Statement] = []
    for claim in every:
        for index, relation in enumerate(claim.relations):
            if (claim.id, _shape(relation)) not in inner:
                fields = _fields(claim, relation, actors, domains)
                found.append(_relation(claim, index, fields))
        found += _times(claim)
    return found


def _relation(claim: ClaimView, index: int, fields: tuple[str, ...]) -> Statement:
    relation = claim.relations[index]
    own = relation.voice == "document"
    link = claim.chain[0] if own else claim.chain[-1]
    return Statement(
        claim=claim.id,
        document=claim.document,
        start=claim.content[0].start,
        end=claim.content[-1].end,
        relation=index,
        predicate=relation.predicate,
        act=link.act,
        speaker=link.speaker.text,
        by=link.speaker.everybody,
        polarity="affirms" if own else claim.polarity,
        negated=relation.negated or link.negated,
        hedged=relation.hedged or (claim.hedged and not own),
        voice=relation.voice,
        verb=relation.verb,
        parts=tuple(
            Part(role=role.role, text=role.text, start=0, end=len(role.text), actor=role.actor)
            for role in relation.roles
        ),
        fields=fields,
        when=relation.when,
        review=claim.review,
    )


def _times(claim: ClaimView) -> Iterator[Statement]:
    for number, link in enumerate(claim.chain):
        if link.when is not None:
            yield _time(claim, number, link)


def _time(claim: ClaimView, number: int, link: LinkView) -> Statement:
    return Statement(
        claim=claim.id,
        document=claim.document,
        start=claim.content[0].start,
        end=claim.content[-1].end,
        relation=-1 - number,
        predicate="states",
        act=link.act,
        speaker=link.speaker.text,
        by=link.speaker.everybody,
        polarity=claim.polarity if link is claim.chain[-1] else "affirms",
        negated=link.negated,
        hedged=claim.hedged,
        when=link.when,
        review=claim.review,
    )


def _fields(
    claim: ClaimView,
    relation: RelationView,
    actors: Mapping[ActorId, ActorView],
    domains: Domains,
) -> tuple[str, ...]:
    """Return the domains that the words of the roles show; they stand far from the content."""
    places = count(_FAR, _FAR)
    roles, names = [], {}
    for role in relation.roles:
        start = next(places)
        span = Span(layer=claim.layer, start=start, end=start + len(role.text), exact=role.text)
        roles.append(Role(role=role.role, span=span, literal=role.actor is None))
        if role.actor is not None and role.actor in actors:
            names[span] = actors[role.actor].name
    content = [
        Span(layer=claim.layer, start=q.start, end=q.end, exact=q.exact) for q in claim.content
    ]
    made = Relation(predicate=relation.predicate, roles=tuple(roles))
    return domains.of(made, content, lambda span: names.get(span, ""))


def _shape(relation: RelationView) -> tuple[object, ...]:
    roles = [(role.role, role.text, role.actor or "") for role in relation.roles]
    return relation.predicate, relation.verb, tuple(sorted(roles))
