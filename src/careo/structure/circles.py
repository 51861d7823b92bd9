"""Where command is said to go round: a circle is shown as one.

Source:
    R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972), for the
    strongly connected components.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from careo.model.structure import ChartEdge, Circle
from careo.structure.layers import decides

Graph = Mapping[str, Sequence[str]]


def circles(boxes: Sequence[str], edges: Iterable[ChartEdge]) -> tuple[Circle, ...]:
    """Return a shortest circle of each set of boxes that are said to command each other round.

    Only command that nobody denies in the same edge counts, as for the layers.

    Args:
        boxes: In order of name.
        edges: All edges.
    """
    below: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for edge in edges:
        if decides(edge):
            for agent in edge.agents:
                below[agent][edge.patient] = None
    order = {box: n for n, box in enumerate(boxes)}
    graph = {box: sorted(under, key=order.__getitem__) for box, under in below.items()}
    found = [
        Circle(boxes=_round(min(held, key=order.__getitem__), held, graph), among=len(held))
        for held in _components(boxes, graph)
        if len(held) > 1
    ]
    return tuple(sorted(found, key=lambda one: order[one.boxes[0]]))


def _round(first: str, held: Collection[str], graph: Graph) -> tuple[str, ...]:
    """Return the boxes of a shortest way from a box back to itself, within its component."""
    came: dict[str, str] = {}
    queue = deque([first])
    while first not in came:
        box = queue.popleft()
        for under in graph.get(box, ()):
            if under in held and under not in came:
                came[under] = box
                queue.append(under)
    way = [came[first]]
    while way[-1] != first:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def _components(boxes: Iterable[str], graph: Graph) -> Iterator[set[str]]:
    """Yield the strongly connected components."""
    walk = _Walk(graph)
    for root in boxes:
        if root not in walk.number:
            yield from walk.run(root)


class _Walk:
    """A walk through the graph; ``low`` is the first box that a box reaches, by number."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.number: dict[str, int] = {}
        self._low: dict[str, int] = {}
        self._open: dict[str, None] = {}

    def run(self, root: str) -> Iterator[set[str]]:
        """Yield the components that a box reaches and that were not yielded before."""
        ways = [self._enter(root)]
        while ways:
            box, rest = ways[-1]
            under = next(rest, None)
            if under is None:
                ways.pop()
                if ways:
                    self._reaches(ways[-1][0], self._low[box])
                if self._low[box] == self.number[box]:
                    yield self._close(box)
            elif under not in self.number:
                ways.append(self._enter(under))
            elif under in self._open:
                self._reaches(box, self.number[under])

    def _enter(self, box: str) -> tuple[str, Iterator[str]]:
        self.number[box] = self._low[box] = len(self.number)
        self._open[box] = None
        return box, iter(self._graph.get(box, ()))

    def _reaches(self, box: str, number: int) -> None:
        self._low[box] = min(self._low[box], number)

    def _close(self, box: str) -> set[str]:
        held: set[str] = set()
        while box not in held:
            held.add(self._open.popitem()[0])
        return held
