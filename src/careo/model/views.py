"""The shapes that other programs rely on: what ``--json`` prints, one Record a line."""

from __future__ import annotations

from typing import Literal

from careo.model.claim import Act, Basis, Mode, Polarity, Voice
from careo.model.document import Source, Status
from careo.model.extraction import Sheet
from careo.model.journal import ReviewVerdict
from careo.model.reading import Identified, MentionKind, Number
from careo.model.record import ActorId, ClaimId, DocumentId, LayerId, Record
from careo.model.time import When

ReviewState = Literal["none", "accepted", "rejected", "corrected"]
NOT_NAMED = "not named"
"""The text of a speaker that the words leave out."""


class Place(Record, frozen=True):
    """Start and end in code points of the claim's layer."""

    start: int
    end: int


class Quote(Record, frozen=True):
    """A place and its words."""

    start: int
    end: int
    exact: str


class SpeakerView(Record, frozen=True):
    """A speaker with the local words and whom they stand for.

    Attributes:
        text: The local words ("he"); the title of a document; `NOT_NAMED` for a gap.
        span: Where the words stand; None for a document and a gap.
        actor: Whom they stand for, where that is one actor.
        actors: The joint speakers, where they are several.
        document: The document that speaks.
    """

    text: str
    span: Place | None = None
    actor: ActorId | None = None
    actors: tuple[ActorId, ...] = ()
    document: DocumentId | None = None

    @property
    def everybody(self) -> tuple[ActorId, ...]:
        """All actors who speak here."""
        return self.actors or ((self.actor,) if self.actor is not None else ())


class LinkView(Record, frozen=True):
    """One link of a chain."""

    speaker: SpeakerView
    act: Act
    mode: Mode
    basis: Basis
    cue: Quote | None = None
    carried: bool = False
    negated: bool = False
    when: When | None = None


class RoleView(Record, frozen=True):
    """One participant; ``actor`` where the words stand for one."""

    role: str
    text: str
    span: Place | None = None
    actor: ActorId | None = None


class RelationView(Record, frozen=True):
    """One thing that a claim asserts."""

    predicate: str
    roles: tuple[RoleView, ...]
    negated: bool
    hedged: bool
    voice: Voice
    verb: str = ""
    when: When | None = None


class Read(Record, frozen=True):
    """What the machine made of a claim that a person reads otherwise."""

    chain: tuple[LinkView, ...]
    polarity: Polarity
    hedged: bool


class ReviewView(Record, frozen=True):
    """The review that counts: the last one that stands.

    Attributes:
        event: Its number in the journal.
        at: RFC 3339 UTC.
        machine: What the machine had read, where the claim shown differs from it.
    """

    event: int
    by: str
    at: str
    verdict: ReviewVerdict
    reason: str = ""
    machine: Read | None = None


class ClaimView(Record, frozen=True):
    """A claim joined with the actors its places stand for.

    Attributes:
        about: Actors named in its relations or content, by id; speakers of the chain left out
            unless the content is about them.
        review: In a word; ``accepted`` for a claim that a person added.
        reviewed: By whom, when and why; None where nobody has.
        recognised: Its words, or some, were recognised in a picture, and may be wrong.
    """

    id: ClaimId
    document: DocumentId
    layer: LayerId
    content: tuple[Quote, ...]
    chain: tuple[LinkView, ...]
    polarity: Polarity
    hedged: bool
    about: tuple[ActorId, ...]
    relations: tuple[RelationView, ...]
    extractors: tuple[str, ...]
    review: ReviewState
    within: ClaimId | None = None
    reviewed: ReviewView | None = None
    recognised: bool = False

    @property
    def act(self) -> Act:
        """The act of the one who says these words."""
        return self.chain[-1].act

    @property
    def speaker(self) -> SpeakerView:
        """The one who says these words."""
        return self.chain[-1].speaker


class TableView(Record, frozen=True):
    """A table of data as listed.

    Attributes:
        number: Its place in the list of all tables of the case, from 1.
        document: Which document holds it.
        name: That document's file name.
        sheet: See `careo.model.extraction.Sheet`.
    """

    number: int
    document: DocumentId
    name: str
    sheet: Sheet


class DocumentView(Record, frozen=True):
    """A document as listed.

    Attributes:
        language: ISO 639-1 code of most of its text, ``und`` if nobody can tell; empty where there
            is no text.
        sheets: The tables of data in it.
    """

    id: DocumentId
    name: str
    media_type: str
    size: int
    outcome: Status | Literal["pending"]
    reason: str = ""
    parent: DocumentId | None = None
    source: Source = Source()
    language: str = ""
    sheets: tuple[Sheet, ...] = ()


class MentionView(Record, frozen=True):
    """A mention's place in a document, in code points of the document's layer."""

    document: DocumentId
    start: int
    end: int
    exact: str


class ActorView(Record, frozen=True):
    """An actor with the places where it is named."""

    id: ActorId
    kind: MentionKind
    schema: str
    identified: Identified
    number: Number
    names: tuple[str, ...]
    mentions: tuple[MentionView, ...]
    description: str = ""

    @property
    def name(self) -> str:
        """The fullest name, or the description, or what stands for a gap."""
        return self.names[0] if self.names else self.description or NOT_NAMED
