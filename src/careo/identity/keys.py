"""By which names a referent may be grouped across documents."""

from __future__ import annotations

from careo.identity.normal import words
from careo.model.reading import Referent

_FULL = 2
_CAPITALS = 3


def keys(referent: Referent) -> tuple[str, ...]:
    """Return the exact full name by which a referent may be grouped, with its kind.

    Nobody is grouped by a surname, a role or a short form: two documents that say "Ana Sol" for
    Ana Sol Paz and for Ana Sol Rey must not make one of the two. So only the fullest name counts,
    and what has none (unnamed, anonymised, ambiguous, a group) is never grouped. The order of the
    words is kept; accents, case and punctuation are not.
    """
    if referent.identified != "named" or referent.members or not referent.names:
        return ()
    name = referent.names[0]
    found = words(name)
    if found[:1] == ("the",):
        found = found[1:]
    if not found or not _is_full(referent, name, found):
        return ()
    return (f"{referent.kind}:{' '.join(found)}",)


def _is_full(referent: Referent, name: str, found: tuple[str, ...]) -> bool:
    if referent.kind == "person":
        return len(found) >= _FULL and len(found[0]) > 1
    if referent.kind not in {"organization", "place"}:
        return False
    acronym = len(found) == 1 and name.replace(".", "").isupper()
    return not acronym or sum(c.isupper() for c in name) >= _CAPITALS
