"""Names as plain words: one alphabet, no accents, no case."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

LONGEST = 300
"""More characters than any name has: what is longer is compared as a whole, not by its parts."""

_WORD = re.compile(r"[a-z0-9]+")
_SIGNS = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019]")
_ABJAD = re.compile("[\u0590-\u07bf\ufb1d-\ufdff\ufe70-\ufefc]")
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_HISSES: dict[str, str] = {
    "sch": "sh",
    "tch": "sh",
    "sh": "sh",
    "ch": "sh",
    "cz": "sh",
    "tz": "s",
    "ts": "s",
    "zh": "j",
    "dzh": "j",
    "dj": "j",
    "dz": "j",
}
_SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("(.)\\1+", "\\1"),
        ("sch|tch|sh|ch|tz|ts|cz|zh|dzh|dj|dz", lambda m: _HISSES[m.group()]),
        ("ph", "f"),
        ("kh|gh|th|dh|rh|wh|bh", lambda m: m.group()[0]),
        ("ck|qu|q|c(?=[aoukrlt]|$)", "k"),
        ("c", "s"),
        ("x", "ks"),
        ("^w(?=[aeiou])", "v"),
        ("ou|oo|ow|uw|u|o|w", "u"),
        ("a[iy]|e[iyj]|ae", "a"),
        ("i[yj]|y|ie|(?<=.)j$", "i"),
        ("e", "a"),
        ("z", "s"),
        ("(?<=.)h(?![aiu])", ""),
        ("(.)\\1+", "\\1"),
    )
)
_VOWELS = re.compile("[aeiouywh]")
_TWICE = re.compile("(.)\\1+")
_ABJAD_LETTERS = str.maketrans("pvg", "bfj")


class Word(NamedTuple):
    """One word of a name.

    Attributes:
        text: Its folded letters and digits.
        upper: It is written in capitals; always false where the script has none.
        abjad: It was written without most of its vowels (Arabic, Hebrew).
        east: The sign itself, where it is Chinese, Japanese or Korean; else empty.
    """

    text: str
    upper: bool
    abjad: bool
    east: str = ""


def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` in order; signs within a word are left out, others part."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii():
        return tuple(
            Word(w.lower(), upper=w.isupper(), abjad=False)
            for w in re.findall("[A-Za-z0-9]+", _SIGNS.sub("", plain))
        )
    found: list[Word] = []
    for chunk in "".join(c if _within(c) else " " for c in _SIGNS.sub("", plain)).split():
        found += _of_chunk(chunk)
    return tuple(found)


def _within(char: str) -> bool:
    """Return whether a character is part of a word: a letter, a digit, a mark upon one."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _of_chunk(chunk: str) -> list[Word]:
    if _EAST.search(chunk):
        return [
            Word(folded, upper=False, abjad=False, east=sign)
            for sign in chunk
            if (folded := "".join(_WORD.findall(anyascii(sign).lower())))
        ]
    folded = "".join(_WORD.findall(anyascii(chunk).lower()))
    if not folded:
        return []
    abjad = _ABJAD.search(chunk) is not None
    return [Word(folded, upper=chunk.isupper(), abjad=abjad)]


@functools.lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """Return a key that transliterations of one word share ("Mohamed", "Muhammad")."""
    for pattern, to in _SPELLINGS:
        word = pattern.sub(to, word)
    return word


def skeleton(key: str) -> str:
    """Return the consonants of a spelling key as an abjad writes them, which has no p and no v."""
    start = "a" if key[:1] in "aeiuy" else key[:1]
    bones = (start + _VOWELS.sub("", key[1:])).translate(_ABJAD_LETTERS)
    return _TWICE.sub("\\1", bones)
