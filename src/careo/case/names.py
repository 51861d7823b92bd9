"""Names as they are looked up: without accents, case and punctuation, word by word."""

from __future__ import annotations

from collections.abc import Iterable

from careo.model.names import words


def matches(asked: tuple[str, ...], names: Iterable[str]) -> bool:
    """Tell whether one of the names holds the words asked for, whole and side by side.

    >>> matches(("quiroga",), ["Andrés Quiroga"]), matches(("quir",), ["Andrés Quiroga"])
    (True, False)
    """
    size = len(asked)
    for name in names:
        held = words(name)
        if any(held[n : n + size] == asked for n in range(len(held) - size + 1)):
            return True
    return False
