"""The one order in which people are listed: by name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=100_000)
def name_key(name: str) -> tuple[str, str]:
    """Return the key to sort ``name`` by: accents, case and quotes folded, then as written."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join([char for char in plain if char.isalnum() or char.isspace()])
    return kept.casefold().strip(), name
