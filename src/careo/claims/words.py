"""Words looked up in a language's lists, by dictionary form, and by form where the tag is wrong."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from operator import contains

from careo.claims.syntax import spelt_out
from careo.model.lexicon import Cue, Lexicon
from careo.model.once import once
from careo.model.reading import Sentence, Token
from careo.model.record import Record

_CLITICS = frozenset({"object", "possessive"})
_BESIDE_A_VERB = frozenset({"AUX", "ADV", "PART"})
_LONGEST = 12
_KEPT = 20_000
_SENTENCES = 64
_NONE: frozenset[str] = frozenset()


class Cueing(Record, frozen=True):
    """A cue as the lexicon knows it.

    Attributes:
        head: The word that says.
        entries: What the lexicon has for it; none for a word that it does not know.
        lemma: Under which dictionary form.
        words: The words of the cue that the entry is of: several for "se declaró culpable".
        refused: The cue says that it was not said: "refused to say", "se negó a decir".
        noun: An object of the verb that says what kind of saying it is: "reiteró su
            advertencia".
    """

    head: int
    entries: tuple[Cue, ...] = ()
    lemma: str = ""
    words: tuple[int, ...] = ()
    refused: bool = False
    noun: Cue | None = None


class Lists:
    """A lexicon's lists as sets, made once.

    Attributes:
        cues: The cues of several words: the words that follow, by the first one.
        hedges: Every hedge.
        hedges_in: The hedges of several words in a sentence: the first word, and one past the
            last.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._saying = {name: frozenset(words) for name, words in lexicon.saying.items()}
        self._grammar = {name: frozenset(words) for name, words in lexicon.grammar.items()}
        self._forms = lexicon.forms
        self.lemmas = functools.lru_cache(_KEPT)(self._lemmas)
        self.hedges = frozenset(lexicon.hedges)
        self.cues = _by_first(lexicon.cues)
        self._phrases = _by_first(lexicon.hedges)
        self._opening = frozenset(self._phrases)
        self.hedges_in = once(_SENTENCES)(self._hedges_in)

    def named(self, name: str) -> frozenset[str]:
        """Return a list of the lexicon's ``saying``; empty where it has none of that name."""
        return self._saying.get(name, _NONE)

    def grammar(self, name: str) -> frozenset[str]:
        """Return a list of the lexicon's ``grammar``; empty where it has none of that name."""
        return self._grammar.get(name, _NONE)

    def _lemmas(self, lemma: str, text: str) -> tuple[str, ...]:
        lemma, form = spelt_out(lemma), text.lower()
        found = (lemma, self._forms.get(f"{form}/VERB", ""), self._forms.get(form, ""), form)
        return tuple(dict.fromkeys(word for word in found if word))

    def _hedges_in(self, sentence: Sentence) -> tuple[tuple[int, int], ...]:
        spelt = [self.lemmas(token.lemma, token.text) for token in sentence.tokens]
        opening = [n for n, words in enumerate(spelt) if not self._opening.isdisjoint(words)]
        found: list[tuple[int, int]] = []
        for start in opening:
            for rest in (r for word in spelt[start] for r in self._phrases.get(word, ())):
                behind = spelt[start + 1 : start + 1 + len(rest)]
                if len(behind) == len(rest) and all(map(contains, behind, rest)):
                    found.append((start, start + 1 + len(rest)))
        return tuple(found)


def _by_first(phrases: Iterable[str]) -> dict[str, list[list[str]]]:
    """Return the phrases of several words: the words that follow, by the first one."""
    found: dict[str, list[list[str]]] = {}
    for first, *rest in map(str.split, phrases):
        if rest:
            found.setdefault(first, []).append(rest)
    return found


@once(8)
def lists(lexicon: Lexicon) -> Lists:
    """Return a lexicon's lists as sets."""
    return Lists(lexicon)


def lemmas(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what a word may be in a list, the likeliest first; lower case.

    Its dictionary form; that which its form has as a verb, and as anything else (a tagger that
    took "denuncia" for a noun gave it another); the form itself.
    """
    return lists(lexicon).lemmas(token.lemma, token.text)


def listed(lexicon: Lexicon, name: str) -> frozenset[str]:
    """Return one of a language's lists of words; empty where it has none of that name."""
    return lists(lexicon).named(name)


def alike(lexicon: Lexicon, noun: str) -> frozenset[str]:
    """Return the nouns that may call a conveyor what it was called before, itself among them.

    "Misiva" for a letter; the kinds of documents are in the lists too, in English.
    """
    groups = (set(group.split()) for group in lexicon.saying.get("alike", ()))
    return frozenset({noun, *(word for group in groups if noun in group for word in group)})


def is_listed(token: Token, lexicon: Lexicon, name: str) -> bool:
    """Tell whether a word is in one of a language's lists."""
    known = lists(lexicon)
    return not known.named(name).isdisjoint(known.lemmas(token.lemma, token.text))


def spells(
    sentence: Sentence, indices: Sequence[int], phrase: Sequence[str], lexicon: Lexicon
) -> bool:
    """Tell whether some words, one after another, are those of a phrase."""
    return len(indices) == len(phrase) and all(
        part in lemmas(sentence.tokens[n], lexicon) for n, part in zip(indices, phrase, strict=True)
    )


def leaves_out_subjects(lexicon: Lexicon) -> bool:
    """Tell whether a language may leave a subject to the verb's ending ("Afirmó que")."""
    return bool(lexicon.saying.get("third_one"))


def is_clitic(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word may be a pronoun that stands between a negation and its verb."""
    form = token.text.lower()
    known = lexicon.naming.pronouns.get(form)
    if known is not None:
        return known.case in _CLITICS
    return form in listed(lexicon, "clitics")


def before_verb(sentence: Sentence, index: int, lexicon: Lexicon) -> list[int]:
    """Return the words right before a verb that go with it, in order of place.

    Auxiliaries, adverbs, negations and, where a language puts them there, pronouns: "no se lo
    ha", "did n't ever". They are found by order alone, whatever the parse.
    """
    negations = listed(lexicon, "negations")
    clitics = leaves_out_subjects(lexicon)
    first = index
    while first > 0 and index - first < _LONGEST:
        token = sentence.tokens[first - 1]
        if not (
            token.pos in _BESIDE_A_VERB
            or token.text.lower() in negations
            or (clitics and is_clitic(token, lexicon))
        ):
            break
        first -= 1
    return list(range(first, index))
