import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careo.model.errors import RefusedError
from careo.model.journal import Event
from careo.model.record import sha256
from careo.store import checks, journal
from careo.store.database import Database
from careo.store.journal import Entry

AT, BY = "2026-03-01T10:00:00Z", "ana"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Any]:
    made = Database.open(tmp_path / "careo.db", create=True)
    with made.writing() as connection:
        journal.append(connection, [Entry("created", "case")], AT, BY)
    with made.writing() as connection:
        entries = [Entry("ingest", f"document:{n}", f"payload {n}".encode()) for n in range(4)]
        journal.append(connection, entries, AT, BY)
    yield made
    made.close()


def _tamper(database: Database, *statements: Any) -> None:
    with database.writing() as connection:
        for trigger in ("journal_no_update", "journal_no_delete", "payload_no_update"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        for statement, values in statements:
            connection.exec_driver_sql(statement, values)


def _line(database: Database, seq: int) -> Any:
    with database.reading() as connection:
        query = "SELECT line FROM journal WHERE seq = ?"
        return connection.exec_driver_sql(query, (seq,)).scalar_one()


def _faults(database: Database) -> Any:
    return [(problem.place, problem.what) for problem in checks.chain(database)]


def test_each_line_holds_the_hash_of_the_line_before(database: Database) -> None:
    lines = [_line(database, seq) for seq in range(1, 6)]
    events = [Event.parse(line) for line in lines]
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    assert events[0].prev == journal.GENESIS
    assert [event.prev for event in events[1:]] == [sha256(line) for line in lines[:-1]]
    assert all(line == Event.parse(line).canonical() for line in lines)
    assert _faults(database) == []


def test_a_payload_is_named_by_its_salted_hash(database: Database) -> None:
    event = Event.parse(_line(database, 2))
    assert event.payload != sha256(b"payload 0")
    with database.reading() as connection:
        assert journal.events(connection, 1)[0] == (event, b"payload 0")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET line = x'00' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 5",
        "INSERT OR REPLACE INTO journal (seq, line, hash) VALUES (2, x'00', 'x')",
        "UPDATE payload SET body = x'00'",
    ],
)
def test_the_journal_refuses_to_be_changed(database: Database, statement: str) -> None:
    with pytest.raises(RefusedError), database.writing() as connection:
        connection.exec_driver_sql(statement)
    assert _faults(database) == []


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_one_changed_byte_of_a_line_is_named(database: Database, seq: int) -> None:
    line = bytearray(_line(database, seq))
    line[len(line) // 2] ^= 1
    _tamper(database, ("UPDATE journal SET line = ? WHERE seq = ?", (bytes(line), seq)))
    assert _faults(database)[0][0] == f"journal line {seq}"


def test_a_line_rewritten_with_its_own_hash_does_not_fit_the_next_one(database: Database) -> None:
    event = Event.parse(_line(database, 3))
    forged = Event(
        seq=3, at=AT, by="bea", action="seen", object=event.object, payload="", prev=event.prev
    ).canonical()
    _tamper(
        database,
        ("UPDATE journal SET line = ?, hash = ? WHERE seq = 3", (forged, sha256(forged))),
    )
    assert _faults(database) == [("journal line 4", "does not follow the line before")]


def test_a_line_taken_out_is_named(database: Database) -> None:
    _tamper(database, ("DELETE FROM journal WHERE seq = ?", (3,)))
    assert _faults(database)[0] == ("journal line 3", "missing: the next line is 4")


def test_lines_cut_off_at_the_end_are_named(database: Database) -> None:
    _tamper(database, ("DELETE FROM journal WHERE seq >= ?", (4,)))
    assert _faults(database) == [
        ("journal line 4", "missing at the end"),
        ("journal line 5", "missing at the end"),
    ]


def test_two_lines_that_changed_places_are_named(database: Database) -> None:
    third, fourth = _line(database, 3), _line(database, 4)
    update = "UPDATE journal SET line = ?, hash = ? WHERE seq = ?"
    _tamper(
        database,
        (update, (b"", "", 3)),
        (update, (third, sha256(third), 4)),
        (update, (fourth, sha256(fourth), 3)),
    )
    assert {place for place, _ in _faults(database)} >= {"journal line 3", "journal line 4"}


def test_a_changed_payload_is_named_by_its_line(database: Database) -> None:
    _tamper(database, ("UPDATE payload SET body = ? WHERE body = ?", (b"payload x", b"payload 1")))
    assert _faults(database) == [("journal line 3", "its payload was changed")]


def test_a_payload_without_an_erasure_is_missed(database: Database) -> None:
    _tamper(database, ("DELETE FROM payload WHERE body = ?", (b"payload 2",)))
    assert _faults(database) == [("journal line 4", "its payload is missing")]


def test_a_line_that_is_text_where_bytes_belong_is_refused_by_the_table(database: Database) -> None:
    with pytest.raises(RefusedError):
        _tamper(database, ("UPDATE journal SET line = CAST(line AS TEXT) WHERE seq = ?", (2,)))


def test_every_changed_byte_of_a_chain_is_named_by_its_line() -> None:
    lines, prev = [], journal.GENESIS
    for seq in range(1, 4):
        event = Event(
            seq=seq, at=AT, by=BY, action="seen", object="case", payload="", prev=prev
        ).canonical()
        prev = sha256(event)
        lines.append((seq, event, prev))
    assert list(_walk(lines)) == []
    for at, (seq, line, stored) in enumerate(lines):
        for position, flip in itertools.product(range(len(line)), (1, 0x80)):
            changed = bytearray(line)
            changed[position] ^= flip
            altered = [*lines]
            altered[at] = (seq, bytes(changed), stored)
            assert seq in {fault.seq for fault in _walk(altered)}, position


def _walk(lines: list[Any]) -> Iterator[journal.Break]:
    chain = journal.Chain()
    for seq, line, stored in lines:
        yield from chain.check(seq, line, stored)
