"""A case folder that was copied, zipped, mailed or renamed opens and verifies."""

import contextlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case import InProcess
from careo.case.handle import Case
from careo.model.errors import CaseError
from tests.torture import texts
from tests.torture.kill import ROOT, contents

LETTER = "Ana Ruiz said that Juan Mora paid the guards. Juan Mora left.\n"


@pytest.fixture
def folder(case: Case, write: Callable[[str, str], Path]) -> Any:
    case.add([write("1.txt", LETTER), write("2.txt", "Bea Luna left.\n")], engine=InProcess())
    case.close()
    return case.folder


def _verified(folder: Path) -> Any:
    with Case.open(folder) as case:
        assert list(case.verify()) == []
    return contents(folder)


def test_a_copy_of_an_idle_case_opens_under_any_name(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "Täter und Zeugen (2)")
    assert _verified(tmp_path / "Täter und Zeugen (2)") == _verified(folder)
    (tmp_path / "Täter und Zeugen (2)").rename(tmp_path / "renamed")
    assert _verified(tmp_path / "renamed") == _verified(folder)


def test_a_copy_of_a_case_that_is_open_opens_too(
    case: Case, write: Callable[[str, str], Path], tmp_path: Path
) -> None:
    case.add(write("1.txt", LETTER), engine=InProcess())
    shutil.copytree(case.folder, tmp_path / "copy")  # with its write-ahead log
    assert _verified(tmp_path / "copy") == contents(case.folder)


def test_a_case_that_was_zipped_without_permissions_opens_and_can_grow(
    folder: Path, tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    with zipfile.ZipFile(tmp_path / "mailed.zip", "w") as archive:
        for path in folder.rglob("*"):
            if path.is_file() and path.stat().st_size:  # no folders, and no empty WAL
                archive.writestr(f"case/{path.relative_to(folder)}", path.read_bytes())
    with zipfile.ZipFile(tmp_path / "mailed.zip") as archive:
        archive.extractall(tmp_path / "out")
    mailed = tmp_path / "out" / "case"
    assert _verified(mailed) == _verified(folder)
    with Case.open(mailed) as case:
        assert case.add(write("3.txt", "New words.\n"), engine=InProcess()).added[0].new
        assert case.add(write("1.txt", LETTER), engine=InProcess()).added[0].new is False
        assert list(case.verify()) == []


def test_what_a_mac_leaves_in_a_case_changes_nothing(folder: Path) -> None:
    before = _verified(folder)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "originals" / ".DS_Store").write_bytes(b"x")
    (folder / "__MACOSX" / "originals").mkdir(parents=True)
    (folder / "__MACOSX" / "._careo.db").write_bytes(b"x")
    for path in list(folder.glob("originals/*/*")):
        path.with_name(f"._{path.name}").write_bytes(b"x")
    assert _verified(folder) == before
    with Case.open(folder, create=True) as case:
        case.backup(folder.parent / "b.zip")
    with zipfile.ZipFile(folder.parent / "b.zip") as archive:
        assert not [name for name in archive.namelist() if "._" in name or "DS_Store" in name]


def test_a_case_on_a_read_only_disk_opens_and_is_backed_up_from_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _verified(folder)
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    reachable = os.access

    def access(path: Any, mode: int) -> bool:  # root may write anywhere
        inside = Path(path) in {folder, folder / "careo.db"}
        return reachable(path, mode) and not (inside and mode == os.W_OK)

    monkeypatch.setattr(os, "access", access)
    names = sorted(path.name for path in folder.iterdir())
    assert _verified(folder) == before
    with Case.open(folder) as case:
        case.backup(tmp_path / "b.zip")
    assert sorted(path.name for path in folder.iterdir()) == names
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_case_that_is_copied_while_it_is_written_is_consistent_or_found_out(
    tmp_path: Path,
) -> None:
    texts.write(tmp_path / "in", 150, sentences=4)
    command = [sys.executable, "-m", "tests.torture.child"]
    command += [str(tmp_path / "case"), str(tmp_path / "in"), "plain", "1"]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    copies = 0
    for number, _ in enumerate(child.stdout):
        if number % 60 == 1:
            copy = tmp_path / f"copy{copies}"
            copies += 1
            with contextlib.suppress(shutil.Error):  # files that went away meanwhile
                shutil.copytree(tmp_path / "case", copy)
            _consistent_or_found_out(copy)
    child.stdout.close()
    assert child.wait() == 0
    assert copies > 3
    _verified(tmp_path / "case")


def _consistent_or_found_out(folder: Path) -> None:
    """Without a fault, every document is there with its bytes and can be shown."""
    try:
        with Case.open(folder) as case:
            faults = list(case.verify())
            if faults:
                return
            assert all(case.original(one.id).is_file() for one in case.documents())
        contents(folder)
    except CaseError:
        return
