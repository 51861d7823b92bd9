"""Lists behind a colon: "The indictment alleges:", and a paragraph for each thing alleged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from careo.model.reading import Sentence
from careo.model.text import Segment, TextLayer
from careo.reading.attribution.quotes import Draft

_MARK = re.compile(
    r"\s*(?:[-*\u2022\u2013\u2014\u25cf\u25aa]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+)"
)
_ENDS = re.compile(r"(?:[;,.\s]|\b(?:and|or))*$")
_LEAST = 2


def with_lists(
    layer: TextLayer, sentences: Sequence[Sentence], drafts: Sequence[Draft]
) -> list[Draft]:
    """Return drafts; one that says nothing before a colon says the list that follows.

    At least two paragraphs that begin with a mark or a number, or go on in lower case; or that
    are items by the layer's own account.
    """
    found: list[Draft] = []
    for draft in drafts:
        places: list[tuple[int, int]] = []
        if draft.hit is not None and not draft.content and _ends(layer, sentences, draft):
            segment = sentences[draft.sentence].segment
            places = list(_items(layer, layer.segments[segment + 1 :]))
        told = len(places) >= _LEAST
        found.append(msgspec.structs.replace(draft, content=tuple(places)) if told else draft)
    return found


def _ends(layer: TextLayer, sentences: Sequence[Sentence], draft: Draft) -> bool:
    """Tell whether a cue stands last in its paragraph, before a colon."""
    sentence = sentences[draft.sentence]
    if draft.cue is None or sentence.segment >= len(layer.segments):
        return False
    return layer.text[draft.cue[1] : layer.segments[sentence.segment].end].strip() == ":"


def _items(layer: TextLayer, segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    for segment in segments:
        if not segment.is_read:
            continue
        mark = _MARK.match(layer.text, segment.start, segment.end)
        start = mark.end() if mark is not None else segment.start
        goes_on = layer.text[start : start + 1].islower()
        if segment.kind != "list_item" and mark is None and not goes_on:
            return
        last = _ENDS.search(layer.text, start, segment.end)
        if last is not None and start < last.start():
            yield start, last.start()
