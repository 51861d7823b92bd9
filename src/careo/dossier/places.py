"""Places, ready to be drawn: a map at the resolution that is known, and a table of claims."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from careo.dossier.card import Cards
from careo.dossier.index import Index, called
from careo.dossier.show import name, plain
from careo.dossier.told import Line, line
from careo.model.phrases import count
from careo.model.presence import Located, PlaceNode, Presence

WIDE = 720
"""Width of the map, pixels."""

MARGIN = 60
"""Around the places shown, in tenths of a degree."""

LEAST = 240
"""Tenths of a degree that the map shows at least."""

HALF = 1_800
"""Half of the way round the globe, in tenths of a degree."""

TALLEST = 3, 4
"""The map's height is at most so much of its width."""

Rings = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A place, what is known of where it is, and who is said to have been there."""

    place: Markup
    where: str
    lines: tuple[Line, ...]


class Places:
    """Draws a presence that has stays."""

    def __init__(
        self, found: Presence, outlines: dict[str, Rings], index: Index, cards: Cards
    ) -> None:
        self._found, self._outlines = found, outlines
        self._index, self._cards = index, cards
        self._located = [(node, node.located) for node in found.places if node.located]
        self._frame = _frame([located for _, located in self._located], outlines)

    def rows(self) -> list[Row]:
        """Return the rows in the order of the places."""
        return [
            Row(
                place=self._linked(node),
                where=_where(node.located),
                lines=tuple(
                    line(stay.mark, self._index, self._cards)
                    for stay in self._found.stays
                    if stay.place == node.id
                ),
            )
            for node in self._found.places
        ]

    @property
    def has_map(self) -> bool:
        """Tell whether it is known of any place where it is."""
        return bool(self._located)

    def picture(self) -> Markup:
        """Return the map: a country that is named is filled, only a city is a point."""
        left, top, right, bottom = self._frame
        high = WIDE * (bottom - top) // max(1, right - left)
        named = {at.country for _, at in self._located if at.resolution == "country"}
        land = [
            Markup('<path class="{}" d="{}"/>').format(
                "named" if code in named else "land", self._path(seen)
            )
            for code, rings in self._outlines.items()
            if (seen := [ring for ring in rings if self._seen(ring)])
        ]
        marks = [self._mark(node, at) for node, at in self._located]
        words = ", ".join(self._label(node) for node, _ in self._located)
        return Markup(
            '<svg class="map" role="img" aria-label="Places: {}" width="{w}" height="{h}" '
            'viewBox="0 0 {w} {h}">{}</svg>'
        ).format(plain(words), Markup("").join([*land, *marks]), w=WIDE, h=high)

    def _mark(self, node: PlaceNode, at: Located) -> Markup:
        x, y = self._x(at.longitude // 10), self._y(at.latitude // 10)
        stays = sum(stay.place == node.id for stay in self._found.stays)
        title = f"{self._label(node)}: {count(stays, 'claim')}"
        point = Markup('<circle cx="{}" cy="{}" r="4"/>').format(x, y)
        shift = 7 if at.resolution == "city" else 0
        body = Markup(
            '<g class="at-{}"><title>{}</title>{}<text x="{}" y="{}">{}</text></g>'
        ).format(
            at.resolution,
            plain(title),
            point if at.resolution == "city" else Markup(""),
            x + shift,
            y + 4,
            plain(self._label(node)),
        )
        return Markup('<a href="#{}">{}</a>').format(self.anchor(node), body)

    def anchor(self, node: PlaceNode) -> str:
        """Return where the row of a place is."""
        return f"place-{[each.id for each in self._found.places].index(node.id) + 1}"

    def _path(self, rings: list[tuple[int, ...]]) -> str:
        """Return outlines; what leaves the map in the east goes on in the west without a line."""
        steps = []
        for ring in rings:
            before: int | None = None
            for x, y in _points(ring):
                jumps = before is None or abs(x - before) > HALF
                steps.append(f"{'M' if jumps else 'L'}{self._x(x)} {self._y(y)}")
                before = x
        return "".join(steps)

    def _seen(self, ring: tuple[int, ...]) -> bool:
        left, top, right, bottom = self._frame
        xs, ys = ring[::2], ring[1::2]
        return min(xs) <= right and max(xs) >= left and min(ys) <= -top and max(ys) >= -bottom

    def _x(self, longitude: int) -> int:
        left, _, right, _ = self._frame
        return WIDE * (longitude - left) // max(1, right - left)

    def _y(self, latitude: int) -> int:
        left, top, right, _ = self._frame
        return WIDE * (-latitude - top) // max(1, right - left)

    def _label(self, node: PlaceNode) -> str:
        if node.actor is not None and node.actor in self._index.actors:
            return called(self._index.actors[node.actor])
        return f"“{node.label}”"

    def _linked(self, node: PlaceNode) -> Markup:
        return name(self._label(node))


def _frame(located: list[Located], outlines: dict[str, Rings]) -> tuple[int, int, int, int]:
    """Return west, north, east and south of what is shown, in tenths; south counts downwards."""
    if not located:
        return 0, 0, 1, 1
    xs = [at.longitude // 10 for at in located]
    ys = [-at.latitude // 10 for at in located]
    for at in located:
        if at.resolution == "country" and at.country in outlines:
            ring = max(outlines[at.country], key=len)
            xs += [min(ring[::2]), max(ring[::2])]
            ys += [-max(ring[1::2]), -min(ring[1::2])]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    grow_x, grow_y = max(0, LEAST - right + left) // 2, max(0, LEAST * 2 // 3 - bottom + top) // 2
    north, south = max(-850, top - MARGIN - grow_y), min(600, bottom + MARGIN + grow_y)
    high, wide = TALLEST
    narrow = max(0, (south - north) * wide // high - (right - left + 2 * (MARGIN + grow_x)))
    west = max(-HALF, left - MARGIN - grow_x - narrow // 2)
    return west, north, min(HALF, right + MARGIN + grow_x + narrow // 2), south


def _points(ring: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip(ring[::2], ring[1::2], strict=True))


def _where(at: Located | None) -> str:
    return "not looked up" if at is None else f"{at.resolution}, {at.country}"
