"""Anchors: made where the words stand, and found again in another reader's text.

Source:
    W3C Web Annotation Data Model, sections 4.2.4 (text quote selector) and 4.2.5 (text position
    selector).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from careo.model.journal import Anchor
from careo.model.record import DocumentId
from careo.model.text import Span

AROUND = 32
"""Code points of context on either side."""


def anchor(document: DocumentId, text: str, start: int, end: int) -> Anchor:
    """Return the anchor of the words at this place of a document's text."""
    return Anchor(
        document=document,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )


def anchored(document: DocumentId, text: str, span: Span) -> Anchor:
    """Return the anchor of a span of that text."""
    return anchor(document, text, span.start, span.end)


def locate(wanted: Anchor, text: str) -> tuple[int, int] | None:
    """Return where the anchor's words stand in a text, None where they do not.

    At their old place if they stand there with what stood around them; else where most of what
    stood around them still does. Of equals the nearest to the old place counts, and of two as
    near the earlier one.
    """
    end = wanted.start + len(wanted.exact)
    around = len(wanted.prefix) + len(wanted.suffix)
    here = text.startswith(wanted.exact, wanted.start)
    if here and _agreement(wanted, text, wanted.start) == around:
        return wanted.start, end
    best = max(
        _occurrences(wanted.exact, text),
        key=lambda at: (_agreement(wanted, text, at), -abs(at - wanted.start), -at),
        default=None,
    )
    return None if best is None else (best, best + len(wanted.exact))


def _occurrences(exact: str, text: str) -> Iterator[int]:
    at = text.find(exact)
    while at >= 0:
        yield at
        at = text.find(exact, at + 1)


def _agreement(wanted: Anchor, text: str, at: int) -> int:
    """Return how many characters next to the words are as they were."""
    end = at + len(wanted.exact)
    before = text[max(0, at - len(wanted.prefix)) : at]
    after = text[end : end + len(wanted.suffix)]
    return _shared(wanted.prefix[::-1], before[::-1]) + _shared(wanted.suffix, after)


def _shared(one: str, other: str) -> int:
    """Return how many first characters two texts share."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
