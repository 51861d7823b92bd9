"""Who a source's words stand for."""

from __future__ import annotations

from careo.claims.context import Context
from careo.claims.naming_phrase import apposed, second_name, whole_phrase
from careo.claims.syntax import ancestors, children, root_of, words_of
from careo.claims.words import is_listed, listed
from careo.model.claim import Speaker
from careo.model.reading import Mention, Sentence
from careo.model.record import ReferentId
from careo.model.text import Span

GAP = Speaker(kind="gap")
"""Words that name nobody: "it is said"."""

DOCUMENT = Speaker(kind="document")
"""The document itself."""

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVES = frozenset({"WP", "WDT"})
_MARKS = frozenset({",", ";", ":"})
_INSIDE_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"})


def speaker(context: Context, source: Span | None, content: tuple[Span, ...] = ()) -> Speaker:
    """Return the speaker that a source's words name: a gap for none, several when joint.

    Only the head words count: of "the lawyer of Ruiz" the lawyer speaks and never Ruiz.
    "Sources" are nobody either: a gap that has words. Nothing of the ``content`` names him.
    """
    if source is None:
        return GAP
    sentence = context.sentence_of(source)
    if sentence is None:
        return _of_mentions(source, list(context.mentions_in(source.start, source.end))[:1])
    source = _trimmed(context, sentence, source)
    words = words_of(source, sentence)
    heads = speaker_heads(sentence, words)
    if heads and all(_impersonal(context, sentence, n) for n in heads):
        return GAP
    if len(heads) == 1:
        return _single(context, sentence, source, heads[0], content)
    mentions = (_mention(context, sentence, n, source) for n in heads)
    return _of_mentions(source, list(dict.fromkeys(m for m in mentions if m is not None)))


def _trimmed(context: Context, sentence: Sentence, source: Span) -> Span:
    """Return a source's words without what is the cue's: "*de* la socióloga", "he *never*"."""
    clitics = listed(context.lexicon, "clitics") | listed(context.lexicon, "never")
    words = words_of(source, sentence)
    while words and sentence.tokens[words[0]].pos in {"ADP", "PUNCT"}:
        words = words[1:]
    while len(words) > 1 and (
        sentence.tokens[words[-1]].text in _MARKS
        or sentence.tokens[words[-1]].text.lower() in clitics
    ):
        words = words[:-1]
    if not words or sentence.end < source.end:
        return source
    return context.layer.span(sentence.tokens[words[0]].start, sentence.tokens[words[-1]].end)


def _single(
    context: Context, sentence: Sentence, source: Span, head: int, content: tuple[Span, ...]
) -> Speaker:
    """Return the one speaker whom a source's head word names."""
    own = _mention(context, sentence, head, source)
    other = second_name(context, sentence, source, own) if own is not None else None
    if other is not None:
        own, source = other, context.layer.span(other.span.start, source.end)
    found = [own] if own is not None else []
    if not any(_is_named(context, m) for m in found):
        found = apposed(context, sentence, head, content) or found
    if _is_nameless(context, sentence, head, found):
        return Speaker(kind="gap", span=source)
    if other is None and found and _listed(sentence, words_of(source, sentence), head):
        return _of_mentions(found[0].span, found)
    phrase = whole_phrase(context, sentence, source, own, content)
    if found and phrase.end < found[0].span.end <= source.end:
        phrase = context.layer.span(phrase.start, found[0].span.end)
    return _of_mentions(phrase, found)


def speaker_heads(sentence: Sentence, words: list[int]) -> list[int]:
    """Return the head words of a source: one, or those of a coordination, in order.

    Where the parse has one, another that "and" joins right to it counts too.
    """
    root = _noun_root(sentence, words)
    if root is None:
        return []
    heads = [n for n in members(sentence, root) if n in words]
    behind = [n for n in words if n > root]
    if len(heads) == 1 and behind and sentence.tokens[behind[0]].pos == "CCONJ":
        other = _noun_root(sentence, behind[1:])
        heads += [] if other is None or sentence.tokens[other].pos not in _NOUNS else [other]
    return heads


def _noun_root(sentence: Sentence, words: list[int]) -> int | None:
    """Return the highest noun of a source, the first where several stand side by side.

    A noun behind a preposition is not it, whatever the parse has: then the first that is not;
    nor is the "who" of "one of them, who".
    """
    nouns = [
        n
        for n in words
        if sentence.tokens[n].pos in _NOUNS
        and (n == words[0] or sentence.tokens[n].tag not in _RELATIVES)
    ]
    tops = [n for n in nouns if sentence.tokens[n].head not in words]
    free = [n for n in nouns if not _behind_preposition(sentence, words, n)]
    sound = [n for n in tops if n in free]
    if sound or not free:
        return next(iter(sound or tops), root_of(sentence, words))
    first = free[0]
    while first + 1 in free and sentence.tokens[first].pos != "PRON":
        first += 1
    return first


def _behind_preposition(sentence: Sentence, words: list[int], index: int) -> bool:
    at = index - 1
    while at in words and sentence.tokens[at].pos in _INSIDE_PHRASE:
        at -= 1
    return at in words and sentence.tokens[at].pos == "ADP"


def members(sentence: Sentence, index: int) -> list[int]:
    """Return the members of a subject: all of a coordination, of a list without "and" the last.

    In "after the judge, A, B, a colonel, wrote" the parser makes B a second subject beside A,
    who is the judge.
    """
    found = conjuncts(sentence, index)
    joined = any(token.dep == "cc" for token in sentence.tokens[found[0] + 1 : found[-1]])
    if not joined:
        return found[-1:]
    return [n for n in found if n == index or not _is_in_addition(sentence, index, n, found)]


