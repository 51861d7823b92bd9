"""The journal as people read it: what happened to a document, a claim, somebody, or all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from careo.case import chosen
from careo.model.errors import UsageError
from careo.model.history import Happening
from careo.model.journal import Event, Judgement, Review
from careo.model.record import ClaimId, DocumentId, Sha256
from careo.store.casefile import CaseFile
from careo.store.decisions import VERDICTS
from careo.store.desk import Desk

_EVENT = re.compile(r"\d{1,9}")
_PAGE = 200
_MOST = 6
_UNKNOWN = (
    "document, claim, actor or event",
    "careo documents, claims, actors and history list them",
)


class _Told(msgspec.Struct):
    """What the payload of an event that is no decision may say."""

    name: str = ""
    outcome: dict[str, str] = msgspec.field(default_factory=dict)
    claims: int | None = None
    reason: str = ""


def happening(desk: Desk, event: Event) -> Happening:
    """Return an event with what it says."""
    if event.action not in VERDICTS:
        return _other(desk, event)
    row, held = desk.decided(event.seq)
    undoing = "" if held is not None else _told(desk, event).reason
    ends = [end for end in (row.left, row.right) if end is not None]
    return Happening(
        event=event.seq,
        at=event.at,
        by=event.by,
        action=event.action,
        about=event.object,
        reason=undoing if held is None else held.reason,
        state=desk.state(row),
        undone_by=desk.undone_by(event.seq),
        words=_words(held),
        documents=_documents(held),
        claim=None if row.claim is None else ClaimId(Sha256(row.claim)),
        actors=tuple(desk.actor_of(end) for end in ends),
    )


def _words(held: Review | Judgement | None) -> tuple[str, ...]:
    match held:
        case Judgement():
            return held.left.exact, held.right.exact
        case Review():
            return tuple(anchor.exact for anchor in held.content)
        case None:
            return ()


def _documents(held: Review | Judgement | None) -> tuple[DocumentId, ...]:
    match held:
        case Judgement():
            return tuple(dict.fromkeys((held.left.document, held.right.document)))
        case Review():
            return (held.content[0].document,)
        case None:
            return ()


def _other(desk: Desk, event: Event) -> Happening:
    held = _told(desk, event)
    status = held.outcome.get("status", "")
    why = held.outcome.get("reason", "")
    parts = (
        held.name,
        f"{status}, {why}" if why else status,
        "" if held.claims is None else f"{held.claims} claims",
    )
    kind, _, name = event.object.partition(":")
    return Happening(
        event=event.seq,
        at=event.at,
        by=event.by,
        action=event.action,
        about=event.object,
        reason=held.reason,
        documents=(DocumentId(Sha256(name)),) if kind == "document" else (),
        told="; ".join(part for part in parts if part),
    )


def _told(desk: Desk, event: Event) -> _Told:
    """Return what is known of a payload; nothing where it is erased or of another kind."""
    body = desk.payload(event.payload)
    try:
        return _Told() if body is None else msgspec.json.decode(body, type=_Told)
    except msgspec.MsgspecError:
        return _Told()


def happenings(case: CaseFile, thing: str) -> Iterator[Happening]:
    """Yield the events about a thing, or all decisions, in order of the journal.

    Raises:
        UsageError: The thing is unknown or not told apart.
    """
    with case.looking() as desk:
        seqs = _about(desk, thing) if thing else desk.decision_numbers()
    return _shown(case, seqs)


def _shown(case: CaseFile, seqs: list[int]) -> Iterator[Happening]:
    for at in range(0, len(seqs), _PAGE):
        with case.looking() as desk:
            events = [desk.event(seq) for seq in seqs[at : at + _PAGE]]
            found = [happening(desk, event) for event in events if event is not None]
        yield from found


def _about(desk: Desk, thing: str) -> list[int]:
    """Return the numbers of the events about a thing, with those that undo them."""
    if _EVENT.fullmatch(thing) and desk.event(int(thing)) is not None:
        return desk.undoings([int(thing), *desk.undone(int(thing))])
    documents = desk.documents_named(chosen.spelt(thing), _MOST)
    claims: list[str] = []
    if not documents and chosen.is_id(thing):
        beginning = thing.lower()
        documents = desk.documents(beginning, _MOST)
        claims = desk.claims(beginning, _MOST)
    if len(documents) + len(claims) > 1:
        named = [f"document {row.id[:16]} ({row.name})" for row in documents]
        named += [f"claim {one[:16]}" for one in claims]
        raise UsageError(f"{chosen.brief(thing)} means several things", ", ".join(named))
    if documents:
        return desk.undoings(desk.about_document(documents[0].id))
    if claims:
        return desk.undoings(desk.about_claim(claims[0]))
    return desk.undoings(desk.about_actor(chosen.person(desk, thing, _UNKNOWN).actor))
