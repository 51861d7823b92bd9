"""How long each view of a case takes, as cases grow: invented ones of 1,000 to 100,000 claims.

A view is asked for in a process of its own, and its seconds run from opening the case to the
finished view; loading Python and careo is not in them. Medians are printed: of what the clock says
and of the processor's time, which is fairer where other programs run. The plot shows the latter.
Nothing is read by the reader here: `bench/throughput.py` measures that.

Usage: python bench/views.py [--claims N...] [--rounds N] [--keep DIR] [--plot FILE]

``--keep`` leaves the cases there and takes those that are there; ``--plot`` draws the growth.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import growth, invented  # noqa: E402
from careo.case import Case  # noqa: E402
from careo.model.statement import Sieve  # noqa: E402

Took = tuple[float, ...]
"""Seconds by the clock, and of the processor."""

Found = dict[int, dict[str, list[Took]]]

SIZES = (1_000, 10_000, 100_000)

VIEWS: dict[str, Callable[[Case], object]] = {
    "matrix": lambda case: case.matrix(),
    "chart, whole": lambda case: case.chart(most=1_000_000),
    "chart, 60 boxes": lambda case: case.chart(),
    "timeline": lambda case: case.timeline(),
    "flows": lambda case: case.flows(),
    "presence": lambda case: case.presence(),
    "proceedings": lambda case: case.proceedings(),
    "matrix about one": lambda case: case.matrix(Sieve(about=invented.name_of(0)[0])),
}
"""By name; the chart both whole, as a terminal writes it, and folded, as a page draws it."""


def main() -> int:
    """Make the cases, ask each for each view, and print seconds."""
    given = _arguments()
    if given.ask:
        print(json.dumps(_ask(given.ask, Path(given.keep))))
        return 0
    with tempfile.TemporaryDirectory() as room:
        kept = Path(given.keep or room)
        found = {size: _measure(_case(kept, size), given.rounds) for size in given.claims}
    _report(found, given.rounds)
    if given.plot:
        Path(given.plot).write_text(growth.plot(_medians(found, 1)), "utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", default="")
    parser.add_argument("--plot", default="")
    parser.add_argument("--ask", choices=sorted(VIEWS), help=argparse.SUPPRESS)
    return parser.parse_args()


def _case(kept: Path, size: int) -> Path:
    folder = kept / f"{size}.careo"
    if not folder.exists():
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as room:
            invented.make(folder, Path(room), size).close()
        print(f"{folder.name}: made in {time.perf_counter() - began:.0f} s", flush=True)
    with Case.open(folder) as case:
        boxes = len(case.chart(most=1_000_000).nodes)
        print(f"{folder.name}: {len(case.matrix().actors):,} rows, {boxes:,} boxes", flush=True)
    return folder


def _measure(folder: Path, rounds: int) -> dict[str, list[Took]]:
    """Return what each view took in each round, the views in turns."""
    found: dict[str, list[Took]] = {view: [] for view in VIEWS}
    for _ in range(rounds):
        for view, seconds in found.items():
            command = [sys.executable, __file__, "--ask", view, "--keep", str(folder)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds.append(tuple(json.loads(done.stdout)))
    return found


def _ask(view: str, folder: Path) -> Took:
    with Case.open(folder) as warm:  # loads all that a first call loads
        VIEWS["matrix about one"](warm)
    began, worked = time.perf_counter(), time.process_time()
    with Case.open(folder) as case:
        VIEWS[view](case)
    return time.perf_counter() - began, time.process_time() - worked


def _medians(found: Found, part: int) -> dict[str, dict[int, float]]:
    return {
        view: {
            size: statistics.median(took[part] for took in views[view])
            for size, views in found.items()
        }
        for view in VIEWS
    }


def _report(found: Found, rounds: int) -> None:
    sizes = list(found)
    load = os.getloadavg()[0]
    print(f"\nseconds (of the processor), medians of {rounds}, load {load:.1f}\n")
    print("| view | " + " | ".join(f"{size:,} claims" for size in sizes) + " |")
    print("|---|" + "---:|" * len(sizes))
    clock, processor = (_medians(found, part) for part in (0, 1))
    for view in VIEWS:
        told = [f"{clock[view][size]:.2f} ({processor[view][size]:.2f})" for size in sizes]
        print(f"| {view} | " + " | ".join(told) + " |")


if __name__ == "__main__":
    sys.exit(main())
