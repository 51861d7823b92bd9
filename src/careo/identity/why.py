"""Why bearers of one key are one, in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from careo.identity import normal
from careo.identity.keys import bare, without_title
from careo.model.question import SAME


def rule(text: str, names: Iterable[tuple[str, ...]]) -> str:
    """Return by which rule those who are named so share a key.

    Args:
        text: The key; see `careo.identity.keys.keys`.
        names: The names of each bearer, the fullest first.
    """
    asked = tuple(text.partition(":")[2].split())
    ways = {_way(asked, one) for one in names}
    return " and ".join(sorted(ways - {SAME})) or SAME


def _way(asked: tuple[str, ...], names: tuple[str, ...]) -> str:
    found = bare(names[0])
    if found == asked:
        plain = all(word in _folded(names[0]) for word in asked)
        return SAME if plain else f"{SAME} in another alphabet"
    if without_title(found) == asked:
        return f"{SAME} without a title"
    return f"a document says that {asked[0].upper()} stands for {names[0]}"


def _folded(name: str) -> str:
    """Return a name without accents and case, in its own alphabet."""
    parts = unicodedata.normalize("NFKD", normal.signless(name)).casefold()
    return "".join(char for char in parts if not unicodedata.combining(char))
