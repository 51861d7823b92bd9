"""Actors: referents of several documents that share a key or are judged to be one.

An actor's key is the smallest referent key of its group, and the groups are those of
`careo.model.grouping`, in whatever order documents and judgements come. A new referent costs one
look-up a name, however large its group is. Only where a judgement keeps apart what it would join
are all referents around it grouped anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from careo.model.grouping import PARTS, Fact, Judged, contested, group, told_apart
from careo.store import namesakes, tables
from careo.store.found import label_of

_R = tables.referent.c
_G = tables.grouping.c
_K = tables.referent_key.c
_F = tables.name_fact.c
_C = tables.contested.c
_D = tables.decision.c
_ENDS = (_D.left, _D.right)
_IN = 500
Key = TypeVar("Key", int, str)


def join(
    connection: sa.Connection,
    referents: Sequence[tuple[int, Sequence[str]]],
    facts: Mapping[int, Sequence[Fact]] = MappingProxyType({}),
) -> None:
    """Group new referents, given as key and names, with each other and with older ones.

    Args:
        connection: Of a writing transaction.
        referents: The key and the names of each.
        facts: What the document says of those of whom it says something.
    """
    rows = [(own, text) for own, texts in referents for text in sorted(set(texts))]
    tables.bulk(connection, tables.referent_key, list(rows))
    said = [(*one, own) for own, held in facts.items() for one in sorted(set(held))]
    tables.bulk(connection, tables.name_fact, list(said))
    judged = _judged(connection, [own for own, _ in referents])
    tied = {end for one in judged for end in (one.left, one.right)}
    here = tables.keys_of(tables.document_of(referents[0][0])) if facts else (0, 0)
    every = [one for held in facts.values() for one in held]
    regroup(connection, namesakes.turned(connection, every, *here, common=True))
    told_of = {text for _, text in rows} | {text for one in every for text in (one.text, one.value)}
    alone, common = namesakes.states(connection, told_of), dict[namesakes.Part, bool]()
    for own, texts in referents:
        held = facts.get(own, ())
        anew = own in tied or namesakes.shifts(connection, held, alone, common)
        if not anew and texts:
            anew = not _join_one(connection, own, told_apart(texts, held, alone))
        if anew:
            regroup(connection, [own])
            alone = namesakes.states(connection, told_of)


def _join_one(connection: sa.Connection, own: int, texts: list[str]) -> bool:
    """Group a referent that nobody has judged with all that bear its names; tell if they may be."""
    query = sa.select(_G.text, _G.actor).where(_G.text.in_(texts))
    known = {(str(row[0]), int(row[1])) for row in connection.execute(query)}
    groups = {actor for _, actor in known}
    if len(groups) > 1 and _parted(connection, groups):
        return False
    actor = min(groups | {own})
    _move(connection, sorted(groups - {actor}), actor)
    tables.bulk(connection, tables.grouping, [(text, actor) for text in _new(texts, known)])
    if actor != own:
        connection.execute(tables.referent.update().where(_R.key == own).values(actor=actor))
    if groups:
        _label(connection, {actor, *groups})
    return True


def _new(texts: list[str], known: set[tuple[str, int]]) -> list[str]:
    held = {text for text, _ in known}
    return [text for text in texts if text not in held]


def _parted(connection: sa.Connection, groups: set[int]) -> bool:
    """Tell whether people keep any two referents of these groups apart."""
    left, right = tables.referent.alias("one"), tables.referent.alias("other")
    query = (
        sa.select(_D.seq)
        .select_from(
            tables.decision.join(left, left.c.key == _D.left).join(right, right.c.key == _D.right)
        )
        .where(_D.verdict == "different", _D.undone == 0)
        .where(left.c.actor.in_(groups), right.c.actor.in_(groups))
    )
    return connection.execute(query.limit(1)).first() is not None


def _move(connection: sa.Connection, groups: list[int], actor: int) -> None:
    for old in groups:
        connection.execute(tables.referent.update().where(_R.actor == old).values(actor=actor))
        moved = sa.text("UPDATE OR IGNORE grouping SET actor = :new WHERE actor = :old")
        connection.execute(moved, {"new": actor, "old": old})
        connection.execute(tables.grouping.delete().where(_G.actor == old))


def leave(connection: sa.Connection, first: int, last: int) -> None:
    """Take referents of these keys out; what they held together is grouped anew.

    Judgements on them have lost their place before.
    """
    here = _R.key.between(first, last)
    query = sa.select(_R.actor).where(here).distinct()
    touched = [int(row[0]) for row in connection.execute(query)]
    members = _namesakes(connection, first, last) + _fewer(connection, first, last)
    connection.execute(tables.referent_key.delete().where(_K.referent.between(first, last)))
    connection.execute(tables.name_fact.delete().where(_F.referent.between(first, last)))
    for some in _chunks(touched):
        connection.execute(tables.grouping.delete().where(_G.actor.in_(some)))
        stay = sa.select(_R.key).where(_R.actor.in_(some), ~here)
        members += [int(row[0]) for row in connection.execute(stay)]
    alone = tables.referent.update().where(here)
    connection.execute(alone.values(actor=sa.literal_column("referent.key")))
    regroup(connection, members)


def _namesakes(connection: sa.Connection, first: int, last: int) -> list[int]:
    """Return one other bearer of each contested name that referents of these keys bear.

    A name that nobody else bears is no longer contested.
    """
    here = sa.select(_K.text).where(_K.referent.between(first, last))
    found: list[int] = []
    for (text,) in connection.execute(sa.select(_C.text).where(_C.text.in_(here)).distinct()).all():
        query = sa.select(_K.referent).where(_K.text == text, ~_K.referent.between(first, last))
        other = connection.execute(query.limit(1)).scalar()
        if other is None:
            connection.execute(tables.contested.delete().where(_C.text == text))
        else:
            found.append(int(other))
    return found


def _fewer(connection: sa.Connection, first: int, last: int) -> list[int]:
    """Return a bearer of each name that is common no longer without referents of these keys."""
    said = sa.select(_F.text, _F.kind, _F.value).where(
        _F.referent.between(first, last), _F.kind.in_(PARTS)
    )
    facts = [Fact(*row) for row in tables.raw(connection, said)]
    return namesakes.turned(connection, facts, first, last, common=False)


def regroup(connection: sa.Connection, seeds: Sequence[int]) -> None:
    """Group these referents anew, with all that a name or a judgement may tie to them."""
    around = _around(connection, seeds)
    if not around:
        return
    names = _names(connection, around)
    actors = group(names, _judged(connection, list(around)))
    before = _actors(connection, around)
    for key, actor in actors.items():
        if before[key] != actor:
            connection.execute(tables.referent.update().where(_R.key == key).values(actor=actor))
    for some in _chunks({*before.values(), *actors.values()}):
        connection.execute(tables.grouping.delete().where(_G.actor.in_(some)))
    bears = {(text, actors[key]) for key, texts in names.items() for text in texts}
    tables.bulk(connection, tables.grouping, sorted(bears))
    _label(connection, {*before.values(), *actors.values()})


def _around(connection: sa.Connection, seeds: Sequence[int]) -> set[int]:
    """Return all referents that shared names, judgements and groups tie to these."""
    found, fresh = set(seeds), set(seeds)
    mine, other = tables.referent_key.alias("mine"), tables.referent_key.alias("other")
    shared = sa.select(other.c.referent).select_from(mine.join(other, other.c.text == mine.c.text))
    here, there = tables.referent.alias("here"), tables.referent.alias("there")
    grouped = sa.select(there.c.key).select_from(here.join(there, there.c.actor == here.c.actor))
    same = (_D.verdict == "same", _D.undone == 0)
    while fresh:
        reached: set[int] = set()
        for some in _chunks(fresh):
            queries = (
                shared.where(mine.c.referent.in_(some)),
                grouped.where(here.c.key.in_(some)),
                sa.select(_D.right).where(_D.left.in_(some), _D.right.is_not(None), *same),
                sa.select(_D.left).where(_D.right.in_(some), _D.left.is_not(None), *same),
            )
            for query in queries:
                reached.update(int(row[0]) for row in connection.execute(query.distinct()))
        fresh = reached - found
        found |= fresh
    return found


def _names(connection: sa.Connection, keys: set[int]) -> dict[int, list[str]]:
    """Return the names that group these referents, who are all that bear them.

    Which of them joins nobody alone is worked out anew.
    """
    names: dict[int, list[str]] = {key: [] for key in sorted(keys)}
    facts: dict[int, list[Fact]] = {key: [] for key in names}
    for some in _chunks(keys):
        query = sa.select(_K.referent, _K.text).where(_K.referent.in_(some))
        for row in connection.execute(query.order_by(_K.referent, _K.text)):
            names[int(row[0])].append(str(row[1]))
        said = sa.select(_F.referent, _F.text, _F.kind, _F.value).where(_F.referent.in_(some))
        for own, *fact in tables.raw(connection, said):
            facts[own].append(Fact(*fact))
    differ = contested(one for held in facts.values() for one in held)
    every = {text for texts in names.values() for text in texts}
    states = namesakes.enter(connection, every, differ)
    return {key: told_apart(texts, facts[key], states) for key, texts in names.items()}


def _actors(connection: sa.Connection, keys: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in _chunks(keys):
        query = sa.select(_R.key, _R.actor).where(_R.key.in_(some))
        found.update((int(row[0]), int(row[1])) for row in connection.execute(query))
    return found


def _judged(connection: sa.Connection, keys: Sequence[int]) -> list[Judged]:
    """Return the judgements that stand on any of these referents, both of whose ends are found."""
    found: set[Judged] = set()
    for some in _chunks(keys):
        for end in _ENDS:
            query = sa.select(_D.seq, _D.left, _D.right, _D.verdict).where(
                end.in_(some), _D.undone == 0, _D.left.is_not(None), _D.right.is_not(None)
            )
            found.update(
                Judged(int(row[0]), int(row[1]), int(row[2]), row[3])
                for row in connection.execute(query)
            )
    return sorted(found)


def tied(connection: sa.Connection, seeds: Iterable[int]) -> list[Judged]:
    """Return all judgements that lead from these referents to others, step by step."""
    found: set[Judged] = set()
    seen: set[int] = set()
    fresh = set(seeds)
    while fresh:
        seen |= fresh
        new = set(_judged(connection, sorted(fresh)))
        found |= new
        fresh = {end for one in new for end in (one.left, one.right)} - seen
    return sorted(found)


def _label(connection: sa.Connection, actors: set[int]) -> None:
    """Sort actors whose first referent has no name by their first member that has one."""
    for some in _chunks(actors):
        query = sa.select(_R.key, _R.label).where(_R.key.in_(some), _R.names == b"[]")
        for row in connection.execute(query).all():
            named = sa.select(_R.names).where(_R.actor == row[0], _R.names != b"[]")
            first = connection.execute(named.order_by(_R.key).limit(1)).scalar()
            label = label_of(() if first is None else msgspec.json.decode(first))
            if label != row[1]:
                own = tables.referent.update().where(_R.key == row[0])
                connection.execute(own.values(label=label))


def _chunks(keys: Iterable[Key]) -> Iterable[list[Key]]:
    every = sorted(keys)
    return (every[n : n + _IN] for n in range(0, len(every), _IN))
