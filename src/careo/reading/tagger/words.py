"""Text to words, in the Penn Treebank's manner, for English and Spanish alike.

Punctuation stands alone and contractions are split ("did" + "n't"); hyphenated words, numbers
with their separators, abbreviations with their full stop, addresses, "..." and "--" are one word.
A word may hold invisible signs (soft hyphens, joiners); outside words these and the controls of
writing direction belong to no word. The work is linear in the text: every repetition is
possessive, and what has no end is cut.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib.resources import files

import msgspec

from careo.reading.tagger.capitals import Capitals

LONGEST = 64
"""Characters of a word; what is longer is cut."""

LONGEST_ADDRESS = 512

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_QUOTES = "'\u2019"
_HYPHENS = "\\-\u2010\u2011"
_AFTER_ADDRESS = ".,;:!?)]}'\u2019\u2026"
_INSIDE = r"\w\u0300-\u036f\u00ad\u200b-\u200d\u2060"

_WORD = r"""
    (?P<address>(?:https?://|www\.)[^\s<>"“”«»\u0000-\u001f{invisible}]++)
  | (?:{joined})
  | [^\W_]++(?:-[^\W_]++)*+(?![{inside}]|[{hyphens}/&{quotes}.@]|[,:]\d)
  | (?P<knotty>
      [^\W_][{inside}]*+
      (?:(?:\.?[{hyphens}/&{quotes}]|[.@]|(?<=\d)[,:](?=\d))[{inside}]++)*+
      (?:\.(?!\.))?
    )
  | [\#@][^\W_][\w]*+
  | [{quotes}](?:{endings}|em|\d\ds?)(?![{inside}])
  | -{{2,}}+ | \.{{2,}}+ | _{{2,}}+ | ={{2,}}+ | \*{{2,}}+ | ~{{2,}}+ | `` | ''
  | [^\s\u0000-\u001f\u007f-\u009f{invisible}]
"""
_ACRONYM = re.compile(r"(?:[A-Z]-)?(?:[^\W\d_]{1,2}\.)+(?:[^\W\d_]{1,2})?(?:[-/].*)?", re.DOTALL)
_NUMBER = re.compile(r"\d[\d.,:/]*(?:[^\W\d_]{0,8}|-.*)", re.DOTALL)
_PARTS = re.compile(r"\.|[^.]+")


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept as data.

    Attributes:
        abbreviations: By language, without their full stop; as spelt, or all in capitals.
        before_numbers: Abbreviations only where a number follows.
        endings: What is split off after an apostrophe.
        joined: Words written as one: the first part to the second.
        domains: Last parts of an address without a scheme.
        small: Words that no name begins with, however it is written.
    """

    abbreviations: dict[str, tuple[str, ...]]
    before_numbers: tuple[str, ...]
    endings: tuple[str, ...]
    joined: dict[str, str]
    domains: tuple[str, ...]
    small: tuple[str, ...]


class Splitter:
    """Finds the words of a text."""

    def __init__(self, data: _Data) -> None:
        endings = "|".join(data.endings)
        self._token = re.compile(
            _WORD.format(
                inside=_INSIDE,
                quotes=_QUOTES,
                hyphens=_HYPHENS,
                invisible=INVISIBLE,
                endings=f"(?i:{endings})",
                joined="|".join(f"(?i:{a}(?={b}\\b))" for a, b in data.joined.items()),
            ),
            re.VERBOSE,
        )
        self._ending = re.compile(
            rf"(?:(?<=\w)n[{_QUOTES}]t|[{_QUOTES}](?:{endings}))\Z", re.IGNORECASE
        )
        known = {word for words in data.abbreviations.values() for word in words}
        self._abbreviations = known | {word.upper() for word in known}
        self._before_numbers = frozenset(data.before_numbers)
        self._domains = frozenset(data.domains)

    def split(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of each word between two places, in order.

        The places are those of a paragraph: a full stop at its end may end a sentence only.
        """
        for match in self._token.finditer(text, start, end):
            first, last = match.span()
            kind = match.lastgroup
            if kind is None:
                if last - first <= LONGEST:
                    yield first, last
                else:
                    yield from _cut(first, last, LONGEST)
            elif kind == "address":
                yield from self._address(text, first, last)
            else:
                for a, b in self._knotty(text, first, last, end):
                    yield from _cut(a, b, LONGEST)

    def _address(self, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        whole = last
        while last > first + 1 and text[last - 1] in _AFTER_ADDRESS:
            last -= 1
        yield from _cut(first, last, LONGEST_ADDRESS)
        yield from ((at, at + 1) for at in range(last, whole))

    def _knotty(self, text: str, first: int, last: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the words of one with full stops, apostrophes or the like in it."""
        if last - first > LONGEST_ADDRESS:
            yield first, last
            return
        stopped = text[last - 1] == "." and not self._keeps(text, first, last, end)
        stop = last - 1 if stopped else last
        tails: list[tuple[int, int]] = []
        while found := self._ending.search(text[first:stop]):
            if not found.start():
                break
            tails.append((first + found.start(), stop))
            stop = first + found.start()
        word = text[first:stop]
        if "." in word[:-1] and not self._whole(word):
            yield from ((first + m.start(), first + m.end()) for m in _PARTS.finditer(word))
        else:
            yield first, stop
        yield from reversed(tails)
        if stopped:
            yield last - 1, last

    def _keeps(self, text: str, first: int, last: int, end: int) -> bool:
        """Tell whether a word keeps the full stop that ends it."""
        word = text[first : last - 1]
        if "@" in word:
            return False
        if word in self._before_numbers:
            return text[last : last + 2].strip()[:1].isdigit()
        if len(word) == 1:
            return word.isupper() and bool(text[last : min(end, last + 3)].strip())
        if word in self._abbreviations or self._compound(word):
            return True
        return "." in word and bool(_ACRONYM.fullmatch(word))

    def _compound(self, word: str) -> bool:
        """Tell whether a hyphen joins two abbreviations ("Maj.-Gen.")."""
        first, sign, second = word.partition("-")
        return bool(sign) and {first.rstrip("."), second.rstrip(".")} <= self._abbreviations

    def _whole(self, word: str) -> bool:
        """Tell whether a word with full stops inside is one."""
        if "@" in word or _ACRONYM.fullmatch(word) or _NUMBER.fullmatch(word):
            return True
        if self._compound(word):
            return True
        return word.partition("/")[0].rpartition(".")[2].lower() in self._domains


def _cut(first: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield a word in parts of at most ``size`` characters."""
    while last - first > size:
        yield first, first + size
        first += size
    yield first, last


@functools.cache
def _data() -> _Data:
    raw = files(__name__.rpartition(".")[0]).joinpath("words.json").read_bytes()
    return msgspec.json.decode(raw, type=_Data)


@functools.cache
def splitter() -> Splitter:
    """Return the splitter, made once a process."""
    return Splitter(_data())


@functools.cache
def capitals() -> Capitals:
    """Return what respells words in capitals, made once a process."""
    words = {word.upper() for every in _data().abbreviations.values() for word in every}
    return Capitals(frozenset(_data().small), frozenset(words))
