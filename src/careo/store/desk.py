"""The desk at which people decide: look-ups and events within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from careo.model.claim import Claim
from careo.model.grouping import Fact, Judged, States
from careo.model.history import DecisionState
from careo.model.journal import Event, Judgement, Review
from careo.model.question import Candidate
from careo.model.record import ActorId, DocumentId, Sha256
from careo.model.text import TextLayer
from careo.store import (
    bodies,
    decisions,
    groups,
    journal,
    layers,
    meeting,
    namesakes,
    queries,
    tables,
)
from careo.store.decisions import Row
from careo.store.documents import Row as DocumentRow
from careo.store.documents import by_key

_R = tables.referent.c
_M = tables.mention.c
_D = tables.document.c
_S = tables.decision.c
_B = tables.decision_document.c
_IN = 500
_LARGEST = 2**63 - 1
"""The largest number that the database can hold."""


class Chosen(NamedTuple):
    """A claim as it is shown, with its text."""

    claim: Claim
    layer: TextLayer


class Mentioned(NamedTuple):
    """A mention with whom it stands for; ``many`` where that is a group of others."""

    start: int
    end: int
    exact: str
    form: str
    referent: int
    many: bool


class Known(NamedTuple):
    """A referent with its actor's key and names."""

    key: int
    id: str
    actor: int
    names: tuple[str, ...]


class ActorMeets(NamedTuple):
    """An actor that meets others: its first named referent, and its facts by kind and value."""

    known: Known
    facts: set[tuple[str, str]]


