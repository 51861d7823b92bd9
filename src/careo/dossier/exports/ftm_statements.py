"""FollowTheMoney statements: one row a property's value, its dataset the document that says it.

What no person has reviewed is ``external``: a suggestion.

Source:
    followthemoney 4.11, ``followthemoney/statement/serialize.py``, CSV_COLUMNS.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator

from careo.dossier.exports.ftm import NOWHERE, Entity, dataset, entities, mentioned, property_type
from careo.model.edition import Holdings

COLUMNS = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin"),
    *("lang", "original_value", "external", "first_seen", "last_seen", "id"),
)


def write(held: Holdings, lost: Counter[str]) -> Iterator[str]:
    """Yield the rows, a head row first."""
    yield _row(COLUMNS)
    spoken = mentioned(held)
    for one in entities(held, lost):
        documents = [one.document] if one.document else spoken.get(one.id, [])
        for name in [dataset(each) for each in documents] or [NOWHERE]:
            for prop, values in one.properties.items():
                for value in values:
                    yield _row(_cells(one, name, prop, value))


def _cells(one: Entity, name: str, prop: str, value: str) -> tuple[str, ...]:
    external = bool(one.origin) and not one.reviewed
    key = f"{name}.{one.id}.{prop}.{value}" + (".ext" if external else "")
    digest = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
    kind = property_type(one.schema, prop)
    told = (one.id, one.id, prop, kind, one.schema, value, name, one.origin)
    return (*told, "", "", "t" if external else "f", "", "", digest)


def _row(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, dialect=csv.unix_dialect).writerow(cells)
    return out.getvalue()
