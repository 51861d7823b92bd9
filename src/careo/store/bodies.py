"""The stored spelling of claims."""

from __future__ import annotations

import sqlalchemy as sa

from careo.model.claim import Claim
from careo.model.record import LayerId
from careo.store import tables


def compact(body: bytes, layer: LayerId) -> bytes:
    """Leave out the layer's id, which every span of a document repeats.

    Inside a JSON string a quote is escaped, so these bytes stand nowhere but in the structure.
    """
    return body.replace(b'"layer":"' + layer.encode() + b'"', b'"layer":""')


def whole(body: bytes, layer: LayerId) -> bytes:
    """Undo `compact`."""
    return body.replace(b'"layer":""', b'"layer":"' + layer.encode() + b'"')


def claim_words(claim: Claim) -> str:
    """Return the words that a claim is searched by."""
    return " … ".join(span.exact for span in claim.content)


def claims_of(connection: sa.Connection, key: int, layer_id: LayerId) -> list[tuple[int, Claim]]:
    """Return the claims of a document with their keys, in order."""
    columns = tables.claim.c
    query = (
        sa.select(columns.key, columns.body).where(columns.document == key).order_by(columns.key)
    )
    return [
        (int(row[0]), Claim.parse(whole(row[1], layer_id))) for row in connection.execute(query)
    ]


def corrected_of(connection: sa.Connection, key: int, layer_id: LayerId) -> list[tuple[int, Claim]]:
    """Return what people made of the claims of a document, where they read them otherwise."""
    columns = tables.reviewed.c
    first, last = tables.keys_of(key)
    query = sa.select(columns.claim, columns.body).where(
        columns.claim.between(first, last), columns.body != b""
    )
    return [
        (int(row[0]), Claim.parse(whole(row[1], layer_id))) for row in connection.execute(query)
    ]
