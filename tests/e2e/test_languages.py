"""A document reads the same whoever reads it, beside whatever, in whichever language."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from careo.case import Case, InProcess, Processes
from careo.case.ports import Engine
from careo.case.work import Task, findings, work
from careo.model.config import Config
from careo.model.document import Source
from careo.model.record import DocumentId, sha256
from tests.torture import texts

DOCUMENTS = 12


def task(path: Path) -> Task:
    document = DocumentId(sha256(path.read_bytes()))
    return Task(document=document, path=str(path), name=path.name, given=Source(), config=Config())


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    """English, Spanish and mixed documents in turn."""
    paths = [tmp_path / f"{number}.txt" for number in range(DOCUMENTS)]
    for number, path in enumerate(paths):
        path.write_text(texts.mixed(number, sentences=3), encoding="utf-8")
    return [task(path) for path in paths]


def read(engine: Engine, given: Iterable[Task]) -> dict[str, bytes]:
    """Return what reading found in each document."""
    found = {}
    for one, result in engine.map_unordered(work, given):
        assert isinstance(result, bytes)
        found[one.name] = result
    return found


def test_a_document_reads_the_same_alone_and_among_others(tasks: list[Task]) -> None:
    among = read(InProcess(), tasks)
    kinds = [(found.outcome.status, found.language) for found in map(findings, among.values())]
    assert [status for status, _ in kinds] == ["ok"] * DOCUMENTS
    assert {language for _, language in kinds} == {"en", "es"}
    assert all(findings(result).claims for result in among.values())
    assert read(InProcess(), reversed(tasks)) == among
    assert read(Processes(2), tasks[::2] + tasks[1::2]) == among
    alone = tasks[2]  # the only one that its process reads
    assert read(Processes(1), [alone]) == {alone.name: among[alone.name]}


def test_cases_filled_in_another_order_hold_the_same_claims(
    tasks: list[Task], tmp_path: Path
) -> None:
    held = []
    for name, given in (("forth", tasks[:4]), ("back", tasks[3::-1])):
        with Case.open(tmp_path / name, create=True) as case:
            for one in given:
                case.add(one.path, engine=InProcess())
            listed = {view.name: view.language for view in case.documents()}
            assert set(listed.values()) == {"en", "es"}
            held.append(sorted((claim.id, claim.content) for claim in case.claims()))
    assert held[0] == held[1]
    assert held[0]
