"""The command chart as inline SVG: one picture a connected part, its words selectable."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup, escape

from careo.dossier.card import Cards
from careo.dossier.index import Index
from careo.dossier.layout import (
    BOX,
    LABEL_LINE,
    LABEL_SIZE,
    LINE,
    Box,
    Bracket,
    Drawing,
    Label,
    Layout,
    Route,
    Stroke,
    parts,
)
from careo.dossier.show import plain
from careo.dossier.words import ACTS, count, listed, predicate
from careo.model.structure import ChartEdge, CommandChart, Mark

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
        self._names = {node.id: node.label for node in chart.nodes}
        self._kinds = {node.id: node.kind for node in chart.nodes}

    def pictures(self) -> list[Markup]:
        """Return the pictures, in order of their first box."""
        found = []
        for boxes, edges in parts(self._chart.nodes, self._chart.edges):
            nodes = [node for node in self._chart.nodes if node.id in boxes]
            chosen = {at: self._chart.edges[at] for at in edges}
            words = {at: self._label(edge) for at, edge in chosen.items()}
            found.append(self._picture(Layout(nodes, chosen, words).draw()))
        return found

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

    def _picture(self, drawing: Drawing) -> Markup:
        people = [box.node.label for box in drawing.boxes if box.node.kind == "actor"]
        title = "What speakers say of who directs whom: " + plain(", ".join(people))
        routes = [self._bracket(each) for each in drawing.brackets]
        routes += [self._route(route) for route in drawing.routes]
        boxes = [self._box(box) for box in drawing.boxes]
        labels = [self._label_svg(label) for label in drawing.labels]
        return Markup(
            '<svg class="chart" role="group" aria-label="{title}" width="{w}" height="{h}" '
            'viewBox="0 0 {w} {h}">{body}</svg>'
        ).format(
            title=title,
            w=drawing.width,
            h=drawing.height,
            body=Markup("").join([*routes, *boxes, *labels]),
        )

    def _box(self, box: Box) -> Markup:
        node = box.node
        lines = Markup("").join(
            Markup('<text x="{}" y="{}">{}</text>').format(
                box.left + 10, box.top + 7 + LINE * at + 13, plain(line)
            )
            for at, line in enumerate(box.lines)
        )
        rect = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
            box.left, box.top, BOX, box.height
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
        return plain(f"“{node.label}”, as written" if node.kind == "words" else node.label)

    def _route(self, route: Route) -> Markup:
        edge = self._chart.edges[route.edge]
        x, y = route.tip
        tip = Markup('<path class="tip" d="M{} {}l-4 -8h8z"/>').format(x, y)
        kind = f"{edge.line}{' against' if edge.against else ''}"
        title = Markup("<title>{}</title>").format(self._title(edge))
        return Markup('<g class="e-{}">{}{}</g>').format(kind, title, _polyline(route.stroke) + tip)

    def _bracket(self, bracket: Bracket) -> Markup:
        strokes = Markup("").join(_polyline(stroke) for stroke in bracket.strokes)
        across = Markup('<path class="br" d="M{} {}H{}"/>').format(
            bracket.left, bracket.y, bracket.right
        )
        return Markup('<g class="e-solid"><title>said to act jointly</title>{}{}</g>').format(
            strokes, across
        )

    def _label_svg(self, label: Label) -> Markup:
        edge = self._chart.edges[label.edge]
        y = label.top + LABEL_SIZE
        lines = Markup("").join(
            Markup('<text x="{}" y="{}">{}</text>').format(
                label.left, y + LABEL_LINE * at, plain(line)
            )
            for at, line in enumerate(label.lines)
        )
        dot = Markup('<use href="#s-{}" x="{}" y="{}" width="11" height="11"/>').format(
            edge.marks[0].act, label.port - 5, label.top + 2
        )
        anchor = self._index.claim_anchor(edge.claims[0])
        return Markup('<a class="lb" href="#{}"><title>{}</title>{}{}</a>').format(
            anchor, self._title(edge), dot, lines
        )

    def _label(self, edge: ChartEdge) -> str:
        """Return who says so, what, and in how many claims: "X alleges: directs · 1 claim"."""
        verbs = self._verbs(edge)
        joint = " jointly" if len(edge.agents) > 1 else ""
        counted = count(len(edge.claims), "claim")
        return f"{self._who(edge)}: {verbs}{joint} · {counted}"

    def _who(self, edge: ChartEdge) -> str:
        said: dict[str, dict[str, None]] = defaultdict(dict)
        for mark in edge.marks:
            speaker, verb = self._speaker(mark)
            said[speaker][verb] = None
        if len(said) > SPEAKERS:
            return f"{len(said)} speakers"
        return "; ".join(f"{speaker} {listed(list(verbs))}" for speaker, verbs in said.items())

    def _speaker(self, mark: Mark) -> tuple[str, str]:
        claim = self._index.claims[mark.claim]
        link = self._cards.voice(claim, claim.relations[mark.relation])
        one, many, _ = ACTS[link.act]
        return self._cards.speaker_plain(link), many if len(link.speaker.everybody) > 1 else one

    def _verbs(self, edge: ChartEdge) -> str:
        several = len(edge.agents) > 1
        said = dict.fromkeys(
            predicate(
                mark.predicate,
                self._index.claims[mark.claim].relations[mark.relation].verb,
                several=several,
                negated=mark.negated,
            )
            for mark in edge.marks
        )
        return listed(list(said))

    def _title(self, edge: ChartEdge) -> str:
        return f"{self._sentence(edge)}. Machine-read, not reviewed."

    def _sentence(self, edge: ChartEdge) -> str:
        agents = listed([self._name(agent) for agent in edge.agents])
        joint = " jointly" if len(edge.agents) > 1 else ""
        folded = self._kinds[edge.patient] == "fold"
        patient = "several others" if folded else self._name(edge.patient)
        return plain(f"{self._who(edge)}: {agents}{joint} {self._verbs(edge)} {patient}")

    def _name(self, box: str) -> str:
        if self._kinds[box] == "gap":
            return "somebody not named"
        return f"“{self._names[box]}”" if self._kinds[box] == "words" else self._names[box]


def _polyline(points: Stroke) -> Markup:
    first, *rest = points
    steps = "".join(f"L{x} {y}" for x, y in rest)
    return Markup('<path d="{}"/>').format(escape(f"M{first[0]} {first[1]}{steps}"))
