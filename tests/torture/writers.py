"""Many processes write one case at once: all events there, one chain, no error shown to anybody.

Usage: python tests/torture/writers.py [DOCUMENTS] [PROCESSES]   (400 documents each, 8 processes)

Each process adds documents of its own and some that all of them add.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from careo.case.handle import Case  # noqa: E402
from tests.torture import mixed, texts  # noqa: E402


class Outcome(NamedTuple):
    """How the processes ended, and what is in the journal."""

    codes: list[int]
    said: list[str]
    faults: list[str]
    expected: int
    ingested: int
    seen: int


def torture(room: Path, processes: int, documents: int, shared: int, reader: str) -> Outcome:
    """Let processes add to one case: so many documents each, and so many that all of them add."""
    children = []
    for number in range(processes):
        folder = room / f"in{number}"
        _write(folder, number * 1_000_000, documents, reader)
        _write(folder, 900_000_000, shared, reader)
        command = [sys.executable, "-m", "tests.torture.child", str(room / "case"), str(folder)]
        child = subprocess.Popen(
            [*command, reader, "0"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        children.append(child)
    said = [child.communicate()[1].decode() for child in children]
    with Case.open(room / "case") as case:
        faults = [f"{fault.place}: {fault.problem}" for fault in case.verify()]
        faults += [f"{case.pending()} are not read"] if case.pending() else []
        top = {str(view.id) for view in case.documents() if view.parent is None}
        actions = [
            (event.action, event.object)
            for event, _ in case.journal()
            if event.object.removeprefix("document:") in top or event.object == "case"
        ]
    counted = [action for action, _ in actions]
    if counted.count("created") != 1:
        faults.append(f"made {counted.count('created')} times")
    return Outcome(
        codes=[child.returncode for child in children],
        said=[text for text in said if text],
        faults=faults,
        expected=processes * documents + shared,
        ingested=counted.count("ingest"),
        seen=counted.count("seen"),
    )


def _write(folder: Path, first: int, count: int, reader: str) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        if reader == "real":
            ending, data = mixed.document(number, 2)
            (folder / f"{number}.{ending}").write_bytes(data)
        else:
            (folder / f"{number}.txt").write_text(texts.text(number, 3))


def main() -> int:
    """Run the large form; return 0 where all is as promised."""
    given = [int(word) for word in sys.argv[1:]]
    documents, processes = (*given, *(400, 8)[len(given) :])
    with tempfile.TemporaryDirectory() as room:
        found = torture(Path(room), processes, documents, documents // 10, "real")
    bad = found.faults + [f"exit {code}" for code in found.codes if code]
    if found.ingested != found.expected:
        bad.append(f"{found.ingested} ingested of {found.expected}")
    print(
        f"{processes} processes, {documents} documents each and {documents // 10} of all: "
        f"{found.ingested} ingested, {found.seen} seen again, {len(bad)} faults; "
        f"{len(found.said)} had to wait for more than a second"
    )
    print(*bad, sep="\n")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
