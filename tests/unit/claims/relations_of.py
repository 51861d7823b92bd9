"""What a text asserts, as short lines that a test can compare."""

from __future__ import annotations

import msgspec

from careo.claims.context import Context
from careo.claims.relations.relations import relations
from careo.claims.sift import spoken
from careo.model.claim import Relation
from careo.model.document import Source
from careo.model.reading import Reading
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, Span, TextLayer, layer_id
from careo.reading import lexicon, read


def layer_of(text: str) -> TextLayer:
    document = DocumentId(sha256(text.encode()))
    return TextLayer(
        id=layer_id(document, text),
        document=document,
        text=text,
        segments=(Segment(kind="paragraph", start=0, end=len(text)),),
        extractor="test",
    )


def bounded(reading: Reading) -> Reading:
    """Return a reading with the contents that claims hold."""
    replace = msgspec.structs.replace
    told = (replace(a, content=a.bounded or a.content) for a in reading.attributions)
    return replace(reading, attributions=tuple(told))


def found(text: str, content: str = "") -> tuple[Relation, ...]:
    """Return the relations of a text; ``content`` is the part of it that is claimed."""
    layer = layer_of(text)
    start = text.index(content) if content else 0
    spans: tuple[Span, ...] = (layer.span(start, start + len(content or text)),)
    context = Context(layer, bounded(read(layer)), Source(), lexicon("en"))
    result = relations(layer, spoken(context), spans, lexicon("en"))
    for relation in result:
        for role in relation.roles:
            role.span.verify(text)
    return result


def line(relation: Relation) -> str:
    """Return ``not`` and ``would`` where they apply, the predicate, then its roles."""
    flags = ("not " if relation.negated else "") + ("would " if relation.hedged else "")
    roles = "; ".join(f"{role.role}={role.span.exact}" for role in relation.roles)
    return f"{flags}{relation.predicate}: {roles}"


def lines(text: str, content: str = "") -> list[str]:
    return [line(relation) for relation in found(text, content)]
