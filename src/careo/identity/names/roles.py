"""What each part of a person's name is: given name, surname, patronymic."""

from __future__ import annotations

import operator
from typing import Literal

from careo.identity.names.lists import persons
from careo.identity.names.parts import Part

Role = Literal["given name", "middle name", "patronymic", "surname", "second surname", "name"]
ORDER: tuple[Role, ...] = (
    *("name", "given name", "middle name", "patronymic", "surname", "second surname"),
)
_SURNAME = operator.attrgetter("surname")
_SYLLABLE = 6
_DOUBLE = 2


def roles(parts: tuple[Part, ...]) -> tuple[Role, ...]:
    """Return what each part is taken for.

    Only words of a reason and rules of caution hang on it: a name of three parts without any other
    sign is read as Spanish ones are, a given name and two surnames.
    """
    if len(parts) == 1:
        return ("name",)
    surnames = list(map(_SURNAME, parts))
    if True in surnames and False in surnames:
        return _marked(parts)
    if parts[-1].father and len(parts) > _DOUBLE:
        return ("surname", "given name", *_middle(parts[2:]))
    if _east_asian(parts):
        given: Role = "given name"
        return ("surname", *(given for _ in parts[1:]))
    return _in_western_order(parts)


def _marked(parts: tuple[Part, ...]) -> tuple[Role, ...]:
    found: list[Role] = []
    for part in parts:
        if part.surname:
            found.append("second surname" if "surname" in found else "surname")
        elif part.father:
            found.append("patronymic")
        else:
            found.append("middle name" if "given name" in found else "given name")
    return tuple(found)


def _east_asian(parts: tuple[Part, ...]) -> bool:
    if len(parts) > _DOUBLE + 1 or parts[0].text not in persons().family_first:
        return False
    return all(len(part.text) <= _SYLLABLE for part in parts)


def _in_western_order(parts: tuple[Part, ...]) -> tuple[Role, ...]:
    given = persons().given
    last = len(parts) - 1
    behind = 1
    while behind < last and (
        parts[behind].father or len(parts[behind].text) == 1 or parts[behind].text in given
    ):
        behind += 1
    behind = max(behind, last - 1 if last - behind < _DOUBLE else last)
    surnames: tuple[Role, ...] = ("surname", "second surname")
    return ("given name", *_middle(parts[1:behind]), *surnames[: len(parts) - behind])


def _middle(parts: tuple[Part, ...]) -> tuple[Role, ...]:
    return tuple(["patronymic" if part.father else "middle name" for part in parts])
