"""Text layers to mentions, referents and attributions."""

from __future__ import annotations

import msgspec

from careo.model.reading import Reading
from careo.model.text import TextLayer
from careo.reading.attribution.attributions import attributions
from careo.reading.language import judge
from careo.reading.languages import lexicon
from careo.reading.parser import parse
from careo.reading.referents.referents import referents

__all__ = ["lexicon", "read"]


def read(layer: TextLayer) -> Reading:
    """Read one layer: its sentences, mentions, referents and attributions.

    A layer in a language without a lexicon comes back unread, with the language's name. The
    result depends on the layer alone.
    """
    verdict = judge(layer)
    if not verdict.readable:
        return Reading(layer=layer.id, language=verdict.language, readable=False)
    words = lexicon(verdict.language)
    parsed = parse(msgspec.structs.replace(layer, segments=verdict.segments))
    sayings = attributions(layer, parsed.sentences, words)
    mentions, stand_for = referents(layer, parsed, words, sayings)
    return Reading(
        layer=layer.id,
        language=verdict.language,
        readable=True,
        sentences=parsed.sentences,
        mentions=mentions,
        referents=stand_for,
        attributions=sayings,
    )
