"""The words by which names are joined and bearers of one name told apart."""

from __future__ import annotations

import functools
import re
from importlib.resources import files

import msgspec

_YEAR = "(?:1[6-9]|20)[0-9]{2}"
_BETWEEN = (
    r",?\s+(?:in|on|the|at|of|en|el|la|de|del|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre|[0-9]{1,2}(?:st|nd|rd|th)?|[A-Z\u00c0-\u00de]\w*)\b,?"
)


class Joining(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and patterns.

    Attributes:
        titles: What stands before a name, is no part of it, and is nobody's given name; folded.
        forces: The folded words for each armed force.
        addressed: Titles that show how somebody is addressed; folded.
        generations: Patterns of what follows a name that father and son share.
        namesakes: Words beside a name that tell of another one of the name.
        seats: Posts that one holds in one place, by how they are told; folded.
        around_seats: Words that the name of that place may have more or less; folded.
        lives: Patterns of what follows a name and dates its bearer's birth or death.
    """

    titles: frozenset[str]
    forces: dict[str, list[str]]
    addressed: dict[str, frozenset[str]]
    generations: dict[str, tuple[str, ...]]
    namesakes: tuple[str, ...]
    seats: dict[str, frozenset[str]]
    around_seats: frozenset[str]
    lives: tuple[str, ...]


@functools.cache
def joining() -> Joining:
    """Return the words."""
    data = files("careo.identity").joinpath("joining.json").read_bytes()
    return msgspec.json.decode(data, type=Joining)


@functools.cache
def lives() -> tuple[re.Pattern[str], ...]:
    """Return the patterns that date a birth (``born``) or a death (``died``), to the year."""
    return tuple(
        re.compile(one.replace("{year}", _YEAR).replace("{between}", _BETWEEN))
        for one in joining().lives
    )


@functools.cache
def generations() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns that tell father and son apart behind a name, each with what it says."""
    said = joining().generations.items()
    return tuple((told, re.compile(one, re.IGNORECASE)) for told, ways in said for one in ways)


@functools.cache
def namesakes() -> re.Pattern[str]:
    """Return the pattern of words that tell of another one of the name."""
    ways = "|".join(re.escape(one) for one in joining().namesakes)
    return re.compile(rf"\b(?:{ways})\b", re.IGNORECASE)
