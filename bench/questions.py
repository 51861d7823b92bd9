"""What a new document costs in a large case, who is joined wrongly, and what questions settle.

Invented documents of two sentences each are read by the tests' plain reader, so that the figures
are the store's and the grouping's, not the reader's. Two worlds:

- ``planted``: every name has two surnames; a tenth of the people have a namesake with another year
  of birth; documents give the year of a third of the people that they name, and nothing else.
- ``drawn``: given names and surnames are drawn as unevenly as people's are, half of the people are
  called by one surname, so that namesakes come about by chance; two in a hundred are father and son
  of one name. Few are named often. Documents give a sixth of them a year of birth, a third a post.

One document is added to cases of each size in turns; medians, and the ratio to the smallest case.
Then somebody who knows the truth answers the questions in their order: how many are asked until
95 % of the pairs of mentions that are one person are joined.

Usage: python bench/questions.py [--sizes 100 1000 10000] [--rounds N] [--world planted drawn]
       [--seed N]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from careo.case import InProcess  # noqa: E402
from careo.case.handle import Case  # noqa: E402
from careo.identity import Meetings  # noqa: E402
from careo.model.config import Config  # noqa: E402
from careo.model.question import Candidate  # noqa: E402
from careo.store.casefile import CaseFile  # noqa: E402
from tests.unit.case.plain import read_plainly  # noqa: E402

GIVEN = "Ana Bea Carla Dina Elsa Fabio Gil Hugo Ines Juan Karel Luis Mara Nilo Olga Pia"
STARTS = "Ota Vel Quir Zam Bor Fern Lid Pos Tav Ner Gol Cast Mur Dro Sel Yar"
ENDS = "lora ano oga udio ilda ote uras enco avin emar ibal osta"
POSTS = "harbour master,school inspector,mine guard,land registrar,union delegate,town clerk"
NAMESAKES = 10
DATED = 3
SETTLED = 0.95
WORDS = 3


class World:
    """Invented people: person ``n`` has a name and a year of birth; some share a name."""

    def __init__(self, people: int, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311
        self.surnames = [start + end for start in STARTS.split() for end in ENDS.split()]
        self.names = self._named(people)

    def _named(self, people: int) -> list[str]:
        names = [
            f"{self._random.choice(GIVEN.split())} {self._random.choice(self.surnames)} "
            f"{self._random.choice(self.surnames)}"
            for _ in range(people)
        ]
        for n in range(0, people - 1, NAMESAKES):
            names[n + 1] = names[n]
        return names

    def text(self, number: int) -> tuple[str, dict[str, int]]:
        """Return a document, and whom it names by which name."""
        who = self._some()
        told = [self.names[n] + self._said(n) for n in who]
        text = f"{told[0]} said that {told[1]} left. {told[2]} fled on day {number}."
        return text, {self.names[n]: n for n in who}

    def _some(self) -> list[int]:
        """Return three people, no two of one name."""
        while True:
            who = self._pick()
            if len({self.names[n] for n in who}) == WORDS:
                return who

    def _pick(self) -> list[int]:
        return self._random.sample(range(len(self.names)), WORDS)

    def _said(self, n: int) -> str:
        return f", born in {1930 + n % 60}," if self._random.randrange(DATED) == 0 else ""


class Drawn(World):
    """The same with names, posts and fame drawn unevenly."""

    def _named(self, people: int) -> list[str]:
        draw = self._random
        given = [name + end for end in ("", "lia", "ro", "ta", "mir") for name in GIVEN.split()]
        draw.shuffle(self.surnames)
        self.surnames += [one + end for one in self.surnames for end in ("s", "z", "ta", "ni")]
        uneven = [1 / (n + 3) for n in range(len(self.surnames))]
        names = []
        for _ in range(people):
            parts = draw.choices(given, uneven[: len(given)])
            parts += draw.choices(self.surnames, uneven, k=draw.choice((1, 2)))
            names.append(" ".join(parts))
        for n in range(0, people - 1, 100):
            names[n + 1] = names[n]
        towns = [f"Port {one}" for one in self.surnames[:60]]
        self.births = [draw.randrange(1930, 1995) for _ in names]
        self.posts = [f"{draw.choice(POSTS.split(','))} of {draw.choice(towns)}" for _ in names]
        self.weights = [1 / (n + 10) ** 0.6 for n in range(people)]
        draw.shuffle(self.weights)
        return names

    def _pick(self) -> list[int]:
        return self._random.choices(range(len(self.names)), self.weights, k=WORDS)

    def _said(self, n: int) -> str:
        turn = self._random.randrange(6)
        if n % 100 < 2 and turn == 1:
            return ", hijo," if n % 100 else ", padre,"
        said = {0: f", born in {self.births[n]},"} | dict.fromkeys(
            (2, 3), f", the {self.posts[n]},"
        )
        return said.get(turn, "")


WORLDS = {"planted": World, "drawn": Drawn}


class Made(NamedTuple):
    """A case, its store, and for each file whom its names are."""

    case: Case
    file: CaseFile
    world: World
    truth: dict[str, dict[str, int]]


def main() -> int:
    """Measure each size; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--world", choices=sorted(WORLDS), nargs="+", default=sorted(WORLDS))
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    for world in given.world:
        with tempfile.TemporaryDirectory() as room:
            _measure(Path(room), world, given)
    return 0


