"""What a folder gives, and what in it is careo's own."""

from pathlib import Path

import pytest

from careo.case.folders import expand, is_dossier
from careo.case.results import Missed

PAGE = "<!doctype html>"


def pages(folder: Path) -> None:
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "53254d94365c.html").write_text(PAGE, encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")


def files(*paths: Path) -> list[str]:
    return [path.name if isinstance(path, Path) else path.reason for path in expand(paths)]


def test_dossiers_and_cases_in_a_folder_are_no_documents(tmp_path: Path) -> None:
    pages(tmp_path / "work" / "out")
    (tmp_path / "my.careo").mkdir()
    (tmp_path / "letters").mkdir()
    for name in ("b.txt", "a.txt", ".hidden", "work/c.txt", "letters/d.txt", "my.careo/careo.db"):
        (tmp_path / name).touch()
    assert files(tmp_path) == ["a.txt", "b.txt", "d.txt", "c.txt"]


def test_a_dossier_that_is_named_itself_is_taken(tmp_path: Path) -> None:
    pages(tmp_path / "out")
    assert is_dossier(tmp_path / "out")
    assert files(tmp_path / "out") == ["index.html", "53254d94365c.html"]


def test_a_case_that_is_named_itself_is_not_added(tmp_path: Path) -> None:
    (tmp_path / "my.careo").mkdir()
    (tmp_path / "my.careo" / "careo.db").touch()
    (tmp_path / "a.txt").touch()
    assert files(tmp_path / "my.careo", tmp_path) == ["a case, which is no document", "a.txt"]


def test_a_folder_with_anything_else_in_it_is_no_dossier(tmp_path: Path) -> None:
    pages(tmp_path / "out")
    (tmp_path / "out" / "sources" / "main.html").touch()
    assert not is_dossier(tmp_path / "out")
    assert not is_dossier(tmp_path / "gone")


def test_a_folder_of_nothing_but_dossiers_and_empty_folders_holds_no_documents(
    tmp_path: Path,
) -> None:
    pages(tmp_path / "old" / "out")
    (tmp_path / "old" / "drafts").mkdir()
    (tmp_path / "letter.txt").touch()
    missed, letter = expand([tmp_path / "old", tmp_path / "letter.txt"])
    assert isinstance(missed, Missed)
    assert (missed.path, missed.reason) == (str(tmp_path / "old"), "no documents in it")
    assert letter == tmp_path / "letter.txt"


def test_a_folder_that_may_not_be_looked_into_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "shut").mkdir()
    (tmp_path / "z.txt").touch()
    whole = Path.iterdir, Path.is_file

    def refuse(path: Path, method: int) -> object:
        if "shut" in path.parts:
            raise PermissionError(13, "Permission denied", str(path))
        return whole[method](path)

    monkeypatch.setattr(Path, "iterdir", lambda path: refuse(path, 0))
    monkeypatch.setattr(Path, "is_file", lambda path: refuse(path, 1))
    assert files(tmp_path) == ["a.txt", "Permission denied", "z.txt"]
