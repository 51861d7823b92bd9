"""What comes out of a document's bytes."""

from __future__ import annotations

from careo.model.document import Outcome, Source
from careo.model.record import Record
from careo.model.text import TextLayer


class Member(Record, frozen=True):
    """A file inside a mail or an archive: a stretch of the spool that its container filled.

    Attributes:
        name: As the container gives it; metadata only, never a path.
        start: Where its bytes begin in the spool.
        size: How many they are.
    """

    name: str
    start: int
    size: int


class Sheet(Record, frozen=True):
    """A table of data: a whole CSV file, or one sheet of a workbook.

    Attributes:
        name: The sheet's name; empty for a file that is one table.
        columns: What its first row says, or its columns' letters where that is no heading.
        rows: Rows of data, without the heading.
        start: Where it begins in the layer, in code points.
        end: One past its last character; the same as ``start`` for an empty one.
        hidden: The workbook hides it.
        hides: Which of its rows and columns are hidden: "rows 5 to 7; column C".
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    start: int
    end: int
    hidden: bool = False
    hides: str = ""


class Extraction(Record, frozen=True):
    """The text of a document, and how getting it out went.

    Attributes:
        media_type: What the bytes are, by their content.
        outcome: How it went.
        source: What the document says of itself (title, author, date).
        layer: The text; None where none could be got out.
        members: The files inside it, in their order.
        spool: The file that holds the members' bytes; the caller removes it. Empty without members.
        sheets: The tables of data in it.
    """

    media_type: str
    outcome: Outcome
    source: Source = Source()
    layer: TextLayer | None = None
    members: tuple[Member, ...] = ()
    spool: str = ""
    sheets: tuple[Sheet, ...] = ()
