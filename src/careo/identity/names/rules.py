"""What is certain about two names, whatever the trees make of their letters."""

from __future__ import annotations

from typing import Literal, NamedTuple

from careo.identity.names import reasons
from careo.identity.names.aligning import Alignment, How, Pair
from careo.identity.names.lists import given_keys, known_given, organizations
from careo.identity.names.parts import Name, Part
from careo.identity.names.roles import roles

_ACRONYM = 3
_SURE_ACRONYM = 5
_DOUBLE = 2
_SHORT_SPELLING = 5
_SHORT_SLIP = 7
_PLAIN = frozenset(["equal", "spelled"])
_SURE = frozenset(["equal", "short"])
_NEEDED = frozenset(["given name", "surname", "second surname"])
_LETTERS_APART = frozenset(["spelled", "typo", "alike"])

_ALL = 1000
_FOREIGN = 0.3
Verdict = Literal["same", "different", "unsure"]


class Ruling(NamedTuple):
    """What rules leave open, whatever the score.

    Attributes:
        verdicts: The verdicts that are still possible, from "different" to "same".
        because: What else there is to say; may be empty.
        alone: There is nothing else to say.
        score: Per mille, where names have all or next to nothing in common, so that nothing is
            left for the trees to weigh.
    """

    verdicts: tuple[Verdict, ...] = ("different", "unsure", "same")
    because: str = ""
    alone: bool = False
    score: int | None = None


FREE = Ruling()
_ONE = Ruling(("same",), score=_ALL)
_TWO = Ruling(("different",))
_BY_ALIAS = Ruling(("unsure",), score=500)
_NOTHING = Ruling(("different",), score=0)
_DOUBT = Ruling(("different", "unsure"))
_SHORT_FORM = Ruling(("same",))
_OPEN = Ruling(("unsure",), score=_ALL)


def of_people(one: Name, other: Name, found: Alignment) -> Ruling:
    """Return what is certain for two names of people."""
    if not found.pairs or _foreign(found):
        return _BY_ALIAS if reasons.by_alias(one, other) else _NOTHING
    if _apart(one, other, found):
        return _TWO
    if found.whole:
        return _reordered(one, other, found)
    if one.compact == other.compact and "sign" not in found.hows:
        return _ONE._replace(because="only spaces and signs differ", alone=True)
    if _doubtful(one, other, found):
        return _DOUBT
    return _SHORT_FORM if _only_shortened(found) else FREE


def _foreign(found: Alignment) -> bool:
    """Return whether a part stands across another that has hardly a letter of it.

    Of the labelled pairs no such one is called the same.
    """
    if not found.across:
        return False
    return any(p.likeness < _FOREIGN and not _any_initial(found, p) for p in found.across)


def _any_initial(found: Alignment, pair: Pair) -> bool:
    return len(found.one[pair.left].text) == 1 or len(found.other[pair.right].text) == 1


def _only_shortened(found: Alignment) -> bool:
    """Return whether all is equal but for given names in their short form ("Pepe" for José)."""
    return (
        "short" in found.hows
        and found.straight
        and set(found.hows) == {"equal", "short"}
        and not (found.left or found.right)
    )


def _apart(one: Name, other: Name, found: Alignment) -> bool:
    """Return whether something says that there are two: another father, another generation."""
    if one.generation and other.generation and one.generation != other.generation:
        return True
    for pair in found.across:
        if found.one[pair.left].father and found.other[pair.right].father:
            return True
    return False


def _reordered(one: Name, other: Name, found: Alignment) -> Ruling:
    """Judge names of the same parts by their order: "Paz, Ana" is one, "Ana Rey Paz" another."""
    if one.generation != other.generation:
        return _DOUBT
    if found.straight:
        return _ONE
    if any(found.one[p.left].father != found.other[p.right].father for p in found.pairs):
        return _DOUBT._replace(because="father and child change places")
    if not reasons.rotated(found) or all(part.key in given_keys() for part in found.one):
        return _OPEN
    return _ONE


def _doubtful(one: Name, other: Name, found: Alignment) -> bool:
    """Return whether too little agrees, or too much is missing, to call two names one."""
    if one.generation != other.generation or min(len(found.one), len(found.other)) == 1:
        return True
    if _PLAIN.isdisjoint(found.hows) or found.across or _any_slight(found):
        return True
    if not (found.left or found.right):
        return False
    longer, missing = (found.one, found.left) if found.left else (found.other, found.right)
    lost = {roles(longer)[place] for place in missing}
    return not lost.isdisjoint(_NEEDED)


def _any_slight(found: Alignment) -> bool:
    for pair in found.pairs:
        if pair.how not in _SURE and _slight(
            found.one[pair.left], found.other[pair.right], pair.how
        ):
            return True
    return False


def _slight(one: Part, other: Part, how: How) -> bool:
    """Return whether an answer is too slight to call two names one.

    A letter more or less in a short part ("Varn", "Vorn") is as often another name as a slip; so
    is one that makes of a given name another that is known.
    """
    if how not in _LETTERS_APART:
        return True
    shorter = min(len(one.text), len(other.text))
    if one.abjad != other.abjad or (how != "spelled" and one.text[0] != other.text[0]):
        return True
    if how != "spelled" and one.text in known_given() and other.text in known_given():
        return True
    return shorter < (_SHORT_SPELLING if how == "spelled" else _SHORT_SLIP)


def of_organizations(one: Name, other: Name, found: Alignment) -> Ruling:
    """Return what is certain for two names of organisations, vessels and whatever else has one."""
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return _TWO
    signs = one.signs != other.signs if one.signs and other.signs else False
    alike = None if signs else _alike(one, other, found)
    if alike:
        return alike
    if not found.pairs or _other_place(found):
        return _NOTHING._replace(because="place differs" if found.pairs else "")
    if _foreign(found):
        return _NOTHING
    missing = one.numbers != other.numbers or found.left or found.right or found.across
    doubtful = signs or missing or _any_slight(found) or not _one_family(one, other)
    return _DOUBT if doubtful else FREE


def _alike(one: Name, other: Name, found: Alignment) -> Ruling | None:
    """Judge names of the same letters or words, and acronyms; None for all others."""
    if one.compact == other.compact:
        return _ONE
    acronym = _acronym(one.parts, other.parts)
    if acronym:
        sure = _ONE if acronym >= _SURE_ACRONYM else _OPEN
        return sure._replace(because="one is the acronym of the other", alone=True)
    if not found.whole or not _one_family(one, other):
        return None
    return _ONE if found.straight or reasons.rotated(found) else _OPEN


def _one_family(one: Name, other: Name) -> bool:
    """Return whether legal forms are one, of one family, or missing on a side."""
    if one.legal == other.legal:
        return True
    mine, theirs = one.legal.partition(":")[0], other.legal.partition(":")[0]
    return mine == theirs or not mine or not theirs


def _other_place(found: Alignment) -> bool:
    places = organizations().places
    for pair in found.across:
        if found.one[pair.left].text in places and found.other[pair.right].text in places:
            return True
    return False


def _acronym(one: tuple[Part, ...], other: tuple[Part, ...]) -> int:
    """Return the length of a name that is made of the first letters of the other; or 0."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) != 1 or len(one[0].text) < _ACRONYM or len(other) < _DOUBLE:
        return 0
    initials = "".join(part.text[0] for part in other)
    return len(initials) if one[0].text == initials else 0
