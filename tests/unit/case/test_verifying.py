import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess
from careo.case.handle import Case
from careo.model.errors import TamperedError

LETTER = "Ana Ruiz said that Juan Mora paid the guards. Juan Mora left.\n"


@pytest.fixture
def filled(case: Case, write: Callable[[str, str], Path]) -> Any:
    files = [write("1.txt", LETTER), write("2.txt", "Bea Luna said that it rained.\n")]
    case.add(files, engine=InProcess())
    return case


def _first(case: Case) -> Any:
    return next(case.documents())


def _faults(case: Case) -> Any:
    return [(fault.place, fault.problem) for fault in case.verify()]


def _rewrite(case: Case, statement: str, *values: Any) -> None:
    with case._file.database.writing() as connection:
        connection.exec_driver_sql(statement, values)


def test_a_whole_case_has_no_fault(filled: Case) -> None:
    assert _faults(filled) == []


def test_a_table_that_is_gone_and_a_trigger_of_somebody_else_are_named(filled: Case) -> None:
    _rewrite(filled, "DROP TABLE contested")
    _rewrite(filled, "CREATE TRIGGER t AFTER INSERT ON decision BEGIN DELETE FROM claim; END")
    assert _faults(filled) == [
        ("careo.db", "table contested is missing: restore it from a copy"),
        ("careo.db", "trigger t was not made by careo"),
    ]


@pytest.mark.parametrize("position", [0, 17, -1])
def test_one_changed_byte_of_an_original_is_named(filled: Case, position: int) -> None:
    path = filled.original(_first(filled).id)
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    ((place, problem),) = _faults(filled)
    assert place == str(path.relative_to(filled.folder))
    assert problem.startswith("changed")


def test_a_missing_original_is_named(filled: Case) -> None:
    path = filled.original(_first(filled).id)
    path.unlink()
    assert _faults(filled) == [(str(path.relative_to(filled.folder)), "missing")]


def test_one_changed_byte_of_a_journal_line_is_named(filled: Case) -> None:
    _rewrite(filled, "DROP TRIGGER journal_no_update")
    _rewrite(
        filled,
        "UPDATE journal SET line = CAST(replace(CAST(line AS TEXT), 'ana', 'anb') AS BLOB)"
        " WHERE seq = 2",
    )
    assert _faults(filled) == [("journal line 2", "changed: it does not match its hash")]


def test_one_changed_byte_of_the_file_where_a_journal_line_stands_is_named(filled: Case) -> None:
    filled.close()
    path = filled.folder / "careo.db"
    data = path.read_bytes()
    place = data.index(b'"action":"ingest"')
    path.write_bytes(data[:place] + b'"action":"infest"' + data[place + 17 :])
    with Case.open(filled.folder) as again:
        places = [place for place, _ in _faults(again)]
    assert any(place.startswith("journal line ") for place in places)


def test_changed_words_of_a_claim_are_named_by_document_and_place(filled: Case) -> None:
    _rewrite(
        filled,
        "UPDATE claim SET body = CAST(replace(CAST(body AS TEXT), 'paid', 'stay') AS BLOB)",
    )
    faults = _faults(filled)
    assert faults
    assert {place for place, _ in faults} == {f"document {_first(filled).id}"}
    assert all("are not in its text" in problem for _, problem in faults)


def test_changed_words_of_a_mention_are_named(filled: Case) -> None:
    _rewrite(filled, "UPDATE mention SET exact = 'Juan Nora' WHERE exact = 'Juan Mora'")
    assert {place for place, _ in _faults(filled)} == {f"document {_first(filled).id}"}


def test_a_changed_text_is_named(filled: Case) -> None:
    _rewrite(filled, "UPDATE layer SET text = replace(text, 'guards', 'judges') WHERE key = 1")
    problems = [problem for _, problem in _faults(filled)]
    assert "its text was changed" in problems


def test_a_claim_that_is_none_is_named(filled: Case) -> None:
    _rewrite(filled, "UPDATE claim SET body = x'7b7d' WHERE document = 1")
    assert [place for place, _ in _faults(filled)] == [f"document {_first(filled).id}"]


@pytest.mark.parametrize("value", ["x'7b'", "x'ff7d'", "x'7b226e6f7065223a317d'"])
def test_a_document_row_that_is_none_is_a_fault_and_no_traceback(filled: Case, value: str) -> None:
    _rewrite(filled, f"UPDATE document SET spoken = {value} WHERE key = 1")
    with pytest.raises(TamperedError):
        list(filled.documents())
    assert [place for place, _ in _faults(filled)] == ["careo.db"]