def _is_in_addition(sentence: Sentence, name: int, index: int, found: list[int]) -> bool:
    """Tell whether a noun is joined to what is added behind a name: "Rask, an aide and *friend*".

    There a comma follows the name, none stands before "and", and between the two no other member
    of the coordination does.
    """
    tokens = sentence.tokens
    joint = next((n for n in range(index, name, -1) if tokens[n].pos == "CCONJ"), None)
    if joint is None or tokens[name].pos != "PROPN" or tokens[joint - 1].text == ",":
        return False
    between = range(name + 1, joint)
    return any(tokens[n].text == "," for n in between) and not any(n in found for n in between)


def conjuncts(sentence: Sentence, index: int) -> list[int]:
    """Return a noun and the nouns coordinated with it, in order."""
    found, todo = [index], [index]
    while todo:
        at = todo.pop()
        for child in children(sentence, at):
            if sentence.tokens[child].dep == "conj" and sentence.tokens[child].pos in _NOUNS:
                found.append(child)
                todo.append(child)
    return sorted(found)


def mention_for(context: Context, sentence: Sentence, index: int) -> Mention | None:
    """Return the mention that a word heads; for "who" that of the noun it refers to."""
    found = context.mention_at(sentence, index)
    token = sentence.tokens[index]
    if found is not None and context.referent(found.span) is not None:
        return found
    if token.tag in _RELATIVES or _is_relative(context, token.text):
        return _antecedent(context, sentence, index) or found
    return found


def apart(context: Context, who: Speaker, content: tuple[Span, ...]) -> Speaker:
    """Return a speaker without the mentions that his own words rule out.

    "He said that Rask paid" and "according to the general, Rask paid": neither is Rask, whomever
    the pronoun or the description was taken for. The speaker's words stay; whom they stand for
    is left open. "A pilot, Knut Evers," is named by his own words.

    Source:
        Principle C of binding: a name does not refer to what a pronoun above it refers to.
    """
    if who.span is None:
        return who
    named = _named_in(context, content) - _named_in(context, (who.span,))
    kept = tuple(
        m for m in who.mentions if context.is_name(m) or context.referent_id(m) not in named
    )
    if kept == who.mentions:
        return who
    return Speaker(kind=who.kind, span=who.span, mentions=kept)


def _named_in(context: Context, places: tuple[Span, ...]) -> set[ReferentId | None]:
    return {
        context.referent_id(m.span)
        for span in places
        for m in context.mentions_in(span.start, span.end)
        if m.form == "name"
    }


def same(context: Context, one: Speaker, other: Speaker) -> bool:
    """Tell whether two speakers are known to be one and the same."""
    if one.kind != other.kind or one.kind == "gap":
        return False
    if one.kind == "document":
        return True
    first = {context.referent_id(m) for m in one.mentions}
    second = {context.referent_id(m) for m in other.mentions}
    return bool(first) and None not in first and first == second


def _is_named(context: Context, mention: Mention) -> bool:
    referent = context.referent(mention.span)
    return referent is not None and bool(referent.names)


def _is_relative(context: Context, text: str) -> bool:
    known = context.lexicon.naming.pronouns.get(text.lower())
    return known is not None and known.person == "relative" and known.case != "possessive"


def _listed(sentence: Sentence, words: list[int], head: int) -> bool:
    """Tell whether a source's words run over a noun that is not among its speakers."""
    root = _noun_root(sentence, words)
    return root is not None and root != head


def _of_mentions(source: Span, mentions: list[Mention]) -> Speaker:
    return Speaker(kind="mention", span=source, mentions=tuple(m.span for m in mentions))


def _antecedent(context: Context, sentence: Sentence, index: int) -> Mention | None:
    """Return the mention that a relative pronoun refers to: of its noun, else right before it."""
    for above in ancestors(sentence, index):
        if sentence.tokens[above].dep == "relcl":
            return context.mention_at(sentence, sentence.tokens[above].head)
    before = index - 1
    while before >= 0 and sentence.tokens[before].pos in {"PUNCT", "ADP"}:
        before -= 1
    if before < 0:
        return None
    end = sentence.tokens[before].end
    near = [m for m in context.mentions_in(sentence.start, end) if m.span.end == end]
    return next((m for m in near if context.referent(m.span) is not None), None)


def _mention(context: Context, sentence: Sentence, index: int, source: Span) -> Mention | None:
    """Return the mention of a source's head word; where it heads none, the one around it.

    Of a source that a sentence end was put into, the first.
    """
    found = mention_for(context, sentence, index)
    if found is not None:
        return found
    token = sentence.tokens[index]
    around = [
        m
        for m in context.mentions_in(source.start, source.end)
        if m.span.start <= token.start and token.end <= m.span.end
    ]
    if not around and sentence.end < source.end:
        around = list(context.mentions_in(source.start, source.end))[:1]
    return min(around, key=lambda m: m.span.end - m.span.start, default=None)


def _impersonal(context: Context, sentence: Sentence, index: int) -> bool:
    if not is_listed(sentence.tokens[index], context.lexicon, "impersonal"):
        return False
    mention = context.mention_at(sentence, index)
    return mention is None or context.referent(mention.span) is None


def _is_nameless(context: Context, sentence: Sentence, index: int, found: list[Mention]) -> bool:
    """Tell whether a word stands for "sources": itself, or as a pronoun for them."""
    referents = [r for m in found if (r := context.referent(m.span)) is not None]
    if any(r.names for r in referents):
        return False
    if is_listed(sentence.tokens[index], context.lexicon, "nameless"):
        return True
    words = {m.head.lower() for r in referents for m in r.mentions}
    nameless = context.lexicon.saying.get("nameless", ())
    forms = context.lexicon.forms
    return any(word in nameless or forms.get(word) in nameless for word in words)
