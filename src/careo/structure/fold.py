"""Fewer boxes than there are: leaves under one box fold into "and 12 more under X"."""

from __future__ import annotations

from collections import defaultdict

from msgspec import structs

from careo.model.order import name_key
from careo.model.statement import Cast
from careo.model.structure import ChartEdge, ChartNode, CommandChart, Mark

_KEPT = 8
"""Leaves under one box that stay where there is room."""

Leaves = dict[tuple[str, ...], list[ChartNode]]


def fold(chart: CommandChart, cast: Cast, most: int) -> CommandChart:
    """Return the chart with at most ``most`` boxes, as far as folding leaves gets it.

    The first by name stay, so that no count decides who is seen. What still is too many is cut
    from the end of the drawing order into one last box; its edges go with it.
    """
    if len(chart.nodes) <= most:
        return chart
    leaves = _leaves(chart)
    gone = len(chart.nodes) - most
    keep = next((n for n in range(_KEPT, 0, -1) if _saved(leaves, n) >= gone), 0)
    folded = _folded(chart, leaves, keep, cast)
    return folded if len(folded.nodes) <= most else _cut(folded, most)


def _saved(leaves: Leaves, keep: int) -> int:
    """Return how many boxes fewer there are when all but so many under each are folded."""
    return sum(max(0, len(under) - keep - 1) for under in leaves.values())


def _leaves(chart: CommandChart) -> Leaves:
    """Return the boxes that one set of agents reaches and that act on nobody, by those agents."""
    agents = {agent for edge in chart.edges for agent in edge.agents}
    over: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for edge in chart.edges:
        over[edge.patient].add(edge.agents)
    found: Leaves = defaultdict(list)
    for node in sorted(chart.nodes, key=lambda node: (name_key(node.label), node.id)):
        if node.id not in agents and len(over[node.id]) == 1:
            found[next(iter(over[node.id]))].append(node)
    return found


def _folded(chart: CommandChart, leaves: Leaves, keep: int, cast: Cast) -> CommandChart:
    names = {node.id: node.label for node in chart.nodes}
    into: dict[str, str] = {}
    boxes: list[ChartNode] = []
    for agents, under in leaves.items():
        rest = under[keep:]
        if len(rest) <= 1:
            continue
        box = f"fold-{len(boxes)}"
        into |= {node.id: box for node in rest}
        boxes.append(_fold_box(box, rest, " and ".join(names[a] for a in agents), cast))
    nodes = [node for node in chart.nodes if node.id not in into] + boxes
    nodes.sort(key=lambda node: (node.layer, name_key(node.label), node.id))
    return structs.replace(chart, nodes=tuple(nodes), edges=_merged(chart.edges, into))


def _fold_box(box: str, rest: list[ChartNode], under: str, cast: Cast) -> ChartNode:
    people = sorted(
        (node.actor for node in rest if node.actor is not None),
        key=lambda actor: (name_key(cast[actor].name), actor),
    )
    return ChartNode(
        id=box,
        kind="fold",
        label=f"and {len(rest)} more under {under}",
        layer=min(node.layer for node in rest),
        folded=tuple(people),
    )


def _merged(edges: tuple[ChartEdge, ...], into: dict[str, str]) -> tuple[ChartEdge, ...]:
    """Return the edges with folded patients replaced, those that became equal as one."""
    found: dict[tuple[object, ...], tuple[ChartEdge, list[Mark]]] = {}
    for edge in edges:
        patient = into.get(edge.patient, edge.patient)
        moved = ChartEdge(
            agents=edge.agents, patient=patient, line=edge.line, marks=(), against=edge.against
        )
        key = (edge.agents, patient, edge.line, edge.against)
        found.setdefault(key, (moved, []))[1].extend(edge.marks)
    return tuple(
        ChartEdge(
            agents=edge.agents,
            patient=edge.patient,
            line=edge.line,
            marks=tuple(marks),
            against=edge.against,
        )
        for edge, marks in found.values()
    )


def _cut(chart: CommandChart, most: int) -> CommandChart:
    kept, rest = chart.nodes[: most - 1], chart.nodes[most - 1 :]
    here = {node.id for node in kept}
    people = tuple(
        actor for node in rest for actor in ((node.actor,) if node.actor else node.folded)
    )
    last = ChartNode(
        id="fold-rest",
        kind="fold",
        label=f"and {len(rest)} more boxes",
        layer=max(node.layer for node in chart.nodes),
        folded=people,
    )
    edges = tuple(e for e in chart.edges if e.patient in here and here.issuperset(e.agents))
    circles = tuple(one for one in chart.circles if here.issuperset(one.boxes))
    return CommandChart(nodes=(*kept, last), edges=edges, circles=circles)
