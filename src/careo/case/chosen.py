"""What a decision is about: claims, documents and people, told by prefix, name or place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from careo.case.names import matches
from careo.model.errors import UsageError
from careo.model.names import words
from careo.model.record import ClaimId, Sha256
from careo.model.text import TextLayer
from careo.store.desk import Desk, Known, Mentioned
from careo.store.documents import Row

T = TypeVar("T")

SHOWN = 12
"""Digits of an id that cards print."""

_MOST = 6
_BRIEF = 60
_ID = re.compile(r"[0-9a-fA-F]{1,64}")
_PLACE = re.compile(r"(.+):(\d{1,12})-(\d{1,12})", re.DOTALL)


def is_id(given: str) -> bool:
    """Tell whether something can be the beginning of an id."""
    return _ID.fullmatch(given) is not None


def claim(desk: Desk, given: str) -> ClaimId:
    """Return the id of the only claim whose id begins so.

    Raises:
        UsageError: There is none, or there are several.
    """
    found = desk.claims(given.lower(), _MOST) if _ID.fullmatch(given) else []
    one = _only(found, "claim", given, lambda each: each[: SHOWN + 4])
    return ClaimId(Sha256(one))


def document(desk: Desk, given: str) -> Row:
    """Return the only document whose id begins so, or whose file has this name.

    Raises:
        UsageError: There is none, or there are several.
    """
    found = desk.documents_named(spelt(given), _MOST)
    if not found and _ID.fullmatch(given):
        found = desk.documents(given.lower(), _MOST)
    return _only(found, "document", given, _filed)


def _filed(row: Row) -> str:
    return f"{row.id[:SHOWN]} ({row.name})"


def text(desk: Desk, row: Row) -> TextLayer:
    """Return a document's text.

    Raises:
        UsageError: It has none.
    """
    layer = desk.layer(row.key)
    if layer is None:
        raise UsageError(f"document {row.id[:SHOWN]} has no text", "see: careo documents")
    return layer


def _only(
    found: Sequence[T],
    kind: str,
    given: str,
    shown: Callable[[T], str],
    unknown: tuple[str, str] = ("", ""),
) -> T:
    if not found:
        sought, hint = unknown
        raise UsageError(f"no {sought or kind} {brief(given)}", hint or f"see: careo {kind}s")
    if len(found) > 1:
        raise UsageError(
            f"{brief(given)} is the beginning of several {kind}s"
            if kind == "claim"
            else f"{brief(given)} means several {kind}s",
            f"name one of {_listed([shown(each) for each in found])}",
        )
    return found[0]


def brief(given: str) -> str:
    """Return what the user gave, short enough for one line."""
    whole = spelt(given)
    if not whole.strip():
        return "“”" if not whole else f"“{whole[:_BRIEF]}”"
    return whole if len(whole) <= _BRIEF else f"{whole[: _BRIEF - 1]}…"


def spelt(given: str) -> str:
    """Return what the user gave as UTF-8 can spell it; what it cannot is written as escapes."""
    return given.encode("utf-8", "backslashreplace").decode()


def person(desk: Desk, given: str, unknown: tuple[str, str] = ("", "")) -> Known:
    """Return the referent that a name, an id's beginning or a place stands for.

    A name means the first referent of the only actor that bears it; a place
    (``DOCUMENT:START-END``) whom the words at exactly that place stand for.

    Args:
        desk: Where to look.
        given: The name, the beginning or the place.
        unknown: What was looked for, and where it is found, where it may be more than actors.

    Raises:
        UsageError: Nobody is meant, or several are.
    """
    place = _PLACE.fullmatch(given)
    if place is not None:
        return _at(desk, place[1], int(place[2]), int(place[3]))
    if (
        _ID.fullmatch(given)
        and len(given) >= _MOST
        and (known := desk.referents(given.lower(), _MOST))
    ):
        return _only(known, "actor", given, _called)
    actors = _named(desk, given)
    firsts = [desk.referent(actor) for actor in actors]
    found = _only(firsts, "actor", given, _called, unknown)
    every = desk.of_actors([found.key])
    asked = words(given)
    bearing = next((one for one in every if matches(asked, one.names)), None)
    return bearing or next((one for one in every if one.names), found)


def _named(desk: Desk, name: str) -> list[int]:
    """Return the actors that bear a name; those that bear no more than it before others."""
    asked = words(name)
    if not asked:
        return []
    found = [(actor, names) for actor, names in desk.named(asked) if matches(asked, names)]
    whole = {actor for actor, names in found if any(words(each) == asked for each in names)}
    return sorted(whole or {actor for actor, _ in found})


def _called(one: Known) -> str:
    name = f" ({one.names[0]})" if one.names else ""
    return f"{one.id[:SHOWN]}{name}"


def _at(desk: Desk, where: str, start: int, end: int) -> Known:
    row = document(desk, where)
    every = desk.mentions(row.key)
    here = [one for one in every if (one.start, one.end) == (start, end)]
    if not here:
        near = nearest(every, start, end)
        raise UsageError(
            f"nobody is mentioned at {start}-{end} of document {row.id[:SHOWN]}",
            f"near it are {_listed([place_of(one) for one in near])}" if near else "name others",
        )
    if here[0].many:
        raise UsageError(
            f"the words at {start}-{end} of document {row.id[:SHOWN]} stand for several people",
            "name a place where one of them is mentioned",
        )
    return desk.referent(here[0].referent)


def nearest(mentions: Sequence[Mentioned], start: int, end: int) -> list[Mentioned]:
    """Return the mentions nearest to a place, in order of the text."""
    near = sorted(mentions, key=lambda one: (max(0, one.start - end, start - one.end), one.start))
    return sorted(near[: _MOST - 1], key=lambda one: one.start)


def place_of(one: Mentioned) -> str:
    """Return a mention with its place, as it may be given."""
    return f"{brief(one.exact)} ({one.start}-{one.end})"


def _listed(parts: Sequence[str]) -> str:
    more = parts[_MOST - 1 :]
    return ", ".join(parts[: _MOST - 1]) + (", …" if more else "")
