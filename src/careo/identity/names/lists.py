"""The lists of words that names are read with: titles, particles, short forms, legal forms."""

from __future__ import annotations

import functools
from importlib.resources import files

import msgspec

from careo.identity.names.folding import spelling

_LONG = 11
_MOST_WORDS = 5


class Persons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in names of people, folded.

    Attributes:
        titles: What may stand before a name and is no part of it.
        suffixes: What may stand behind it and is no part of it.
        generations: What tells father and son apart, by its spelling.
        particles: Little words within a name that may be left out.
        articles: Those particles that are an Arabic article.
        son_of: Words before a father's name.
        joined: Words that make one part with the word behind them.
        family_first: East Asian family names, which stand first.
        given: Given names that may be the second of two ("Ana Maria").
    """

    titles: frozenset[str]
    suffixes: frozenset[str]
    generations: dict[str, str]
    particles: frozenset[str]
    articles: frozenset[str]
    son_of: frozenset[str]
    joined: dict[str, str]
    family_first: frozenset[str]
    given: frozenset[str]


class Organizations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in names of organisations, folded.

    Attributes:
        legal: Legal forms by "family: form", each with its spellings.
        stop: Words that tell nothing apart.
        generic: Words that many organisations have.
        numbers: Figures of numbers and ordinals in words and in Roman numerals.
        same_word: Spellings and abbreviations, and the word that they stand for.
        places: Words of geography, which tell apart.
    """

    legal: dict[str, list[str]]
    stop: frozenset[str]
    generic: frozenset[str]
    numbers: dict[str, str]
    same_word: dict[str, str]
    places: frozenset[str]


@functools.cache
def persons() -> Persons:
    """Return the words of people's names."""
    return msgspec.json.decode(_data("persons.json"), type=Persons)


@functools.cache
def organizations() -> Organizations:
    """Return the words of organisations' names."""
    return msgspec.json.decode(_data("organizations.json"), type=Organizations)


@functools.cache
def legal_forms() -> dict[tuple[str, ...], str]:
    """Return every spelling of a legal form, in words, with "family: form"."""
    spelled = organizations().legal.items()
    return {tuple(spelling.split()): form for form, all_ in spelled for spelling in all_}


@functools.cache
def legal_beginnings() -> dict[str, tuple[int, ...]]:
    """Return how many words the legal forms have that begin with a word; none has more than 5."""
    found: dict[str, set[int]] = {}
    for form in legal_forms():
        if len(form) <= _MOST_WORDS:
            found.setdefault(form[0], set()).add(len(form))
    return {word: tuple(lengths) for word, lengths in found.items()}


@functools.cache
def little_words() -> frozenset[str]:
    """Return the words that are no part of a person's name by themselves."""
    lists = persons()
    return lists.particles.union(lists.articles, lists.son_of, lists.joined)


@functools.cache
def telling_words() -> frozenset[str]:
    """Return the words that make more of a person's name than a row of parts."""
    lists = persons()
    return little_words().union(lists.titles, lists.suffixes, lists.generations, alias_words())


@functools.cache
def alias_words() -> frozenset[str]:
    """Return the words of which one stands before every alias ("a.k.a." is three)."""
    return frozenset(["alias", "aka", "ak", "ka", "k", "guerre"])


@functools.cache
def known_given() -> frozenset[str]:
    """Return all given names that are known, short forms too."""
    return persons().given.union(short_forms())


@functools.cache
def given_keys() -> frozenset[str]:
    """Return the spelling keys of the given names."""
    return frozenset(spelling(name) for name in persons().given)


@functools.cache
def long_forms() -> tuple[str, ...]:
    """Return the legal forms of one long word, of which a misspelt one is told."""
    return tuple(sorted(f[0] for f in legal_forms() if len(f) == 1 and len(f[0]) >= _LONG))


@functools.cache
def short_forms() -> dict[str, frozenset[int]]:
    """Return for each given name the numbers of the sets of short forms that it is in.

    Sets of mere spellings, such as the many of Korean family names, have numbers below zero.
    """
    lists = msgspec.json.decode(_data("nicknames.json"), type=dict[str, list[str]])
    spellings = lists.pop("spellings")
    sets = [*enumerate(line for lines in lists.values() for line in lines)]
    sets += [(-1 - number, line) for number, line in enumerate(spellings)]
    found: dict[str, set[int]] = {}
    for number, line in sets:
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _data(name: str) -> bytes:
    return files("careo.identity.names").joinpath(name).read_bytes()
