"""Adding: originals first, durably; reading them comes after (`careo.case.readers`).

Killed at any point, the next run finds the originals that were acknowledged and reads those
that were not read yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from careo.case.folders import expand, is_case
from careo.case.ports import Progress
from careo.case.results import Added, Missed
from careo.model.document import Source
from careo.model.errors import UsageError
from careo.model.record import DocumentId
from careo.store.casefile import Arrival, CaseFile
from careo.store.documents import Row
from careo.store.originals import open_regular

BATCH = 64
"""Originals a commit."""


class Registrar:
    """Makes files part of a case, `BATCH` a commit, in the order given."""

    def __init__(
        self, case: CaseFile, given: Source, progress: Progress, *, ocr: bool = True
    ) -> None:
        self.added: list[Added] = []
        self.missed: list[Missed] = []
        self.fresh: list[DocumentId] = []
        self._case = case
        self._ocr = ocr
        self._given = given
        self._progress = progress
        self._waiting: list[Arrival] = []

    def run(self, paths: Iterable[Path]) -> None:
        """Register every file; what cannot be read is noted and all else goes on.

        Raises:
            StorageError: The case cannot be written; what was acknowledged stays.
        """
        self._case.originals.tidy()
        self._progress.start("adding", None)
        try:
            for path in expand(paths):
                self._take(path)
            self._commit()
        finally:
            self._progress.finish()

    def _take(self, path: Path | Missed) -> None:
        if isinstance(path, Missed):
            self._miss(path)
            return
        try:
            original = self._case.originals.put(path)
        except UsageError as error:
            self._miss(_missed(path, error))
            return
        self._waiting.append(Arrival(original, _storable(path.name), self._given))
        if len(self._waiting) >= BATCH:
            self._commit()

    def _miss(self, missed: Missed) -> None:
        self.missed.append(missed)
        self._tell(missed.path)

    def _commit(self) -> None:
        if not self._waiting:
            return
        fresh = self._case.register(self._waiting, self._again)
        for arrival, new in zip(self._waiting, fresh, strict=True):
            document = arrival.original.id
            self.added.append(Added(document=document, name=arrival.name, outcome=None, new=new))
            self.fresh += [document] if new else []
            self._tell(arrival.name)
        self._waiting.clear()

    def _again(self, row: Row) -> bool:
        """Tell whether a document had pictures that nothing looked at, and something now can."""
        return not row.pending and row.outcome.unrecognised and self._ocr and _recognises()

    def _tell(self, name: str) -> None:
        failed = len(self.missed)
        self._progress.step(len(self.added) + failed, failed, name)


def unusable(case: Path, paths: Iterable[Path]) -> tuple[Missed, ...]:
    """Return why a case that is not there yet would stay empty if these were added to it.

    Empty where it is there, and where a file can be taken from these; then no other is looked at.
    """
    missed: list[Missed] = []
    for path in () if is_case(case) else expand(paths):
        if isinstance(path, Missed):
            missed.append(path)
            continue
        try:
            open_regular(path).close()
        except UsageError as error:
            missed.append(_missed(path, error))
        else:
            return ()
    return tuple(missed)


def _missed(path: Path, error: UsageError) -> Missed:
    reason = error.message.removeprefix(f"{path}: ")
    return Missed(path=str(path), reason=reason, hint=error.hint)


def _recognises() -> bool:
    from careo.sources import recogniser

    return bool(recogniser())


def _storable(name: str) -> str:
    """Return a file name as UTF-8 text; bytes that are none are shown as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