class Desk:
    """One state of a case; what is recorded here is written when the transaction ends."""

    def __init__(self, connection: sa.Connection, at: str, who: str) -> None:
        self._connection = connection
        self._at = at
        self.who = who

    def record(self, entry: journal.Entry) -> Event:
        """Write a decision into the journal and let it have its effect."""
        (event,) = journal.append(self._connection, [entry], self._at, self.who)
        decisions.enter(self._connection, event)
        return event

    # claims and documents

    def claims(self, beginning: str, most: int) -> list[str]:
        """Return the first claims whose id begins so."""
        return [one for one, _ in queries.claims_called(self._connection, beginning, most)]

    def claim(self, whole: str) -> Chosen:
        """Return the claim of this id, which is known to exist."""
        ((_, stored),) = queries.claims_called(self._connection, whole, 1)
        layer = layers.present(self._connection, stored.document)
        if layer is None:
            raise ValueError(f"claim {whole[:12]} has no text")
        body = stored.person or stored.body
        return Chosen(Claim.parse(bodies.whole(body, layer.id)), layer)

    def documents(self, beginning: str, most: int) -> list[DocumentRow]:
        """Return the first documents whose id begins so."""
        query = sa.select(_D.key).where(_D.id.between(beginning, beginning + "g"), _D.erased <= 0)
        rows = self._connection.execute(query.order_by(_D.id).limit(most)).all()
        return [by_key(self._connection, int(row[0])) for row in rows]

    def documents_named(self, name: str, most: int) -> list[DocumentRow]:
        """Return the first documents whose file has this name."""
        query = sa.select(_D.key).where(_D.name == name)
        rows = self._connection.execute(query.order_by(_D.key).limit(most)).all()
        return [by_key(self._connection, int(row[0])) for row in rows]

    def document(self, key: int) -> DocumentRow:
        """Return the row of a document that is known to exist."""
        return by_key(self._connection, key)

    def layer(self, key: int) -> TextLayer | None:
        """Return a document's text."""
        return layers.present(self._connection, key)

    # people

    def mentions(self, document: int) -> list[Mentioned]:
        """Return the mentions of a document that stand for somebody, in order of place."""
        query = self._mentioned().where(_M.document == document)
        return self._as_mentions(query.order_by(_M.start, _M.end.desc(), _M.key))

    def best_mention(self, referent: int) -> tuple[int, Mentioned]:
        """Return document key and place where a referent is best named: by name, and first."""
        query = self._mentioned().where(_M.referent == referent)
        order = (_M.form != "name", _M.form == "pronoun", _M.key)
        (first,) = self._as_mentions(query.order_by(*order).limit(1))
        return tables.document_of(referent), first

    def _mentioned(self) -> sa.Select[Any]:
        many = sa.exists().where(tables.member.c.referent == _M.referent)
        query = sa.select(_M.start, _M.end, _M.exact, _M.form, _M.referent, many)
        return query.where(_M.referent.is_not(None))

    def _as_mentions(self, query: sa.Select[Any]) -> list[Mentioned]:
        return [
            Mentioned(row[0], row[1], row[2], row[3], row[4], bool(row[5]))
            for row in self._connection.execute(query)
        ]

    def referents(self, beginning: str, most: int) -> list[Known]:
        """Return the first referents whose id begins so."""
        query = self._known().where(_R.id.between(beginning, beginning + "g"))
        return self._as_known(query.order_by(_R.id).limit(most))

    def of_actors(self, actors: Iterable[int]) -> list[Known]:
        """Return the referents of these actors, in order."""
        query = self._known().where(_R.actor.in_(sorted(actors)))
        return self._as_known(query.order_by(_R.key))

    def referent(self, key: int) -> Known:
        """Return a referent that is known to exist."""
        (found,) = self._as_known(self._known().where(_R.key == key))
        return found

    def _known(self) -> sa.Select[Any]:
        return sa.select(_R.key, _R.id, _R.actor, _R.names)

    def _as_known(self, query: sa.Select[Any]) -> list[Known]:
        return [
            Known(row[0], row[1], row[2], msgspec.json.decode(row[3], type=tuple[str, ...]))
            for row in self._connection.execute(query)
        ]

    def named(self, tokens: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
        """Return actor key and names of each referent whose names hold all these words."""
        return queries.named(self._connection, tokens)

    def actor_of(self, referent: int) -> ActorId:
        """Return the id of the actor that a referent belongs to."""
        head = sa.select(_R.actor).where(_R.key == referent).scalar_subquery()
        query = sa.select(_R.id).where(_R.key == head)
        return ActorId(Sha256(str(self._connection.execute(query).scalar_one())))

    def tied(self, referents: Iterable[int]) -> list[Judged]:
        """Return the standing judgements that lead from these referents to others."""
        return groups.tied(self._connection, referents)

    def candidates(self) -> tuple[list[Candidate], set[frozenset[int]]]:
        """Return the actors that meet others, and which two of them are answered for."""
        return meeting.candidates(self._connection), meeting.answered(self._connection)

    def one_of(self, actor: int) -> ActorMeets:
        """Return what is known of an actor that meets others."""
        return ActorMeets(
            self.referent(meeting.named(self._connection, actor)),
            meeting.facts(self._connection, actor),
        )

    def beside(self, one: int, other: int) -> str | None:
        """Return the name of the first document that names both actors."""
        found = meeting.beside(self._connection, one, other)
        return None if found is None else by_key(self._connection, found).name

    def bearers(self, actor: int) -> list[meeting.Bearer]:
        """Return how an actor is named under each key that groups it."""
        return meeting.bearers(self._connection, actor)

    def states(self, texts: Sequence[str]) -> States:
        """Return which of these names joins nobody alone, and why."""
        return namesakes.states(self._connection, texts)

    def shared(self, actor: int, texts: Sequence[str]) -> set[Fact]:
        """Return what is said alike of several referents of an actor, by their names."""
        return meeting.shared(self._connection, actor, texts)

    def borne(self, text: str) -> set[tuple[str, str]]:
        """Return what sets bearers of a name apart, as kinds and values of facts."""
        return meeting.borne(self._connection, text)

    def joined_by(self, actor: int) -> list[int]:
        """Return the events of the judgements by which referents of an actor are one."""
        return meeting.standing(self._connection, actor)

    # decisions

    def decision(self, seq: int) -> Row | None:
        """Return the row of a decision, if the event is one."""
        return decisions.find(self._connection, seq) if 0 < seq <= _LARGEST else None

    def decided(self, seq: int) -> tuple[Row, Review | Judgement | None]:
        """Return the row of a decision that is known to exist, and what it says."""
        row = decisions.one(self._connection, seq)
        return row, decisions.body(self._connection, row)

    def state(self, row: Row) -> DecisionState:
        """Return how a decision stands now."""
        return decisions.state(self._connection, row)

    def last_decision(self) -> Row | None:
        """Return the last decision of this user that stands."""
        return decisions.last_of(self._connection, self.who)

    # the journal

    def event(self, seq: int) -> Event | None:
        """Return the event of this number."""
        return journal.event(self._connection, seq)

    def payload(self, name: str) -> bytes | None:
        """Return a payload, where an event has one and it was not erased."""
        return journal.payload(self._connection, name) if name else None

    def decision_numbers(self) -> list[int]:
        """Return the numbers of all decisions."""
        return self._numbers(sa.select(_S.seq))

    def undone_by(self, seq: int) -> tuple[int, ...]:
        """Return the events that undo this one and stand."""
        return tuple(self._numbers(sa.select(_S.seq).where(_S.undoes == seq, _S.undone == 0)))

    def undone(self, seq: int) -> list[int]:
        """Return the event that this one undoes, if it does."""
        return self._numbers(sa.select(_S.undoes).where(_S.seq == seq, _S.undoes.is_not(None)))

    def undoings(self, seqs: Sequence[int]) -> list[int]:
        """Return these events with all that undo them, and undo that, in order."""
        found, fresh = set(seqs), set(seqs)
        while fresh:
            more: set[int] = set()
            for some in _chunks(fresh):
                more.update(self._numbers(sa.select(_S.seq).where(_S.undoes.in_(some))))
            fresh = more - found
            found |= fresh
        return sorted(found)

    def about_document(self, document: DocumentId) -> list[int]:
        """Return the events about a document and the decisions on its words."""
        decided = sa.select(_B.seq).where(_B.document == document)
        return [
            *journal.about(self._connection, f"document:{document}"),
            *self._numbers(decided),
        ]

    def about_claim(self, claim: str) -> list[int]:
        """Return the reviews that are found at a claim."""
        return self._numbers(sa.select(_S.seq).where(_S.claim == claim))

    def about_actor(self, actor: int) -> list[int]:
        """Return the judgements on the mentions of an actor."""
        mine = sa.select(_R.key).where(_R.actor == actor)
        either = sa.or_(_S.left.in_(mine), _S.right.in_(mine))
        return self._numbers(sa.select(_S.seq).where(either))

    def _numbers(self, query: sa.Select[tuple[Any]]) -> list[int]:
        return sorted(int(row[0]) for row in self._connection.execute(query))


def _chunks(keys: Iterable[int]) -> Iterable[list[int]]:
    every = sorted(keys)
    return (every[n : n + _IN] for n in range(0, len(every), _IN))
