"""What the case answers: what became of each file, and what does not hold."""

from __future__ import annotations

from careo.model.document import Outcome
from careo.model.record import DocumentId, Record
from careo.model.views import DocumentView

WITHIN = " › "  # noqa: RUF001
"""Between the names of a container and of what is inside it."""


class Added(Record, frozen=True):
    """A file whose bytes are kept.

    Attributes:
        document: The sha256 of the bytes.
        name: The file's own name.
        outcome: How reading it went; None where it was not read by this call
            (read before, or left pending by an interruption).
        new: False where the case held these bytes already.
        claims: Number of claims found in it, where it was read by this call.
    """

    document: DocumentId
    name: str
    outcome: Outcome | None
    new: bool
    claims: int = 0


class Missed(Record, frozen=True):
    """A path that could not be added.

    Attributes:
        path: As the user gave it, or as found in a folder.
        reason: Why, in a few words without the path.
        hint: What to do.
    """

    path: str
    reason: str
    hint: str = ""


class Revived(Record, frozen=True):
    """A document that had been erased, and whose bytes were added again.

    Attributes:
        name: Its name now.
        at: When it had been erased.
        by: By whom.
        reason: Why.
    """

    name: str
    at: str
    by: str
    reason: str


class Additions(Record, frozen=True):
    """What one `Case.add` did.

    Attributes:
        added: In the order of the paths; a folder's files sorted.
        missed: What could not be added; all else was.
        revived: Those that had been erased before.
        resumed: Documents left by an interrupted run that were read now.
        inside: New documents that were found inside those that were read now.
        claims: Claims found in the files added and in what is inside them.
    """

    added: tuple[Added, ...]
    missed: tuple[Missed, ...] = ()
    revived: tuple[Revived, ...] = ()
    resumed: int = 0
    inside: int = 0
    claims: int = 0

    @property
    def unread(self) -> tuple[Added, ...]:
        """The documents read now whose outcome is not ``ok``."""
        return tuple(a for a in self.added if a.outcome is not None and a.outcome.status != "ok")


class Unread(Record, frozen=True):
    """A document that was not read, or not whole.

    Attributes:
        path: The names of what it stands in, the outermost first, and its own.
    """

    document: DocumentView
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The path in one line."""
        return WITHIN.join(self.path)


class Fault(Record, frozen=True):
    """Something that does not hold.

    Attributes:
        place: A file in the case folder, ``journal line N``, or ``document <id>``.
        problem: What is wrong with it, without document text.
    """

    place: str
    problem: str


class Kept(Record, frozen=True):
    """What a backup holds.

    Attributes:
        documents: How many.
        size: Bytes of the backup.
        faults: What does not hold in it, because it did not hold in the case.
    """

    documents: int
    size: int
    faults: tuple[Fault, ...] = ()


class Rebuilt(Record, frozen=True):
    """What making everything derived anew has changed: nothing, where nothing was damaged.

    Attributes:
        documents: How many the case holds.
        claims: How many claims it holds now.
        came: How many of them it did not hold before.
        went: How many that it held before it holds no more.
        missing: Names of the documents whose original is not there.
        damaged: How many texts of earlier extractors were damaged, and are gone.
        lost: Decisions that stand and find no place in what is read now.
    """

    documents: int
    claims: int
    came: int = 0
    went: int = 0
    missing: tuple[str, ...] = ()
    damaged: int = 0
    lost: tuple[Fault, ...] = ()


class Erasure(Record, frozen=True):
    """What an erasure takes.

    Attributes:
        documents: Names of the documents: the one meant first, then those that came only in it.
        event: The event whose payload is meant; 0 where a document is.
        payloads: How many payloads of the journal go.
        stays: Names of documents that came in it and otherwise too: they stay.
    """

    documents: tuple[str, ...] = ()
    event: int = 0
    payloads: int = 0
    stays: tuple[str, ...] = ()
