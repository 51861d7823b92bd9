"""Who is the same across documents: names group, people decide, and decisions come first."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from careo.model.journal import Verdict


class Judged(NamedTuple):
    """A standing judgement on two referents, by their keys; ``seq`` is its event's number."""

    seq: int
    left: int
    right: int
    verdict: Verdict


class Fact(NamedTuple):
    """Something that a document says of a name's bearer and that has one value for one bearer.

    Attributes:
        text: The name that groups the bearer.
        kind: What is said: ``born``, ``died``, ``stands for`` …
        value: The value; two that differ cannot both be so of one.
    """

    text: str
    kind: str
    value: str


def contested(facts: Iterable[Fact]) -> frozenset[tuple[str, str]]:
    """Return each name with each kind of fact in which its bearers differ."""
    values: dict[tuple[str, str], str] = {}
    found: set[tuple[str, str]] = set()
    for one in facts:
        if values.setdefault((one.text, one.kind), one.value) != one.value:
            found.add((one.text, one.kind))
    return frozenset(found)


def told_apart(
    texts: Iterable[str], facts: Iterable[Fact], differ: Container[tuple[str, str]]
) -> list[str]:
    """Return the names that group one referent, where namesakes are told apart by what is said.

    Where the bearers of a name differ in a kind of fact, its value goes with the name: those who
    share it are one, and those of whom nothing is said stay with each other, with none of these.
    So it does not matter in which order documents came.

    Args:
        texts: The names.
        facts: Of this referent.
        differ: The names and kinds in which bearers differ; see `contested`.
    """
    values: dict[str, list[str]] = {text: [] for text in sorted(set(texts))}
    for one in sorted(facts):
        if one.text in values and (one.text, one.kind) in differ:
            values[one.text].append(f"{one.kind} {one.value}")
    return ["|".join([text, *told]) for text, told in values.items()]


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
