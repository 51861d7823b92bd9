"""FollowTheMoney entities: actors, documents, and the relations that it can express.

It knows neither speakers nor denials. So a relation is written only where it is affirmed, not
hedged, and both its ends are actors; who says it stands in its ``summary``, the document in
``proof``. ``topics`` are never written.

Source:
    FollowTheMoney 4.11, ``followthemoney/schema``; what is used of it in ``ftm.json``.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

import msgspec

from careo.dossier.exports.words import Words
from careo.model.edition import Holdings
from careo.model.predicates import PREDICATES
from careo.model.record import DocumentId, canonical_json, sha256
from careo.model.statement import Part, Statement
from careo.model.time import DateRange, When
from careo.model.views import ActorView, DocumentView

OBJECTS = (
    *("patient", "beneficiary", "counterpart", "unit", "post", "place", "destination", "via"),
    *("origin", "domain"),
)
"""Where to look for the other side of a relation, the first that is an actor."""

KINDS = frozenset({"person", "organization", "role", "place"})
TRIED = frozenset(
    {
        "charged",
        "pleaded",
        "convicted",
        "acquitted",
        "sentenced",
        "appealed",
        "overturned",
        "dropped",
    }
)
"""Predicates of a case before a court."""

PLEADING = frozenset({"pleaded", "appealed"})
"""Those of them that the accused does himself."""

_ID = 40
NOWHERE = "careo"
"""The dataset of what no document mentions by itself."""


class FtmSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is used of a FollowTheMoney schema.

    Attributes:
        extends: The schemata that it is a kind of.
        required: Properties without which it says nothing.
        properties: Name to type, and for an entity the schema of its range.
    """

    extends: tuple[str, ...]
    required: tuple[str, ...]
    properties: dict[str, tuple[str, ...]]


