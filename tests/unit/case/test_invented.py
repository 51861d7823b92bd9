"""The large cases of the benchmark are cases like any other: whole, and with something to see."""

from pathlib import Path

from bench import growth, invented


def test_an_invented_case_has_no_fault_and_fills_the_views(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    with invented.make(tmp_path / "case", room, 500) as case:
        assert sum(1 for _ in case.claims()) == 500
        assert list(case.verify()) == []
        assert sum(one.review == "accepted" for one in case.statements()) == 1
        assert case.matrix().cells
        assert case.matrix().commanded
        assert case.chart().edges
        assert case.timeline().entries


def test_the_plot_of_growth_names_each_line_once_and_stays_inside() -> None:
    drawn = growth.plot({"a & b": {1_000: 0.1, 100_000: 2.0}, "c": {1_000: 0.1, 100_000: 2.0}})
    assert drawn.count("a &amp; b, 2.00 s") == drawn.count("c, 2.00 s") == 1
    assert drawn.count("<path d=") == 2
