"""What the journal says of every document: its row as it is before anything is read.

The journal is primary. A row of ``document`` is a function of its lines, in their order: the
key is the number of the document's first ``ingest``, the name and the container come from the
last one, what the user said of the source from the last ``source``, and how reading went from
the last ``read`` that nothing has overtaken since.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from careo.model.document import Outcome, Source
from careo.model.journal import Event
from careo.model.record import DocumentId, Sha256
from careo.store import journal
from careo.store.parts import Part

if TYPE_CHECKING:
    import sqlalchemy as sa

RETRIED = frozenset({"crashed", "timeout"})
"""Outcomes that another try may better."""

_NAME_CHARS = 12


class Reading(msgspec.Struct, frozen=True):
    """How reading a document went, as its ``read`` event says."""

    outcome: Outcome
    fingerprint: str
    media_type: str
    layer: str | None = None
    language: str = ""


class Known(msgspec.Struct):
    """A document as the journal knows it.

    Attributes:
        key: Its number in the order of ingest, from 1.
        parent: The key of the document that it came in; 0 where it came by itself.
        reading: Its last reading; None where it is to be read.
        inside: The files in it that were made documents, in order.
        alone: It was also added by itself.
        erased: The number of the event that erased it; negative where it came again since.
    """

    key: int
    id: DocumentId
    name: str = ""
    size: int = 0
    given: Source = Source()
    parent: int = 0
    reading: Reading | None = None
    inside: list[Part] = []
    alone: bool = False
    erased: int = 0


class Tree(NamedTuple):
    """What an outermost document holds over all nesting: its key, files, bytes."""

    root: int
    files: int
    bytes: int


class _Came(msgspec.Struct):
    """What an ``ingest`` or ``seen`` event says."""

    name: str = ""
    size: int = 0
    source: Source = Source()
    parent: str = ""


def events(connection: sa.Connection) -> Iterator[tuple[Event, bytes]]:
    """Yield all events with their payloads, empty where there is none."""
    after = 0
    while page := journal.events(connection, after):
        yield from page
        after = page[-1][0].seq


def documents(connection: sa.Connection) -> list[Known]:
    """Return all documents that were ever added, in order of their keys."""
    walk = _Walk()
    for event, body in events(connection):
        walk.hear(event, body)
    return list(walk.known.values())


def trees(known: list[Known]) -> list[Tree]:
    """Return what stands in each outermost document that holds others."""
    by_key = {one.key: one for one in known}
    sums: dict[int, Tree] = {}
    for one in known:
        root = one
        while root.parent in by_key:
            root = by_key[root.parent]
        if one.inside:
            _, files, size = sums.get(root.key, Tree(root.key, 0, 0))
            files, size = files + len(one.inside), size + sum(part.size for part in one.inside)
            sums[root.key] = Tree(root.key, files, size)
    return [sums[key] for key in sorted(sums)]


class _Walk:
    """Hears the events one by one."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self._below: dict[int, list[Known]] = {}

    def hear(self, event: Event, body: bytes) -> None:
        document = event.object.removeprefix("document:")
        if event.action == "ingest":
            self._ingest(document, body)
        elif document in self.known:
            self._more(event, self.known[document], body)

    def _ingest(self, document: str, body: bytes) -> None:
        """Register a document; one that was erased keeps its key."""
        id_ = DocumentId(Sha256(document))
        one = self.known.setdefault(document, Known(key=len(self.known) + 1, id=id_))
        one.erased = -abs(one.erased)
        came = _came(body)
        one.name, one.size, one.given = came.name or document[:_NAME_CHARS], came.size, came.source
        one.parent = self.known[came.parent].key if came.parent in self.known else 0
        self._below.setdefault(one.parent, []).append(one)
        self._stand(one, came)

    def _more(self, event: Event, one: Known, body: bytes) -> None:
        match event.action:
            case "seen":
                came = _came(body)
                self._stand(one, came)
                if not came.parent:
                    self._try_again(one)
            case "source":
                one.given, one.reading = Source.parse(body) if body else one.given, None
            case "read":
                one.reading = msgspec.json.decode(body, type=Reading) if body else None
            case "erase":
                self._erase(one, event.seq)
            case _:
                pass

    def _erase(self, one: Known, seq: int) -> None:
        """Leave nothing of a document but its key; what stood in it and stays stands alone."""
        for below in self._below.pop(one.key, ()):
            below.parent = 0
        nothing = Known(key=one.key, id=one.id, erased=seq)
        for name in nothing.__struct_fields__:
            setattr(one, name, getattr(nothing, name))

    def _stand(self, one: Known, came: _Came) -> None:
        """Note where a document came from."""
        if came.parent in self.known:
            container = self.known[came.parent]
            container.inside.append(Part(one.id, came.name, came.size))
        elif not came.parent:
            one.alone = True

    def _try_again(self, one: Known) -> None:
        """Let what crashed or took too long be read again, in the document and inside it."""
        if one.reading is not None and one.reading.outcome.status in RETRIED:
            one.reading = None
        for below in self._below.get(one.key, ()):
            self._try_again(below)


def _came(body: bytes) -> _Came:
    return msgspec.json.decode(body, type=_Came) if body else _Came()
