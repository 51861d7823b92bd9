"""How alike two names are, out of boosted trees that were trained beforehand."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from importlib.resources import files

import msgspec

from careo.identity.names.features import FEATURES

_LEAF = -1

Node = float | tuple[int, float, "Node", "Node"]
"""What a leaf is worth, or a feature, the value up to which the way goes left, left and right."""


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
    total = 0.0
    for root in _roots():
        node = root
        while isinstance(node, tuple):
            asked, threshold, left, right = node
            node = left if measured[asked] <= threshold else right
        total += node
    return total


@functools.cache
def _roots() -> tuple[Node, ...]:
    data = files("careo.identity.names").joinpath("trees.json").read_bytes()
    forest = msgspec.json.decode(data, type=Forest)
    if forest.features != FEATURES:
        raise ValueError("trees.json was trained with other features: run training/names.py")
    return tuple(_node(tree, 0) for tree in forest.trees)


def _node(tree: Tree, place: int) -> Node:
    """Return a node with all that is below it, as values in values: the quickest to walk."""
    if tree.feature[place] == _LEAF:
        return tree.threshold[place]
    left, right = _node(tree, tree.left[place]), _node(tree, tree.right[place])
    return tree.feature[place], tree.threshold[place], left, right
