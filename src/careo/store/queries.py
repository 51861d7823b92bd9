"""What the views ask: claims by actor, actors by name, the places of a document's mentions.

Every query returns one bounded page, so that no reader keeps a writer waiting.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import starmap
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from careo.model.actor import Actor
from careo.model.joins import Held, Places
from careo.model.reading import MentionKind
from careo.model.record import ActorId, DocumentId, LayerId, ReferentId, Sha256
from careo.model.views import MentionView
from careo.store import tables

_R = tables.referent.c
_M = tables.mention.c
_C = tables.claim.c
_T = tables.name_token.c
_B = tables.member.c
_W = tables.reviewed.c
_IN = 500


class Placed(NamedTuple):
    """A mention's place with whom it stands for; the places of one document, in order."""

    start: int
    end: int
    referent: int
    kind: MentionKind
    actor: ActorId


def placed(connection: sa.Connection, key: int) -> list[Placed]:
    """Return the mentions of a document that stand for somebody.

    A mention of a group whose members the text names comes once for each member.
    """
    actor = tables.referent.alias("actor")
    query = _meant(key, _M.start, _M.end, _R.key, _R.kind, actor.c.id)
    joined = query.join(actor, actor.c.key == _R.actor)
    return list(starmap(Placed, tables.raw(connection, joined)))


def places(connection: sa.Connection, key: int, first: int = 0) -> Places[int]:
    """Return whom the places of a document stand for, by referents' keys less ``first``."""
    query = _meant(key, _M.start, _M.end, _R.kind, _R.key - first)
    return Places(starmap(Held, tables.raw(connection, query)))


def _meant(key: int, *columns: Any) -> sa.Select[Any]:
    """Return the query of a document's mentions with whom they stand for, in order of place."""
    meant = tables.mention.outerjoin(tables.member, _B.referent == _M.referent).join(
        tables.referent, _R.key == sa.func.coalesce(_B.member, _M.referent)
    )
    return (
        sa.select(*columns)
        .select_from(meant)
        .where(_M.document == key)
        .order_by(_M.start, _M.end.desc(), _M.key, _B.ordinal)
    )


class Stored(NamedTuple):
    """A claim's row.

    Attributes:
        body: The compact spelling of what the machine read, or of what a person added.
        person: The same of what people made of it; empty where they left it as it is.
        review: The number of the last review that stands; None where nobody has decided.
    """

    key: int
    document: int
    body: bytes
    person: bytes
    review: int | None


def _stored() -> sa.Select[Any]:
    return sa.select(_C.key, _C.document, _C.body, _W.body, _W.seq).select_from(
        tables.claim.outerjoin(tables.reviewed, _W.claim == _C.key)
    )


def claim_ids(connection: sa.Connection) -> set[str]:
    """Return the ids of all claims."""
    return {str(row[0]) for row in connection.execute(sa.select(_C.id))}


def claim_page(connection: sa.Connection, after: int, size: int) -> list[Stored]:
    """Return the rows of the next claims."""
    query = _stored().where(_C.key > after).order_by(_C.key).limit(size)
    return [_as_stored(row) for row in connection.execute(query)]


def claim_rows(connection: sa.Connection, keys: Iterable[int]) -> list[Stored]:
    """Return the rows of these claims, in the order of the keys."""
    found = {
        int(row[0]): _as_stored(row)
        for row in connection.execute(_stored().where(_C.key.in_(list(keys))))
    }
    return [found[key] for key in keys if key in found]


def claim_keys(connection: sa.Connection, ids: Iterable[str]) -> list[int]:
    """Return the keys of the claims with these ids, in order."""
    found: set[int] = set()
    wanted = sorted(set(ids))
    for n in range(0, len(wanted), _IN):
        query = sa.select(_C.key).where(_C.id.in_(wanted[n : n + _IN]))
        found.update(int(row[0]) for row in connection.execute(query))
    return sorted(found)


def claims_counted(connection: sa.Connection, *, rejected: bool = False) -> int:
    """Return the number of claims: those that nobody rejected, or all."""
    query = sa.select(sa.func.count()).select_from(tables.claim)
    if not rejected:
        d = tables.decision.c
        told = sa.select(_W.claim).join(tables.decision, d.seq == _W.seq)
        query = query.where(_C.key.not_in(told.where(d.verdict == "rejected")))
    return int(connection.execute(query).scalar_one())


def claims_called(connection: sa.Connection, beginning: str, most: int) -> list[tuple[str, Stored]]:
    """Return id and row of the first claims whose id begins so."""
    query: sa.Select[Any] = (
        _stored().add_columns(_C.id).where(_C.id.between(beginning, beginning + "g"))
    )
    rows = connection.execute(query.order_by(_C.id).limit(most)).all()
    return [(str(tuple(row)[5]), _as_stored(row)) for row in rows]


def _as_stored(row: sa.Row[Any]) -> Stored:
    key, document, body, person, review = tuple(row)[:5]
    return Stored(int(key), int(document), body, person or b"", review)


