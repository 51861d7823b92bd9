"""The parts of a name: what is its own, and what only stands with it."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import OSA

from careo.identity.names.folding import Word, parted, skeleton, spelling, words
from careo.identity.names.lists import (
    alias_words,
    legal_beginnings,
    legal_forms,
    little_words,
    long_forms,
    organizations,
    persons,
    short_forms,
    telling_words,
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
_ASCII_MARKS = b"\"'(,`0123456789"
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}(?:\w\b)?(?!\w)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|a|o|er|ra|da|do|ta|to)$")
_PATRONYMIC = re.compile(r".{2,}(?:[oeiy]v[iy]ch|[oe]vitch|[oei]vn[aiy]?|[iy]chna|[oe]vich)$")
_PATRONYMIC_ENDS = ("ch", "vn", "vna", "vni", "vny", "chna")
TEXT = operator.attrgetter("text")
_UPPER = operator.attrgetter("upper")
_ABJAD = operator.attrgetter("abjad")
_EAST = operator.attrgetter("east")
_NO_SETS: frozenset[int] = frozenset()
_LETTERS = 2
_ARTICLE = 3
_NUMERAL = 3
_LONG_FORM = 10


class Part(msgspec.Struct, frozen=True, gc=False):
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


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name taken apart.

    Attributes:
        parts: Its own parts, in their order; given names first where a comma says so.
        compact: All its letters in one, signs and spaces left out.
        aliases: Parts of what stands in quotation marks or behind "alias".
        generation: Which of a family ("junior"), or empty.
        legal: Its legal form as "family: form", or empty.
        numbers: Figures of the numbers in it.
        signs: The Chinese, Japanese or Korean signs of an organisation's name.
        abjad: A word of a person's name was written without most of its vowels.
    """

    parts: tuple[Part, ...]
    compact: str
    aliases: tuple[Part, ...] = ()
    generation: str = ""
    legal: str = ""
    numbers: frozenset[str] = frozenset()
    signs: str = ""
    abjad: bool = False


@functools.lru_cache(maxsize=65536)
def of_person(text: str) -> Name:
    """Take the name of a person apart; at most `LONGEST` characters, as names are remembered."""
    plain = parted(text) if _plainly_written(text) else ""
    small = plain.lower().split()
    if plain and telling_words().isdisjoint(small) and _in_one_case(plain):
        return Name(tuple(map(_plain, small[:MOST])), "".join(small))
    aliases: tuple[Part, ...] = ()
    if plain and alias_words().isdisjoint(small):
        found = tuple(map(Word, small, map(str.isupper, plain.split())))
    else:
        own, aliases = _without_aliases(text) if _MARK.search(text) else (text, ())
        found = _in_order(own) or words(text)
    found, generation = _without_generation(found)
    bare = _without_titles(found)
    texts = list(map(TEXT, bare))
    abjad = any(map(_ABJAD, bare))
    return Name(_parts(bare)[:MOST], "".join(texts), aliases, generation, abjad=abjad)


def _plainly_written(text: str) -> bool:
    """Return whether a name has no signs that mean more than where a word ends, and no figures."""
    return text.isascii() and len(text) == len(text.encode().translate(None, _ASCII_MARKS))


def _in_one_case(plain: str) -> bool:
    """Return whether no word tells more by its capitals than the others do."""
    return plain.istitle() or plain.isupper() or plain.islower()


def _without_aliases(text: str) -> tuple[str, tuple[Part, ...]]:
    """Return a name without what stands in quotation marks or behind "alias", and that."""
    found: list[Word] = []
    for match in _ALIAS.finditer(text):
        found += words(next(group for group in match.groups() if group))
    particles = persons().particles
    aliases = tuple(_part(word) for word in found if word.text not in particles)
    return _ALIAS.sub(" ", text), aliases


def _in_order(text: str) -> tuple[Word, ...]:
    """Return the words with what stands behind a comma first, unless that is only a suffix."""
    front, comma, back = text.partition(",")
    if not comma:
        return words(text)
    lists = persons()
    ahead, behind = words(front), words(back)
    if all(w.text in lists.suffixes or w.text in lists.generations for w in behind):
        return ahead + behind
    return behind + tuple(Word(w.text, True, w.abjad, w.east) for w in ahead)  # noqa: FBT003


def _without_generation(found: tuple[Word, ...]) -> tuple[tuple[Word, ...], str]:
    generations = persons().generations
    if len(found) > _LETTERS and found[-1].text in generations:
        return found[:-1], generations[found[-1].text]
    return found, ""


