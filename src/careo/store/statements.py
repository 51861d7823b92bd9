"""The rows that views add up: one a statement, joined with actors when they are read.

A row holds its referents as numbers of its document, so that no merge of actors touches it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from msgspec.structs import force_setattr as complete

from careo.model.claim import Claim
from careo.model.joins import Places
from careo.model.reading import Identified
from careo.model.record import ActorId, ClaimId, DocumentId, LayerId, Sha256, canonical_json
from careo.model.saying import Told, told, told_inside
from careo.model.statement import Called, Statement
from careo.model.views import ReviewState
from careo.store import bodies, documents, queries, tables

_S = tables.statement.c
_C = tables.claim.c
_R = tables.referent.c
_M = tables.mention.c
_D = tables.decision.c
_W = tables.reviewed.c
_IN = 500
_LATE = 1 << 62
_IS_ACTOR: sa.ColumnClause[bool] = sa.literal_column("referent.actor = referent.key")
_DECODE = msgspec.json.Decoder(Told)
_STATED = msgspec.json.Decoder(Statement)
_KEYS = msgspec.json.Decoder(list[int])
_IDS = msgspec.json.Decoder(list[ClaimId])
_NAMES = msgspec.json.Decoder(tuple[str, ...])


Row = tuple[int, int, int, bytes]
"""A statement's row: the key of its claim, its number in it (as in `Told.relation`), the key of
the claim within that holds the same relation or 0, and its body."""


class Counted(NamedTuple):
    """Which rows are wanted.

    Attributes:
        predicates: Only relations of these predicates; all rows where empty.
        dated: Only what bears a date.
    """

    predicates: frozenset[str] = frozenset()
    dated: bool = False


EVERY = Counted()


class Directory(NamedTuple):
    """What rows are joined with.

    Attributes:
        documents: Id of each document and of its layer, and its title, by the document's key.
        claims: The id of each claim, by its key.
        actors: The id of each referent's actor, by the referent's key.
        reviews: The review of each claim that has one, by the claim's key.
    """

    documents: dict[int, tuple[DocumentId, LayerId, str]]
    claims: dict[int, ClaimId]
    actors: dict[int, ActorId]
    reviews: dict[int, ReviewState]


def rows(
    claim: int, layer: LayerId, told: Iterable[Told], inner: Mapping[int, int]
) -> list[tuple[object, ...]]:
    """Return the rows of a claim's statements.

    Args:
        claim: The claim's key.
        layer: The layer of its places.
        told: Its statements, referents numbered from the first of the document.
        inner: The key of the claim within that holds the same relation, by the relation's index.
    """
    return [
        (
            *(claim, one.relation, inner.get(one.relation, 0)),
            *(one.predicate, int(one.when is not None)),
            bodies.compact(one.canonical(), layer),
        )
        for one in told
    ]


def retell(connection: sa.Connection, key: int, claim: Claim, places: Places[int]) -> None:
    """Replace the statements of a claim by what people made of it; its relations are the same.

    Args:
        connection: Of a writing transaction.
        key: The claim's key.
        claim: As it is shown.
        places: Whom the places of its document stand for, by referents' keys.
    """
    query = sa.select(_S.ordinal, _S.inner, _S.body).where(_S.claim == key, _S.ordinal >= 0)
    held = connection.execute(query.order_by(_S.ordinal)).all()
    inner = {int(row[0]): int(row[1]) for row in held}
    fields = [_DECODE.decode(row[2]).fields for row in held]
    first = tables.key(tables.document_of(key), 0)
    made = [one.counted_from(first) for one in told(claim, places, fields)]
    drop(connection, key)
    tables.bulk(connection, tables.statement, rows(key, claim.layer, made, inner))


def hold(
    connection: sa.Connection,
    key: int,
    claims: Sequence[tuple[int, Claim]],
    corrected: Sequence[tuple[int, Claim]],
) -> bool:
    """Tell whether the statements of a document are what its claims say.

    Which fields of action their words show is taken from the rows: the store reads no words.

    Args:
        connection: Of a reading transaction.
        key: The document's key.
        claims: As they were read, with their keys.
        corrected: Those that people read otherwise, as they do.
    """
    stored: dict[int, list[tuple[Any, ...]]] = {}
    query = sa.select(tables.statement).where(_S.claim.between(*tables.keys_of(key)))
    for row in tables.raw(connection, query.order_by(_S.claim, _S.ordinal)):
        stored.setdefault(row[0], []).append(row)
    keys = {claim.id: own for own, claim in claims}
    inside: dict[int, dict[int, int]] = {}
    for (id_, index), within in told_inside(claim for _, claim in claims).items():
        inside.setdefault(keys[id_], {})[index] = keys[within]
    places = queries.places(connection, key, tables.key(key, 0))
    for own, claim in (dict(claims) | dict(corrected)).items():
        held = {row[1]: (row, _stored(row, claim.layer)) for row in stored.pop(own, ())}
        fields = [held[n][1].fields for n in range(len(claim.relations)) if n in held]
        made = told(claim, places, fields)
        inner = inside.get(own, {})
        if len(made) != len(held) or not all(
            one.relation in held and _is_row(*held[one.relation], one, inner) for one in made
        ):
            return False
    return not stored


def _stored(row: tuple[Any, ...], layer: LayerId) -> Told:
    return _DECODE.decode(bodies.whole(row[-1], layer))


def _is_row(row: tuple[Any, ...], stored: Told, made: Told, inner: Mapping[int, int]) -> bool:
    of_its_own = (inner.get(made.relation, 0), made.predicate, int(made.when is not None))
    return stored == made and row[2:5] == of_its_own


def drop(connection: sa.Connection, key: int) -> None:
    """Take out the statements of a claim."""
    connection.execute(tables.statement.delete().where(_S.claim == key))


def directory(connection: sa.Connection, of: Collection[int] | None) -> Directory:
    """Return what the rows of these documents, or of all, are joined with."""
    d, layer = tables.document.c, tables.layer.c
    texts = sa.select(d.key, d.id, layer.id, d.name, d.given, d.spoken).join_from(
        tables.document, tables.layer, layer.document == d.key
    )
    claims = _columns(_C.key, _C.id)
    members = _columns(_R.key, _R.actor)
    firsts = sa.select(_R.key, _R.id).where(_IS_ACTOR)
    if of is not None and len(of) <= _IN:
        texts = texts.where(d.key.in_(of))
        claims = claims.where(_C.document.in_(of))
        members = members.where(_R.document.in_(of))
        firsts = firsts.where(_R.key.in_(sa.select(_R.actor).where(_R.document.in_(of))))
    verdicts = sa.select(_W.claim, _D.verdict).join(tables.decision, _D.seq == _W.seq)
    ids = dict(tables.raw(connection, firsts))
    ((keys, actors),) = tables.raw(connection, members)
    ((own, held),) = tables.raw(connection, claims)
    return Directory(
        documents={
            int(row[0]): (
                DocumentId(Sha256(row[1])),
                LayerId(Sha256(row[2])),
                documents.title(row[3], row[4], row[5]),
            )
            for row in connection.execute(texts).all()
        },
        claims=dict(zip(_KEYS.decode(own), _IDS.decode(held), strict=True)),
        actors=dict(
            zip(_KEYS.decode(keys), map(ids.__getitem__, _KEYS.decode(actors)), strict=True)
        ),
        reviews={
            int(row[0]): "accepted" if row[1] == "added" else row[1]
            for row in connection.execute(verdicts).all()
        },
    )


def _columns(*columns: sa.ColumnClause[Any]) -> sa.Select[Any]:
    """Return a query of columns as one row of lists: a third of the time of very many rows."""
    return sa.select(*(sa.func.json_group_array(one) for one in columns))


def page(
    connection: sa.Connection, after: tuple[int, int], size: int, counted: Counted
) -> list[Row]:
    """Return the next rows behind those of a claim's key and an ordinal."""
    here = sa.tuple_(_S.claim, _S.ordinal)
    query = _query(counted).where(here > sa.tuple_(*map(sa.literal, after))).limit(size)
    return tables.raw(connection, query)


