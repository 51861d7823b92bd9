"""The command chart in text: a tree, each box once, and circles told as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from careo.app.cli.escape import visible
from careo.app.cli.sums import aside, grouped, speaker
from careo.model.phrases import listed, predicate

if TYPE_CHECKING:
    from careo.app.cli.sums import Cast
    from careo.model.structure import ChartEdge, Circle, CommandChart, Mark

_STEP = 4
_DEEPEST = 12
"""Steps that a tree goes in; what is below stands by itself."""

Agents = tuple[str, ...]


def chart(found: CommandChart, cast: Cast) -> Iterator[str]:
    """Yield who is said to command whom, from the top.

    Those said to act jointly are one line. What somebody is said to do stands where he is met
    first; later lines say that it does.
    """
    tree = _Tree(found, cast)
    for agents in tree.order:
        if agents not in tree.shown and tree.is_top(agents):
            yield from tree.lines(agents, 0)
            yield "\n"
    for agents in tree.order:  # in a circle, or deeper than is indented
        if agents not in tree.shown:
            yield from tree.lines(agents, 0)
            yield "\n"
    for circle in found.circles:
        yield f"{tree.circle(circle)}\n"


class _Tree:
    def __init__(self, found: CommandChart, cast: Cast) -> None:
        self._cast = cast
        self._names = {
            node.id: f"“{visible(node.label)}”" if node.kind == "words" else visible(node.label)
            for node in found.nodes
        }
        self._rank = {node.id: n for n, node in enumerate(found.nodes)}
        self._edges: defaultdict[Agents, list[ChartEdge]] = defaultdict(list)
        self._of: defaultdict[str, list[Agents]] = defaultdict(list)
        for edge in found.edges:
            self._edges[edge.agents].append(edge)
        self.order = sorted(self._edges, key=lambda all_of: [self._rank[one] for one in all_of])
        for agents in self.order:
            for one in agents:
                self._of[one].append(agents)
        self._under = {edge.patient for edge in found.edges if not edge.against}
        self.shown: set[Agents] = set()

    def is_top(self, agents: Agents) -> bool:
        """Tell whether nobody is said to act on any of these."""
        return self._under.isdisjoint(agents)

    def lines(self, agents: Agents, depth: int) -> Iterator[str]:
        """Yield what these are said to do, and what those under them are said to do."""
        self.shown.add(agents)
        pad = " " * (_STEP * depth)
        several = len(agents) > 1
        yield f"{pad}{self._listed(agents)}{' jointly' if several else ''}\n"
        for edge in sorted(self._edges[agents], key=lambda one: self._rank[one.patient]):
            doing = tuple(dict.fromkeys(_does(mark, several=several) for mark in edge.marks))
            denied = edge.against and not any(mark.negated for mark in edge.marks)
            words = f"{'denied: ' if denied else ''}{listed(list(doing))}"
            yield f"{pad}  ▸ {words} {self._names[edge.patient]}\n"
            told = self._said if len(doing) == 1 else self._said_to
            yield from (f"{pad}      {line}\n" for line in grouped(edge.marks, told))
            yield from self._below(edge, depth + 1)

    def circle(self, circle: Circle) -> str:
        """Return a circle in words."""
        boxes = [self._names[one] for one in circle.boxes]
        more = f", one way round among {circle.among:,}" if circle.among > len(boxes) else ""
        return f"Said to go round in a circle: {' ▸ '.join([*boxes, boxes[0]])}{more}."

    def _below(self, edge: ChartEdge, depth: int) -> Iterator[str]:
        for agents in () if edge.against else self._of.get(edge.patient, ()):
            if agents in self.shown:
                pad = " " * (_STEP * depth)
                yield f"{pad}{self._listed(agents)}: above\n"
            elif depth <= _DEEPEST:
                yield from self.lines(agents, depth)

    def _said(self, mark: Mark) -> str:
        return f"{speaker(mark, self._cast)}{aside(mark)}"

    def _said_to(self, mark: Mark) -> str:
        return (
            f"{speaker(mark, self._cast)}: {_does(mark, several=len(mark.joint) > 1)}{aside(mark)}"
        )

    def _listed(self, agents: Agents) -> str:
        return listed([self._names[one] for one in agents])


def _does(mark: Mark, *, several: bool) -> str:
    return predicate(mark.predicate, mark.verb, several=several, negated=mark.negated)
