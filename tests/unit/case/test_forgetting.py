"""What is erased is nowhere in the case's folder; that it was erased is."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess, restore
from careo.case.handle import Case
from careo.case.work import Task
from careo.model.document import Source
from careo.model.errors import BusyError, UsageError
from careo.store import sqlite
from tests.torture.kill import ROOT
from tests.unit.case import rows
from tests.unit.case.plain import read_plainly

WHISPER = "Zoltana Quibbelman said that Juan Mora paid the xylomarimba.\n"
WORDS = ("Zoltana", "Quibbelman", "xylomarimba", "whistleblow", "secretnote", "Wendeltreppe")
LETTER = "Ana Ruiz said that Juan Mora paid the guards. Juan Mora left.\n"


@pytest.fixture
def filled(case: Case, write: Callable[[str, str], Path]) -> Any:
    """A case with a document to forget that has left its traces everywhere."""
    case.add(write("1.txt", LETTER), engine=InProcess())
    secret = write("whistleblow.txt", WHISPER)
    given = Source(author="Zoltana Quibbelman", title="Wendeltreppe")
    case.add(secret, given, engine=InProcess())
    case.add(write("2.txt", "Bea Luna left.\n"), engine=InProcess())
    case.add(write("whistleblow copy.txt", WHISPER), Source(kind="secretnote"), engine=InProcess())
    claims = {claim.content[0].exact: claim.id for claim in case.claims()}
    case.accept(claims["Juan Mora paid the xylomarimba"], reason="Quibbelman confirmed it")
    case.undo(reason="Zoltana was heard again")
    case.same("Zoltana Quibbelman", "Ana Ruiz", reason="Zoltana writes as Ana Ruiz")
    (document,) = [view for view in case.documents() if view.name == "whistleblow.txt"]
    case._function = _other  # leaves an earlier layer
    with case._file.database.writing() as connection:
        connection.exec_driver_sql("UPDATE document SET pending = 1 WHERE id = ?", (document.id,))
    case.resume(engine=InProcess())
    case._function = read_plainly
    path = case.folder / "originals" / ".0123456789abcdef.part"
    path.write_text(WHISPER[:30])
    with closing(sqlite.connect(case.folder / "careo.db")) as connection:
        copy = case.folder / "careo.db.v1.backup"
        connection.execute("VACUUM INTO ?", (str(copy),))
    return case


def _other(task: Task) -> Any:
    path = Path(f"{task.path}.other")
    path.write_text(Path(task.path).read_text().replace("paid", "stole"))
    try:
        return read_plainly(Task(**{**_fields(task), "path": str(path)}))
    finally:
        path.unlink()


def _fields(task: Task) -> Any:
    return {name: getattr(task, name) for name in task.__struct_fields__}


def _found(folder: Path, words: Any = WORDS) -> set[str]:
    """Return which words stand in any file, in any case of letters, in UTF-8 or UTF-16."""
    found = set()
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes().lower()
        for word in words:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                if word.lower().encode(encoding) in data or word in path.name:
                    found.add(word)
    return found


def _actions(case: Case) -> list[str]:
    return [event.action for event, _ in case.journal()]


def test_nothing_of_an_erased_document_is_left_in_the_folder(filled: Case) -> None:
    assert _found(filled.folder) == set(WORDS)
    kept = [view.name for view in filled.documents() if view.name != "whistleblow.txt"]
    taken = filled.erase("whistleblow.txt", "consent was withdrawn")
    assert taken.documents == ("whistleblow.txt",)
    assert _found(filled.folder) == set()
    assert [view.name for view in filled.documents()] == kept
    assert not list(filled.folder.glob("*.backup"))
    assert not list(filled.folder.glob("originals/.*.part"))
    assert list(filled.search("xylomarimba")) == []
    assert [view.content[0].exact for view in filled.search("guards")]
    assert {name for actor in filled.actors() for name in actor.names} == {
        "Ana Ruiz",
        "Juan Mora",
        "Bea Luna",
    }
    assert list(filled.verify()) == []
    assert filled.erased() == taken.payloads > 5
    filled.close()
    assert _found(filled.folder) == set()


def test_undo_passes_over_decisions_that_were_erased(filled: Case) -> None:
    claim = next(view for view in filled.claims() if "guards" in view.content[0].exact)
    (accepted,) = filled.accept(claim.id)
    filled.different("Zoltana Quibbelman", "Bea Luna", reason="two women")
    filled.erase("whistleblow.txt", "consent was withdrawn")
    filled.undo()
    states = {one.event: one.state for one in filled.decisions()}
    assert states[accepted.event] == "undone"


def test_the_journal_says_who_erased_what_when_and_why(filled: Case) -> None:
    (document,) = [view for view in filled.documents() if view.name == "whistleblow.txt"]
    filled.erase(document.id[:8], "consent was withdrawn")
    event, body = list(filled.journal())[-1]
    assert (event.action, event.object) == ("erase", f"document:{document.id}")
    assert (event.by, event.at) == ("ana", "2026-03-01T10:00:00Z")
    assert json.loads(body)["reason"] == "consent was withdrawn"


def test_a_tool_that_looks_for_words_does_find_them_without_the_last_steps(
    filled: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careo.store.erasing.finish", lambda *_: iter(()))
    filled.erase("whistleblow.txt", "consent was withdrawn")
    assert _found(filled.folder)
    assert {fault.problem.split(":")[0] for fault in filled.verify()} >= {
        "traces of what was erased are left",
        "it was erased, and is there",
    }
    monkeypatch.undo()
    with Case.open(filled.folder) as again:
        assert _found(filled.folder) == set()
        assert list(again.verify()) == []


def test_a_rebuild_after_an_erasure_gives_the_same_rows_and_keys(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    filled.erase("whistleblow.txt", "consent was withdrawn")
    filled.add(write("3.txt", "Eva Luna left.\n"), engine=InProcess())
    before = rows.derived(filled.folder)
    filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before
    assert list(filled.verify()) == []


def test_the_same_bytes_again_take_the_old_key_and_it_is_told(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    keys = {row.id: row.key for row in filled._file.documents()}
    filled.erase("whistleblow.txt", "consent was withdrawn")
    done = filled.add(write("back.txt", WHISPER), engine=InProcess())
    ((again,), (added,)) = done.revived, done.added
    assert (again.name, again.by, again.reason) == ("back.txt", "ana", "consent was withdrawn")
    assert added.new
    assert _actions(filled)[-2:] == ["ingest", "read"]
    assert {row.id: row.key for row in filled._file.documents()} == keys
    assert list(filled.verify()) == []
    before = rows.derived(filled.folder)
    filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before
    filled.erase("back.txt", "again")
    assert _found(filled.folder) == set()
    assert filled.add(write("2.txt", "Bea Luna left.\n"), engine=InProcess()).revived == ()


def test_what_came_in_a_container_goes_with_it_and_not_by_itself(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    inner = json.dumps({"deep.txt": "Zoltana left deeply."})
    files = {"in.txt": "Zoltana Quibbelman left.", "in.json": inner, "1 copy.txt": LETTER}
    filled.add(write("mail.json", json.dumps(files)), engine=InProcess())
    with pytest.raises(UsageError, match=r"in\.txt came in mail\.json.*erase mail\.json"):
        filled.erase("in.txt", "consent was withdrawn")
    with pytest.raises(UsageError, match=r"1\.txt came in mail\.json"):
        filled.erase("1.txt", "consent was withdrawn")
    taken = filled.erase("mail.json", "consent was withdrawn")
    assert set(taken.documents) == {"mail.json", "in.txt", "in.json", "deep.txt"}
    assert taken.stays == ("1 copy.txt",)
    assert "1.txt" in {view.name for view in filled.documents()}
    filled.erase("whistleblow.txt", "consent was withdrawn")
    assert _found(filled.folder) == set()
    assert list(filled.verify()) == []
    before = rows.derived(filled.folder)
    filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before
    filled.erase("1.txt", "too")
    assert [view.name for view in filled.documents()] == ["2.txt"]


def test_what_came_in_an_erased_container_is_read_and_counted_when_it_comes_again(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    mail = write("mail.json", json.dumps({"in.txt": LETTER, "two.txt": WHISPER}))
    first = case.add(mail, engine=InProcess())
    case.erase("mail.json", "too early")
    late = case.add(write("late.txt", "Bea Luna left.\n"), engine=InProcess())
    with case._file.database.writing() as connection:
        query = "UPDATE document SET pending = 1 WHERE id = ?"
        connection.exec_driver_sql(query, (late.added[0].document,))
    again = case.add(mail, engine=InProcess())
    assert case.pending() == 0
    assert (again.claims, again.inside, again.resumed) == (first.claims, first.inside, 1)


def test_what_one_event_says_is_erased_alone(filled: Case) -> None:
    seqs = {event.action: event.seq for event, _ in filled.journal()}
    filled.erase(str(seqs["same"]), "names a source")
    assert {view.name for view in filled.documents()} >= {"whistleblow.txt"}
    bodies = {event.seq: body for event, body in filled.journal()}
    assert bodies[seqs["same"]] == b""
    assert "Zoltana writes as Ana Ruiz" not in repr(bodies)
    assert _found(filled.folder, ["writes as Ana"]) == set()
    assert list(filled.verify()) == []
    filled.erase(str(seqs["source"]), "names a source")
    filled.resume(engine=InProcess())
    assert [view.source.kind for view in filled.documents() if view.source.title][:1] == [""]
    assert _found(filled.folder, ["secretnote"]) == set()
    before = rows.derived(filled.folder)
    filled.rebuild(engine=InProcess())
    assert rows.derived(filled.folder) == before


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("nobody.txt", "no document or event"),
        ("999", "no document or event"),
        ("0", "no document or event"),
        ("1", "has no payload"),
        ("2", "erase the document"),
        ("", "no document"),
        ("zz", "no document"),
    ],
)
def test_what_cannot_be_erased_is_refused_and_nothing_goes(
    filled: Case, thing: str, said: str
) -> None:
    before, events = rows.derived(filled.folder), _actions(filled)
    with pytest.raises(UsageError, match=said):
        filled.erase(thing, "because")
    with pytest.raises(UsageError, match="without a reason"):
        filled.erase("1.txt", " ")
    assert rows.derived(filled.folder) == before
    assert _actions(filled) == events


def test_a_name_of_several_documents_is_refused_with_their_ids(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    filled.add(write("other/1.txt", "Other words.\n"), engine=InProcess())
    with pytest.raises(UsageError, match=r"1\.txt is 2 documents"):
        filled.erase("1.txt", "because")


def test_a_payload_that_was_to_be_erased_and_is_there_is_a_fault(filled: Case) -> None:
    with filled._file.database.reading() as connection:
        held = connection.exec_driver_sql("SELECT * FROM payload").all()
    filled.erase("whistleblow.txt", "consent was withdrawn")
    with filled._file.database.writing() as connection:
        for row in held:
            connection.exec_driver_sql("INSERT OR IGNORE INTO payload VALUES (?, ?, ?)", tuple(row))
    assert "erased its payload: it is there" in " ".join(f.problem for f in filled.verify())


def test_a_backup_after_an_erasure_holds_nothing_of_it(filled: Case, tmp_path: Path) -> None:
    filled.erase("whistleblow.txt", "consent was withdrawn")
    assert filled.backup(tmp_path / "b.zip").faults == ()
    restore(tmp_path / "b.zip", tmp_path / "again")
    assert _found(tmp_path / "again") == set()
    assert not set(WORDS) & {word for word in WORDS if word.encode() in _bytes(tmp_path / "b.zip")}


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


KILLED = """
import os, signal, sys
from pathlib import Path
from careo.case.handle import Case
from careo.store import erasing
wanted = sys.argv[2]
finish = erasing.finish
def stops(*given):
    for step in finish(*given):
        if step == wanted:
            os.kill(os.getpid(), signal.SIGKILL)
        yield step
erasing.finish = stops
with Case.open(Path(sys.argv[1])) as case:
    case.erase("whistleblow.txt", "consent was withdrawn")
"""


@pytest.mark.parametrize("step", ["originals", "indexes", "backups", "pages", "end"])
def test_an_erasure_that_is_killed_is_finished_by_the_next_command(filled: Case, step: str) -> None:
    filled.close()
    command = [sys.executable, "-c", KILLED, str(filled.folder), step]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with Case.open(filled.folder) as case:
        assert _found(filled.folder) == set()
        assert list(case.verify()) == []
        assert _actions(case).count("erase") == 1
    assert _found(filled.folder) == set()


def test_who_else_reads_the_case_delays_the_last_step_and_verify_says_so(
    filled: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite.connect, "__kwdefaults__", {"busy_seconds": 0.1})
    with closing(sqlite.connect(filled.folder / "careo.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM journal").fetchone()
        with pytest.raises(BusyError):
            filled.erase("whistleblow.txt", "consent was withdrawn")
        assert any("traces" in fault.problem for fault in filled.verify())
        other.execute("COMMIT")
    with Case.open(filled.folder) as again:
        assert list(again.verify()) == []
    assert _found(filled.folder) == set()
