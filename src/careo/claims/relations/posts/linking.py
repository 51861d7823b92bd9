"""Who holds which post in which unit, by what stands between the pieces of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from careo.claims.relations.posts.pieces import Piece, Pieces

_LEAVES = frozenset({",", "-", "\u2013", "\u2014", ":"})
_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})
_STOP = frozenset({";"})


class Held(NamedTuple):
    """A post or a unit with who holds it.

    Attributes:
        who: A person.
        post: Which post; None for a posting alone.
        unit: In which unit; None where none is told.
        said: A verb or a word such as "formerly" says so; else it is an apposition.
    """

    who: Piece
    post: Piece | None
    unit: Piece | None
    said: bool = False


class _Side(NamedTuple):
    person: Piece
    strength: int


def held(pieces: Pieces) -> Iterator[Held]:
    """Yield the posts and postings of a sentence, in order."""
    return _Links(pieces).found()


def parts(pieces: Pieces) -> Iterator[tuple[Piece, Piece]]:
    """Yield each unit with the one that it is told to be of: "3 Brigade of the Lorvian Army"."""
    units = zip(pieces.all, pieces.all[1:], strict=False)
    of = pieces.words.listed("of")
    for unit, above in units:
        if unit.kind == above.kind == "unit":
            gap = pieces.between(unit.last, above.first)
            if set(gap) <= of | pieces.words.listed("articles") and (not gap or gap[0] in of):
                yield unit, above


class _Links:
    """What a sentence's pieces have to do with each other."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces, self._all = pieces, pieces.all
        self._unit: dict[int, int] = {}
        self._served: set[int] = set()
        self._titled: set[Piece] = set()

    def found(self) -> Iterator[Held]:
        for n, piece in enumerate(self._all):
            if piece.kind == "post":
                self._join_unit(n)
        for n, piece in enumerate(self._all):
            if piece.kind == "post":
                side = self._holder(n)
                if side is None:
                    side = self._shared(n)
                if side is not None:
                    unit = self._all[self._unit[n]] if n in self._unit else None
                    self._titled.add(side.person)
                    yield Held(side.person, piece, unit, side.strength > 1)
        yield from self._postings()

    def _gap(self, left: int, right: int) -> list[str]:
        return self._pieces.between(self._all[left].last, self._all[right].first)

    def _is(self, gap: list[str], *uses: str) -> bool:
        known = {w for use in uses for w in self._pieces.words.listed(use)}
        return all(w in known or w in _LEAVES for w in gap)

    def _join_unit(self, n: int) -> None:
        after = n + 1
        behind = after < len(self._all) and self._all[after].kind == "unit"
        if behind and self._is(self._gap(n, after), "between", "articles"):
            self._unit[n] = after
            self._serve(after)
            return
        before = n - 1
        if before >= 0 and self._all[before].kind == "unit" and before not in self._served:
            gap = self._gap(before, n)
            if not gap or set(gap) <= _POSSESSIVE | {"new", "acting"}:
                self._unit[n] = before
                self._serve(before)

    def _serve(self, unit: int) -> None:
        """Note that a unit has its post, and with it those above it ("of the Nigerian Army")."""
        self._served.add(unit)
        above = unit + 1
        while above < len(self._all) and self._all[above].kind == "unit":
            if not self._is(self._gap(unit, above), "between", "articles"):
                break
            self._served.add(above)
            unit, above = above, above + 1

    def _holder(self, n: int) -> _Side | None:
        before, after = self._before(n), self._after(n)
        if before is None or after is None:
            return before or after
        if before.strength > 1 or after.strength > 1:
            return before if before.strength >= after.strength else after
        if before.strength < after.strength:
            return after
        ranked = after.person.rank is not None and before.person.rank is None
        leads = ranked or self._leads() or before.person in self._titled
        return after if leads else before

    def _shared(self, n: int) -> _Side | None:
        """Return who holds the next post, if this one is told beside it: "the A and the B, X"."""
        after = n + 1
        while after < len(self._all) and self._all[after].kind == "unit":
            after += 1
        if after >= len(self._all) or self._all[after].kind != "post":
            return None
        return self._after(after) if self._joins(n, after) else None

    def _leads(self) -> bool:
        """Tell whether posts stand before their names in this sentence."""
        first = next((p for p in self._all if p.kind != "unit"), None)
        return first is not None and first.kind == "post"

    def _after(self, n: int) -> _Side | None:
        last = n
        while last + 1 < len(self._all) and self._all[last + 1].kind == "unit":
            if last + 1 not in self._served or not self._is(
                self._gap(last, last + 1), "between", "articles"
            ):
                break
            last += 1
        if last + 1 >= len(self._all) or self._all[last + 1].kind != "person":
            return None
        gap = self._gap(last, last + 1)
        if self._is(gap, "articles", "civil"):
            return _Side(self._all[last + 1], 1)
        if self._is(gap, "back", "articles"):
            return _Side(self._all[last + 1], 2)
        return None

    def _before(self, n: int) -> _Side | None:
        first, at = n - 1, n
        gap, since = list[str](), list[str]()
        while first >= 0:
            here = self._gap(first, at)
            gap, since = [*here, *gap], [*here, *since]
            kind = self._all[first].kind
            if kind == "person":
                break
            if kind == "post":
                told = [w for w in since if w not in _LEAVES]
                joined = self._joins(first, at) or (told and self._is(since, "linking", "articles"))
                gap, since = [("," if joined else ";"), *gap], []
            else:
                gap = [",", *gap]
            first, at = first - 1, first
        if first < 0:
            return None
        return self._by_gap(self._all[first], gap)

    def _joins(self, post: int, at: int) -> bool:
        """Tell whether a post is told beside another one: "director of X and head of Y"."""
        gap = self._gap(post, at)
        return "and" in gap and self._is(gap, "joining", "articles")

    def _by_gap(self, person: Piece, gap: list[str]) -> _Side | None:
        words = self._pieces.words
        plain = [w for w in gap if w not in _LEAVES and w not in words.listed("articles")]
        if not plain:
            return _Side(person, 1) if "," in gap else None
        if (_STOP | words.listed("away")) & set(gap):
            return None
        if self._is(gap, "linking", "articles"):
            return _Side(person, 3)
        told = [w for w in plain if w not in words.listed("newness")]
        if told and told[-1] in words.listed("equating"):
            return _Side(person, 2)
        return None

    def _postings(self) -> Iterator[Held]:
        for n, piece in enumerate(self._all):
            if piece.kind != "unit" or n in self._served:
                continue
            person = self._posted(n)
            if person is not None:
                self._serve(n)
                yield person

    def _posted(self, n: int) -> Held | None:
        after = n + 1
        if after < len(self._all) and self._all[after].kind == "person":
            gap = self._gap(n, after)
            other = self._all[after]
            if other.rank and other not in self._titled and set(gap) <= {",", *_POSSESSIVE}:
                return Held(other, None, self._all[n])
        at, gap, crossed = n, list[str](), False
        while at > 0 and self._all[at - 1].kind != "person":
            gap = gap if crossed else [*self._gap(at - 1, at), *gap]
            crossed = crossed or self._all[at - 1].kind == "post"
            at -= 1
        if at == 0:
            return None
        gap = gap if crossed else [*self._gap(at - 1, at), *gap]
        resting = self._pieces.words.listed("resting") | _LEAVES
        plain = [w for w in gap if w not in resting]
        if not plain and (self._all[at - 1] in self._titled or set(gap) - _LEAVES):
            return None
        if not self._is(gap, "moving", "articles"):
            return None
        return Held(self._all[at - 1], None, self._all[n], bool(plain))
