"""What is primary beside the originals: events, and the decisions of people."""

from __future__ import annotations

from typing import Literal

from careo.model.claim import Act, Basis, Mode, Polarity, SpeakerKind
from careo.model.errors import RefusedError
from careo.model.record import DocumentId, Record, Sha256

Verdict = Literal["same", "different", "unsure"]
ReviewVerdict = Literal["accepted", "rejected", "corrected", "added"]


class Event(Record, frozen=True):
    """One line of the journal.

    Attributes:
        seq: From 1, without gaps.
        at: RFC 3339 UTC, from the system clock.
        by: Who: a user's name, or ``careo``.
        action: ``created``, ``ingest``, ``seen``, ``read`` …
        object: What it is about (``document:<sha256>``), or ``case``.
        payload: Salted sha256 of the payload that stands beside the line; empty without one.
        prev: sha256 of the line before; 64 zeros for the first.
    """

    seq: int
    at: str
    by: str
    action: str
    object: str
    payload: str
    prev: Sha256


class Anchor(Record, frozen=True):
    """What a decision is about, so that it outlives a better reader.

    Source:
        W3C Web Annotation, TextPositionSelector and TextQuoteSelector.
    """

    document: DocumentId
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        """Refuse a place whose length is not that of its words."""
        if not 0 <= self.start < self.end or len(self.exact) != self.end - self.start:
            raise RefusedError(f"anchor {self.start}..{self.end} does not fit its words")


class AnchoredSpeaker(Record, frozen=True):
    """A `Speaker` whose words are anchors."""

    kind: SpeakerKind
    words: Anchor | None = None
    mentions: tuple[Anchor, ...] = ()


class AnchoredLink(Record, frozen=True):
    """A `Link` whose words are anchors; it has no time, which is the reader's to find."""

    speaker: AnchoredSpeaker
    act: Act
    mode: Mode
    basis: Basis = "undisclosed"
    cue: Anchor | None = None
    carried: bool = False
    negated: bool = False


class Account(Record, frozen=True):
    """How a person read a claim: all that a review vouches for beside the claimed words.

    Attributes:
        chain: Outermost first; the last link's cue is that of the review.
    """

    chain: tuple[AnchoredLink, ...]
    polarity: Polarity = "affirms"
    hedged: bool = False


class Judgement(Record, frozen=True):
    """Two mentions are one actor, or are not."""

    left: Anchor
    right: Anchor
    verdict: Verdict
    reason: str


class Review(Record, frozen=True):
    """A claim is accepted, rejected, corrected, or added by hand.

    Attributes:
        cue: Where the words of saying stand; None for the document's own voice.
        content: Where the claimed words stand.
        verdict: What the reviewer decided.
        reason: Why.
        corrected: How the claim reads by this review, corrected or as it was accepted; what a
            later reader makes of the same words never takes its place.
    """

    cue: Anchor | None
    content: tuple[Anchor, ...]
    verdict: ReviewVerdict
    reason: str
    corrected: Account | None = None
