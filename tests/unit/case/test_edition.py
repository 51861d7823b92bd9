from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess, edition
from careo.case.handle import Case
from careo.case.ports import Silent
from careo.case.readers import Readers
from careo.model.config import Config
from careo.model.edition import Edition
from careo.model.errors import StorageError

LETTER = "Ana Ruiz said that Juan Mora paid the guards. Juan Mora left.\n"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Edition]:
    """Take the editions that are handed to the dossier instead of drawing their pages."""
    taken: list[Edition] = []

    def render(made: Edition) -> Any:
        taken.append(made)
        return iter([("index.html", b"<p>"), ("sources/one.html", b"<p>")])

    monkeypatch.setattr("careo.dossier.render", render)
    return taken


def test_an_edition_holds_everything_once_and_bears_the_cases_date(
    case: Case, write: Callable[[str, str], Path], tmp_path: Path, rendered: list[Edition]
) -> None:
    case.add([write("1.txt", LETTER), write("2.txt", "")], engine=InProcess())
    case.dossier(tmp_path / "out", "The guards")
    (made,) = rendered
    assert (made.title, made.case, made.date) == ("The guards", "case", "2026-03-01")
    assert [view.outcome for view in made.documents] == ["ok", "refused"]
    assert made.claims == tuple(case.claims())
    assert made.actors == tuple(case.actors())
    assert made.layers == tuple(case.layers())
    assert set(made.languages.values()) == {"en"}
    assert [(note.language, note.documents, note.read) for note in made.readers] == [
        ("en", 1, True)
    ]
    assert made.matrix is not None
    assert sorted(p.name for p in (tmp_path / "out").rglob("*.html")) == ["index.html", "one.html"]


def test_what_is_pending_is_read_before_a_dossier_is_made(
    case: Case,
    write: Callable[[str, str], Path],
    tmp_path: Path,
    rendered: list[Edition],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Readers, "run", lambda *_: None)
        case.add(write("1.txt", LETTER))
    case.dossier(tmp_path / "out")
    (made,) = rendered
    assert [view.outcome for view in made.documents] == ["ok"]
    assert len(made.claims) == 3
    assert made.title == "1.txt"  # that of its only document


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    empty = edition.Contents("case", (), (), (), (), (), {}, (), {}, {}, {})
    made = edition.edition(empty, Config(), "Title", "2026-03-01")
    with pytest.raises(StorageError, match="cannot write"):
        edition.write(made, tmp_path / "file", Silent())


def test_pages_are_told_as_they_are_written(
    case: Case, write: Callable[[str, str], Path], tmp_path: Path, rendered: list[Edition]
) -> None:
    heard: list[tuple[str, int]] = []

    class Heard(Silent):
        def start(self, stage: str, _total: int | None) -> None:
            heard.append((stage, 0))

        def step(self, done: int, _failed: int, name: str) -> None:
            heard.append((name, done))

    case.add([write("1.txt", LETTER)], engine=InProcess())
    case.dossier(tmp_path / "out", progress=Heard())
    assert heard == [("writing", 0), ("index.html", 1), ("sources/one.html", 2)]
    assert len(rendered) == 1


def test_what_another_process_adds_meanwhile_is_left_out_whole(
    case: Case,
    write: Callable[[str, str], Path],
    tmp_path: Path,
    rendered: list[Edition],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case.add([write("1.txt", LETTER)], engine=InProcess())
    layers = case.layers

    def add_first() -> Any:
        case.add([write("2.txt", LETTER + "Eva Luna said that Juan Mora left.\n")])
        return layers()

    monkeypatch.setattr(case, "layers", add_first)
    case.dossier(tmp_path / "out")
    (made,) = rendered
    (document,) = made.documents
    assert {layer.document for layer in made.layers} == {document.id}
    assert {claim.document for claim in made.claims} == {document.id}
    assert {one.document for actor in made.actors for one in actor.mentions} == {document.id}
