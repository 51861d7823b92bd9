"""What an earlier extractor read stays beside what a new one reads."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess
from careo.case.handle import Case
from careo.case.work import Task
from careo.model.document import Outcome
from careo.model.text import Span
from careo.store.found import Findings
from tests.unit.case.plain import read_plainly

TEXT = "Ana Ruiz said that Juan Mora paid. Mora left.\n"


def _as(text: str, extractor: str = "plain/2") -> Callable[[Task], bytes]:
    """Return a reader that gets this text out of any bytes."""

    def read(task: Task) -> Any:
        path = Path(f"{task.path}.text")
        path.write_text(text)
        try:
            found = read_plainly(Task(**{**_fields(task), "path": str(path)}))
        finally:
            path.unlink()
        return found.replace(b"plain/1", extractor.encode())

    return read


def _fields(task: Task) -> Any:
    return {name: getattr(task, name) for name in task.__struct_fields__}


def _read_again(case: Case, function: Callable[[Task], bytes]) -> None:
    with case._file.database.writing() as connection:
        connection.exec_driver_sql("UPDATE document SET pending = 1")
    case._function = function
    case.resume(engine=InProcess())


@pytest.fixture
def document(case: Case, write: Callable[[str, str], Path]) -> Any:
    return case.add(write("letter.txt", TEXT), engine=InProcess()).added[0].document


def test_an_other_text_of_a_new_extractor_leaves_the_old_one_beside_it(
    case: Case, document: Any
) -> None:
    (old,) = case.layers()
    claim = next(case.claims())
    _read_again(case, _as("Ana Ruiz said that Juan Mora paid them.\n"))
    (new,) = case.layers()
    assert new.text == "Ana Ruiz said that Juan Mora paid them.\n"
    assert list(case.layers(document, earlier=True)) == [new, old]
    assert list(case.verify()) == []
    for quote in claim.content:
        Span(layer=claim.layer, start=quote.start, end=quote.end, exact=quote.exact).verify(
            old.text
        )
    assert {one.layer for one in case.claims()} == {new.id}


def test_the_same_text_of_a_new_extractor_is_the_same_layer_under_its_name(
    case: Case, document: Any
) -> None:
    (old,) = case.layers()
    _read_again(case, _as(TEXT))
    (new,) = case.layers(document, earlier=True)
    assert (new.id, old.extractor, new.extractor) == (old.id, "plain/1", "plain/2")
    assert list(case.verify()) == []


def test_a_text_that_comes_back_is_no_earlier_one(case: Case, document: Any) -> None:
    _read_again(case, _as("Other words.\n"))
    _read_again(case, _as(TEXT))
    texts = [layer.text for layer in case.layers(document, earlier=True)]
    assert texts == [TEXT, "Other words.\n"]
    assert list(case.verify()) == []


def test_a_text_stays_where_reading_it_again_fails(case: Case, document: Any) -> None:
    crashed = Findings(media_type="text/plain", outcome=Outcome(status="crashed", reason="x"))
    _read_again(case, lambda _: crashed.canonical())
    assert list(case.layers()) == []
    assert [layer.text for layer in case.layers(document, earlier=True)] == [TEXT]
    assert list(case.claims()) == []
    assert list(case.verify()) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE earlier_layer SET text = replace(text, 'paid', 'lost')",
        "UPDATE earlier_layer SET segments = x'7b'",
        "DELETE FROM earlier_layer",
    ],
)
def test_verify_names_an_earlier_text_that_was_changed_or_taken_away(
    case: Case, document: Any, damage: str
) -> None:
    _read_again(case, _as("Other words.\n"))
    with case._file.database.writing() as connection:
        connection.exec_driver_sql(damage)
    (fault,) = case.verify()
    assert fault.place == f"document {document}"
