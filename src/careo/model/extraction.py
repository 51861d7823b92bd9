"""What comes out of a document's bytes."""

from __future__ import annotations

from careo.model.document import Outcome, Source
from careo.model.record import Record
from careo.model.text import TextLayer


class Extraction(Record, frozen=True):
    """The text of a document, and how getting it out went.

    Attributes:
        media_type: What the bytes are, by their content.
        outcome: How it went.
        source: What the document says of itself (title, author, date).
        layer: The text; None where none could be got out.
    """

    media_type: str
    outcome: Outcome
    source: Source = Source()
    layer: TextLayer | None = None
