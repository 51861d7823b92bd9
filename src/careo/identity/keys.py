"""By which names a referent may be grouped across documents."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from careo.identity.joining import joining
from careo.identity.names.folding import words as in_one_alphabet
from careo.identity.normal import words
from careo.model.reading import Referent
from careo.model.record import ReferentId

ACRONYM = "stands for"
"""The kind of fact that says what an acronym stands for."""

_FULL = 2
_CAPITALS = 3
_LITTLE = frozenset(("of", "the", "and", "for", "de", "del", "la", "las", "el", "los", "y", "e"))


def keys(referent: Referent) -> tuple[str, ...]:
    """Return the full names by which a referent may be grouped, with their kind.

    Nobody is grouped by a surname, a role or a short form: two documents that say "Ana Sol" for
    Ana Sol Paz and for Ana Sol Rey must not make one of the two. So only the fullest name counts,
    and what has none (unnamed, anonymised, ambiguous, a group) is never grouped. The order of the
    words is kept; accents, case, punctuation and the alphabet are not. Two more keys are as safe:
    the name without a title before it, and the acronym of a body whose document also says what
    it stands for.
    """
    if referent.identified != "named" or referent.members or not referent.names:
        return ()
    name = referent.names[0]
    found = bare(name)
    if not found or not _is_full(referent, name, found):
        return ()
    said = [found]
    if referent.kind == "person":
        said.append(without_title(found))
    if referent.kind == "organization":
        said += _acronyms(referent, found)
    return tuple(dict.fromkeys(f"{referent.kind}:{' '.join(one)}" for one in said if one))


def twofold(referents: Iterable[Referent]) -> frozenset[ReferentId]:
    """Return those of one reading of a document that share a key: it tells them apart itself."""
    bearers: defaultdict[str, list[ReferentId]] = defaultdict(list)
    for one in referents:
        for key in keys(one):
            bearers[key].append(one.id)
    return frozenset(id_ for held in bearers.values() if len(held) > 1 for id_ in held)


def expansion(referent: Referent) -> str:
    """Return the key of what the acronym of a referent stands for; empty without an acronym."""
    every = keys(referent) if referent.kind == "organization" else ()
    return every[0] if len(every) > 1 else ""


def bare(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without the article, in Latin letters.

    What is written without vowels, or a sign a syllable, keeps its signs: many names would be one.
    """
    if any(one.abjad or one.east for one in in_one_alphabet(name)):
        return tuple(unicodedata.normalize("NFKC", name).casefold().split())
    found = words(name)
    return found[1:] if found[:1] == ("the",) else found


def without_title(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name behind its titles; nothing where that is no full name."""
    start = 0
    while start < len(found) and found[start] in joining().titles:
        start += 1
    rest = found[start:]
    return rest if len(rest) >= _FULL and len(rest[0]) > 1 else ()


def _acronyms(referent: Referent, full: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the acronyms of three letters or more that the words of a name begin with."""
    main = "".join(word[0] for word in full if word not in _LITTLE)
    every = "".join(word[0] for word in full)
    found: list[tuple[str, ...]] = []
    for name in referent.names[1:]:
        said = words(name)
        short = len(said) == 1 and name.replace(".", "").isupper()
        if short and len(said[0]) >= _CAPITALS and said[0] in {main, every}:
            found.append(said)
    return found


def _is_full(referent: Referent, name: str, found: tuple[str, ...]) -> bool:
    if referent.kind == "person":
        return len(found) >= _FULL and len(found[0]) > 1
    if referent.kind not in {"organization", "place"}:
        return False
    acronym = len(found) == 1 and name.replace(".", "").isupper()
    return not acronym or sum(c.isupper() for c in name) >= _CAPITALS