@functools.cache
def schemata() -> dict[str, FtmSchema]:
    """Return the schemata that exports use, by name."""
    data = files("careo.dossier.exports").joinpath("ftm.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, FtmSchema])


def is_a(schema: str, wanted: str) -> bool:
    """Tell whether a schema is another one, or a kind of it."""
    if schema == wanted:
        return True
    known = schemata().get(schema)
    return known is not None and any(is_a(each, wanted) for each in known.extends)


class Entity(NamedTuple):
    """An entity.

    Attributes:
        document: The document that says it; None where several do.
        origin: The claim that says it; empty for actors and documents.
        reviewed: A person has accepted or corrected it, or it is no allegation.
    """

    id: str
    schema: str
    properties: dict[str, list[str]]
    document: DocumentId | None
    origin: str = ""
    reviewed: bool = False


def write(held: Holdings, lost: Counter[str]) -> Iterator[str]:
    """Yield one JSON object a line."""
    spoken = mentioned(held)
    for one in entities(held, lost):
        documents = [one.document] if one.document else spoken.get(one.id, [])
        line = {
            "id": one.id,
            "schema": one.schema,
            "properties": one.properties,
            "datasets": [dataset(each) for each in documents] or [NOWHERE],
        }
        yield canonical_json(line).decode() + "\n"


def dataset(document: DocumentId) -> str:
    """Return the name of a document's dataset."""
    return f"careo_{document[:12]}"


def entities(held: Holdings, lost: Counter[str]) -> Iterator[Entity]:
    """Yield documents, actors, then relations, each with what it needs before it.

    Args:
        held: The case.
        lost: Takes why relations are left out, with how many.
    """
    for document in held.documents:
        yield _document(document)
    for actor in held.actors:
        if actor.kind in KINDS:
            yield _actor(actor)
    words = Words(held)
    for one in held.statements:
        why = "" if one.saying else unfit(one, words)
        if why:
            lost[why] += 1
        elif not one.saying:
            yield from _relation(one, words)


def unfit(one: Statement, words: Words) -> str:
    """Return why a relation cannot be expressed; empty where it can."""
    if one.against:
        return "denied or negated"
    if one.hedged:
        return "hedged"
    if one.predicate == "states":
        return "no relation that the format knows"
    if _subject(one, words) is None or _object(one, words) is None:
        return "an end that is no actor"
    return ""


def _document(one: DocumentView) -> Entity:
    source = one.source
    found = {
        "fileName": one.name,
        "mimeType": one.media_type,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "sourceUrl": source.url,
        "notes": f"sha256 {one.id}",
    }
    return Entity(_of(one.id), "Document", _held(found), one.id, reviewed=True)


def _actor(one: ActorView) -> Entity:
    schema = one.schema if one.schema in schemata() else "LegalEntity"
    if one.identified == "named":
        properties: dict[str, list[str]] = {
            "name": list(one.names[:1]),
            "alias": list(one.names[1:]),
        }
    else:
        properties = {"name": [one.name], "notes": [f"{one.identified}, as the documents say"]}
    return Entity(_of(one.id), schema, {k: v for k, v in properties.items() if v}, None)


def _relation(one: Statement, words: Words) -> Iterator[Entity]:
    subject, other = _subject(one, words), _object(one, words)
    if subject is None or other is None:
        return
    schema, ends, extra = _ends(one, subject, other, words)
    yield from extra
    identity = _of(sha256(f"{one.claim} {one.relation}".encode()))
    role = PREDICATES[one.predicate].en.forward
    properties: dict[str, list[str]] = {
        **ends,
        "summary": [words.summary(one)],
        "recordId": [one.claim],
        "proof": [_of(one.document)],
        **_dates(one.when),
    }
    for name, text in (("role", role), ("status", words.status(one))):
        if _has(schema, name):
            properties[name] = [text]
    reviewed = one.review in {"accepted", "corrected"}
    yield Entity(identity, schema, properties, one.document, one.claim, reviewed)


def _ends(
    one: Statement, subject: ActorView, other: Part | ActorView, words: Words
) -> tuple[str, dict[str, list[str]], list[Entity]]:
    """Return the schema of a relation, the properties of its ends, and entities made for it."""
    mapping = PREDICATES[one.predicate].ftm
    if one.predicate in TRIED:
        return _proceedings(one, subject, words)
    if isinstance(other, Part):
        post = _of(sha256(f"post {other.text.casefold()}".encode()))
        made = Entity(post, "Position", {"name": [other.text]}, one.document, one.claim)
        if mapping.schema == "Occupancy" and subject.schema == "Person":
            return "Occupancy", {"holder": [_of(subject.id)], "post": [post]}, [made]
        return "UnknownLink", {"subject": [_of(subject.id)], "object": [post]}, [made]
    ends = {mapping.subject: [_of(subject.id)], mapping.object: [_of(other.id)]}
    fits = _fits(mapping.schema, mapping.subject, subject)
    if fits and _fits(mapping.schema, mapping.object, other):
        return mapping.schema, ends, []
    if one.predicate in {"posted_to", "holds_post"} and is_a(other.schema, "Organization"):
        member = {"member": [_of(subject.id)], "organization": [_of(other.id)]}
        return "Membership", member, []
    return "UnknownLink", {"subject": [_of(subject.id)], "object": [_of(other.id)]}, []


def _proceedings(
    one: Statement, party: ActorView, words: Words
) -> tuple[str, dict[str, list[str]], list[Entity]]:
    charges = ", ".join(part.text for part in one.played("charge"))
    case = _of(sha256(f"case {one.claim} {one.relation}".encode()))
    name = f"proceedings against {party.name}" + (f" for {charges}" if charges else "")
    courts = [words.name(p.actor) if p.actor else p.text for p in one.played("court")]
    found = {"name": [name], "summary": [words.summary(one)], "court": courts}
    made = Entity(case, "CourtCase", {k: v for k, v in found.items() if v}, one.document, one.claim)
    return "CourtCaseParty", {"party": [_of(party.id)], "case": [case]}, [made]


def _subject(one: Statement, words: Words) -> ActorView | None:
    """Return the side that acts; in proceedings and sanctions the one acted on."""
    done = one.predicate in (TRIED - PLEADING) | {"sanctioned"}
    role = "patient" if done else "agent"
    return next((a for part in one.played(role) if (a := _known(part, words))), None)


def _object(one: Statement, words: Words) -> Part | ActorView | None:
    if one.predicate in TRIED:
        return _subject(one, words)
    if one.predicate == "sanctioned":
        return next((a for part in one.played("agent") if (a := _known(part, words))), None)
    subject = _subject(one, words)
    for role in OBJECTS:
        for part in one.played(role):
            actor = _known(part, words)
            if actor is not None and actor is not subject:
                return actor
            if role in {"post", "unit"} and actor is None:
                return part
    return None


def _known(part: Part, words: Words) -> ActorView | None:
    actor = words.actors.get(part.actor) if part.actor is not None else None
    if actor is None or actor.identified == "unknown" or actor.kind not in KINDS:
        return None
    return actor


def _fits(schema: str, name: str, actor: ActorView) -> bool:
    ranged = _property(schema, name)
    return len(ranged) > 1 and is_a(actor.schema, ranged[1])


def _has(schema: str, name: str) -> bool:
    return bool(_property(schema, name))


def _property(schema: str, name: str) -> tuple[str, ...]:
    known = schemata()[schema]
    if name in known.properties:
        return known.properties[name]
    return next((found for each in known.extends if (found := _property(each, name))), ())


def _dates(when: When | None) -> dict[str, list[str]]:
    """Return the dates of a relation, never more precise than they are given.

    None for a time of which only one side is bounded, and that is neither beginning nor end.
    """
    if when is None:
        return {}
    first = when.first_precise or when.first_imprecise
    last = when.last_precise or when.last_imprecise
    if when.starting or (first is not None and last is not None and first != last):
        found = {"startDate": _date(first), "endDate": _date(last)}
    elif when.ending:
        found = {"endDate": _date(last or first)}
    elif first == last:
        found = {"date": _date(first)}
    else:  # "after 2010" is no date of the format
        found = {}
    return {name: [text] for name, text in found.items() if text}


def _date(days: DateRange | None) -> str:
    """Return a day, month or year; empty where the days are no such one."""
    if days is None:
        return ""
    first, last = days.earliest, days.latest
    if first == last:
        return first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else ""


def _held(found: dict[str, str]) -> dict[str, list[str]]:
    return {name: [text] for name, text in found.items() if text}


def _of(identity: str) -> str:
    return f"careo-{identity[:_ID]}"


def mentioned(held: Holdings) -> dict[str, list[DocumentId]]:
    """Return the documents that mention each actor, by its entity's id, in the case's order."""
    return {
        _of(actor.id): list(dict.fromkeys(mention.document for mention in actor.mentions))
        for actor in held.actors
    }


def property_type(schema: str, name: str) -> str:
    """Return the type of a schema's property, as FollowTheMoney names it; empty for none."""
    return next(iter(_property(schema, name)), "")
