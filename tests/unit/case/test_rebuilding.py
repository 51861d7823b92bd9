"""Everything derived is made again from originals and journal: the same ids, the same rows."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess, Processes
from careo.case.handle import Case
from careo.case.work import Task, fingerprint
from careo.model.config import Config
from careo.model.document import Outcome, Source
from careo.store.found import Findings
from tests.torture.kill import ROOT
from tests.unit.case import rows
from tests.unit.case.plain import read_plainly

LETTER = "Ana Ruiz said that Juan Mora paid the guards. Juan Mora left.\n"
BEA = "Bea Luna left.\n"
TREE = {
    "a.txt": "Ana Ruiz said that Juan Mora left.",
    "b.json": json.dumps({"c.txt": "Eva Luna left.", "copy.txt": LETTER}),
    "twice.txt": "Ana Ruiz said that Juan Mora left.",
    "slow.txt": "SLOW words of Eva Luna.",
}


@pytest.fixture
def filled(case: Case, write: Callable[[str, str], Path]) -> Any:
    """A case with duplicates, archives, sources given later, and all that can go wrong."""
    case.add(write("tree.json", json.dumps(TREE)), engine=InProcess())
    case.add([write("1.txt", LETTER), write("2.txt", BEA)], engine=InProcess())
    case.add(write("1.txt", LETTER), Source(author="Ana Ruiz"), engine=InProcess())
    case.add([write(f"{word}.txt", f"{word} of Eva.") for word in ("SLOW", "CRASH")])
    case.add([write("empty.txt", ""), write("3.txt", "Juan Mora said that Ana Ruiz paid.")])
    claims = {claim.content[0].exact: claim.id for claim in case.claims()}
    case.accept(claims["Juan Mora paid the guards"], reason="read in the original")
    case.reject(claims["Ana Ruiz paid"], reason="no statement")
    case.undo()
    case.correct(claims["Ana Ruiz paid"], act="denies", reason="misread")
    case.claim("2.txt", "Bea Luna left", speaker="Bea Luna", reason="missed")
    case.same("Bea Luna", "Eva Luna", reason="a cover name")
    assert {view.outcome for view in case.documents()} == {"ok", "timeout", "crashed", "refused"}
    return case


def _rewrite(case: Case, statement: str) -> None:
    with case._file.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(statement)


def test_a_rebuild_gives_the_same_rows_and_ids(filled: Case) -> None:
    before, events = rows.derived(filled.folder), list(filled.journal())
    empty = ["contested", "earlier_layer", "member", "sheet"]
    assert [name for name in before if not before[name]] == empty
    done = filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before
    assert (done.came, done.went, done.missing, done.damaged, done.lost) == (0, 0, (), 0, ())
    assert done.documents == len(list(filled.documents()))
    assert done.claims == len(list(filled.claims()))
    assert list(filled.journal())[: len(events)] == events
    added = [event.action for event, _ in filled.journal()][len(events) :]
    assert added[0] == "rebuilt"
    assert set(added[1:]) == {"read"}
    assert list(filled.verify()) == []


@pytest.mark.parametrize("engine", [None, Processes(2)])
def test_a_rebuild_gives_the_same_rows_whoever_reads(filled: Case, engine: Any) -> None:
    before = rows.derived(filled.folder)
    for _ in range(2):
        filled.rebuild(engine=engine)
        assert rows.derived(filled.folder) == before


def test_what_took_too_long_or_crashed_is_taken_from_the_journal_and_tried_on_demand(
    filled: Case,
) -> None:
    read: list[str] = []

    def quick(task: Task) -> Any:
        if task.replayed is None:
            read.append(task.name)
        changed = Path(f"{task.path}.part")
        text = Path(task.path).read_text()
        if not text.startswith("{"):
            text = text.replace("SLOW", "Slow").replace("CRASH", "Crash")
        changed.write_text(text)
        try:
            return read_plainly(Task(**{**_fields(task), "path": str(changed)}))
        finally:
            changed.unlink()

    filled._function = quick
    before = rows.derived(filled.folder)
    outcomes = {view.name: view.outcome for view in filled.documents()}
    filled.rebuild(engine=InProcess())
    assert {view.name: view.outcome for view in filled.documents()} == outcomes
    assert not {"SLOW.txt", "slow.txt", "CRASH.txt"} & set(read)
    assert rows.derived(filled.folder)["document"] == before["document"]
    filled.rebuild(retry=True, engine=InProcess())
    assert {"SLOW.txt", "slow.txt", "CRASH.txt"} <= set(read)
    assert {view.outcome for view in filled.documents()} == {"ok", "refused"}


def _fields(task: Task) -> Any:
    return {name: getattr(task, name) for name in task.__struct_fields__}


def test_with_another_configuration_everything_is_tried_again(filled: Case) -> None:
    filled._config = Config(reader="plain/9")
    tried: list[str] = []

    def read(task: Task) -> Any:
        tried.append(task.name)
        return read_plainly(task)

    filled._function = read
    filled.rebuild(engine=InProcess())
    assert {"SLOW.txt", "slow.txt", "CRASH.txt"} <= set(tried)
    rebuilt = [row.fingerprint for row in filled._file.documents() if row.outcome.status == "ok"]
    assert set(rebuilt) == {fingerprint(Config(reader="plain/9"))}


DAMAGE = {
    "document": "UPDATE document SET name = 'x', id = 'y' || key, given = x'ff', pending = 0",
    "layer": "UPDATE layer SET text = text || '!', segments = x'7b'",
    "referent": "UPDATE referent SET id = key, actor = key, names = x'00'",
    "member": "INSERT INTO member SELECT min(key), 7, max(key) FROM referent",
    "referent_key": "DELETE FROM referent_key",
    "grouping": "UPDATE grouping SET actor = 1",
    "name_token": "DELETE FROM name_token",
    "name_block": "DELETE FROM name_block",
    "name_fact": "INSERT INTO name_fact SELECT 'x', 'born', '1950', min(key) FROM referent",
    "contested": "INSERT INTO contested VALUES ('x', 'born', '')",
    "mention": "UPDATE mention SET exact = 'x', start = 0",
    "claim": "UPDATE claim SET id = key, body = x'7b7d'",
    "claim_about": "DELETE FROM claim_about",
    "statement": "UPDATE statement SET inner = claim",
    "claim_by": "DELETE FROM claim_by",
    "part": "UPDATE part SET waiting = 1, name = 'x'",
    "tree": "UPDATE tree SET files = 99",
    "sheet": "INSERT INTO sheet SELECT key, 0, 'x', x'5b5d', 1, 0, 1, 0, '' FROM document",
    "decision": "UPDATE decision SET who = 'eve', undone = 1, claim = NULL, left = NULL",
    "decision_document": "DELETE FROM decision_document",
    "reviewed": "DELETE FROM reviewed",
}


@pytest.mark.parametrize("table", DAMAGE)
def test_a_rebuild_heals_what_was_changed_in_a_derived_table(filled: Case, table: str) -> None:
    before = rows.derived(filled.folder)
    _rewrite(filled, DAMAGE[table])
    assert rows.derived(filled.folder) != before
    filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before
    assert list(filled.verify()) == []


@pytest.mark.parametrize("index", rows.INDEXES)
def test_a_rebuild_heals_a_search_index(filled: Case, index: str) -> None:
    before = rows.derived(filled.folder)
    _rewrite(filled, f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    assert rows.derived(filled.folder) != before
    filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before
    _rewrite(filled, f"UPDATE {index}_data SET block = x'00'")
    filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before


def test_every_derived_table_is_damaged_by_a_test(filled: Case) -> None:
    assert set(rows.tables(filled.folder)) - {"earlier_layer"} <= set(DAMAGE)


def test_texts_of_earlier_extractors_survive_and_a_damaged_one_is_told(filled: Case) -> None:
    def other(task: Task) -> Any:
        found = Findings.parse(read_plainly(task))
        return Findings(
            media_type=found.media_type,
            outcome=found.outcome,
            members=found.members,
            spool=found.spool,
            fingerprint=found.fingerprint,
        ).canonical()

    texts = sorted(layer.text for layer in filled.layers())
    filled._function = other  # one that gets no text out of anything
    filled.rebuild(retry=True, engine=InProcess())
    assert sorted(layer.text for layer in filled.layers(earlier=True)) == texts
    assert {fault.place.split()[0] for fault in filled.verify()} == {"decision"}
    before = rows.derived(filled.folder)
    filled.rebuild(retry=True, engine=InProcess())
    assert rows.derived(filled.folder) == before
    _rewrite(
        filled, "UPDATE earlier_layer SET text = 'x' WHERE id = (SELECT min(id) FROM earlier_layer)"
    )
    assert filled.rebuild(retry=True, engine=InProcess()).damaged == 1
    assert len(list(filled.layers(earlier=True))) == len(texts) - 1


def test_claims_that_came_and_went_are_counted(filled: Case) -> None:
    claims = len(list(filled.claims()))

    def fewer(task: Task) -> Any:
        found = Findings.parse(read_plainly(task))
        return _with_claims(found, found.claims[1:])

    filled._function = fewer
    done = filled.rebuild(engine=InProcess())
    assert done.went > 0
    assert (done.came, done.claims) == (0, claims - done.went)
    filled._function = read_plainly
    again = filled.rebuild(engine=InProcess())
    assert (again.came, again.went, again.claims) == (done.went, 0, claims)


def test_decisions_that_find_no_place_under_another_reader_are_named(filled: Case) -> None:
    def fewer(task: Task) -> Any:
        text = Path(task.path).read_text()
        if not text.startswith("Bea"):
            return read_plainly(task)
        path = Path(f"{task.path}.part")
        path.write_text("Nothing of it.\n")
        try:
            return read_plainly(Task(**{**_fields(task), "path": str(path)}))
        finally:
            path.unlink()

    filled._function, filled._config = fewer, Config(reader="plain/9")
    done = filled.rebuild(engine=InProcess())
    assert [fault.problem.partition(" by ")[0] for fault in done.lost] == ["added", "same"]
    assert [claim.review for claim in filled.claims()].count("accepted") == 1
    filled._function, filled._config = read_plainly, Config()
    assert filled.rebuild(engine=InProcess()).lost == ()


def _with_claims(found: Findings, claims: Any) -> bytes:
    fields = {name: getattr(found, name) for name in found.__struct_fields__}
    return Findings(**{**fields, "claims": claims}).canonical()


def test_a_missing_original_is_told_and_costs_its_document_alone(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    before = rows.derived(filled.folder)
    (document,) = [view for view in filled.documents() if view.name == "2.txt"]
    filled.original(document.id).unlink()
    done = filled.rebuild(engine=InProcess())
    assert done.missing == ("2.txt",)
    outcomes = {view.name: (view.outcome, view.reason) for view in filled.documents()}
    assert outcomes["2.txt"] == ("crashed", "its original is missing")
    assert [name for name, (outcome, _) in outcomes.items() if outcome == "crashed"] == [
        "2.txt",
        "CRASH.txt",
    ]
    texts = [layer.text for layer in filled.layers(document.id, earlier=True)]
    assert texts == [BEA]
    filled.add(write("2.txt", BEA), engine=InProcess())
    assert rows.derived(filled.folder) == before
    assert list(filled.verify()) == []


def test_a_rebuild_that_is_interrupted_is_ended_by_the_next_command(filled: Case) -> None:
    before = rows.derived(filled.folder)

    class StopError(Exception):
        pass

    def stops(task: Task) -> Any:
        if task.name == "2.txt":
            raise StopError
        return read_plainly(task)

    class Stopping(InProcess):
        def map_unordered(self, function: Any, items: Any) -> Any:
            for item in items:
                yield item, function(item)

    filled._function = stops
    with pytest.raises(StopError):
        filled.rebuild(engine=Stopping())
    assert filled.pending()
    filled._function = read_plainly
    filled.resume(engine=InProcess())
    assert rows.derived(filled.folder) == before
    assert list(filled.verify()) == []


KILLED = """
import sys
from pathlib import Path
from careo.case.handle import Case
from careo.case import Processes
from careo.model.config import Config
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly
with Case(CaseFile.open(Path(sys.argv[1])), Config(), read_plainly) as case:
    print("open", flush=True)
    case.rebuild(engine=Processes(1))
"""


def test_a_rebuild_that_is_killed_anywhere_ends_with_the_same_rows(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    filled.add([write(f"more{n}.txt", f"Ana Ruiz said that {n} left.") for n in range(60)])
    before = rows.derived(filled.folder)
    for pause in (0.0, 0.01, 0.03, 0.1, 0.3, 0.5):
        command = [sys.executable, "-c", KILLED, str(filled.folder)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "open\n"
            time.sleep(pause)
            child.kill()
    filled.resume()
    assert rows.derived(filled.folder) == before
    assert list(filled.verify()) == []
    assert Outcome(status="timeout") in [row.outcome for row in filled._file.documents()]
