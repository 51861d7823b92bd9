"""A power cut after any call; the large form is `tests/torture/power.py`."""

from pathlib import Path

import pytest

from tests.torture import disk, mixed, power, texts

pytestmark = pytest.mark.skipif(bool(disk.missing()), reason=disk.missing() or "it can be")


def test_a_power_cut_loses_nothing_that_was_acknowledged_and_the_end_is_the_same(
    tmp_path: Path,
) -> None:
    mixed.write(tmp_path / "in", 40, sentences=1)
    run = power.watch(tmp_path / "kept", tmp_path / "in", kills=(30, 200))
    assert power.unseen(tmp_path, run) == []
    found = power.cut(tmp_path, run, cuts=15, ends=1)
    assert found.acknowledged > 200
    assert found.faults == []


@pytest.mark.parametrize("broken", power.BROKEN)
def test_a_broken_promise_is_found_out_by_cutting_the_power(tmp_path: Path, broken: str) -> None:
    texts.write(tmp_path / "in", 20, sentences=2)
    run = power.watch(tmp_path / "broken", tmp_path / "in", broken, reader="plain")
    assert power.cut(tmp_path, run, cuts=15, ends=0).faults


def test_what_the_shim_cannot_tell_ends_the_simulation(tmp_path: Path) -> None:
    held = disk.Disk(tmp_path)
    with pytest.raises(ValueError, match="mmap of"):
        held.take(disk.Call("?", 0, 0, 0, str(tmp_path / "careo.db"), "mmap", b""))
