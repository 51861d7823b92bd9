"""Text layers and places in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from careo.model.errors import QuoteMismatchError, RefusedError
from careo.model.record import DocumentId, LayerId, Record, canonical_json, sha256

SegmentKind = Literal["heading", "paragraph", "list_item", "row", "furniture"]

CELL_GAP = "\t"
"""What parts the cells of a row; no cell holds it."""


class Box(Record, frozen=True):
    """A rectangle on a page, in hundredths of a point from the page's lower left corner."""

    left: int
    bottom: int
    right: int
    top: int


class Segment(Record, frozen=True):
    """A stretch of a layer with a part in the page's order.

    Attributes:
        kind: ``furniture`` is a running head, a footer or a page number, ``row`` a row of a
            table of data, its cells parted by tabs: both are shown and searched, never read.
        start: First character, in Unicode code points from 0.
        end: One past the last character.
        level: Depth of a heading from 1; 0 for all else.
        page: Page number from 1; 0 where the document has no pages.
        box: Where on the page it stands.
        recognised: The words were recognised in a picture, and may be wrong.
    """

    kind: SegmentKind
    start: int
    end: int
    level: int = 0
    page: int = 0
    box: Box | None = None
    recognised: bool = False

    @property
    def is_read(self) -> bool:
        """Whether it is prose that claims are read from."""
        return self.kind not in {"furniture", "row"}


class Word(Record, frozen=True):
    """Where a recognised word stands on its page, in code points of the layer."""

    start: int
    end: int
    box: Box


class TextLayer(Record, frozen=True):
    """The text got out of a document.

    Attributes:
        id: `layer_id` of the document and the text.
        document: The document the text is from.
        text: Without lone surrogates.
        segments: In order, not overlapping; between them stands white space only.
        extractor: Name and version of what got it out; not part of the id.
        words: Where recognised words stand, in order; none for text that was there as text.
    """

    id: LayerId
    document: DocumentId
    text: str
    segments: tuple[Segment, ...]
    extractor: str
    words: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        """Refuse text that has no UTF-8 spelling, and segments outside it."""
        try:
            self.text.encode()
        except UnicodeEncodeError:
            raise RefusedError(f"layer of {self.document[:12]} holds a lone surrogate") from None
        end = 0
        for segment in self.segments:
            if not end <= segment.start < segment.end <= len(self.text):
                raise RefusedError(f"segment {segment.start}..{segment.end} is out of place")
            end = segment.end
        end = 0
        for word in self.words:
            if not end <= word.start < word.end <= len(self.text):
                raise RefusedError(f"word {word.start}..{word.end} is out of place")
            end = word.end

    @property
    def has_prose(self) -> bool:
        """Whether there is any text that claims can be read from: more than tables and headings."""
        return any(segment.is_read and segment.kind != "heading" for segment in self.segments)

    def rows(self, start: int, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield where each row of a table between two places starts, and its cells."""
        for segment in self.segments:
            if segment.start >= end:
                return
            if segment.kind == "row" and segment.start >= start:
                text = self.text[segment.start : segment.end]
                yield segment.start, tuple(text.split(CELL_GAP))

    def span(self, start: int, end: int) -> Span:
        """Return the place ``start`` to ``end`` with its words."""
        return Span(layer=self.id, start=start, end=end, exact=self.text[start:end])


def layer_id(document: DocumentId, text: str) -> LayerId:
    """Return the id of ``text`` as a layer of ``document``."""
    return LayerId(sha256(canonical_json([document, text])))


class Span(Record, frozen=True, order=True):
    """A stretch of one text layer, with the words it must say.

    Attributes:
        layer: The layer it is a place in.
        start: First character, in Unicode code points from 0.
        end: One past the last character.
        exact: The words themselves; ``text[start:end] == exact``.

    Source:
        W3C Web Annotation, TextPositionSelector and TextQuoteSelector.
    """

    layer: LayerId
    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        """Refuse an empty or reversed place, and words of another length."""
        if not 0 <= self.start < self.end:
            raise RefusedError(f"span {self.start}..{self.end} is empty or reversed")
        if len(self.exact) != self.end - self.start:
            raise QuoteMismatchError(f"span {self.start}..{self.end} has words of another length")

    @property
    def place(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly in this span."""
        return self.start <= other.start and other.end <= self.end

    def verify(self, text: str) -> None:
        """Check that the layer still says these words here.

        Raises:
            QuoteMismatchError: It does not.
        """
        if text[self.start : self.end] != self.exact:
            raise QuoteMismatchError(f"layer {self.layer[:12]} differs at {self.start}..{self.end}")
