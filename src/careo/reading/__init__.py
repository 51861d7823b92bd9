"""Text layers to mentions, referents and attributions."""

from __future__ import annotations

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution, Reading
from careo.model.text import TextLayer
from careo.reading.attribution.attributions import attributions
from careo.reading.fusion import fused
from careo.reading.language import Part, judge
from careo.reading.languages import lexicon
from careo.reading.layout import laid_out
from careo.reading.linking.dialogue import dialogue
from careo.reading.linking.linking import link
from careo.reading.nested import apart, within
from careo.reading.parser import Parse, parse
from careo.reading.referents.referents import referents
from careo.reading.tagger.tagger import tag

__all__ = ["foreign", "languages", "lexicon", "read"]

RULED = ("en",)
"""Languages with a second reader, of rules."""


def languages(layer: TextLayer) -> tuple[str, ...]:
    """Return the languages that a layer is read in, the one of most of it first; often one."""
    return tuple(part.language for part in judge(layer).parts)


def foreign(layer: TextLayer) -> tuple[str, ...]:
    """Return the languages of segments that no reader reads, sorted."""
    return judge(layer).foreign


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
    parsed, sayings = _attributed(layer, part, words)
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


def _attributed(
    layer: TextLayer, part: Part, words: Lexicon
) -> tuple[Parse, tuple[Attribution, ...]]:
    """Return the sentences and names of a part, and the attributions of all readers."""
    tagged = tag(layer, part.segments)
    every = tagged.words(words)
    sayings = link(layer, every, tagged.attribution(), tagged.scores(), words)
    sayings = dialogue(layer, every, sayings, words)
    inner = apart(within(layer, every, sayings, words), sayings)
    parsed = parse(tagged, words)
    ruled = attributions(layer, parsed.sentences, words) if part.language in RULED else ()
    return parsed, fused([*sayings, *inner], [*ruled, *laid_out(layer, part.segments, words)])
