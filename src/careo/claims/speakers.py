"""Who a source's words stand for."""

from __future__ import annotations

from careo.claims.context import Context
from careo.claims.syntax import ancestors, children, root_of, words_of
from careo.model.claim import Speaker
from careo.model.reading import Mention, Sentence
from careo.model.text import Span

GAP = Speaker(kind="gap")
"""Words that name nobody: "it is said"."""

DOCUMENT = Speaker(kind="document")
"""The document itself."""

_IMPERSONAL = frozenset({"it", "there"})
_PLURAL = frozenset({"NNS", "NNPS"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def speaker(context: Context, source: Span | None) -> Speaker:
    """Return the speaker that a source's words name: a gap for none, several when joint.

    Only the head words count: of "the lawyer of Ruiz" the lawyer speaks and never Ruiz.
    """
    if source is None:
        return GAP
    sentence = context.sentence_of(source)
    if sentence is None:
        return _of_mentions(source, list(context.mentions_in(source.start, source.end))[:1])
    heads = speaker_heads(sentence, words_of(source, sentence))
    if heads and all(_impersonal(context, sentence, n) for n in heads):
        return GAP
    found = [m for m in (mention_for(context, sentence, n) for n in heads) if m is not None]
    if len(heads) == 1 and not any(_is_named(context, m) for m in found):
        found = _apposed(context, sentence, heads[0]) or found
    if len(heads) == 1 and found and _listed(sentence, words_of(source, sentence), heads[0]):
        source = found[0].span
    elif len(heads) == 1 and found:
        source = _without_addition(context, sentence, source, found[0].span)
    return _of_mentions(source, found)


def speaker_heads(sentence: Sentence, words: list[int]) -> list[int]:
    """Return the head words of a source: one, or those of a coordination, in order."""
    root = _noun_root(sentence, words)
    if root is None:
        return []
    return [n for n in members(sentence, root) if n in words]


def _noun_root(sentence: Sentence, words: list[int]) -> int | None:
    """Return the highest noun of a source, the first where several stand side by side."""
    nouns = [n for n in words if sentence.tokens[n].pos in _NOUNS]
    tops = [n for n in nouns if sentence.tokens[n].head not in words]
    return next(iter(tops), root_of(sentence, words))


def members(sentence: Sentence, index: int) -> list[int]:
    """Return the members of a subject: all of a coordination, of a list without "and" the last.

    In "after the judge, A, B, a colonel, wrote" the parser makes B a second subject beside A,
    who is the judge.
    """
    found = conjuncts(sentence, index)
    joined = any(
        sentence.tokens[n].dep == "cc" and found[0] < n < found[-1]
        for n in range(len(sentence.tokens))
    )
    return found if joined else found[-1:]


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
    if token.tag in {"WP", "WDT"}:
        return _antecedent(context, sentence, index) or found
    return found


def apart(context: Context, who: Speaker, content: tuple[Span, ...]) -> Speaker:
    """Return a speaker without the mentions that his own words rule out.

    "He said that Rask paid" and "according to the general, Rask paid": neither is Rask, whomever
    the pronoun or the description was taken for. The speaker's words stay; whom they stand for
    is left open.

    Source:
        Principle C of binding: a name does not refer to what a pronoun above it refers to.
    """
    named = {
        context.referent_id(m.span)
        for span in content
        for m in context.mentions_in(span.start, span.end)
        if m.form == "name"
    }
    kept = tuple(
        m for m in who.mentions if context.is_name(m) or context.referent_id(m) not in named
    )
    if kept == who.mentions or who.span is None:
        return who
    return Speaker(kind=who.kind, span=who.span, mentions=kept)


def same(context: Context, one: Speaker, other: Speaker) -> bool:
    """Tell whether two speakers are known to be one and the same."""
    if one.kind != other.kind or one.kind == "gap":
        return False
    if one.kind == "document":
        return True
    first = {context.referent_id(m) for m in one.mentions}
    second = {context.referent_id(m) for m in other.mentions}
    return bool(first) and None not in first and first == second


def _apposed(context: Context, sentence: Sentence, index: int) -> list[Mention]:
    """Return the named mention that explains a word: "the chief of staff, General Rask".

    Not for several: "several officers, among them Captain Rask" are not Rask.
    """
    if sentence.tokens[index].tag in _PLURAL:
        return []
    beside = [n for n in children(sentence, index) if sentence.tokens[n].dep == "appos"]
    found = (mention_for(context, sentence, n) for n in beside)
    return [m for m in found if m is not None and _is_named(context, m)][:1]


def _is_named(context: Context, mention: Mention) -> bool:
    referent = context.referent(mention.span)
    return referent is not None and bool(referent.names)


def _listed(sentence: Sentence, words: list[int], head: int) -> bool:
    """Tell whether a source's words run over a noun that is not among its speakers."""
    root = _noun_root(sentence, words)
    return root is not None and root != head


def _without_addition(context: Context, sentence: Sentence, source: Span, named: Span) -> Span:
    """Return a source's words up to what is added about the speaker after his name.

    "Rask, a member of the cartel, said": the speaker's words are "Rask"; that he is a member is
    the document's own statement.
    """
    after = [n for n in words_of(source, sentence) if sentence.tokens[n].start >= named.end]
    cut = next((sentence.tokens[n] for n in after if _adds(sentence, n)), None)
    if cut is None or named.start < source.start:
        return source
    text = context.layer.text[source.start : cut.start].rstrip(" ,;(\u2014\u2013-")
    return context.layer.span(source.start, source.start + len(text))


def _adds(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.text in {",", "(", ";", "\u2014", "\u2013"} or token.tag in {"WP", "WDT"}


def _of_mentions(source: Span, mentions: list[Mention]) -> Speaker:
    return Speaker(kind="mention", span=source, mentions=tuple(m.span for m in mentions))


def _antecedent(context: Context, sentence: Sentence, index: int) -> Mention | None:
    for above in ancestors(sentence, index):
        if sentence.tokens[above].dep == "relcl":
            return context.mention_at(sentence, sentence.tokens[above].head)
    return None


def _impersonal(context: Context, sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.text.lower() not in _IMPERSONAL:
        return False
    mention = context.mention_at(sentence, index)
    return mention is None or context.referent(mention.span) is None
