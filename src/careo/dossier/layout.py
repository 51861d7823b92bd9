"""Where the boxes, lines and labels of one picture of the command chart stand, in pixels.

Heads on top, then a channel in which every line has a stretch of its own, then the columns. What
hangs in a column stands under each other on a common bar, so that nothing can overlap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from careo.dossier.forest import Branch, Column, Picture
from careo.dossier.measure import wrap
from careo.model.structure import ChartNode

HEAD = 190
"""Width of a head's box."""

COLUMN = 220
"""Width of a column; all of a picture are wider where one hangs too deep for it."""

GAP = 18
BAR = 10
"""From a column's left to its bar."""

INDENT = 34
"""From a column's left to the boxes on its bar."""

NARROWEST = 110
"""Width of the deepest box."""

MARGIN = 8
TRACK = 12
NAME_SIZE, LABEL_SIZE = 13, 12
BOLD_SIZE = 15
"""Size at which bold names are measured: bold is that much wider than it is high."""
LINE, LABEL_LINE = 17, 15

Point = tuple[int, int]


@dataclass(slots=True)
class Box:
    """A placed box with its label, wrapped."""

    node: ChartNode
    lines: list[str]
    left: int
    top: int
    width: int

    @property
    def height(self) -> int:
        """Height of the box."""
        return 14 + LINE * len(self.lines)

    @property
    def middle(self) -> int:
        """Its middle, from the left, on a whole ten."""
        return (self.left + self.width // 2) // 10 * 10


@dataclass(slots=True)
class Item:
    """What hangs: the words of an edge, its box below them, and where its stub begins."""

    edge: int
    label: list[str]
    box: Box
    label_top: int
    bar: int

    @property
    def tip(self) -> Point:
        """Where the stub's arrow ends."""
        return self.box.left, self.box.top + self.box.height // 2


@dataclass(slots=True)
class Drawing:
    """A placed picture.

    Attributes:
        bars: Left, top, bottom.
        brackets: Left, right, height: what joins the heads of joint relations.
        lines: From heads to bars, by way of brackets.
    """

    heads: list[Box] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    bars: list[tuple[int, int, int]] = field(default_factory=list)
    brackets: list[tuple[int, int, int]] = field(default_factory=list)
    lines: list[tuple[Point, ...]] = field(default_factory=list)
    width: int = 0
    height: int = 0


class Layout:
    """Places one picture.

    Args:
        picture: What to place.
        nodes: Box by id, with what to write in it.
        patients: The patient of each edge, by the edge's index.
        labels: The words of each edge.
    """

    def __init__(
        self,
        picture: Picture,
        nodes: Mapping[str, tuple[ChartNode, str]],
        patients: Sequence[str],
        labels: Sequence[str],
    ) -> None:
        self._picture = picture
        self._nodes = nodes
        self._patients = patients
        self._labels = labels
        self._drawing = Drawing()
        deepest = max(_depth(column.branches) for column in picture.columns)
        self._column = max(COLUMN, INDENT * deepest + NARROWEST)
        self._tracks: list[list[tuple[int, int]]] = []

    def draw(self) -> Drawing:
        """Return the picture with everything in its place."""
        drawing = self._drawing
        lefts = self._place_heads()
        bottom = max(box.top + box.height for box in drawing.heads)
        ways = [self._way(at, left) for at, left in enumerate(lefts)]
        top = bottom + TRACK * len(self._tracks) + 16
        for at, (column, left) in enumerate(zip(self._picture.columns, lefts, strict=True)):
            self._join(column, left, ways[at], bottom)
            end = self._hang(column.branches, left, top, self._column)
            drawing.height = max(drawing.height, end)
        right = max(
            [box.left + box.width for box in drawing.heads] + [x + self._column for x in lefts]
        )
        drawing.width = right + MARGIN
        drawing.height += MARGIN
        return drawing

    def _place_heads(self) -> list[int]:
        """Place the heads over their columns and return where the columns begin."""
        columns, heads = self._picture.columns, self._picture.heads
        lefts = [MARGIN + at * (self._column + GAP) for at in range(len(columns))]
        at = MARGIN
        for head in heads:
            wanted = _over(head, columns, lefts, self._column)
            at = max(at, wanted // 10 * 10)
            self._drawing.heads.append(self._box(head, at, MARGIN, HEAD))
            at += HEAD + GAP
        first = self._drawing.heads[0].left
        over = max(0, (self._drawing.heads[-1].left + HEAD) - (lefts[-1] + self._column))
        shift = min(over // 2, first - MARGIN) // 10 * 10
        for box in self._drawing.heads:
            box.left -= shift
        return lefts if len(columns) > 1 else [MARGIN + max(0, over // 2) // 10 * 10]

    def _way(self, at: int, left: int) -> tuple[int, int]:
        """Return the tracks of a column's bracket and of its line, -1 where it has none."""
        column = self._picture.columns[at]
        xs = [self._foot(agent, column) for agent in column.agents]
        bracket = self._track(min(xs), max(xs)) if len(xs) > 1 else -1
        start, end = (min(xs) + max(xs)) // 20 * 10 + 2, left + BAR
        return bracket, self._track(min(start, end), max(start, end), bracket + 1)

    def _join(self, column: Column, left: int, way: tuple[int, int], bottom: int) -> None:
        """Draw the lines from a column's heads to its bar."""
        drawing = self._drawing
        bracket, track = (bottom + 8 + TRACK * each for each in way)
        xs = [self._foot(agent, column) for agent in column.agents]
        feet = [self._head(agent) for agent in column.agents]
        start = xs[0], feet[0].top + feet[0].height
        if len(xs) > 1:
            for x, box in zip(xs, feet, strict=True):
                drawing.lines.append(((x, box.top + box.height), (x, bracket)))
            drawing.brackets.append((min(xs), max(xs), bracket))
            start = (min(xs) + max(xs)) // 20 * 10 + 2, bracket
        end = left + BAR
        top = bottom + TRACK * len(self._tracks) + 16
        drawing.lines.append((start, (start[0], track), (end, track), (end, top)))

    def _hang(self, branches: Sequence[Branch], left: int, top: int, width: int) -> int:
        """Hang branches on a bar and return where the next thing may begin."""
        bar, y, room = left + BAR, top, width - INDENT
        last = top
        for branch in branches:
            words = wrap(self._labels[branch.edge], LABEL_SIZE, room - 16, 4)
            y += 10
            label_top = y
            y += LABEL_LINE * len(words) + 5
            box = self._box(self._patients[branch.edge], left + INDENT, y, room)
            item = Item(branch.edge, words, box, label_top, bar)
            self._drawing.items.append(item)
            last = item.tip[1]
            y += box.height + 6
            if branch.under:
                y = self._hang(branch.under, left + INDENT, y - 6, room)
        self._drawing.bars.append((bar, top, last))
        return y

    def _foot(self, agent: str, column: Column) -> int:
        """Return where a column's line leaves a head: several lines stand twenty apart."""
        mine = [each for each in self._picture.columns if agent in each.agents]
        step = 20 if len(mine) <= HEAD // 20 - 2 else 10
        return self._head(agent).middle + (mine.index(column) - len(mine) // 2) * step

    def _head(self, agent: str) -> Box:
        return self._drawing.heads[self._picture.heads.index(agent)]

    def _track(self, left: int, right: int, least: int = 0) -> int:
        """Return the first track from ``least`` on that is free from ``left`` to ``right``."""
        for at, used in enumerate(self._tracks):
            if at >= least and all(right + 8 < start or end + 8 < left for start, end in used):
                used.append((left, right))
                return at
        self._tracks.append([(left, right)])
        return len(self._tracks) - 1

    def _box(self, box: str, left: int, top: int, width: int) -> Box:
        node, label = self._nodes[box]
        size = BOLD_SIZE if node.kind == "actor" else NAME_SIZE
        return Box(node, wrap(label, size, width - 18, 4), left, top, width)


def _depth(branches: Sequence[Branch]) -> int:
    """Return how many boxes hang under each other at most."""
    return max((1 + _depth(branch.under) for branch in branches), default=0)


def _over(head: str, columns: Sequence[Column], lefts: Sequence[int], width: int) -> int:
    """Return where a head's box should begin: over its own column, or about its joint ones."""
    mine = [at for at, column in enumerate(columns) if head in column.agents]
    alone = [at for at in mine if len(columns[at].agents) == 1]
    if alone:
        return lefts[alone[0]]
    first = columns[mine[0]].agents
    middle = sum(lefts[at] for at in mine) // len(mine) + width // 2
    spread = (HEAD + GAP) * len(first)
    return middle - spread // 2 + (HEAD + GAP) * first.index(head)
