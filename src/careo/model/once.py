"""What is made of a value once, however often it is asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

_Value = TypeVar("_Value")
_Made = TypeVar("_Made")


def once(kept: int) -> Callable[[Callable[[_Value], _Made]], Callable[[_Value], _Made]]:
    """Keep what a pure function makes of frozen values, of at most ``kept`` of them.

    A value is told by being the same one, not an equal one: a lexicon or a sentence is slow to
    compare.
    """

    def keeping(make: Callable[[_Value], _Made]) -> Callable[[_Value], _Made]:
        made: dict[int, tuple[_Value, _Made]] = {}

        @functools.wraps(make)
        def find(value: _Value) -> _Made:
            held = made.get(id(value))
            if held is None:
                held = value, make(value)
                if len(made) >= kept:
                    made.clear()
                made[id(value)] = held
            return held[1]

        return find

    return keeping
