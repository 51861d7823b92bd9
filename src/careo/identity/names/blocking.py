"""Cheap keys, so that only names that share one are compared."""

from __future__ import annotations

from careo.identity.names.folding import skeleton, spelling
from careo.identity.names.parts import of_organization, of_person

_SHORT = 3


def block_keys(name: str, schema: str = "Person") -> tuple[str, ...]:
    """Return keys of a name, sorted; two names that could be one share at least one.

    A key is the consonants of a part ("p:mhmd"), its short forms ("s:12"), a first letter beside
    another part, or the first letters of an organisation's words.
    """
    taken = of_person(name) if schema == "Person" else of_organization(name)
    keys = {f"p:{part.bones}" for part in taken.parts if len(part.text) > 1}
    keys |= {f"p:{part.bones}" for part in taken.aliases}
    keys |= {f"s:{number}" for part in taken.parts for number in part.sets}
    keys.add(f"w:{skeleton(spelling(taken.compact))}")
    if schema != "Person":
        keys |= {f"a:{''.join(part.text[0] for part in taken.parts)}"}
        keys |= {f"a:{part.text}" for part in taken.parts if len(part.text) >= _SHORT}
    return tuple(sorted(keys))
