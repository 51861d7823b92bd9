"""Where the boxes and lines of one part of the command chart stand.

Rows of boxes, top down. Between rows runs a channel in which every line has a track of its own;
a line that passes a row goes round it in a lane at the side. Ports are kept on different columns
of pixels (sources on tens, targets on fives), so that no two lines ever lie on each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from careo.dossier.measure import wrap
from careo.model.structure import ChartEdge, ChartNode

Stroke = tuple[tuple[int, int], ...]

BOX = 190
"""Width of a box, pixels."""

GAP = 30
ACROSS = 4
"""Boxes in a row before it goes on in another."""

TRACK = 10
LANE = 10
NAME_SIZE, LABEL_SIZE = 13, 12
LINE = 17
LABEL_LINE = 15
MARGIN = 12
FAR = 1_000_000
"""Right of everything: where the lanes are, when tracks are handed out."""


@dataclass(slots=True)
class Box:
    """A placed node; ``lines`` is its label, wrapped."""

    node: ChartNode
    lines: list[str]
    row: int
    left: int = 0
    top: int = 0
    ins: list[int] = field(default_factory=list)
    outs: list[str] = field(default_factory=list)
    label_lines: int = 0

    @property
    def height(self) -> int:
        """Height of the box, pixels."""
        return 14 + LINE * len(self.lines)


@dataclass(slots=True)
class Label:
    """The words of an edge, beside its line above the target's box."""

    edge: int
    lines: list[str]
    left: int
    top: int
    port: int


@dataclass(slots=True)
class Route:
    """The line of an edge, and its arrow's tip."""

    edge: int
    stroke: Stroke
    tip: tuple[int, int]


@dataclass(slots=True)
class Bracket:
    """What joins the agents of joint relations: left, right, height; and a line from each."""

    left: int
    right: int
    y: int
    strokes: list[Stroke]


@dataclass(slots=True)
class Drawing:
    """A part of the chart, placed."""

    width: int
    height: int
    boxes: list[Box]
    labels: list[Label]
    routes: list[Route]
    brackets: list[Bracket]


def parts(
    nodes: Sequence[ChartNode], edges: Sequence[ChartEdge]
) -> list[tuple[set[str], list[int]]]:
    """Return the connected parts: boxes and indices of edges, in order of their first box."""
    group = {node.id: node.id for node in nodes}

    def root(box: str) -> str:
        while group[box] != box:
            group[box] = group[group[box]]
            box = group[box]
        return box

    for edge in edges:
        for agent in edge.agents:
            group[root(agent)] = root(edge.patient)
    found: dict[str, tuple[set[str], list[int]]] = {}
    for node in nodes:
        found.setdefault(root(node.id), (set(), []))[0].add(node.id)
    for at, edge in enumerate(edges):
        found[root(edge.patient)][1].append(at)
    return list(found.values())


