"""Who is the same across documents: names group, people decide, and decisions come first."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from careo.model.journal import Verdict


class Judged(NamedTuple):
    """A standing judgement on two referents, by their keys; ``seq`` is its event's number."""

    seq: int
    left: int
    right: int
    verdict: Verdict


class Fact(NamedTuple):
    """Something that a document says of a name's bearer, or of a part of a name.

    Attributes:
        text: The name that groups the bearer; for `GIVEN` and `SURNAME` the part of a name.
        kind: What is said: ``born``, ``died``, ``stands for`` … have one value for one bearer;
            `IS`, `GENERATION`, `NAMESAKE`, `GIVEN` and `SURNAME` are of another sort.
        value: The value; for `GIVEN` and `SURNAME` the name that has the part.
    """

    text: str
    kind: str
    value: str


IS = "is"
"""What somebody is said to be and others of the name are hardly: a post, a unit, whose brother."""
GENERATION = "said to be"
"""Said behind a name of father and son; as good as a part of the name."""
NAMESAKE = "namesake"
"""The document tells of another one of the name."""
GIVEN = "given name of"
SURNAME = "surname of"
PARTS = (GIVEN, SURNAME)
ADDRESSED = "addressed"
"""As a man or a woman: two differ by it, and nobody is joined by it."""
COMMON = "common"
"""Not of a `Fact`: the kind of a name both parts of which many have."""

MANY = 60
"""So many names of a case have a given name, or a surname, that is common in it."""
NEARLY_ALL = 10
"""So many times as many documents say the usual as anything else."""
ODD = 100
"""So many may say anything else beside a usual value."""

_APART = frozenset({IS, GENERATION, NAMESAKE, *PARTS})
_JOINS_NOBODY = frozenset({GENERATION, ADDRESSED})

States = Mapping[tuple[str, str], str]
"""Names by which alone nobody is joined, each with the kind of fact in which its bearers differ, or
with `COMMON`, to the value that nearly all of them share; empty where none is such."""


def single(kind: str) -> bool:
    """Tell whether a kind of fact has one value for one bearer of a name."""
    return kind not in _APART


def usual(values: Mapping[str, int]) -> str:
    """Return the value that nearly all say who say any; empty where there is none.

    Args:
        values: Each value to how many say it; no number need be counted beyond
            ``NEARLY_ALL * ODD``.
    """
    most = max(sorted(values), key=lambda one: values[one])
    others = sum(values.values()) - values[most]
    return most if others <= ODD and values[most] >= NEARLY_ALL * others else ""


def contested(facts: Iterable[Fact]) -> dict[tuple[str, str], str]:
    """Return each name with each kind of fact in which its bearers differ, to the usual value.

    Args:
        facts: Those of every bearer, each as often as somebody bears it.
    """
    values: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in facts:
        if single(one.kind):
            values[one.text, one.kind][one.value] += 1
    return {key: usual(held) for key, held in values.items() if len(held) > 1}


def common(facts: Iterable[Fact]) -> frozenset[str]:
    """Return the names of a given name and one surname, each of which `MANY` names or more have."""
    borne: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    parts: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in facts:
        if one.kind in PARTS:
            borne[one.kind, one.text].add(one.value)
            parts[one.value].add((one.kind, one.text))
    return frozenset(
        name
        for name, each in parts.items()
        if len(each) == len(PARTS) and all(len(borne[part]) >= MANY for part in each)
    )


def told_apart(texts: Iterable[str], facts: Iterable[Fact], states: States) -> list[str]:
    """Return the names that group one referent, where a name alone does not.

    Where the bearers of a name differ in a kind of fact, its value goes with the name, but for a
    value that nearly all share: those who share it are one. Of whom nothing is said that tells
    these apart, and who has a common name, is joined by what else is said alike of both: the name
    and a post, the name and a year of birth. So it does not matter in which order documents came.

    Args:
        texts: The names.
        facts: Of this referent.
        states: Of these names; see `contested` and `common`.

    Returns:
        Nothing where it is joined with nobody.
    """
    held = sorted(set(facts))
    names = sorted(set(texts))
    weak = any((text, COMMON) in states for text in names)
    return [one for text in names for one in _told(text, held, states, weak=weak)]


