"""The real stations give the same rows, whoever does the work."""

from pathlib import Path

from careo.case import Case, InProcess, Processes
from tests import archives
from tests.torture import texts
from tests.torture.kill import contents


def test_real_reading_gives_the_same_rows_in_process_and_in_processes(tmp_path: Path) -> None:
    texts.write(tmp_path / "in", 6, sentences=6)
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "noise.bin").write_bytes(bytes(range(256)) * 8)
    inner = archives.zipped(("deep.txt", texts.text(90).encode()), ("noise.bin", bytes(99)))
    files = [(f"{n}.txt", texts.text(50 + n).encode()) for n in range(4)]
    (tmp_path / "in" / "tree.zip").write_bytes(archives.zipped(("inner.zip", inner), *files))
    for name, engine in (("one", InProcess()), ("two", Processes(2))):
        with Case.open(tmp_path / name, create=True) as case:
            done = case.add(tmp_path / "in", engine=engine)
            assert [a.outcome.status for a in done.added if a.outcome][:6] == ["ok"] * 6
            assert done.inside == 7
            assert list(case.verify()) == []
            assert sum(a.claims for a in done.added) > 50
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
