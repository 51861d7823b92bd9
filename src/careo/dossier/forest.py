"""Which boxes of the command chart hang from which, and which stand in one picture.

Those who are said to act jointly, or alone, head a column; whom they are said to act on hangs
below, and below that whom these act on in turn. A box that several columns reach is written in
each: no line ever crosses another to get to it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from careo.model.structure import ChartEdge, CommandChart

COLUMNS = 4
"""Columns in one picture."""

LONGEST = 9
"""Branches in one column before it goes on in another beside it."""

Agents = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """An edge, by its index in the chart, and what hangs from its patient's box."""

    edge: int
    under: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """All that hangs from one agent, or from several jointly."""

    agents: Agents
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Columns with their heads, joint agents beside each other."""

    heads: tuple[str, ...]
    columns: tuple[Column, ...]


def pictures(chart: CommandChart) -> list[Picture]:
    """Return the pictures, in the order of the chart's boxes."""
    forest = _Forest(chart)
    found = []
    for family in forest.families():
        for at in range(0, len(family), COLUMNS):
            part = family[at : at + COLUMNS]
            heads = _heads([column.agents for column in part])
            found.append(Picture(heads=heads, columns=tuple(_sorted(part, heads))))
    return found


class _Forest:
    def __init__(self, chart: CommandChart) -> None:
        self._edges = chart.edges
        self._layer = {node.id: node.layer for node in chart.nodes}
        self._order = {node.id: at for at, node in enumerate(chart.nodes)}
        self._groups: defaultdict[Agents, list[int]] = defaultdict(list)
        for at, edge in sorted(enumerate(chart.edges), key=lambda each: self._by_name(each[1])):
            self._groups[edge.agents].append(at)
        self._hangs = self._hanging()

    def families(self) -> list[list[Column]]:
        """Return the columns that share heads, together."""
        nested = {agents for agents in self._groups if (agents[0],) in self._hangs.values()}
        tops = [agents for agents in self._groups if len(agents) > 1 or agents not in nested]
        tops.sort(key=lambda agents: [self._order[agent] for agent in agents])
        families: list[list[Agents]] = []
        for agents in tops:
            linked = [f for f in families if any(set(agents) & set(other) for other in f)]
            merged = [other for family in linked for other in family] + [agents]
            families = [f for f in families if f not in linked] + [merged]
        return [
            [column for agents in family for column in self._columns(agents)] for family in families
        ]

    def _by_name(self, edge: ChartEdge) -> tuple[int, bool]:
        return self._order[edge.patient], edge.against

    def _hanging(self) -> dict[int, Agents]:
        """Return for edges whose patient acts alone in turn: whose column hangs there."""
        hangs: dict[int, Agents] = {}
        for agents in self._groups:
            if len(agents) > 1:
                continue
            above = [at for at, edge in enumerate(self._edges) if self._leads(edge, agents[0])]
            if above:
                hangs[above[0]] = agents
        return hangs

    def _leads(self, edge: ChartEdge, box: str) -> bool:
        higher = all(self._layer[agent] < self._layer[box] for agent in edge.agents)
        return edge.patient == box and higher and not edge.against

    def _columns(self, agents: Agents) -> list[Column]:
        branches = self._branches(agents)
        size = -(-len(branches) // -(-len(branches) // LONGEST))
        return [
            Column(agents=agents, branches=branches[at : at + size])
            for at in range(0, len(branches), size)
        ]

    def _branches(self, agents: Agents) -> tuple[Branch, ...]:
        return tuple(
            Branch(edge=at, under=self._branches(self._hangs[at]) if at in self._hangs else ())
            for at in self._groups[agents]
        )


def _heads(groups: list[Agents]) -> tuple[str, ...]:
    """Return the agents of a picture, those who share a group beside each other."""
    heads: list[str] = []
    for agents in sorted(groups, key=lambda agents: -len(agents)):
        known = [heads.index(agent) for agent in agents if agent in heads]
        at = max(known) + 1 if known else len(heads)
        heads[at:at] = [agent for agent in agents if agent not in heads]
    return tuple(heads)


def _sorted(columns: list[Column], heads: tuple[str, ...]) -> list[Column]:
    """Return the columns, each about where its heads stand."""

    def spot(column: Column) -> float:
        return sum(heads.index(agent) for agent in column.agents) / len(column.agents)

    return sorted(columns, key=spot)
