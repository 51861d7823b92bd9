"""What a hurried reader needs first, and how each document went."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careo.dossier.index import LISTED, Index
from careo.dossier.show import name
from careo.model.phrases import count, listed
from careo.model.record import DocumentId
from careo.model.views import ActorView, DocumentView

if TYPE_CHECKING:
    from markupsafe import Markup

STATUS = {
    "ok": "read",
    "partial": "read in part",
    "refused": "not read",
    "timeout": "not read: took too long",
    "crashed": "not read: reading it failed",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A document that was not read, or not wholly, and why."""

    title: Markup
    anchor: str
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of an edition, each saying what it counts."""

    outcome: str
    troubles: tuple[Trouble, ...]
    claims: str
    people: str
    speakers: tuple[tuple[str, Markup, str], ...]
    others: str
    unreviewed: str
    rejected: str
    unnamed: int
    no_basis: int
    silent: tuple[tuple[str, Markup], ...]


def summary(index: Index) -> Summary:
    """Return the summary; speakers and people stand by name."""
    edition = index.edition
    total, people = len(edition.documents), index.people()
    troubles = _troubles(index)
    failed = len({trouble.anchor for trouble in troubles})
    claims = index.standing
    waiting = sum(claim.review == "none" for claim in claims)
    spoken = [a for a in people if index.by.get(a.id)]
    accused = [a for a in people if index.about.get(a.id) and not index.by.get(a.id)]
    return Summary(
        outcome=_outcome(failed, total),
        troubles=tuple(troubles),
        claims=count(len(claims), "claim"),
        people=_people(Counter(actor.kind for actor in people)),
        speakers=tuple(
            (index.actor_anchor(a.id), name(a.name), count(len(index.by[a.id]), "claim"))
            for a in spoken
            if a.identified == "named"
        ),
        others=_other_speakers(index, spoken),
        unreviewed=f"{waiting:,} of {count(len(claims), 'claim')}",
        rejected=count(len(index.rejected), "reading") if index.rejected else "",
        unnamed=sum(
            not claim.speaker.everybody and claim.speaker.document is None for claim in claims
        ),
        no_basis=sum(claim.chain[-1].basis == "undisclosed" for claim in claims),
        silent=tuple(
            (index.actor_anchor(a.id), name(a.name)) for a in accused if a.identified == "named"
        ),
    )


def status(document: DocumentView) -> str:
    """Return how a document went, in words, with its reason."""
    words = STATUS[document.outcome]
    return f"{words}: {document.reason}" if document.reason else words


def _troubles(index: Index) -> list[Trouble]:
    found = [
        Trouble(
            title=name(index.document_title(document.id)),
            anchor=index.source_anchor(document.id),
            why=status(document),
        )
        for document in index.edition.documents
        if document.outcome != "ok"
    ]
    return found + [
        Trouble(
            title=name(index.document_title(document)),
            anchor=index.source_anchor(document),
            why=reason,
        )
        for document, reason in _unread(index).items()
    ]


def _unread(index: Index) -> dict[DocumentId, str]:
    """Return the documents whose text nobody reads, by what the edition says of languages."""
    edition = index.edition
    told = {each.document: each.reason for each in edition.unread}
    nobody = {note.language for note in edition.readers if not note.read}
    for layer in edition.layers:
        if not layer.has_prose:
            continue
        language = edition.languages.get(layer.id) or "und"
        if language in nobody and layer.document not in told:
            told[layer.document] = f"language not read: {language}"
    failed = {d.id for d in edition.documents if d.outcome not in {"ok", "partial"}}
    return {
        document: why
        for document, why in told.items()
        if document in index.documents and document not in failed
    }


def _other_speakers(index: Index, spoken: list[ActorView]) -> str:
    """Return who else speaks: those not named, and the documents in their own voice."""
    unnamed = sum(actor.identified != "named" for actor in spoken)
    own = sum(
        claim.speaker.document is not None and not claim.speaker.everybody
        for claim in index.standing
    )
    parts = [f"{count(unnamed, 'speaker')} described but not named"] if unnamed else []
    parts += [f"the documents themselves ({count(own, 'claim')})"] if own else []
    return listed(parts) if parts else ""


def _outcome(failed: int, total: int) -> str:
    if not total:
        return "none"
    if failed:
        return f"{failed:,} of {count(total, 'document')} could not be read, or not wholly"
    return "1 document; it could be read" if total == 1 else f"{total:,}; all of them could be read"


def _people(kinds: Counter[str]) -> str:
    bodies = kinds["organization"]
    persons = sum(kinds[kind] for kind in LISTED) - bodies
    return f"{count(persons, 'person', 'people')} and {count(bodies, 'body', 'bodies')}"
