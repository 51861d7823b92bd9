"""Names as plain words: one alphabet, no accents, no case."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

LONGEST = 300
"""More characters than any name has: what is longer is compared as a whole, not by its parts."""

_WORD = re.compile(r"[a-z0-9]+")
_ASCII = re.compile(r"[A-Za-z0-9]+")
_SIGNS = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019]")
_ABJAD = re.compile("[\u0590-\u07bf\ufb1d-\ufdff\ufe70-\ufefc]")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_PAIRS = (
    *(
        ("kh", "h"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("rh", "r"),
        ("wh", "v"),
        ("bh", "b"),
        ("ph", "f"),
    ),
    *(("x", "ks"), ("ce", "sa"), ("ci", "si"), ("cy", "si")),
    *(("wa", "va"), ("we", "va"), ("wi", "vi"), ("wo", "vu"), ("wu", "vu")),
)
_SOUNDS: dict[str, str] = {
    **dict.fromkeys(["sch", "tch", "sh", "ch", "cz"], "sh"),
    **dict.fromkeys(["tz", "ts", "z", "s"], "s"),
    **dict.fromkeys(["zh", "dzh", "dj", "dz", "j"], "j"),
    **dict.fromkeys(["ck", "cqu", "qu", "q", "c", "k"], "k"),
    **dict(_PAIRS),
    **dict.fromkeys(["ou", "oo", "ow", "uw", "uu", "u", "o", "w"], "u"),
    **dict.fromkeys(["ai", "ay", "ei", "ey", "ej", "ae", "aa", "ee", "e", "a"], "a"),
    **dict.fromkeys(["iy", "ij", "yy", "ii", "ie", "i", "y"], "i"),
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda sound: (-len(sound), sound))))
_SILENT = re.compile("(.)(?:\\1|h(?![aiu]))+")
_VOWELS = re.compile("[aeiouywh]")
_TWICE = re.compile("(.)\\1+")
_ABJAD_LETTERS = str.maketrans("pvfg", "bbbj")


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
    if text.isascii():
        plain = text.replace("'", "").replace("`", "")
        return tuple(Word(w.lower(), w.isupper(), False) for w in _ASCII.findall(plain))  # noqa: FBT003
    plain = unicodedata.normalize("NFKC", text)
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
    if abjad and _HEBREW.search(chunk):  # within a word, vav is a vowel more often than a v
        folded = folded[0] + folded[1:].replace("v", "w")
    return [Word(folded, upper=chunk.isupper(), abjad=abjad)]


def spelling(word: str) -> str:
    """Return a key that transliterations of one word share ("Mohamed", "Muhammad")."""
    return _SILENT.sub("\\1", _SOUND.sub(lambda sound: _SOUNDS[sound.group()], word))


def skeleton(key: str) -> str:
    """Return the consonants of a spelling key as an abjad writes them, which has no p and no v."""
    bones = _VOWELS.sub("", key).translate(_ABJAD_LETTERS)
    return _TWICE.sub("\\1", bones) or key
