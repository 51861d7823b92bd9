"""Bytes of files inside documents: kept while anything needs them, gone when nothing does."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess
from careo.case.handle import Case
from careo.case.readers import _found, _Tasks
from careo.model.config import Config, Limits
from careo.model.document import Source
from careo.model.errors import BusyError, UsageError
from careo.store.casefile import Arrival, CaseFile, Read
from careo.store.parts import Part
from tests.unit.case.plain import read_plainly

WHISPER = "Zoltana Quibbelman said that Juan Mora paid.\n"
Write = Callable[[str, str], Path]


@pytest.fixture
def archives(write: Write) -> Any:
    """Two archives that hold the same file."""
    one = write("one.json", json.dumps({"m.txt": WHISPER}))
    return one, write("two.json", json.dumps({"m.txt": WHISPER, "n.txt": "Bea Luna left.\n"}))


def _register(file: CaseFile, *paths: Path) -> None:
    kept = [Arrival(file.originals.put(path), path.name, Source()) for path in paths]
    file.register(kept)


def _read(case: Case, *names: str) -> list[Read]:
    """Read these documents as another process does, and keep nothing yet."""
    tasks = [task for task in _Tasks(case._file, case.config, ()) if task.name in names]
    return [Read(one.document, one.given, _found(one, read_plainly(one))) for one in tasks]


def _record(case: Case, reads: list[Read]) -> None:
    case._file.record(reads, case.config.limits)
    for read in reads:
        case._file.originals.forget(read.found.spool)


def _holding(case: Case, words: str) -> list[Path]:
    files = [path for path in case.folder.rglob("*") if path.is_file()]
    return [path for path in files if words.encode() in path.read_bytes()]


def _names(case: Case) -> list[str]:
    return [view.name for view in case.documents()]


def _faults(case: Case) -> list[str]:
    return [fault.problem for fault in case.verify()]


def test_an_erasure_leaves_what_waits_in_another_container_too(
    case: Case, write: Write, archives: Any
) -> None:
    _register(case._file, write("first.txt", "Item.\n"), *archives)
    _record(case, _read(case, "one.json", "two.json"))
    assert case._file.waiting()
    case.erase("one.json", "consent was withdrawn")
    case.resume(engine=InProcess())
    assert _names(case) == ["first.txt", "two.json", "m.txt", "n.txt"]
    assert {view.outcome for view in case.documents()} == {"ok"}
    assert _faults(case) == []


def test_a_document_that_waits_in_a_container_goes_with_that_alone(
    case: Case, write: Write, archives: Any
) -> None:
    case.add(write("m.txt", WHISPER), engine=InProcess())
    _register(case._file, write("first.txt", "Item.\n"), archives[0])
    _record(case, _read(case, "one.json"))
    with pytest.raises(UsageError, match=r"came in one\.json"):
        case.erase("m.txt", "consent was withdrawn")
    assert case.erase("one.json", "consent was withdrawn").documents == ("one.json",)
    assert _names(case) == ["m.txt", "first.txt"]
    case.resume(engine=InProcess())
    assert _faults(case) == []


def test_what_came_in_a_container_stays_while_it_waits_in_another(
    case: Case, write: Write, archives: Any
) -> None:
    case.add(archives[0], engine=InProcess())
    _register(case._file, write("first.txt", "Item.\n"), archives[1])
    _record(case, _read(case, "two.json"))
    taken = case.erase("one.json", "consent was withdrawn")
    assert (taken.documents, taken.stays) == (("one.json",), ("m.txt",))
    case.resume(engine=InProcess())
    assert _names(case) == ["m.txt", "first.txt", "two.json", "n.txt"]
    assert _faults(case) == []


def test_nothing_is_left_of_a_container_that_is_erased_while_it_is_read(
    case: Case, archives: Any
) -> None:
    _register(case._file, archives[0])
    reads = _read(case, "one.json")
    keep = case._file._keep

    def erased_meanwhile(read: Read, limits: Limits) -> Any:
        kept = keep(read, limits)
        case.erase("one.json", "consent was withdrawn")
        return kept

    case._file._keep = erased_meanwhile  # type: ignore[method-assign]
    _record(case, reads)
    assert _holding(case, "Quibbelman") == []
    assert _names(case) == []
    assert _faults(case) == []


def test_what_a_killed_reader_left_is_named_and_goes_with_the_next_erasure(
    case: Case, write: Write
) -> None:
    case.add(write("other.txt", "Item.\n"), engine=InProcess())
    stray = case._file.originals.put(write("m.txt", WHISPER))
    assert _faults(case) == []  # somebody may be about to register it
    os.utime(case._file.originals.path(stray.id), (1, 1))
    assert _faults(case) == ["no document needs it: the next erasure takes it"]
    case.erase("other.txt", "consent was withdrawn")
    assert _holding(case, "Quibbelman") == []
    assert _faults(case) == []


def test_what_a_tree_has_no_room_for_is_not_kept(case: Case, write: Write) -> None:
    case._config = Config(limits=Limits(archive_members=3))
    inner = {"b.json": json.dumps({"x.txt": "Item.\n"}), "c.json": json.dumps({"m.txt": WHISPER})}
    _register(case._file, write("tree.json", json.dumps(inner)))
    _record(case, _read(case, "tree.json"))
    _record(case, _read(case, "b.json", "c.json"))
    assert _names(case) == ["tree.json", "b.json", "c.json", "x.txt"]
    kept = {path.name for path in (case.folder / "originals").glob("??/*")}
    assert kept == {view.id for view in case.documents()}


def test_what_was_erased_before_it_was_registered_is_not_acknowledged(
    case: Case, write: Write
) -> None:
    path = write("m.txt", WHISPER)
    original = case._file.originals.put(path)
    case._file.originals.path(original.id).unlink()
    with pytest.raises(BusyError, match="erased meanwhile"):
        case._file.register([Arrival(original, path.name, Source())])
    assert _names(case) == []
    case.add(path, engine=InProcess())
    assert _faults(case) == []


def test_files_inside_that_were_taken_away_meanwhile_are_kept_again(
    case: Case, archives: Any
) -> None:
    _register(case._file, archives[0])
    reads = _read(case, "one.json")
    keep = case._file._keep
    taken: list[Part] = []

    def taken_away_once(read: Read, limits: Limits) -> Any:
        kept = keep(read, limits)
        if not taken:
            taken.extend(kept)
            case._file.originals.path(kept[0].id).unlink()
        return kept

    case._file._keep = taken_away_once  # type: ignore[method-assign]
    _record(case, reads)
    case.resume(engine=InProcess())
    assert _names(case) == ["one.json", "m.txt"]
    assert _faults(case) == []
