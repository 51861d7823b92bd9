"""The command chart: who is said to command whom, in layers from the top."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.statement import Cast, Part, Statement
from careo.model.structure import ChartEdge, ChartNode, CommandChart, LineKind, Mark, NodeKind
from careo.structure.circles import circles
from careo.structure.fold import fold
from careo.structure.layers import layers
from careo.structure.marks import acted_on, mark, place

MOST = 60
"""Boxes drawn at once; the rest folds into "and 12 more under X"."""

DRAWN = frozenset(
    name for name, one in PREDICATES.items() if one.group in {"command", "responsibility"}
)
"""The predicates that the chart shows."""

SOLID = frozenset({"commands", "directs", "controls"})
EdgeKey = tuple[tuple[str, ...], str, LineKind, bool]


def command(statements: Iterable[Statement], cast: Cast, most: int = MOST) -> CommandChart:
    """Return the chart of all relations of command and of responsibility.

    Joint agents make one edge. A side that the words leave out is a gap of its own: two unknowns
    are never taken for one. Denied relations are drawn, as edges of their own, and decide no
    layer.
    """
    boxes = _Boxes(cast)
    found: defaultdict[EdgeKey, list[Mark]] = defaultdict(list)
    drawn = (one for one in statements if not one.saying and one.predicate in DRAWN)
    for one in sorted(drawn, key=place):
        line = _line(one.predicate)
        agents = boxes.ends(one.played("agent"), one)
        patients = boxes.ends(acted_on(one), one)
        if boxes.is_gap(agents[0]) and boxes.is_gap(patients[0]):
            continue
        if len(agents) > 1:
            agents = tuple(sorted(set(agents), key=boxes.order))
        made, against = mark(one), one.against
        for patient in patients if len(patients) == 1 else dict.fromkeys(patients):
            if patient not in agents:
                found[agents, patient, line, against].append(made)
    edges = tuple(
        ChartEdge(agents=agents, patient=patient, line=line, against=against, marks=tuple(marks))
        for (agents, patient, line, against), marks in found.items()
    )
    return fold(_chart(boxes, edges), cast, most)


@functools.cache
def _line(predicate: str) -> LineKind:
    if PREDICATES[predicate].group == "responsibility":
        return "dotted"
    return "solid" if predicate in SOLID else "dashed"


class _Boxes:
    """The boxes met so far; the same words are one box, whoever writes them."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._words: dict[str, str] = {}
        self._order: dict[str, tuple[tuple[str, str], str]] = {}
        self.nodes: dict[str, ChartNode] = {}

    def ends(self, parts: Sequence[Part], statement: Statement) -> tuple[str, ...]:
        """Return the boxes at one end of a relation, a new gap where there is none."""
        if not parts:
            return (self._add(f"gap-{len(self.nodes)}", "unknown"),)
        return tuple([self._box(part, statement) for part in parts])

    def is_gap(self, box: str) -> bool:
        """Tell whether a box is an unknown."""
        return self.nodes[box].kind == "gap"

    def order(self, box: str) -> tuple[tuple[str, str], str]:
        """Return the key that orders boxes by name."""
        if box not in self._order:
            self._order[box] = name_key(self.nodes[box].label), box
        return self._order[box]

    def _box(self, part: Part, statement: Statement) -> str:
        if part.actor in self.nodes:
            return part.actor
        actor = self._cast.get(part.actor) if part.actor is not None else None
        if actor is not None and actor.identified != "unknown":
            self.nodes[actor.id] = ChartNode(
                id=actor.id, kind="actor", label=actor.name, actor=actor.id
            )
            return actor.id
        key = _plain(part.text, statement)
        if key not in self._words:
            self._words[key] = self._add(f"words-{len(self.nodes)}", part.text)
        return self._words[key]

    def _add(self, box: str, label: str) -> str:
        kind: NodeKind = "gap" if box.startswith("gap") else "words"
        self.nodes[box] = ChartNode(id=box, kind=kind, label=label)
        return box


def _plain(words: str, statement: Statement) -> str:
    """Return words without their article, to tell whether they are the same.

    A single word in small letters ("it", "who") means something else in every claim.
    """
    folded = " ".join(words.casefold().split())
    if " " not in folded and words == folded:
        return f"{folded} {statement.claim}"
    return folded.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _chart(boxes: _Boxes, edges: tuple[ChartEdge, ...]) -> CommandChart:
    used = {box for edge in edges for box in (*edge.agents, edge.patient)}
    order = sorted(used, key=boxes.order)
    depth = layers(order, edges)
    nodes = [_placed(boxes.nodes[box], depth[box]) for box in order]
    nodes.sort(key=lambda node: (node.layer, boxes.order(node.id)))
    return CommandChart(nodes=tuple(nodes), edges=edges, circles=circles(order, edges))


def _placed(node: ChartNode, layer: int) -> ChartNode:
    return ChartNode(id=node.id, kind=node.kind, label=node.label, layer=layer, actor=node.actor)
