"""Names as plain words: one alphabet, no accents, no case."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import msgspec
from anyascii import anyascii

LONGEST = 300
"""More characters than any name has: what is longer is compared as a whole, not by its parts."""

_WORD = re.compile(r"[a-z0-9]+")
_QUOTES = frozenset("'`\u00b4\u02b9\u02bb\u02bc\u2018\u2019")
_ASCII_QUOTES = b"'`"
_ASCII_PARTED = bytes(c if c < 128 and chr(c).isalnum() else 32 for c in range(256))  # noqa: PLR2004
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_OTHER = re.compile(
    "[\u0590-\u07bf\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\ufb1d-\ufdff\ufe70-\ufefc\U00020000-\U0003ffff]"
)
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")


def _longest_first(sounds: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds them, and digits; quick, as each first letter has one branch."""
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for sound in sorted(sounds, key=lambda sound: (sound[0], -len(sound), sound)):
        ends[sound[0]].append(sound[1:])
    branches = [
        f"{first}(?:{'|'.join(rest)})" if any(rest) else first for first, rest in ends.items()
    ]
    return re.compile("|".join([*branches, "[0-9]"]))


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
_SOUND = _longest_first({*string.ascii_lowercase, *_SOUNDS})
_SOUNDS = {letter: letter for letter in string.ascii_lowercase + string.digits} | _SOUNDS
_ANY_SILENT = re.compile(r"(.)\1|.h(?![aiu])")
_WITHOUT_SILENT = re.compile(r"(.)(?:\1|h(?![aiu]))*")
_ANY_TWICE = re.compile(r"(.)\1")
_WITHOUT_TWICE = re.compile(r"(.)\1*")
_ABJAD_LETTERS = {**dict.fromkeys("aeiouywh"), "p": "b", "v": "b", "f": "b", "g": "j"}
_BONES = [_ABJAD_LETTERS.get(char, char) for char in map(chr, range(128))]


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word of a name.

    Attributes:
        text: Its folded letters and digits.
        upper: It is written in capitals; always false where the script has none.
        abjad: It was written without most of its vowels (Arabic, Hebrew).
        east: The sign itself, where it is Chinese, Japanese or Korean; else empty.
    """

    text: str
    upper: bool = False
    abjad: bool = False
    east: str = ""


class _Parted(dict[int, int | None]):
    """What `str.translate` makes of a character so that `str.split` finds the words."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        within = char.isalnum() or unicodedata.category(char).startswith("M")
        self[code] = None if char in _QUOTES else code if within else ord(" ")
        return self[code]


class _Folded(dict[int, str]):
    """The letters and digits, without case, that `str.translate` makes of a character."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(_WORD.findall(anyascii(chr(code)).lower()))
        return self[code]


_parted = _Parted()
_folded = _Folded()


def parted(text: str) -> str:
    """Return the words of an ASCII text, with all that parts them as spaces."""
    return text.encode().translate(_ASCII_PARTED, _ASCII_QUOTES).decode()


def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` in order; signs within a word are left out, others part."""
    if text.isascii():
        plain = parted(text)
        return tuple(map(Word, plain.lower().split(), map(str.isupper, plain.split())))
    plain = unicodedata.normalize("NFKC", text)
    found: list[Word] = []
    for chunk in plain.translate(_parted).split():
        found += _of_chunk(chunk)
    return tuple(found)


def _of_chunk(chunk: str) -> list[Word]:
    folded = chunk.translate(_folded)
    if not folded:
        return []
    if _OTHER.search(chunk) is None:
        return [Word(folded, chunk.isupper())]
    if _EAST.search(chunk):
        signs = zip(chunk, (sign.translate(_folded) for sign in chunk), strict=True)
        return [Word(text, east=sign) for sign, text in signs if text]
    if _HEBREW.search(chunk):  # within a word, vav is a vowel more often than a v
        folded = folded[0] + folded[1:].replace("v", "w")
    return [Word(folded, chunk.isupper(), abjad=True)]


def spelling(word: str) -> str:
    """Return a key that transliterations of one word share ("Mohamed", "Muhammad")."""
    sounds = "".join(map(_SOUNDS.__getitem__, _SOUND.findall(word)))
    return "".join(_WITHOUT_SILENT.findall(sounds)) if _ANY_SILENT.search(sounds) else sounds


def skeleton(key: str) -> str:
    """Return the consonants of a spelling key as an abjad writes them, which has no p and no v."""
    bones = key.translate(_BONES)
    return ("".join(_WITHOUT_TWICE.findall(bones)) if _ANY_TWICE.search(bones) else bones) or key
