"""Which part of one name answers to which part of the other, and how."""

from __future__ import annotations

import functools
import operator
from itertools import pairwise
from typing import Literal

import msgspec
from msgspec.structs import replace
from rapidfuzz.distance import OSA, JaroWinkler

from careo.identity.names.folding import skeleton, spelling
from careo.identity.names.parts import TEXT, Part

How = Literal["equal", "spelled", "short", "initial", "sign", "ending", "typo", "alike", "other"]
"""How two parts answer to each other; "other" is no answer: they only stand across."""

_HOW = operator.attrgetter("how")
_RIGHT = operator.attrgetter("right")
_SIGN = operator.attrgetter("sign")
_ENDINGS = (("u", "a"), ("", "a"), ("i", "a"), ("i", "aia"), ("ar", "ra"))
_LONGEST_ENDING = 3
_HANGUL = "\uac00"
_ABD = "abd"
_TYPO = 4
_LONG = 8
_SHORTEST = 4
_ALIKE = 0.72


class Pair(msgspec.Struct, frozen=True, order=True, gc=False):
    """A part of the one name beside a part of the other.

    Attributes:
        left: Its place in the one name.
        right: Its place in the other.
        how: How they answer to each other.
        likeness: From 0 to 1.
    """

    left: int
    right: int
    how: How
    likeness: float


class Alignment(msgspec.Struct, frozen=True, gc=False):
    """Two names, part by part; every part in one pair at most.

    Attributes:
        one: The parts of the one name, some of them joined as the other writes them.
        other: The parts of the other.
        pairs: Parts that answer to each other, by their place in the one name.
        across: Parts left over on both sides that stand across, in order.
        left: Places of the one name that nothing stands across.
        right: Those of the other.
        hows: How the parts of `pairs` answer to each other.
        whole: All parts are equal, and none is left over.
        straight: The parts of `pairs` stand in the same order in both.
    """

    one: tuple[Part, ...]
    other: tuple[Part, ...]
    pairs: tuple[Pair, ...]
    across: tuple[Pair, ...] = ()
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    hows: tuple[How, ...] = ()
    whole: bool = False
    straight: bool = True


def align(one: tuple[Part, ...], other: tuple[Part, ...]) -> Alignment:
    """Align two names: the likest parts first, of equals those that stand nearest."""
    mine, theirs = list(map(TEXT, one)), list(map(TEXT, other))
    if mine == theirs and not any(map(_SIGN, one)):
        return _of_equals(one, other)
    pairs, free, open_ = _equal(one, other, mine, theirs)
    joined = _joined(one, other, mine, open_), _joined(other, one, theirs, free)
    if joined[0] is not one or joined[1] is not other:
        one, other = joined
        pairs, free, open_ = _equal(one, other, list(map(TEXT, one)), list(map(TEXT, other)))
    if not (free and open_):
        return _laid(one, other, pairs, (), free, open_)
    found, unlike = _likest(one, other, free, open_)
    pairs = sorted(pairs + found) if found else pairs
    crossing = min(len(free), len(open_))
    kept, held = len(free) - crossing, len(open_) - crossing
    across = [
        Pair(i, j, "other", unlike[i, j] if (i, j) in unlike else likened(one[i], other[j])[1])
        for i, j in zip(free[kept:], open_[held:], strict=True)
    ]
    return _laid(one, other, pairs, tuple(across), free[:kept], open_[:held])


def _laid(  # noqa: PLR0917
    one: tuple[Part, ...],
    other: tuple[Part, ...],
    pairs: list[Pair],
    across: tuple[Pair, ...],
    left: list[int],
    right: list[int],
) -> Alignment:
    hows = tuple(map(_HOW, pairs))
    whole = not (across or left or right) and hows.count("equal") == len(hows)
    places = list(map(_RIGHT, pairs))
    return Alignment(
        one,
        other,
        tuple(pairs),
        across,
        tuple(left),
        tuple(right),
        hows,
        whole,
        places == sorted(places),
    )


