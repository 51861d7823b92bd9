"""Give one name a million mentions in one case: in one document, and in many.

Each size is a process of its own. Processor time and memory may grow no faster than the mentions,
but for what any case costs: a tenfold case may take at most twice tenfold. The tests' plain reader
reads, so the figures are those of grouping, storing and asking.

Usage: python tests/torture/million.py [MENTIONS …]   (10,000 100,000 1,000,000)
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from careo.case import InProcess  # noqa: E402
from careo.case.handle import Case  # noqa: E402
from careo.model.config import Config  # noqa: E402
from careo.store.casefile import CaseFile  # noqa: E402
from tests.unit.case.plain import read_plainly  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
EACH = 1_000
"""Mentions in each of many documents."""
TWICE = 2.0
BASE_SECONDS, BASE_MEGABYTES = 5.0, 300.0
"""What grows with nothing."""


def texts(shape: str, mentions: int) -> Iterator[str]:
    """Yield the documents: each names Ana Sol in every sentence, and one Ana Sol Paz."""
    each = mentions if shape == "one" else EACH
    for n in range(mentions // each):
        born = ", born in 1950," if n % 3 == 0 else ""
        first = f"Day {n}. Ana Sol Paz fled.\nAna Sol{born} left. "
        yield first + "Ana Sol left. " * (each - 1)


def measure(shape: str, mentions: int) -> dict[str, float]:
    """Make a case and ask it everything; return processor seconds of each, and the megabytes."""
    took: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "in"
        folder.mkdir()
        for n, text in enumerate(texts(shape, mentions)):
            (folder / f"{n:06}.txt").write_text(text)
        file = CaseFile.open(Path(room) / "case", create=True)
        case = Case(file, Config(), read_plainly)

        def timed(name: str, act: Callable[[], object]) -> None:
            start = time.process_time()
            act()
            took[name] = time.process_time() - start

        timed("add", lambda: case.add(folder, engine=InProcess()))
        timed("actors", lambda: _check(case, mentions))
        timed("questions", case.questions)
        timed("judge", lambda: case.same("Ana Sol Paz", _one(case), reason="known"))
        timed("undo", case.undo)
        timed("verify", lambda: _sound(case))
        case.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return took | {"MB": peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)}


def _check(case: Case, mentions: int) -> None:
    held = {actor.name: len(actor.mentions) for actor in case.actors()}
    if held.get("Ana Sol") != mentions:
        raise SystemExit(f"{held} instead of {mentions} mentions")


def _one(case: Case) -> str:
    return next(actor.id for actor in case.actors() if actor.name == "Ana Sol")


def _sound(case: Case) -> None:
    faults = list(case.verify())
    if faults:
        raise SystemExit(f"verify: {faults[:3]}")


def grows(small: dict[str, float], large: dict[str, float], times: float) -> list[str]:
    """Return what grew faster than the mentions."""
    bases = {name: BASE_MEGABYTES if name == "MB" else BASE_SECONDS for name in small}
    return [name for name in small if large[name] > TWICE * times * small[name] + bases[name]]


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
        return
    sizes = [int(one) for one in sys.argv[1:]] or list(SIZES)
    failed = False
    for shape in ("one", "many"):
        before: tuple[int, dict[str, float]] | None = None
        for size in sizes:
            command = [sys.executable, __file__, "--one", shape, str(size)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout)
            told = ", ".join(f"{name} {value:.1f}" for name, value in found.items())
            faster = grows(before[1], found, size / before[0]) if before else []
            failed = failed or bool(faster)
            what = f" GROWS FASTER: {', '.join(faster)}" if faster else ""
            print(f"{shape} document(s), {size:,} mentions: {told}{what}", flush=True)
            before = size, found
    sys.exit(failed)


if __name__ == "__main__":
    main()
