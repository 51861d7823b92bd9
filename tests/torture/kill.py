"""Kill ``add`` at random points: nothing acknowledged may be lost, and the end is the same.

Usage: python tests/torture/kill.py [DOCUMENTS] [KILLS] [SEED]   (200 documents, 10 kills)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from careo.case.handle import Case  # noqa: E402
from tests.torture import texts  # noqa: E402

_WHILE_ADDING = 0.4
"""Share of kills that come while documents are added; they come first, for each needs new ones."""


class Outcome(NamedTuple):
    """What a torture found."""

    kills: int
    acknowledged: int
    lost: list[str]
    faults: list[str]
    same: bool


def torture(room: Path, documents: int, kills: int, reader: str, seed: int = 1) -> Outcome:
    """Add documents with kills in between; compare the end with an uninterrupted run.

    The reader ``early`` acknowledges before anything is durable: it must be found out.
    """
    random = Random(seed)  # noqa: S311 no secret
    texts.write(room / "in", documents, sentences=12 if reader == "real" else 4)
    _run(room, "calm", reader, workers=2)
    acknowledged: dict[str, set[str]] = {"adding": set(), "reading": set()}
    lost: list[str] = []
    done = 0
    for attempt in range(kills * 4):
        if done >= kills:
            break
        heard = len(acknowledged["adding"])
        adding = heard < documents and done < max(1, _WHILE_ADDING * kills)
        if adding:
            after = heard + random.randint(1, max(1, (documents - heard) // 4))
        else:
            left = documents - len(acknowledged["reading"])
            after = documents + random.randint(1, max(1, left // kills))
        pause = random.random() / (500 if adding or reader != "real" else 50)
        killed = _run(
            room, "killed", reader, attempt % 3, after=after, pause=pause, heard=acknowledged
        )
        done += killed
        lost += _lost(room / "killed", acknowledged)
    _run(room, "killed", reader, workers=1)
    with Case.open(room / "killed") as opened:
        faults = [f"{fault.place}: {fault.problem}" for fault in opened.verify()]
    same = contents(room / "calm") == contents(room / "killed")
    heard = len(acknowledged["adding"]) + len(acknowledged["reading"])
    return Outcome(done, heard, lost, faults, same)


def _run(
    room: Path,
    case: str,
    reader: str,
    workers: int,
    *,
    after: int = 0,
    pause: float = 0,
    heard: dict[str, set[str]] | None = None,
) -> bool:
    """Add everything; with ``after``, kill when so many acknowledgements were heard."""
    command = [sys.executable, "-m", "tests.torture.child"]
    command += [str(room / case), str(room / "in"), reader, str(workers)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for count, line in enumerate(child.stdout, 1):
        stage, name = line.split()
        if heard is not None:
            heard[stage].add(name)
        if count == after:
            time.sleep(pause)
            child.kill()
    child.stdout.close()
    code = child.wait()
    assert code in {0, -9}, code
    return code != 0


def _lost(case: Path, acknowledged: dict[str, set[str]]) -> list[str]:
    """Return what was acknowledged and is not there, or not bit for bit, or not read."""
    with Case.open(case) as opened:
        rows = {view.name: view for view in opened.documents()}
        pending = {view.name for view in rows.values() if "interrupted" in view.reason}
        lost = [
            name
            for name in sorted(acknowledged["adding"])
            if name not in rows or not opened.original(rows[name].id).is_file()
        ]
        lost += sorted(acknowledged["reading"] & pending)
        lost += [fault.place for fault in opened.verify()]
    return lost


def contents(case: Path) -> list[bytes]:
    """Return every id and every word that a case shows, in its own order."""
    with Case.open(case) as opened:
        views = [*opened.documents(), *opened.layers(), *opened.claims(), *opened.actors()]
        return [view.canonical() for view in views]


def main() -> int:
    """Run the large form; return 0 where nothing was lost."""
    given = [int(word) for word in sys.argv[1:]]
    documents, kills, seed = (*given, *(200, 10, 1)[len(given) :])
    with tempfile.TemporaryDirectory() as room:
        found = torture(Path(room), documents, kills, "real", seed)
    print(
        f"{documents} documents, {found.kills} kills, {found.acknowledged} acknowledgements: "
        f"{len(found.lost)} lost, {len(found.faults)} faults, "
        f"{'the same ids' if found.same else 'OTHER IDS'} as the uninterrupted run"
    )
    for line in (*found.lost, *found.faults):
        print(line)
    return 0 if not found.lost and not found.faults and found.same else 1


if __name__ == "__main__":
    sys.exit(main())
