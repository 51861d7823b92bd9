"""What the tagger takes for speech and is somebody's wish, liking or deed: no claim is made of it.

The corpus that the tagger learned from marks attitudes as attributions too ("voters like the
plan", "she backed the minister"). Told as claims they would put words into mouths.
"""

from __future__ import annotations

from careo.claims.acts import saying
from careo.claims.context import Context
from careo.claims.cueing import cueing
from careo.claims.negation import plainly_not
from careo.claims.syntax import lower, words_of
from careo.claims.words import Cueing, is_listed, listed
from careo.model.reading import Attribution, Sentence, Token

_MARKS = frozenset('"\u201c\u201d\u00ab\u00bb\u201e')
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_attitude(context: Context, one: Attribution) -> bool:
    """Tell whether only the tagger found it, and nothing shows that words were said.

    What shows it: quotation marks, a sign for a cue (a turn of a transcript), a cue of the lexicon
    whose content stands as that cue's may, an unknown cue before a "that", or a clause that
    somebody refused to say ("refused to say who paid"; "declined to comment" tells nothing). Where
    the lexicon's cue only asserts, things without a verb say nothing ("he named a dead man"),
    unless they are told. What somebody does not want to say ("I do not want to accuse Rask") he
    does not say.
    """
    cue = one.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    if cue is None or sentence is None or one.extractor != "tagger":
        return False
    marked = any(not _MARKS.isdisjoint(span.exact) for span in one.content)
    if marked or not any(letter.isalpha() for letter in cue.exact):
        return False
    found = cueing(context, sentence, cue)
    content = _tokens(context, one)
    unwanted = found is not None and _unwanted(context, sentence, found.head)
    if found is not None and found.refused:
        return all(token.tag not in _FINITE for token in content)
    if unwanted or found is None or not found.entries:
        return unwanted or _wished(context, sentence, one) or not _opened(context, content)
    if all(set(entry.content) <= {"clause"} and entry.pos == "VERB" for entry in found.entries):
        return not _opened(context, content) and all(t.tag not in _FINITE for t in content)
    return not any(token.pos in {"VERB", "AUX"} for token in content) and _vague(
        context, one, found
    )


def _vague(context: Context, one: Attribution, cue: Cueing) -> bool:
    """Tell whether a cue of the lexicon is a verb that asserts, and none that plainly tells."""
    verb = all(entry.pos == "VERB" for entry in cue.entries)
    told = cue.lemma in listed(context.lexicon, "plain_sayings")
    return verb and not told and saying(context, one).act == "asserts"


def _unwanted(context: Context, sentence: Sentence, head: int) -> bool:
    """Tell whether a verb depends on one of wanting that is negated."""
    token = sentence.tokens[head]
    wish = sentence.tokens[token.head]
    wished = token.dep == "xcomp" and is_listed(wish, context.lexicon, "wishes")
    return wished and plainly_not(sentence, token.head, context.lexicon)


def _tokens(context: Context, one: Attribution) -> list[Token]:
    found: list[Token] = []
    for span in one.content:
        sentence = context.sentence_of(span)
        if sentence is not None:
            found += [sentence.tokens[n] for n in words_of(span, sentence)]
    return found


def _opened(context: Context, content: list[Token]) -> bool:
    """Tell whether a content begins with "that"."""
    return bool(content) and content[0].text.lower() in listed(context.lexicon, "that")


def _wished(context: Context, sentence: Sentence, one: Attribution) -> bool:
    """Tell whether a cue is a verb of wanting or liking."""
    words = words_of(one.cue, sentence) if one.cue is not None else []
    wishes = listed(context.lexicon, "wishes")
    return any(lower(sentence.tokens[n]) in wishes for n in words)
