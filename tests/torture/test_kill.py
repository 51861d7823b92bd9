from pathlib import Path

from tests.torture.kill import torture


def test_nothing_acknowledged_is_lost_by_kills_and_the_end_is_the_same(tmp_path: Path) -> None:
    found = torture(tmp_path, documents=120, kills=3, reader="plain")
    assert found.kills + found.helpers >= 3
    assert found.acknowledged >= 120
    assert found.lost == []
    assert found.faults == []
    assert found.same


def test_an_acknowledgement_before_its_time_is_found_out(tmp_path: Path) -> None:
    assert torture(tmp_path, documents=80, kills=4, reader="plain", broken="early").lost
