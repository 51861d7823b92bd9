"""What the case asks of others: somebody to tell how far it is, and somebody to do the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from careo.model.record import Record

T = TypeVar("T")
R = TypeVar("R")


class Progress(Protocol):
    """Somebody who is told how far long work is; the case itself prints nothing."""

    def start(self, stage: str, total: int | None) -> None:
        """Begin a stage of ``total`` steps, if known.

        The stages: ``adding``, ``reading``, ``verifying``, ``writing``, ``saving``,
        ``restoring``.
        """
        ...

    def step(self, done: int, failed: int, name: str) -> None:
        """Hear that ``name`` is done and durable; both numbers count from the stage's start."""
        ...

    def finish(self) -> None:
        """Hear that the stage is over, whether or not all steps were done."""
        ...


class Silent:
    """A `Progress` that tells nobody."""

    def start(self, stage: str, total: int | None) -> None:
        """Take no notice."""

    def step(self, done: int, failed: int, name: str) -> None:
        """Take no notice."""

    def finish(self) -> None:
        """Take no notice."""


class Failure(Record, frozen=True):
    """A function that gave no result.

    Attributes:
        reason: The error's type, or the signal that ended the worker; never document text.
    """

    reason: str


class Engine(Protocol):
    """Somebody who does the same work on many items, in any order."""

    def map_unordered(
        self, function: Callable[[T], R], items: Iterable[T]
    ) -> Iterator[tuple[T, R | Failure]]:
        """Yield each item once, with what ``function`` made of it or why it made nothing.

        The function must be importable and the items and results picklable. Items are taken
        as they are needed, so that memory does not grow with their number.
        """
        ...
