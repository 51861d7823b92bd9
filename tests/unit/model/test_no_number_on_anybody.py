"""No type that tells of an actor holds a number about it: every type of the model is looked at."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec

import careo.model
from careo.model.record import ActorId, Record

MAY_COUNT = {
    "start": "where words stand",
    "end": "where words stand",
    "relation": "which relation of a claim",
    "who": "which mention of a document, while a case is being read",
    "told_by": "which claims hold one statement together",
    "event": "which event of the journal",
    "undone_by": "which event of the journal",
    "layer": "which row of a drawing",
    "unshown": "how many pairs of claims are not shown",
    "outlines": "the outlines of countries",
}
"""Every number that may stand in a type with an actor, and what it counts: nothing of the actor."""


def _inside(kind: Any) -> Iterator[Any]:
    yield kind
    for one in get_args(kind):
        yield from _inside(one)


def _types() -> list[type[msgspec.Struct]]:
    found = []
    for module in pkgutil.iter_modules(careo.model.__path__):
        held = vars(importlib.import_module(f"careo.model.{module.name}"))
        found += [
            one
            for one in held.values()
            if isinstance(one, type)
            and issubclass(one, msgspec.Struct)
            and one.__module__.endswith(f".{module.name}")
        ]
    return found


def _numbers(kind: type[msgspec.Struct]) -> set[str]:
    hints = get_type_hints(kind)
    if not any(ActorId in _inside(one) for one in hints.values()):
        return set()
    return {name for name, one in hints.items() if {int, float} & {*_inside(one)}}


def test_no_type_with_an_actor_holds_another_number_than_those_that_count_something_else() -> None:
    found = {one.__name__: _numbers(one) for one in _types()}
    assert {
        name: held - MAY_COUNT.keys() for name, held in found.items() if held - MAY_COUNT.keys()
    } == {}
    assert (
        found["Actor"]
        == found["ActorView"]
        == found["Called"]
        == found["ChartNode"] - {"layer"}
        == set()
    )
    assert {name for held in found.values() for name in held} == MAY_COUNT.keys(), "none is stale"


def test_a_score_would_be_seen() -> None:
    class Rated(Record, frozen=True):
        actor: ActorId | None = None
        score: tuple[int, ...] | None = None
        start: int = 0

    Rated.__annotations__ = {"actor": ActorId | None, "score": tuple[int, ...] | None, "start": int}
    assert _numbers(Rated) - MAY_COUNT.keys() == {"score"}
