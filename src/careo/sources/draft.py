"""From blocks of text to one layer's text and its segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import structs

from careo.model.document import Source
from careo.model.text import Box, Segment, SegmentKind, Word
from careo.sources.wire import Answer

_SEGMENTS = 500_000
_FIELD_CHARS = 500
_GAP = "\n\n"


class Block(NamedTuple):
    """One stretch of text in the order of reading.

    Attributes:
        words: Where recognised words stand, in code points of the text.
    """

    kind: SegmentKind
    text: str
    level: int = 0
    page: int = 0
    box: Box | None = None
    recognised: bool = False
    words: tuple[Word, ...] = ()


def assemble(
    blocks: Iterable[Block], extractor: str, source: Source, reasons: list[str], most: int
) -> Answer:
    """Join blocks, an empty line between them, into an answer; too long a text is cut, and said.

    Args:
        blocks: In the order of reading; white space round them is left out, and empty ones too.
        extractor: Name and version.
        source: What the document says of itself.
        reasons: Why the text is only part of the document; none for ``ok``.
        most: The longest text in code points.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    words: list[Word] = []
    at = 0
    for block in blocks:
        text = block.text.strip()
        if not text:
            continue
        start = at + (len(_GAP) if parts else 0)
        if start + len(text) > most or len(segments) == _SEGMENTS:
            reasons = [*reasons, f"only the first {at} characters are read"]
            break
        at = start + len(text)
        parts.append(text)
        segments.append(
            Segment(
                kind=block.kind,
                start=start,
                end=at,
                level=block.level,
                page=block.page,
                box=block.box,
                recognised=block.recognised,
            )
        )
        words += _moved(block, start)
    told = answer(_GAP.join(parts), tuple(segments), extractor, source, reasons)
    return structs.replace(told, words=tuple(words)) if words else told


def _moved(block: Block, start: int) -> Iterator[Word]:
    """Yield a block's words where they stand in the layer."""
    by = start - (len(block.text) - len(block.text.lstrip()))
    for word in block.words:
        yield Word(start=word.start + by, end=word.end + by, box=word.box)


def answer(
    text: str, segments: tuple[Segment, ...], extractor: str, source: Source, reasons: list[str]
) -> Answer:
    """Return an answer that is ``partial`` where there are reasons, and short in its fields."""
    if not segments:
        reasons = reasons or ["no text"]
    elif all(segment.kind == "furniture" for segment in segments):
        reasons = [*reasons, "no text but furniture"]
    return Answer(
        status="partial" if reasons else "ok",
        reason="; ".join(reasons)[:_FIELD_CHARS],
        source=_short(source),
        text=text if segments else "",
        segments=segments,
        extractor=extractor,
    )


def _short(source: Source) -> Source:
    """Return a source with its fields in one line each, and not too long."""
    fields = {
        name: " ".join(str(getattr(source, name)).split())[:_FIELD_CHARS]
        for name in source.__struct_fields__
    }
    return Source(**fields)
