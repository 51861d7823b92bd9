"""Why two names are one, or are not, in words; out of the alignment, by rules."""

from __future__ import annotations

import operator
from typing import Literal

from careo.identity.names.aligning import Alignment, How
from careo.identity.names.parts import Name, Part
from careo.identity.names.roles import ORDER, roles

_HOW: dict[How | Literal["missing"], str] = {
    "equal": "agrees",
    "spelled": "agrees but for its spelling",
    "short": "is a short form on one side",
    "initial": "is an initial on one side",
    "sign": "sounds the same, written with another sign",
    "ending": "has another ending",
    "typo": "differs in one letter",
    "alike": "differs in a few letters",
    "other": "differs",
    "missing": "missing on one side",
}
_PHRASES = {
    (role, how): (place, f"{role} {what}")
    for place, role in enumerate(ORDER)
    for how, what in _HOW.items()
}
_PLACE = operator.itemgetter(0)
_PHRASE = operator.itemgetter(1)
_PLAIN = frozenset({"equal", "spelled"})


def of_people(one: Name, other: Name, found: Alignment) -> str:
    """Return why, for names of people: part by part, given names first."""
    if not found.pairs:
        phrases = ["no part agrees"]
    elif found.whole:
        phrases = ["all parts agree", *_order(found)]
    else:
        phrases = _by_role(found)
    return ", ".join([*phrases, *_beside(one, other)])


def rotated(found: Alignment) -> bool:
    """Return whether the order differs only by what stands first or last ("Paz Ana")."""
    places = [pair.right for pair in found.pairs]
    return any(places[i:] + places[:i] == sorted(places) for i in range(1, len(places)))


def _order(found: Alignment) -> list[str]:
    return [] if found.straight else ["in another order"]


def _by_role(found: Alignment) -> list[str]:
    """Say of each part what the alignment says, parts named as in the longer name."""
    if len(found.one) >= len(found.other):
        named = roles(found.one)
        said = [_PHRASES[named[p.left], p.how] for p in (*found.pairs, *found.across)]
    else:
        named = roles(found.other)
        said = [_PHRASES[named[p.right], p.how] for p in (*found.pairs, *found.across)]
    said += [_PHRASES[named[place], "missing"] for place in found.left or found.right]
    said.sort(key=_PLACE)
    return [*dict.fromkeys(map(_PHRASE, said)), *_order(found)]


def _beside(one: Name, other: Name) -> list[str]:
    """Say what stands beside the parts: generation, aliases."""
    said = []
    if one.generation != other.generation:
        told = one.generation and other.generation
        said.append("generation differs" if told else "generation given on one side only")
    if by_alias(one, other):
        said.append("a name in quotation marks agrees")
    return said


def by_alias(one: Name, other: Name) -> bool:
    """Return whether an alias of the one is a name or an alias of the other."""
    if not (one.aliases or other.aliases):
        return False
    mine, theirs = ({part.text for part in name.aliases} for name in (one, other))
    return bool(
        mine & (theirs | {part.text for part in other.parts})
        or theirs & {part.text for part in one.parts}
    )


def of_organizations(one: Name, other: Name, found: Alignment) -> str:
    """Return why, for names of anything but people: words, numbers, legal form."""
    said = [_words(found)]
    if found.left or found.right:
        lone = [found.one[p].text for p in found.left] + [found.other[p].text for p in found.right]
        said.append(f"{_quoted(lone)} on one side only")
    if one.legal != other.legal:
        said.append(_legal(one.legal, other.legal))
    if one.numbers != other.numbers:
        counted = one.numbers and other.numbers
        said.append("number differs" if counted else "number missing on one side")
    return ", ".join(said)


def _legal(one: str, other: str) -> str:
    if not one or not other:
        return "legal form missing on one side"
    kind = one.partition(":")[0] == other.partition(":")[0]
    return "legal form of the same kind" if kind else "legal form differs"


def _words(found: Alignment) -> str:
    if found.across:
        return ", ".join([_against(found.one[p.left], found.other[p.right]) for p in found.across])
    if not found.pairs:
        return "no word agrees"
    if found.whole:
        return "all words agree"
    if found.hows.count("equal") == len(found.hows):
        return "other words agree"
    plain = _PLAIN.issuperset(found.hows)
    return "words agree but for their spelling" if plain else "a word differs in a few letters"


def _against(mine: Part, theirs: Part) -> str:
    return " against ".join(sorted((f"“{mine.text}”", f"“{theirs.text}”")))


def _quoted(texts: list[str]) -> str:
    return ", ".join([f"“{text}”" for text in sorted(texts)])