def _of_equals(one: tuple[Part, ...], other: tuple[Part, ...]) -> Alignment:
    """Align two names of the same parts in the same order."""
    equal: How = "equal"
    return Alignment(one, other, _in_place(len(one)), hows=(equal,) * len(one), whole=True)


@functools.cache
def _in_place(count: int) -> tuple[Pair, ...]:
    """Return the pairs of two names that are equal part by part."""
    return tuple(Pair(place, place, "equal", 1.0) for place in range(count))


def _equal(
    one: tuple[Part, ...], other: tuple[Part, ...], mine: list[str], theirs: list[str]
) -> tuple[list[Pair], list[int], list[int]]:
    """Pair what is equal, the nearest first; return the pairs and the places left on each side."""
    if len(set(mine)) < len(mine) or len(set(theirs)) < len(theirs) or any(map(_SIGN, one)):
        return _nearest(one, other)
    pairs: list[Pair] = []
    free: list[int] = []
    open_ = list(range(len(theirs)))
    for i, text in enumerate(mine):
        if text in theirs:
            j = theirs.index(text)
            open_.remove(j)
            pairs.append(Pair(i, j, "equal", 1.0))
        else:
            free.append(i)
    return pairs, free, open_


def _nearest(
    one: tuple[Part, ...], other: tuple[Part, ...]
) -> tuple[list[Pair], list[int], list[int]]:
    """Pair what is equal where a part stands twice, or signs sound alike."""
    found = sorted(
        (abs(i - j), i, j)
        for i, mine in enumerate(one)
        for j, theirs in enumerate(other)
        if mine.text == theirs.text and not _other_sign(mine, theirs)
    )
    free, open_ = list(range(len(one))), list(range(len(other)))
    pairs = []
    for _, i, j in found:
        if i in free and j in open_:
            free.remove(i)
            open_.remove(j)
            pairs.append(Pair(i, j, "equal", 1.0))
    return sorted(pairs), free, open_


def _likest(
    one: tuple[Part, ...], other: tuple[Part, ...], free: list[int], open_: list[int]
) -> tuple[list[Pair], dict[tuple[int, int], float]]:
    """Pair what answers to each other, and take it out of the places left on each side.

    Returns:
        The pairs, and how alike the parts are that are no answer to each other.
    """
    found: list[tuple[float, int, int, int, How]] = []
    unlike: dict[tuple[int, int], float] = {}
    for i in free:
        mine = one[i]
        for j in open_:
            how, likeness = likened(mine, other[j])
            if how == "other":
                unlike[i, j] = likeness
            else:
                found.append((-likeness, abs(i - j), i, j, how))
    pairs = []
    for worth, _, i, j, how in sorted(found):
        if i in free and j in open_:
            free.remove(i)
            open_.remove(j)
            pairs.append(Pair(i, j, how, -worth))
    return pairs, unlike


def likened(mine: Part, theirs: Part) -> tuple[How, float]:
    """Return how two parts answer to each other and how alike they are, from 0 to 1."""
    a, b = mine.text, theirs.text
    if mine.sign and _other_sign(mine, theirs):
        return ("sign", 0.6) if a == b else ("other", 0.3)
    if a == b:
        return "equal", 1.0
    if a[0].isdigit() or b[0].isdigit():
        return "other", 0.0
    if mine.bones == theirs.bones and (found := _spelled(mine, theirs)):
        return "spelled", found
    if mine.sets and (shared := mine.sets & theirs.sets):
        return ("short", 0.9) if max(shared) >= 0 else ("spelled", 0.9)
    return _beyond_spelling(mine, theirs)


def _spelled(mine: Part, theirs: Part) -> float:
    """Return how alike two parts are that may be two spellings of one; or 0."""
    if mine.key == theirs.key:
        return 0.95
    return 0.93 if _with_i(mine) == _with_i(theirs) else 0.0


def _other_sign(mine: Part, theirs: Part) -> bool:
    """Return whether two signs of one script sound alike and are two."""
    if not mine.sign or not theirs.sign:
        return False
    return mine.sign != theirs.sign and (mine.sign < _HANGUL) == (theirs.sign < _HANGUL)