def of_claims(connection: sa.Connection, claims: Collection[int], counted: Counted) -> list[Row]:
    """Return the rows of these claims, in order."""
    query = _query(counted).where(_S.claim.in_(claims))
    return tables.raw(connection, query)


def _query(counted: Counted) -> sa.Select[tuple[object, ...]]:
    query = sa.select(_S.claim, _S.ordinal, _S.inner, _S.body).order_by(_S.claim, _S.ordinal)
    if counted.predicates:
        query = query.where(_S.predicate.in_(sorted(counted.predicates)), _S.ordinal >= 0)
    return query.where(_S.dated == 1) if counted.dated else query


def stated(rows: Iterable[Row], known: Directory) -> list[Statement]:
    """Return what rows say, their referents as the actors that they belong to now.

    What a claim repeats of one within, that nobody rejected, is left to that one.
    """
    reviews, claims = known.reviews, known.claims
    made = []
    for key, _, inner, body in rows:
        if inner and reviews.get(inner) != "rejected":
            continue
        home = tables.document_of(key)
        document, layer, title = known.documents[home]
        one = _STATED.decode(body)
        complete(one, "claim", claims[key])
        complete(one, "document", document)
        if one.own:
            complete(one, "speaker", title)
        if key in reviews:
            complete(one, "review", reviews[key])
        if one.when is not None and one.when.text is not None:
            complete(one.when.text, "layer", layer)
        _tell_who(one, tables.key(home, 0), known.actors)
        made.append(one)
    return made


