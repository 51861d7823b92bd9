"""What is contested though nobody said it: that is a deed, and denies no allegation.

"Challenges the legitimacy of the vote" and "the judge dismissed the case" are told whole, as any
other deed; "challenges the claim that", "dismissed the accusation" are denials.
"""

from __future__ import annotations

from careo.claims.acts import speaking_noun
from careo.claims.context import Context
from careo.claims.cueing import cue_head
from careo.claims.knowing import main_word
from careo.claims.syntax import ancestors, children
from careo.claims.words import is_listed, lemmas, listed
from careo.model.reading import Attribution, Sentence

_NOUNS = frozenset({"NOUN", "PROPN"})
_CLAUSES = frozenset({"acl", "ccomp", "relcl"})


def is_contested(context: Context, one: Attribution) -> bool:
    """Tell whether a saying only contests a thing: no words that anybody said.

    What nobody said: a noun that is none of saying and holds no clause ("the legitimacy"); a case
    or an appeal; and charges, where they are dropped, or a court or nobody dismisses them.
    """
    cue = one.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    head = cue_head(context, sentence, cue) if cue is not None and sentence is not None else None
    main = main_word(context, one.content)
    if sentence is None or head is None or main is None or main[0] is not sentence:
        return False
    verb, noun = sentence.tokens[head], sentence.tokens[main[1]]
    if verb.pos != "VERB" or noun.pos not in _NOUNS or _tells(context, sentence, main[1]):
        return False
    if is_listed(verb, context.lexicon, "contesting"):
        return not _is_said(context, sentence, main[1])
    cases = is_listed(noun, context.lexicon, "cases")
    charged = is_listed(noun, context.lexicon, "charges")
    if is_listed(verb, context.lexicon, "dropping"):
        return cases or charged
    return is_listed(verb, context.lexicon, "dismissing") and (
        cases or (charged and _by_court(context, one, sentence, head))
    )


def _tells(context: Context, sentence: Sentence, noun: int) -> bool:
    """Tell whether a noun has a clause that says what it holds ("the notion that …")."""
    below = [n for n in children(sentence, noun) if sentence.tokens[n].dep in _CLAUSES]
    that = listed(context.lexicon, "that")
    marks = (sentence.tokens[k] for n in below for k in children(sentence, n))
    return any(mark.dep == "mark" and mark.text.lower() in that for mark in marks)


def _is_said(context: Context, sentence: Sentence, noun: int) -> bool:
    """Tell whether a noun, or one that it belongs to ("the truth of the claim"), is of saying."""
    near = [noun, *_of(sentence, noun)]
    return any(_is_saying(context, sentence, n) for n in near)


def _of(sentence: Sentence, noun: int) -> list[int]:
    tokens = sentence.tokens
    return [
        n
        for n, token in enumerate(tokens)
        if token.dep == "pobj" and noun in ancestors(sentence, n) and token.pos == "NOUN"
    ]


def _is_saying(context: Context, sentence: Sentence, noun: int) -> bool:
    known = context.lexicon
    for word in lemmas(sentence.tokens[noun], known):
        if any(entry.pos == "NOUN" for entry in known.cues.get(word, ())):
            return True
        if word in known.conveyors or word in listed(known, "accounts"):
            return True
    return False


def _by_court(context: Context, one: Attribution, sentence: Sentence, head: int) -> bool:
    """Tell whether charges are dropped by a court, or by nobody, and not called untrue."""
    if any(sentence.tokens[n].text.lower() == "as" for n in children(sentence, head)):
        return False
    return one.source is None or speaking_noun(context, one.source) in context.lexicon.speakers
