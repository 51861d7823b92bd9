"""Attributions to claims: who says it, through whom, in what way, and what it asserts."""

from __future__ import annotations

import msgspec

from careo.claims.assemble import attributed, unattributed, unique
from careo.claims.authorship import signed
from careo.claims.chains import chained
from careo.claims.context import Context
from careo.claims.sift import sifted
from careo.model.claim import Claim
from careo.model.document import Source
from careo.model.lexicon import Lexicon
from careo.model.reading import Reading
from careo.model.text import TextLayer

__all__ = ["build"]


def build(
    layer: TextLayer,
    reading: Reading,
    source: Source,
    lexicon: Lexicon,
    *,
    relations: bool = True,
) -> tuple[Claim, ...]:
    """Make the claims of one document, in order of place.

    One for each act of saying that was read, and one for each sentence (or the part of one)
    that attributes to nobody: that is the document's own voice. Headings and furniture claim
    nothing. The result depends on the arguments alone.

    Args:
        layer: The text.
        reading: What was found in it.
        source: Where the document comes from; its kind says what it does in its own voice, its
            author whose words a letter's are.
        lexicon: The words of the reading's language.
        relations: Whether to look for what the words assert; without it a document's own words
            beside what it attributes make no claim.
    """
    if not reading.readable or not reading.sentences:
        return ()
    context = Context(layer, _bounded(reading), source, lexicon)
    context.relating = relations
    links = chained(context, sifted(context))
    found = [*attributed(context, links), *unattributed(context, links)]
    return tuple(sorted(signed(context, unique(found)), key=_place))


def _bounded(reading: Reading) -> Reading:
    """Return a reading whose contents are bounded as the structure of their sentences has it."""
    replace = msgspec.structs.replace
    told = tuple(
        replace(one, content=one.bounded, bounded=()) if one.bounded else one
        for one in reading.attributions
    )
    return replace(reading, attributions=told)


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.content[0].start, claim.content[-1].end, claim.id
