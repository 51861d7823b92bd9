"""What two names have in common, in numbers for the trees; the same in either order."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler, Postfix, Prefix

from careo.identity.names.aligning import Alignment, Pair, likened
from careo.identity.names.lists import organizations
from careo.identity.names.parts import Name, Part

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


def features(one: Name, other: Name, found: Alignment, *, person: bool) -> list[float]:
    """Return the features of two names and their alignment, in the order of `FEATURES`."""
    return [
        float(person),
        *_whole(found),
        *_paired(found),
        *_lost(found),
        *_shape(found),
        _agree(one.numbers, other.numbers),
        _legal(one.legal, other.legal),
        _agree(one.generation, other.generation),
        float(_vowelless(found)),
        _core(found) if not person else _NONE,
        *_told_apart(found),
    ]


def _whole(found: Alignment) -> list[float]:
    mine, theirs = _texts(found)
    a, b = " ".join(mine), " ".join(theirs)
    sorted_a, sorted_b = " ".join(sorted(mine)), " ".join(sorted(theirs))
    keys_a, keys_b = sorted([p.key for p in found.one]), sorted([p.key for p in found.other])
    bones_a, bones_b = sorted([p.bones for p in found.one]), sorted([p.bones for p in found.other])
    return [
        fuzz.ratio(a, b) / 100,
        fuzz.ratio(sorted_a, sorted_b) / 100,
        fuzz.token_set_ratio(a, b) / 100,
        OSA.normalized_similarity("".join(mine), "".join(theirs)),
        JaroWinkler.similarity("".join(mine), "".join(theirs)),
        fuzz.ratio(" ".join(keys_a), " ".join(keys_b)) / 100,
        fuzz.ratio(" ".join(bones_a), " ".join(bones_b)) / 100,
        float(min(_MOST_EDITS, OSA.distance(a, b))),
    ]


def _texts(found: Alignment) -> tuple[list[str], list[str]]:
    """Return the texts to compare: consonants only, where one script has nothing else."""
    if _vowelless(found):
        return [p.bones for p in found.one], [p.bones for p in found.other]
    return [p.text for p in found.one], [p.text for p in found.other]


def _vowelless(found: Alignment) -> bool:
    return any(p.abjad for p in found.one) != any(p.abjad for p in found.other)


def _paired(found: Alignment) -> list[float]:
    pairs = [*found.pairs, *found.across]
    longer, shorter = len(found.one), len(found.other)
    if longer < shorter:
        longer, shorter = shorter, longer
    likeness = sorted(pair.likeness for pair in pairs)
    equal = sum(pair.how == "equal" for pair in pairs)
    total = sum(likeness)
    hows = [pair.how for pair in pairs]
    return [
        total / longer,
        total / shorter,
        likeness[0],
        likeness[1] if len(likeness) > 1 else _NONE,
        float(equal),
        equal / longer,
        *_worst(found, min(pairs, key=lambda pair: pair.likeness)),
        float(hows.count("initial")),
        float(hows.count("short")),
        float(len(found.across)),
    ]


def _worst(found: Alignment, pair: Pair) -> list[float]:
    mine, theirs = found.one[pair.left], found.other[pair.right]
    a, b = (mine.bones, theirs.bones) if mine.abjad != theirs.abjad else (mine.text, theirs.text)
    longer = max(len(a), len(b))
    ends = (pair.left == len(found.one) - 1) + (pair.right == len(found.other) - 1)
    return [
        float(OSA.distance(a, b)),
        float(longer),
        float(a[0] == b[0]),
        OSA.normalized_similarity(mine.key, theirs.key),
        Prefix.similarity(a, b) / longer,
        Postfix.similarity(a, b) / longer,
        ends / 2,
        ((pair.left == 0) + (pair.right == 0)) / 2,
    ]


def _lost(found: Alignment) -> list[float]:
    """Return what stands on one side only, in numbers."""
    side, places = (found.one, found.left) if found.left else (found.other, found.right)
    lists = organizations()
    lone = [side[place].text for place in places]
    across = [found.one[p.left].text for p in found.across]
    across += [found.other[p.right].text for p in found.across]
    return [
        float(len(places)),
        float(sum(len(text) for text in lone)),
        float(len(side) - 1 in places),
        float(0 in places),
        float(sum(text in lists.generic for text in lone)),
        float(sum(text in lists.places for text in (*lone, *across))),
    ]


def _shape(found: Alignment) -> list[float]:
    sizes = sorted((len(found.one), len(found.other)))
    places = [pair.right for pair in found.pairs]
    steps = [b > a for a, b in pairwise(places)]
    return [
        float(sizes[0]),
        float(sizes[1]),
        _between(found, 0, 0),
        _between(found, len(found.one) - 1, len(found.other) - 1),
        sum(steps) / len(steps) if steps else 1.0,
    ]


def _told_apart(found: Alignment) -> list[float]:
    """Return how often fathers differ, a father is a child on the other side, initials differ."""
    across = [(found.one[p.left], found.other[p.right]) for p in found.across]
    pairs = [(found.one[p.left], found.other[p.right]) for p in found.pairs]
    return [
        float(sum(a.father + b.father for a, b in across)),
        float(sum(a.father != b.father for a, b in pairs)),
        float(sum(min(len(a.text), len(b.text)) == 1 for a, b in across)),
    ]


def _between(found: Alignment, left: int, right: int) -> float:
    """Return how alike two parts are, whether they answer to each other or not."""
    for pair in found.pairs:
        if pair.left == left and pair.right == right:
            return pair.likeness
    return likened(found.one[left], found.other[right])[1]


def _agree(one: object, other: object) -> float:
    """Return 1 where both say the same, 0.5 where neither says it, 0 where one, -1 if unlike."""
    if one == other:
        return 1.0 if one else 0.5
    return 0.0 if not one or not other else -1.0


def _legal(one: str, other: str) -> float:
    alike = one.partition(":")[0] == other.partition(":")[0]
    return 0.7 if alike and one != other else _agree(one, other)


def _core(found: Alignment) -> float:
    """Return how alike the words are that few organisations have."""
    one, other = _specific(found.one), _specific(found.other)
    return fuzz.ratio(one, other) / 100 if one and other else _NONE


def _specific(parts: tuple[Part, ...]) -> str:
    generic = organizations().generic
    return " ".join(sorted(part.text for part in parts if part.text not in generic))
