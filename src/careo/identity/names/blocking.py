"""Cheap keys, so that only names that share one are compared."""

from __future__ import annotations

import functools

from careo.identity.names.folding import LONGEST, skeleton, spelling
from careo.identity.names.lists import organizations, persons, short_forms
from careo.identity.names.parts import Name, Part, of_organization, of_person

_ACRONYM = 3
_PLURAL = 4


def block_keys(name: str, schema: str = "Person") -> tuple[str, ...]:
    """Return keys of a name, sorted; two names that could be one share at least one.

    A key is the consonants of a part, however it is transliterated ("p:sltn"). A part that many
    names have, a common given name or "bank", stands with how each other part begins
    instead ("p:md+s"): so a bare common given name shares no key with the full names that begin
    with it, and a case with a thousand Mohammeds has no key of a thousand names. Short forms
    ("n:12+s"), all letters without spaces ("w:…") and acronyms ("a:…") are keys too.

    Args:
        name: A name as a document writes it.
        schema: Its FollowTheMoney schema; all but ``Person`` are read as organisations.
    """
    person = schema == "Person"
    taken = of_person(name[:LONGEST]) if person else of_organization(name[:LONGEST])
    places = range(len(taken.parts))
    keys = {key for place in places for key in _of_part(place, taken.parts, person=person)}
    keys |= {f"p:{_bones(part)}" for part in taken.aliases}
    if taken.compact:
        keys.add(f"w:{skeleton(spelling(taken.compact))}")
    if not person:
        keys |= _acronyms(taken)
    return tuple(sorted(keys))


def _of_part(place: int, parts: tuple[Part, ...], *, person: bool) -> set[str]:
    """Return the keys of one part; an initial has none, its fellows have theirs."""
    part = parts[place]
    others = {c for other in (*parts[:place], *parts[place + 1 :]) for c in _begins(other)}
    bones = _bones(part)
    if len(part.text) == 1 and not part.sign:
        return set()
    if not others:
        return {f"p:{bones}"}
    keys = {f"n:{number}+{first}" for number in part.sets for first in others}
    if len(bones) > 1 and bones not in _common(person=person):
        return {*keys, f"p:{bones}"}
    return keys | {f"p:{bones}+{first}" for first in others}


def _begins(part: Part) -> set[str]:
    """Return how a part begins: its first consonant, and its first letter, any vowel as "a"."""
    first = part.key[:1]
    return {_bones(part)[:1], "a" if first in "aeiouy" else skeleton(first)}


def _acronyms(name: Name) -> set[str]:
    """Return the first letters of the words, or a lone word, which may be such letters."""
    keys: set[str] = set()
    if len(name.parts) == 1:  # a name of one word has no other word to be found by, if misspelt
        keys = {f"a:{name.parts[0].text}", f"o:{name.parts[0].text[:_ACRONYM]}"}
    if len(name.parts) >= _ACRONYM:
        keys.add(f"a:{''.join(part.text[0] for part in name.parts)}")
    return keys


def _bones(part: Part) -> str:
    """Return the consonants of a part without a last s, which Latvian and plurals add."""
    bones = part.bones
    return bones[:-1] if len(bones) >= _PLURAL and bones.endswith("s") else bones


@functools.cache
def _common(*, person: bool) -> frozenset[str]:
    """Return the consonants of what many names have."""
    words = persons().given | persons().family_first | short_forms().keys()
    if not person:
        words = organizations().generic | organizations().places
    return frozenset(skeleton(spelling(word)) for word in words)
