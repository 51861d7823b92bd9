"""Which two are asked about, and in which order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, product

from careo.identity import names
from careo.identity.normal import words
from careo.model.naming import NameJudgement
from careo.model.question import Candidate, Pair
from careo.model.reading import MentionKind

CROWD = 50
"""Bearers of one key that others are compared with: those whose answer joins most."""

NEAREST = 8
"""Others that each candidate is compared with: those that share most keys with it."""

SAME_NAME = 10
"""How much more a question counts about one whose full name another one bears as well: it is so
much oftener answered that they are one."""

_NAMES = 3
_ORDER = {"same": 2, "unsure": 1, "different": 0}


class Meetings:
    """Lets candidates meet who share a key; the pair whose answer joins most comes first.

    Each candidate meets those that have at least as much to join, so what its answer joins is
    its own, and pairs come in falling order of it without a comparison of the rest; those first
    whose full name others bear as well. Two that
    other pairs asked before lead to are not asked: the answers to those may settle them.

    Attributes:
        crowded: Keys that more than `CROWD` bear.
    """

    def __init__(
        self, candidates: Iterable[Candidate], answered: Container[frozenset[int]]
    ) -> None:
        every = tuple(candidates)
        borne = Counter((one.kind, words(one.names[0])) for one in every)
        self._candidates = sorted(every, key=lambda one: (-_weight(one, borne), one.key))
        self._answered = answered
        self._up: dict[int, int] = {}
        self.crowded: set[str] = set()

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs to ask about, each comparison made when its turn comes."""
        met: defaultdict[str, list[Candidate]] = defaultdict(list)
        for one in self._candidates:
            near = self._nearest(one, met)
            found = list(zip(_best(one, near), near, strict=True))
            found.sort(key=lambda each: (-each[0].score, -each[1].joined, each[1].key))
            for said, other in found:
                if said.verdict != "different" and self._join(one.key, other.key):
                    yield Pair(min(one.key, other.key), max(one.key, other.key), said)
            for block in one.blocks:
                if len(met[block]) < CROWD:
                    met[block].append(one)
                else:
                    self.crowded.add(block)

    def _nearest(self, one: Candidate, met: Mapping[str, Sequence[Candidate]]) -> list[Candidate]:
        """Return those met before that share most keys with one, at most `NEAREST`."""
        known: dict[int, Candidate] = {}
        shared: Counter[int] = Counter()
        for block in one.blocks:
            for other in met.get(block, ()):
                known[other.key] = other
                shared[other.key] += 1
        open_ = [
            other
            for other in known.values()
            if other.kind == one.kind and frozenset((one.key, other.key)) not in self._answered
        ]
        open_.sort(key=lambda each: (-shared[each.key], -each.joined, each.key))
        return open_[:NEAREST]

    def _root(self, one: int) -> int:
        while (up := self._up.setdefault(one, one)) != one:
            self._up[one] = self._up.setdefault(up, up)
            one = up
        return one

    def _join(self, one: int, other: int) -> bool:
        """Note that two are asked about; False where other questions lead from one to the other."""
        left, right = self._root(one), self._root(other)
        self._up[max(left, right)] = min(left, right)
        return left != right


def _weight(one: Candidate, borne: Mapping[tuple[MentionKind, tuple[str, ...]], int]) -> int:
    return one.joined * (SAME_NAME if borne[one.kind, words(one.names[0])] > 1 else 1)


def _best(one: Candidate, others: Sequence[Candidate]) -> list[NameJudgement]:
    """Return for each other what those two names say that are nearest to being one.

    A short form counts only beside the name that it is short for: "Juan Mora" makes nobody of
    Juan Mora Rey and Juan Mora Paz.
    """
    schema = "Person" if one.kind == "person" else "Organization"
    mine = _whole(one.names)
    pairs = [[(a, b, schema) for a, b in product(mine, _whole(o.names))] for o in others]
    judged = iter(names.compare_all(chain.from_iterable(pairs)))
    return [
        max(islice(judged, len(each)), key=lambda said: (_ORDER[said.verdict], said.score))
        for each in pairs
    ]


def _whole(names: Iterable[str]) -> list[str]:
    """Return the names that are not part of a fuller one before them; at least the first."""
    found: list[str] = []
    held: list[set[str]] = []
    for name in names:
        parts = set(words(name))
        if len(found) < _NAMES and not any(parts <= fuller for fuller in held):
            found.append(name)
            held.append(parts)
    return found
