"""Words to the ids of their pieces, as the model learnt them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from careo.reading.tagger.words import INVISIBLE

MARK = "\u2581"
"""Stands before a word that white space stands before."""

MOST = 32
"""Pieces of a word; the rest is left out."""

_REMEMBERED = 20_000

_SIGNS = {"``": '"', "''": '"', "--": "\u2014", "\u2013": "\u2014", "`": "'"}
_SIGNS |= dict.fromkeys("\u201c\u201d\u00ab\u00bb\u201e", '"')
_SIGNS |= dict.fromkeys("\u2018\u2019", "'")
_ONE_SPELLING = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-"})
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_COMPOUND = re.compile(r"[A-Z][a-z]{1,4}\.?-([A-Z][a-z]{1,4}\.)")
"""Two abbreviations of a rank as one word, which the model never saw."""

_ENDS = (*".!?:;", "...", "\u2026", '"', "'", ")", "]", "\u2014")


def plain(word: str) -> str:
    """Return a word with its quotation marks, apostrophes and dashes in one spelling.

    Accents are joined to their letters and invisible signs left out. Of a rank's two abbreviations
    the second stands for both ("Maj-Gen.").
    """
    if word in _SIGNS:
        return _SIGNS[word]
    if word.isascii():
        rank = _COMPOUND.fullmatch(word) if word[-1] == "." else None
        return word if rank is None else rank.group(1)
    word = unicodedata.normalize("NFC", word.translate(_ONE_SPELLING))
    return _UNSEEN.sub("", word)


class Encoding(Protocol):
    """What a tokenizer makes of a text."""

    @property
    def ids(self) -> list[int]:
        """The ids of its pieces."""


class Encoder(Protocol):
    """A tokenizer of the package ``tokenizers``."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> Encoding:
        """Return the pieces of a text."""

    def token_to_id(self, token: str) -> int | None:
        """Return the id of a piece."""


class Coder:
    """Codes words one at a time and remembers them.

    Attributes:
        start: Id that a pack begins with.
        end: Id after each paragraph.
        pad: Id that fills up a row of a batch.
        ends: The codes of marks that a sentence may end with.
        stops: The codes of a full stop, which mostly ends one.
    """

    def __init__(self, tokenizer: Encoder) -> None:
        self._tokenizer = tokenizer
        self.start, self.end, self.pad = (self._id(name) for name in ("<s>", "</s>", "<pad>"))
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}
        self.ends = self._codes(_ENDS)
        self.stops = self._codes(".")

    def _codes(self, marks: Iterable[str]) -> frozenset[tuple[int, ...]]:
        return frozenset(self.code(mark, space=space) for mark in marks for space in (False, True))

    def _id(self, name: str) -> int:
        found = self._tokenizer.token_to_id(name)
        if found is None:
            raise ValueError(f"the tokenizer lacks {name}")
        return found

    def code(self, word: str, *, space: bool) -> tuple[int, ...]:
        """Return the ids of one word, at least one.

        Args:
            word: As written.
            space: White space stands before it, or it is the first of its paragraph.
        """
        key = (word, space)
        found = self._known.get(key)
        if found is None:
            text = (MARK if space else "") + plain(word)
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids
            found = tuple(ids[:MOST]) or (self.end,)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = found
        return found
