"""Flows, ready to be drawn: a picture of ends and arrows, and a table with every claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from careo.dossier.card import Cards
from careo.dossier.index import Index, called
from careo.dossier.measure import wrap
from careo.dossier.show import name, plain
from careo.dossier.told import Line, line
from careo.model.flow import Flow, FlowEnd, FlowGraph
from careo.model.phrases import count

BOX, BETWEEN, HIGH, GAP = 210, 230, 17, 12
SIZE = 13
MOST = 40
"""Flows drawn; the table has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One flow: what, from where, to where, and who says so."""

    goods: str
    origin: Markup
    destination: Markup
    lines: tuple[Line, ...]


class Flows:
    """Draws a flow graph that has flows."""

    def __init__(self, graph: FlowGraph, index: Index, cards: Cards) -> None:
        self._graph, self._index, self._cards = graph, index, cards
        self._ends = {end.id: end for end in graph.ends}

    def rows(self) -> list[Row]:
        """Return the rows in the order of the graph."""
        return [
            Row(
                goods=flow.goods,
                origin=self._linked(flow.origin),
                destination=self._linked(flow.destination),
                lines=tuple(line(m.mark, self._index, self._cards) for m in flow.movements),
            )
            for flow in self._graph.flows
        ]

    def picture(self) -> Markup:
        """Return origins on the left, destinations on the right, and an arrow for each flow."""
        drawn = self._graph.flows[:MOST]
        left = _stack(dict.fromkeys(flow.origin for flow in drawn), self._label)
        right = _stack(dict.fromkeys(flow.destination for flow in drawn), self._label)
        high = max(place.bottom for side in (left, right) for place in side.values()) + 2
        arrows = [
            self._arrow(flow, left[flow.origin].middle, right[flow.destination].middle)
            for flow in drawn
        ]
        boxes = [self._box(end, place, 1) for end, place in left.items()]
        boxes += [self._box(end, place, 1 + BOX + BETWEEN) for end, place in right.items()]
        wide = 2 * BOX + BETWEEN + 2
        return Markup(
            '<svg class="chart" role="group" aria-label="What speakers say has moved, from the '
            'left to the right" width="{w}" height="{h}" viewBox="0 0 {w} {h}">{}</svg>'
        ).format(Markup("").join([*arrows, *boxes]), w=wide, h=high)

    def _arrow(self, flow: Flow, start: int, end: int) -> Markup:
        said = [line(one.mark, self._index, self._cards) for one in flow.movements]
        words = f"{flow.goods} · {count(len(flow.claims), 'claim')}"
        x, tip = 1 + BOX, BOX + BETWEEN + 1
        kind = "e-dashed against" if flow.against else "e-solid"
        return Markup(
            '<a class="lb" href="#{anchor}"><title>{title}</title><g class="{kind}">'
            '<path class="bar" d="M{x} {start}C{half} {start} {half} {end} {near} {end}"/>'
            '<path class="tip" d="M{tip} {end}l-8 -4v8z"/></g>'
            '<text x="{at}" y="{middle}">{words}</text></a>'
        ).format(
            anchor=said[0].anchor,
            title="; ".join(one.title for one in said[:6]),
            kind=kind,
            x=x,
            half=x + BETWEEN // 2,
            near=tip - 7,
            start=start,
            end=end,
            tip=tip,
            at=x + 16,
            middle=start + (end - start) // 4 - 4,
            words=words,
        )

    def _box(self, end: str, place: _Place, left: int) -> Markup:
        node = self._ends[end]
        lines = Markup("").join(
            Markup('<text x="{}" y="{}">{}</text>').format(
                left + 10, place.top + 18 + HIGH * n, plain(text)
            )
            for n, text in enumerate(place.lines)
        )
        body = Markup(
            '<g class="n-{}"><title>{}</title><rect x="{}" y="{}" width="{}" '
            'height="{}" rx="2"/>{}</g>'
        ).format(
            node.kind, self._title(node), left, place.top, BOX, place.bottom - place.top, lines
        )
        if node.actor is None or node.actor not in self._index.actors:
            return body
        return Markup('<a href="#{}">{}</a>').format(self._index.actor_anchor(node.actor), body)

    def _title(self, end: FlowEnd) -> str:
        if end.kind == "gap":
            return "not said: the words name nobody"
        return plain(self._label(end.id)) + (", as written" if end.kind == "words" else "")

    def _label(self, end: str) -> str:
        node = self._ends[end]
        if node.actor is not None and node.actor in self._index.actors:
            return called(self._index.actors[node.actor])
        return f"“{node.label}”" if node.kind == "words" else node.label

    def _linked(self, end: str) -> Markup:
        node = self._ends[end]
        if node.actor is not None and node.actor in self._index.actors:
            anchor = self._index.actor_anchor(node.actor)
            return Markup('<a class="who" href="#{}">{}</a>').format(anchor, name(self._label(end)))
        return name(self._label(end))


@dataclass(frozen=True, slots=True)
class _Place:
    top: int
    bottom: int
    lines: list[str]

    @property
    def middle(self) -> int:
        return (self.top + self.bottom) // 2


def _stack(ends: Iterable[str], label: Callable[[str], str]) -> dict[str, _Place]:
    places, top = {}, 1
    for end in ends:
        lines = wrap(label(end), SIZE, BOX - 20, 3)
        bottom = top + 12 + HIGH * len(lines)
        places[end] = _Place(top, bottom, lines)
        top = bottom + GAP
    return places
