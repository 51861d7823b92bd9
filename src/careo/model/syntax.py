"""A parsed sentence as a tree: what hangs on a word, and what a word hangs on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from careo.model.reading import Sentence


class Syntax:
    """Walks over one sentence; a word is named by its index.

    Every walk ends, however odd the parse: no word is visited twice.

    Attributes:
        sentence: The sentence walked over.
        tokens: Its words.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._below: dict[int, frozenset[int]] = {}

    @cached_property
    def _kids(self) -> tuple[tuple[int, ...], ...]:
        kids: list[list[int]] = [[] for _ in self.tokens]
        for n, token in enumerate(self.tokens):
            if token.head != n:
                kids[token.head].append(n)
        return tuple(map(tuple, kids))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    def within(self, start: int, end: int) -> range:
        """Return the words that lie wholly between two places of the layer."""
        return range(bisect_left(self._starts, start), bisect_right(self._ends, end))

    def kids(self, at: int, *deps: str) -> tuple[int, ...]:
        """Return the dependents of a word, in order; only those of ``deps`` if any are named."""
        kids = self._kids[at]
        if not kids or not deps:
            return kids
        return tuple([n for n in kids if self.tokens[n].dep in deps])

    def above(self, at: int) -> tuple[int, ...]:
        """Return the heads above a word, the nearest first, the root last."""
        found: dict[int, None] = {}
        head = self.tokens[at].head
        while head != at and head not in found:
            found[head] = None
            head = self.tokens[head].head
        return tuple(found)

    def below(self, at: int) -> frozenset[int]:
        """Return a word and all that depends on it, directly or not."""
        if at not in self._below:
            found, todo = {at}, [at]
            while todo:
                fresh = [kid for kid in self._kids[todo.pop()] if kid not in found]
                found.update(fresh)
                todo += fresh
            self._below[at] = frozenset(found)
        return self._below[at]
