import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case import Case, InProcess, Processes
from careo.case.readers import Readers
from careo.model.document import Outcome, Source
from careo.model.errors import CaseError, UsageError
from careo.model.record import DocumentId, Sha256
from careo.model.views import NOT_NAMED

LETTER = "Ana Ruiz said that Juan Mora paid the guards. Juan Mora left.\n"
NOTE = "Bea Luna said that Ana Ruiz kept the books.\n"


class Heard:
    """A progress that remembers."""

    def __init__(self) -> None:
        self.steps: list[object] = []

    def start(self, stage: Any, total: Any) -> None:
        self.steps.append((stage, total))

    def step(self, done: Any, failed: Any, name: str) -> None:
        self.steps.append((done, failed, name))

    def finish(self) -> None:
        self.steps.append("finished")


@pytest.fixture
def filled(case: Case, write: Callable[[str, str], Path]) -> Any:
    case.add([write("1.txt", LETTER), write("2.txt", NOTE)], engine=InProcess())
    return case


def _said(claims: Any) -> Any:
    return [claim.content[0].exact for claim in claims]


def test_adding_tells_what_became_of_each_file(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    letter, again = write("1.txt", LETTER), write("copy.txt", LETTER)
    empty = write("empty.txt", "")
    done = case.add([letter, empty, again], engine=InProcess())
    assert [(a.name, a.new, a.outcome) for a in done.added] == [
        ("1.txt", True, Outcome(status="ok")),
        ("empty.txt", True, Outcome(status="refused", reason="empty")),
        ("copy.txt", False, Outcome(status="ok")),
    ]
    assert [a.claims for a in done.added] == [3, 0, 3]
    assert [a.name for a in done.unread] == ["empty.txt"]
    assert done.missed == ()


def test_a_second_adding_changes_nothing_but_the_journal(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    claims = list(filled.claims())
    done = filled.add(write("1.txt", LETTER))
    assert [(a.new, a.outcome) for a in done.added] == [(False, None)]
    assert list(filled.claims()) == claims
    assert [event.action for event, _ in filled.journal()][-1] == "seen"


def test_what_cannot_be_added_is_told_and_all_else_is_added(
    case: Case, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    (tmp_path / "none").mkdir()
    paths = [tmp_path / "missing.txt", write("1.txt", LETTER), tmp_path / "none"]
    done = case.add(paths, engine=InProcess())
    assert [a.name for a in done.added] == ["1.txt"]
    assert [m.path for m in done.missed] == [str(paths[0]), str(paths[2])]
    assert done.missed[0].reason == "No such file or directory"


def test_a_folder_gives_its_files_sorted_without_hidden_ones_and_cases(
    case: Case, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config", "c.txt"):
        write(name, f"Ana Ruiz said that {name.replace('.', ' ')} burned.")
    Case.open(tmp_path / "in" / "old.careo", create=True).close()
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "gone").symlink_to(tmp_path / "nowhere")
    done = case.add(tmp_path / "in", engine=InProcess())
    assert [a.name for a in done.added] == ["z.txt", "b.txt", "c.txt"]
    assert sorted(m.path.rsplit("/", 1)[1] for m in done.missed) == ["gone", "loop"]


def test_a_folder_may_be_as_deep_as_the_system_lets_it(case: Case, tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(400):
        folder = folder / "d"
        folder.mkdir()
    (folder / "deep.txt").write_text(LETTER)
    done = case.add(tmp_path / "d", engine=InProcess())
    assert [a.name for a in done.added] == ["deep.txt"]


def test_documents_are_listed_in_order_with_what_is_known_of_them(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    source = Source(title="A letter", author="Ana Ruiz")
    case.add(write("1.txt", LETTER), source, engine=InProcess())
    case.add(write("e.txt", ""), engine=InProcess())
    letter, empty = case.documents()
    assert (letter.name, letter.outcome, letter.source) == ("1.txt", "ok", source)
    assert (empty.outcome, empty.reason) == ("refused", "empty")
    assert letter.size == len(LETTER)


def test_an_exception_of_a_station_is_an_outcome_of_its_document(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    done = case.add([write("1.txt", "CRASH"), write("2.txt", LETTER)], engine=InProcess())
    assert done.added[0].outcome == Outcome(status="crashed", reason="RuntimeError")
    assert done.added[1].outcome == Outcome(status="ok")
    assert case.pending() == 0
    reads = [payload for event, payload in case.journal() if event.action == "read"]
    assert any(b'"crashed"' in payload for payload in reads)


def test_a_document_that_kills_its_worker_costs_itself_alone(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    files = [write(f"{n}.txt", f"Ana Ruiz said that item {n} burned.") for n in range(4)]
    done = case.add([*files[:2], write("d.txt", "DIE"), *files[2:]], engine=Processes(2))
    ok = Outcome(status="ok")
    assert [a.outcome for a in done.added] == [
        ok,
        ok,
        Outcome(status="crashed", reason="SIGKILL"),
        ok,
        ok,
    ]


def test_progress_hears_of_a_document_when_it_is_durable(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    heard = Heard()
    case.add([write("1.txt", LETTER), write("gone.txt", "").parent / "x"], progress=heard)
    assert heard.steps == [
        ("adding", None),
        (1, 1, str(write("x", "").parent / "x")),
        (2, 1, "1.txt"),
        "finished",
        ("reading", 1),
        (1, 0, "1.txt"),
        "finished",
    ]


def test_claims_about_a_name_ignore_case_and_accents_and_need_whole_words(
    opened: Callable[..., Case], write: Callable[[str, str], Path]
) -> None:
    case = opened()
    case.add(write("1.txt", "Ana Ruiz said that Juán Mora paid.\n"), engine=InProcess())
    assert _said(case.claims(about="MORA")) == _said(case.claims(about="juan mora"))
    assert _said(case.claims(about="mora"))[-1] == "Juán Mora paid"
    assert _said(case.claims(about="mor")) == []
    assert _said(case.claims(about="mora juan")) == []
    assert _said(case.claims(about="  ")) == []


def test_claims_about_an_actors_id(filled: Case) -> None:
    mora = next(actor for actor in filled.actors() if actor.name == "Juan Mora")
    assert _said(filled.claims(about=mora.id)) == _said(filled.claims(about="Juan Mora"))
    assert list(filled.claims(about="0" * 64)) == []


def test_claims_by_a_name_are_those_of_the_innermost_speaker(filled: Case) -> None:
    assert _said(filled.claims(by="Ruiz")) == ["Juan Mora paid the guards"]
    assert _said(filled.claims(by="Luna", about="Ruiz")) == ["Ana Ruiz kept the books"]
    assert _said(filled.claims(by="Luna", about="Mora")) == []


def test_a_document_is_found_as_the_speaker_by_its_title(
    case: Case, write: Callable[[str, str], Path]
) -> None:
    case.add(write("1.txt", LETTER), Source(title="The Harbour Letter"), engine=InProcess())
    assert _said(case.claims(by="harbour letter")) == [
        "Ana Ruiz said that Juan Mora paid the guards.",
        "Juan Mora left.",
    ]


def test_a_view_names_speakers_roles_and_subjects(filled: Case) -> None:
    actors = {actor.name: actor.id for actor in filled.actors()}
    (claim,) = filled.claims(by="Ruiz")
    outer, inner = claim.chain
    assert (outer.speaker.text, outer.speaker.document) == ("1.txt", claim.document)
    assert (inner.speaker.text, inner.speaker.actor) == ("Ana Ruiz", actors["Ana Ruiz"])
    assert claim.about == (actors["Juan Mora"],)
    (role,) = claim.relations[0].roles
    assert (role.text, role.actor) == ("Juan Mora", actors["Juan Mora"])
    assert NOT_NAMED not in inner.speaker.text


def test_actors_are_listed_by_name_with_every_mention(filled: Case) -> None:
    found = [(actor.name, len(actor.mentions)) for actor in filled.actors()]
    assert found == [("Ana Ruiz", 2), ("Bea Luna", 1), ("Juan Mora", 2)]
    layers = {layer.document: layer.text for layer in filled.layers()}
    for actor in filled.actors():
        for place in actor.mentions:
            assert layers[place.document][place.start : place.end] == place.exact


def test_search_finds_claims_by_their_words(filled: Case) -> None:
    assert _said(filled.search("guards paid"))[0] == "Juan Mora paid the guards"
    assert _said(filled.search('"; DROP TABLE claim')) == []


def test_one_engine_or_the_other_gives_the_same_rows(
    opened: Callable[..., Case], write: Callable[[str, str], Path]
) -> None:
    files = [
        write(f"{n}.txt", f"Ana Ruiz said that Juan Mora paid {n}. Witness {n} spoke.\n")
        for n in range(12)
    ]
    rows = []
    for name, engine in (("one", InProcess()), ("two", Processes(2))):
        case = opened(name)
        case.add(files, engine=engine)
        rows.append(_rows(case))
    assert rows[0] == rows[1]


def _rows(case: Case) -> Any:
    names = (
        "document",
        "layer",
        "referent",
        "referent_key",
        "grouping",
        "member",
        "name_token",
        "mention",
        "claim",
        "claim_about",
        "statement",
        "claim_by",
        "segment_text_docsize",
        "claim_text_docsize",
    )
    with case._file.database.reading() as connection:
        return {
            name: [tuple(r) for r in connection.exec_driver_sql(f"SELECT * FROM {name}").all()]
            for name in names
        }


def test_what_an_interruption_left_is_read_by_the_next_adding(
    case: Case, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Readers, "run", stop)
        with pytest.raises(KeyboardInterrupt):
            case.add([write("1.txt", LETTER), write("2.txt", NOTE)])
    assert case.pending() == 2
    assert {view.reason for view in case.documents()} == {"waits to be read"}
    done = case.add(write("3.txt", "Cleo Vega said that it rained.\n"))
    assert (len(done.added), done.resumed, case.pending()) == (1, 2, 0)


def test_leftovers_are_never_read_in_this_process(
    case: Case, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Readers, "run", lambda *_: None)
        case.add(write("1.txt", "DIE"))
    assert case.resume() == 1
    (view,) = case.documents()
    assert (view.outcome, view.reason) == ("crashed", "SIGKILL")


def test_a_copied_and_a_zipped_case_open_as_the_original(filled: Case, tmp_path: Path) -> None:
    claims = list(filled.claims())
    filled.close()
    shutil.copytree(filled.folder, tmp_path / "copy")
    packed = shutil.make_archive(str(tmp_path / "mail"), "zip", filled.folder)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "unpacked")
    for folder in ("copy", "unpacked"):
        with Case.open(tmp_path / folder) as case:
            assert list(case.claims()) == claims
            assert list(case.verify()) == []


def test_a_missing_case_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        Case.open(tmp_path / "nothing")
    assert caught.value.exit_status == 3
    assert not (tmp_path / "nothing").exists()


def test_the_path_of_an_original_is_given_for_known_documents_only(filled: Case) -> None:
    (first, _) = filled.documents()
    assert filled.original(first.id).read_text() == LETTER
    with pytest.raises(UsageError):
        filled.original(DocumentId(Sha256("0" * 64)))


def test_views_hold_no_lock_while_they_are_read(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    claims = filled.claims()
    next(claims)
    filled.add(write("3.txt", "Cleo Vega said that it rained.\n"), engine=InProcess())
    assert len([next(claims), *claims]) >= 3
