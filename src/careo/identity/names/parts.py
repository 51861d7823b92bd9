"""The parts of a name: what is its own, and what only stands with it."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from rapidfuzz.distance import OSA

from careo.identity.names.folding import Word, skeleton, spelling, words
from careo.identity.names.lists import (
    legal_forms,
    long_forms,
    organizations,
    persons,
    short_forms,
)

MOST = 16
"""More parts than any name has; the ones behind are compared as text only."""

_ALIAS = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb]\s*([^\"\u201c\u201d\u201e\u00ab\u00bb]+?)"
    r"\s*[\"\u201c\u201d\u00ab\u00bb]"
    r"|\(([^()]+)\)|(?<!\w)['\u2018](\w+)['\u2019](?!\w)"
    r"|\b(?:a\.?k\.?a\.?|alias|nom de guerre)\s+(.+)$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb('\u2018]|alias|a\.?k\.?a|nom de", re.IGNORECASE
)
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}(?:\w\b)?(?!\w)")
_PATRONYMIC = re.compile(r".{2,}(?:[oeiy]v[iy]ch|[oe]vitch|[oei]vn[aiy]?|[iy]chna|[oe]vich)$")
_LETTERS = 2
_ARTICLE = 3
_NUMERAL = 3
_LONG_FORM = 10


class Part(NamedTuple):
    """One part of a name.

    Attributes:
        text: Its folded letters, or the figures of a number.
        key: What its transliterations share.
        bones: The consonants of the key.
        abjad: It was written without most of its vowels.
        sets: The sets of short forms that it is in.
        father: It is a patronymic, or stands behind "bin" and the like.
        surname: The way it is written says that it is a surname.
        sign: The Chinese, Japanese or Korean sign that it is; else empty.
    """

    text: str
    key: str
    bones: str
    abjad: bool = False
    sets: frozenset[int] = frozenset()
    father: bool = False
    surname: bool = False
    sign: str = ""


class Name(NamedTuple):
    """A name taken apart.

    Attributes:
        parts: Its own parts, in their order; given names first where a comma says so.
        compact: All its letters in one, signs and spaces left out.
        aliases: Parts of what stands in quotation marks or behind "alias".
        generation: Which of a family ("junior"), or empty.
        legal: Its legal form as "family: form", or empty.
        numbers: Figures of the numbers in it.
        signs: The Chinese, Japanese or Korean signs of an organisation's name.
    """

    parts: tuple[Part, ...]
    compact: str
    aliases: tuple[Part, ...] = ()
    generation: str = ""
    legal: str = ""
    numbers: frozenset[str] = frozenset()
    signs: str = ""


@functools.lru_cache(maxsize=65536)
def of_person(text: str) -> Name:
    """Take the name of a person apart; at most `LONGEST` characters, as names are remembered."""
    own, aliases = _without_aliases(text) if _MARK.search(text) else (text, [])
    found = list(_in_order(own)) or list(words(text))
    found, generation = _without_generation(found)
    bare = _without_titles(found)
    return Name(
        parts=_parts(bare)[:MOST],
        compact="".join(word.text for word in bare),
        aliases=tuple(aliases),
        generation=generation,
    )


def _without_aliases(text: str) -> tuple[str, list[Part]]:
    """Return a name without what stands in quotation marks or behind "alias", and that."""
    found: list[Word] = []
    for match in _ALIAS.finditer(text):
        found += words(next(group for group in match.groups() if group))
    particles = persons().particles
    return _ALIAS.sub(" ", text), [_part(word) for word in found if word.text not in particles]


def _in_order(text: str) -> tuple[Word, ...]:
    """Return the words with what stands behind a comma first, unless that is only a suffix."""
    front, comma, back = text.partition(",")
    if not comma:
        return words(text)
    lists = persons()
    ahead, behind = words(front), words(back)
    if all(w.text in lists.suffixes or w.text in lists.generations for w in behind):
        return ahead + behind
    return behind + tuple(w._replace(upper=True) for w in ahead)


def _without_generation(found: list[Word]) -> tuple[list[Word], str]:
    generations = persons().generations
    if len(found) > _LETTERS and found[-1].text in generations:
        return found[:-1], generations[found[-1].text]
    return found, ""


def _without_titles(found: list[Word]) -> list[Word]:
    """Leave out titles in front and letters behind, as long as something of a name is left."""
    lists = persons()
    start, end = 0, len(found)
    while start < end - 1 and found[start].text in lists.titles:
        start += 1
    while end > start + 2 and found[end - 1].text in lists.suffixes:
        end -= 1
    return found[start:end]


def _parts(found: list[Word]) -> tuple[Part, ...]:
    """Make parts of words: particles left out or joined, initials parted, fathers marked."""
    lists = persons()
    shouting = all(word.upper for word in found)
    made: list[Part] = []
    joined, father = "", False
    for place, word in enumerate(found):
        last = place == len(found) - 1
        if word.text in lists.joined and not last and not (word.upper and word.text == "o"):
            joined = lists.joined[word.text]
        elif word.text in lists.son_of and made and not last:
            father = True
        elif _is_particle(word, place, found) and (joined or not last or made):
            continue
        else:
            behind_article = last and len(made) > 1 and found[place - 1].text in lists.articles
            capitals = word.upper and not shouting
            surname = behind_article or (capitals and len(word.text) > _LETTERS)
            made += _made(word, joined, father=father, surname=surname, initials=capitals)
            joined, father = "", False
    return tuple(made) or tuple(_part(word) for word in found)


def _is_particle(word: Word, place: int, found: list[Word]) -> bool:
    if word.text not in persons().particles or word.east:
        return False
    if len(word.text) == 1:  # "A. Paz" has an initial, "Paz y Sol" a particle
        small = not word.upper or word.text == "y"
        return small and place not in {0, len(found) - 1}
    return place != len(found) - 1


def _made(word: Word, joined: str, *, father: bool, surname: bool, initials: bool) -> list[Part]:
    """Make a part of a word, or two initials of two capitals among small letters ("JC")."""
    text = word.text
    if word.abjad and len(text) > _ARTICLE and text.startswith("l"):  # "al-" without its vowel
        text = text[1:]
    if joined or not initials or len(text) != _LETTERS or set(text) & set("aeiouy"):
        return [_part(word._replace(text=joined + text), father=father, surname=surname)]
    return [_part(word._replace(text=letter)) for letter in text]


def _part(word: Word, *, father: bool = False, surname: bool = False) -> Part:
    key, bones, sets, patronymic = _sounds(word.text)
    return Part(word.text, key, bones, word.abjad, sets, father or patronymic, surname, word.east)


@functools.lru_cache(maxsize=65536)
def _sounds(word: str) -> tuple[str, str, frozenset[int], bool]:
    """Return what hangs on the letters of a part alone: key, bones, sets, a patronymic or not."""
    key = spelling(word)
    sets = short_forms().get(word, frozenset())
    return key, skeleton(key), sets, _PATRONYMIC.match(word) is not None


def _plain(text: str) -> Part:
    return _part(Word(text, upper=False, abjad=False))


@functools.lru_cache(maxsize=65536)
def of_organization(text: str) -> Name:
    """Take the name of an organisation apart; legal form and numbers stand by themselves."""
    lists = organizations()
    undotted = _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", text)
    written = words(undotted.replace("&", " and "))
    found = [_spelled_right(lists.same_word.get(w.text, w.text)) for w in written]
    bare, legal = _without_legal_form(found)
    own = [word for word in bare if word not in lists.stop] or bare
    numbers = [_figures(word, place) for place, word in enumerate(own)]
    parts = [_plain(n or word) for n, word in zip(numbers, own, strict=True)]
    return Name(
        parts=tuple(parts[:MOST]),
        compact="".join(found),
        legal=legal,
        numbers=frozenset(number for number in numbers if number),
        signs="".join(word.east for word in written),
    )


def _figures(word: str, place: int) -> str:
    """Return the figures of a number, an ordinal ("1st") or, behind a word, a Roman numeral."""
    if word[0].isdigit():
        return re.sub(r"(?<=\d)(?:st|nd|rd|th|a|o|er|ra|da|do|ta|to)$", "", word).lstrip("0") or "0"
    number = organizations().numbers.get(word, "")
    return number if number and (place or len(word) > _NUMERAL) else ""


def _spelled_right(word: str) -> str:
    """Return the legal form that a long word misses by one letter, or the word itself."""
    if len(word) < _LONG_FORM:
        return word
    return next((form for form in long_forms() if OSA.distance(word, form) == 1), word)


def _without_legal_form(found: list[str]) -> tuple[list[str], str]:
    """Leave out legal forms, the longest spelling first, as long as something of a name is left."""
    forms = legal_forms()
    bare, legal = list(found), ""
    for length in range(min(5, len(found) - 1), 0, -1):
        place = 0
        while place + length <= len(bare) and len(bare) > length:
            form = forms.get(tuple(bare[place : place + length]))
            if form and (place == 0 or place + length >= len(bare) - 1 or length > 1):
                legal = legal or form
                del bare[place : place + length]
            else:
                place += 1
    return bare, legal
