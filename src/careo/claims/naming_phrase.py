"""How far the words reach that name a speaker: with the apposition that names him, no farther."""

from __future__ import annotations

from careo.claims.context import Context
from careo.claims.syntax import children, words_of
from careo.model.reading import Mention, Sentence
from careo.model.text import Span

_CUTS = frozenset({",", "(", ";", "\u2014", "\u2013"})
_PLURAL = frozenset({"NNS", "NNPS"})
_BEFORE_A_NAME = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_LONGEST = 12
_NAMES = 2


def apposed(
    context: Context, sentence: Sentence, index: int, content: tuple[Span, ...] = ()
) -> list[Mention]:
    """Return the named mention that explains a word: "the chief of staff, General Rask".

    Not for several: "several officers, among them Captain Rask" are not Rask. None that is part
    of what is said: "according to the general, Rask, who fled, paid".
    """
    tokens = sentence.tokens
    if tokens[index].tag in _PLURAL or tokens[index].pos not in {"NOUN", "PROPN"}:
        return []
    beside = [n for n in children(sentence, index) if tokens[n].dep == "appos"]
    found = [context.mention_at(sentence, n) for n in beside]
    found += [right_behind(context, sentence, index)]
    comma = _mark(sentence, index + 1)
    named = _named_between(context, sentence, comma) if comma is not None else None
    found += [named] if named is not None and _is_closed(sentence, named) else []
    named_ones = [m for m in found if m is not None and _is_named(context, m)]
    holder = _holder(context, sentence, index, named_ones[0]) if named_ones else None
    named_ones = [holder] if holder is not None else named_ones
    return [m for m in named_ones if not any(span.holds(m.span) for span in content)][:1]


def _holder(context: Context, sentence: Sentence, index: int, unit: Mention) -> Mention | None:
    """Return who holds a post behind whose unit he is named: "the commander, 9 Brigade, Rask,".

    None where the word is no post or what explains it no body.
    """
    post = context.mention_at(sentence, index)
    if unit.kind != "organization" or post is None or post.kind != "role":
        return None
    behind = [n for n, t in enumerate(sentence.tokens) if t.start >= unit.span.end][:_LONGEST]
    verbs = (n for n in behind if sentence.tokens[n].pos in {"VERB", "AUX"})
    end = next(verbs, behind[-1] if behind else 0)
    near = context.mentions_in(unit.span.end, sentence.tokens[end].start)
    people = [m for m in near if m.form == "name" and m.kind == "person"]
    return next((m for m in people if _is_closed(sentence, m) and _is_named(context, m)), None)


def whole_phrase(
    context: Context,
    sentence: Sentence,
    source: Span,
    own: Mention | None,
    content: tuple[Span, ...] = (),
) -> Span:
    """Return a source's words up to what is added about the speaker.

    "The minister, Viktor Drahn," is named by his apposition; "Rask, a member of the cartel," is
    "Rask": that he is a member is the document's own statement. A relative clause without a comma
    tells who is meant and stays: "a nurse who treated him". An apposed name that a source leaves
    out is taken in, but none that is part of what is said.
    """
    words = words_of(source, sentence)
    begun = own is not None and source.start <= own.span.start < source.end
    start = own.span.end if own is not None and begun else source.start
    behind = next((n for n in words if sentence.tokens[n].start >= start), None)
    comma = None
    if behind is not None:
        comma = next((n for n in words if n >= behind and sentence.tokens[n].text in _CUTS), None)
    if comma is None and words:
        comma = _mark(sentence, words[-1] + 1) if words[-1] + 1 < len(sentence.tokens) else None
        comma = comma if comma == words[-1] + 1 else None
    if comma is None:
        return source
    described = own is None or own.form == "description"
    name = _named_between(context, sentence, comma) if described else None
    said = name is not None and any(span.holds(name.span) for span in content)
    if name is not None and not said and _reaches(sentence, source, name):
        return context.layer.span(source.start, name.span.end)
    text = context.layer.text[source.start : sentence.tokens[comma].start].rstrip()
    cut = comma <= words[-1] and text
    return context.layer.span(source.start, source.start + len(text)) if cut else source


def _reaches(sentence: Sentence, source: Span, name: Mention) -> bool:
    return name.span.end <= source.end or _is_closed(sentence, name)


def _mark(sentence: Sentence, start: int) -> int | None:
    """Return the first mark behind which something is added, in the words before a verb."""
    for n in range(start, min(start + _LONGEST, len(sentence.tokens))):
        if sentence.tokens[n].text in _CUTS:
            return n
        if sentence.tokens[n].pos in {"VERB", "AUX"}:
            return None
    return None


def second_name(context: Context, sentence: Sentence, source: Span, own: Mention) -> Mention | None:
    """Return the name behind a source's first name, where no "and" joins the two.

    "After the judge, Hugo Rask, Ana Torre, a colonel, wrote": a name explains no name; the first
    belongs to what stands before.
    """
    words = words_of(source, sentence)
    behind = [n for n in words if sentence.tokens[n].start >= own.span.end]
    if own.form != "name" or len(behind) < _NAMES or sentence.tokens[behind[0]].text != ",":
        return None
    start = sentence.tokens[behind[1]].start
    near = context.mentions_in(start, source.end)
    name = next((m for m in near if m.form == "name" and m.span.start == start), None)
    if name is None or context.referent_id(name.span) == context.referent_id(own.span):
        return None
    following = [n for n in behind if sentence.tokens[n].start >= name.span.end]
    joined = any(sentence.tokens[n].pos == "CCONJ" for n in following[:_NAMES])
    return name if not joined and _is_closed(sentence, name) else None


def right_behind(context: Context, sentence: Sentence, index: int) -> Mention | None:
    """Return the name right behind a noun: "la socióloga Renata Vidaurre"."""
    at = index + 1
    while at < len(sentence.tokens) and sentence.tokens[at].pos == "ADJ":
        at += 1
    if at == len(sentence.tokens):
        return None
    start = sentence.tokens[at].start
    near = context.mentions_in(start, sentence.end)
    return next((m for m in near if m.form == "name" and m.span.start == start), None)


def _named_between(context: Context, sentence: Sentence, comma: int) -> Mention | None:
    """Return the name that stands alone behind a comma, but for titles: ", el sargento Prado,"."""
    tokens = sentence.tokens
    end = comma + 1
    while end < len(tokens) and tokens[end].text not in _CUTS and end - comma < _LONGEST:
        end += 1
    held = list(context.mentions_in(tokens[comma].end, tokens[end - 1].end))
    for mention in held:
        before = [t for t in tokens[comma + 1 : end] if t.start < mention.span.start]
        if mention.form == "name" and all(t.pos in _BEFORE_A_NAME for t in before):
            return mention
    return None


def _is_closed(sentence: Sentence, name: Mention) -> bool:
    """Tell whether a name ends at a mark: ", Viktor Drahn," but not ", Drahn paid"."""
    after = next((t for t in sentence.tokens if t.start >= name.span.end), None)
    return after is not None and after.pos == "PUNCT"


def _is_named(context: Context, mention: Mention) -> bool:
    referent = context.referent(mention.span)
    return referent is not None and bool(referent.names)
