"""What a new document costs in a large case, what questions cost, and who is joined wrongly.

Invented documents of two sentences each are read by the tests' plain reader, so that the figures
are the store's and the grouping's, not the reader's. A tenth of the people have a namesake with
another year of birth; documents give the year of a third of the people that they name. One
document is added to cases of each size in turns; medians, and the ratio to the smallest case.

Usage: python bench/questions.py [--sizes 100 1000 10000] [--rounds N]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from careo.case import InProcess  # noqa: E402
from careo.case.handle import Case  # noqa: E402
from careo.model.config import Config  # noqa: E402
from careo.store.casefile import CaseFile  # noqa: E402
from tests.unit.case.plain import read_plainly  # noqa: E402

GIVEN = "Ana Bea Carla Dina Elsa Fabio Gil Hugo Ines Juan Karel Luis Mara Nilo Olga Pia"
STARTS = "Ota Vel Quir Zam Bor Fern Lid Pos Tav Ner Gol Cast Mur Dro Sel Yar"
ENDS = "lora ano oga udio ilda ote uras enco avin emar ibal osta"
NAMESAKES = 10
DATED = 3


class World:
    """Invented people: person ``n`` has a name and a year of birth; some share a name."""

    def __init__(self, people: int) -> None:
        self._random = random.Random(7)  # noqa: S311
        surnames = [start + end for start in STARTS.split() for end in ENDS.split()]
        self.names = [
            f"{self._random.choice(GIVEN.split())} {self._random.choice(surnames)} "
            f"{self._random.choice(surnames)}"
            for _ in range(people)
        ]
        for n in range(0, people - 1, NAMESAKES):
            self.names[n + 1] = self.names[n]

    def text(self, number: int) -> tuple[str, list[int]]:
        """Return a document and whom it names, in order."""
        who = self._random.sample(range(len(self.names)), 3)
        told = [self.names[n] + self._born(n) for n in who]
        return f"{told[0]} said that {told[1]} left. {told[2]} fled on day {number}.", who

    def _born(self, n: int) -> str:
        return f", born in {1930 + n % 60}," if self._random.randrange(DATED) == 0 else ""


def main() -> int:
    """Measure each size; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        made = {size: _filled(Path(room), size) for size in given.sizes}
        adding: defaultdict[int, list[float]] = defaultdict(list)
        for number in range(given.rounds):
            for size, (case, world, truth) in made.items():
                text, who = world.text(size + number)
                adding[size].append(_add(case, Path(room) / str(size), size + number, text))
                truth.append(who)
        for size, (case, world, truth) in made.items():
            _report(size, case, world, truth, adding)
            case.close()
    return 0


def _filled(room: Path, size: int) -> tuple[Case, World, list[list[int]]]:
    world, truth = World(size), []
    folder = room / str(size)
    folder.mkdir()
    for number in range(size):
        text, who = world.text(number)
        (folder / f"{number:06}.txt").write_text(text)
        truth.append(who)
    file = CaseFile.open(room / f"{size}.careo", create=True)
    case = Case(file, Config(), read_plainly)
    case.add(folder, engine=InProcess())
    return case, world, truth


def _add(case: Case, folder: Path, number: int, text: str) -> float:
    path = folder / f"{number:06}.txt"
    path.write_text(text)
    start = time.perf_counter()
    case.add(path, engine=InProcess())
    return time.perf_counter() - start


def _report(
    size: int,
    case: Case,
    world: World,
    truth: list[list[int]],
    adding: dict[int, list[float]],
) -> None:
    medians = {one: statistics.median(seconds) for one, seconds in adding.items()}
    start = time.perf_counter()
    asked = case.questions(20)
    took = time.perf_counter() - start
    right, wrong = _joined(case, world, truth)
    print(
        f"{size:>7,} documents: adding one {medians[size] * 1000:.1f} ms"
        f" ({medians[size] / medians[min(medians)]:.2f} of the smallest);"
        f" {len(asked.asked)} questions in {took:.2f} s;"
        f" pairs of mentions joined: {right:,} rightly, {wrong:,} wrongly"
    )


def _joined(case: Case, world: World, truth: list[list[int]]) -> tuple[int, int]:
    """Return how many pairs of documents' people are one rightly, and wrongly."""
    files = {view.id: int(view.name.removesuffix(".txt")) for view in case.documents()}
    right = wrong = 0
    for actor in case.actors():
        named = {
            (files[one.document], n)
            for one in actor.mentions
            for n in truth[files[one.document]]
            if world.names[n] == one.exact
        }
        for one, other in combinations(sorted(named), 2):
            right += one[1] == other[1]
            wrong += one[1] != other[1]
    return right, wrong


if __name__ == "__main__":
    sys.exit(main())
