"""A folder of the user's own is never overwritten, and a dossier never half written."""

from pathlib import Path

import pytest

from careo.app.cli.outdir import check_free, publish
from careo.model.errors import StorageError, UsageError

PAGE = "<!doctype html>"


def pages(folder: Path, words: str = "one") -> None:
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "53254d94365c.html").write_text(PAGE, encoding="utf-8")
    (folder / "index.html").write_text(PAGE + words, encoding="utf-8")


def test_an_absent_an_empty_and_an_older_dossier_may_be_written(tmp_path: Path) -> None:
    case = tmp_path / "out.careo"
    check_free(tmp_path / "out", case)
    (tmp_path / "out").mkdir()
    check_free(tmp_path / "out", case)
    pages(tmp_path / "out")
    check_free(tmp_path / "out", case)


@pytest.mark.parametrize("name", ["thesis.docx", "index.html", "sources/main.c"])
@pytest.mark.parametrize("beside", [True, False])
def test_a_folder_with_other_things_is_refused(tmp_path: Path, name: str, *, beside: bool) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if beside and name != "index.html":
        pages(out)
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="other things"):
        check_free(out, tmp_path / "out.careo")


def test_a_file_or_a_link_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="not a folder"):
            check_free(tmp_path / name, tmp_path / "x.careo")


@pytest.mark.parametrize("case", ["out", "out/case.careo", "."])
def test_case_and_dossier_never_lie_in_one_another(tmp_path: Path, case: str) -> None:
    with pytest.raises(UsageError, match="in one another"):
        check_free(tmp_path / "out", tmp_path / case)


def test_a_new_dossier_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    publish(out, pages)
    publish(out, lambda folder: pages(folder, "two"))
    assert (out / "index.html").read_text(encoding="utf-8").endswith("two")
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_failure_leaves_the_old_dossier_and_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    publish(out, pages)

    def broken(folder: Path) -> None:
        pages(folder, "half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(out, broken)
    assert (out / "index.html").read_text(encoding="utf-8").endswith("one")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot write"):
        publish(tmp_path / "file" / "out", pages)
