"""Text layers to mentions, referents and attributions."""

from careo.reading.languages import lexicon

__all__ = ["lexicon"]
