"""Who is said to have been where, and when."""

from __future__ import annotations

from collections.abc import Iterable

from careo.model.order import name_key
from careo.model.presence import PlaceNode, Presence, Stay
from careo.model.record import ActorId
from careo.model.statement import Cast, Part, Statement
from careo.structure.gazetteer import locate
from careo.structure.marks import mark, place
from careo.structure.timeline import bounds

BEING = frozenset({"located_in", "operates_in", "posted_to"})
"""Predicates that say that those who act are there."""

MEETING = frozenset({"contacts", "collaborates_with"})
"""Predicates that say that both sides are there."""

HELD = frozenset({"detained"})
"""Predicates that say that the one acted on is there."""

BESIDE = BEING | MEETING | HELD
"""Every predicate that this view counts."""

PLACES = ("place", "destination")
_UNDATED = "9999-12-31"


def presence(statements: Iterable[Statement], cast: Cast) -> Presence:
    """Return all that says that somebody was somewhere.

    Only relations that say so by themselves: who commands a unit in a province is not said to be
    there. A place keeps its words; where it lies is looked up by its names, never guessed.
    """
    places = _Places(cast)
    stays = []
    for one in sorted(statements, key=place):
        who = () if one.saying else _who(one, cast)
        ends = [part for part in one.parts if part.role in PLACES] if who else []
        for part in ends:
            node = places.of(part)
            if node not in who:
                stays.append(Stay(who=who, place=node, mark=mark(one), when=one.when))
    return places.presence(stays)


def _who(one: Statement, cast: Cast) -> tuple[ActorId, ...]:
    if one.predicate in BEING:
        roles: tuple[str, ...] = ("agent",)
    elif one.predicate in MEETING:
        roles = ("agent", "counterpart")
    elif one.predicate in HELD:
        roles = ("patient",)
    else:
        return ()
    found = (part.actor for part in one.played(*roles))
    return tuple(dict.fromkeys(actor for actor in found if actor is not None and actor in cast))


class _Places:
    """The places met so far; the same words are one place."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._nodes: dict[str, PlaceNode] = {}
        self._words: dict[str, str] = {}

    def of(self, part: Part) -> str:
        """Return the id of the place that a part names."""
        actor = self._cast.get(part.actor) if part.actor is not None else None
        if actor is not None and actor.identified != "unknown":
            if actor.id not in self._nodes:
                where = locate(actor.names) if actor.kind == "place" else None
                self._nodes[actor.id] = PlaceNode(
                    id=actor.id, label=actor.name, actor=actor.id, located=where
                )
            return actor.id
        words = " ".join(part.text.casefold().split())
        if words not in self._words:
            self._words[words] = node = f"words-{len(self._nodes)}"
            self._nodes[node] = PlaceNode(id=node, label=part.text, located=locate((part.text,)))
        return self._words[words]

    def presence(self, stays: list[Stay]) -> Presence:
        """Return the places and stays in their order."""
        used = {stay.place for stay in stays}
        nodes = sorted(
            (self._nodes[node] for node in used), key=lambda n: (name_key(n.label), n.id)
        )
        order = {node.id: n for n, node in enumerate(nodes)}
        stays.sort(key=lambda stay: (order[stay.place], _first(stay)))
        return Presence(places=tuple(nodes), stays=tuple(stays))


def _first(stay: Stay) -> str:
    if stay.when is None:
        return _UNDATED
    begins, ends = bounds(stay.when)
    first = begins or ends
    return _UNDATED if first is None else first.earliest
