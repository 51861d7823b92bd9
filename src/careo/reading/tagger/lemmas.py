"""Dictionary forms of tagged words.

A language's table of forms comes first. What it lacks is taken as regular: in English the ending
of a verb or a plural comes off, and of the spellings that may be left the one that the lexicon
knows counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from careo.model.lexicon import Lexicon
from careo.model.once import once

_MOST = 50_000
_NAMES = frozenset({"NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "VBZ", "VBP"})
_VERBS = {"VBD": "ed", "VBN": "ed", "VBG": "ing"}
_DOUBLED = re.compile(r"([bdgkmnprtv])\1$")
_HISSING = re.compile(r"(?:ss|sh|ch|x|zz|o)es$")
_IES = re.compile(r"..ies$")
_SILENT_E = re.compile(
    r"(?:[vuzc]|[^s]s|[bcdfgkptz]l|[dr]g|[aei]g|(?:ch|r)ang|[eu]ng|[^e]e|(?:[^aeo]|[^aeiou]a)at"
    r"|(?:[^aeiou]|qu)(?:[aiu]r|ad|id|ud|ib|in|[aio]k|il|ul|am|um|ap|yp|ut|ot)|com|(?:pl|st|gn)or"
    r"|uad|uid|^[^aeiou]+[aeiou][^aeiouwxy])$"
)


class Lemmas:
    """Finds dictionary forms, for one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._forms = lexicon.forms
        self._english = lexicon.language == "en"
        self._known = frozenset(_words(lexicon))
        self._found: dict[tuple[str, str, str], str] = {}

    def of(self, word: str, pos: str, tag: str) -> str:
        """Return the dictionary form of a word.

        Args:
            word: As written.
            pos: Universal part of speech.
            tag: Penn tag.
        """
        key = (word, pos, tag)
        lemma = self._found.get(key)
        if lemma is None:
            lemma = word if tag in _NAMES else self._lemma(word, pos, tag)
            if len(self._found) >= _MOST:
                self._found.clear()
            self._found[key] = lemma
        return lemma

    def _lemma(self, word: str, pos: str, tag: str) -> str:
        low = word.lower().replace("\u2019", "'")
        form = f"{low}/{'VERB' if pos == 'AUX' else pos}"
        lemma = self._forms.get(form) or self._forms.get(low)
        if lemma is not None or not low.isalpha():
            return lemma or low
        if tag in _PLURALS and low.endswith("s"):
            return self._without_s(low)
        ending = _VERBS.get(tag) if self._english else None
        if ending and low.endswith(ending) and len(low) > len(ending) + 1:
            return self._without(low, ending)
        return low

    def _without_s(self, low: str) -> str:
        """Return a plural, or a verb of the third person, without its ending."""
        ways = [low[:-1]]
        ways += [low[:-2]] if low.endswith("es") else []
        ways += [low[:-3] + "y"] if _IES.search(low) else []
        for way in ways:
            if way in self._known:
                return way
        if not self._english or low.endswith(("ss", "us", "is")):
            return low
        return ways[-1] if _IES.search(low) or _HISSING.search(low) else ways[0]

    def _without(self, low: str, ending: str) -> str:
        """Return an English verb without its ending."""
        base = low[: -len(ending)]
        single = base[:-1] if _DOUBLED.search(base) else base
        why = base[:-1] + "y" if base.endswith("i") and ending == "ed" else single
        for way in (base, base + "e", single, why):
            if way in self._known:
                return way
        if why != base:
            return why
        return base + "e" if _SILENT_E.search(base) else base


@once(8)
def lemmas(lexicon: Lexicon) -> Lemmas:
    """Return what finds the dictionary forms of a language; it remembers what it found."""
    return Lemmas(lexicon)


def _words(lexicon: Lexicon) -> Iterator[str]:
    """Yield the dictionary forms that the lexicon has something to say of."""
    naming = lexicon.naming
    lists: tuple[Iterable[str], ...] = (
        lexicon.cues,
        lexicon.triggers,
        lexicon.conveyors,
        lexicon.roles,
        lexicon.ranks,
        lexicon.basis,
        lexicon.speakers,
        lexicon.authoring,
        naming.bodies,
        naming.organization_words,
        naming.gendered,
        *lexicon.domains.values(),
    )
    for words in lists:
        for word in words:
            yield word.partition(" ")[0]
