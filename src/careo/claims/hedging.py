"""Whether a word in a sentence is hedged."""

from __future__ import annotations

from collections.abc import Sequence

from careo.claims.syntax import children, governors, lower
from careo.claims.words import before_verb, lemmas, listed, lists
from careo.model.lexicon import Lexicon
from careo.model.reading import Sentence

_MODIFIERS = frozenset({"advmod", "amod", "npadvmod"})
_VERBS = frozenset({"VERB", "AUX"})
_PARTICLES = frozenset({"PART", "ADP"})
_REGION = 20


def hedged(sentence: Sentence, token_index: int, lexicon: Lexicon) -> bool:
    """Tell whether what a word asserts is kept at a distance.

    By its auxiliaries ("would have authorised", "may have", "habría autorizado"), an adverb or
    adjective ("allegedly", "presunto"), a phrase in its clause ("al parecer", "puede que"), or
    the verb that raises it ("is believed to have"). A plain "would" is the future of the past
    and no hedge; nor is what could not be, nor what would have been if.

    Args:
        sentence: The sentence.
        token_index: The word that asserts: a verb, a noun or an adjective.
        lexicon: Its ``hedges`` count; a phrase of auxiliaries as their first words, a phrase
            that ends in "to" or "of" as a raising verb.
    """
    hedges = lists(lexicon).hedges
    if any(
        _hedged_here(sentence, n, hedges, lexicon)
        for n in governors(sentence, token_index, lexicon)
    ):
        return True
    return _adverb_beside(sentence, token_index, hedges, lexicon)


def hedging_words(sentence: Sentence, indices: Sequence[int], lexicon: Lexicon) -> bool:
    """Tell whether some words hold a phrase that hedges: the cue "se cree que"."""
    phrases = lists(lexicon).hedges_in(sentence)
    return any(first in indices and end <= indices[-1] + 1 for first, end in phrases)


def _hedged_here(sentence: Sentence, index: int, hedges: frozenset[str], lexicon: Lexicon) -> bool:
    below = list(children(sentence, index))
    if any(_is_hedge(sentence, n, hedges) for n in below):
        return True
    return _by_auxiliaries(sentence, index, hedges, lexicon) or _raised(sentence, index, hedges)


def _by_auxiliaries(
    sentence: Sentence, index: int, hedges: frozenset[str], lexicon: Lexicon
) -> bool:
    """Tell whether the auxiliaries of a word hedge: those of the parse, or right before it."""
    near = before_verb(sentence, index, lexicon)
    helping = {n for n in near if sentence.tokens[n].pos in _VERBS}
    helping |= {n for n in children(sentence, index) if sentence.tokens[n].dep == "aux"}
    words = sorted({*helping, index} if sentence.tokens[index].pos in _VERBS else helping)
    spelt = [
        [lower(sentence.tokens[n]) for n in words],
        [sentence.tokens[n].text.lower() for n in words],
    ]
    sizes = (1, 2) if words != [index] or sentence.tokens[index].pos == "AUX" else ()
    found = [" ".join(one[:size]) for one in spelt for size in sizes]
    hedging = [one for one in found if one in hedges]
    if not hedging or _is_firm(sentence, [*near, index], lexicon):
        return False
    first = hedging[0].split()[0]
    if first in listed(lexicon, "backshift") and _is_clause(sentence, words[0], lexicon):
        return False
    return not (hedging[0] in listed(lexicon, "hypothetical") and _if(sentence, lexicon))


def _is_firm(sentence: Sentence, words: Sequence[int], lexicon: Lexicon) -> bool:
    """Tell whether words hold a phrase that is no hedge though one is in it: "could not have"."""
    for phrase in listed(lexicon, "firm"):
        at = iter(words)
        if all(
            any(part in lemmas(sentence.tokens[n], lexicon) for n in at) for part in phrase.split()
        ):
            return True
    return False