def claims_naming(
    connection: sa.Connection, table: sa.TableClause, actors: Iterable[int]
) -> set[int]:
    """Return keys of the claims that ``claim_about`` or ``claim_by`` ties to these actors."""
    found: set[int] = set()
    for some in _chunks(sorted(actors)):
        query = (
            sa.select(table.c.claim)
            .select_from(table.join(tables.referent, _R.key == table.c.referent))
            .where(_R.actor.in_(some))
        )
        found.update(int(row[0]) for row in connection.execute(query))
    return found


def own_voice(connection: sa.Connection, documents: Iterable[int]) -> set[int]:
    """Return keys of all claims that these documents say in their own voice."""
    found: set[int] = set()
    for some in _chunks(sorted(documents)):
        query = sa.select(_C.key).where(_C.document.in_(some), _C.own_voice == 1)
        found.update(int(row[0]) for row in connection.execute(query))
    return found


def languages(connection: sa.Connection) -> list[tuple[LayerId, str]]:
    """Return each layer's id with its language, in order of document."""
    columns, d = tables.layer.c, tables.document.c
    query = (
        sa.select(columns.id, d.language)
        .select_from(tables.layer.join(tables.document, d.key == columns.document))
        .order_by(d.key)
    )
    return [(LayerId(Sha256(row[0])), str(row[1])) for row in connection.execute(query)]


def actor_of(connection: sa.Connection, referent: str) -> int | None:
    """Return the key of the actor that this referent id, or older actor id, belongs to."""
    found = connection.execute(sa.select(_R.actor).where(_R.id == referent)).scalar()
    return None if found is None else int(found)


def named(connection: sa.Connection, tokens: Iterable[str]) -> list[tuple[int, tuple[str, ...]]]:
    """Return actor key and names of every referent whose names hold all these words."""
    query = sa.select(_R.actor, _R.names).distinct()
    for token in dict.fromkeys(tokens):
        holds = sa.select(_T.referent).where(_T.token == token)
        query = query.where(_R.key.in_(holds))
    return [(int(row[0]), _names(row[1])) for row in connection.execute(query)]


def actor_page(
    connection: sa.Connection, after: tuple[str, int], size: int
) -> list[tuple[str, int]]:
    """Return label and key of the next actors, in order of label, then key.

    A group whose members the text names is no actor of its own.
    """
    query = (
        sa.select(_R.label, _R.key)
        .where(sa.literal_column("referent.actor = referent.key"))
        .where(~sa.exists().where(_B.referent == _R.key))
        .where(sa.tuple_(_R.label, _R.key) > sa.tuple_(sa.literal(after[0]), sa.literal(after[1])))
        .order_by(_R.label, _R.key)
        .limit(size)
    )
    return [(str(row[0]), int(row[1])) for row in connection.execute(query)]


def actor(connection: sa.Connection, key: int) -> Actor:
    """Return an actor, put together from its referents in order of ingest and place."""
    query = sa.select(_R.id, _R.kind, _R.schema, _R.identified, _R.number, _R.names).where(
        _R.actor == key
    )
    rows = connection.execute(query.order_by(_R.key)).all()
    first = rows[0]
    names = dict.fromkeys(name for row in rows for name in _names(row[5]))
    named_one = any(row[3] == "named" for row in rows)
    return Actor(
        id=ActorId(Sha256(first[0])),
        kind=first[1],
        schema=first[2],
        names=fullest(names),
        identified="named" if named_one else first[3],
        number=first[4],
        referents=tuple(ReferentId(Sha256(row[0])) for row in rows),
        description="" if names else _described(connection, key),
    )


def _described(connection: sa.Connection, key: int) -> str:
    """Return the first words that stand for an actor without a name, a pronoun only at need."""
    query = (
        sa.select(_M.exact)
        .select_from(tables.mention.join(tables.referent, _R.key == _M.referent))
        .where(_R.actor == key)
        .order_by(_M.form == "pronoun", _M.key)
        .limit(1)
    )
    return str(connection.execute(query).scalar() or "")


def fullest(names: Iterable[str]) -> tuple[str, ...]:
    """Return names with the fullest first, those all in capitals last; equals stay in order."""
    return tuple(sorted(names, key=_fullness))


def _fullness(name: str) -> tuple[bool, int, int]:
    return name.isupper(), -len(name.split()), -len(name)


def mentions(connection: sa.Connection, actor_key: int) -> tuple[MentionView, ...]:
    """Return every place where an actor is mentioned, in order of document and place."""
    d = tables.document.c
    query = (
        sa.select(d.id, _M.start, _M.end, _M.exact)
        .select_from(
            tables.mention.join(tables.referent, _R.key == _M.referent).join(
                tables.document, d.key == _M.document
            )
        )
        .where(_R.actor == actor_key)
        .order_by(_M.document, _M.start, _M.end)
    )
    return tuple(
        MentionView(document=DocumentId(Sha256(row[0])), start=row[1], end=row[2], exact=row[3])
        for row in connection.execute(query)
    )


def _names(body: bytes) -> tuple[str, ...]:
    return msgspec.json.decode(body, type=tuple[str, ...])


def _chunks(keys: list[int]) -> Iterable[list[int]]:
    return (keys[n : n + _IN] for n in range(0, len(keys), _IN))
