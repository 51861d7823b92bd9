"""A sentence cut into people with their ranks, posts, and units."""

from __future__ import annotations

from typing import Literal, NamedTuple

from careo.claims.relations.posts.words import Words
from careo.claims.relations.scene import Scene
from careo.model.claim import Role
from careo.model.text import Span

Kind = Literal["person", "post", "unit"]
_NAME_PARTS = 4
_ACRONYM = 8
_INITIALS = 2
_BRACKETED = 5
_AHEAD = 4
_SIGNS = frozenset('()"\u201c\u201d\u2018\u2019')


class Piece(NamedTuple):
    """Some words of a sentence.

    Attributes:
        kind: What they are.
        first: First word of it, the rank before a name included.
        last: Last word.
        span: The name, post or unit.
        head: The word that says it.
        literal: No mention stands at exactly this place.
        rank: First and last word of the rank before a name.
    """

    kind: Kind
    first: int
    last: int
    span: Span
    head: int
    literal: bool = False
    rank: tuple[int, int] | None = None

    def role(self, name: str) -> Role:
        """Return the piece as a participant."""
        return Role(role=name, span=self.span, literal=self.literal)


class Pieces:
    """The pieces of one sentence, in order, and the words between them.

    Attributes:
        all: In order of place; none overlap.
        low: Every word in lower case, without its full stop.
    """

    def __init__(self, scene: Scene, words: Words) -> None:
        self.words = words
        self._scene = scene
        self._tokens = scene.tree.tokens
        self.low = [t.text.lower().rstrip(".") or t.text for t in self._tokens]
        self._linking = words.listed("of") | words.listed("joining")
        self._domains = words.listed("domains") - words.listed("force_adjectives")
        self._loose: set[int] = set()
        self._taken: dict[int, Piece] = {}
        self._people()
        units = self._named_units()
        self._posts(units)
        self._keep_units(units)
        self._runs()
        self.all = sorted(set(self._taken.values()), key=lambda p: p.first)
        self._note_loose()

    def between(self, first: int, last: int) -> list[str]:
        """Return the words between two, places and abbreviations in brackets left out."""
        return [self.low[n] for n in range(first + 1, last) if n not in self._loose]

    def _take(self, piece: Piece) -> None:
        for n in range(piece.first, piece.last + 1):
            self._taken[n] = piece

    def _people(self) -> None:
        for mention in self._scene.cast.mentions:
            spoken = mention.span.exact.lower() in self.words.listed("pronouns")
            if mention.kind != "person" or not (mention.form == "name" or spoken):
                continue
            inside = self._scene.tree.within(*mention.span.place)
            if not inside or any(n in self._taken for n in inside):
                continue
            rank = self._rank(inside[0])
            if rank is None and self._tokens[inside[0]].text in self.words.short_ranks:
                rank = (inside[0], inside[0])
            if rank is None and self._is_nobody(inside[0], inside[-1]):
                continue
            first = rank[0] if rank else inside[0]
            self._take(Piece("person", first, inside[-1], mention.span, inside[-1], rank=rank))

    def _is_nobody(self, first: int, last: int) -> bool:
        """Tell whether a name taken for a person's is a domain's, or where a unit is."""
        known = self.words.listed("domains") | self.words.listed("units")
        if not known.isdisjoint(self.low[first : last + 1]):
            return True
        text = self._tokens[first].text
        if first < last or text.lower() in self.words.listed("pronouns"):
            return False
        lettered = text.isupper() and len(text) > _INITIALS
        placed = self._is_set_off(first) or self._is_place(first) or self._is_before_rank(first)
        return lettered or placed

    def _is_before_rank(self, at: int) -> bool:
        """Tell whether a comma and a rank follow: "3 Division, *Sorla*, Major General …"."""
        first = at + 2
        if self.low[at + 1 : first] != [","]:
            return False
        ends = range(first + 1, min(first + 5, len(self.low)))
        return any(self.words.rank(self.low, end) == first for end in ends)

    def _is_set_off(self, at: int) -> bool:
        """Tell whether one word stands between commas: after a unit that is where it is."""
        after = self.low[at + 1] if at + 1 < len(self.low) else "."
        return at > 0 and self.low[at - 1] == "," and after in {",", ".", ";"}

    def _is_place(self, at: int) -> bool:
        """Tell whether one word behind a post or unit is where that is: "GOC, *Sorla*, has"."""
        before = self.low[at - 1] if at else ""
        return before in self.words.listed("units") or bool(
            before == "," and at > 1 and self.words.head(self.low, at - 2) == at - 1
        )

    def _rank(self, name: int) -> tuple[int, int] | None:
        end = name
        while end > 0 and self.low[end - 1] in {".", ",", "(", *self.words.listed("civil")}:
            if self.low[end - 1] == "," and self.low[end - 2] not in self.words.listed("rank_of"):
                return None
            end -= 1
        if end > 0 and self._tokens[end - 1].text in self.words.short_ranks:
            acting = end > 1 and self.low[end - 2] == "acting"
            return end - 1 - acting, end - 1
        first = self.words.rank(self.low, end)
        return (first, end - 1) if first < end and end > 0 else None

    def _named_units(self) -> list[Piece]:
        """Return the names of bodies of a force; a post before one is none of its name."""
        found: list[Piece] = []
        for mention in self._scene.cast.mentions:
            if mention.form != "name" or mention.kind != "organization":
                continue
            inside = list(self._scene.tree.within(*mention.span.place))
            if not inside or any(n in self._taken for n in inside):
                continue
            inside = inside[self._posts_before(inside[0], inside[-1]) :]
            inside = inside[self._domains_before(inside[0], inside[-1]) :]
            whole = self.low[inside[0] : inside[-1] + 1]
            if self.words.is_force(whole) or mention.span.exact.isupper():
                found.append(self._unit(inside[0], inside[-1]))
        return found

    def _posts_before(self, first: int, last: int) -> int:
        """Return how many words of a body's name are the post before it ("GOC 1 Division")."""
        end = self.words.head(self.low, first)
        return end - first if end <= last else 0

    def _domains_before(self, first: int, last: int) -> int:
        """Return how many words of a body's name belong to the post before it.

        "Chief of Policy and *Plans* Naval Headquarters".
        """
        if not first or self.low[first - 1] not in self._linking:
            return 0
        at = first
        while at < last and self.low[at] in self._domains and self.low[at + 1][0].isalpha():
            if not self.words.is_force(self.low[at + 1 : last + 1]):
                break
            at += 1
        return at - first

    def _unit(self, first: int, last: int) -> Piece:
        if first > 0 and self.words.is_number(self._tokens[first - 1].text):
            own = first - 1 not in self._taken and self._tokens[first].text[0].isupper()
            first -= own and not self.words.is_number(self._tokens[first].text)
        first, last = self._wider(first, last)
        span = self._scene.cast.span(first, last)
        named = any(m.span == span for m in self._scene.cast.mentions)
        return Piece("unit", first, last, span, last, literal=not named)

    def _wider(self, first: int, last: int) -> tuple[int, int]:
        """Return a unit with what "and" joins to it: "*Training and* Doctrine Command"."""
        joining = self.words.listed("joining")
        units = self.words.listed("units") - self.words.listed("bare_forces")
        before = first - 2
        named = before >= 0 and self._tokens[before].text[0].isupper()
        joined = named and self.low[first - 1] in joining and self.low[before] in self._domains
        if joined and before not in self._taken:
            free = before == 0 or self.low[before - 1] not in self.words.listed("of")
            first = before if free else first
        if last + 1 < len(self.low) and self.low[last + 1] in joining:
            for end in range(last + 2, min(last + 5, len(self.low))):
                if not self._tokens[end].text[0].isupper() or end in self._taken:
                    break
                if self.words.head(self.low, end) > end:
                    break
                if self.low[end] in units and end > last + 2:
                    return first, end
        return first, last

    def _runs(self) -> None:
        """Take the numbered or capitalised runs that are units, though no mention."""
        at = 0
        while at < len(self.low):
            last = self._run(at)
            if last is not None:
                self._take(self._unit(at, last))
            at = at + 1 if last is None else last + 1

    def _run(self, at: int) -> int | None:
        """Return the last word of a unit that begins here and is no mention, or None."""
        numbered = self.words.is_number(self._tokens[at].text)
        if self.low[at] in self.words.listed("articles"):
            return None
        end, last = at, None
        while end < len(self.low) and end not in self._taken and end - at <= _NAME_PARTS:
            text = self._tokens[end].text
            if not (text[0].isupper() or (end == at and numbered) or (numbered and end == at + 1)):
                break
            unit = self.low[end] in self.words.listed("units")
            if unit and (numbered or self.words.is_force(self.low[at : end + 1])):
                last = end
            end += 1
        return last if last is not None and last > at else None

    def _is_strong(self, unit: Piece) -> bool:
        own = self.words.listed("units") - self.words.listed("bare_forces")
        return any(
            self.low[n] in own or self.words.is_number(self._tokens[n].text)
            for n in range(unit.first, unit.last + 1)
        )

    def _posts(self, units: list[Piece]) -> None:
        firm = {n for u in units if self._is_strong(u) for n in range(u.first, u.last + 1)}
        weak = {n for u in units if not self._is_strong(u) for n in range(u.first, u.last + 1)}
        at = 0
        while at < len(self.low):
            end = self.words.head(self.low, at)
            if end == at or at in self._taken or at in firm or self._is_alias(at):
                at += 1
                continue
            first = self._modified(at, firm, weak)
            last, domain = self._tail(end - 1, firm)
            if last + 1 < len(self.low) and self.low[last + 1] in self.words.listed("officers"):
                last = self._brackets(last + 1)
            narrowed = self.low[end - 1] in self.words.listed("officers")
            if not (narrowed and first == at and not domain and end - at == 1):
                span = self._scene.cast.span(first, last)
                self._take(Piece("post", first, last, span, at, literal=True))
            at = last + 1

    def _abbreviates(self, first: int, last: int) -> bool:
        """Tell whether letters are those of the post or unit before them: "…, *DMI*, Army"."""
        before = self._taken.get(first - 2)
        text = self._tokens[first].text
        if first < last or before is None or not text.isupper() or len(text) == 1:
            return False
        initials = iter(t.text[0] for t in self._tokens[before.first : before.last + 1])
        return self.low[first - 1] in {",", "("} and all(c in initials for c in text)

    def _is_alias(self, at: int) -> bool:
        """Tell whether an abbreviation repeats the post before it: "Chief of Army Staff, COAS"."""
        before = self._taken.get(at - 2)
        short = self._tokens[at].text.isupper() and self.low[at - 1] in {",", "("}
        return short and at > 1 and before is not None and before.kind == "post"

    def _modified(self, at: int, firm: set[int], weak: set[int]) -> int:
        first = at
        while first > 0:
            n = first - 1
            if n in self._taken or n in firm:
                break
            if self.low[n] not in self.words.listed("modifiers"):
                break
            first = n
        inside = [n for n in range(first, at) if n in weak]
        if inside and inside[0] == first and first > 0 and first - 1 in weak:
            first = next((n for n in range(first, at) if n not in weak), at)
        return first

    def _tail(self, head: int, firm: set[int]) -> tuple[int, bool]:
        """Return the last word of a post, and whether it has a domain ("of Army Staff")."""
        last = self._brackets(head)
        at = last + 1
        comma = at < len(self.low) and self.low[at] == ","
        at += comma
        linked = at < len(self.low) and self.low[at] in self.words.listed("of")
        at += linked
        article = linked and at < len(self.low) and self.low[at] in self.words.listed("articles")
        at += article
        end = self._domain(at, firm)
        plain = comma and end == at + 1 and self._tokens[at].text.islower() and not linked
        ahead = _AHEAD if comma and not linked else 1
        if end == at or plain or self._is_unit(end, ahead):
            return last, False
        named = " ".join(self.low[at:end])
        bare = named in self.words.listed("bare_forces")
        whole = self.low[head] in self.words.listed("of_forces") and not article and linked
        if bare and not whole:
            return last, False
        return self._brackets(end - 1), True

    def _is_unit(self, at: int, ahead: int) -> bool:
        """Tell whether a unit's last words stand here: what is before them is its name."""
        units, joining = self.words.listed("units"), self._linking
        for start in range(at, min(at + ahead, len(self.low))):
            if any(" ".join(self.low[start : start + n]) in units for n in (1, 2)):
                return start not in self._taken
            if not (self._tokens[start].text[0].isupper() or self.low[start] in joining):
                return False
        return False

    def _domain(self, at: int, firm: set[int]) -> int:
        known, joining = self.words.listed("domains"), self.words.listed("joining")
        end = at
        while end < len(self.low) and end not in self._taken and end not in firm:
            if self.low[end] in known:
                end += 1
            elif (
                end > at
                and self.low[end] in joining
                and end + 1 < len(self.low)
                and self.low[end + 1] in known
                and end + 1 not in firm
            ):
                end += 2
            else:
                break
        return end

    def _brackets(self, last: int) -> int:
        """Return the last word with the abbreviation in brackets behind it: "… (GOC)"."""
        after = self._tokens[last + 1 : last + 4]
        if len(after) == 3 and after[0].text == "(" and after[2].text == ")":  # noqa: PLR2004
            short = after[1].text.isupper() and len(after[1].text) <= _ACRONYM
            if short or self.low[last + 2] in self.words.listed("bare_forces"):
                return last + 3
        return last

    def _keep_units(self, units: list[Piece]) -> None:
        for unit in units:
            free = not any(n in self._taken for n in range(unit.first, unit.last + 1))
            if free and not self._abbreviates(unit.first, unit.last):
                self._take(unit)

    def _note_loose(self) -> None:
        """Note what may stand between pieces and tells nothing: places, abbreviations, signs."""
        for mention in self._scene.cast.mentions:
            placed = mention.kind == "place" and mention.form == "name"
            inside = self._scene.tree.within(*mention.span.place)
            if placed or (len(inside) == 1 and self._is_set_off(inside[0])):
                self._loose.update(n for n in inside if n not in self._taken)
        opened = -_BRACKETED
        for n, token in enumerate(self._tokens):
            opened = n if token.text == "(" else opened
            bracketed = n - opened < _BRACKETED and ")" in self.low[n : opened + _BRACKETED + 1]
            raised = n > 0 and token.text[0].isupper() and token.text[0].isalpha()
            if n not in self._taken and (bracketed or raised or token.text in _SIGNS):
                self._loose.add(n)
