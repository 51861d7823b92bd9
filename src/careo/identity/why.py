"""Why bearers of one key are one, in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from careo.identity import normal
from careo.identity.keys import bare, without_title
from careo.model.grouping import ADDRESSED, IS, NAMESAKE, Fact, States
from careo.model.question import SAME

_MOST = 4


def rule(text: str, names: Iterable[tuple[str, ...]]) -> str:
    """Return by which rule those who are named so share a key.

    Args:
        text: The key; see `careo.identity.keys.keys`.
        names: The names of each bearer, the fullest first.
    """
    asked = tuple(text.partition(":")[2].split())
    ways = {_way(asked, one) for one in names}
    return " and ".join(sorted(ways - {SAME})) or SAME


def besides(text: str, states: States, shared: Iterable[Fact]) -> str:
    """Return what bearers of a key share besides it, where it joins nobody alone.

    Args:
        text: The key.
        states: Of the key; see `careo.model.grouping.States`.
        shared: What is said alike of several of them.
    """
    differ = {kind: value for (name, kind), value in states.items() if name == text}
    said = sorted((one.kind, one.value) for one in shared if one.text == text)
    apart = [f"{kind} {value}" for kind, value in said if differ.get(kind, value) != value]
    alike = [
        "both said to be " + value if kind == IS else f"{kind} {value}"
        for kind, value in said
        if differ and not all(differ.values()) and kind not in {NAMESAKE, ADDRESSED}
    ]
    return "".join(f", {one}" for one in (apart or alike)[:_MOST])


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
