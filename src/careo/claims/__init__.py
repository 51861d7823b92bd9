"""Attributions to claims: who says it, through whom, in what way, and what it asserts."""

from __future__ import annotations

from careo.claims.assemble import attributed, unattributed, unique
from careo.claims.authorship import signed
from careo.claims.bounds import bounded
from careo.claims.carried import carried
from careo.claims.chains import chained
from careo.claims.context import Context
from careo.claims.ends import with_ends
from careo.claims.own_voice import touching
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
    told = with_ends(layer, reading, bounded(layer, reading))
    context = Context(layer, told, source, lexicon)
    context.relating = relations
    links = chained(context, sifted(context))
    touched = touching(context, [one.attribution for one in links])
    accounts = carried(context, links, touched)
    found = [*attributed(context, links, accounts), *unattributed(context, touched, accounts)]
    return tuple(sorted(signed(context, unique(found)), key=_place))


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.content[0].start, claim.content[-1].end, claim.id
