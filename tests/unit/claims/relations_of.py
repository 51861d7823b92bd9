"""What a text asserts, as short lines that a test can compare."""

from __future__ import annotations

from careo.claims.relations.relations import relations
from careo.model.claim import Relation
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


def found(text: str, content: str = "") -> tuple[Relation, ...]:
    """Return the relations of a text; ``content`` is the part of it that is claimed."""
    layer = layer_of(text)
    start = text.index(content) if content else 0
    spans: tuple[Span, ...] = (layer.span(start, start + len(content or text)),)
    result = relations(layer, read(layer), spans, lexicon("en"))
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
