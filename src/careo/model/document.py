"""Documents: the bit-exact originals, what is known of them, and how reading them went."""

from __future__ import annotations

from typing import Literal

from careo.model.errors import RefusedError
from careo.model.record import DocumentId, Record

Status = Literal["ok", "partial", "refused", "timeout", "crashed"]


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