def _without_titles(found: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out titles in front and letters behind, as long as something of a name is left."""
    lists = persons()
    start, end = 0, len(found)
    while start < end - 1 and found[start].text in lists.titles:
        start += 1
    while end > start + 2 and found[end - 1].text in lists.suffixes:
        end -= 1
    return found[start:end]


def _parts(found: tuple[Word, ...]) -> tuple[Part, ...]:
    """Make parts of words: particles left out or joined, initials parted, fathers marked."""
    lists = persons()
    shouting = all(map(_UPPER, found))
    made: list[Part] = []
    joined, father = "", False
    last, little = len(found) - 1, little_words()
    for place, word in enumerate(found):
        text, capitals = word.text, word.upper and not shouting
        if not (capitals or place == last or father or joined or word.abjad or text in little):
            made.append(_part(word))
        elif text in lists.joined and place < last and not (word.upper and text == "o"):
            joined = lists.joined[text]
        elif text in lists.son_of and made and place < last:
            father = True
        elif _is_particle(word, place, last) and (joined or place < last or made):
            continue
        else:
            surname = (capitals and len(text) > _LETTERS) or (
                place == last and len(made) > 1 and found[place - 1].text in lists.articles
            )
            made += _made(word, joined, father=father, surname=surname, initials=capitals)
            joined, father = "", False
    return tuple(made) or tuple(_part(word) for word in found)


def _is_particle(word: Word, place: int, last: int) -> bool:
    if word.text not in persons().particles or word.east:
        return False
    if len(word.text) == 1:  # "A. Paz" has an initial, "Paz y Sol" a particle
        small = not word.upper or word.text == "y"
        return small and 0 < place < last
    return place != last


def _made(
    word: Word, joined: str, *, father: bool, surname: bool, initials: bool
) -> tuple[Part, ...]:
    """Make a part of a word, or two initials of two capitals among small letters ("JC")."""
    text = word.text
    if word.abjad and len(text) > _ARTICLE and text.startswith("l"):  # "al-" without its vowel
        text = text[1:]
    if joined or not initials or len(text) != _LETTERS or set(text) & set("aeiouy"):
        whole = Word(joined + text, word.upper, word.abjad, word.east)
        return (_part(whole, father=father, surname=surname),)
    return tuple(_part(Word(letter, word.upper, word.abjad, word.east)) for letter in text)


def _part(word: Word, *, father: bool = False, surname: bool = False) -> Part:
    plain = _plain(word.text)
    if not (father or surname or word.abjad or word.east):
        return plain
    father = father or plain.father
    return Part(
        plain.text, plain.key, plain.bones, word.abjad, plain.sets, father, surname, word.east
    )


@functools.lru_cache(maxsize=65536)
def _plain(text: str) -> Part:
    """Return the part that a word is of which nothing is known but its letters."""
    key = spelling(text)
    sets = short_forms().get(text, _NO_SETS)
    patronymic = text.endswith(_PATRONYMIC_ENDS) and _PATRONYMIC.match(text) is not None
    return Part(text, key, skeleton(key), False, sets, patronymic)  # noqa: FBT003


@functools.lru_cache(maxsize=65536)
def of_organization(text: str) -> Name:
    """Take the name of an organisation apart; legal form and numbers stand by themselves."""
    lists = organizations()
    undotted = _DOTTED.sub(_undotted, text) if text.count(".") > 1 else text
    undotted = undotted.replace("&", " and ")
    written = () if undotted.isascii() else words(undotted)
    texts = map(TEXT, written) if written else parted(undotted).lower().split()
    found = list(map(_as_known, texts))
    bare, legal = _without_legal_form(found)
    own = [word for word in bare if word not in lists.stop] or bare
    numbers = _numbers(own)
    if numbers:
        own = [number or word for number, word in zip(numbers, own, strict=True)]
    return Name(
        parts=tuple(map(_plain, own[:MOST])),
        compact="".join(found),
        legal=legal,
        numbers=frozenset(filter(None, numbers)),
        signs="".join(map(_EAST, written)),
    )


def _undotted(found: re.Match[str]) -> str:
    return "".join(found.group().replace(".", "").split()) + " "


@functools.lru_cache(maxsize=65536)
def _as_known(word: str) -> str:
    """Return what a word stands for, or the legal form that a long one misses by one letter."""
    word = organizations().same_word.get(word, word)
    if len(word) < _LONG_FORM:
        return word
    return next((form for form in long_forms() if OSA.distance(word, form) == 1), word)


def _numbers(own: Sequence[str]) -> list[str]:
    """Return for each word the figures of the number that it is, or nothing; none, if none is."""
    if organizations().numbers.keys().isdisjoint(own) and "".join(own).isalpha():
        return []
    return [_figures(word, place) for place, word in enumerate(own)]


def _figures(word: str, place: int) -> str:
    """Return the figures of a number, an ordinal ("1st") or, behind a word, a Roman numeral."""
    if word[0].isdigit():
        return _ORDINAL.sub("", word).lstrip("0") or "0"
    number = organizations().numbers.get(word, "")
    return number if number and (place or len(word) > _NUMERAL) else ""


def _without_legal_form(found: list[str]) -> tuple[list[str], str]:
    """Leave out legal forms, the longest spelling first, as long as something of a name is left."""
    begun = legal_beginnings()
    if begun.keys().isdisjoint(found):
        return found, ""
    lengths = {length for word in found for length in begun.get(word, ())}
    bare, legal = list(found), ""
    for length in sorted(lengths, reverse=True):
        if length < len(found):
            bare, form = _without_form_of(length, bare)
            legal = legal or form
    return bare, legal


def _without_form_of(length: int, bare: list[str]) -> tuple[list[str], str]:
    """Leave out legal forms of so many words; return what is left, and the first of them."""
    forms, begun = legal_forms(), legal_beginnings()
    legal = ""
    place = 0
    while place + length <= len(bare) and len(bare) > length:
        form = bare[place] in begun and forms.get(tuple(bare[place : place + length]))
        if form and (place == 0 or place + length >= len(bare) - 1 or length > 1):
            legal = legal or form
            bare = bare[:place] + bare[place + length :]
        else:
            place += 1
    return bare, legal
