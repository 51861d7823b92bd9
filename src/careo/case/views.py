"""The views: claims joined with the actors that their words stand for.

Joined on output, so that a merge of two actors renames no claim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import structs

from careo.model.actor import Actor
from careo.model.claim import Claim, Link, Relation, Role
from careo.model.errors import TamperedError
from careo.model.extraction import Sheet
from careo.model.joins import Held, Places, speaker_words
from careo.model.record import ActorId
from careo.model.text import Span, TextLayer
from careo.model.views import (
    NOT_NAMED,
    ActorView,
    ClaimView,
    DocumentView,
    LinkView,
    MentionView,
    Place,
    Quote,
    Read,
    RelationView,
    ReviewState,
    ReviewView,
    RoleView,
    SpeakerView,
)
from careo.store.asking import Joined
from careo.store.casefile import CaseFile
from careo.store.documents import Row
from careo.store.queries import Stored

_PENDING = "waits to be read"


def document_view(row: Row, sheets: tuple[Sheet, ...]) -> DocumentView:
    """Return a document as it is listed."""
    return DocumentView(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        outcome="pending" if row.pending else row.outcome.status,
        reason=_PENDING if row.pending else row.outcome.reason,
        parent=row.parent,
        source=row.source,
        language=row.language,
        sheets=sheets,
    )


def actor_view(actor: Actor, mentions: tuple[MentionView, ...]) -> ActorView:
    """Return an actor as it is listed."""
    return ActorView(
        id=actor.id,
        kind=actor.kind,
        schema=actor.schema,
        identified=actor.identified,
        number=actor.number,
        names=actor.names,
        mentions=mentions,
        description=actor.description,
    )


class ClaimViews:
    """Joins claims; holds one document at a time, so give it claims in order of document."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._key = 0
        self._document: _Document | None = None

    def run(self, stored: Iterator[Stored]) -> Iterator[ClaimView]:
        """Yield a view for each stored claim, its quotes checked against the layer.

        Raises:
            TamperedError: A claim's words are not in its document.
        """
        for one in stored:
            document = self._open(one.document)
            read = self._case.claim(one.body, document.layer)
            shown = self._case.claim(one.person, document.layer) if one.person else read
            view = document.view(shown)
            yield view if one.review is None else self._reviewed(view, one.review, document, read)

    def _reviewed(self, view: ClaimView, event: int, document: _Document, read: Claim) -> ClaimView:
        """Return a view with the review that counts, and what the machine read if that differs."""
        row, held = self._case.review(event)
        machine = document.view(read)
        told = Read(chain=machine.chain, polarity=machine.polarity, hedged=machine.hedged)
        shown = Read(chain=view.chain, polarity=view.polarity, hedged=view.hedged)
        note = ReviewView(
            event=row.seq,
            by=row.who,
            at=row.at,
            verdict=held.verdict,
            reason=held.reason,
            machine=None if told == shown else told,
        )
        state: ReviewState = "accepted" if held.verdict == "added" else held.verdict
        return structs.replace(view, review=state, reviewed=note)

    def _open(self, key: int) -> _Document:
        if self._document is None or self._key != key:
            self._key, self._document = key, _Document(self._case.joined(key))
        return self._document


class _Document:
    """One document's text and places."""

    layer: TextLayer

    def __init__(self, joined: Joined) -> None:
        if joined.layer is None:
            raise TamperedError(
                f"document {joined.row.id} has claims and no text", "run: careo verify"
            )
        self.layer = joined.layer
        self._row = joined.row
        self._recognised = [each for each in joined.layer.segments if each.recognised]
        self._places: Places[ActorId] = Places(
            Held(one.start, one.end, one.kind, one.actor) for one in joined.placed
        )

    def view(self, claim: Claim) -> ClaimView:
        return ClaimView(
            id=claim.id,
            document=claim.document,
            layer=claim.layer,
            content=tuple(_quote(span) for span in claim.content),
            chain=tuple(self._link(claim, n) for n in range(len(claim.chain))),
            polarity=claim.polarity,
            hedged=claim.hedged,
            about=tuple(sorted(self._places.about(claim))),
            relations=tuple(self._relation(relation) for relation in claim.relations),
            extractors=claim.extractors,
            review="none",
            within=claim.within,
            recognised=any(map(self._is_recognised, claim.content)),
        )

    def _is_recognised(self, span: Span) -> bool:
        at = bisect_right(self._recognised, span.start, key=lambda segment: segment.end)
        return at < len(self._recognised) and self._recognised[at].start < span.end

    def _link(self, claim: Claim, number: int) -> LinkView:
        link = claim.chain[number]
        return LinkView(
            speaker=self._speaker(link, speaker_words(claim, number)),
            act=link.act,
            mode=link.mode,
            basis=link.basis,
            cue=None if link.cue is None else _quote(link.cue),
            carried=link.carried,
            negated=link.negated,
            when=link.when,
        )

    def _speaker(self, link: Link, words: tuple[Span, ...]) -> SpeakerView:
        speaker = link.speaker
        if speaker.kind == "document":
            title = self._row.source.title or self._row.name
            author = self._places.speakers(speaker.mentions)
            actor = author[0] if len(author) == 1 else None
            return SpeakerView(text=title, document=self._row.id, actor=actor)
        if speaker.span is None:
            return SpeakerView(text=NOT_NAMED)
        actors = () if speaker.kind == "gap" else self._places.speakers(words)
        return SpeakerView(
            text=speaker.span.exact,
            span=_place(speaker.span),
            actor=actors[0] if len(actors) == 1 else None,
            actors=actors if len(actors) > 1 else (),
        )

    def _relation(self, relation: Relation) -> RelationView:
        return RelationView(
            predicate=relation.predicate,
            roles=tuple(view for role in relation.roles for view in self._role(role)),
            negated=relation.negated,
            hedged=relation.hedged,
            voice=relation.voice,
            verb=relation.verb,
            when=relation.when,
        )

    def _role(self, role: Role) -> Iterator[RoleView]:
        """Yield one view a role; one for each member where the words stand for a group."""
        actors: tuple[ActorId | None, ...] = () if role.literal else self._places.at(role.span)
        for actor in actors or (None,):
            yield RoleView(
                role=role.role, text=role.span.exact, span=_place(role.span), actor=actor
            )


def _quote(span: Span) -> Quote:
    return Quote(start=span.start, end=span.end, exact=span.exact)


def _place(span: Span) -> Place:
    return Place(start=span.start, end=span.end)
