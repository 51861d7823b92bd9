"""Who may be who: actors as they meet, and what is known of two that do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from careo.model.grouping import COMMON, PARTS, Fact
from careo.model.question import Candidate
from careo.model.reading import MentionKind
from careo.store import namesakes, queries, tables

_R = tables.referent.c
_B = tables.name_block.c
_D = tables.decision.c
_F = tables.name_fact.c
_K = tables.referent_key.c
_IS_ACTOR: sa.ColumnClause[bool] = sa.literal_column("referent.actor = referent.key")
_TOLD = 4
"""Values of a fact that are told of a name's bearers."""
_NAMES = msgspec.json.Decoder(tuple[str, ...])


class Bearer(NamedTuple):
    """One way in which an actor is named under a key; ``several`` referents are named so."""

    text: str
    names: tuple[str, ...]
    several: bool


def candidates(connection: sa.Connection) -> list[Candidate]:
    """Return all actors that meet others, in order of key.

    Of an actor's referents only the first is looked at, and those that have other names.
    """
    first = tables.referent.alias("first")
    differs = sa.or_(_IS_ACTOR, _R.names != first.c.names)
    query = (
        sa.select(_R.actor, first.c.kind, _R.names, _B.text)
        .join_from(tables.name_block, tables.referent, _R.key == _B.referent)
        .join(first, first.c.key == _R.actor)
        .where(differs)
        .order_by(_R.actor, _R.key, _B.text)
    )
    names: defaultdict[int, dict[bytes, None]] = defaultdict(dict)
    blocks: defaultdict[int, dict[str, None]] = defaultdict(dict)
    kinds: dict[int, MentionKind] = {}
    for actor, kind, held, text in tables.raw(connection, query):
        names[actor][held] = None
        blocks[actor][text] = None
        kinds[actor] = kind
    joined = _joined(connection)
    return [
        Candidate(
            key=actor,
            kind=kind,
            names=queries.fullest(
                dict.fromkeys(name for held in names[actor] for name in _NAMES.decode(held))
            ),
            blocks=tuple(blocks[actor]),
            joined=joined[actor],
        )
        for actor, kind in kinds.items()
    ]


def _joined(connection: sa.Connection) -> Counter[int]:
    """Return for each actor its referents, and the claims about it and by it, counted."""
    held: Counter[int] = Counter()
    count = sa.func.count()
    for query in (
        sa.select(_R.actor, count).group_by(_R.actor),
        *(
            sa.select(_R.actor, count)
            .join_from(table, tables.referent, _R.key == table.c.referent)
            .group_by(_R.actor)
            for table in (tables.claim_about, tables.claim_by)
        ),
    ):
        held.update(dict(tables.raw(connection, query)))
    return held


def answered(connection: sa.Connection) -> set[frozenset[int]]:
    """Return the actors that a standing judgement keeps apart, or puts off, two by two."""
    left, right = tables.referent.alias("one"), tables.referent.alias("other")
    query = (
        sa.select(left.c.actor, right.c.actor)
        .select_from(
            tables.decision.join(left, left.c.key == _D.left).join(right, right.c.key == _D.right)
        )
        .where(_D.verdict.in_(["different", "unsure"]), _D.undone == 0)
    )
    return {frozenset(row) for row in tables.raw(connection, query)}


def facts(connection: sa.Connection, actor: int) -> set[tuple[str, str]]:
    """Return what documents say of an actor that tells it from others of its name, or joins it."""
    query = (
        sa.select(_F.kind, _F.value)
        .join_from(tables.name_fact, tables.referent, _R.key == _F.referent)
        .where(_R.actor == actor, _F.kind.not_in(PARTS))
        .distinct()
    )
    return {(str(kind), str(value)) for kind, value in tables.raw(connection, query)}


def shared(connection: sa.Connection, actor: int, texts: Sequence[str]) -> set[Fact]:
    """Return what is said alike of several referents of an actor, by names that they bear."""
    query = (
        sa.select(_F.text, _F.kind, _F.value)
        .join_from(tables.name_fact, tables.referent, _R.key == _F.referent)
        .where(_R.actor == actor, _F.text.in_(texts))
        .group_by(_F.text, _F.kind, _F.value)
        .having(sa.func.count() > 1)
    )
    return {Fact(*row) for row in tables.raw(connection, query)}


def borne(connection: sa.Connection, text: str) -> set[tuple[str, str]]:
    """Return what sets bearers of a name apart, as kinds and values of facts; some of it."""
    differ = namesakes.states(connection, [text])
    found: set[tuple[str, str]] = set()
    for _, kind in differ:
        if kind == COMMON:
            found.add((COMMON, ""))
        found |= {(kind, value) for value in namesakes.values(connection, text, kind, _TOLD)}
    return found


def beside(connection: sa.Connection, one: int, other: int) -> int | None:
    """Return the first document that names both actors."""
    here = sa.select(_R.document).where(_R.actor == one)
    there = sa.select(_R.document).where(_R.actor == other, _R.document.in_(here))
    found = connection.execute(there.order_by(_R.document).limit(1)).scalar()
    return None if found is None else int(found)


def named(connection: sa.Connection, actor: int) -> int:
    """Return the first referent of an actor that has a name, or the first."""
    query = sa.select(sa.func.min(_R.key)).where(_R.actor == actor, _R.names != b"[]")
    found = connection.execute(query).scalar()
    return actor if found is None else int(found)


def bearers(connection: sa.Connection, actor: int) -> list[Bearer]:
    """Return how an actor is named where it may be grouped, each way once for a key."""
    query = (
        sa.select(_K.text, _R.names, sa.func.count(), sa.func.min(_R.key))
        .join_from(tables.referent_key, tables.referent, _R.key == _K.referent)
        .where(_R.actor == actor)
        .group_by(_K.text, _R.names)
        .order_by(sa.func.min(_R.key), _K.text)
    )
    return [
        Bearer(str(text), _NAMES.decode(names), several=int(count) > 1)
        for text, names, count, _ in tables.raw(connection, query)
    ]


def standing(connection: sa.Connection, actor: int) -> list[int]:
    """Return the judgements that stand and say that two referents of an actor are one."""
    mine = sa.select(_R.key).where(_R.actor == actor)
    query = sa.select(_D.seq).where(
        _D.verdict == "same", _D.undone == 0, _D.left.in_(mine), _D.right.in_(mine)
    )
    return [int(row[0]) for row in connection.execute(query.order_by(_D.seq))]
