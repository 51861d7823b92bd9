"""Which field of action a relation belongs to, by the words that show it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from importlib.resources import files

import msgspec

from careo.model.claim import Relation
from careo.model.lexicon import Lexicon
from careo.model.structure import OTHER
from careo.model.text import Span

SHOWING = ("domain", "patient", "counterpart", "charge", "unit", "via", "beneficiary")
"""The roles whose words tell the domain."""

NEAR = 80
"""How far around a relation's own words the quote is looked at, in code points."""

BACK = 240
"""How far before a relation words that point back are looked for, in the same paragraph."""


class Domains:
    """The domains of one lexicon, ready to match.

    An entry that ends in ``*`` is a stem; any other matches whole words, with a plural s or
    without. Case does not count.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.names = (*lexicon.domains, OTHER)
        self._patterns = {
            name: re.compile(r"\b(?:" + "|".join(map(_pattern, words)) + ")", re.IGNORECASE)
            for name, words in lexicon.domains.items()
            if words
        }

    def of(
        self,
        relation: Relation,
        content: Sequence[Span],
        names: Callable[[Span], str],
        before: str = "",
    ) -> tuple[str, ...]:
        """Return the domains of a relation, in the lexicon's order; `OTHER` when none shows.

        What its own roles say counts first, then the nearest word of the content around it. Words
        that point back ("its flow", "the fraud") are looked for in what stands before: "its" is of
        what the content begins with, "the" of what was named last.

        Args:
            relation: The relation.
            content: The words claimed.
            names: The full name of whom words stand for; empty where nobody is named.
            before: The text of the paragraph before the relation.
        """
        own = " · ".join(_role_texts(relation, names))
        shown = tuple(name for name, pattern in self._patterns.items() if pattern.search(own))
        if shown:
            return shown
        pointing = {_first(r.span.exact) for r in relation.roles if r.role == "domain"}
        lists = _pointing()
        if pointing & lists["owners"] and (begun := self._first_named(relation, content)):
            return (begun,)
        near = self._nearest(relation, content)
        if near == (OTHER,) and pointing & lists["definite"]:
            return self._last(before[-BACK:])
        return near

    def _first_named(self, relation: Relation, content: Sequence[Span]) -> str:
        """Return the domain that the content shows first, before the relation; else nothing."""
        start = min(role.span.start for role in relation.roles)
        found = [
            (quote.start + match.start(), name)
            for quote in content
            for name, pattern in self._patterns.items()
            for match in pattern.finditer(quote.exact)
            if quote.start + match.end() <= start
        ]
        return min(found)[1] if found else ""

    def _last(self, before: str) -> tuple[str, ...]:
        """Return the domain of the last word that shows one."""
        found = [
            (match.start(), name)
            for name, pattern in self._patterns.items()
            for match in pattern.finditer(before)
        ]
        return (max(found)[1],) if found else (OTHER,)

    def _nearest(self, relation: Relation, content: Sequence[Span]) -> tuple[str, ...]:
        places = [role.span for role in relation.roles]
        start, end = min(p.start for p in places), max(p.end for p in places)
        found: list[tuple[int, int, str]] = []
        for quote in content:
            for rank, (name, pattern) in enumerate(self._patterns.items()):
                found += [
                    (far, rank, name)
                    for match in pattern.finditer(quote.exact)
                    if (far := _distance(quote, match, start, end)) <= NEAR
                ]
        return (min(found)[2],) if found else (OTHER,)


def _first(words: str) -> str:
    return words.split(maxsplit=1)[0].casefold() if words.strip() else ""


@functools.cache
def _pointing() -> dict[str, frozenset[str]]:
    data = files("careo.structure").joinpath("pointing.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, frozenset[str]])


def _distance(quote: Span, match: re.Match[str], start: int, end: int) -> int:
    at, until = quote.start + match.start(), quote.start + match.end()
    return max(0, start - until, at - end)


def _role_texts(relation: Relation, names: Callable[[Span], str]) -> list[str]:
    texts = []
    for role in relation.roles:
        if role.role in SHOWING:
            texts.append(role.span.exact)
            texts += [] if role.literal else [names(role.span)]
    return texts


def _pattern(word: str) -> str:
    spaced = r"\s+".join(re.escape(part) for part in word.rstrip("*").split())
    return spaced + (r"\w*" if word.endswith("*") else r"s?\b")
