"""Kill ``add`` at random points: nothing acknowledged may be lost, and the end is the same.

Usage: python tests/torture/kill.py [DOCUMENTS] [KILLS] [SEED]   (1,000 documents, 100 kills)

Most kills hit careo itself, some one of its workers or parsing servers, after which it goes on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from careo.case.handle import Case  # noqa: E402
from careo.model.errors import CareoError  # noqa: E402
from careo.model.record import sha256  # noqa: E402
from careo.store import sqlite  # noqa: E402
from careo.store.originals import Originals  # noqa: E402
from tests.torture import mixed, texts  # noqa: E402

_WHILE_ADDING = 0.4
"""Share of kills that come while documents are added; they come first, for each needs new ones."""

_WITHIN = " › "  # noqa: RUF001
_HELPERS = ("careo.case.worker", "careo.sources.server")
_TO_HELPERS = 0.3
"""Share of kills that hit a worker or a parsing server, where there is one."""


class Outcome(NamedTuple):
    """What a torture found."""

    kills: int
    helpers: int
    acknowledged: int
    lost: list[str]
    faults: list[str]
    same: bool


class _Torture:
    """One torture: its choices, its room, and what it has heard so far."""

    def __init__(self, room: Path, reader: str, broken: str, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 no secret
        self.told: Counter[str] = Counter()
        self.helpers = 0
        self._room = room
        self._reader = reader
        self._broken = [broken] if broken else []

    def heard(self, stage: str) -> int:
        """Return how many documents were acknowledged at a stage."""
        return sum(1 for line in self.told if line.startswith(stage))

    def run(self, case: str, workers: int, after: int = 0, pause: float = 0) -> bool:
        """Add everything; with ``after``, kill when so many acknowledgements were heard."""
        command = [sys.executable, "-m", "tests.torture.child", str(self._room / case)]
        command += [str(self._room / "in"), self._reader, str(workers), *self._broken]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        for count, line in enumerate(child.stdout, 1):
            if after:
                self.told[line.strip()] += 1
            if after and count >= after:
                time.sleep(pause)
                if not self._hit(child.pid):
                    child.kill()
                after = count + 1 + self.random.randint(0, 9)
        child.stdout.close()
        code = child.wait()
        assert code in {0, -9}, code
        return code != 0

    def _hit(self, parent: int) -> bool:
        """Kill a worker or a server, mostly not; tell whether one was killed."""
        below = [pid for pid in family(parent) if _is(pid, *_HELPERS)]
        below = [pid for pid in below if not _is(_above(pid), _HELPERS[1])]  # a parser's own end
        if not below or self.random.random() > _TO_HELPERS:
            return False
        with suppress(ProcessLookupError):
            os.kill(self.random.choice(below), signal.SIGKILL)
        self.helpers += 1
        return True


def family(process: int) -> Iterator[int]:
    """Yield the processes below one (Linux)."""
    with suppress(OSError):  # one that has ended has no folder
        for path in Path(f"/proc/{process}/task").glob("*/children"):
            for child in path.read_text("ascii").split():
                yield int(child)
                yield from family(int(child))


def _is(process: int, *names: str) -> bool:
    with suppress(OSError):
        said = Path(f"/proc/{process}/cmdline").read_bytes().decode()
        return any(name in said for name in names)
    return False


def _above(process: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/stat").read_text("ascii").rsplit(")", 1)[1].split()[1])
    return 0


def torture(
    room: Path, documents: int, kills: int, reader: str, *, broken: str = "", seed: int = 1
) -> Outcome:
    """Add documents with kills in between; compare the end with an uninterrupted run.

    Args:
        room: Where to.
        documents: How many; texts only where the reader is ``plain``.
        kills: How many, those of workers and servers among them.
        reader: Who reads; see `tests.torture.child`.
        broken: A promise that is not kept.
        seed: Of the choices.
    """
    (mixed.write if reader == "real" else texts.write)(room / "in", documents, sentences=4)
    one = _Torture(room, reader, broken, seed)
    one.run("calm", workers=2)
    lost: list[str] = []
    done = attempt = 0
    while done + one.helpers < kills and attempt < kills * 4:
        attempt += 1
        heard, random = one.heard("adding"), one.random
        adding = heard < documents and done < max(1, _WHILE_ADDING * kills)
        left = documents - (heard if adding else one.heard("reading"))
        share = left // 4 if adding else left // kills
        after = (heard if adding else documents) + random.randint(1, max(1, share))
        pause = random.random() / (500 if adding or reader != "real" else 50)
        done += one.run("killed", attempt % 3, after, pause)
        lost += missing(room / "killed", room / "in", one.told)
    one.run("killed", workers=1)
    faults = [*missing(room / "killed", room / "in", one.told), *left_over(room / "killed")]
    same = contents(room / "calm") == contents(room / "killed")
    return Outcome(done, one.helpers, len(one.told), lost, faults, same)


def missing(case: Path, folder: Path, told: Counter[str]) -> Iterator[str]:
    """Yield what was acknowledged and is not there, and what does not hold.

    Args:
        case: The case.
        folder: The documents that were added, each with a name of its own.
        told: The acknowledgements: the stage, a space, the name.
    """
    try:
        with Case.open(case, create=True) as opened:
            yield from (f"{fault.place}: {fault.problem}" for fault in opened.verify())
            views = {view.name: view for view in opened.documents()}
        yield from _dangling(case)
    except CareoError as error:
        yield str(error)
        return
    names = {path.name: path for path in folder.rglob("*") if path.is_file()}
    for line in told:
        stage, name = line.split(maxsplit=1)
        name = name.split(_WITHIN)[-1]
        view = views.get(name)
        if view is None:
            yield f"{name} is lost ({stage})"
        elif stage == "reading" and view.outcome == "pending":
            yield f"{name} is not read"
        elif name in names and view.id != sha256(names[name].read_bytes()):
            yield f"{name} has other bytes"


def _dangling(case: Path) -> Iterator[str]:
    """Yield files inside a document whose bytes are not kept."""
    with closing(sqlite.connect(case / "careo.db")) as connection:
        for (part,) in connection.execute("SELECT id FROM part"):
            if not (case / "originals" / part[:2] / part).is_file():
                yield f"part {part} has no original"


def left_over(case: Path) -> Iterator[str]:
    """Yield the files that belong to nothing when all is added; halves of copies a day later."""
    for path in (case / "originals").glob(".*"):
        os.utime(path, (0, 0))
    Originals(case).tidy()
    with Case.open(case) as opened:
        known = {str(view.id) for view in opened.documents()}
    for path in (case / "originals").rglob("*"):
        if path.is_file() and path.name not in known:
            yield f"{path.name} belongs to nothing"


def contents(case: Path) -> list[bytes]:
    """Return every id and every word that a case shows, in its own order."""
    with Case.open(case) as opened:
        views = [*opened.documents(), *opened.layers(), *opened.claims(), *opened.actors()]
        return [view.canonical() for view in views]


def main() -> int:
    """Run the large form; return 0 where nothing was lost."""
    given = [int(word) for word in sys.argv[1:]]
    documents, kills, seed = (*given, *(1_000, 100, 1)[len(given) :])
    with tempfile.TemporaryDirectory() as room:
        found = torture(Path(room), documents, kills, "real", seed=seed)
    print(
        f"{documents} documents, {found.kills} kills of careo and {found.helpers} of its workers "
        f"and servers, {found.acknowledged} acknowledgements: {len(found.lost)} lost, "
        f"{len(found.faults)} faults, {'the same ids' if found.same else 'OTHER IDS'} as the "
        "uninterrupted run"
    )
    for line in (*found.lost, *found.faults):
        print(line)
    return 0 if not found.lost and not found.faults and found.same else 1


if __name__ == "__main__":
    sys.exit(main())
