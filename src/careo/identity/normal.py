"""Names as they are compared: folded to ASCII, without case and punctuation, in their order."""

from __future__ import annotations

import re

from anyascii import anyascii

_DROPPED = re.compile(r"[.'`\u00b4\u2018\u2019]")
_WORD = re.compile(r"[a-z0-9]+")


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name.

    "Clíver" and "CLIVER" become one word, "O'Brien" and "S.A." lose their signs, a hyphen parts
    two words. Nothing else is levelled: a misspelt name is another name.
    """
    return tuple(_WORD.findall(anyascii(_DROPPED.sub("", name)).casefold()))