def _beyond_spelling(mine: Part, theirs: Part) -> tuple[How, float]:
    a, b = mine.text, theirs.text
    if len(a) == 1 or len(b) == 1:
        return ("initial", 0.8) if a[0] == b[0] else ("other", 0.0)
    if mine.abjad or theirs.abjad:
        return _by_bones(mine, theirs)
    if abs(len(a) - len(b)) == len(_ABD) and (_ABD + a == b or _ABD + b == a):
        return "alike", 0.85
    if a[0] != b[0] and mine.bones[-1] != theirs.bones[-1]:
        return "other", OSA.normalized_similarity(a, b)
    return _by_letters(mine, theirs)


def _with_i(part: Part) -> str:
    """Return the key of a word whose e stands for an i ("Khaled", "Khalid")."""
    return spelling(part.text.replace("e", "i")) if "e" in part.text else part.key


def _by_bones(mine: Part, theirs: Part) -> tuple[How, float]:
    """Compare consonants where one script leaves vowels out."""
    if mine.bones == theirs.bones:
        return "spelled", 0.9
    near = OSA.normalized_similarity(mine.bones, theirs.bones)
    return ("alike", near * 0.9) if near >= _ALIKE else ("other", near * 0.8)


def _by_letters(mine: Part, theirs: Part) -> tuple[How, float]:
    a, b = mine.text, theirs.text
    edits = OSA.distance(a, b)
    longer = max(len(a), len(b))
    likeness = 1 - edits / longer
    if _ending(mine.key, theirs.key):
        return "ending", min(likeness, 0.7)
    if edits == 1 and longer >= _TYPO:
        return "typo", max(likeness, 0.8)
    alike = max(likeness, OSA.normalized_similarity(mine.key, theirs.key))
    if alike >= _ALIKE or (alike >= 0.65 and JaroWinkler.similarity(a, b) >= 0.9):  # noqa: PLR2004
        return "alike", alike
    return "other", alike


def _ending(one: str, other: str) -> bool:
    """Return whether two keys differ only in the ending of a man's and a woman's name."""
    if one.endswith("a"):
        if not other.endswith("a"):
            one, other = other, one
    elif not other.endswith("a"):
        return False
    if len(other) > _LONGEST_ENDING and one[0] != other[0]:
        return False
    return any(other.endswith(hers) and one == other[: -len(hers)] + his for his, hers in _ENDINGS)


def _joined(
    one: tuple[Part, ...], other: tuple[Part, ...], mine: list[str], open_: list[int]
) -> tuple[Part, ...]:
    """Join neighbours that the other name writes as one part ("Kai shek", "Kaishek").

    Only parts of the other that are not equal to one of these can be such a part.
    """
    if len(one) == 1 or not open_:
        return one
    longest = max([len(other[j].text) for j in open_])
    if longest < _SHORTEST or min(map(sum, pairwise(map(len, mine)))) > longest + 1:
        return one
    left_over = [other[j] for j in open_]
    theirs = {p.text: p for p in left_over if len(p.text) >= _SHORTEST and p.text not in mine}
    made: list[Part] = []
    place = 0
    while place < len(one):
        found = None
        for count in (3, 2):
            if place + count <= len(one):
                found = _as_one(one[place : place + count], theirs)
            if found is not None:
                made.append(found)
                place += count
                break
        if found is None:
            made.append(one[place])
            place += 1
    return tuple(made) if len(made) < len(one) else one


def _as_one(whole: tuple[Part, ...], theirs: dict[str, Part]) -> Part | None:
    """Return the part that these are together, one letter may differ if it is long."""
    text = "".join(map(TEXT, whole))
    if text in theirs:
        return theirs[text]
    if len(text) < _LONG or min(map(len, map(TEXT, whole))) < _SHORTEST - 1:
        return None
    for near, part in theirs.items():
        if abs(len(near) - len(text)) <= 1 and OSA.distance(near, text) <= 1:
            key = spelling(text)
            return replace(part, text=text, key=key, bones=skeleton(key))
    return None
