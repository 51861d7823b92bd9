import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careo.case.work import Task
from careo.model.config import Config
from careo.model.document import Outcome, Source
from careo.model.errors import CaseError, QuoteMismatchError, TamperedError
from careo.model.record import DocumentId
from careo.model.text import TextLayer
from careo.store import bodies
from careo.store.casefile import Arrival, CaseFile, Read
from careo.store.documents import Row
from careo.store.found import Findings
from tests.unit.case.plain import read_plainly

NOTHING = Source()
TEXT = "Ana Ruiz said that Juan Mora paid. Mora left."


def _open(folder: Path, **options: Any) -> Any:
    return CaseFile.open(
        folder, create=True, clock=lambda: "2026-03-01T10:00:00Z", user="ana", **options
    )


def _register(
    case: CaseFile, folder: Path, text: str = TEXT, given: Any = NOTHING, name: str = "letter.txt"
) -> Any:
    path = folder / name
    path.write_text(text)
    original = case.originals.put(path)
    (new,) = case.register([Arrival(original, name, given)])
    return original.id, new


def _row(case: CaseFile, document: DocumentId) -> Row:
    row = case.document(document)
    assert row is not None
    return row


def _layer(case: CaseFile) -> TextLayer:
    layer = case.layer(1)
    assert layer is not None
    return layer


def _read(case: CaseFile, document: Any) -> Any:
    row = _row(case, document)
    task = Task(
        document=document,
        path=str(case.originals.path(document)),
        name=row.name,
        given=row.given,
        config=Config(),
    )
    return Read(document, row.given, findings_of(task))


def findings_of(task: Task) -> Any:
    return Findings.parse(read_plainly(task))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Any]:
    made = _open(tmp_path / "case")
    yield made
    made.close()


def _actions(case: CaseFile) -> Any:
    return [event.action for event, _ in case.events()]


def test_the_first_event_of_a_case_is_its_making(case: CaseFile) -> None:
    ((event, payload),) = case.events()
    assert (event.seq, event.action, event.by, payload) == (1, "created", "ana", b"")


def test_opening_a_case_again_writes_nothing(case: CaseFile, tmp_path: Path) -> None:
    _open(tmp_path / "case").close()
    assert _actions(case) == ["created"]


def test_an_ingest_event_says_name_size_and_source(case: CaseFile, tmp_path: Path) -> None:
    given = Source(author="Ana Ruiz")
    document, new = _register(case, tmp_path, given=given)
    event, payload = list(case.events())[-1]
    assert new
    assert (event.action, event.object) == ("ingest", f"document:{document}")
    assert json.loads(payload) == {
        "name": "letter.txt",
        "size": len(TEXT),
        "source": {"author": "Ana Ruiz"},
    }


def test_the_same_bytes_again_are_only_seen(case: CaseFile, tmp_path: Path) -> None:
    document, _ = _register(case, tmp_path)
    case.record([_read(case, document)])
    before = list(case.claims())
    again, new = _register(case, tmp_path, name="copy.txt")
    assert (again, new) == (document, False)
    assert _actions(case) == ["created", "ingest", "read", "seen"]
    assert case.count() == 1
    assert case.count(pending=True) == 0
    assert list(case.claims()) == before
    assert _row(case, document).name == "letter.txt"


def test_more_said_of_the_source_makes_a_document_pending_again(
    case: CaseFile, tmp_path: Path
) -> None:
    document, _ = _register(case, tmp_path, given=Source(title="A letter"))
    case.record([_read(case, document)])
    _register(case, tmp_path, given=Source(author="Ana Ruiz"))
    assert _actions(case)[-2:] == ["seen", "source"]
    row = _row(case, document)
    assert row.pending
    assert row.given == Source(title="A letter", author="Ana Ruiz")
    _register(case, tmp_path, given=Source(author="Ana Ruiz"))
    assert _actions(case)[-1] == "seen"


def test_a_result_read_with_an_older_source_is_not_kept(case: CaseFile, tmp_path: Path) -> None:
    document, _ = _register(case, tmp_path)
    stale = _read(case, document)
    _register(case, tmp_path, given=Source(author="Ana Ruiz"))
    assert case.record([stale]).wanted == [False]
    assert _row(case, document).pending
    assert case.record([_read(case, document)]).wanted == [True]


