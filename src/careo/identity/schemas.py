"""The FollowTheMoney schema of a referent."""

from __future__ import annotations

import functools
from importlib.resources import files

import msgspec

from careo.identity.normal import words
from careo.model.reading import MentionKind, Referent

_BY_KIND: dict[MentionKind, str] = {
    "person": "Person",
    "role": "Person",
    "place": "Territory",
    "conveyor": "Document",
}


def schema(referent: Referent) -> str:
    """Return the schema that fits what the document calls a referent.

    Only an organization is looked at closer: a legal form or the like makes it a Company, a word
    of the state a PublicBody, unless another word says that it fights the state ("Popular Army").
    Without a name only the state's words count: "a criminal corporation" is no Company. In doubt
    it is an Organization, which claims least.

    Source:
        FollowTheMoney 4, schema names.
    """
    if referent.kind != "organization":
        return _BY_KIND.get(referent.kind, "Thing")
    for name in referent.names:
        found = _organization(words(name))
        if found != "Organization":
            return found
    heads = {word for m in referent.mentions for word in words(m.head)}
    unnamed_body = not referent.names and heads & _lists()["PublicBody"]
    return "PublicBody" if unnamed_body else "Organization"


def _organization(name: tuple[str, ...]) -> str:
    lists = _lists()
    whole = " ".join(name)
    if any(f" {word} " in f" {whole} " for word in lists["not_public"]):
        return "Organization"
    if name and name[-1] in lists["Company"] and name[0] != "central":
        return "Company"
    return "PublicBody" if set(name) & lists["PublicBody"] else "Organization"


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    data = files("careo.identity").joinpath("schemas.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, frozenset[str]])
