"""Denials by name: "called the accusation a lie", "calificó la carta de novela"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from careo.claims.context import Context
from careo.claims.negation import negated
from careo.claims.syntax import subtree, words_of
from careo.claims.words import Cueing, is_listed, lemmas, listed
from careo.model.reading import Attribution, Sentence
from careo.model.text import Span

_OBJECTS = frozenset({"dobj", "nsubj"})
_BEFORE = frozenset({"DET", "ADJ", "ADV", "PUNCT", "ADP", "SCONJ"})
_NAMES = frozenset({"oprd", "attr", "acomp", "ccomp", "xcomp", "appos"})
_VERBS = frozenset({"VERB", "AUX"})
_REACH = 40
_PLAIN = frozenset({"asserts", "reports"})


def untrue(context: Context, sentence: Sentence, head: int) -> int | None:
    """Return the first word of the verdict by which a verb calls a saying untrue, or None.

    Args:
        context: Its lexicon's ``untrue`` are the verdicts; its nouns of saying and its conveyors
            are what they judge.
        sentence: The sentence.
        head: The verb ("called").
    """
    under = sorted(n for n in subtree(sentence, head) if n > head)
    said = next((n for n in under if sentence.tokens[n].dep in _OBJECTS), None)
    if said is not None and _is_saying(context, sentence, said):
        for n in under:
            if n > said and _is_verdict(context, sentence, n) and _is_named(context, sentence, n):
                return _start(sentence, n, said)
    return _untrue_by_order(context, sentence, head)


def untrue_in(context: Context, sentence: Sentence, cue: Span, found: Cueing) -> bool:
    """Tell whether a cue holds a verdict itself: "called it false", "tachó de falso"."""
    if found.entries and found.entries[0].act not in _PLAIN:
        return False
    naming = is_listed(sentence.tokens[found.head], context.lexicon, "judging")
    words = [n for n in words_of(cue, sentence) if n > found.head]
    return naming and any(_is_verdict(context, sentence, n) for n in words)


def _untrue_by_order(context: Context, sentence: Sentence, head: int) -> int | None:
    """Return the start of a verdict that follows on a saying right behind a verb of naming.

    "Called the letter the invention of a bitter man": for a parse that has it otherwise.
    """
    if not is_listed(sentence.tokens[head], context.lexicon, "judging"):
        return None
    said: int | None = None
    for n in range(head + 1, min(head + _REACH, len(sentence.tokens))):
        token = sentence.tokens[n]
        if token.pos in _VERBS and not _is_verdict(context, sentence, n):
            return None
        if said is None:
            said = n if _is_saying(context, sentence, n) else None
            if said is None and token.pos not in _BEFORE:
                return None
        elif _is_verdict(context, sentence, n):
            return _start(sentence, n, said)
    return None


def _is_verdict(context: Context, sentence: Sentence, index: int) -> bool:
    return is_listed(sentence.tokens[index], context.lexicon, "untrue") and not negated(
        sentence, index, context.lexicon
    )


def without_verdicts(
    context: Context, attributions: Sequence[Attribution], cuts: Sequence[Span]
) -> Iterator[Attribution]:
    """Yield attributions whose contents end before a verdict on them ("… as a fiction").

    Where the verdict alone was taken for the content, it is what the cue has before it.
    """
    for one in attributions:
        content = one.content
        for cut in cuts:
            content = tuple(_cut(context, span, cut) for span in content)
        yield _judged(context, one, cuts) or (
            one if content == one.content else msgspec.structs.replace(one, content=content)
        )


def _judged(context: Context, one: Attribution, cuts: Sequence[Span]) -> Attribution | None:
    """Return "calificó la acusación | de disparate" with "la acusación" for its content."""
    cue = one.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    if cue is None or sentence is None or not any(c.holds(s) for c in cuts for s in one.content):
        return None
    words = words_of(cue, sentence)
    verbs = [n for n in words if sentence.tokens[n].pos in _VERBS]
    objects = [n for n in words if verbs and n > verbs[-1]]
    if not any(_is_saying(context, sentence, n) for n in objects):
        return None
    tokens = sentence.tokens
    return msgspec.structs.replace(
        one,
        cue=context.layer.span(cue.start, tokens[verbs[-1]].end),
        content=(context.layer.span(tokens[objects[0]].start, tokens[objects[-1]].end),),
    )


def _cut(context: Context, span: Span, verdict: Span) -> Span:
    if not span.start < verdict.start < span.end:
        return span
    text = context.layer.text[span.start : verdict.start].rstrip(" ,")
    return context.layer.span(span.start, span.start + len(text))


def _is_saying(context: Context, sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.pos != "NOUN":
        return False
    words = lemmas(token, context.lexicon)
    if not set(context.lexicon.conveyors).isdisjoint(words):
        return True
    return any(e.pos == "NOUN" for word in words for e in context.lexicon.cues.get(word, ()))


def _is_named(context: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a word is what a thing is called: its predicate, or behind "as"."""
    token = sentence.tokens[index]
    above = sentence.tokens[token.head]
    behind = token.dep in {"pobj", "amod"} and above.text.lower() in listed(context.lexicon, "as")
    return token.dep in _NAMES or behind


def _start(sentence: Sentence, index: int, after: int) -> int:
    while index - 1 > after and sentence.tokens[index - 1].pos in _BEFORE:
        index -= 1
    return index
