"""Documents: the bit-exact originals, what is known of them, and how reading them went."""

from __future__ import annotations

import re
from typing import Literal

from careo.model.errors import RefusedError
from careo.model.record import DocumentId, Record

Status = Literal["ok", "partial", "refused", "timeout", "crashed"]


NO_TEXT, LITTLE_TEXT = "no text", "little text beside a picture"
"""What the reason of a document says whose pictures may hold words."""

FOUND_NONE = "(tesseract found none)"
"""What stands behind it where its pictures were looked at."""

_UNRECOGNISED = re.compile(
    rf"(?:\A|; )(?:{NO_TEXT} (?:on page|in the picture)|{LITTLE_TEXT} on page)"
    rf"(?![^;]*{re.escape(FOUND_NONE)})"
)


class Outcome(Record, frozen=True):
    """How reading a document went.

    Attributes:
        status: One of five words; anything but ``ok`` is counted in the dossier.
        reason: Why, in a few words without document text; empty for ``ok``.
    """

    status: Status
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse an outcome that owes a reason."""
        if self.status in {"partial", "refused", "crashed"} and not self.reason:
            raise RefusedError(f"outcome {self.status} without a reason")

    @property
    def unrecognised(self) -> bool:
        """Whether pictures may hold words, and nothing has looked for any."""
        return self.status == "partial" and _UNRECOGNISED.search(self.reason) is not None

    def __str__(self) -> str:
        """Return ``status`` or ``status(reason)``."""
        return f"{self.status}({self.reason})" if self.reason else self.status


class Source(Record, frozen=True):
    """Where a document comes from: said by the document, or by the user, who wins.

    Attributes:
        title: The title as written.
        author: Who wrote it, as written.
        publisher: Who published it, as written.
        kind: letter, article, judgment, statement, report, …; free text.
        published: The date as the source writes it.
        url: Where it was found.
        to: To whom it was written or sent, as written.
    """

    title: str = ""
    author: str = ""
    publisher: str = ""
    kind: str = ""
    published: str = ""
    url: str = ""
    to: str = ""

    def overlaid(self, other: Source) -> Source:
        """Return this source with every field that ``other`` fills replaced by it."""
        chosen = {
            name: getattr(other, name) or getattr(self, name) for name in self.__struct_fields__
        }
        return Source(**chosen)


class Document(Record, frozen=True):
    """A bit-exact original.

    Attributes:
        id: The sha256 of the bytes.
        media_type: What the bytes are, by their content (``application/pdf``).
        size: Bytes.
        name: The original file name; metadata only, never a path.
        outcome: How reading it went.
        source: Where it comes from.
        parent: The mail or archive it came in, if any.
    """

    id: DocumentId
    media_type: str
    size: int
    name: str
    outcome: Outcome
    source: Source = Source()
    parent: DocumentId | None = None
