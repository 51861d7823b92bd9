"""Where everything of an edition is: numbers, anchors, addresses, names."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeVar

from careo.model.edition import Edition
from careo.model.order import name_key
from careo.model.record import ActorId, ClaimId, DocumentId, LayerId
from careo.model.text import TextLayer
from careo.model.views import NOT_NAMED, ActorView, ClaimView, DocumentView

Id = TypeVar("Id", bound=str)

SHORTEST = 12
"""Fewest characters of an id in an address."""

LISTED = frozenset({"person", "organization", "role"})
"""The kinds of actors that have an entry under "People and bodies"."""


class Index:
    """Look-ups over one edition.

    Attributes:
        numbers: Claim to its number, in order of the edition from 1.
        about: Actor to the claims about it, in order: those that name it, but for what a document
            says itself of others.
        beside: Actor to those others: the document's own words that name it in passing.
        by: Actor to the claims whose words are its own.
        inside: Claim to the claims within it.
        standing: The claims that no reviewer has rejected; only these are about and by anybody.
        rejected: The others.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.claims = {claim.id: claim for claim in edition.claims}
        self.actors = {actor.id: actor for actor in edition.actors}
        self.documents = {document.id: document for document in edition.documents}
        self.layers: dict[DocumentId, TextLayer] = {each.document: each for each in edition.layers}
        self.numbers = {claim.id: at for at, claim in enumerate(edition.claims, 1)}
        self.about: defaultdict[ActorId, list[ClaimView]] = defaultdict(list)
        self.beside: defaultdict[ActorId, list[ClaimView]] = defaultdict(list)
        self.by: defaultdict[ActorId, list[ClaimView]] = defaultdict(list)
        self.inside: defaultdict[ClaimId, list[ClaimId]] = defaultdict(list)
        self._bearers = Counter(n for actor in edition.actors for n in set(actor.names))
        self.standing = tuple(one for one in edition.claims if one.review != "rejected")
        self.rejected = tuple(one for one in edition.claims if one.review == "rejected")
        self._join(self.standing)
        self._claim_at = _shortened(self.claims)
        self._actor_at = _shortened(self.actors)
        self._document_at = _shortened(self.documents)
        self._starts = {key: [s.start for s in each.segments] for key, each in self.layers.items()}

    def _join(self, claims: Iterable[ClaimView]) -> None:
        for claim in claims:
            subjects = self._subjects(claim)
            for actor in dict.fromkeys(claim.about):
                (self.about if actor in subjects else self.beside)[actor].append(claim)
            for actor in dict.fromkeys(claim.speaker.everybody):
                self.by[actor].append(claim)
            if claim.within is not None and claim.within in self.numbers:
                self.inside[claim.within].append(claim.id)

    def _subjects(self, claim: ClaimView) -> set[ActorId]:
        """Return whom a claim is about: of a document's own words those who take part in them.

        Where no person or body takes part in what was read of it, all whom it names.
        """
        named = set(claim.about)
        known = [self.actors[each] for each in claim.about if each in self.actors]
        people = {each.id for each in known if each.kind in LISTED}
        if len(claim.chain) > 1 or claim.speaker.document is None:
            return named
        roles = [role for relation in claim.relations for role in relation.roles]
        places = [role.span for role in roles if role.span is not None]
        part = {role.actor for role in roles if role.actor is not None}
        for actor in people - part:
            own = (m for m in self.actors[actor].mentions if m.document == claim.document)
            if any(p.start <= m.start and m.end <= p.end for m in own for p in places):
                part.add(actor)
        return (named - people) | (part & people or people)

    def claim_anchor(self, claim: ClaimId) -> str:
        """Return the id of a claim's card, and of its place in its source's page."""
        return f"c-{self._claim_at[claim]}"

    def actor_anchor(self, actor: ActorId) -> str:
        """Return the id of an actor's entry."""
        return f"a-{self._actor_at[actor]}"

    def source_anchor(self, document: DocumentId) -> str:
        """Return the id of a document's entry under "Sources"."""
        return f"d-{self._document_at[document]}"

    def source_page(self, document: DocumentId) -> str:
        """Return the path of a document's page."""
        return f"sources/{self._document_at[document]}.html"

    def place_of(self, claim: ClaimView) -> str:
        """Return the address of the claim's words; empty where its text is not in the edition."""
        layer = self.layers.get(claim.document)
        if layer is None or layer.id != claim.layer or claim.document not in self.documents:
            return ""
        return f"{self.source_page(claim.document)}#{self.claim_anchor(claim.id)}"

    def page_number(self, claim: ClaimView) -> int:
        """Return the page the claim begins on, 0 where its document has no pages."""
        layer = self.layers.get(claim.document)
        at = bisect_right(self._starts.get(claim.document, []), claim.content[0].start) - 1
        return layer.segments[at].page if layer is not None and at >= 0 else 0

    def language(self, layer: LayerId) -> str:
        """Return the language code of a layer, empty where it is not known."""
        code = self.edition.languages.get(layer, "")
        return "" if code == "und" or not code.replace("-", "").isalnum() else code

    def short_name(self, actor: ActorId) -> str:
        """Return an actor's shortest name as written that nobody else has; empty if unknown."""
        view = self.actors.get(actor)
        if view is None:
            return ""
        mine = [n for n in view.names if n[:1].isupper() and self._bearers[n] == 1]
        return min(mine, key=lambda n: (n not in view.name, len(n), n), default=called(view))

    def people(self) -> list[ActorView]:
        """Return the persons and bodies that any claim is about or by, by name."""
        return self._sorted(a for a in self.edition.actors if a.kind in LISTED and self.told(a.id))

    def other_named(self) -> list[ActorView]:
        """Return the places, papers and things that any claim is about or by, by name."""
        return self._sorted(
            a for a in self.edition.actors if a.kind not in LISTED and self.told(a.id)
        )

    def silent(self) -> list[ActorView]:
        """Return the persons and bodies that are named and that no claim is about or by."""
        return self._sorted(
            a for a in self.edition.actors if a.kind in LISTED and not self.told(a.id)
        )

    def told(self, actor: ActorId) -> bool:
        """Tell whether any claim is about or by the actor."""
        return any(held.get(actor) for held in (self.about, self.beside, self.by))

    def document_title(self, document: DocumentId) -> str:
        """Return a document's title, or its file name, or its id."""
        found: DocumentView | None = self.documents.get(document)
        return (found.source.title or found.name if found is not None else "") or document[
            :SHORTEST
        ]

    def _sorted(self, actors: Iterable[ActorView]) -> list[ActorView]:
        return sorted(actors, key=lambda actor: (*name_key(actor.name), actor.id))


def called(actor: ActorView) -> str:
    """Return an actor's name, or in quotation marks the words a document describes it by.

    A description may itself be an allegation; it stays the document's.
    """
    if actor.identified == "named" or actor.name == NOT_NAMED:
        return actor.name
    return f"“{actor.name}”"


def _shortened(ids: Iterable[Id]) -> dict[Id, str]:
    """Return each id cut to the fewest characters that keep them apart."""
    every = list(ids)
    length = SHORTEST
    while len({each[:length] for each in every}) < len(set(every)):
        length += 4
    return {each: each[:length] for each in every}
