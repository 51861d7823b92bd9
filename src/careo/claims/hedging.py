"""Whether a word in a sentence is hedged or negated."""

from __future__ import annotations

from careo.claims.syntax import AUXILIARIES, children, governors, lower
from careo.model.lexicon import Lexicon
from careo.model.reading import Sentence

NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing", "no-one"})
"""Words that stand for nobody and nothing."""

PLAIN_NOT = frozenset({"not", "n't", "n\u2019t", "never"})
"""Words that negate a verb and join nothing."""

_NEVER = PLAIN_NOT | {"nor"}
REFUSALS = frozenset({"fail", "refuse", "decline", "unable", "refrain"})
"""Words that say that what follows was not done."""

DENYING = frozenset({"acquit", "exonerate"})
"""Verdicts that say that somebody did not do it."""

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


def hedged(sentence: Sentence, token_index: int, lexicon: Lexicon) -> bool:
    """Tell whether what a word asserts is kept at a distance.

    By its auxiliaries ("would have authorised", "may have"), an adverb or adjective
    ("allegedly", "alleged"), or the verb that raises it ("is believed to have"). A plain
    "would" is the future of the past and no hedge.

    Args:
        sentence: The sentence.
        token_index: The word that asserts: a verb, a noun or an adjective.
        lexicon: Its ``hedges`` count; a phrase of auxiliaries as their first words, a phrase
            that ends in "to" or "of" as a raising verb.
    """
    hedges = frozenset(lexicon.hedges)
    return any(_hedged_here(sentence, n, hedges) for n in governors(sentence, token_index))


def _hedged_here(sentence: Sentence, index: int, hedges: frozenset[str]) -> bool:
    below = list(children(sentence, index))
    if any(_is_hedge(sentence, n, hedges) for n in below):
        return True
    auxiliaries = [lower(sentence.tokens[n]) for n in below if sentence.tokens[n].dep == "aux"]
    if any(" ".join(auxiliaries[:size]) in hedges for size in (1, 2)):
        return True
    return _raised(sentence, index, hedges)


def _is_hedge(sentence: Sentence, index: int, hedges: frozenset[str]) -> bool:
    token = sentence.tokens[index]
    if token.dep not in {"advmod", "amod", "npadvmod"}:
        return False
    return lower(token) in hedges or token.text.lower() in hedges


def _raised(sentence: Sentence, index: int, hedges: frozenset[str]) -> bool:
    token = sentence.tokens[index]
    if token.dep == "xcomp":
        verb, particle = token.head, "to"
    elif token.dep == "pcomp":
        verb, particle = sentence.tokens[token.head].head, lower(sentence.tokens[token.head])
    else:
        return False
    above = sentence.tokens[verb]
    passive = any(sentence.tokens[n].dep == "auxpass" for n in children(sentence, verb))
    spelt = f"be {above.text.lower()} {particle}" if passive else f"{lower(above)} {particle}"
    return spelt in hedges


def negated(sentence: Sentence, token_index: int, inside: frozenset[int] | None = None) -> bool:
    """Tell whether what a word asserts is said not to be so, by the words ``inside``, or any.

    "Not only" negates nothing; "failed to order" negates the ordering; "no official ordered"
    and "gave no order" negate the verb.
    """
    count = 0
    path = list(governors(sentence, token_index))
    for step, index in enumerate(path):
        if step and not _carries_on(sentence, path[step - 1], index):
            break
        if step and inside is not None and index not in inside:
            break
        count += _negated_here(sentence, index, path[step - 1] if step else None)
        if step and lower(sentence.tokens[index]) in REFUSALS:
            count += 1
    return count % 2 == 1


def cue_negated(sentence: Sentence, token_index: int) -> bool:
    """Tell whether an act of saying is itself denied: "did not say", "refused to confirm".

    Unlike `negated`, a participle does not share the negation of its main verb: "did not come,
    saying that" says.
    """
    token = sentence.tokens[token_index]
    refused = token.dep == "xcomp" and lower(sentence.tokens[token.head]) in REFUSALS
    return _negated_here(sentence, token_index, None) != refused


def not_only(sentence: Sentence, token_index: int) -> bool:
    """Tell whether a word stands after "not only"."""
    return any(
        sentence.tokens[n].text.lower() in _NEVER and _only_follows(sentence, n)
        for n in children(sentence, token_index)
    )


def _negated_here(sentence: Sentence, index: int, counted: int | None) -> bool:
    """Tell whether a word has a negation of its own; one in the word ``counted`` is known."""
    token = sentence.tokens[index]
    if token.dep in {"pobj", "pcomp"} and lower(sentence.tokens[token.head]) == "without":
        return True
    return any(_negates(sentence, n) for n in children(sentence, index) if n != counted)


def _negates(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    word = token.text.lower()
    if token.dep in _ARGUMENTS:
        if word in NOBODY:
            return True
        return any(
            sentence.tokens[n].text.lower() == "no" and sentence.tokens[n].dep == "det"
            for n in children(sentence, index)
        )
    if token.dep == "det":
        return word in {"no", "neither"}
    return (token.dep == "neg" or word in _NEVER) and not _only_follows(sentence, index)


def _only_follows(sentence: Sentence, index: int) -> bool:
    following = sentence.tokens[index + 1 : index + 2]
    return bool(following) and following[0].text.lower() in {"only", "just", "merely", "simply"}


def _carries_on(sentence: Sentence, below: int, above: int) -> bool:
    """Tell whether the negation of ``above`` also bears on ``below``."""
    token = sentence.tokens[below]
    if token.dep != "conj":
        return token.dep != "advcl"
    joined = [lower(sentence.tokens[n]) for n in children(sentence, above) if _joins(sentence, n)]
    if "or" in joined or "nor" in joined:
        return True
    bare = token.tag == "VB" and not any(
        sentence.tokens[n].dep in AUXILIARIES for n in children(sentence, below)
    )
    return bare and "but" not in joined


def _joins(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].dep == "cc"
