"""By which names alone nobody is joined, kept as rows: whose bearers differ, and common ones.

What is said here of one name or one part of a name costs a bounded number of look-ups, however
many bear it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import sqlalchemy as sa

from careo.model.grouping import COMMON, MANY, NEARLY_ALL, ODD, PARTS, Fact, single, usual
from careo.store import tables

_F = tables.name_fact.c
_C = tables.contested.c
_K = tables.referent_key.c
_IN = 500
Key = TypeVar("Key", int, str)
_VALUES = sa.text(
    """WITH RECURSIVE held(value) AS (
        SELECT min(value) FROM name_fact WHERE text = :text AND kind = :kind
        UNION ALL
        SELECT (SELECT min(f.value) FROM name_fact f
            WHERE f.text = :text AND f.kind = :kind AND f.value > held.value)
        FROM held WHERE held.value IS NOT NULL LIMIT :most
    ) SELECT value FROM held WHERE value IS NOT NULL"""
)
"""Different values, each found by one look-up."""

Part = tuple[str, str]
"""A part of a name: given name or surname, and the word."""


def states(connection: sa.Connection, texts: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return which of these names joins nobody alone, as `careo.model.grouping.States`."""
    query = sa.select(_C.text, _C.kind, _C.usual)
    return {
        (text, kind): value
        for some in _chunks(set(texts))
        for text, kind, value in tables.raw(connection, query.where(_C.text.in_(some)))
    }


def shifts(
    connection: sa.Connection,
    facts: Sequence[Fact],
    known: Mapping[tuple[str, str], str],
    common: dict[Part, bool],
) -> bool:
    """Tell whether what is said of a new bearer changes what names may join.

    Args:
        connection: While the facts are there.
        facts: What is said.
        known: Which of the names that they tell of join nobody alone.
        common: Of parts of names looked at before whether many names have them; added to.
    """
    for one in facts:
        at = (one.text, one.kind)
        if single(one.kind) and at not in known and len(values(connection, *at, 2)) > 1:
            return True
        if single(one.kind) and at in known and _usual(connection, one) != known[at]:
            return True
    for name, parts in _parts(facts).items():
        if (name, COMMON) not in known and _common(connection, parts, common):
            return True
    return False


def enter(
    connection: sa.Connection, texts: Iterable[str], differ: dict[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """Write anew which of these names joins nobody alone; return it.

    Args:
        connection: Of a writing transaction.
        texts: The names.
        differ: In which facts all their bearers differ; see `careo.model.grouping.contested`.
    """
    every = sorted(set(texts))
    found = dict(differ)
    for some in _chunks(every):
        connection.execute(tables.contested.delete().where(_C.text.in_(some)))
        for text, parts in _parts(_borne(connection, some)).items():
            if _common(connection, parts, {}):
                found[text, COMMON] = ""
    rows = [(text, kind, value) for (text, kind), value in sorted(found.items())]
    tables.bulk(connection, tables.contested, list(rows))
    return found


def turned(
    connection: sa.Connection, facts: Iterable[Fact], first: int, last: int, *, common: bool
) -> list[int]:
    """Return bearers of names that a document makes common, or leaves common no longer.

    One for each other name that shares a part with the document's.

    Args:
        connection: While the document's facts are there.
        facts: Of the document.
        first: The first key of its referents.
        last: The last.
        common: It comes; else it goes.
    """
    own: dict[Part, set[str]] = {}
    for one in facts:
        if one.kind in PARTS:
            own.setdefault((one.kind, one.text), set()).add(one.value)
    found: dict[str, int] = {}
    for part, names in sorted(own.items()):
        held = _bearing(connection, part, MANY + len(names))
        if not MANY <= len(held) < MANY + len(names):
            continue  # few even so, or many without the document's
        only = sum(not _elsewhere(connection, part, name, first, last) for name in names)
        if len(held) - only < MANY:
            found |= _others(connection, part, held, (first, last))
    known = {text for text, kind in states(connection, found) if kind == COMMON}
    return [key for name, key in found.items() if (name in known) != common]


def _others(
    connection: sa.Connection, part: Part, names: Iterable[str], here: tuple[int, int]
) -> dict[str, int]:
    """Return a bearer of each of these names that another document bears."""
    found = {}
    for name in names:
        key = _elsewhere(connection, part, name, *here)
        if key:
            found[name] = key
    return found


def _elsewhere(connection: sa.Connection, part: Part, name: str, first: int, last: int) -> int:
    """Return a bearer of a name outside a document; 0 where there is none."""
    query = sa.select(_F.referent).where(_F.kind == part[0], _F.text == part[1], _F.value == name)
    for side in (_F.referent < first, _F.referent > last):
        found = connection.execute(query.where(side).limit(1)).scalar()
        if found is not None:
            return int(found)
    return 0


def _bearing(connection: sa.Connection, part: Part, most: int) -> list[str]:
    """Return names that have a part, at most so many."""
    return values(connection, part[1], part[0], most)


def _parts(facts: Iterable[Fact]) -> dict[str, set[Part]]:
    found: dict[str, set[Part]] = {}
    for one in facts:
        if one.kind in PARTS:
            found.setdefault(one.value, set()).add((one.kind, one.text))
    return found


def _common(connection: sa.Connection, parts: set[Part], seen: dict[Part, bool]) -> bool:
    """Tell whether a name of these parts is common in the case."""
    if len(parts) != len(PARTS):
        return False
    for one in sorted(parts):
        if one not in seen:
            seen[one] = len(_bearing(connection, one, MANY)) == MANY
        if not seen[one]:
            return False
    return True


def _borne(connection: sa.Connection, texts: Sequence[str]) -> Iterator[Fact]:
    """Yield the parts of these names, as one bearer of each has them."""
    query = sa.select(sa.func.min(_K.referent)).where(_K.text.in_(texts)).group_by(_K.text)
    keys = sorted({int(row[0]) for row in connection.execute(query)})
    for some in _chunks(keys):
        parts = sa.select(_F.text, _F.kind, _F.value).where(
            _F.referent.in_(some), _F.kind.in_(PARTS), _F.value.in_(texts)
        )
        for row in tables.raw(connection, parts):
            yield Fact(*row)


def values(connection: sa.Connection, text: str, kind: str, most: int) -> list[str]:
    """Return what is said of the bearers of a name or part of a name, at most so many."""
    given = {"kind": kind, "text": text, "most": most}
    return [str(row[0]) for row in connection.execute(_VALUES, given)]


def _usual(connection: sa.Connection, one: Fact) -> str | None:
    """Return the usual value of a name's kind of fact; None where all bearers agree."""
    counted: dict[str, int] = {}
    for value in values(connection, one.text, one.kind, ODD + 2):
        here = sa.select(_F.referent).where(
            _F.text == one.text, _F.kind == one.kind, _F.value == value
        )
        most = here.limit(NEARLY_ALL * ODD).subquery()
        counted[value] = int(
            connection.execute(sa.select(sa.func.count()).select_from(most)).scalar_one()
        )
    return usual(counted) if len(counted) > 1 else None


def _chunks(every: Iterable[Key]) -> Iterator[list[Key]]:
    held = sorted(every)
    return (held[n : n + _IN] for n in range(0, len(held), _IN))
