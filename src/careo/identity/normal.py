"""Names as they are compared across documents: in their order, a name's signs left out."""

from __future__ import annotations

import re

from careo.model import names

_SIGNS = re.compile(r"[.'`\u00b4\u2018\u2019]")


def words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; "O'Brien" and "S.A." lose their signs and stay whole."""
    return names.words(signless(name))


def signless(name: str) -> str:
    """Return a name without the signs within its words."""
    return _SIGNS.sub("", name)
