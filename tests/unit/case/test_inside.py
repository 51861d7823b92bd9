"""Files inside files become documents, with the same keys whoever reads first."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from careo.case import InProcess, Processes
from careo.case.handle import Case
from careo.case.ports import Engine, Failure, Silent
from careo.case.readers import Readers
from careo.model.config import Config, Limits
from careo.model.document import Source
from careo.model.record import DocumentId, sha256
from careo.store import parts
from careo.store.parts import Part
from tests.torture.kill import contents
from tests.unit.case.plain import read_plainly

TREE = {
    "a.txt": "Ana Ruiz said that Juan Mora paid.",
    "b.json": json.dumps({"c.txt": "Eva Luna left.", "d.json": json.dumps({"e.txt": "Deep."})}),
    "f.txt": "Ana Ruiz denied it.",
}


class Shuffled:
    """An engine that takes all there is and answers in another order."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 no secret

    def map_unordered(
        self, function: Callable[[Any], Any], items: Iterable[Any]
    ) -> Iterator[tuple[Any, Any | Failure]]:
        rest = iter(items)
        while taken := list(rest):
            self._random.shuffle(taken)
            for item in taken:
                yield item, function(item)


@pytest.fixture
def limited(opened: Callable[..., Case]) -> Any:
    """Open cases with limits."""

    def open_case(name: str = "case", **limits: int) -> Any:
        case = opened(name)
        case._config = Config(limits=Limits(**limits))
        return case

    return open_case


def _archive(write: Callable[[str, str], Path], name: str, files: dict[str, str]) -> Path:
    return write(name, json.dumps(files))


def _listed(case: Case) -> list[tuple[str, str | None, str]]:
    names = {view.id: view.name for view in case.documents()}
    return [
        (view.name, names[view.parent] if view.parent else None, view.outcome)
        for view in case.documents()
    ]


def _engines() -> list[Engine]:
    return [InProcess(), Processes(2), *(Shuffled(seed) for seed in range(5))]


