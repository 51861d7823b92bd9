"""What two names have in common, in numbers for the trees; the same in either order."""

from __future__ import annotations

import operator
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler, Postfix, Prefix

from careo.identity.names.aligning import Alignment, Pair, likened
from careo.identity.names.lists import organizations
from careo.identity.names.parts import TEXT, Name, Part

FEATURES = (
    *("person", "spaced", "sorted", "as_sets", "letters", "jaro", "keys", "bones", "edits"),
    *("mean_of_longer", "mean_of_shorter", "worst", "second_worst", "equal", "equal_share"),
    *("worst_edits", "worst_length", "worst_first", "worst_key", "worst_prefix", "worst_postfix"),
    *("worst_at_end", "worst_at_start", "initials", "short_forms", "across", "missing"),
    *("missing_letters", "missing_last", "missing_first", "missing_generic", "places"),
    *("fewest", "most", "first", "last", "in_order", "numbers", "legal", "generation"),
    *("abjad", "core", "fathers", "father_moves", "other_initial"),
)
"""What the features are called, in their order."""

_MOST_EDITS = 30
_NONE = -1.0
_NOTHING_LOST = (0.0,) * 6
_KEY = operator.attrgetter("key")
_BONES = operator.attrgetter("bones")
_LIKENESS = operator.attrgetter("likeness")


def features(one: Name, other: Name, found: Alignment, *, person: bool) -> list[float]:
    """Return the features of two names and their alignment, in the order of `FEATURES`."""
    vowelless = (one.abjad or other.abjad) and _vowelless(found)
    return [
        float(person),
        *_whole(found, vowelless=vowelless),
        *_paired(found),
        *_lost(found),
        *_shape(found),
        _agree(one.numbers, other.numbers),
        _legal(one.legal, other.legal),
        _agree(one.generation, other.generation),
        float(vowelless),
        _core(found) if not person else _NONE,
        *_told_apart(found),
    ]


def _vowelless(found: Alignment) -> bool:
    """Return whether only one of two names is written without most of its vowels."""
    return any(p.abjad for p in found.one) != any(p.abjad for p in found.other)


def _whole(found: Alignment, *, vowelless: bool) -> tuple[float, ...]:
    keys_a, keys_b = sorted(map(_KEY, found.one)), sorted(map(_KEY, found.other))
    bones_a, bones_b = sorted(map(_BONES, found.one)), sorted(map(_BONES, found.other))
    letters = _BONES if vowelless else TEXT
    mine, theirs = list(map(letters, found.one)), list(map(letters, found.other))
    a, b = " ".join(mine), " ".join(theirs)
    joined_a, joined_b = "".join(mine), "".join(theirs)
    mine.sort()
    theirs.sort()
    return (
        fuzz.ratio(a, b) / 100,
        fuzz.ratio(" ".join(mine), " ".join(theirs)) / 100,
        fuzz.token_set_ratio(a, b) / 100,
        OSA.normalized_similarity(joined_a, joined_b),
        JaroWinkler.similarity(joined_a, joined_b),
        fuzz.ratio(" ".join(keys_a), " ".join(keys_b)) / 100,
        fuzz.ratio(" ".join(bones_a), " ".join(bones_b)) / 100,
        float(min(_MOST_EDITS, OSA.distance(a, b))),
    )


def _paired(found: Alignment) -> tuple[float, ...]:
    pairs = found.pairs + found.across
    longer, shorter = len(found.one), len(found.other)
    if longer < shorter:
        longer, shorter = shorter, longer
    alike = list(map(_LIKENESS, pairs))
    worst = pairs[alike.index(min(alike))]
    alike.sort()
    total = sum(alike)
    equal = found.hows.count("equal")
    return (
        total / longer,
        total / shorter,
        alike[0],
        alike[1] if len(alike) > 1 else _NONE,
        float(equal),
        equal / longer,
        *_worst(found, worst),
        float(found.hows.count("initial")),
        float(found.hows.count("short")),
        float(len(found.across)),
    )


def _worst(found: Alignment, pair: Pair) -> tuple[float, ...]:
    mine, theirs = found.one[pair.left], found.other[pair.right]
    a, b = (mine.bones, theirs.bones) if mine.abjad != theirs.abjad else (mine.text, theirs.text)
    longer = max(len(a), len(b))
    ends = (pair.left == len(found.one) - 1) + (pair.right == len(found.other) - 1)
    return (
        float(OSA.distance(a, b)),
        float(longer),
        float(a[0] == b[0]),
        OSA.normalized_similarity(mine.key, theirs.key),
        Prefix.similarity(a, b) / longer,
        Postfix.similarity(a, b) / longer,
        ends / 2,
        ((pair.left == 0) + (pair.right == 0)) / 2,
    )


def _lost(found: Alignment) -> tuple[float, ...]:
    """Return what stands on one side only, in numbers."""
    side, places = (found.one, found.left) if found.left else (found.other, found.right)
    if not (places or found.across):
        return _NOTHING_LOST
    lists = organizations()
    lone = [side[place].text for place in places]
    across = [found.one[p.left].text for p in found.across]
    across += [found.other[p.right].text for p in found.across]
    return (
        float(len(places)),
        float(len("".join(lone))),
        float(len(side) - 1 in places),
        float(0 in places),
        float(len(lone) - len([text for text in lone if text not in lists.generic])),
        float(sum(map(lists.places.__contains__, lone + across))),
    )


def _shape(found: Alignment) -> tuple[float, ...]:
    mine, theirs = len(found.one), len(found.other)
    return (
        float(min(mine, theirs)),
        float(max(mine, theirs)),
        _between(found, 0, 0),
        _between(found, mine - 1, theirs - 1),
        1.0 if found.straight else _in_order(found),
    )


def _in_order(found: Alignment) -> float:
    """Return the share of steps from part to part that go forward in both names."""
    steps = [after.right > before.right for before, after in pairwise(found.pairs)]
    return sum(steps) / len(steps)


def _told_apart(found: Alignment) -> tuple[float, float, float]:
    """Return how often fathers differ, a father is a child on the other side, initials differ."""
    fathers = initials = 0
    for pair in found.across:
        mine, theirs = found.one[pair.left], found.other[pair.right]
        fathers += mine.father + theirs.father
        initials += len(mine.text) == 1 or len(theirs.text) == 1
    moves = [p for p in found.pairs if found.one[p.left].father != found.other[p.right].father]
    return float(fathers), float(len(moves)), float(initials)


def _between(found: Alignment, left: int, right: int) -> float:
    """Return how alike two parts are that are both first, or both last, whether paired or not."""
    end = -1 if left else 0
    for pairs in (found.pairs, found.across):
        if pairs and pairs[end].left == left and pairs[end].right == right:
            return pairs[end].likeness
    return likened(found.one[left], found.other[right])[1]


def _agree(one: object, other: object) -> float:
    """Return 1 where both say the same, 0.5 where neither says it, 0 where one, -1 if unlike."""
    if one == other:
        return 1.0 if one else 0.5
    return 0.0 if not one or not other else -1.0


def _legal(one: str, other: str) -> float:
    if one == other:
        return 1.0 if one else 0.5
    alike = one.partition(":")[0] == other.partition(":")[0]
    return 0.7 if alike else _agree(one, other)


def _core(found: Alignment) -> float:
    """Return how alike the words are that few organisations have."""
    one, other = _specific(found.one), _specific(found.other)
    return fuzz.ratio(one, other) / 100 if one and other else _NONE


def _specific(parts: tuple[Part, ...]) -> str:
    generic = organizations().generic
    return " ".join(sorted([part.text for part in parts if part.text not in generic]))
