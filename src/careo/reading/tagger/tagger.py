"""A text layer to tagged words."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from careo.model.text import Segment, TextLayer
from careo.reading.tagger.coding import Coder
from careo.reading.tagger.decode import decoded
from careo.reading.tagger.packing import Codes, Part, parts
from careo.reading.tagger.session import Model, model
from careo.reading.tagger.tagged import Tagged
from careo.reading.tagger.words import capitals, splitter


def tag(layer: TextLayer, segments: Sequence[Segment], using: Model | None = None) -> Tagged:
    """Tag the words of every segment that is not furniture.

    The result depends on this layer alone.

    Args:
        layer: What is read.
        segments: Of the layer; those not to be read are marked as furniture.
        using: The model; the one in the package if none is given.
    """
    using = using or model()
    places = Places()
    found = decoded(places.parts(layer.text, segments, using.coder), using)
    return Tagged(
        text=layer.text,
        starts=np.frombuffer(places.starts, np.int32),
        ends=np.frombuffer(places.ends, np.int32),
        segments=np.frombuffer(places.segments, np.int32),
        found=found,
        labels=using.labels,
    )


class Places:
    """Finds the words of a document and keeps where they are."""

    def __init__(self) -> None:
        self.starts, self.ends, self.segments = array("i"), array("i"), array("i")

    def parts(self, text: str, segments: Sequence[Segment], coder: Coder) -> Iterator[Part]:
        """Yield the parts to read; a word's place is kept when it is come by."""
        shown = capitals().respelt(text)
        for number, segment in enumerate(segments):
            if segment.is_read:
                yield from parts(self._words(text, shown, number, segment, coder))

    def _words(
        self, text: str, shown: str, number: int, segment: Segment, coder: Coder
    ) -> Iterator[tuple[str, Codes]]:
        before = -1
        for start, end in splitter().split(text, segment.start, segment.end):
            self.starts.append(start)
            self.ends.append(end)
            self.segments.append(number)
            word = shown[start:end]
            yield word, coder.code(word, space=before < start)
            before = end
