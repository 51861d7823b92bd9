"""What speaks for two actors being one, and what against, besides their names; in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from careo.identity.normal import words
from careo.model.grouping import ADDRESSED, COMMON, GENERATION, IS, NAMESAKE
from careo.model.record import ActorId
from careo.model.statement import Part, Statement

_POSTS = frozenset({"holds_post", "holds_rank", "posted_to", "member_of", "commands"})
_ROLES = ("rank", "post", "unit", "domain")
_MOST = 5
_YEAR = 4


class Held(NamedTuple):
    """What is known of one of the two.

    Attributes:
        facts: Kind and value of what can be so of one bearer of a name only.
        statements: Some in which it takes part.
    """

    actor: ActorId
    facts: Collection[tuple[str, str]]
    statements: tuple[Statement, ...]


class Evidence(NamedTuple):
    """What speaks for one, and what against, each in words."""

    supports: tuple[str, ...]
    opposes: tuple[str, ...]


def evidence(
    one: Held,
    other: Held,
    names: Mapping[ActorId, str],
    beside: str | None,
    others: Collection[tuple[str, str]] = (),
) -> Evidence:
    """Return what documents say of two actors that bears on whether they are one.

    Args:
        one: One of them.
        other: The other.
        names: How others are called who take part in their statements.
        beside: A document that names both, if there is one.
        others: What sets bearers of a name that both have apart, as kinds and values of facts.
    """
    supports, opposes = _facts(one, other)
    opposes += _others(one, other, others)
    shared = [said for said in posts(one) if words(said) in {words(s) for s in posts(other)}]
    if shared:
        supports.append(f"both are said to be: {', '.join(shared[:_MOST])}")
    company = sorted(names[who] for who in _company(one) & _company(other) if who in names)
    if company:
        supports.append(f"both are named together with {', '.join(company[:_MOST])}")
    for dead, acting in ((one, other), (other, one)):
        opposes += _after_death(dead, acting)
    if beside is not None:
        opposes.append(f"{beside} names both, as two")
    return Evidence(tuple(supports), tuple(opposes))


def _facts(one: Held, other: Held) -> tuple[list[str], list[str]]:
    supports: list[str] = []
    opposes: list[str] = []
    for kind in sorted({kind for kind, _ in one.facts} & {kind for kind, _ in other.facts}):
        mine, theirs = _values(one, kind), _values(other, kind)
        if kind in {IS, NAMESAKE} or (kind in {ADDRESSED, GENERATION} and mine & theirs):
            continue
        if mine & theirs:
            supports.append(f"both are said to be {kind} {', '.join(sorted(mine & theirs))}")
        else:
            told = (", ".join(sorted(values)) for values in (mine, theirs))
            opposes.append(f"{kind} {' on one side, '.join(told)} on the other")
    return supports, opposes


def _others(one: Held, other: Held, others: Collection[tuple[str, str]]) -> list[str]:
    """Tell that a name which both bear is borne by several, where not both are said to be one."""
    found = [
        "a document that names one of them tells of another one of the name"
        for each in (one, other)
        if any(kind == NAMESAKE for kind, _ in each.facts)
    ][:1]
    if any(kind == COMMON for kind, _ in others):
        found.append("many in this case have this given name, and many this surname")
    told = {kind for kind, _ in one.facts} & {kind for kind, _ in other.facts}
    for kind in sorted({kind for kind, _ in others} - {COMMON} - told):
        values = ", ".join(sorted(value for each, value in others if each == kind))
        found.append(f"several have this name: {kind} {values}")
    return found


def _values(one: Held, kind: str) -> set[str]:
    return {value for each, value in one.facts if each == kind}


def posts(one: Held) -> tuple[str, ...]:
    """Return the posts, ranks and units that are said to be an actor's, as written."""
    said: dict[tuple[str, ...], str] = {}
    for each in one.statements:
        if each.predicate in _POSTS - {"commands"} and not each.against and _plays(one, each):
            told = " ".join(part.text for part in each.parts if part.role in _ROLES)
            said.setdefault(words(told), told)
    return tuple(text for text in said.values() if text)


def _plays(one: Held, each: Statement) -> bool:
    return any(part.actor == one.actor for part in each.played("agent"))


def _company(one: Held) -> set[ActorId]:
    """Return who takes part in a statement with an actor."""
    parts: Iterable[Part] = (
        part
        for each in one.statements
        if any(part.actor == one.actor for part in each.parts)
        for part in each.parts
    )
    return {part.actor for part in parts if part.actor is not None} - {one.actor}


def _after_death(dead: Held, acting: Held) -> list[str]:
    """Tell of what one is said to have done after the other is said to have died."""
    died = max(_values(dead, "died"), default="")
    if not died:
        return []
    dates = (
        date.earliest[:_YEAR]
        for each in acting.statements
        if each.when is not None and _plays(acting, each) and not each.against
        for date in (each.when.first_precise, each.when.first_imprecise)
        if date is not None
    )
    later = sorted(year for year in dates if year > died)
    return [f"died {died} on one side; said to act in {later[0]} on the other"] if later else []
