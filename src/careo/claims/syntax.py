"""Walking a parsed sentence: children, subtrees, and what governs a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from careo.model.lexicon import Lexicon
from careo.model.once import once
from careo.model.reading import Sentence, Token
from careo.model.syntax import Syntax
from careo.model.text import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})
_KEPT = 64
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_CONTRACTED = {"'d": "would", "\u2019d": "would", "'ve": "have", "\u2019ve": "have"}
_PREDICATIVE = frozenset({"attr", "acomp", "oprd", "dobj"})


@once(_KEPT)
def _syntax(sentence: Sentence) -> Syntax:
    return Syntax(sentence)


def children(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Return a word's direct dependents, in order."""
    return _syntax(sentence).kids(index)


def dateline(tokens: Sequence[Token]) -> int:
    """Return how many words open a report before its dash: "SAN ROQUE, 3 May 2021 - "."""
    dashes = [n for n, token in enumerate(tokens) if token.text in _DASHES]
    first = tokens[0].text if tokens else ""
    if len(dashes) != 1 or not first.isupper() or len(first) == 1:
        return 0
    opening = all(token.pos in {"PROPN", "NUM", "PUNCT"} for token in tokens[: dashes[0]])
    return dashes[0] + 1 if opening else 0


def subtree(sentence: Sentence, index: int) -> frozenset[int]:
    """Return a word with everything below it."""
    return _syntax(sentence).below(index)


def ancestors(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Return the heads above a word, nearest first, the root last."""
    return _syntax(sentence).above(index)


def within(sentence: Sentence, start: int, end: int) -> list[int]:
    """Return the words that lie wholly between two places of the layer."""
    return list(_syntax(sentence).within(start, end))


def root(sentence: Sentence) -> int | None:
    """Return the word that all others of a sentence hang on."""
    return next((n for n in range(len(sentence.tokens)) if _is_root(sentence, n)), None)


def root_of(sentence: Sentence, indices: list[int]) -> int | None:
    """Return the highest of some words: the one whose head lies outside them.

    Where several do, a finite verb counts before any other word, then the first.
    """
    inside = set(indices)
    tops = [n for n in indices if sentence.tokens[n].head not in inside or _is_root(sentence, n)]
    real = [n for n in tops if sentence.tokens[n].pos != "PUNCT"]
    real = [n for n in real if sentence.tokens[n].dep not in AUXILIARIES] or real
    verbs = [n for n in real if sentence.tokens[n].pos in {"VERB", "AUX"}]
    return next(iter(verbs or real or tops), None)


def words_of(span: Span, sentence: Sentence) -> list[int]:
    """Return the words of a sentence that a span holds."""
    return within(sentence, span.start, span.end)


def sentence_at(sentences: tuple[Sentence, ...], place: int) -> int | None:
    """Return the index of the sentence that holds a place, or None."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= place:
            low = middle + 1
        else:
            high = middle
    if low < len(sentences) and sentences[low].start <= place:
        return low
    return None


def lower(token: Token) -> str:
    """Return a word's dictionary form in lower case, contractions spelt out."""
    return spelt_out(token.lemma)


def spelt_out(lemma: str) -> str:
    """Return a dictionary form in lower case, a contraction as the word that it stands for."""
    low = lemma.lower()
    return _CONTRACTED.get(low, low)


def governors(sentence: Sentence, index: int, lexicon: Lexicon) -> Iterator[int]:
    """Yield a word and the words whose auxiliaries and adverbs also bear on it.

    From a predicate noun or adjective to its verb ("was reportedly a member"), from an
    infinitive to the verb that raises it ("is believed to have ordered"), from a second verb
    without a subject of its own to the first ("would have ordered and supervised").
    """
    seen: set[int] = set()
    at: int | None = index
    while at is not None and at not in seen:
        yield at
        seen.add(at)
        at = _governor(sentence, at, lexicon)


def _governor(sentence: Sentence, index: int, lexicon: Lexicon) -> int | None:
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    if token.dep in _PREDICATIVE or token.dep == "xcomp":
        return token.head
    if token.dep == "conj":
        return None if _has_subject(sentence, index) else token.head
    if token.dep == "advcl" and token.tag == "VBG" and not _has_subject(sentence, index):
        return token.head if _precedes(sentence, token.head, index) else None
    if token.dep in {"pcomp", "pobj"} and head.dep == "prep":
        return _through_preposition(sentence, token.head, token.dep, lexicon)
    return None


def _through_preposition(
    sentence: Sentence, preposition: int, dep: str, lexicon: Lexicon
) -> int | None:
    token = sentence.tokens[preposition]
    above = sentence.tokens[token.head]
    shared = lexicon.saying.get("sharing", ())
    if above.pos == "ADJ" or (dep == "pcomp" and lower(token) in shared):
        return token.head
    return None


def _has_subject(sentence: Sentence, index: int) -> bool:
    return any(sentence.tokens[n].dep in SUBJECTS for n in children(sentence, index))


def _precedes(sentence: Sentence, first: int, second: int) -> bool:
    return sentence.tokens[first].start < sentence.tokens[second].start


def _is_root(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].head == index