def test_a_document_that_the_journal_does_not_know_is_named(filled: Case) -> None:
    _rewrite(
        filled,
        "INSERT INTO document (key, id, name, size, given, pending)"
        " VALUES (9, 'x', 'x', 0, x'7b7d', 0)",
    )
    assert ("document x", "the journal does not know it") in _faults(filled)


def test_a_document_taken_out_of_the_case_is_named(filled: Case) -> None:
    _rewrite(filled, "PRAGMA foreign_keys = OFF")
    second = list(filled.documents())[1]
    tables = (
        "statement",
        "claim_about",
        "claim_by",
        "claim",
        "mention",
        "name_token",
        "name_block",
        "name_fact",
        "referent_key",
    )
    for table in (*tables, "referent", "layer"):
        column = {"statement": "claim", "claim_about": "claim", "claim_by": "claim"}.get(
            table, "key"
        )
        column = "referent" if table.startswith(("name_", "referent_")) else column
        limit = 2 if table == "layer" else 2 << 24
        _rewrite(filled, f"DELETE FROM {table} WHERE {column} >= {limit}")
    _rewrite(filled, "DELETE FROM document WHERE key = 2")
    found = [fault for fault in _faults(filled) if fault[0].startswith("document")]
    assert found == [(f"document {second.id}", "the journal knows it, the case does not")]


def test_a_file_that_is_damaged_beyond_reading_is_named_and_ends_the_walk(filled: Case) -> None:
    filled.close()
    path = filled.folder / "careo.db"
    data = bytearray(path.read_bytes())
    connection = sqlite3.connect(path)
    query = "SELECT rootpage FROM sqlite_schema WHERE name = 'document'"
    page = connection.execute(query).fetchone()[0]
    connection.close()
    data[4096 * (page - 1) : 4096 * page] = b"\xff" * 4096
    path.write_bytes(bytes(data))
    with Case.open(filled.folder) as again:
        faults = _faults(again)
    assert faults
    assert faults[0][0] == "careo.db"


UNLIKE = "its outcome, text or number of claims is not what the journal says"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claim WHERE key = (SELECT max(key) FROM claim WHERE document = 1)",
        "UPDATE document SET status = 'partial', reason = 'empty' WHERE key = 1",
    ],
)
def test_a_claim_taken_out_and_another_outcome_are_named(filled: Case, statement: str) -> None:
    for table in ("statement", "claim_about", "claim_by"):
        _rewrite(filled, f"DELETE FROM {table}")
    _rewrite(filled, statement)
    assert (f"document {_first(filled).id}", UNLIKE) in _faults(filled)


def test_a_last_line_cut_off_with_its_number_leaves_a_document_that_nobody_has_read(
    filled: Case,
) -> None:
    last = list(filled.documents())[-1]
    _rewrite(filled, "DROP TRIGGER journal_no_delete")
    _rewrite(filled, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    _rewrite(filled, "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'journal'")
    assert _faults(filled) == [
        (f"document {last.id}", "the journal does not know that it was read")
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE statement SET predicate = 'pays' WHERE ordinal = 0",
        "UPDATE statement SET dated = 1 WHERE ordinal = 0",
        "UPDATE statement SET inner = 7 WHERE ordinal = 0",
        """UPDATE statement SET body = CAST(replace(CAST(body AS TEXT), 'Juan', 'Joan') AS BLOB)""",
        "DELETE FROM statement WHERE claim IN (SELECT min(claim) FROM statement)",
    ],
)
def test_a_statement_that_its_claim_does_not_make_is_named_with_its_document(
    filled: Case, change: str
) -> None:
    _rewrite(filled, change)
    place, problem = _faults(filled)[0]
    assert place == f"document {_first(filled).id}"
    assert problem == "its statements are not what its claims say: run careo rebuild"


def test_statements_of_corrected_and_merged_claims_hold(filled: Case) -> None:
    first, *_, last = filled.claims()
    filled.correct(first.id, act="denies", speaker="Juan Mora", reason="it says so")
    filled.reject(last.id, reason="misread")
    filled.same("Ana Ruiz", "Juan Mora", reason="one woman")
    assert _faults(filled) == []
