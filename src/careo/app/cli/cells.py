"""The matrix in text: a table where it fits the terminal, else a block for each actor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from careo.app.cli.escape import visible
from careo.app.cli.sums import aside, counted, grouped, refs, speaker
from careo.model.phrases import count, listed, predicate
from careo.model.predicates import PREDICATES

if TYPE_CHECKING:
    from careo.app.cli.sums import Cast
    from careo.model.beside import Beside, Pair
    from careo.model.record import ActorId
    from careo.model.structure import Mark, Matrix

    Claims = Callable[[Sequence[Mark]], str]

_NAME = 24
"""Columns of the names."""

_NARROWEST = 24
"""Columns that a field needs to be read."""

_WIDEST = 44
_LINE = " │ "


def matrix(found: Matrix, cast: Cast, width: int) -> Iterator[str]:
    """Yield who is said to do what, and what is laid beside it.

    Args:
        found: The matrix.
        cast: Who is in it.
        width: Columns of the terminal; 0 where there is none.
    """
    text = _Text(found, cast)
    room = (width - _NAME) // max(1, len(found.domains)) - len(_LINE)
    if room >= _NARROWEST:
        yield from text.table(min(room, _WIDEST))
    else:
        for actor in found.actors:
            yield from text.block(actor)


class _Text:
    def __init__(self, found: Matrix, cast: Cast) -> None:
        from careo.model.beside import Sides

        self._found = found
        self._cast = cast
        self._cells = {(cell.actor, cell.domain): cell.marks for cell in found.cells}
        self._sides = Sides(found)

    def block(self, actor: ActorId) -> Iterator[str]:
        """Yield an actor's row as a block, its claims named."""
        yield f"{self._name(actor)}\n"
        for domain in self._found.domains:
            marks, beside = self._cells.get((actor, domain), ()), self._sides.of(actor, domain)
            if marks or beside is not None:
                yield f"  {domain}\n"
            for line in (*grouped(marks, self._said), *self._laid(beside, refs)):
                yield f"    {line}\n"
        yield "\n"

    def table(self, room: int) -> Iterator[str]:
        """Yield rows and columns; ``room`` is the width of a column."""
        widths = [_NAME, *([room] * len(self._found.domains))]
        yield from _rows([["Name"], *([domain] for domain in self._found.domains)], widths)
        yield "─┼─".join("─" * each for each in widths) + "\n"
        for actor in self._found.actors:
            cells = [self._cell(actor, domain) for domain in self._found.domains]
            yield from _rows([[self._name(actor)], *cells], widths)

    def _cell(self, actor: ActorId, domain: str) -> list[str]:
        said = grouped(self._cells.get((actor, domain), ()), self._said, counted)
        return [*said, *self._laid(self._sides.of(actor, domain), counted)]

    def _said(self, mark: Mark) -> str:
        return f"{speaker(mark, self._cast)}: {self._does(mark)}{aside(mark)}"

    def _does(self, mark: Mark, whom: str = "") -> str:
        """Return what a mark says its actor does, to whom, in which degree, and with whom."""
        words = predicate(mark.predicate, mark.verb, several=False, negated=mark.negated)
        degree = PREDICATES[mark.predicate].degree
        involved = f" [{degree}]" if degree else ""
        joint = [self._name(one) for one in mark.joint if one in self._cast]
        together = f", jointly with {listed(joint)}" if joint else ""
        return f"{words} {whom}".strip() + involved + together

    def _laid(self, beside: Beside | None, claims: Claims) -> Iterator[str]:
        if beside is None:
            return
        for pair in beside.pairs:
            yield from self._pair(beside.actor, pair, claims)
        if beside.unshown:
            others = count(beside.unshown, "other")
            yield f"and {others} that {self._name(beside.actor)} is said to command"

    def _pair(self, actor: ActorId, pair: Pair, claims: Claims) -> Iterator[str]:
        over, under = self._name(actor), self._name(pair.other)

        def commands(mark: Mark) -> str:
            does = self._does(mark, under)
            return f"{speaker(mark, self._cast)}: {over} {does}{aside(mark)}"

        def deed(mark: Mark) -> str:
            return f"{speaker(mark, self._cast)}: {under} {self._does(mark)}{aside(mark)}"

        more = f" (and {count(pair.unshown, 'more claim')})" if pair.unshown else ""
        yield f"side by side, without a conclusion{more}:"
        for marks, words in ((pair.commands, commands), (pair.deeds, deed)):
            yield from (f"  {line}" for line in grouped(marks, words, claims))

    def _name(self, actor: ActorId) -> str:
        return visible(self._cast[actor].name)


def _rows(cells: list[list[str]], widths: list[int]) -> Iterator[str]:
    """Yield the lines of one row, each cell wrapped to its width."""
    wrapped = [
        [line for item in cell for line in wrap(item, width, subsequent_indent="  ")]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for lines in zip_longest(*wrapped, fillvalue=""):
        padded = (f"{line:<{width}}" for line, width in zip(lines, widths, strict=True))
        yield _LINE.join(padded).rstrip() + "\n"
