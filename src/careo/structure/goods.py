"""What kind of thing is said to move, and which way a verb moves it."""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from typing import cast

import msgspec

from careo.model.flow import Goods


class Trade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of movements, of all languages together.

    Attributes:
        goods: Kind to the words that show it; one that ends in ``*`` is a stem.
        to_agent: Verbs of things that come to the one who acts ("to buy").
        from_agent: Verbs of things that go out from the one who acts ("to sell").
    """

    goods: dict[str, tuple[str, ...]]
    to_agent: frozenset[str]
    from_agent: frozenset[str]


@functools.cache
def trade() -> Trade:
    """Return the words, from ``goods.json``."""
    data = files("careo.structure").joinpath("goods.json").read_bytes()
    return msgspec.json.decode(data, type=Trade)


@functools.lru_cache(maxsize=100_000)
def goods(words: str) -> Goods:
    """Return the kind that these words show first, by their place; ``other`` where none does."""
    found = [
        (match.start(), kind)
        for kind, pattern in _patterns().items()
        if (match := pattern.search(words)) is not None
    ]
    return cast("Goods", min(found)[1]) if found else "other"


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(r"\b(?:" + "|".join(map(_pattern, words)) + r")\b", re.IGNORECASE)
        for kind, words in trade().goods.items()
    }


def _pattern(word: str) -> str:
    return re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
