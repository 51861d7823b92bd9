from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case.adding import Registrar
from careo.case.engines import InProcess, Processes
from careo.case.handle import Case
from careo.case.ports import Silent
from careo.case.readers import Readers
from careo.case.work import Task
from careo.model.config import Config
from careo.model.document import Outcome, Source, Status
from careo.store.found import Findings
from tests.unit.case.plain import read_plainly


@pytest.fixture
def readers(case: Case) -> Any:
    return Readers(case._file, Config(), read_plainly, Silent())


def _register(case: Case, files: Any) -> Any:
    registrar = Registrar(case._file, Source(), Silent())
    registrar.run(files)
    return registrar.added


def _chosen(readers: Readers, documents: Any, case: Case) -> Any:
    fresh = [added.document for added in documents if added.new]
    return type(readers._engine(fresh, case.pending()))


def test_few_small_new_documents_are_read_here(
    case: Case, readers: Readers, write: Callable[[str, str], Path]
) -> None:
    documents = _register(case, [write(f"{n}.txt", f"Item {n}.") for n in range(5)])
    assert _chosen(readers, documents, case) is InProcess


def test_many_or_large_documents_are_read_by_processes(
    case: Case, readers: Readers, write: Callable[[str, str], Path]
) -> None:
    many = [write(f"{n}.txt", f"Item {n}.") for n in range(40)]
    assert _chosen(readers, _register(case, many), case) is Processes


def test_large_documents_are_read_by_processes(
    case: Case, readers: Readers, write: Callable[[str, str], Path]
) -> None:
    large = [write(f"{n}.txt", f"Item {n}." * 10_000) for n in range(3)]
    assert _chosen(readers, _register(case, large), case) is Processes


def test_one_large_document_has_no_use_for_processes(
    case: Case, readers: Readers, write: Callable[[str, str], Path]
) -> None:
    documents = _register(case, [write("1.txt", "Item." * 100_000)])
    assert _chosen(readers, documents, case) is InProcess


def test_what_an_earlier_run_left_is_read_by_processes(
    case: Case, readers: Readers, write: Callable[[str, str], Path]
) -> None:
    _register(case, [write("1.txt", "Item 1.")])
    documents = _register(case, [write("2.txt", "Item 2.")])
    assert _chosen(readers, documents, case) is Processes


@pytest.mark.parametrize("status", ["crashed", "timeout"])
def test_what_crashed_or_took_too_long_is_read_again_by_a_process_when_it_is_added_again(
    case: Case, readers: Readers, write: Callable[[str, str], Path], status: Status
) -> None:
    path = write("1.txt", "Ana Ruiz said that Juan Mora paid.")
    documents = _register(case, [path])
    outcome = Outcome(status=status, reason="SIGKILL")
    failed = Findings(media_type="text/plain", outcome=outcome, fingerprint="0" * 64)
    Readers(case._file, Config(), lambda _: failed.canonical(), Silent()).run(
        documents, InProcess()
    )
    (view,) = case.documents()
    assert view.outcome == status
    again = _register(case, [path])
    (view,) = case.documents()
    assert (view.outcome, view.reason) == ("pending", "waits to be read")
    assert _chosen(readers, again, case) is Processes
    readers.run(again, InProcess())
    (view,) = case.documents()
    assert view.outcome == "ok"
    assert list(case.verify()) == []


def test_what_was_read_or_refused_is_not_read_again(
    case: Case, readers: Readers, write: Callable[[str, str], Path]
) -> None:
    path = write("1.txt", "Item 1.")
    readers.run(_register(case, [path]), InProcess())
    _register(case, [path])
    assert case.pending() == 0


def test_a_document_named_twice_is_read_once(
    case: Case, readers: Readers, write: Callable[[str, str], Path]
) -> None:
    path = write("1.txt", "Item 1.")
    documents = _register(case, [path, path])
    assert _chosen(readers, documents, case) is InProcess
    readers.run(documents, None)
    assert [event.action for event, _ in case.journal()].count("read") == 1


def test_a_result_that_is_not_what_was_found_is_a_crash_of_its_document(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    documents = _register(case, [write("1.txt", "Item 1.")])
    readers = Readers(case._file, Config(), lambda _: b"{}", Silent())
    readers.run(documents, InProcess())
    (view,) = case.documents()
    assert (view.outcome, view.reason) == ("crashed", "ValidationError")


def test_a_result_with_words_that_are_not_in_the_text_is_a_crash_of_its_document(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    def forge(task: Task) -> Any:
        return read_plainly(task).replace(b'"exact":"Ana Ruiz"', b'"exact":"Eva Ruiz"')

    documents = _register(case, [write("1.txt", "Ana Ruiz left."), write("2.txt", "Item 2.")])
    Readers(case._file, Config(), forge, Silent()).run(documents, InProcess())
    assert [(v.outcome, v.reason) for v in case.documents()] == [
        ("crashed", "QuoteMismatchError"),
        ("ok", ""),
    ]
    assert list(case.verify()) == []


def test_a_file_name_that_is_no_text_is_kept_as_escapes(case: Case, tmp_path: Path) -> None:
    path = tmp_path / b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    path.write_text("Item 1.")
    _register(case, [path])
    (view,) = case.documents()
    assert view.name == "caf\\xe9.txt"
