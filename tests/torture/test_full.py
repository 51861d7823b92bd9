"""A disk that fills up, through the command line; the large form is `tests/torture/full.py`."""

import errno
from pathlib import Path

import pytest

from tests.torture import disk, full, texts
from tests.torture.kill import contents


@pytest.fixture(scope="module")
def want(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[bytes]]:
    room = tmp_path_factory.mktemp("whole")
    texts.write(room / "in", 12, sentences=2)
    assert full.add(room / "case", room / "in").code == 0
    return room / "in", contents(room / "case")


def test_a_small_disk_gives_one_line_and_the_same_command_goes_on(
    tmp_path: Path, want: tuple[Path, list[bytes]]
) -> None:
    folder, whole = want
    try:
        with full.on_small_disk(tmp_path, folder, 300_000) as trial:
            assert list(full.faults(trial, folder, whole)) == []
    except PermissionError as error:
        pytest.skip(str(error))


@pytest.mark.skipif(bool(disk.missing()), reason=disk.missing() or "it can be")
@pytest.mark.parametrize(("number", "code"), [(4, errno.ENOSPC), (60, errno.EIO)])
def test_a_call_that_fails_gives_one_line_and_the_same_command_goes_on(
    tmp_path: Path, want: tuple[Path, list[bytes]], number: int, code: int
) -> None:
    folder, whole = want
    with full.failing(tmp_path, folder, number, code, once=number == 60) as trial:
        assert list(full.faults(trial, folder, whole)) == []
