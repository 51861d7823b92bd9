"""Names as they are looked up: without accents, case and punctuation, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; for finding only, never for evidence."""
    import anyascii

    return tuple(_WORD.findall(anyascii.anyascii(name).casefold()))


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
