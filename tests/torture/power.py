"""Cut the power while documents are added: what was acknowledged is there, the end is the same.

Usage: python tests/torture/power.py [DOCUMENTS] [CUTS] [SEED]   (1,000 documents, 300 cuts)

A run is watched by `shim.c`; `disk.py` makes of it the disk that a cut after any of its calls may
leave. Then runs that break a promise: each must be found out.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.torture import disk, mixed  # noqa: E402
from tests.torture.kill import contents, missing  # noqa: E402

CASE = Path("cases") / "inquiry"
"""Where the case stands below the root; neither folder is there before."""

_FIRST = 150
"""Calls at the beginning, where the case itself is made: a tenth of the cuts fall there."""


BROKEN = ("fsync", "off", "folders", "copies")
"""Promises that a twin breaks: a disk that lies, and three of careo's."""

_KILLS = (20, 60, 200, 1_000)
"""Calls before which the first runs are killed: the next run flushes what they had not."""


class Watched(NamedTuple):
    """A run that was not cut: its root, its log, the documents."""

    root: Path
    log: Path
    folder: Path


class Outcome(NamedTuple):
    """What the cuts found: how many, acknowledgements checked, what does not hold, by cut."""

    cuts: int
    acknowledged: int
    ended: int
    faults: list[str]


def watch(
    room: Path,
    folder: Path,
    broken: str = "",
    *,
    kills: Sequence[int] = (),
    reader: str = "real",
    workers: int = 0,
) -> Watched:
    """Add a folder to a new case, watched by the shim.

    Args:
        room: Where to.
        folder: The documents.
        broken: A promise that is not kept; ``fsync`` is a disk that lies.
        kills: Runs that are killed before this call, one after another, before the last one.
        reader: Who reads; see `tests.torture.child`.
        workers: Processes of the last run; 0 for none.
    """
    run = Watched(room / "disk", room / "log", folder)
    run.root.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.torture.child", str(run.root / CASE), str(folder)]
    for kill in (*kills, 0):
        settings = {"SHIM_KILL": str(kill), "SHIM_SYNC": "off" if broken == "fsync" else "on"}
        done = subprocess.run(
            [*command, reader, "0" if kill else str(workers), *([broken] if broken else [])],
            cwd=ROOT,
            env=disk.environment(run.root, run.log, **settings),
            stdout=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == (-9 if kill else 0), done
    return run


def cut(room: Path, run: Watched, cuts: int, ends: int, seed: int = 1) -> Outcome:
    """Cut at random calls and look at what is left; let some of them go on to the end.

    Args:
        room: For the disks.
        run: What is cut.
        cuts: How many.
        ends: How many of them go on.
        seed: Of the choices.
    """
    random = Random(seed)  # noqa: S311 no secret
    total = sum(1 for _ in disk.calls(run.log))
    early = min(total, _FIRST)
    places = [random.randint(1, early if n % 10 == 0 else total) for n in range(cuts)]
    to_end = set(random.sample(range(cuts), ends))
    want = contents(run.root / CASE) if ends else []
    faults: list[str] = []
    checked = 0
    for number, (place, left, told) in enumerate(_disks(room, run, sorted(places), random)):
        found = list(missing(left / CASE, run.folder, told))
        checked += told.total()
        if number in to_end and not found:
            found += _end(left / CASE, run.folder, want)
        faults += [f"cut after call {place} of {total}: {one}" for one in found]
        subprocess.run(["rm", "-rf", str(left)], check=True)
    return Outcome(cuts, checked, ends, faults)


def _disks(
    room: Path, run: Watched, places: list[int], random: Random
) -> Iterator[tuple[int, Path, Counter[str]]]:
    """Yield for each place the disk that is left, and what had been acknowledged."""
    held, told, rest = disk.Disk(run.root), Counter[str](), list(places)
    for number, call in enumerate(disk.calls(run.log), 1):
        if call.op == "a":
            told.update(call.data.decode().splitlines())
        else:
            held.take(call)
        while rest and rest[0] == number:
            left = room / f"cut{len(places) - len(rest)}"
            held.after_cut(left, random)
            rest.pop(0)
            yield number, left, told


def unseen(room: Path, run: Watched) -> list[str]:
    """Return the files that the records do not give bit for bit: what the shim did not see."""
    held = disk.Disk(run.root)
    for call in disk.calls(run.log):
        held.take(call)
    held.whole(room / "whole")
    there, made = _files(run.root), _files(room / "whole")
    return sorted(name for name in there | made if there.get(name) != made.get(name))


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def _end(case: Path, folder: Path, want: list[bytes]) -> list[str]:
    """Go on from what is left; return what is not as in the run that was not cut."""
    command = [sys.executable, "-m", "tests.torture.child", str(case), str(folder), "real", "2"]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    faults = list(missing(case, folder, Counter()))
    return faults if contents(case) == want else [*faults, "other ids at the end"]


def main() -> int:
    """Run the large form; return 0 where nothing was lost and every broken promise found out."""
    if disk.missing():
        print(f"no power is cut here: {disk.missing()}")
        return 0
    given = [int(word) for word in sys.argv[1:]]
    documents, cuts, seed = (*given, *(1_000, 300, 1)[len(given) :])
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        mixed.write(room / "in", documents)
        run = watch(room / "kept", room / "in", kills=_KILLS, workers=2)
        not_seen = unseen(room, run)
        found = cut(room, run, cuts, min(cuts, 20), seed)
        print(
            f"{documents} documents, {cuts} cuts, {found.acknowledged} acknowledgements checked: "
            f"{len(found.faults)} faults; {found.ended} went on to the end"
        )
        print(*not_seen, *found.faults, sep="\n")
        bad = bool(not_seen or found.faults)
        for broken in BROKEN:
            twin = watch(room / broken, room / "in", broken)
            hidden = not cut(room, twin, 20, 0, seed).faults
            print(f"{broken} broken: {'NOT FOUND OUT' if hidden else 'found out'}")
            bad |= hidden
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
