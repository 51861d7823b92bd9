"""How alike two names are, out of boosted trees that were trained beforehand."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from importlib.resources import files

import msgspec

from careo.identity.names.features import FEATURES

_LEAF = -1


class Tree(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One tree, its nodes in four columns; the first is the root.

    Attributes:
        feature: The feature that each node asks for, by its place; -1 in a leaf.
        threshold: Up to which value the way goes on to the left; in a leaf what it is worth.
        left: The node on the left.
        right: The node on the right.
    """

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


class Forest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Boosted trees and the features that they were trained with."""

    features: tuple[str, ...]
    trees: tuple[Tree, ...]


def score(measured: Sequence[float]) -> int:
    """Return how alike two names are, per mille, from the features of `FEATURES`."""
    return round(1000 / (1 + math.exp(-worth(measured))))


def worth(measured: Sequence[float]) -> float:
    """Return the sum of the leaves that the features lead to, in log odds."""
    return _weigh()(*measured)


@functools.cache
def _weigh() -> Callable[..., float]:
    """Return all trees as one function of the features, which Python walks quickest.

    Its source is made of the numbers that the file holds and of nothing else.
    """
    data = files("careo.identity.names").joinpath("trees.json").read_bytes()
    forest = msgspec.json.decode(data, type=Forest)
    if forest.features != FEATURES:
        raise ValueError("trees.json was trained with other features: run training/names.py")
    asked = ", ".join(f"f{number}" for number in range(len(FEATURES)))
    total = " + ".join(_expression(tree, 0) for tree in forest.trees)
    weigh: Callable[..., float] = eval(f"lambda {asked}: {total}")  # noqa: S307
    return weigh


def _expression(tree: Tree, place: int) -> str:
    """Return a node with all that is below it, as a conditional expression."""
    if tree.feature[place] == _LEAF:
        return repr(tree.threshold[place])
    left, right = (_expression(tree, below[place]) for below in (tree.left, tree.right))
    return f"({left} if f{tree.feature[place]} <= {tree.threshold[place]!r} else {right})"
