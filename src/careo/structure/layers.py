"""How deep each box of the command chart stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from careo.model.structure import ChartEdge

Graph = dict[str, list[str]]


def layers(boxes: Sequence[str], edges: Sequence[ChartEdge]) -> dict[str, int]:
    """Return the layer of each box, from the top, 0.

    Command edges that nobody denies decide; joint agents stand side by side; a circle of command
    is opened at the box that comes first in ``boxes``. Boxes that no command reaches are put
    beneath those who are said to act on them.
    """
    deciding = [edge for edge in edges if decides(edge)]
    group = _side_by_side(boxes, deciding)
    arrows = {(group[edge.agents[0]], group[edge.patient]): None for edge in deciding}
    below: Graph = defaultdict(list)
    for over, under in arrows:
        if over != under:
            below[over].append(under)
    depth = _longest(list(dict.fromkeys(group.values())), _acyclic(group.values(), below))
    reached = {box for edge in deciding for box in (*edge.agents, edge.patient)}
    placed = {box: depth[group[box]] for box in boxes if box in reached}
    _place_rest(placed, [edge for edge in edges if not decides(edge)])
    return {box: placed.get(box, 0) for box in boxes}


def decides(edge: ChartEdge) -> bool:
    """Tell whether an edge decides layers: it is one of command, and not one of denial."""
    return not edge.against and edge.line != "dotted"


def _side_by_side(boxes: Sequence[str], edges: Sequence[ChartEdge]) -> dict[str, str]:
    """Return the group of each box: joint agents share one, unless one commands the other."""
    joint = [edge for edge in edges if len(edge.agents) > 1]
    sides = {agent for edge in joint for agent in edge.agents}
    apart = {
        frozenset((agent, e.patient)) for e in edges if e.patient in sides for agent in e.agents
    }
    group = {box: box for box in boxes}
    members = {box: [box] for box in boxes}
    for edge in joint:
        first = group[edge.agents[0]]
        for agent in edge.agents[1:]:
            old = group[agent]
            if old != first and not any(
                frozenset((agent, other)) in apart for other in edge.agents
            ):
                moved = members.pop(old)
                members[first] += moved
                group |= dict.fromkeys(moved, first)
    return group


def _acyclic(boxes: Iterable[str], below: Graph) -> Graph:
    """Return the graph without the edges that lead back to a box still open."""
    kept: Graph = defaultdict(list)
    state: dict[str, int] = {}
    for root in dict.fromkeys(boxes):
        stack = [(root, iter(below.get(root, ())))] if root not in state else []
        state.setdefault(root, 1)
        while stack:
            box, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                state[box] = 2
                stack.pop()
            elif state.get(child) != 1:
                kept[box].append(child)
                if child not in state:
                    state[child] = 1
                    stack.append((child, iter(below.get(child, ()))))
    return kept


def _longest(boxes: Sequence[str], below: Graph) -> dict[str, int]:
    """Return each box's longest way from a box that nothing is above of."""
    above = dict.fromkeys(boxes, 0)
    for box in (box for under in below.values() for box in under):
        above[box] += 1
    depth = dict.fromkeys(boxes, 0)
    ready = [box for box in boxes if not above[box]]
    while ready:
        box = ready.pop()
        for under in below.get(box, ()):
            if depth[under] <= depth[box]:
                depth[under] = depth[box] + 1
            above[under] -= 1
            if not above[under]:
                ready.append(under)
    return depth


def _place_rest(placed: dict[str, int], edges: Sequence[ChartEdge]) -> None:
    for edge in edges:
        known = [placed[agent] for agent in edge.agents if agent in placed]
        under = placed.get(edge.patient)
        start = max(known) if known else max(0, under - 1) if under is not None else 0
        for agent in edge.agents:
            placed.setdefault(agent, start)
        placed.setdefault(edge.patient, start + 1)
