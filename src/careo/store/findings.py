"""What reading one document found: written whole, taken out whole, never changed in between."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from careo.model.extraction import Sheet
from careo.model.record import LayerId, canonical_json
from careo.model.text import Span
from careo.store import bodies, decisions, documents, groups, layers, search, statements, tables
from careo.store.found import Findings


def write(connection: sa.Connection, key: int, found: Findings) -> None:
    """Replace all that is known of a document by what was found now; older text stays beside.

    Raises:
        QuoteMismatchError: A span's words are not in the layer.
    """
    check_quotes(found)
    take_out(connection, key)
    layers.retire(connection, key)
    if found.layer is not None:
        layers.write(connection, key, found.layer)
        search.put_segments(connection, key, found.layer)
        _write_referents(connection, key, found)
        _write_claims(connection, key, found)
        decisions.find_claims(connection, found.layer, key)
    _write_sheets(connection, key, found)
    documents.settle(
        connection,
        key,
        media_type=found.media_type,
        outcome=found.outcome,
        spoken=found.spoken,
        language=found.language,
        fingerprint=found.fingerprint,
    )


def check_quotes(found: Findings) -> None:
    """Check that the layer says what every span says that it says."""
    text = "" if found.layer is None else found.layer.text
    for mention in found.mentions:
        mention.mention.span.verify(text)
    for claim in found.claims:
        for span in claim.claim.spans():
            span.verify(text)


def _write_referents(connection: sa.Connection, key: int, found: Findings) -> None:
    keys = [tables.key(key, n) for n in range(len(found.referents))]
    rows: list[tuple[object, ...]] = []
    for own, item in zip(keys, found.referents, strict=True):
        one = item.referent
        kinds = (one.kind, item.schema, one.identified, one.number)
        rows.append((own, one.id, key, own, *kinds, canonical_json(one.names), item.label))
    tables.bulk(connection, tables.referent, rows)
    pairs = list(zip(keys, found.referents, strict=True))
    tokens = [(token, own) for own, item in pairs for token in sorted(set(item.tokens))]
    tables.bulk(connection, tables.name_token, list(tokens))
    blocks = [(text, own) for own, item in pairs for text in sorted(set(item.blocks))]
    tables.bulk(connection, tables.name_block, list(blocks))
    members = [
        (own, n, tables.key(key, member))
        for own, item in pairs
        for n, member in enumerate(item.members)
    ]
    tables.bulk(connection, tables.member, list(members))
    tables.bulk(connection, tables.mention, _mentions(key, found))
    if found.layer is not None:
        decisions.find_people(connection, found.layer, key)
    facts = {own: item.facts for own, item in pairs if item.facts}
    groups.join(connection, [(own, item.keys) for own, item in pairs], facts)


def _write_sheets(connection: sa.Connection, key: int, found: Findings) -> None:
    rows: list[tuple[object, ...]] = []
    for n, one in enumerate(found.sheets):
        columns = canonical_json(one.columns)
        place = (one.start, one.end, int(one.hidden), one.hides)
        rows.append((key, n, one.name, columns, one.rows, *place))
    tables.bulk(connection, tables.sheet, rows)


def sheets(connection: sa.Connection, first: int, last: int) -> dict[int, tuple[Sheet, ...]]:
    """Return the tables of data in each of these documents that has any, in their order."""
    columns = tables.sheet.c
    query = (
        sa.select(tables.sheet)
        .where(columns.document.between(first, last))
        .order_by(columns.document, columns.ordinal)
    )
    found: dict[int, tuple[Sheet, ...]] = {}
    for row in connection.execute(query):
        one = Sheet(
            name=row.name,
            columns=msgspec.json.decode(row.columns, type=tuple[str, ...]),
            rows=row.rows,
            start=row.start,
            end=row.end,
            hidden=bool(row.hidden),
            hides=row.hides,
        )
        found[row.document] = (*found.get(row.document, ()), one)
    return found


def _mentions(key: int, found: Findings) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for n, item in enumerate(found.mentions):
        mention, span = item.mention, item.mention.span
        owner = None if item.referent is None else tables.key(key, item.referent)
        kinds = (mention.kind, mention.form, mention.head)
        rows.append((tables.key(key, n), key, span.start, span.end, span.exact, *kinds, owner))
    return rows


def _write_claims(connection: sa.Connection, key: int, found: Findings) -> None:
    claims: list[tuple[object, ...]] = []
    about: list[tuple[object, ...]] = []
    by: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []
    told: list[tuple[object, ...]] = []
    for n, item in enumerate(found.claims):
        own, claim = tables.key(key, n), item.claim
        voice = int(claim.chain[-1].speaker.kind == "document")
        claims.append((own, claim.id, key, voice, bodies.compact(claim.canonical(), claim.layer)))
        about += [(tables.key(key, r), own) for r in sorted(set(item.about))]
        by += [(tables.key(key, r), own) for r in sorted(set(item.by))]
        texts.append((own, bodies.claim_words(claim)))
        inner = {index: tables.key(key, other) for index, other in item.inner}
        told += statements.rows(own, claim.layer, item.told, inner)
    tables.bulk(connection, tables.claim, claims)
    tables.bulk(connection, tables.claim_about, about)
    tables.bulk(connection, tables.claim_by, by)
    tables.bulk(connection, tables.claim_text, texts)
    tables.bulk(connection, tables.statement, told)


def take_out(connection: sa.Connection, key: int) -> None:
    """Take out all that reading found in a document; its row and its text stay."""
    connection.execute(tables.sheet.delete().where(tables.sheet.c.document == key))
    stored = layers.present(connection, key)
    if stored is None:
        return
    for claim_key, claim in bodies.claims_of(connection, key, stored.id):
        search.drop(connection, tables.claim_text, claim_key, bodies.claim_words(claim))
    search.drop_segments(connection, key, stored)
    decisions.lose(connection, stored.document)
    drop_rows(connection, key)


def drop_rows(connection: sa.Connection, key: int) -> None:
    """Take out the rows of all that reading found in a document; search is not told."""
    connection.execute(tables.sheet.delete().where(tables.sheet.c.document == key))
    first, last = tables.keys_of(key)
    groups.leave(connection, first, last)
    for table, column in (
        (tables.reviewed, "claim"),
        (tables.statement, "claim"),
        (tables.claim_about, "claim"),
        (tables.claim_by, "claim"),
        (tables.claim, "key"),
        (tables.mention, "key"),
        (tables.name_token, "referent"),
        (tables.name_block, "referent"),
        (tables.member, "referent"),
        (tables.referent, "key"),
    ):
        where = table.c[column].between(first, last)
        connection.execute(table.delete().where(where))


def index(connection: sa.Connection) -> None:
    """Put every text and every claim into the search indexes, which hold nothing."""
    query = sa.select(tables.layer.c.document).order_by(tables.layer.c.document)
    for key in [int(row[0]) for row in connection.execute(query)]:
        stored = layers.present(connection, key)
        if stored is None:
            continue
        search.put_segments(connection, key, stored)
        claims = bodies.claims_of(connection, key, stored.id)
        texts = [(own, bodies.claim_words(claim)) for own, claim in claims]
        tables.bulk(connection, tables.claim_text, list(texts))


def held(connection: sa.Connection, key: int) -> tuple[str | None, int]:
    """Return the id of a document's layer, if it has one, and the number of claims read in it."""
    layer_of = sa.select(tables.layer.c.id).where(tables.layer.c.document == key)
    first, last = tables.keys_of(key)
    added = sa.select(tables.reviewed.c.claim).where(
        tables.reviewed.c.claim.between(first, last), tables.reviewed.c.added == 1
    )
    claims = sa.select(sa.func.count()).where(
        tables.claim.c.document == key, tables.claim.c.key.not_in(added)
    )
    return connection.execute(layer_of).scalar(), int(connection.execute(claims).scalar_one())


def extractor(connection: sa.Connection, key: int) -> str:
    """Return what got the text out of a document; empty where there is none."""
    query = sa.select(tables.layer.c.extractor).where(tables.layer.c.document == key)
    return str(connection.execute(query).scalar() or "")


def mention_spans(connection: sa.Connection, key: int, layer_id: LayerId) -> list[Span]:
    """Return the places of a document's mentions with the words that they are stored with."""
    columns = tables.mention.c
    query = (
        sa.select(columns.start, columns.end, columns.exact)
        .where(columns.document == key)
        .order_by(columns.key)
    )
    return [
        Span(layer=layer_id, start=row[0], end=row[1], exact=row[2])
        for row in connection.execute(query)
    ]
