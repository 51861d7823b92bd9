"""Verify: does every byte and every word still hold?"""

from __future__ import annotations

from collections.abc import Iterator

from careo.case.ports import Progress
from careo.case.results import Fault
from careo.model.errors import CaseError
from careo.store import checks
from careo.store.casefile import CaseFile
from careo.store.documents import Row
from careo.store.erasing import STALE_SECONDS
from careo.store.originals import FOLDER

_CHECKS = (
    checks.integrity,
    checks.made_of,
    checks.chain,
    checks.erasures,
    checks.ingested,
    checks.recorded,
    checks.decided,
    checks.lost,
)


def faults(case: CaseFile, progress: Progress) -> Iterator[Fault]:
    """Yield all that does not hold, the database first, then document by document.

    Originals are read whole, in blocks. A file that is damaged too much to go on ends the
    walk with a fault that says so.
    """
    try:
        yield from _database(case)
        yield from _erased(case)
        yield from _documents(case, progress)
    except CaseError as error:
        yield Fault(place=case.database.path.name, problem=error.message)


def _database(case: CaseFile) -> Iterator[Fault]:
    for check in _CHECKS:
        for problem in check(case.database):
            yield Fault(place=problem.place, problem=problem.what)


def lost(case: CaseFile) -> Iterator[Fault]:
    """Yield decisions that stand and find no place in what is read now."""
    for problem in checks.lost(case.database):
        yield Fault(place=problem.place, problem=problem.what)


def _erased(case: CaseFile) -> Iterator[Fault]:
    gone = case.unneeded(case.erased_documents())
    for id_ in gone:
        if case.originals.path(id_).exists():
            yield Fault(place=f"{FOLDER}/{id_[:2]}/{id_}", problem="it was erased, and is there")
    if not case.count(pending=True):  # what is read again finds its files again
        for id_ in case.unneeded(case.originals.old(STALE_SECONDS)):
            if id_ not in gone:
                place = f"{FOLDER}/{id_[:2]}/{id_}"
                yield Fault(place=place, problem="no document needs it: the next erasure takes it")


def _documents(case: CaseFile, progress: Progress) -> Iterator[Fault]:
    progress.start("verifying", case.count())
    done = failed = 0
    try:
        for row in case.documents():
            found = [*_original(case, row), *_reading(case, row)]
            done += 1
            failed += bool(found)
            progress.step(done, failed, row.name)
            yield from found
    finally:
        progress.finish()


def _original(case: CaseFile, row: Row) -> Iterator[Fault]:
    place = f"{FOLDER}/{row.id[:2]}/{row.id}"
    try:
        digest = case.originals.digest(row.id)
    except OSError as error:
        yield Fault(place=place, problem=f"cannot be read: {error.strerror}")
        return
    if digest is None:
        yield Fault(place=place, problem="missing")
    elif digest != row.id:
        yield Fault(place=place, problem=f"changed: its sha256 is {digest}")


def _reading(case: CaseFile, row: Row) -> Iterator[Fault]:
    for problem in checks.document(case.database, row):
        yield Fault(place=problem.place, problem=problem.what)
