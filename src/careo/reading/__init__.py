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

__all__ = ["languages", "lexicon", "read"]


def languages(layer: TextLayer) -> tuple[str, ...]:
    """Return the languages that a layer is read in, the one of most of it first; often one."""
    return tuple(part.language for part in judge(layer).parts)


def read(layer: TextLayer, language: str = "") -> Reading:
    """Read what of a layer is in one language: its sentences, mentions, referents, attributions.

    A layer in no language of the reader comes back unread, with its language's name. The result
    depends on the layer alone.

    Args:
        layer: The text.
        language: One of `languages`; empty for the first of them.
    """
    verdict = judge(layer)
    part = next((p for p in verdict.parts if language in {"", p.language}), None)
    if part is None:
        return Reading(layer=layer.id, language=verdict.language, readable=False)
    words = lexicon(part.language)
    parsed = parse(msgspec.structs.replace(layer, segments=part.segments))
    sayings = attributions(layer, parsed.sentences, words)
    mentions, stand_for = referents(layer, parsed, words, sayings)
    return Reading(
        layer=layer.id,
        language=part.language,
        readable=True,
        sentences=parsed.sentences,
        mentions=mentions,
        referents=stand_for,
        attributions=sayings,
    )
