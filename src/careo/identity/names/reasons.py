"""Why two names are one, or are not, in words; out of the alignment, by rules."""

from __future__ import annotations

from careo.identity.names.aligning import Alignment, How
from careo.identity.names.parts import Name
from careo.identity.names.roles import ORDER, Role, roles

_HOW: dict[How, str] = {
    "equal": "agrees",
    "spelled": "agrees but for its spelling",
    "short": "is a short form on one side",
    "initial": "is an initial on one side",
    "sign": "sounds the same, written with another sign",
    "ending": "has another ending",
    "typo": "differs in one letter",
    "alike": "differs in a few letters",
    "other": "differs",
}
_PLAIN = frozenset({"equal", "spelled"})


def of_people(one: Name, other: Name, found: Alignment) -> str:
    """Return why, for names of people: part by part, given names first."""
    if not found.pairs:
        phrases = ["no part agrees"]
    elif all(pair.how == "equal" for pair in found.pairs) and not (
        found.across or found.left or found.right
    ):
        phrases = ["all parts agree", *_order(found)]
    else:
        phrases = _by_role(found)
    return ", ".join([*phrases, *_beside(one, other)])


def in_order(found: Alignment) -> bool:
    """Return whether the parts that answer to each other stand in the same order."""
    places = [pair.right for pair in found.pairs]
    return places == sorted(places)


def rotated(found: Alignment) -> bool:
    """Return whether the order differs only by what stands first or last ("Paz Ana")."""
    places = [pair.right for pair in found.pairs]
    return any(places[i:] + places[:i] == sorted(places) for i in range(1, len(places)))


def _order(found: Alignment) -> list[str]:
    return [] if in_order(found) else ["in another order"]


def _by_role(found: Alignment) -> list[str]:
    """Say of each part what the alignment says, parts named as in the longer name."""
    said: list[tuple[Role, str]] = []
    longer_left = len(found.one) >= len(found.other)
    mine, theirs = roles(found.one), roles(found.other)
    for pair in (*found.pairs, *found.across):
        role = mine[pair.left] if longer_left else theirs[pair.right]
        said.append((role, _HOW[pair.how]))
    said += [(mine[place], "missing on one side") for place in found.left]
    said += [(theirs[place], "missing on one side") for place in found.right]
    said.sort(key=lambda each: ORDER.index(each[0]))
    phrases = list(dict.fromkeys(f"{role} {what}" for role, what in said))
    return [*phrases, *_order(found)]


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
    return ", ".join(word for word in said if word)


def _legal(one: str, other: str) -> str:
    if not one or not other:
        return "legal form missing on one side"
    kind = one.partition(":")[0] == other.partition(":")[0]
    return "legal form of the same kind" if kind else "legal form differs"


def _words(found: Alignment) -> str:
    if found.across:
        against = (
            " against ".join(
                sorted(f"“{t}”" for t in (found.one[p.left].text, found.other[p.right].text))
            )
            for p in found.across
        )
        return ", ".join(against)
    if not found.pairs:
        return "no word agrees"
    if all(pair.how == "equal" for pair in found.pairs):
        return "all words agree" if not (found.left or found.right) else "other words agree"
    plain = all(pair.how in _PLAIN for pair in found.pairs)
    return "words agree but for their spelling" if plain else "a word differs in a few letters"


def _quoted(texts: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in sorted(texts))
