"""Attributions by dependency rules."""

from __future__ import annotations

from collections.abc import Sequence

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution, Sentence
from careo.model.text import Span, TextLayer


def attributions(
    layer: TextLayer, sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Find every act of saying in a layer, in order of place."""
    found: list[Attribution] = []
    for sentence in sentences:
        for n, token in enumerate(sentence.tokens):
            if token.lemma in lexicon.cues and token.pos == "VERB":
                found += _clausal(layer, sentence, n)
    return tuple(found)


def _clausal(layer: TextLayer, sentence: Sentence, cue: int) -> list[Attribution]:
    tokens = sentence.tokens
    content = [n for n, t in enumerate(tokens) if t.head == cue and t.dep == "ccomp"]
    source = [n for n, t in enumerate(tokens) if t.head == cue and t.dep == "nsubj"]
    if not content:
        return []
    where = layer.span(tokens[cue].start, tokens[cue].end)
    return [
        Attribution(
            source=_subtree(layer, sentence, source[0]) if source else None,
            cue=where,
            content=(_subtree(layer, sentence, content[0]),),
        )
    ]


def _subtree(layer: TextLayer, sentence: Sentence, top: int) -> Span:
    tokens = sentence.tokens
    inside = {top}
    while True:
        more = {n for n, t in enumerate(tokens) if t.head in inside and n not in inside}
        if not more:
            break
        inside |= more
    words = [n for n in sorted(inside) if not tokens[n].pos == "PUNCT"] or [top]
    return layer.span(tokens[words[0]].start, tokens[words[-1]].end)