def test_files_inside_become_documents_that_name_what_they_stand_in(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    done = case.add(_archive(write, "tree.json", TREE))
    assert _listed(case) == [
        ("tree.json", None, "ok"),
        ("a.txt", "tree.json", "ok"),
        ("b.json", "tree.json", "ok"),
        ("f.txt", "tree.json", "ok"),
        ("c.txt", "b.json", "ok"),
        ("d.json", "b.json", "ok"),
        ("e.txt", "d.json", "ok"),
    ]
    assert (len(done.added), done.inside, case.pending()) == (1, 6, 0)
    assert done.claims == len(list(case.claims())) > 4
    assert list(case.verify()) == []
    assert not list((case.folder / "originals").glob(".*"))


def test_the_journal_says_what_was_inside_and_where_each_file_came_from(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    case.add(_archive(write, "tree.json", TREE))
    views = {view.name: view for view in case.documents()}
    said = [(event.action, event.object, body) for event, body in case.journal()]
    (read,) = [
        json.loads(body)
        for action, what, body in said
        if action == "read" and what == f"document:{views['tree.json'].id}"
    ]
    assert [(one["id"], one["name"], one["size"]) for one in read["members"]] == [
        (views[name].id, name, len(text)) for name, text in TREE.items()
    ]
    (ingest,) = [
        json.loads(body)
        for action, what, body in said
        if action == "ingest" and what == f"document:{views['a.txt'].id}"
    ]
    assert (ingest["name"], ingest["parent"]) == ("a.txt", views["tree.json"].id)


def test_what_the_user_says_of_an_archive_is_not_said_of_what_is_inside(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    case.add(_archive(write, "tree.json", TREE), source=Source(author="Ana Ruiz"))
    authors = {view.name: view.source.author for view in case.documents()}
    assert authors.pop("tree.json") == "Ana Ruiz"
    assert set(authors.values()) == {""}


@pytest.mark.parametrize("number", range(7))
def test_keys_are_the_same_whoever_reads_first(
    opened: Callable[..., Case], write: Callable[[str, str], Path], number: int
) -> None:
    files = [
        _archive(
            write,
            f"{n}.json",
            {**TREE, "own.txt": f"Item {n}.", "2.json": json.dumps({"x": f"{n}"})},
        )
        for n in range(4)
    ]
    files.insert(2, write("plain.txt", "Juan Mora paid."))
    one, other = opened("one"), opened("other")
    one.add(files, engine=InProcess())
    other.add(files, engine=_engines()[number])
    assert contents(one.folder) == contents(other.folder)
    assert list(other.verify()) == []


def test_a_file_that_the_case_holds_already_is_seen_inside_and_not_added_again(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    case.add(write("a.txt", TREE["a.txt"]))
    done = case.add(
        _archive(write, "tree.json", {"copy.txt": TREE["a.txt"], "again": TREE["a.txt"]})
    )
    assert done.inside == 0
    assert _listed(case) == [("a.txt", None, "ok"), ("tree.json", None, "ok")]
    seen = [json.loads(body) for event, body in case.journal() if event.action == "seen"]
    parent = list(case.documents())[1].id
    assert [(one["name"], one["parent"]) for one in seen] == [
        ("copy.txt", parent),
        ("again", parent),
    ]
    assert list(case.verify()) == []


def test_an_archive_read_again_adds_nothing(case: Case, write: Callable[[str, str], Path]) -> None:
    path = _archive(write, "tree.json", TREE)
    case.add(path)
    before = _listed(case)
    done = case.add(path, source=Source(kind="files"))
    assert done.inside == 0
    assert _listed(case) == before
    assert not [
        event for event, body in case.journal() if event.action == "seen" and b"parent" in body
    ]
    assert list(case.verify()) == []


def test_an_archive_that_stands_too_deep_is_not_unpacked_and_says_so(
    limited: Callable[..., Case], write: Callable[[str, str], Path]
) -> None:
    files: dict[str, str] = {"core.txt": "Deep."}
    for n in range(6):
        files = {f"{n}.json": json.dumps(files)}
    case = limited(archive_depth=3)
    case.add(_archive(write, "top.json", files))
    assert [(name, outcome) for name, _, outcome in _listed(case)] == [
        ("top.json", "ok"),
        ("5.json", "ok"),
        ("4.json", "ok"),
        ("3.json", "ok"),
        ("2.json", "partial"),
    ]


@pytest.mark.parametrize("limit", [{"archive_members": 4}, {"archive_bytes": 140}])
@pytest.mark.parametrize("number", range(7))
def test_a_tree_that_holds_too_much_is_cut_at_the_same_place_whoever_reads_first(
    limited: Callable[..., Case],
    write: Callable[[str, str], Path],
    limit: dict[str, int],
    number: int,
) -> None:
    one, other = limited("one", **limit), limited("other", **limit)
    path = _archive(write, "tree.json", TREE)
    one.add(path, engine=InProcess())
    other.add([path, write("late.txt", "Item.")], engine=_engines()[number])
    one.add(write("late.txt", "Item."))
    listed = _listed(one)
    assert 1 < len(listed) < 7 + 1
    assert [name for name, _, outcome in listed if outcome == "partial"]
    reasons = [view.reason for view in one.documents() if view.outcome == "partial"]
    assert all("left out: more than" in reason for reason in reasons)
    known = {(view.id, view.reason) for view in one.documents()}
    assert known == {(view.id, view.reason) for view in other.documents()}
    assert list(one.verify()) == list(other.verify()) == []


def test_what_crashed_inside_is_read_again_when_the_archive_is_added_again(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    path = _archive(write, "tree.json", {"b.json": json.dumps({"c.txt": "CRASH"}), "x": "Fine."})
    case.add(path)
    assert _listed(case)[-1] == ("c.txt", "b.json", "crashed")
    case.add(path)
    (crashed,) = [view.id for view in case.documents() if view.outcome == "crashed"]
    read = [event.object for event, _ in case.journal() if event.action == "read"]
    assert len(read) == 5
    assert read[-1] == f"document:{crashed}"


def test_an_interrupted_run_goes_on_inside(case: Case, write: Callable[[str, str], Path]) -> None:
    def stop(task: Any) -> Any:
        if task.name == "c.txt":
            raise KeyboardInterrupt
        return read_plainly(task)

    path = _archive(write, "tree.json", TREE)
    case._function = stop
    with pytest.raises(KeyboardInterrupt):
        case.add(path, engine=InProcess())
    assert case.pending()
    case._function = read_plainly
    assert case.resume() == case.pending() + 2
    assert [name for name, _, _ in _listed(case)] == [
        *("tree.json", "a.txt", "b.json", "f.txt", "c.txt", "d.json", "e.txt")
    ]
    assert list(case.verify()) == []


def test_a_spool_that_does_not_hold_what_it_should_is_a_crash_of_its_document(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    def forge(task: Any) -> Any:
        return read_plainly(task).replace(b'"size":10', b'"size":11')

    case._function = forge
    case.add([_archive(write, "a.json", {"a": "0123456789"}), write("b.txt", "Item.")])
    assert [(v.outcome, v.reason) for v in case.documents()] == [
        ("crashed", "RefusedError"),
        ("ok", ""),
    ]
    assert not list((case.folder / "originals").glob(".*"))


def test_files_that_wait_are_not_forgotten_where_nothing_is_to_be_read(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    case.add(_archive(write, "tree.json", {"a.txt": "Item."}))
    late = Part(DocumentId(sha256(b"late")), "late.txt", 4)
    with case._file.database.writing() as connection:
        parts.write(connection, 1, [*parts.inside(connection, 1), late])
    Readers(case._file, case.config, lambda _: b"{}", Silent()).run((), InProcess())
    assert _listed(case)[-1] == ("late.txt", "tree.json", "crashed")