def _tell_who(one: Statement, first: int, actors: Mapping[int, ActorId]) -> None:
    """Complete a statement by whose act it is and who takes part.

    Args:
        one: The statement, just decoded.
        first: The key that the first referent of its document can have.
        actors: The actor of each referent's key.
    """
    if len(one.told_by) == 1:
        complete(one, "by", (actors[first + one.told_by[0]],))
    elif one.told_by:
        complete(one, "by", tuple(dict.fromkeys([actors[first + who] for who in one.told_by])))
    for part in one.parts:
        if part.who >= 0:
            complete(part, "actor", actors[first + part.who])


def called(connection: sa.Connection, actors: Collection[ActorId]) -> list[Called]:
    """Return how these actors are called, in order of id."""
    query = sa.select(_R.key, _R.id, _R.kind, _R.schema, _R.number)
    query = query.where(_R.id.in_(_each(actors))).order_by(_R.id)
    rows = tables.raw(connection, query)
    names, identified = _names(connection, [row[0] for row in rows])
    words = _words(connection, [key for key, held in names.items() if not held])
    return [
        Called(
            id=ActorId(Sha256(id_)),
            kind=kind,
            schema=schema,
            identified=identified[key],
            number=number,
            names=queries.fullest(names[key]),
            description=words.get(key, ""),
        )
        for key, id_, kind, schema, number in rows
    ]


def _each(values: Iterable[str | int]) -> sa.Select[Any]:
    """Return a query of very many values, given as one."""
    held = sa.func.json_each(canonical_json(sorted(values)).decode())
    return sa.select(held.table_valued("value").c.value)


def _names(
    connection: sa.Connection, actors: Sequence[int]
) -> tuple[dict[int, dict[str, None]], dict[int, Identified]]:
    """Return the names of all referents of each actor, and whether one of them is named."""
    names: dict[int, dict[str, None]] = {actor: {} for actor in actors}
    identified: dict[int, Identified] = {}
    first = tables.referent.alias("first")
    says_more = sa.or_(
        _IS_ACTOR, _R.names != first.c.names, _R.identified != first.c.identified
    )  # most say what the first one says
    query = (
        sa.select(_R.actor, _R.identified, _R.names)
        .join_from(tables.referent, first, first.c.key == _R.actor)
        .where(_R.actor.in_(_each(actors)), says_more)
    )
    for actor, known, held in tables.raw(connection, query.order_by(_R.actor, _R.key)):
        names[actor] |= dict.fromkeys(_NAMES.decode(held))
        if known == "named" or actor not in identified:
            identified[actor] = known
    return names, identified


def _words(connection: sa.Connection, actors: Sequence[int]) -> dict[int, str]:
    """Return the first words that stand for each actor, a pronoun only at need.

    Source:
        SQLite, "Bare columns in an aggregate query": they are of the row of the minimum.
    """
    pronouns_last = sa.case((_M.form == "pronoun", _LATE), else_=0) + _M.key
    query = (
        sa.select(_R.actor, _M.exact, sa.func.min(pronouns_last))
        .join_from(tables.referent, tables.mention, _M.referent == _R.key)
        .where(_R.actor.in_(_each(actors)))
        .group_by(_R.actor)
    )
    return {actor: words for actor, words, _ in tables.raw(connection, query)}
