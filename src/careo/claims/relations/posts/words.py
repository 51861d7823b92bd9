"""The words of ranks, posts and units, ready to be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from careo.model.lexicon import Lexicon
from careo.model.once import once

_PARTS = re.compile(r"[^\W_]+")
_LONGEST_RANK = 7
_ORDINAL = re.compile(r"\d{1,4}(?:st|nd|rd|th)?|[IVX]+")
_NONE: frozenset[str] = frozenset()


class Words:
    """A lexicon's words for posts as sets, made once.

    Attributes:
        known: False where a language has no such words.
        signs: Words of which a sentence must have one to be worth a look.
        short_ranks: Abbreviations that are ranks in capitals alone ("DIG").
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lists = {use: frozenset(words) for use, words in lexicon.posts.items()}
        self.known = bool(self.listed("heads"))
        self._heads = _by_first(self.listed("heads"))
        self._forces = _by_first(self.listed("forces"))
        self._several = {f"{unit}s" for unit in self.listed("numbered_units") | {"formation"}}
        self._ranks = {tuple(_PARTS.findall(rank)) for rank in lexicon.ranks}
        self._parts = {part for rank in self._ranks for part in rank}
        self._parts |= self.listed("rank_parts")
        self.short_ranks = frozenset(word.upper() for word in self.listed("short_ranks"))
        lasts = {word for phrase in self.listed("heads") for word in phrase.split()}
        self.signs = lasts | self._parts | self.listed("units") | self.listed("short_ranks")

    def listed(self, use: str) -> frozenset[str]:
        """Return a list; empty where the language has none of that name."""
        return self._lists.get(use, _NONE)

    def head(self, words: Sequence[str], at: int) -> int:
        """Return one past the post that begins at a word ("chief of staff"), or ``at``."""
        return _longest(self._heads, words, at)

    def is_force(self, words: Sequence[str]) -> bool:
        """Tell whether some words of a name are those of a force or a unit, not of its people."""
        ends = {words[0], words[-1]} if words else set()
        people = any(w[-1] == "s" and w[:-1] in self._heads for w in ends)
        people = people or bool(words and words[-1] in self._several)
        if people or not self.listed("civilian").isdisjoint(words):
            return False
        return any(_longest(self._forces, words, at) > at for at in range(len(words)))

    def is_number(self, word: str) -> bool:
        """Tell whether a word numbers a unit: "3", "21st", "third"."""
        return bool(_ORDINAL.fullmatch(word)) or word.lower() in self.listed("numbers")

    def rank(self, words: Sequence[str], end: int) -> int:
        """Return the first word of the rank that ends before a word, or ``end``."""
        first = end
        for at in range(end - 1, max(-1, end - 1 - _LONGEST_RANK), -1):
            parts = _PARTS.findall(words[at])
            tail = self.listed("rank_of") if first == end or words[at] != "of" else _NONE
            if parts and not all(p in self._parts or p in tail or p == "of" for p in parts):
                break
            if not parts and words[at] not in {"-", "."}:
                break
            if self._is_rank(words[at:end]):
                first = at
        return first

    def _is_rank(self, words: Sequence[str]) -> bool:
        parts = [part for word in words for part in _PARTS.findall(word)]
        if parts[-1:] and parts[-1] in self.listed("rank_of") and parts[-2:-1] == ["of"]:
            parts = parts[:-2]
        if not parts or not words[0][0].isalnum() or "of" in parts:
            return False
        last = parts[-1].removesuffix("s") if (parts[-1],) not in self._ranks else parts[-1]
        return (last,) in self._ranks or (*parts[:-1], last) in self._ranks


@once(8)
def words_of(lexicon: Lexicon) -> Words:
    """Return the words of a lexicon."""
    return Words(lexicon)


def _by_first(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p.split()), p)):
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return found


def _longest(known: dict[str, list[tuple[str, ...]]], words: Sequence[str], at: int) -> int:
    for phrase in known.get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return at + len(phrase)
    return at