def _is_clause(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb's clause opens with "that": there a conditional is a past's future."""
    return any(
        sentence.tokens[n].text.lower() in listed(lexicon, "that")
        for n in range(_region(sentence, index, lexicon) - 1, index)
        if n >= 0
    )


def _if(sentence: Sentence, lexicon: Lexicon) -> bool:
    conditions = listed(lexicon, "if")
    return any(token.text.lower() in conditions for token in sentence.tokens)


def _region(sentence: Sentence, index: int, lexicon: Lexicon) -> int:
    """Return where the clause of a word begins, by order: behind "that", a verb or a stop."""
    own = set(before_verb(sentence, index, lexicon))
    start = index
    while start > 0 and index - start < _REGION:
        token = sentence.tokens[start - 1]
        if token.text.lower() in listed(lexicon, "that") or token.text in {";", ":"}:
            break
        if token.pos == "VERB" and start - 1 not in own:
            break
        start -= 1
    return start


def _adverb_beside(
    sentence: Sentence, index: int, hedges: frozenset[str], lexicon: Lexicon
) -> bool:
    """Tell whether a hedge stands in a word's clause, whatever the parse makes of it.

    An adverb right before the verb, or apart from the rest; a phrase anywhere; an adjective right
    before a noun.
    """
    tokens = sentence.tokens
    if tokens[index].pos == "NOUN":
        return _before_noun(sentence, index, hedges, lexicon)
    if tokens[index].pos not in _VERBS:
        return False
    start = _region(sentence, index, lexicon)
    group = before_verb(sentence, index, lexicon)
    if _phrase_beside(sentence, index, start, lexicon):
        return True
    for n in range(start, index):
        apart = n == start or tokens[n - 1].pos == "PUNCT" or n in group
        followed = n + 1 in group or n + 1 == index or tokens[n + 1].pos == "PUNCT"
        adverb = tokens[n].pos == "ADV" and not hedges.isdisjoint(lemmas(tokens[n], lexicon))
        if adverb and (followed or (apart and tokens[n + 1].pos not in {"ADJ", "VERB"})):
            return True
    return False


def _before_noun(sentence: Sentence, index: int, hedges: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether a hedge stands right before a noun: "presunto autor", "reportedly a member"."""
    tokens = sentence.tokens
    at = index - 1
    if at > 0 and tokens[at].pos == "DET":
        at -= 1
    fitting = {"ADV"} if at < index - 1 else {"ADV", "ADJ"}
    return (
        at >= 0 and tokens[at].pos in fitting and not hedges.isdisjoint(lemmas(tokens[at], lexicon))
    )


def _phrase_beside(sentence: Sentence, index: int, start: int, lexicon: Lexicon) -> bool:
    """Tell whether a hedge of several words stands in a verb's clause, or right before it.

    Right before it is "está acusado de"; one may begin with the verb itself if that only helps.
    """
    phrases = lists(lexicon).hedges_in(sentence)
    if not phrases:
        return False
    before = {start, *before_verb(sentence, index, lexicon)[:1], index}
    helps = sentence.tokens[index].pos == "AUX"
    return any(
        end in before or (helps and first == index) or (start <= first < index and end <= index + 1)
        for first, end in phrases
    )


def _is_hedge(sentence: Sentence, index: int, hedges: frozenset[str]) -> bool:
    token = sentence.tokens[index]
    if token.dep not in _MODIFIERS:
        return False
    return lower(token) in hedges or token.text.lower() in hedges


def _raised(sentence: Sentence, index: int, hedges: frozenset[str]) -> bool:
    """Tell whether a verb above a word hedges it: "is widely believed to have", "parece haber"."""
    token = sentence.tokens[index]
    if token.dep == "xcomp":
        verb = token.head
        below = [sentence.tokens[n] for n in children(sentence, index)]
        particle = next((lower(t) for t in below if t.pos in _PARTICLES and t.dep == "aux"), "")
    elif token.dep == "pcomp":
        verb, particle = sentence.tokens[token.head].head, lower(sentence.tokens[token.head])
    else:
        return False
    above = sentence.tokens[verb]
    helping = [sentence.tokens[n] for n in children(sentence, verb)]
    passive = next((lower(t) for t in helping if t.dep == "auxpass"), "")
    parts = (passive, above.text.lower() if passive else lower(above), particle)
    return " ".join(part for part in parts if part) in hedges