def _measure(room: Path, world: str, given: argparse.Namespace) -> None:
    made = {size: _filled(room, size, WORLDS[world](size, given.seed)) for size in given.sizes}
    adding: defaultdict[int, list[float]] = defaultdict(list)
    for number in range(given.rounds):
        for size, one in made.items():
            adding[size].append(_add(one, room / str(size), size + number))
    medians = {size: statistics.median(seconds) for size, seconds in adding.items()}
    for size, one in made.items():
        grown = f"{medians[size] / medians[min(medians)]:.2f} of the smallest"
        print(f"{world}, {size:,} documents: adding one {medians[size] * 1000:.1f} ms ({grown})")
        _report(one)
        one.case.close()


def _filled(room: Path, size: int, world: World) -> Made:
    truth: dict[str, dict[str, int]] = {}
    folder = room / str(size)
    folder.mkdir()
    for number in range(size):
        name = f"{number:06}.txt"
        text, truth[name] = world.text(number)
        (folder / name).write_text(text)
    file = CaseFile.open(room / f"{size}.careo", create=True)
    case = Case(file, Config(), read_plainly)
    case.add(folder, engine=InProcess())
    return Made(case, file, world, truth)


def _add(made: Made, folder: Path, number: int) -> float:
    path = folder / f"{number:06}.txt"
    text, made.truth[path.name] = made.world.text(number)
    path.write_text(text)
    start = time.perf_counter()
    made.case.add(path, engine=InProcess())
    return time.perf_counter() - start


def _report(made: Made) -> None:
    start = time.perf_counter()
    asked = made.case.questions(20)
    took = time.perf_counter() - start
    people = _people(made)
    every = Counter(n for names in made.truth.values() for n in names.values())
    wanted = sum(_pairs(held) for held in every.values())
    right = sum(_pairs(held) for one in people.values() for held in one.values())
    wrong = sum(_pairs(sum(one.values())) for one in people.values()) - right
    print(
        f"    {len(asked.asked)} questions in {took:.2f} s; pairs of mentions joined:"
        f" {right:,} rightly, {wrong:,} wrongly ({100 * wrong / (right + wrong or 1):.1f} %);"
        f" of {wanted:,} that are one {100 * right / wanted:.1f} %"
    )
    settled = right
    answers = 0
    for settled in _settling(made, people):
        answers += 1
        if settled >= SETTLED * wanted:
            break
    told = f"{100 * settled / wanted:.1f} % after {answers:,} questions"
    print(f"    {told}; {_left(made, people)}")


def _left(made: Made, people: dict[str, Counter[int]]) -> str:
    return f"{len(people):,} actors, {sum(len(names) for names in made.truth.values()):,} mentions"


def _pairs(many: int) -> int:
    return many * (many - 1) // 2


def _people(made: Made) -> dict[str, Counter[int]]:
    """Return for each actor, by its id, how often it is which person."""
    files = {view.id: view.name for view in made.case.documents()}
    found: dict[str, Counter[int]] = {}
    for actor in made.case.actors():
        held = {
            (files[one.document], made.truth[files[one.document]].get(one.exact))
            for one in actor.mentions
        }
        people = Counter(n for _, n in held if n is not None)
        if people:
            found[actor.id] = people
    return found


def _settling(made: Made, people: dict[str, Counter[int]]) -> Iterator[int]:
    """Yield after each answer how many pairs of mentions are joined rightly."""
    with made.file.looking() as desk:
        candidates, _ = desk.candidates()
        groups = {one.key: people.get(desk.actor_of(one.key), Counter()) for one in candidates}
    joined = sum(_pairs(held) for one in groups.values() for held in one.values())
    answered: set[frozenset[int]] = set()
    asked = True
    while asked:
        asked = False
        into: dict[int, int] = {}
        for pair in Meetings(candidates, answered).pairs():
            one, other = (_root(into, key) for key in (pair.one, pair.other))
            asked = True
            if _same(groups[one], groups[other]):
                joined += sum(held * groups[other][n] for n, held in groups[one].items())
                groups[one] = groups[one] + groups.pop(other)
                into[other] = one
            else:
                answered.add(frozenset((one, other)))
            yield joined
        candidates = _merged(candidates, into)
        answered = {frozenset(_root(into, key) for key in pair) for pair in answered}


def _root(into: dict[int, int], key: int) -> int:
    while key in into:
        key = into[key]
    return key


def _same(one: Counter[int], other: Counter[int]) -> bool:
    """Tell whether most mentions of both are of one person."""
    return bool(one and other) and one.most_common(1)[0][0] == other.most_common(1)[0][0]


def _merged(candidates: list[Candidate], into: dict[int, int]) -> list[Candidate]:
    found: dict[int, Candidate] = {}
    for one in candidates:
        key = _root(into, one.key)
        held = found.get(key)
        found[key] = one._replace(
            key=key,
            names=tuple(dict.fromkeys((*(held.names if held else ()), *one.names))),
            blocks=tuple(sorted({*(held.blocks if held else ()), *one.blocks})),
            joined=(held.joined if held else 0) + one.joined,
        )
    return list(found.values())


if __name__ == "__main__":
    sys.exit(main())
