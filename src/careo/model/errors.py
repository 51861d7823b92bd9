"""The errors a caller may catch.

::

    CareoError                 exit 4
    ├── UsageError             exit 2   the command or its arguments are wrong
    ├── CaseError              exit 3   the case file is damaged, missing or of another version
    │   ├── TamperedError               stored bytes no longer match their name
    │   └── VersionError                made by a newer careo
    ├── RefusedError           exit 4   a value breaks its invariant
    │   └── QuoteMismatchError          a span's words are not in its layer
    ├── BusyError              exit 4   another process holds the case
    └── StorageError           exit 4   the disk is full or not writable

Expected failures of reading a document are not errors but an `Outcome`.
"""

from __future__ import annotations

from typing import ClassVar


class CareoError(Exception):
    """Base of all errors a caller may catch.

    Args:
        message: What happened, with ids, numbers and paths, never document text.
        hint: What the reader can do next; one sentence.
    """

    exit_status: ClassVar[int] = 4

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both parts positional, so that the error survives pickling."""
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the message, and the hint after it where there is one."""
        return f"{self.message}: {self.hint}" if self.hint else self.message


class UsageError(CareoError):
    """The command or its arguments are wrong."""

    exit_status: ClassVar[int] = 2


class CaseError(CareoError):
    """The case file is damaged, missing or of another version."""

    exit_status: ClassVar[int] = 3


class TamperedError(CaseError):
    """Stored bytes no longer match their name."""


class VersionError(CaseError):
    """The case file was made by a newer careo."""


class RefusedError(CareoError):
    """A value breaks its invariant."""


class QuoteMismatchError(RefusedError):
    """A span's words are not in its layer at its place."""


class BusyError(CareoError):
    """Another process holds the case."""


class StorageError(CareoError):
    """The disk is full or not writable."""
