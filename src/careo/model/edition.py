"""An edition: everything that one set of dossier pages is made from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from careo.model.flow import FlowGraph
from careo.model.presence import Presence
from careo.model.proceeding import Proceedings
from careo.model.question import Reason
from careo.model.record import ActorId, DocumentId, LayerId, Record
from careo.model.statement import Statement
from careo.model.structure import CommandChart, Matrix, Timeline
from careo.model.text import TextLayer
from careo.model.views import ActorView, ClaimView, DocumentView


class ReaderNote(Record, frozen=True):
    """How one language was read.

    Attributes:
        language: ISO 639-1 code, or ``und``.
        documents: Number of documents in it.
        read: A reader for it exists; where not, its documents are shown as text only.
        reader: Name and version of the reader and of its models; empty where there is none.
        note: What to know of it, in a sentence (measured quality, known weaknesses).
    """

    language: str
    documents: int = 0
    read: bool = True
    reader: str = ""
    note: str = ""


class NotRead(Record, frozen=True):
    """A document, or a part of one, that no claim could be read from.

    Attributes:
        document: Which.
        reason: Why, in a few words without document text ("language not read: fr").
    """

    document: DocumentId
    reason: str


class Holdings(NamedTuple):
    """What a case holds of claims, for exports: rejected ones too, but not their statements.

    Attributes:
        documents: In the order of the case.
        layers: Their texts.
        claims: In order of document and place.
        actors: By name.
        statements: In order of document and place.
        presence: Who is said to have been where.
        outlines: Rings of countries, by code.
    """

    documents: tuple[DocumentView, ...]
    layers: tuple[TextLayer, ...]
    claims: tuple[ClaimView, ...]
    actors: tuple[ActorView, ...]
    statements: tuple[Statement, ...]
    presence: Presence = Presence(places=(), stays=())
    outlines: Mapping[str, tuple[tuple[int, ...], ...]] = MappingProxyType({})


class Edition(Record, frozen=True):
    """What `careo.dossier.render` turns into pages; nothing else is looked up.

    Attributes:
        title: Title of the dossier.
        case: Name of the case.
        date: Date of the edition as it shall be written; passed in, never the clock's.
        careo: Version of careo.
        documents: All of them, read or not, in the order of the case.
        layers: The text of those that have any; at most one a document.
        claims: All claims, in order of document and place.
        actors: All actors.
        languages: Language code by layer, for the ``lang`` of its quotes.
        readers: One note a language.
        unread: What was not read although its text was got out; documents whose own outcome is
            not ``ok`` need not be repeated here.
        limits: Limits of the method, one sentence each, shown after careo's own.
        hedges: The hedging words of the lexicons, to underline them in hedged quotes.
        matrix: Who is said to do what.
        chart: Who is said to command whom.
        timeline: What is dated.
        flows: What is said to have moved.
        presence: Who is said to have been where.
        outlines: Rings of the countries to draw behind places, as `careo.structure` has them.
        proceedings: What is said of charges, verdicts and sentences.
        extractors: Names and versions of what got the text out, sorted.
        language: Of the pages' own words.
        inside: The documents in each document that holds others, in their order.
        joined: Why those are one who are called in several ways, beyond the same full name.
    """

    title: str
    case: str
    date: str
    careo: str
    documents: tuple[DocumentView, ...]
    layers: tuple[TextLayer, ...]
    claims: tuple[ClaimView, ...]
    actors: tuple[ActorView, ...]
    languages: dict[LayerId, str] = msgspec.field(default_factory=dict)
    readers: tuple[ReaderNote, ...] = ()
    unread: tuple[NotRead, ...] = ()
    limits: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    matrix: Matrix | None = None
    chart: CommandChart | None = None
    timeline: Timeline | None = None
    flows: FlowGraph | None = None
    presence: Presence | None = None
    outlines: dict[str, tuple[tuple[int, ...], ...]] = msgspec.field(default_factory=dict)
    proceedings: Proceedings | None = None
    extractors: tuple[str, ...] = ()
    language: str = "en"
    inside: dict[DocumentId, tuple[DocumentId, ...]] = msgspec.field(default_factory=dict)
    joined: dict[ActorId, tuple[Reason, ...]] = msgspec.field(default_factory=dict)
