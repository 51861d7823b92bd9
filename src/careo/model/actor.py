"""Actors: groups of referents across documents."""

from __future__ import annotations

from careo.model.reading import Identified, MentionKind, Number
from careo.model.record import ActorId, Record, ReferentId


class Actor(Record, frozen=True):
    """A group of referents that are taken to be one.

    Attributes:
        id: That of its earliest referent: a merge keeps the older name.
        kind: person, organization, place, conveyor or thing.
        schema: FollowTheMoney schema name (Person, Organization, PublicBody, Company …).
        names: As written, the fullest first.
        identified: named, unnamed, unknown or anonymised.
        number: One, or a group.
        referents: In order of their documents.
        description: A few words from a document, where names do not tell.
    """

    id: ActorId
    kind: MentionKind
    schema: str
    names: tuple[str, ...]
    identified: Identified
    number: Number
    referents: tuple[ReferentId, ...] = ()
    description: str = ""
