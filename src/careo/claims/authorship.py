"""Who speaks where a document speaks in its own voice: its author, if its words name him."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from careo.claims.context import Context
from careo.model.claim import Claim, Link, Speaker
from careo.model.names import words
from careo.model.reading import Referent
from careo.model.text import Span

_KINDS = frozenset({"person", "organization"})
_FULL = 2


def signed(context: Context, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims whose own-voice speaker is known by the name of the document's author.

    The speaker stays the document; the mention tells whom it stands for.
    """
    name = _author(context)
    for claim in claims:
        chain = tuple(_signed(link, name) for link in claim.chain) if name else claim.chain
        yield msgspec.structs.replace(claim, chain=chain)


def _signed(link: Link, name: tuple[Span, ...]) -> Link:
    if link.speaker.kind != "document":
        return link
    return msgspec.structs.replace(link, speaker=Speaker(kind="document", mentions=name))


def _author(context: Context) -> tuple[Span, ...]:
    """Return the first full name of the author in the document; nothing unless it is one's.

    A full name has two words; the author's name as given may say less or more of it, and a
    title.
    """
    titles = {*context.lexicon.ranks, *context.lexicon.roles}
    given = frozenset(words(context.source.author)) - titles
    if len(given) < _FULL:
        return ()
    found = [r for r in context.reading.referents if r.kind in _KINDS and _bears(r, given)]
    if len(found) != 1:
        return ()
    named = [m.span for m in found[0].mentions if m.form == "name"]
    full = [span for span in named if len(set(words(span.exact))) >= _FULL]
    return tuple((full or named)[:1])


def _bears(referent: Referent, given: frozenset[str]) -> bool:
    for name in referent.names:
        own = frozenset(words(name))
        if len(own) >= _FULL and (own <= given or given <= own):
            return True
    return False
