"""How a speaker says to know, in whose words it is given, and when he said or knew it."""

from __future__ import annotations

from careo.claims.acts import Saying, speaking_noun
from careo.claims.context import Context
from careo.claims.cueing import cue_head
from careo.claims.negation import negated
from careo.claims.relations.relations import cast_of
from careo.claims.speakers import mention_for, same
from careo.claims.syntax import ancestors, children, lower, root_of, within
from careo.claims.times import when_in
from careo.claims.words import leaves_out_subjects, lemmas, listed
from careo.model.claim import Basis, Mode, Speaker
from careo.model.reading import Attribution, Sentence
from careo.model.text import Span
from careo.model.time import When

_OFFICIAL = frozenset({"finds", "records"})
_OBJECTS = frozenset({"dobj", "dative", "nsubjpass"})
_CLAUSES = frozenset({"VERB", "AUX"})


def mode_of(context: Context, content: tuple[Span, ...]) -> Mode:
    """Return ``direct_quote`` for words wholly in quotation marks, ``mixed`` for partly."""
    quoted = total = 0
    for span in content:
        for sentence in context.sentences_of(span):
            more = context.quoted_words(sentence, within(sentence, span.start, span.end))
            quoted, total = quoted + more[0], total + more[1]
    if not quoted:
        return "indirect"
    return "direct_quote" if quoted == total else "mixed"


def main_word(context: Context, content: tuple[Span, ...]) -> tuple[Sentence, int] | None:
    """Return the main word of what is said, of its first sentence; None for no words."""
    sentence = context.sentence_of(content[0]) if content else None
    if sentence is None:
        return None
    words = sorted({n for span in content for n in within(sentence, span.start, span.end)})
    root = root_of(sentence, words)
    return None if root is None else (sentence, root)


def basis_of(context: Context, attribution: Attribution, said: Saying, who: Speaker) -> Basis:
    """Return how the speaker says to know: by what he says he saw, heard or concluded.

    Courts and registers know by an official act. "He says that Ruiz saw it" tells nothing of
    how the speaker knows.
    """
    if _is_official(context, said, attribution.source) or _is_official(context, said, who.span):
        return "official_act"
    main = main_word(context, attribution.content)
    found = own_knowledge(context, *main, who) if main is not None else None
    if found is not None:
        return found
    deduced = context.lexicon.basis.get(said.lemma) == "deduced"
    return "deduced" if deduced and _governs_clause(context, attribution) else "undisclosed"


def _is_official(context: Context, said: Saying, source: Span | None) -> bool:
    noun = speaking_noun(context, source)
    if context.lexicon.speakers.get(noun) in _OFFICIAL:
        return said.act in {*_OFFICIAL, "orders"}
    return said.act == "orders" and noun in context.lexicon.naming.bodies


def own_knowledge(context: Context, sentence: Sentence, index: int, who: Speaker) -> Basis | None:
    """Return the basis that a verb shows, where the speaker is the one who saw or was told."""
    token = sentence.tokens[index]
    basis = context.lexicon.basis
    shown = next((basis[w] for w in lemmas(token, context.lexicon) if w in basis), None)
    if shown is None or negated(sentence, index, context.lexicon):
        return None
    below = list(children(sentence, index))
    subjects = [n for n in below if sentence.tokens[n].dep == "nsubj"]
    objects = [n for n in below if sentence.tokens[n].dep in _OBJECTS]
    if shown == "told" and lower(token) in context.lexicon.cues:
        return shown if any(_is_speaker(context, sentence, n, who) for n in objects) else None
    if not subjects:
        silent = leaves_out_subjects(context.lexicon) and token.pos == "VERB"
        return shown if silent or token.dep in {"xcomp", "pcomp"} else None
    return shown if any(_is_speaker(context, sentence, n, who) for n in subjects) else None


def when_said(context: Context, attribution: Attribution, who: Speaker) -> When | None:
    """Return when the speaker knew ("since 2007 he was aware"), else when he said it."""
    known = known_when(context, attribution.content, who)
    if known is not None:
        return known
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    if cue is None or sentence is None:
        return None
    head = cue_head(context, sentence, cue)
    if head is None:
        return None
    return _dated(context, sentence, head, outside=attribution.content)


def known_when(context: Context, content: tuple[Span, ...], who: Speaker) -> When | None:
    """Return when a speaker says that he knew or learned of it, or None."""
    main = main_word(context, content)
    if main is None or not _knows(context, *main, who):
        return None
    return _dated(context, *main, outside=())


def _knows(context: Context, sentence: Sentence, index: int, who: Speaker) -> bool:
    below = [n for n in children(sentence, index) if sentence.tokens[n].dep == "acomp"]
    words = {w for n in (index, *below) for w in lemmas(sentence.tokens[n], context.lexicon)}
    subjects = [n for n in children(sentence, index) if sentence.tokens[n].dep == "nsubj"]
    if words.isdisjoint(listed(context.lexicon, "knowing")):
        return False
    if not subjects:
        silent = leaves_out_subjects(context.lexicon)
        return silent or sentence.tokens[index].dep in {"xcomp", "pcomp"}
    return any(_is_speaker(context, sentence, n, who) for n in subjects)


def _dated(
    context: Context, sentence: Sentence, verb: int, outside: tuple[Span, ...]
) -> When | None:
    """Return the time that depends on a verb and stands outside what is said.

    Of several the first that has dates.
    """
    found: list[When] = []
    for when in _times(context, sentence):
        if when.text is None:
            continue
        words = within(sentence, when.text.start, when.text.end)
        if any(span.holds(when.text) for span in outside) and not _beside(sentence, verb, words):
            continue
        top = root_of(sentence, words)
        if top is not None and _clause_of(sentence, top) == verb:
            found.append(when)
    return min(found, key=lambda when: not when.dated, default=None)


def _beside(sentence: Sentence, verb: int, words: list[int]) -> bool:
    """Tell whether a time in a content is the verb's: "acusó a Sand *en 2015* de financiar"."""
    between = sentence.tokens[verb + 1 : words[0]] if words else ()
    return bool(between) and not any(t.pos in _CLAUSES or t.pos == "SCONJ" for t in between)


def _times(context: Context, sentence: Sentence) -> tuple[When, ...]:
    if not context.relating:
        return when_in(context.layer, sentence.start, sentence.end, context.lexicon)
    about = (context.layer, context.reading, sentence, context.lexicon)
    return cast_of(*about, context.casts).times


def _clause_of(sentence: Sentence, index: int) -> int | None:
    """Return the verb in whose clause a word stands."""
    for above in ancestors(sentence, index):
        if sentence.tokens[above].pos in _CLAUSES:
            return above
        if sentence.tokens[above].dep in {"pobj", "nsubj", "dobj"}:
            return None
    return None


def _is_speaker(context: Context, sentence: Sentence, index: int, who: Speaker) -> bool:
    token = sentence.tokens[index]
    span = context.layer.span(token.start, token.end)
    if context.first_person(span):
        return who.kind == "document" or context.quoted(token.start, token.end)
    mention = mention_for(context, sentence, index)
    if mention is None:
        return False
    return same(context, Speaker(kind="mention", span=span, mentions=(mention.span,)), who)


def _governs_clause(context: Context, attribution: Attribution) -> bool:
    """Tell whether a clause is the cue's only object: "concludes that", no "concludes a letter"."""
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    head = cue_head(context, sentence, cue) if cue is not None and sentence is not None else None
    if sentence is None or head is None:
        return False
    below = {sentence.tokens[n].dep for n in children(sentence, head)}
    return "ccomp" in below and "dobj" not in below