def test_a_result_that_another_process_has_kept_is_not_kept_twice(
    case: CaseFile, tmp_path: Path
) -> None:
    document, _ = _register(case, tmp_path)
    read = _read(case, document)
    assert case.record([read, read]).wanted == [True, False]
    assert _actions(case).count("read") == 1


def test_the_users_word_on_a_source_wins(case: CaseFile, tmp_path: Path) -> None:
    document, _ = _register(case, tmp_path, given=Source(title="Given"))
    read = _read(case, document)
    spoken = Source(title="Spoken", author="Somebody")
    found = Findings(
        media_type="text/plain", outcome=Outcome(status="ok"), spoken=spoken, layer=read.found.layer
    )
    case.record([read._replace(found=found)])
    assert _row(case, document).source == Source(title="Given", author="Somebody")


def test_reading_again_replaces_every_row(case: CaseFile, tmp_path: Path) -> None:
    document, _ = _register(case, tmp_path)
    read = _read(case, document)
    case.record([read])
    first = _rows(case)
    _register(case, tmp_path, given=Source(author="Ana Ruiz"))
    case.record([_read(case, document)])
    assert _rows(case) == first
    assert sorted(case.search("Juan Mora paid", 10)) == [1 << 24, 1 << 24 | 1]


def _rows(case: CaseFile) -> Any:
    names = ("layer", "referent", "mention", "claim", "claim_about", "claim_by", "name_token")
    with case.database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}").all()]
            for name in names
        }


@pytest.mark.parametrize("said", [b"Juan Mora", b"said", b"Juan Mora paid"])
def test_a_span_whose_words_are_not_there_is_never_written(
    case: CaseFile, tmp_path: Path, said: bytes
) -> None:
    document, _ = _register(case, tmp_path)
    read = _read(case, document)
    words = b'"exact":"%b"'
    body = read.found.canonical().replace(words % said, words % said.swapcase())
    assert body != read.found.canonical()
    forged = read._replace(found=Findings.parse(body))
    with pytest.raises(QuoteMismatchError):
        case.record([forged])
    assert _row(case, document).pending
    assert _actions(case) == ["created", "ingest"]


def test_a_stored_claim_whose_words_were_changed_is_not_read_back(
    case: CaseFile, tmp_path: Path
) -> None:
    document, _ = _register(case, tmp_path)
    case.record([_read(case, document)])
    with case.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE claim SET body = CAST(replace(CAST(body AS TEXT), 'paid', 'stay') AS BLOB)"
        )
    layer = _layer(case)
    body = next(case.claims()).body
    with pytest.raises(TamperedError):
        case.claim(body, layer)


def test_the_layers_id_is_kept_once_and_comes_back_whole(case: CaseFile, tmp_path: Path) -> None:
    document, _ = _register(case, tmp_path, text='Ana Ruiz said that "layer":"" paid. "layer".')
    read = _read(case, document)
    case.record([read])
    layer = _layer(case)
    stored = [one.body for one in case.claims()]
    assert all(layer.id.encode() not in body for body in stored)
    assert [case.claim(body, layer) for body in stored] == [
        item.claim for item in read.found.claims
    ]
    whole = bodies.whole(stored[0], layer.id)
    assert whole == read.found.claims[0].claim.canonical()


def test_a_folder_with_other_things_is_not_made_into_a_case(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(CaseError, match="not a case"):
        CaseFile.open(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_new_case_is_for_its_owners_eyes_only(case: CaseFile) -> None:
    assert case.folder.stat().st_mode & 0o777 == 0o700


def test_a_file_is_not_a_case(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    for create in (False, True):
        with pytest.raises(CaseError):
            CaseFile.open(tmp_path / "x", create=create)


def test_who_writes_is_taken_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREO_USER", "bea")
    case = CaseFile.open(tmp_path / "case", create=True)
    ((event, _),) = case.events()
    case.close()
    assert event.by == "bea"
    assert event.at.endswith("Z")


@pytest.mark.parametrize("left", [None, b""])
def test_a_case_that_has_lost_its_database_is_not_begun_anew(
    tmp_path: Path, left: bytes | None
) -> None:
    case = _open(tmp_path / "case")
    _register(case, tmp_path)
    case.close()
    (tmp_path / "case" / "careo.db").unlink()
    if left is not None:
        (tmp_path / "case" / "careo.db").write_bytes(left)
    with pytest.raises(CaseError, match="originals and no database"):
        _open(tmp_path / "case")
