"""The parse of English text by the model in the package."""

from careo.model.text import TextLayer
from careo.reading.languages import lexicon
from careo.reading.parser import Parse
from careo.reading.parser import parse as from_tags
from careo.reading.tagger.tagger import tag


def parse(layer: TextLayer) -> Parse:
    """Return the parse of a layer, all of it taken for English."""
    return from_tags(tag(layer, layer.segments), lexicon("en"))
