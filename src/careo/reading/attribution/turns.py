"""Turns of a transcript: paragraphs that begin with who speaks ("ROE: I was not there")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careo.model.text import TextLayer
from careo.reading.attribution.quotes import Draft
from careo.reading.quotes import ANGLE_LEFT, CLOSING, LEFT, LOW, STRAIGHT

_LABEL = re.compile(r"(?:[A-Z][A-Z.'\u2019-]*[ ,]*){1,5}(?:\([^()]{1,60}\))?:")
_NAME = re.compile(r"(?:[A-Z][\w.'\u2019-]*[ ]?){1,4}:(?=\s)")
_MARKS = frozenset({LEFT, STRAIGHT, ANGLE_LEFT, LOW})
_LEAST_TURNS, _LEAST_SPEAKERS = 3, 2


def turns(layer: TextLayer) -> list[Draft]:
    """Return the turns of a layer.

    A name before a colon and a quotation is one ("Roe: “I was not there.”"). Without marks the
    layer must be a transcript: at least three paragraphs begin with a name in capitals and a
    colon, and at least two such names differ.
    """
    found = list(_labelled(layer, _LABEL))
    names = {layer.text[draft.source[0] : draft.source[1]] for draft in found if draft.source}
    if len(found) >= _LEAST_TURNS and len(names) >= _LEAST_SPEAKERS:
        return found
    return [
        draft
        for draft in _labelled(layer, _NAME)
        if layer.text[draft.content[0][0]] in _MARKS
        and layer.text[draft.content[0][1] - 1] in CLOSING
    ]


def _labelled(layer: TextLayer, pattern: re.Pattern[str]) -> Iterator[Draft]:
    for segment in layer.segments:
        if segment.kind != "paragraph":
            continue
        label = pattern.match(layer.text, segment.start, segment.end)
        if label is None:
            continue
        colon = label.end() - 1
        start, end = label.end(), segment.end
        while start < end and layer.text[start].isspace():
            start += 1
        while start < end and layer.text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Draft(
                sentence=-1,
                hit=None,
                cue=(colon, colon + 1),
                source=(segment.start, colon),
                content=((start, end),),
            )
