"""What can be asked of a case file; each question is one short transaction of its own."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from careo.model.actor import Actor
from careo.model.claim import Claim
from careo.model.extraction import Sheet
from careo.model.journal import Event, Review
from careo.model.record import ActorId, ClaimId, DocumentId, LayerId
from careo.model.statement import Called, Statement
from careo.model.text import TextLayer
from careo.model.views import MentionView
from careo.store import (
    bodies,
    decisions,
    documents,
    findings,
    journal,
    layers,
    parts,
    queries,
    search,
    statements,
    tables,
)
from careo.store.checks import reread
from careo.store.database import Database
from careo.store.desk import Desk
from careo.store.documents import Row
from careo.store.queries import Placed, Stored
from careo.store.statements import EVERY, Counted
from careo.store.statements import Row as StatementRow

_PAGE = 200
_MANY = 20_000


class Joined(NamedTuple):
    """A document with its text and with whom its mentions stand for."""

    row: documents.Row
    layer: TextLayer | None
    placed: tuple[Placed, ...]


class Asking:
    """The questions; `careo.store.casefile.CaseFile` adds what writes."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def document(self, document: DocumentId) -> documents.Row | None:
        """Return the row of a document, if the case holds it."""
        with self._db.reading() as connection, reread(f"document {document}"):
            return documents.find(connection, document)

    def documents(self, *, pending: bool = False, after: int = 0) -> Iterator[documents.Row]:
        """Yield the documents behind a key, or those that are to be read, in order of ingest."""
        while True:
            with self._db.reading() as connection, reread("a document"):
                rows = documents.page(connection, after, _PAGE, pending=pending)
            if not rows:
                return
            yield from rows
            after = rows[-1].key

    def listed(self, *, failed: bool = False) -> Iterator[tuple[Row, tuple[Sheet, ...]]]:
        """Yield the documents in order of ingest, each with the tables of data in it.

        Args:
            failed: Only those that were not read, or not whole.
        """
        after = 0
        while True:
            with self._db.reading() as connection, reread("a document"):
                rows = documents.page(connection, after, _PAGE, failed=failed)
                last = rows[-1].key if rows else after
                sheets = findings.sheets(connection, after + 1, last)
            if not rows:
                return
            yield from ((row, sheets.get(row.key, ())) for row in rows)
            after = last

    def count(self, *, pending: bool = False) -> int:
        """Return the number of documents, or of those that are to be read."""
        with self._db.reading() as connection:
            return documents.count(connection, pending=pending)

    def last(self) -> int:
        """Return the key of the document that was registered last; 0 where there is none."""
        with self._db.reading() as connection:
            return documents.last(connection)

    def waiting(self) -> bool:
        """Tell whether files inside documents wait to become documents."""
        with self._db.reading() as connection:
            return parts.waiting(connection)

    def lineage(self, row: Row) -> tuple[Row, ...]:
        """Return the documents that this one stands in, the outermost first, and itself."""
        if row.parent is None:
            return (row,)
        with self._db.reading() as connection, reread(f"document {row.id}"):
            above = documents.containers(connection, row.key)
            return (*(documents.by_key(connection, key) for key in reversed(above)), row)

    def inside(self) -> list[tuple[DocumentId, DocumentId]]:
        """Return each container with each document in it, in order; a document may be in many."""
        with self._db.reading() as connection:
            return parts.pairs(connection)

    def joined(self, key: int) -> Joined:
        """Return a document with its text and mentions."""
        with self._db.reading() as connection, reread(f"document {key}"):
            row = documents.by_key(connection, key)
            layer = layers.present(connection, key)
            return Joined(row, layer, tuple(queries.placed(connection, key)))

    def layer(self, key: int) -> TextLayer | None:
        """Return the text of a document, if any could be got out."""
        with self._db.reading() as connection, reread(f"document {key}"):
            return layers.present(connection, key)

    def earlier_layers(self, key: int) -> list[TextLayer]:
        """Return the texts that earlier extractors got out of a document, in order of id."""
        with self._db.reading() as connection, reread(f"document {key}"):
            return layers.earlier(connection, key)

    def claims(self, keys: Sequence[int] | None = None) -> Iterator[Stored]:
        """Yield the rows of all claims, or of these in the order given."""
        after, rest = -1, list(keys or ())
        while keys is None or rest:
            with self._db.reading() as connection:
                if keys is None:
                    rows = queries.claim_page(connection, after, _PAGE)
                else:
                    rows = queries.claim_rows(connection, rest[:_PAGE])
            if keys is None and not rows:
                return
            yield from rows
            after, rest = (rows[-1].key if rows else after), rest[_PAGE:]

    def statements(
        self, keys: Collection[int] | None = None, counted: Counted = EVERY
    ) -> Iterator[Statement]:
        """Yield what all claims, or those of these keys, say, in order of document and place.

        What a claim repeats of one within, that nobody rejected, is left to that one.
        """
        of = None if keys is None else {tables.document_of(key) for key in keys}
        with self._db.reading() as connection, reread("an actor"):
            known = statements.directory(connection, of)
        for rows in self._statement_rows(keys, counted):
            with reread("a statement"):
                found = statements.stated(rows, known)
            yield from found

    def _statement_rows(
        self, keys: Collection[int] | None, counted: Counted
    ) -> Iterator[list[StatementRow]]:
        after, rest = (-1, 0), sorted(keys or ())
        while keys is None or rest:
            with self._db.reading() as connection:
                if keys is None:
                    rows = statements.page(connection, after, _MANY, counted)
                else:
                    rows = statements.of_claims(connection, rest[:_PAGE], counted)
            if keys is None and not rows:
                return
            yield rows
            after, rest = (rows[-1][:2] if rows else after), rest[_PAGE:]

    def called(self, actors: Collection[ActorId]) -> list[Called]:
        """Return how these actors are called, in order of id."""
        with self._db.reading() as connection, reread("an actor"):
            return statements.called(connection, actors)

    def claim_keys(self, claims: Iterable[ClaimId]) -> list[int]:
        """Return the keys of these claims, in order of document and place."""
        with self._db.reading() as connection:
            return queries.claim_keys(connection, claims)

    def claims_counted(self, *, rejected: bool = False) -> int:
        """Return the number of claims: those that nobody rejected, or all."""
        with self._db.reading() as connection:
            return queries.claims_counted(connection, rejected=rejected)

    def claim(self, body: bytes, layer: TextLayer) -> Claim:
        """Return the claim that a stored body spells, its quotes checked against its layer.

        Raises:
            TamperedError: Its words are not in the layer, or it is no claim.
        """
        with reread(f"a claim of document {layer.document[:12]}"):
            claim = Claim.parse(bodies.whole(body, layer.id))
            for span in claim.spans():
                span.verify(layer.text)
            return claim

    def review(self, seq: int) -> tuple[decisions.Row, Review]:
        """Return a review that counts, with what it says."""
        with self._db.reading() as connection, reread(f"journal line {seq}"):
            row = decisions.one(connection, seq)
            held = decisions.body(connection, row)
            if not isinstance(held, Review):
                raise TypeError(f"no review in line {seq}")
            return row, held

    @contextmanager
    def looking(self) -> Generator[Desk]:
        """Give a desk for one state of the case; nothing can be recorded there."""
        with self._db.reading() as connection, reread("the journal"):
            yield Desk(connection, "", "")

    def claim_ids(self) -> set[str]:
        """Return the ids of all claims."""
        with self._db.reading() as connection:
            return queries.claim_ids(connection)

    def claims_about(self, actors: Iterable[int]) -> set[int]:
        """Return keys of claims about any of these actors."""
        with self._db.reading() as connection:
            return queries.claims_naming(connection, tables.claim_about, actors)

    def claims_by(self, actors: Iterable[int]) -> set[int]:
        """Return keys of claims that any of these actors say."""
        with self._db.reading() as connection:
            return queries.claims_naming(connection, tables.claim_by, actors)

    def own_voice(self, keys: Iterable[int]) -> set[int]:
        """Return keys of claims that these documents say in their own voice."""
        with self._db.reading() as connection:
            return queries.own_voice(connection, keys)

    def languages(self) -> Iterator[tuple[LayerId, str]]:
        """Yield each layer's id with its language, in order of document."""
        with self._db.reading() as connection:
            found = queries.languages(connection)
        yield from found

    def search(self, words: str, limit: int) -> list[int]:
        """Return keys of claims whose words hold all of these, the best match first."""
        with self._db.reading() as connection:
            return search.find(connection, tables.claim_text, words, limit)

    def actor_key(self, referent: str) -> int | None:
        """Return the key of the actor that an actor's or referent's id belongs to."""
        with self._db.reading() as connection:
            return queries.actor_of(connection, referent)

    def named(self, tokens: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
        """Return actor key and names of each referent whose names hold all these words."""
        with self._db.reading() as connection, reread("an actor"):
            return queries.named(connection, tokens)

    def actors(self) -> Iterator[tuple[Actor, tuple[MentionView, ...]]]:
        """Yield the actors by name, each with its mentions."""
        after = ("", -1)
        while True:
            with self._db.reading() as connection, reread("an actor"):
                page = queries.actor_page(connection, after, _PAGE)
                found = [
                    (queries.actor(connection, key), queries.mentions(connection, key))
                    for _, key in page
                ]
            if not page:
                return
            yield from found
            after = page[-1]

    def events(self) -> Iterator[tuple[Event, bytes]]:
        """Yield the journal's events, each with its payload."""
        after = 0
        while True:
            with self._db.reading() as connection, reread("the journal"):
                page = journal.events(connection, after)
            if not page:
                return
            yield from page
            after = page[-1][0].seq

    def event(self, seq: int) -> tuple[Event, bytes] | None:
        """Return an event with its payload, if there is one of this number."""
        with self._db.reading() as connection, reread("the journal"):
            found = journal.events(connection, seq - 1)
        return found[0] if found and found[0][0].seq == seq else None

    def erased_documents(self) -> list[DocumentId]:
        """Return the ids of the documents that are erased."""
        with self._db.reading() as connection:
            return documents.buried(connection)

    def unneeded(self, ids: Iterable[DocumentId]) -> list[DocumentId]:
        """Return those of these whose bytes no document needs, now or when its turn comes."""
        with self._db.reading() as connection:
            return parts.unheld(connection, ids)

    def erased_payloads(self) -> int:
        """Return how many payloads of the journal were erased."""
        with self._db.reading() as connection, reread("the journal"):
            return len(journal.erased(connection))

    @property
    def database(self) -> Database:
        """The database, for the checks of the whole case."""
        return self._db
