import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from careo.model.errors import UsageError
from careo.model.record import DocumentId, sha256
from careo.store.originals import Originals


def _put(tmp_path: Path, data: Any = b"the words of a letter") -> Any:
    source = tmp_path / "letter.txt"
    source.write_bytes(data)
    (tmp_path / "case").mkdir(exist_ok=True)
    originals = Originals(tmp_path / "case")
    kept = originals.put(source)
    originals.settle()
    return originals, kept, data


def test_an_original_is_kept_bit_for_bit_under_its_own_hash(tmp_path: Path) -> None:
    originals, kept, data = _put(tmp_path)
    path = originals.path(kept.id)
    assert kept.id == hashlib.sha256(data).hexdigest()
    assert path.read_bytes() == data
    assert path == tmp_path / "case" / "originals" / kept.id[:2] / kept.id
    assert kept.size == len(data)


def test_nobody_may_write_an_original(tmp_path: Path) -> None:
    originals, kept, _ = _put(tmp_path)
    assert stat.S_IMODE(originals.path(kept.id).stat().st_mode) == 0o444


def test_the_same_bytes_are_kept_once_and_nothing_is_left_over(tmp_path: Path) -> None:
    originals, kept, data = _put(tmp_path)
    inode = originals.path(kept.id).stat().st_ino
    (tmp_path / "copy.txt").write_bytes(data)
    assert originals.put(tmp_path / "copy.txt").id == kept.id
    assert originals.path(kept.id).stat().st_ino == inode
    files = [p for p in (tmp_path / "case").rglob("*") if p.is_file()]
    assert files == [originals.path(kept.id)]


def test_folders_are_flushed_before_anything_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr("careo.store.originals.fsync_directory", flushed.append)
    _, kept, _ = _put(tmp_path)
    root = tmp_path / "case" / "originals"
    assert set(flushed) >= {root / kept.id[:2], root}


def test_the_bytes_are_flushed_before_they_get_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[int, bool]] = []
    place = Originals(tmp_path / "case").path(DocumentId(sha256(b"the words of a letter")))

    def flush(descriptor: int) -> None:
        flushed.append((os.fstat(descriptor).st_size, place.exists()))

    monkeypatch.setattr("careo.store.originals.sync", flush)
    originals, kept, data = _put(tmp_path)
    assert originals.path(kept.id) == place
    assert flushed == [(len(data), False)]


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_not_a_regular_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing"
    if kind == "folder":
        path.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(UsageError, match="thing"):
        Originals(tmp_path / "case").put(path)


def test_remains_of_an_interrupted_writer_are_removed_only_when_they_are_old(
    tmp_path: Path,
) -> None:
    originals, _, _ = _put(tmp_path)
    root = tmp_path / "case" / "originals"
    old, young = root / ".old.part", root / ".young.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    originals.tidy()
    assert not old.exists()
    assert young.exists()


def test_a_missing_original_has_no_digest(tmp_path: Path) -> None:
    originals, kept, _ = _put(tmp_path)
    originals.path(kept.id).unlink()
    assert originals.digest(kept.id) is None


def test_folders_that_a_killed_writer_made_are_flushed_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "case").mkdir()
    source = tmp_path / "in"
    source.write_bytes(b"a letter")
    Originals(tmp_path / "case").put(source)  # killed before it could flush any folder
    flushed: list[Path] = []
    monkeypatch.setattr("careo.store.originals.fsync_directory", flushed.append)
    after = Originals(tmp_path / "case")
    folder = after.path(after.put(source).id).parent
    after.settle()
    assert set(flushed) == {tmp_path / "case", folder.parent, folder}
    flushed.clear()
    after.put(source)
    after.settle()
    assert flushed == [folder]
