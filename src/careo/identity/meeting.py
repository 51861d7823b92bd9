"""By which keys those whose names are alike find each other."""

from __future__ import annotations

from careo.identity.names import block_keys
from careo.model.reading import Referent

_NAMES = 3
"""Of a referent's names that are looked at, the fullest first."""

_SCHEMAS = {"person": "Person", "organization": "Organization"}


def blocks(referent: Referent) -> tuple[str, ...]:
    """Return the keys of a person's or body's names, each with the kind; in order.

    Only who shares one is ever compared. Who has no name is compared with nobody.
    """
    schema = _SCHEMAS.get(referent.kind)
    if schema is None or referent.identified != "named" or referent.members:
        return ()
    found = {key for name in referent.names[:_NAMES] for key in block_keys(name, schema)}
    return tuple(f"{schema[0]}{key}" for key in sorted(found))
