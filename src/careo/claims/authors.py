"""Whose a conveyor is: "X's letter", "X wrote a letter", "la carta firmada por X"."""

from __future__ import annotations

from collections.abc import Iterator

from careo.claims.context import Context
from careo.claims.naming_phrase import apposed, right_behind
from careo.claims.speakers import conjuncts, members, mention_for
from careo.claims.syntax import children
from careo.claims.words import before_verb, is_listed, lemmas
from careo.model.claim import Speaker
from careo.model.reading import Mention, MentionKind, Sentence

_AUTHORS: frozenset[MentionKind] = frozenset({"person", "organization", "role"})
_LONGEST = 14
_NEAR = 4
_BETWEEN = frozenset({"DET", "ADJ", "NUM", "ADV", "PRON"})


def author_here(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the author that the words around a conveyor name, by the parse or by their order."""
    by_parse = _by_phrases(context, sentence, index) or _by_verb(context, sentence, index)
    return by_parse or _by_order(context, sentence, index)


def is_authoring(context: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a word is a verb whose subject is the author of what is in its object."""
    return not set(context.lexicon.authoring).isdisjoint(
        lemmas(sentence.tokens[index], context.lexicon)
    )


def _by_phrases(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    about = is_listed(sentence.tokens[index], context.lexicon, "about")
    for child in children(sentence, index):
        token = sentence.tokens[child]
        if token.dep == "poss":
            return _persons(context, sentence, conjuncts(sentence, child))
        if token.dep in {"prep", "agent"} and is_listed(token, context.lexicon, "by"):
            found = _below(context, sentence, child)
            if found is not None:
                return found
        if token.dep == "prep" and is_listed(token, context.lexicon, "genitive") and not about:
            return _below(context, sentence, child)
        if token.dep == "acl":
            found = _by_participle(context, sentence, child)
            if found is not None:
                return found
    return None


def _by_participle(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the author in "a letter signed by X", "dated May and signed by X"."""
    joined = [n for n in children(sentence, index) if sentence.tokens[n].dep == "conj"]
    for verb in (index, *joined):
        if is_authoring(context, sentence, verb):
            return _by_agent(context, sentence, verb)
    return None


def _by_verb(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    token = sentence.tokens[index]
    verb = token.head
    if verb == index or not is_authoring(context, sentence, verb):
        return None
    if token.dep == "nsubjpass":
        return _by_agent(context, sentence, verb)
    if token.dep != "dobj":
        return None
    subject = next((n for n in children(sentence, verb) if sentence.tokens[n].dep == "nsubj"), None)
    return None if subject is None else _persons(context, sentence, members(sentence, subject))


def _by_agent(context: Context, sentence: Sentence, verb: int) -> Speaker | None:
    for child in children(sentence, verb):
        token = sentence.tokens[child]
        if token.dep in {"agent", "prep"} and is_listed(token, context.lexicon, "by"):
            return _below(context, sentence, child)
    return None


def _below(context: Context, sentence: Sentence, preposition: int) -> Speaker | None:
    for child in children(sentence, preposition):
        if sentence.tokens[child].dep == "pobj":
            return _persons(context, sentence, conjuncts(sentence, child))
    return None


def _by_order(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the author that stands in the words around a conveyor, whatever the parse has.

    Before it a possessive, or an authoring verb behind its subject; after it "of X", "signed by
    X", "posted on the account of X", as far as the next finite verb.
    """
    before = sentence.tokens[index - 1].text.lower() if index else ""
    pronoun = context.lexicon.naming.pronouns.get(before)
    if pronoun is not None and pronoun.case == "possessive":
        return _persons(context, sentence, [index - 1])
    return _in_words_after(context, sentence, index) or _subject_before(context, sentence, index)


def _in_words_after(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    tokens, lexicon = sentence.tokens, context.lexicon
    authored = False
    owner = index if not is_listed(tokens[index], lexicon, "about") else -1
    for n in range(index + 1, min(index + _LONGEST, len(tokens) - 1)):
        token = tokens[n]
        if token.pos in {"VERB", "AUX"}:
            authored = is_authoring(context, sentence, n)
            owner = -1
            if token.tag not in {"VBN", "VBG"} and not authored:
                return None
        by = is_listed(token, lexicon, "by") and (authored or n == index + 1)
        of = is_listed(token, lexicon, "genitive") and owner == n - 1
        found = _starting(context, sentence, n + 1) if by or of else None
        if found is not None:
            return found
        if is_listed(token, lexicon, "outlets") or (token.pos == "ADJ" and owner == n - 1):
            owner = n
    return None


def _subject_before(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the author in "X escribió una carta", where the verb stands right before it."""
    tokens = sentence.tokens
    verb = index - 1
    while verb > 0 and index - verb < _NEAR and tokens[verb].pos in _BETWEEN:
        verb -= 1
    if verb <= 0 or tokens[verb].pos != "VERB" or not is_authoring(context, sentence, verb):
        return None
    group = before_verb(sentence, verb, context.lexicon)
    first = group[0] if group else verb
    if first == 0:
        return None
    end = tokens[first - 1].end
    near = [m for m in context.mentions_in(sentence.start, end) if m.span.end == end]
    found = next((m for m in near if _may_write(context, m)), None)
    if found is None:
        return None
    return Speaker(kind="mention", span=found.span, mentions=(found.span,))


def _starting(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the person or body that the words from a place on name: "la perita Noelia Arias"."""
    for n in range(index, min(index + _NEAR, len(sentence.tokens))):
        start = sentence.tokens[n].start
        near = [m for m in context.mentions_in(start, sentence.end) if m.span.start == start]
        found = next((m for m in _named_first(near) if _may_write(context, m)), None)
        if found is not None:
            name = right_behind(context, sentence, n) if found.form == "description" else None
            whole = context.layer.span(sentence.tokens[index].start, (name or found).span.end)
            return Speaker(kind="mention", span=whole, mentions=((name or found).span,))
        if sentence.tokens[n].pos not in {"DET", "ADJ", "NOUN", "PROPN"}:
            return None
    return None


def _named_first(mentions: list[Mention]) -> Iterator[Mention]:
    yield from sorted(mentions, key=lambda m: (m.form != "name", -m.span.end))


def _persons(context: Context, sentence: Sentence, words: list[int]) -> Speaker | None:
    """Return some words as one speaker, where each stands for a person or a body."""
    found = [mention_for(context, sentence, n) for n in words]
    if not found or any(m is None or not _may_write(context, m) for m in found):
        return None
    spans = tuple(
        _named(context, sentence, n, m).span
        for n, m in zip(words, found, strict=True)
        if m is not None
    )
    first = words[0] - 1 if _has_article(sentence, words[0]) else words[0]
    start = min(sentence.tokens[first].start, *(m.span.start for m in found if m is not None))
    whole = context.layer.span(start, max(s.end for s in spans))
    return Speaker(kind="mention", span=whole, mentions=spans)


def _named(context: Context, sentence: Sentence, index: int, own: Mention) -> Mention:
    """Return the name that explains a description, or the mention itself."""
    beside = [] if own.form == "name" else apposed(context, sentence, index)
    return beside[0] if beside else own


def _has_article(sentence: Sentence, index: int) -> bool:
    return index > 0 and sentence.tokens[index - 1].pos == "DET"


def _may_write(context: Context, mention: Mention) -> bool:
    referent = context.referent(mention.span)
    return (referent.kind if referent is not None else mention.kind) in _AUTHORS
