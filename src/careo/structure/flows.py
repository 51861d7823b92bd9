"""The flow graph: what is said to have gone from where to where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from careo.model.amount import Amount
from careo.model.flow import Flow, FlowEnd, FlowGraph, Goods, Movement
from careo.model.order import name_key
from careo.model.predicates import PREDICATES
from careo.model.statement import Cast, Part, Statement
from careo.model.time import When
from careo.structure.amounts import amounts
from careo.structure.goods import goods, trade
from careo.structure.marks import mark, place

PAID = frozenset({"pays", "finances"})
"""Predicates of money that goes from the one who acts to another."""

GIVEN = frozenset({"supplies"})
"""Predicates of things that go from the one who acts to another."""

_GOING = PAID | GIVEN

MOVING = frozenset(
    {*PAID, *GIVEN, "launders", "facilitates"}
    | {name for name, one in PREDICATES.items() if one.group == "flow"}
)
"""The predicates that may say that something moved."""

_THINGS = frozenset({"patient", "amount", "domain"})

Key = tuple[Goods, str, str, bool]
Roles = Mapping[str, Sequence[Part]]
"""The participants of a relation, by role."""


class _Told(NamedTuple):
    """What is said of one thing that moved, by one relation of a claim or by several."""

    one: Statement
    roles: Roles
    goods: Goods
    origins: Sequence[Part]
    destinations: Sequence[Part]
    when: When | None


def flows(statements: Iterable[Statement], cast: Cast) -> FlowGraph:
    """Return the graph of all relations that say that something moved.

    An end is the one that the words give as origin or destination. Only where they give none,
    and the verb itself says so (to pay, to supply, to buy, to export), it is the one who acts or
    who gets it. All else is a gap: who carried a thing is not said to have owned it. Amounts are
    kept as written and never added up. What one claim says twice of one thing ("gold taken from X
    was turned into Y") is one movement, unless its ends differ.
    """
    ends = _Ends(cast)
    found: defaultdict[Key, list[Movement]] = defaultdict(list)
    for told in _each_thing_once(sorted(filter(_moves, statements), key=place)):
        for origin in ends.of(told.origins):
            for destination in ends.of(told.destinations):
                if origin != destination:
                    key = told.goods, origin, destination, told.one.against
                    found[key].append(_movement(told, ends, origin, destination))
    made = [
        Flow(
            goods=kind,
            origin=origin,
            destination=destination,
            movements=tuple(movements),
            against=against,
        )
        for (kind, origin, destination, against), movements in found.items()
    ]
    return ends.graph(made)


def _moves(one: Statement) -> bool:
    if one.saying or one.predicate not in MOVING:
        return False
    return one.predicate != "facilitates" or bool(one.played("origin", "destination", "via"))


def _each_thing_once(statements: Iterable[Statement]) -> Iterator[_Told]:
    """Yield what is said in order, of one thing in a claim together; the claim's stand together."""
    held: list[_Told] = []
    for one in statements:
        if held and held[0].one.claim != one.claim:
            yield from held
            held = []
        told = _told(one)
        same = next((n for n, other in enumerate(held) if _is_of_one_thing(other, told)), None)
        if same is None:
            held.append(told)
        else:
            held[same] = _joined(held[same], told)
    yield from held


def _told(one: Statement) -> _Told:
    roles = _by_role(one)
    return _Told(one, roles, _kind(one), _origins(one, roles), _destinations(one, roles), one.when)


def _is_of_one_thing(told: _Told, other: _Told) -> bool:
    """Tell whether the same words are said to have moved, in one way, and no end differs."""
    ways = [
        (each.goods, each.one.against, each.one.hedged, each.one.voice) for each in (told, other)
    ]
    ends = ((told.origins, other.origins), (told.destinations, other.destinations))
    if ways[0] != ways[1] or any(one and two and one != two for one, two in ends):
        return False
    things = (each.roles.get("patient", ()) for each in (told, other))
    return any(a.start < b.end and b.start < a.end for a, b in product(*things))


def _joined(told: _Told, other: _Told) -> _Told:
    roles = {**other.roles, **told.roles}
    for name in ("agent", "via", "amount"):
        parts = (*told.roles.get(name, ()), *other.roles.get(name, ()))
        roles[name] = list(dict.fromkeys(parts))
    return _Told(
        told.one,
        roles,
        told.goods,
        told.origins or other.origins,
        told.destinations or other.destinations,
        told.when or other.when,
    )


def _by_role(one: Statement) -> Roles:
    roles: dict[str, list[Part]] = {}
    for part in one.parts:
        roles.setdefault(part.role, []).append(part)
    return roles


def _kind(one: Statement) -> Goods:
    things = [part.text for part in one.parts if part.role in _THINGS]
    found = goods(" · ".join(things))
    if found == "other" and (one.predicate in PAID or one.predicate == "launders"):
        return "money"
    return found


def _origins(one: Statement, roles: Roles) -> Sequence[Part]:
    given = roles.get("origin")
    if not given and _goes_out(one):
        given = roles.get("agent")
    if not given and one.verb in trade().to_agent:
        given = roles.get("counterpart")
    return given or ()


def _destinations(one: Statement, roles: Roles) -> Sequence[Part]:
    given = roles.get("destination") or roles.get("beneficiary")
    if not given and one.verb in trade().to_agent:
        given = roles.get("agent")
    elif not given and _goes_out(one):
        given = roles.get("counterpart")
    if not given and one.predicate == "finances":
        given = [part for part in roles.get("patient", ()) if part.actor is not None]
    return given or ()


def _goes_out(one: Statement) -> bool:
    """Tell whether the one who acts is the one whom it comes from."""
    return one.predicate in _GOING or one.verb in trade().from_agent


def _movement(told: _Told, ends: _Ends, origin: str, destination: str) -> Movement:
    roles = told.roles
    others = [end for end in ends.named(roles.get("agent", ())) if end not in {origin, destination}]
    things = [part.text for part in roles.get("patient", ()) if part.text]
    return Movement(
        mark=mark(told.one),
        what=", ".join(dict.fromkeys(things)),
        by=tuple(others),
        via=tuple(ends.named(roles.get("via", ()))),
        amount=", ".join(part.text for part in roles.get("amount", ())),
        amounts=_amounts(roles),
        when=told.when,
    )


def _amounts(roles: Roles) -> tuple[Amount, ...]:
    """Return how much: of what moved only where its words have a unit ("nine tonnes of gold")."""
    said = amounts([part.text for part in roles.get("amount", ())])
    things = amounts([part.text for part in roles.get("patient", ())])
    return tuple(dict.fromkeys([*said, *(each for each in things if each.unit)]))


class _Ends:
    """The ends met so far; the same words are one end, every gap is one of its own."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._ends: dict[str, FlowEnd] = {}
        self._words: dict[str, str] = {}

    def of(self, parts: Iterable[Part]) -> list[str]:
        """Return the ends of these parts, or a new gap where there are none."""
        return self.named(parts) or [self._add("gap", "not said")]

    def named(self, parts: Iterable[Part]) -> list[str]:
        """Return the ends of these parts, each once."""
        return list(dict.fromkeys([self._end(part) for part in parts]))

    def graph(self, made: list[Flow]) -> FlowGraph:
        """Return the graph of these flows, in order of name."""
        used = {end for flow in made for end in (flow.origin, flow.destination)}
        used |= {end for flow in made for each in flow.movements for end in (*each.by, *each.via)}
        ends = sorted((self._ends[end] for end in used), key=_by_name)
        order = {end.id: n for n, end in enumerate(ends)}
        made.sort(key=lambda f: (f.goods, order[f.origin], order[f.destination], f.against))
        return FlowGraph(ends=tuple(ends), flows=tuple(made))

    def _end(self, part: Part) -> str:
        actor = self._cast.get(part.actor) if part.actor is not None else None
        if actor is not None and actor.identified != "unknown":
            if actor.id not in self._ends:
                end = FlowEnd(id=actor.id, kind="actor", label=actor.name, actor=actor.id)
                self._ends[actor.id] = end
            return actor.id
        words = " ".join(part.text.casefold().split())
        if words not in self._words:
            self._words[words] = self._add("words", part.text)
        return self._words[words]

    def _add(self, kind: str, label: str) -> str:
        end = f"{kind}-{len(self._ends)}"
        self._ends[end] = FlowEnd(id=end, kind="gap" if kind == "gap" else "words", label=label)
        return end


def _by_name(end: FlowEnd) -> tuple[bool, tuple[str, str], str]:
    return end.kind == "gap", name_key(end.label), end.id
