"""Who speaks by the layout of a text alone: turns of a transcript, posts, mails within a mail."""

from __future__ import annotations

from collections.abc import Sequence

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution
from careo.model.text import Segment, TextLayer
from careo.reading.layout.mails import mails
from careo.reading.layout.turns import turns

__all__ = ["laid_out"]


def laid_out(
    layer: TextLayer, segments: Sequence[Segment], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Return what the layout of some segments attributes, in order of place.

    Args:
        layer: The text.
        segments: Of one language; all others are furniture among them.
        lexicon: Of that language; its lists tell a mail's header from a name.
    """
    found = [*turns(layer, segments, lexicon), *mails(layer, segments, lexicon)]
    return tuple(sorted(found, key=lambda one: one.content[0].start))
