"""From what somebody is said to be to a relation's roles."""

from __future__ import annotations

from careo.claims.relations.fit import takes
from careo.claims.relations.plain.fill import Filled, fits, role_of
from careo.claims.relations.plain.phrases import Line
from careo.claims.relations.plain.titles import Described, is_rank, named_by, title, units
from careo.model.lexicon import Trigger

_HELD = {"holds_post": "post", "holds_rank": "rank"}
_OF_PEOPLE = frozenset({*_HELD, "member_of", "related_to", "succeeded"})
_BODIES = frozenset({"organization", "place"})


def described(line: Line, one: Described) -> tuple[Trigger, Filled] | None:
    """Return what a description asserts with its roles, or None.

    A post or a rank is somebody's; anything else needs its other side: a member is one of a body.
    """
    noun = one.phrase.noun
    for trigger in _triggers(line, one, noun):
        people = all(p.kind == "person" for p in one.who)
        if trigger.predicate in _OF_PEOPLE and not people:
            continue
        if trigger.roles.get("self") == "patient" and people:
            continue
        roles = _others(line, one, trigger)
        held = _HELD.get(trigger.predicate)
        if roles is None or (held is None and not roles):
            continue
        if held is not None:
            roles.append(("self", title(line, one.phrase, held)))
        own = trigger.roles.get("self", "agent")
        roles += [("nsubj", made) for p in one.who for made in role_of(line, trigger, own, p)]
        if any(r.role == own for _, r in roles):
            return trigger, roles
    return None


def _triggers(line: Line, one: Described, noun: int) -> list[Trigger]:
    found = named_by(line, noun)
    if not is_rank(line, noun):
        return found
    rank = Trigger(
        predicate="holds_rank",
        pos="NOUN",
        roles={"self": "agent", **dict.fromkeys((*line.of, "en"), "unit")},
    )
    return [*found, rank] if one.others or one.phrase.inner else [rank]


def _others(line: Line, one: Described, trigger: Trigger) -> Filled | None:
    """Return the other side of a description; None where a need is not met."""
    of = "de"
    role = trigger.roles.get(of, "")
    things = units(line, one.phrase) if role == "unit" else list(one.phrase.inner)
    places = {**one.others, of: things}
    for name, wanted in trigger.needs.items():
        if not any(fits(line, p, wanted) for p in places.get(name, ())):
            return None
    roles: Filled = []
    for name, phrases in places.items():
        role = trigger.roles.get(name, "")
        for p in phrases if role else ():
            body = trigger.predicate != "member_of" or p.kind in _BODIES
            if body and takes(role, p.kind):
                roles += [(name, made) for made in role_of(line, trigger, role, p)]
    return roles
