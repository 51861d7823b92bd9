"""Quotation marks among words: which opens, and where it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from careo.reading.linking.words import Word

_CLOSES = {
    "\u201c": frozenset({"\u201d"}),
    "\u201e": frozenset({"\u201c", "\u201d"}),
    "\u201d": frozenset({"\u201d"}),
    "\u00ab": frozenset({"\u00bb"}),
    "\u2039": frozenset({"\u203a"}),
    "``": frozenset({"''"}),
    "''": frozenset({"''"}),
    '"': frozenset({'"'}),
}
_MARKS = frozenset(_CLOSES) | frozenset().union(*_CLOSES.values())
UNCLOSED = -1


class Marks(NamedTuple):
    """The quotation marks of one paragraph.

    Attributes:
        closing: Index of each opening mark to that of its closing one, or `UNCLOSED`.
        opening: Index of each closing mark to that of its opening one.
    """

    closing: dict[int, int]
    opening: dict[int, int]

    def quoted(self, first: int, last: int) -> bool:
        """Tell words that begin with an opening mark and end with a closing one."""
        return first in self.closing and last - 1 in self.opening

    def within(self, at: int, first: int) -> bool:
        """Tell whether a word stands in a quotation that opens at ``first`` or later."""
        return any(
            n in self.closing and (self.closing[n] == UNCLOSED or at <= self.closing[n])
            for n in range(first, at)
        )


def marks(words: Sequence[Word], first: int, last: int) -> Marks:
    """Pair the double quotation marks of the words ``first`` to ``last``; linear.

    A mark that may open or close closes what stands open. Single marks are left alone: they
    look like apostrophes.
    """
    closing: dict[int, int] = {}
    opening: dict[int, int] = {}
    open_: list[int] = []
    for at in range(first, last):
        text = words[at].text
        if text not in _MARKS:
            continue
        if open_ and text in _CLOSES[words[open_[-1]].text]:
            opening[at] = open_[-1]
            closing[open_.pop()] = at
        elif text in _CLOSES:
            closing[at] = UNCLOSED
            open_.append(at)
    return Marks(closing, opening)
