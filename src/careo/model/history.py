"""What happened to a case, event by event, as it is listed."""

from __future__ import annotations

from typing import Literal

from careo.model.record import ActorId, ClaimId, DocumentId, Record

DecisionState = Literal["standing", "undone", "lost", "erased"]


class Happening(Record, frozen=True):
    """An event of the journal with what it says.

    Attributes:
        event: Its number.
        at: RFC 3339 UTC.
        by: Who: a user's name, or ``careo``.
        action: ``ingest``, ``read``, ``accept``, ``same`` …
        about: What it is about, as the journal has it (``document:<sha256>``, ``event:12``).
        reason: Why, of a decision.
        state: Of a decision: ``lost`` where what it is about is not found in what is read now,
            ``erased`` where its words were erased; None for all else.
        undone_by: The events that undo it and stand.
        words: The words that it is about: a claim's content, the two mentions of a judgement.
        documents: The documents that it is about.
        claim: The claim that a review is found at now.
        actors: Whom the two mentions of a judgement stand for now.
        told: What else it says, in a few words without document text.
    """

    event: int
    at: str
    by: str
    action: str
    about: str
    reason: str = ""
    state: DecisionState | None = None
    undone_by: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    documents: tuple[DocumentId, ...] = ()
    claim: ClaimId | None = None
    actors: tuple[ActorId, ...] = ()
    told: str = ""
