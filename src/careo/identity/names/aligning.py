"""Which part of one name answers to which part of the other, and how."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
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
    if list(map(TEXT, one)) == list(map(TEXT, other)) and not any(map(_SIGN, one)):
        return _of_equals(one, other)
    one, other = _joined(one, other), _joined(other, one)
    pairs, free, open_ = _equal(one, other)
    if free and open_:
        pairs += _likest(one, other, free, open_)
    pairs.sort()
    crossing = min(len(free), len(open_))
    kept, held = len(free) - crossing, len(open_) - crossing
    across = tuple(
        [
            Pair(i, j, "other", likened(one[i], other[j])[1])
            for i, j in zip(free[kept:], open_[held:], strict=True)
        ]
    )
    left, right = tuple(free[:kept]), tuple(open_[:held])
    hows = tuple(map(_HOW, pairs))
    whole = not (free or open_) and hows.count("equal") == len(hows)
    places = list(map(_RIGHT, pairs))
    straight = places == sorted(places)
    return Alignment(one, other, tuple(pairs), across, left, right, hows, whole, straight)


def _of_equals(one: tuple[Part, ...], other: tuple[Part, ...]) -> Alignment:
    """Align two names of the same parts in the same order."""
    equal: How = "equal"
    return Alignment(one, other, _in_place(len(one)), hows=(equal,) * len(one), whole=True)


@functools.cache
def _in_place(count: int) -> tuple[Pair, ...]:
    """Return the pairs of two names that are equal part by part."""
    return tuple(Pair(place, place, "equal", 1.0) for place in range(count))


def _equal(
    one: tuple[Part, ...], other: tuple[Part, ...]
) -> tuple[list[Pair], list[int], list[int]]:
    """Pair what is equal, the nearest first; return the pairs and the places left on each side."""
    theirs = list(map(TEXT, other))
    found = [
        (abs(i - j), i, j)
        for i, mine in enumerate(one)
        if mine.text in theirs
        for j, text in enumerate(theirs)
        if mine.text == text and not (mine.sign and _other_sign(mine, other[j]))
    ]
    free, open_ = list(range(len(one))), list(range(len(other)))
    pairs = []
    for _, i, j in sorted(found):
        if i in free and j in open_:
            free.remove(i)
            open_.remove(j)
            pairs.append(Pair(i, j, "equal", 1.0))
    return pairs, free, open_


def _likest(
    one: tuple[Part, ...], other: tuple[Part, ...], free: list[int], open_: list[int]
) -> list[Pair]:
    """Pair what answers to each other, and take it out of the places left on each side."""
    found: list[tuple[float, int, int, int, How]] = []
    for i in free:
        mine = one[i]
        for j in open_:
            how, likeness = likened(mine, other[j])
            if how != "other":
                found.append((-likeness, abs(i - j), i, j, how))
    pairs = []
    for worth, _, i, j, how in sorted(found):
        if i in free and j in open_:
            free.remove(i)
            open_.remove(j)
            pairs.append(Pair(i, j, how, -worth))
    return pairs


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
    return 0.93 if _with_i(mine.text) == _with_i(theirs.text) else 0.0


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
    return _by_letters(mine, theirs)


def _with_i(text: str) -> str:
    """Return the key of a word whose e stands for an i ("Khaled", "Khalid")."""
    return spelling(text.replace("e", "i"))


def _by_bones(mine: Part, theirs: Part) -> tuple[How, float]:
    """Compare consonants where one script leaves vowels out."""
    if mine.bones == theirs.bones:
        return "spelled", 0.9
    near = OSA.normalized_similarity(mine.bones, theirs.bones)
    return ("alike", near * 0.9) if near >= _ALIKE else ("other", near * 0.8)


def _by_letters(mine: Part, theirs: Part) -> tuple[How, float]:
    a, b = mine.text, theirs.text
    if a[0] != b[0] and mine.bones[-1:] != theirs.bones[-1:]:
        return "other", OSA.normalized_similarity(a, b)
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
    return any(other.endswith(hers) and one == other[: -len(hers)] + his for his, hers in _ENDINGS)


def _joined(one: tuple[Part, ...], other: tuple[Part, ...]) -> tuple[Part, ...]:
    """Join neighbours that the other name writes as one part ("Kai shek", "Kaishek")."""
    if len(one) == 1:
        return one
    mine = list(map(TEXT, one))
    theirs = {p.text: p for p in other if len(p.text) >= _SHORTEST and p.text not in mine}
    if not theirs or _all_longer(mine, max(map(len, theirs)) + 1):
        return one
    made: list[Part] = []
    place = 0
    while place < len(one):
        for count in (3, 2):
            whole = one[place : place + count]
            found = _as_one(whole, theirs) if len(whole) == count else None
            if found is not None:
                made.append(found)
                place += count
                break
        else:
            made.append(one[place])
            place += 1
    return tuple(made)


def _all_longer(texts: Sequence[str], size: int) -> bool:
    """Return whether any two neighbours together are longer than that."""
    sizes = list(map(len, texts))
    return size < min(map(sum, pairwise(sizes)))


def _as_one(whole: tuple[Part, ...], theirs: dict[str, Part]) -> Part | None:
    """Return the part that these are together, one letter may differ if it is long."""
    text = "".join(part.text for part in whole)
    if text in theirs:
        return theirs[text]
    if len(text) < _LONG or min(len(part.text) for part in whole) < _SHORTEST - 1:
        return None
    near = (t for t in theirs if abs(len(t) - len(text)) <= 1 and OSA.distance(t, text) <= 1)
    if (found := next(near, None)) is None:
        return None
    key = spelling(text)
    return replace(theirs[found], text=text, key=key, bones=skeleton(key))
