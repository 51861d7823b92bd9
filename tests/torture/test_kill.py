from pathlib import Path

from tests.torture.kill import torture


def test_nothing_acknowledged_is_lost_by_kills_and_the_end_is_the_same(tmp_path: Path) -> None:
    found = torture(tmp_path, documents=30, kills=3, reader="plain")
    assert found.kills == 3
    assert found.acknowledged >= 30
    assert found.lost == []
    assert found.faults == []
    assert found.same