def _told(text: str, facts: Sequence[Fact], states: States, *, weak: bool) -> list[str]:
    mine = [one for one in facts if one.text == text]
    if any(one.kind == NAMESAKE for one in mine):
        return []
    differ = {kind: value for (name, kind), value in states.items() if name == text}
    values = [
        f"{one.kind} {one.value}" for one in mine if differ.get(one.kind, one.value) != one.value
    ]
    whole = "|".join([text, *(one.value for one in mine if one.kind == GENERATION)])
    if values:
        return ["|".join([whole, *values])]
    if not weak and all(differ.values()):
        return [whole]
    shared = (one for one in mine if one.kind not in _JOINS_NOBODY)
    return [f"{whole}|{one.kind} {one.value}" for one in shared]


class _Groups:
    """Disjoint groups, some of which may never become one; a group is called by its smallest."""

    def __init__(self, members: Iterable[int]) -> None:
        self._up = {one: one for one in members}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def root(self, one: int) -> int:
        while self._up[one] != one:
            self._up[one] = self._up[self._up[one]]
            one = self._up[one]
        return one

    def part(self, left: int, right: int) -> None:
        """Keep two groups apart, unless they are one already."""
        one, other = self.root(left), self.root(right)
        if one != other:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, left: int, right: int) -> None:
        """Make two groups one, unless they are to be kept apart."""
        one, other = sorted((self.root(left), self.root(right)))
        if one == other or other in self._apart[one]:
            return
        self._up[other] = one
        for third in self._apart.pop(other, set()):
            self._apart[third] = self._apart[third] - {other} | {one}
            self._apart[one].add(third)


def group(names: Mapping[int, Sequence[str]], judged: Iterable[Judged]) -> dict[int, int]:
    """Return for each referent the smallest key of its group.

    What people judged comes first, the latest before older ones: one that an earlier judgement
    contradicts beats it. Then referents that share a name are joined in order of name and key,
    except where that would make one of what people keep apart.

    Args:
        names: The names that group each referent, by its key.
        judged: The standing judgements on these referents, in any order.
    """
    groups = _Groups(names)
    for one in sorted(judged, key=lambda each: -each.seq):
        if one.left in names and one.right in names and one.verdict != "unsure":
            decide = groups.join if one.verdict == "same" else groups.part
            decide(one.left, one.right)
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for key in sorted(names):
        for text in names[key]:
            bearers[text].append(key)
    for text in sorted(bearers):
        _join_bearers(groups, bearers[text])
    return {key: groups.root(key) for key in names}


def _join_bearers(groups: _Groups, bearers: Sequence[int]) -> None:
    """Join each bearer of a name to every group before it that it may be one with."""
    firsts: list[int] = []
    for key in bearers:
        for first in firsts:
            groups.join(first, key)
        if all(groups.root(first) != groups.root(key) for first in firsts):
            firsts.append(key)


def against(judged: Sequence[Judged], wanted: Judged) -> tuple[Judged, ...]:
    """Return the standing judgements that together say the opposite of a new one.

    The shortest such line of judgements from one referent to the other; empty where there is
    none. A judgement on the very same two is no contradiction: the later one counts.
    """
    ends = {wanted.left, wanted.right}
    ways: defaultdict[int, list[Judged]] = defaultdict(list)
    for one in sorted(judged):
        if {one.left, one.right} != ends and one.verdict != "unsure":
            ways[one.left].append(one)
            ways[one.right].append(one)
    parted = wanted.verdict == "same"
    start = (wanted.left, False)
    came: dict[tuple[int, bool], tuple[Judged, ...]] = {start: ()}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if here == (wanted.right, parted):
            return came[here]
        for one in ways[here[0]]:
            crossed = here[1] or one.verdict == "different"
            there = (one.right if one.left == here[0] else one.left, crossed)
            if there not in came and not (here[1] and one.verdict == "different"):
                came[there] = (*came[here], one)
                queue.append(there)
    return ()
