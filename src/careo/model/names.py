"""Words as they are compared: folded to ASCII, without case; for finding, never for evidence."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z0-9]+")


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``, in order; whatever is no letter or digit parts two.

    Nothing else is levelled: a misspelt name is another name.

    >>> words("Távora O'Neill-Vega")
    ('tavora', 'o', 'neill', 'vega')
    """
    from anyascii import anyascii

    return tuple(_WORD.findall(anyascii(text).casefold()))
