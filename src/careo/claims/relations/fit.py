"""What may stand where: the kinds that roles take and the words that triggers ask for."""

from __future__ import annotations

from careo.claims.relations.cast import Cast, Place
from careo.claims.relations.tree import Tree
from careo.model.claim import Role
from careo.model.lexicon import Trigger
from careo.model.predicates import PREDICATES

_TIMES = frozenset({"date", "duration"})
_UNFIT = {
    "amount": frozenset({"person", "organization", "place"}),
    "post": frozenset[str](),
    "rank": frozenset[str](),
    "destination": _TIMES | {"person"},
    "via": _TIMES | {"person"},
    "domain": _TIMES | {"person"},
    "charge": _TIMES | {"person"},
}
"""What may not stand in a role, by kind; elsewhere no time may."""
_SUBJECTS = frozenset({"nsubj", "agent"})
_SETTINGS = frozenset({"place", "court", "duration", "amount"})
_MUTUAL = frozenset({"contacts", "collaborates_with", "related_to"})


def takes(role: str, kind: str) -> bool:
    """Tell whether something of a kind may stand in a role at all."""
    return kind not in _UNFIT.get(role, _TIMES)


def enough(trigger: Trigger, filled: list[tuple[str, Role]]) -> bool:
    """Tell whether roles, with the places they stand at, assert a relation.

    A bare subject asserts none, nor does a place alone where the word asks for an object. Two
    who command together do so without one.
    """
    others = [role for name, role in filled if name not in _SUBJECTS]
    essential = [r for r in others if r.role not in _SETTINGS]
    settled = not set(trigger.roles.values()) - _SETTINGS - {"agent"}
    if essential or (others and settled and len(filled) > len(others)):
        return True
    joint = trigger.predicate == "commands" and len(filled) - len(others) > 1
    return joint or bool(trigger.needs and others)


def sides(trigger: Trigger, filled: list[tuple[str, Role]]) -> list[tuple[str, Role]]:
    """Make the first of several who meet the agent, the others its counterparts."""
    agents = [role for _, role in filled if role.role == "agent"]
    alone = not agents[1:] or any(role.role == "counterpart" for _, role in filled)
    if trigger.predicate not in _MUTUAL or alone:
        return filled
    first = min(agents, key=lambda r: r.span.place)
    return [
        ("with", Role(role="counterpart", span=role.span, literal=role.literal))
        if role.role == "agent" and role is not first
        else (name, role)
        for name, role in filled
    ]


def tidy(predicate: str, roles: list[Role]) -> tuple[Role, ...]:
    """Return the roles in order of place, each once, and only those the predicate has."""
    known = PREDICATES[predicate].roles
    kept: dict[tuple[str, int, int], Role] = {}
    for role in roles:
        if role.role in known:
            kept.setdefault((role.role, *role.span.place), role)
    return tuple(sorted(kept.values(), key=lambda r: (r.span.place, r.role)))


def needs_met(cast: Cast, trigger: Trigger, places: dict[str, list[Place]]) -> bool:
    """Tell whether every place that a trigger asks about holds one of the words it asks for."""
    return all(
        any(wanted == ("*",) or _fits(cast, place.word, wanted) for place in places.get(name, ()))
        if wanted
        else not places.get(name)
        for name, wanted in trigger.needs.items()
    )


def _fits(cast: Cast, index: int, wanted: tuple[str, ...]) -> bool:
    heads = [n for head in cast.resolve(index) for n in cast.tree.joined(head)]
    kinds = {cast.kind(n) for n in heads}
    parts = [k for n in heads for k in (n, *cast.tree.kids(n, "compound", "nmod", "amod"))]
    lemmas = {cast.tree.lemma(n) for part in parts for n in (part, *cast.tree.kids(part, "nmod"))}
    asked = {w[1:] for w in wanted if w.startswith("@")}
    words = set(wanted) | (
        set(cast.tree.lexicon.grammar.get("goods", ())) if "goods" in asked else set()
    )
    if any(_is_listed(cast, n, name) for n in heads for name in asked):
        return True
    return bool(kinds & asked or lemmas & words)


def _is_listed(cast: Cast, index: int, name: str) -> bool:
    """Tell whether a word is a post or of a list: itself, for "the prison service" is no prison.

    Who belongs to an armed body is armed: "men of the Third Brigade", "police officers".
    """
    if name == "post":
        return is_post(cast.tree, index)
    if name == "named place":
        return cast.kind(index) == "place" and cast.names_in(cast.phrase(index))
    if name == "rank":
        return cast.tree.lemma(index) in cast.tree.lexicon.ranks
    members = [index]
    if name == "armed" and cast.tree.is_one_of(index, "people"):
        members += [n for p in cast.tree.kids(index, "prep") for n in cast.tree.objects(p)]
        members += cast.tree.kids(index, "compound")
    return name != "goods" and any(cast.tree.is_one_of(n, name) for n in members)


def is_post(tree: Tree, index: int) -> bool:
    """Tell whether a noun names a post."""
    return any(t.predicate == "holds_post" and t.pos == "NOUN" for t in tree.noun_triggers(index))


def fits_role(cast: Cast, role: str, place: Place) -> bool:
    """Tell whether a word may stand in a role: no date is a place, no person a domain."""
    if place.clause:
        return role in {"domain", "charge", "patient"}
    if role == "duration":
        return cast.kind(place.word) == "duration"
    at = next(iter(cast.resolve(place.word)), place.word)
    kind = cast.kind(at)
    if role == "amount" and cast.mention(at) is None:
        return kind == "amount"
    if role in {"place", "court"}:
        return kind in {"place", "organization"} and not _is_bare(cast.tree, place.word)
    if role == "agent" and kind == "place":
        return cast.mention(at) is not None
    return takes(role, kind)


def _is_bare(tree: Tree, index: int) -> bool:
    """Tell whether a noun is bare ("in prison", "in court"): a manner, not a place."""
    token = tree[index]
    return token.pos == "NOUN" and token.tag == "NN" and not tree.kids(index)
