"""Actors: referents of several documents that share a key, grouped as documents come.

An actor's key is the smallest referent key of its group, so the result does not depend on the
order in which documents are read. A new referent costs one look-up a name, however large its
group is; only where it joins two groups are the members of the younger one rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from careo.store import tables

_R = tables.referent.c
_G = tables.grouping.c
_K = tables.referent_key.c


def join(connection: sa.Connection, referents: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Group new referents, given as key and names, with each other and with older ones."""
    rows = [(own, text) for own, texts in referents for text in sorted(set(texts))]
    tables.bulk(connection, tables.referent_key, list(rows))
    for own, texts in referents:
        if texts:
            _join_one(connection, own, sorted(set(texts)))


def _join_one(connection: sa.Connection, own: int, texts: list[str]) -> None:
    query = sa.select(_G.text, _G.actor).where(_G.text.in_(texts))
    known = {str(row[0]): int(row[1]) for row in connection.execute(query)}
    groups = set(known.values())
    actor = min(groups | {own})
    _move(connection, sorted(groups - {actor}), actor)
    new = [(text, actor) for text in texts if text not in known]
    tables.bulk(connection, tables.grouping, list(new))
    if actor != own:
        connection.execute(tables.referent.update().where(_R.key == own).values(actor=actor))


def _move(connection: sa.Connection, groups: list[int], actor: int) -> None:
    for old in groups:
        connection.execute(tables.referent.update().where(_R.actor == old).values(actor=actor))
        connection.execute(tables.grouping.update().where(_G.actor == old).values(actor=actor))


def leave(connection: sa.Connection, first: int, last: int) -> None:
    """Take referents of these keys out; what they held together is grouped anew."""
    query = sa.select(_R.actor).where(_R.key.between(first, last)).distinct()
    touched = [int(row[0]) for row in connection.execute(query)]
    connection.execute(tables.referent_key.delete().where(_K.referent.between(first, last)))
    for actor in touched:
        _regroup(connection, actor, range(first, last + 1))


def _regroup(connection: sa.Connection, actor: int, gone: range) -> None:
    query = sa.select(_R.key).where(_R.actor == actor).order_by(_R.key)
    members = [int(row[0]) for row in connection.execute(query)]
    connection.execute(tables.grouping.delete().where(_G.actor == actor))
    left = [member for member in members if member not in gone]
    for member in left:
        connection.execute(tables.referent.update().where(_R.key == member).values(actor=member))
    for member in left:
        names = connection.execute(sa.select(_K.text).where(_K.referent == member))
        if texts := sorted(_strings(names)):
            _join_one(connection, member, texts)


def _strings(rows: Iterable[sa.Row[tuple[object]]]) -> list[str]:
    return [str(row[0]) for row in rows]
