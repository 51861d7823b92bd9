"""Whether a word in a sentence is negated: by the parse, and by the words right before a verb."""

from __future__ import annotations

from careo.claims.syntax import AUXILIARIES, children, governors
from careo.claims.words import before_verb, is_listed, lemmas, listed
from careo.model.lexicon import Lexicon
from careo.model.reading import Sentence, Token

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


def negated(
    sentence: Sentence,
    token_index: int,
    lexicon: Lexicon,
    inside: frozenset[int] | None = None,
) -> bool:
    """Tell whether what a word asserts is said not to be so, by the words ``inside``, or any.

    "Not only" negates nothing; "failed to order" negates the ordering; "no official ordered"
    and "gave no order" negate the verb.
    """
    count = 0
    path = list(governors(sentence, token_index, lexicon))
    for step, index in enumerate(path):
        if step and not _carries_on(sentence, path[step - 1], index, lexicon):
            break
        if step and inside is not None and index not in inside:
            break
        count += _negated_here(sentence, index, path[step - 1] if step else None, lexicon)
        if step and is_listed(sentence.tokens[index], lexicon, "undone"):
            count += 1
    return count % 2 == 1


def cue_negated(sentence: Sentence, token_index: int, lexicon: Lexicon) -> bool:
    """Tell whether an act of saying is itself denied: "did not say", "refused to confirm".

    Unlike `negated`, a participle does not share the negation of its main verb: "did not come,
    saying that" says.
    """
    token = sentence.tokens[token_index]
    refused = token.dep == "xcomp" and is_listed(sentence.tokens[token.head], lexicon, "undone")
    return _negated_here(sentence, token_index, None, lexicon) != refused


def not_only(sentence: Sentence, token_index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word stands after "not only"."""
    negations = listed(lexicon, "never")
    near = {*children(sentence, token_index), *before_verb(sentence, token_index, lexicon)}
    return any(
        sentence.tokens[n].text.lower() in negations and _only_follows(sentence, n, lexicon)
        for n in near
    )


def plainly_not(sentence: Sentence, token_index: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb has "not" or "never", and no "nor" or "or" that joins another to it."""
    near = {*children(sentence, token_index), *before_verb(sentence, token_index, lexicon)}
    below = {sentence.tokens[n].text.lower() for n in near}
    return not below.isdisjoint(listed(lexicon, "plain_not")) and below.isdisjoint(
        listed(lexicon, "either")
    )


def _negated_here(sentence: Sentence, index: int, counted: int | None, lexicon: Lexicon) -> bool:
    """Tell whether a word has a negation of its own; one in the word ``counted`` is known."""
    token = sentence.tokens[index]
    if token.dep in {"pobj", "pcomp"} and is_listed(
        sentence.tokens[token.head], lexicon, "without"
    ):
        return True
    if any(_negates(sentence, n, lexicon) for n in children(sentence, index) if n != counted):
        return True
    return token.pos in {"VERB", "AUX"} and _negated_before(sentence, index, lexicon)


def _negated_before(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Tell whether a negation stands right before a verb: "no se lo ha dicho"."""
    negations = listed(lexicon, "never")
    return any(
        sentence.tokens[n].text.lower() in negations and not _only_follows(sentence, n, lexicon)
        for n in before_verb(sentence, index, lexicon)
    )


def _negates(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    token = sentence.tokens[index]
    word = token.text.lower()
    if token.dep in _ARGUMENTS:
        return word in listed(lexicon, "none") or any(
            sentence.tokens[n].dep == "det" and _is_none_of(sentence.tokens[n], lexicon)
            for n in children(sentence, index)
        )
    if token.dep == "det":
        return _is_none_of(token, lexicon)
    if token.dep != "neg" and word not in listed(lexicon, "never"):
        return False
    if _is_tag(sentence, index) or _only_follows(sentence, index, lexicon):
        return False
    return token.head >= index or not _is_of_another(sentence, index, lexicon)


def _is_none_of(token: Token, lexicon: Lexicon) -> bool:
    return token.text.lower() in listed(lexicon, "none_of")


def _is_of_another(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Tell whether a negation behind a verb stands right before another: "says *never* pay"."""
    for n in range(index + 1, len(sentence.tokens)):
        if sentence.tokens[n].pos in {"VERB", "AUX"}:
            return index in before_verb(sentence, n, lexicon)
    return False


def _is_tag(sentence: Sentence, index: int) -> bool:
    """Tell whether a word only asks for agreement: ", no?"."""
    return any(token.text == "?" for token in sentence.tokens[index + 1 : index + 2])


def _only_follows(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    following = sentence.tokens[index + 1 : index + 2]
    return any(not listed(lexicon, "only").isdisjoint(lemmas(t, lexicon)) for t in following)


def _carries_on(sentence: Sentence, below: int, above: int, lexicon: Lexicon) -> bool:
    """Tell whether the negation of ``above`` also bears on ``below``."""
    token = sentence.tokens[below]
    if token.dep != "conj":
        return token.dep != "advcl"
    joined = {
        sentence.tokens[n].text.lower()
        for n in (*children(sentence, above), *children(sentence, below))
        if sentence.tokens[n].dep == "cc"
    }
    if not joined.isdisjoint(listed(lexicon, "either")):
        return True
    bare = token.tag == "VB" and not any(
        sentence.tokens[n].dep in AUXILIARIES for n in children(sentence, below)
    )
    return bare and joined.isdisjoint(listed(lexicon, "but"))