class Layout:
    """Places one part.

    Args:
        nodes: Its boxes.
        edges: Its edges, by their index in the chart.
        labels: The words of each edge.
    """

    def __init__(
        self, nodes: Sequence[ChartNode], edges: dict[int, ChartEdge], labels: dict[int, str]
    ) -> None:
        self.edges = edges
        self.rows = _rows(nodes, list(edges.values()))
        self.boxes = {box.node.id: box for row in self.rows for box in row}
        self._tracks: defaultdict[int, list[list[tuple[int, int]]]] = defaultdict(list)
        self._lanes = 0
        self._words = labels
        self._label_texts: dict[int, list[str]] = {}
        self._bracket_tracks: dict[str, int] = {}
        self._joint = {
            "|".join(edge.agents): edge.agents for edge in edges.values() if len(edge.agents) > 1
        }

    def draw(self) -> Drawing:
        """Return the part with everything in its place."""
        self._columns()
        self._ports()
        meets = {key: self._reserve_bracket(key) for key in self._joint}
        ways = {at: self._reserve(at, edge) for at, edge in self.edges.items()}
        self._wrap_labels()
        height = self._heights()
        brackets = [self._bracket(key, meets[key]) for key in self._joint]
        routes = [self._route(at, edge, ways[at]) for at, edge in self.edges.items()]
        labels = [label for box in self.boxes.values() for label in self._labels(box)]
        width = self._span() + self._lanes * LANE + 2 * MARGIN
        return Drawing(width, height, list(self.boxes.values()), labels, routes, brackets)

    def _ports(self) -> None:
        """Give every line its ports: those to the left leave on the left."""
        across = sorted(
            self.edges.items(),
            key=lambda each: (self.boxes[each[1].patient].left, self.boxes[each[1].patient].row),
        )
        for at, edge in across:
            self.boxes[edge.patient].ins.append(at)
            key = "|".join(edge.agents) if len(edge.agents) > 1 else f"e{at}"
            for agent in edge.agents:
                if key not in self.boxes[agent].outs:
                    self.boxes[agent].outs.append(key)

    def _span(self) -> int:
        most = max(len(row) for row in self.rows)
        return most * BOX + (most - 1) * GAP

    def _columns(self) -> None:
        for row in self.rows:
            used = len(row) * BOX + (len(row) - 1) * GAP
            left = MARGIN + (self._span() - used) // 2
            for at, box in enumerate(row):
                box.left = (left + at * (BOX + GAP)) // 10 * 10

    def _reserve_bracket(self, key: str) -> dict[str, int]:
        """Give a bracket its track, and its agents in higher rows a lane and a track of theirs."""
        agents = self._joint[key]
        row = max(self.boxes[agent].row for agent in agents)
        xs = [self._out_x(self.boxes[agent], key) for agent in agents]
        higher = [agent for agent in agents if self.boxes[agent].row != row]
        right = FAR if higher else max(xs)
        taken = {"track": self._track(row + 1, min(xs), right)}
        self._bracket_tracks[key] = taken["track"]
        for agent in higher:
            x = self._out_x(self.boxes[agent], key)
            taken[f"lane {agent}"] = self._lane()
            taken[f"under {agent}"] = self._track(self.boxes[agent].row + 1, x, FAR)
        return taken

    def _reserve(self, at: int, edge: ChartEdge) -> dict[str, int]:
        """Give an edge its tracks ``under`` its source and ``over`` its target, and its lane."""
        source = max(self.boxes[agent].row for agent in edge.agents)
        target = self.boxes[edge.patient]
        x, end = self._start_x(at, edge), self._in_x(target, at)
        if target.row == source + 1:
            return {"under": self._track(source + 1, min(x, end), max(x, end))}
        return {
            "under": self._track(source + 1, x, FAR),
            "lane": self._lane(),
            "over": self._track(target.row, end, FAR),
        }

    def _track(self, channel: int, left: int, right: int) -> int:
        """Return the first track of a channel that is free from ``left`` to ``right``."""
        tracks = self._tracks[channel]
        for at, used in enumerate(tracks):
            if all(right + 8 < start or end + 8 < left for start, end in used):
                used.append((left, right))
                return at
        tracks.append([(left, right)])
        return len(tracks) - 1

    def _lane(self) -> int:
        self._lanes += 1
        return self._lanes - 1

    def _wrap_labels(self) -> None:
        for box in self.boxes.values():
            room = BOX - _step(box) * len(box.ins) - 10
            for at in box.ins:
                lines = wrap(self._words[at], LABEL_SIZE, max(room, 80), 5)
                self._label_texts[at] = lines
                box.label_lines += len(lines)

    def _heights(self) -> int:
        """Set the top of every box and return the height of the whole."""
        y = MARGIN
        for at, row in enumerate(self.rows):
            y += self._channel_height(at)
            y += max(LABEL_LINE * box.label_lines + 5 * len(box.ins) for box in row) + 8
            for box in row:
                box.top = y
            y += max(box.height for box in row)
        return y + self._channel_height(len(self.rows)) + MARGIN

    def _channel_height(self, channel: int) -> int:
        tracks = len(self._tracks[channel])
        return 14 + TRACK * tracks if tracks else 0

    def _track_y(self, channel: int, track: int) -> int:
        """Return where a track runs; channels lie under the row before them."""
        if channel == 0:
            return MARGIN + 7 + TRACK * track
        above = self.rows[channel - 1]
        return max(box.top + box.height for box in above) + 9 + TRACK * track

    def _bracket(self, key: str, taken: dict[str, int]) -> Bracket:
        agents = self._joint[key]
        row = max(self.boxes[agent].row for agent in agents)
        y = self._track_y(row + 1, taken["track"])
        strokes = [self._meet(agent, key, row, y, taken) for agent in agents]
        ends = [stroke[-1][0] for stroke in strokes]
        return Bracket(min(ends), max(ends), y, strokes)

    def _meet(self, agent: str, key: str, row: int, y: int, taken: dict[str, int]) -> Stroke:
        """Return one agent's line to the bracket."""
        box = self.boxes[agent]
        x, bottom = self._out_x(box, key), box.top + box.height
        if box.row == row:
            return (x, bottom), (x, y)
        lane = self._lane_x(taken[f"lane {agent}"])
        under = self._track_y(box.row + 1, taken[f"under {agent}"])
        return (x, bottom), (x, under), (lane, under), (lane, y)

    def _route(self, at: int, edge: ChartEdge, taken: dict[str, int]) -> Route:
        row = max(self.boxes[agent].row for agent in edge.agents)
        target = self.boxes[edge.patient]
        x, tip = self._start_x(at, edge), (self._in_x(target, at), target.top)
        under = self._track_y(row + 1, taken["under"])
        points = [(x, self._start_y(edge, row)), (x, under)]
        if "lane" in taken:
            lane, over = self._lane_x(taken["lane"]), self._track_y(target.row, taken["over"])
            points += [(lane, under), (lane, over), (tip[0], over)]
        else:
            points.append((tip[0], under))
        return Route(edge=at, stroke=(*points, tip), tip=tip)

    def _start_y(self, edge: ChartEdge, row: int) -> int:
        """Return where an edge begins: its agent's lower border, or its bracket."""
        if len(edge.agents) > 1:
            return self._track_y(row + 1, self._bracket_tracks["|".join(edge.agents)])
        box = self.boxes[edge.agents[0]]
        return box.top + box.height

    def _start_x(self, at: int, edge: ChartEdge) -> int:
        """Return where an edge begins: at its agent's port, or about its bracket's middle."""
        if len(edge.agents) == 1:
            return self._out_x(self.boxes[edge.agents[0]], f"e{at}")
        key = "|".join(edge.agents)
        row = max(self.boxes[agent].row for agent in edge.agents)
        xs = [self._out_x(self.boxes[a], key) for a in edge.agents if self.boxes[a].row == row]
        alike = [other for other, each in self.edges.items() if each.agents == edge.agents]
        alike.sort(key=lambda other: self.boxes[self.edges[other].patient].left)
        middle = (min(xs) + max(xs)) // 20 * 10
        return middle + 2 + (alike.index(at) - len(alike) // 2) * 10

    def _out_x(self, box: Box, key: str) -> int:
        """Return where a line leaves a box: spread about its middle, on whole tens."""
        several = len(box.outs)
        step = min(20, max(10, (BOX - 40) // max(1, several) // 10 * 10))
        x = box.left + BOX // 20 * 10 + (box.outs.index(key) - several // 2) * step
        return min(max(x, box.left + 10), box.left + BOX - 10)

    def _in_x(self, box: Box, at: int) -> int:
        return box.left + 5 + _step(box) * box.ins.index(at)

    def _lane_x(self, lane: int) -> int:
        return MARGIN + self._span() + LANE // 2 + LANE * lane

    def _labels(self, box: Box) -> list[Label]:
        """Return the labels above a box, the first edge's highest."""
        left = box.left + _step(box) * len(box.ins) + 8
        y = box.top - 8 - LABEL_LINE * box.label_lines - 5 * len(box.ins)
        found = []
        for order, at in enumerate(box.ins):
            lines = self._label_texts[at]
            found.append(Label(at, lines, left, y, box.left + 5 + _step(box) * order))
            y += LABEL_LINE * len(lines) + 5
        return found


def _rows(nodes: Sequence[ChartNode], edges: list[ChartEdge]) -> list[list[Box]]:
    """Return the boxes in rows: by layer, near those they hang from, joint agents together."""
    by_layer: defaultdict[int, list[ChartNode]] = defaultdict(list)
    for node in nodes:
        by_layer[node.layer].append(node)
    spot: dict[str, int] = {}
    rows: list[list[Box]] = []
    for layer in sorted(by_layer):
        ordered = _ordered(by_layer[layer], edges, spot)
        spot |= {node.id: at * 1000 // len(ordered) for at, node in enumerate(ordered)}
        chunks = -(-len(ordered) // ACROSS)
        size = -(-len(ordered) // chunks)
        for at in range(0, len(ordered), size):
            rows.append([_box(node, len(rows)) for node in ordered[at : at + size]])
    return rows


def _ordered(
    nodes: list[ChartNode], edges: list[ChartEdge], spot: dict[str, int]
) -> list[ChartNode]:
    here = {node.id: node for node in nodes}

    def pull(node: ChartNode) -> int:
        over = [spot[a] for e in edges if e.patient == node.id for a in e.agents if a in spot]
        return sum(over) // len(over) if over else 0

    done: dict[str, ChartNode] = {}
    for node in sorted(nodes, key=pull):
        partners = [a for e in edges if node.id in e.agents for a in e.agents]
        for box in [node.id, *partners]:
            if box in here:
                done.setdefault(box, here[box])
    return list(done.values())


def _box(node: ChartNode, row: int) -> Box:
    label = f"“{node.label}”" if node.kind == "words" else node.label
    return Box(node=node, lines=wrap(label, NAME_SIZE, BOX - 20, 4), row=row)


def _step(box: Box) -> int:
    """Return how far apart the lines into a box stand: ten pixels unless they are many."""
    return max(2, min(10, BOX // 2 // max(1, len(box.ins))))
