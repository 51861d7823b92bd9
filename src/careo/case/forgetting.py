"""Forgetting: which document or event is meant, what goes with it, and that it had gone."""

from __future__ import annotations

import msgspec

from careo.case.chosen import brief
from careo.case.results import Erasure, Revived
from careo.model.errors import UsageError
from careo.model.journal import Event
from careo.model.record import DocumentId
from careo.store.casefile import CaseFile
from careo.store.documents import Row
from careo.store.erasing import Doomed

_SHORTEST = 4
"""Characters of an id that name a document."""

_MOST = 5
_STAY = {
    "ingest": "the name of a document goes with it: erase the document",
    "read": "it says nothing but how reading went",
    "erase": "why something was erased stays",
}
_SEEN_INSIDE = "it goes with the document that holds it: erase that"


class _Reason(msgspec.Struct):
    reason: str = ""


class _Seen(msgspec.Struct):
    parent: str = ""


def meant(file: CaseFile, thing: str) -> tuple[Erasure, Doomed]:
    """Find out what an erasure of a document (its name, or how its id begins) or event takes.

    Raises:
        UsageError: Nothing is called so, or several are, or it cannot go by itself.
    """
    rows = [row for row in file.documents() if thing in {row.name, row.id}]
    if not rows and thing.isdecimal() and len(thing) < len("1234567890"):
        return _event(file, int(thing))
    if not rows and len(thing) >= _SHORTEST:
        rows = [row for row in file.documents() if row.id.startswith(thing.lower())]
    if len(rows) != 1:
        raise _unclear(thing, rows)
    doomed = file.doomed(rows[0])
    names = tuple(row.name for row in doomed.documents)
    taken = Erasure(documents=names, payloads=len(doomed.events), stays=tuple(doomed.stays))
    return taken, doomed


def _unclear(thing: str, rows: list[Row]) -> UsageError:
    if not rows:
        return UsageError(f"no document or event {brief(thing)}", "see: careo documents")
    some = ", ".join(f"{row.id[:12]} ({row.name})" for row in rows[:_MOST])
    more = f" and {len(rows) - _MOST} more" if len(rows) > _MOST else ""
    return UsageError(f"{thing} is {len(rows)} documents", f"give the id of one: {some}{more}")


def _event(file: CaseFile, seq: int) -> tuple[Erasure, Doomed]:
    found = file.event(seq)
    if found is None:
        raise UsageError(f"no document or event {seq}", "see: careo documents")
    event, body = found
    if not body:
        gone = "is erased already" if event.payload else "has no payload"
        raise UsageError(f"event {seq} ({event.action}) {gone}", "nothing is to be erased")
    inside = event.action == "seen" and msgspec.json.decode(body, type=_Seen).parent
    why = _SEEN_INSIDE if inside else _STAY.get(event.action, "")
    if why:
        raise UsageError(f"event {seq} ({event.action}) is not erased by itself", why)
    return Erasure(event=seq, payloads=1), Doomed([], [seq], [])


def revived(file: CaseFile, documents: list[DocumentId]) -> list[Revived]:
    """Return what is known of the erasure of documents that came again."""
    found: list[Revived] = []
    for document in documents:
        row = file.document(document)
        erased = file.event(row.erased) if row is not None and row.erased else None
        if row is not None and erased is not None:
            found.append(_revived(row, *erased))
    return found


def _revived(row: Row, event: Event, body: bytes) -> Revived:
    reason = msgspec.json.decode(body, type=_Reason).reason if body else ""
    return Revived(name=row.name, at=event.at, by=event.by, reason=reason)
