"""The journal: one canonical line an event, each with the hash of the line before.

A payload stands beside its line under a salted hash, so that it can be erased one day and the
chain stays whole, and so that nobody can confirm a guess of what an erased payload said.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from careo.model.journal import Event
from careo.model.record import Sha256, canonical_json, sha256
from careo.store import tables

GENESIS = Sha256("0" * 64)
"""What the first line names as the line before."""

ERASE = "erase"
"""The action of an event that says that payloads of earlier ones are gone for good."""

GONE = "its payload is missing"

_SALT_BYTES = 16
_PAGE = 500


class Entry(NamedTuple):
    """What is to be written: the action, what it is about, and its payload (or none)."""

    action: str
    object: str
    payload: bytes = b""


class Break(NamedTuple):
    """A line that does not hold, and why."""

    seq: int
    problem: str


def salted(salt: bytes, body: bytes) -> str:
    """Return the name of a payload."""
    return hashlib.sha256(salt + body).hexdigest()


def append(connection: sa.Connection, entries: list[Entry], at: str, by: str) -> list[Event]:
    """Write events behind the last one; the connection must be of `Database.writing`."""
    seq, prev = _head(connection)
    events: list[Event] = []
    lines: list[tuple[object, ...]] = []
    payloads: list[tuple[object, ...]] = []
    for entry in entries:
        seq += 1
        name = ""
        if entry.payload:
            salt = secrets.token_bytes(_SALT_BYTES)
            name = salted(salt, entry.payload)
            payloads.append((name, salt, entry.payload))
        event = Event(
            seq=seq, at=at, by=by, action=entry.action, object=entry.object, payload=name, prev=prev
        )
        events.append(event)
        line = event.canonical()
        prev = sha256(line)
        lines.append((seq, line, prev))
    tables.bulk(connection, tables.payload, payloads)
    tables.bulk(connection, tables.journal, lines)
    return events


def _head(connection: sa.Connection) -> tuple[int, Sha256]:
    columns = tables.journal.c
    query = sa.select(columns.seq, columns.hash).order_by(columns.seq.desc()).limit(1)
    row = connection.execute(query).first()
    return (int(row[0]), Sha256(str(row[1]))) if row else (0, GENESIS)


def event(connection: sa.Connection, seq: int) -> Event | None:
    """Return the event of this number."""
    columns = tables.journal.c
    line = connection.execute(sa.select(columns.line).where(columns.seq == seq)).scalar()
    return None if line is None else Event.parse(line)


def about(connection: sa.Connection, object_: str) -> list[int]:
    """Return the numbers of the events about an object."""
    columns = tables.journal.c
    spelt = b'"object":' + canonical_json(object_)
    query = sa.select(columns.seq).where(sa.func.instr(columns.line, spelt) > 0)
    return [int(row[0]) for row in connection.execute(query.order_by(columns.seq))]


def events(connection: sa.Connection, after: int = 0) -> list[tuple[Event, bytes]]:
    """Return a page of events behind ``after``, each with its payload (empty where none is)."""
    j, p = tables.journal.c, tables.payload.c
    query = sa.select(j.seq, j.line).where(j.seq > after).order_by(j.seq).limit(_PAGE)
    found: list[tuple[Event, bytes]] = []
    for row in connection.execute(query):
        event = Event.parse(row[1])
        body = connection.execute(sa.select(p.body).where(p.hash == event.payload)).scalar()
        found.append((event, bytes(body or b"")))
    return found


def last_ever(connection: sa.Connection) -> int:
    """Return the highest number ever given, also where the line is gone."""
    query = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'journal'")
    return int(connection.execute(query).scalar() or 0)


def page(connection: sa.Connection, after: int) -> list[tuple[int, object, object]]:
    """Return a page of raw lines behind ``after``: number, line, hash, types not trusted."""
    j = tables.journal.c
    query = sa.select(j.seq, j.line, j.hash).where(j.seq > after).order_by(j.seq).limit(_PAGE)
    return [(int(row[0]), row[1], row[2]) for row in connection.execute(query)]


class Chain:
    """A walk along the journal that names every line that does not hold."""

    def __init__(self) -> None:
        self.seq = 0
        self._prev: str = GENESIS

    def check(self, seq: int, line: object, stored: object) -> Iterator[Break]:
        """Check the next line: its number, its own hash, the hash of the one before."""
        if seq != self.seq + 1:
            yield Break(self.seq + 1, f"missing: the next line is {seq}")
        if not isinstance(line, bytes) or sha256(line) != stored:
            yield Break(seq, "changed: it does not match its hash")
        event = _parsed(line)
        if event is None:
            yield Break(seq, "not an event")
        elif event.seq != seq:
            yield Break(seq, f"carries the number {event.seq}")
        elif event.prev != self._prev and seq == self.seq + 1:
            yield Break(seq, "does not follow the line before")
        self.seq, self._prev = seq, str(stored)


def _parsed(line: object) -> Event | None:
    try:
        return Event.parse(line) if isinstance(line, bytes) else None
    except (msgspec.MsgspecError, ValueError):  # ValueError: bytes that are no UTF-8
        return None


def payload_fault(connection: sa.Connection, line: object) -> str | None:
    """Return what is wrong with a line's payload, or None."""
    event = _parsed(line)
    if event is None or not event.payload:
        return None
    columns = tables.payload.c
    query = sa.select(columns.salt, columns.body).where(columns.hash == event.payload)
    row = connection.execute(query).first()
    if row is None:
        return GONE
    salt, body = row
    if not isinstance(salt, bytes) or not isinstance(body, bytes):
        return "its payload was changed"
    return None if salted(salt, body) == event.payload else "its payload was changed"


def payload(connection: sa.Connection, name: str) -> bytes | None:
    """Return the payload of this name, where it is there and is what its name says."""
    columns = tables.payload.c
    query = sa.select(columns.salt, columns.body).where(columns.hash == name)
    row = connection.execute(query).first()
    if row is None or not all(isinstance(part, bytes) for part in row):
        return None
    return bytes(row[1]) if salted(row[0], row[1]) == name else None


def payload_name(connection: sa.Connection, seq: int) -> str:
    """Return the name of the payload of a line; empty where it has none, or is none."""
    query = sa.select(tables.journal.c.line).where(tables.journal.c.seq == seq)
    event = _parsed(connection.execute(query).scalar())
    return "" if event is None else event.payload


class _Erasure(msgspec.Struct):
    """What an ``erase`` event says that is checked."""

    events: tuple[int, ...] = ()


def erased(connection: sa.Connection) -> dict[int, int]:
    """Return the lines whose payloads were erased, each with the line that says so."""
    found: dict[int, int] = {}
    after = 0
    while lines := page(connection, after):
        after = lines[-1][0]
        for seq, line, _ in lines:
            event = _parsed(line)
            if event is None or event.action != ERASE:
                continue
            body = payload(connection, event.payload)
            said = msgspec.json.decode(body, type=_Erasure) if body else _Erasure()
            found |= {one: seq for one in said.events if one < seq}
    return found


def read_payload(line: object) -> tuple[str, str] | None:
    """Return the object of a ``read`` line with the name of its payload; None for any other."""
    event = _parsed(line)
    if event is None or event.action != "read":
        return None
    return event.object, event.payload


def ingested(line: object) -> str:
    """Return the object of an ``ingest`` line; empty for any other."""
    event = _parsed(line)
    return event.object if event is not None and event.action == "ingest" else ""
