"""The command chart as inline SVG, its words selectable."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from careo.dossier.card import Cards, review_note, unclear
from careo.dossier.forest import pictures
from careo.dossier.index import Index, called
from careo.dossier.layout import LABEL_LINE, LABEL_SIZE, LINE, Box, Drawing, Item, Layout, Point
from careo.dossier.show import plain
from careo.model.phrases import count, listed, predicate
from careo.model.structure import ChartEdge, ChartNode, Circle, CommandChart, Mark
from careo.model.wording import act_verb

SPEAKERS = 2
"""Speakers named on a label before it says how many there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the chart in words, with what each speaker says and the claims' numbers."""

    act: str
    words: str
    refs: tuple[tuple[int, str], ...]


class Chart:
    """Draws a command chart."""

    def __init__(self, chart: CommandChart, index: Index, cards: Cards) -> None:
        self._chart = chart
        self._index = index
        self._cards = cards
        self._names = {node.id: self._called(node) for node in chart.nodes}
        self._kinds = {node.id: node.kind for node in chart.nodes}

    def pictures(self) -> list[Markup]:
        """Return the pictures, in order of their first box."""
        nodes = {node.id: (node, self._names[node.id]) for node in self._chart.nodes}
        patients = [edge.patient for edge in self._chart.edges]
        words = [self._label(edge) for edge in self._chart.edges]
        return [
            self._picture(Layout(picture, nodes, patients, words).draw())
            for picture in pictures(self._chart)
        ] + [self._loose(box) for box in self._alone()]

    def lines(self) -> list[Line]:
        """Return the whole chart in words, one line an edge."""
        return [
            Line(
                act=edge.marks[0].act,
                words=self._sentence(edge),
                refs=tuple(
                    (self._index.numbers[c], self._index.claim_anchor(c)) for c in edge.claims
                ),
            )
            for edge in self._chart.edges
        ]

    def circles(self) -> list[str]:
        """Return where command is said to go round, in words."""
        return [plain(self._round(circle)) for circle in self._chart.circles]

    def _round(self, circle: Circle) -> str:
        names = [self._name(box) for box in (*circle.boxes, circle.boxes[0])]
        more = f" (one way among {circle.among})" if circle.among > len(circle.boxes) else ""
        return f"{' ▸ '.join(names)}{more}"

    def _alone(self) -> list[ChartNode]:
        """Return the boxes that no edge reaches: what was cut from a chart too large."""
        reached = {box for edge in self._chart.edges for box in (*edge.agents, edge.patient)}
        return [node for node in self._chart.nodes if node.id not in reached]

    def _loose(self, node: ChartNode) -> Markup:
        box = Box(node, [node.label], 1, 1, 240)
        return _svg(plain(node.label), 242, box.height + 2, [self._box(box)])

    def _picture(self, drawing: Drawing) -> Markup:
        people = [self._names[box.node.id] for box in drawing.heads]
        title = "What speakers say of who directs whom: " + plain(", ".join(people))
        bars = [_path("bar", ((x, top), (x, end))) for x, top, end in drawing.bars]
        lines = [_path("bar", points) for points in drawing.lines]
        brackets = [
            Markup("<g><title>{}</title>{}</g>").format(
                "said to act jointly", _path("br", ((left, y), (right, y)))
            )
            for left, right, y in drawing.brackets
        ]
        heads = [self._box(box) for box in drawing.heads]
        items = [self._item(item) for item in drawing.items]
        parts = [*bars, *lines, *brackets, *heads, *items]
        return _svg(title, drawing.width, drawing.height, parts)

    def _item(self, item: Item) -> Markup:
        """Return an edge: its stub, its words, and its patient's box."""
        edge = self._chart.edges[item.edge]
        x, y = item.tip
        kind = f"e-{edge.line}{' against' if edge.against else ''}"
        struck = Markup('<path class="no" d="M{} {}l6 8m0 -8l-6 8"/>').format(item.bar + 5, y - 4)
        stub = Markup('<g class="{}">{}<path class="tip" d="M{} {}l-8 -4v8z"/>{}</g>').format(
            kind,
            _path("", ((item.bar, y), (x - 7, y))),
            x,
            y,
            struck if edge.against else Markup(""),
        )
        return stub + self._box(item.box) + self._words(item, edge)

    def _box(self, box: Box) -> Markup:
        node = box.node
        lines = Markup("").join(
            Markup('<text x="{}" y="{}">{}</text>').format(
                box.left + 10, box.top + 7 + LINE * at + 13, plain(line)
            )
            for at, line in enumerate(box.lines)
        )
        rect = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
            box.left, box.top, box.width, box.height
        )
        title = Markup("<title>{}</title>").format(self._box_title(box))
        body = Markup('<g class="n-{}">{}{}{}</g>').format(node.kind, title, rect, lines)
        if node.actor is None:
            return body
        return Markup('<a href="#{}">{}</a>').format(self._index.actor_anchor(node.actor), body)

    def _box_title(self, box: Box) -> str:
        node = box.node
        if node.kind == "gap":
            return "unknown: the words name nobody"
        if node.kind == "fold" and node.folded:
            names = [self._index.actors[a].name for a in node.folded if a in self._index.actors]
            return plain(f"{node.label}: {', '.join(names)}")
        return plain(self._names[node.id]) + (", as written" if node.kind == "words" else "")

    def _words(self, item: Item, edge: ChartEdge) -> Markup:
        left, y = item.box.left, item.label_top
        lines = Markup("").join(
            Markup('<text x="{}" y="{}">{}</text>').format(
                left + 16, y + LABEL_SIZE - 1 + LABEL_LINE * at, plain(line)
            )
            for at, line in enumerate(item.label)
        )
        shape = Markup('<use href="#s-{}" x="{}" y="{}" width="12" height="12"/>').format(
            edge.marks[0].act, left, y
        )
        anchor = self._index.claim_anchor(edge.claims[0])
        return Markup('<a class="lb" href="#{}"><title>{}</title>{}{}</a>').format(
            anchor, self._title(edge), shape, lines
        )

    def _label(self, edge: ChartEdge) -> str:
        """Return who says so, what, and in how many claims: "X alleges: directs · 1 claim"."""
        verbs = self._verbs(edge)
        joint = " jointly" if len(edge.agents) > 1 else ""
        counted = count(len(edge.claims), "claim").replace(" ", "\u00a0")
        return f"{self._who(edge, short=True)}: {verbs}{joint}{_hedged(edge)} ·\u00a0{counted}"

    def _who(self, edge: ChartEdge, *, short: bool = False) -> str:
        said: dict[str, dict[str, None]] = defaultdict(dict)
        for mark in edge.marks:
            speaker, verb = self._speaker(mark, short=short)
            said[speaker][verb] = None
        if len(said) > SPEAKERS:
            return f"{len(said)} speakers"
        return "; ".join(f"{speaker} {listed(list(verbs))}" for speaker, verbs in said.items())

    def _speaker(self, mark: Mark, *, short: bool) -> tuple[str, str]:
        claim = self._index.claims[mark.claim]
        relation = claim.relations[mark.relation]
        link = self._cards.voice(claim, relation)
        cards = self._cards
        speaker = cards.speaker_short(link) if short else cards.speaker_plain(link)
        return speaker + unclear(claim, relation), act_verb(link)

    def _verbs(self, edge: ChartEdge) -> str:
        several = len(edge.agents) > 1
        told = [self._index.claims[mark.claim].relations[mark.relation] for mark in edge.marks]
        said = dict.fromkeys(
            predicate(one.predicate, one.verb, several=several, negated=one.negated) for one in told
        )
        return listed(list(said))

    def _title(self, edge: ChartEdge) -> str:
        claims = [self._index.claims[claim] for claim in edge.claims]
        return f"{self._sentence(edge)}. {review_note(claims)}"

    def _sentence(self, edge: ChartEdge) -> str:
        agents = listed([self._name(agent) for agent in edge.agents])
        joint = " jointly" if len(edge.agents) > 1 else ""
        folded = self._kinds[edge.patient] == "fold"
        patient = "several others" if folded else self._name(edge.patient)
        return plain(
            f"{self._who(edge)}: {agents}{joint} {self._verbs(edge)} {patient}{_hedged(edge)}"
        )

    def _called(self, node: ChartNode) -> str:
        """Return what stands in a box; words of a document stay in quotation marks."""
        if node.kind == "actor" and node.actor in self._index.actors:
            return called(self._index.actors[node.actor])
        return f"“{node.label}”" if node.kind == "words" else node.label

    def _name(self, box: str) -> str:
        return "somebody not named" if self._kinds[box] == "gap" else self._names[box]


def _hedged(edge: ChartEdge) -> str:
    """Return that all who say it hedge it, or some."""
    hedges = [mark.hedged for mark in edge.marks]
    return ", hedged" if all(hedges) else ", hedged in part" if any(hedges) else ""


def _path(kind: str, points: tuple[Point, ...]) -> Markup:
    first, *rest = points
    steps = "".join(f"L{x} {y}" for x, y in rest)
    return Markup('<path class="{}" d="M{} {}{}"/>').format(kind, *first, steps)


def _svg(title: str, width: int, height: int, parts: list[Markup]) -> Markup:
    return Markup(
        '<svg class="chart" role="group" aria-label="{}" width="{w}" height="{h}" '
        'viewBox="0 0 {w} {h}">{}</svg>'
    ).format(title, Markup("").join(parts), w=width, h=height)
