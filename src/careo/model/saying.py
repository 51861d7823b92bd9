"""From a claim to its statements: the same rule when it is read and when a person corrects it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from careo.model.claim import Act, Claim, Link, Polarity, Relation, Voice
from careo.model.joins import Places, speaker_words
from careo.model.record import ClaimId, Record
from careo.model.time import When


class Piece(Record, frozen=True, array_like=True, gc=False):
    """A participant; ``who`` is a referent's number, -1 for nobody."""

    role: str
    text: str
    start: int
    end: int
    who: int = -1


class Told(Record, frozen=True, gc=False):
    """A statement as it is stored: see `careo.model.statement.Statement`.

    Attributes:
        relation: Index of the relation in the claim; ``-1 - n`` for the time of link *n*.
        start: Where the claim's content begins; with ``end``.
        speaker: The local words for the one whose act it is; empty for a document and a gap.
        own: The document itself says it.
        by: Referents' numbers.
    """

    relation: int
    start: int
    end: int
    predicate: str
    act: Act
    speaker: str = ""
    own: bool = False
    by: tuple[int, ...] = ()
    polarity: Polarity = "affirms"
    negated: bool = False
    hedged: bool = False
    voice: Voice = "speaker"
    verb: str = ""
    parts: tuple[Piece, ...] = ()
    fields: tuple[str, ...] = ()
    when: When | None = None

    def counted_from(self, first: int) -> Told:
        """Return the same with referents numbered from the one of this number."""
        parts = (replace(one, who=one.who - first) if one.who >= 0 else one for one in self.parts)
        return replace(self, by=tuple(one - first for one in self.by), parts=tuple(parts))


Shape = tuple[object, ...]


def told(
    claim: Claim, places: Places[int], fields: Sequence[tuple[str, ...]] = ()
) -> tuple[Told, ...]:
    """Return the statements of a claim: its relations, then the times of its links.

    The words of an apposition that are the document's own are an act of the outermost speaker:
    a denial by the one quoted does not reach them.

    Args:
        claim: The claim.
        places: Whom the places of its document stand for, by referents' numbers.
        fields: The fields of action of each relation, in their order; none where not given.
    """
    relations = [
        _relation(claim, index, places, fields[index] if index < len(fields) else ())
        for index in range(len(claim.relations))
    ]
    times = [
        _time(claim, number, places)
        for number, link in enumerate(claim.chain)
        if link.when is not None
    ]
    return (*relations, *times)


def _relation(claim: Claim, index: int, places: Places[int], fields: tuple[str, ...]) -> Told:
    relation = claim.relations[index]
    own = relation.voice == "document"
    number = 0 if own else len(claim.chain) - 1
    link = claim.chain[number]
    return Told(
        relation=index,
        start=claim.content[0].start,
        end=claim.content[-1].end,
        predicate=relation.predicate,
        act=link.act,
        speaker=_words(link),
        own=link.speaker.kind == "document",
        by=places.speakers(speaker_words(claim, number)),
        polarity="affirms" if own else claim.polarity,
        negated=relation.negated or link.negated,
        hedged=relation.hedged or (claim.hedged and not own),
        voice=relation.voice,
        verb=relation.verb,
        parts=tuple(_parts(relation, places)),
        fields=fields,
        when=relation.when,
    )


def _words(link: Link) -> str:
    return "" if link.speaker.span is None else link.speaker.span.exact


def _parts(relation: Relation, places: Places[int]) -> Iterable[Piece]:
    """Yield one participant a role; one for each member where the words stand for a group."""
    for role in relation.roles:
        span = role.span
        meant = () if role.literal else places.at(span)
        for who in meant or (-1,):
            yield Piece(role=role.role, text=span.exact, start=span.start, end=span.end, who=who)


def _time(claim: Claim, number: int, places: Places[int]) -> Told:
    link: Link = claim.chain[number]
    last = number == len(claim.chain) - 1
    return Told(
        relation=-1 - number,
        start=claim.content[0].start,
        end=claim.content[-1].end,
        predicate="states",
        act=link.act,
        speaker=_words(link),
        own=link.speaker.kind == "document",
        by=places.speakers(speaker_words(claim, number)),
        polarity=claim.polarity if last else "affirms",
        negated=link.negated,
        hedged=claim.hedged,
        when=link.when,
    )


def told_inside(claims: Iterable[Claim]) -> dict[tuple[ClaimId, int], ClaimId]:
    """Return each relation of an outer claim that one within it holds as well.

    "A says that B denied X": the outer speaker passes X on, and the inner claim says it.

    Returns:
        (claim id, index of the relation) to the id of the inner claim.
    """
    every = tuple(claims)
    held: dict[tuple[ClaimId, Shape], ClaimId] = {}
    for claim in every:
        if claim.within is not None:
            held |= {(claim.within, _shape(one)): claim.id for one in claim.relations}
    return {
        (claim.id, index): inner
        for claim in every
        for index, one in enumerate(claim.relations)
        if (inner := held.get((claim.id, _shape(one)))) is not None
    }


def _shape(relation: Relation) -> Shape:
    roles = [(role.role, role.span.place) for role in relation.roles]
    return relation.predicate, relation.verb, tuple(sorted(roles))
