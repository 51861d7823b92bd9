"""The formats by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from careo.model.edition import Holdings

FORMATS: dict[str, tuple[str, str]] = {
    "ftm": ("ftm", "FollowTheMoney entities, one JSON object a line"),
    "ftm-statements": ("ftm_statements", "FollowTheMoney statements, CSV"),
    "graphml": ("graphml", "the relations as a graph, GraphML"),
    "geojson": ("geojson", "who is said to have been where, GeoJSON"),
    "annotations": ("annotations", "W3C Web Annotations, JSON-LD"),
    "csv": ("rows", "one row a relation, CSV that no spreadsheet runs"),
}
"""Name to its module and what it is."""


class Export(NamedTuple):
    """An export: its pieces in order, and, once they are read, what they leave out.

    Attributes:
        pieces: Text, to be written in UTF-8.
        lost: Why relations are not in it, with how many; filled as the pieces are read.
    """

    pieces: Iterator[str]
    lost: Counter[str]


def export(name: str, held: Holdings) -> Export:
    """Return a case in the format of this name, one of `FORMATS`."""
    module = import_module(f"careo.dossier.exports.{FORMATS[name][0]}")
    write: Callable[[Holdings, Counter[str]], Iterator[str]] = module.write
    lost: Counter[str] = Counter()
    return Export(write(held, lost), lost)
