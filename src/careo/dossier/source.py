"""A source's page: its whole text, every claim's words marked in their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from markupsafe import Markup

from careo.dossier.grid import Grid, grid, sheet_of
from careo.dossier.index import Index
from careo.dossier.show import show
from careo.model.record import ClaimId
from careo.model.text import Segment, TextLayer
from careo.model.views import ClaimView
from careo.model.wording import RECOGNISED


@dataclass(frozen=True, slots=True)
class Block:
    """A segment or a table, ready to be drawn.

    Attributes:
        page: Set where a page begins.
        recognised: What to say where words begin that were recognised in a picture; else empty.
    """

    kind: str
    level: int
    page: int
    html: Markup
    grid: Grid | None = None
    recognised: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One content span of a claim; the claim's number stands after its ``last`` one."""

    start: int
    end: int
    claim: ClaimId
    last: bool


@dataclass(slots=True)
class Marker:
    """Writes a layer's text with nested marks, split where they cross.

    A claim's first mark has the claim's id; after its last one stands its number, a link back to
    its card. All its marks share the class ``k`` and the number.
    """

    index: Index
    text: str
    stretches: Sequence[Stretch]
    _open: list[Stretch] = field(default_factory=list)
    _named: set[ClaimId] = field(default_factory=set)
    _next: int = 0

    def html(self, start: int, end: int) -> Markup:
        """Return one segment; call in order of place. Marks never cross its borders."""
        parts = [self._begin(stretch) for stretch in self._open]
        at = start
        for cut in self._cuts(start, end):
            parts.append(show(self.text[at:cut]))
            at = cut
            parts += self._ending(at)
            parts += self._beginning(at, end)
        parts.append(show(self.text[at:end]))
        parts += self._ending(end)
        parts += [Markup("</mark>")] * len(self._open)
        return Markup("").join(parts)

    def _cuts(self, start: int, end: int) -> list[int]:
        """Return the places inside a segment where a mark begins or ends."""
        cuts = {stretch.end for stretch in self._open if stretch.end < end}
        at = self._next
        while at < len(self.stretches) and self.stretches[at].start < end:
            stretch = self.stretches[at]
            cuts |= {max(start, stretch.start)} | ({stretch.end} if stretch.end < end else set())
            at += 1
        return sorted(cut for cut in cuts if start <= cut < end)

    def _ending(self, at: int) -> list[Markup]:
        """Close what ends here; what lies on top of it is closed and opened again."""
        parts: list[Markup] = []
        reopen: list[Stretch] = []
        while any(stretch.end <= at for stretch in self._open):
            top = self._open.pop()
            parts.append(Markup("</mark>"))
            if top.end > at:
                reopen.append(top)
            elif top.last:
                parts.append(self._number(top.claim))
        for stretch in reversed(reopen):
            parts.append(self._begin(stretch))
            self._open.append(stretch)
        return parts

    def _beginning(self, at: int, end: int) -> list[Markup]:
        parts = []
        while self._next < len(self.stretches) and self.stretches[self._next].start <= at < end:
            stretch = self.stretches[self._next]
            self._next += 1
            if stretch.end > at:
                parts.append(self._begin(stretch))
                self._open.append(stretch)
        return parts

    def _begin(self, stretch: Stretch) -> Markup:
        number = self.index.numbers[stretch.claim]
        if stretch.claim in self._named:
            return Markup('<mark class="k{}">').format(number)
        self._named.add(stretch.claim)
        anchor = self.index.claim_anchor(stretch.claim)
        return Markup('<mark id="{}" class="k{}">').format(anchor, number)

    def _number(self, claim: ClaimId) -> Markup:
        anchor, number = self.index.claim_anchor(claim), self.index.numbers[claim]
        return Markup('<a class="fn" href="../index.html#{}">{}</a>').format(anchor, number)


def blocks(layer: TextLayer, claims: Sequence[ClaimView], index: Index) -> Iterator[Block]:
    """Yield the blocks of a layer's page, in order; text outside the segments is not lost."""
    segments = list(whole(layer))
    marker = Marker(index, layer.text, _clipped(stretches(claims), segments))
    sheets = index.documents[layer.document].sheets
    page, seen = 0, False
    for number, group in groupby(segments, lambda segment: sheet_of(segment, sheets)):
        if number >= 0:
            starts = [stretch.start for stretch in marker.stretches]
            known = number, sheets[number]
            table = grid(layer, known, list(group), starts, marker.html)
            yield Block(kind="table", level=0, page=0, html=Markup(), grid=table)
            continue
        for segment in group:
            html = marker.html(segment.start, segment.end)
            turned = segment.page if segment.page != page else 0
            page = segment.page or page
            told = RECOGNISED if segment.recognised and (turned > 0 or not seen) else ""
            seen = segment.recognised
            yield Block(segment.kind, segment.level, turned, html, recognised=told)


def stretches(claims: Sequence[ClaimView]) -> list[Stretch]:
    """Return the content spans of the claims, outer ones before those they hold."""
    found = [
        Stretch(
            start=quote.start,
            end=quote.end,
            claim=claim.id,
            last=at == len(claim.content) - 1,
        )
        for claim in claims
        for at, quote in enumerate(claim.content)
    ]
    return sorted(found, key=lambda s: (s.start, -s.end, s.claim))


def _clipped(found: list[Stretch], segments: list[Segment]) -> list[Stretch]:
    """Return the stretches without the white space between segments at their ends."""
    starts, ends = [s.start for s in segments], [s.end for s in segments]
    kept = []
    for stretch in found:
        after = bisect_right(ends, stretch.start)
        before = bisect_left(starts, stretch.end) - 1
        if before >= 0 and after <= before:
            start = max(stretch.start, starts[after])
            end = min(stretch.end, ends[before])
            kept.append(replace(stretch, start=start, end=end))
    return sorted(kept, key=lambda s: (s.start, -s.end, s.claim))


def whole(layer: TextLayer) -> Iterator[Segment]:
    """Yield the segments, and a paragraph for any text that stands between them."""
    at = 0
    for segment in layer.segments:
        yield from _between(layer.text, at, segment.start)
        yield segment
        at = segment.end
    yield from _between(layer.text, at, len(layer.text))


def split_classes(claims: Sequence[ClaimView], index: Index) -> list[tuple[str, str]]:
    """Return anchor and class of the claims whose marks may be several, for the style sheet."""
    crossed = _crossed(stretches(claims))
    return [
        (index.claim_anchor(claim.id), f"k{index.numbers[claim.id]}")
        for claim in claims
        if len(claim.content) > 1
        or claim.id in crossed
        or any("\n" in quote.exact for quote in claim.content)
    ]


def _crossed(ordered: list[Stretch]) -> set[ClaimId]:
    """Return the claims with a span that crosses another one's border, or a segment's line."""
    crossed: set[ClaimId] = set()
    active: list[Stretch] = []
    for stretch in ordered:
        active = [other for other in active if other.end > stretch.start]
        for other in active:
            if other.end < stretch.end:
                crossed |= {other.claim, stretch.claim}
        active.append(stretch)
    return crossed


def _between(text: str, start: int, end: int) -> Iterator[Segment]:
    if text[start:end].strip():
        yield Segment(kind="paragraph", start=start, end=end)


def by_document(claims: Sequence[ClaimView]) -> dict[str, list[ClaimView]]:
    """Return the claims of each document, in their order."""
    found: defaultdict[str, list[ClaimView]] = defaultdict(list)
    for claim in claims:
        found[claim.document].append(claim)
    return found
