"""Denials by name: "called the accusation a lie", "described the claim as a fiction"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from careo.claims.context import Context
from careo.claims.hedging import negated
from careo.claims.syntax import lower, subtree
from careo.model.reading import Attribution, Sentence
from careo.model.text import Span

_OBJECTS = frozenset({"dobj", "nsubj"})
_BEFORE = frozenset({"DET", "ADJ", "ADV", "PUNCT", "ADP"})
_NAMES = frozenset({"oprd", "attr", "acomp", "ccomp", "xcomp", "appos"})


def untrue(context: Context, sentence: Sentence, head: int) -> int | None:
    """Return the first word of the verdict by which a verb calls a saying untrue, or None.

    Args:
        context: Its lexicon's ``untrue`` are the verdicts, its nouns of saying what they judge.
        sentence: The sentence.
        head: The verb ("called").
    """
    under = sorted(n for n in subtree(sentence, head) if n > head)
    said = next((n for n in under if sentence.tokens[n].dep in _OBJECTS), None)
    if said is None or not _is_saying(context, sentence, said):
        return None
    for n in under:
        verdict = lower(sentence.tokens[n]) in context.lexicon.saying.get("untrue", ())
        if n > said and verdict and _is_named(sentence, n) and not negated(sentence, n):
            return _start(sentence, n, said)
    return None


def without_verdicts(
    context: Context, attributions: Sequence[Attribution], cuts: Sequence[Span]
) -> Iterator[Attribution]:
    """Yield attributions whose contents end before a verdict on them ("… as a fiction")."""
    for one in attributions:
        content = one.content
        for cut in cuts:
            content = tuple(_cut(context, span, cut) for span in content)
        yield one if content == one.content else msgspec.structs.replace(one, content=content)


def _cut(context: Context, span: Span, verdict: Span) -> Span:
    if not span.start < verdict.start < span.end:
        return span
    text = context.layer.text[span.start : verdict.start].rstrip(" ,")
    return context.layer.span(span.start, span.start + len(text))


def _is_saying(context: Context, sentence: Sentence, index: int) -> bool:
    entries = context.lexicon.cues.get(lower(sentence.tokens[index]), ())
    return sentence.tokens[index].pos == "NOUN" and any(e.pos == "NOUN" for e in entries)


def _is_named(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is what a thing is called: its predicate, or behind "as"."""
    token = sentence.tokens[index]
    above = sentence.tokens[token.head]
    return token.dep in _NAMES or (token.dep in {"pobj", "amod"} and lower(above) == "as")


def _start(sentence: Sentence, index: int, after: int) -> int:
    while index - 1 > after and sentence.tokens[index - 1].pos in _BEFORE:
        index -= 1
    return index
