"""Adding: originals first, durably; then reading, each result durable by itself.

Killed at any point, the next run finds the originals that were acknowledged and reads those
that were not read yet.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from careo.case.engines import InProcess, Processes
from careo.case.folders import expand
from careo.case.ports import Engine, Failure, Progress
from careo.case.results import Added, Missed
from careo.case.work import Task, findings, fingerprint
from careo.model.config import Config
from careo.model.document import Outcome, Source
from careo.model.errors import RefusedError, UsageError
from careo.model.record import DocumentId
from careo.store.casefile import Arrival, CaseFile, Read
from careo.store.documents import Row
from careo.store.findings import check_quotes
from careo.store.found import Findings

BATCH = 64
"""Originals a commit."""

_RESULTS = 32
_HOLD_SECONDS = 0.05
_FEW = 2
_MANY = 16
_SMALL_BYTES = 64 * 1024


class Registrar:
    """Makes files part of a case, `BATCH` a commit, in the order given."""

    def __init__(self, case: CaseFile, given: Source, progress: Progress) -> None:
        self.added: list[Added] = []
        self.missed: list[Missed] = []
        self._case = case
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
            reason = error.message.removeprefix(f"{path}: ")
            self._miss(Missed(path=str(path), reason=reason, hint=error.hint))
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
        fresh = self._case.register(self._waiting)
        for arrival, new in zip(self._waiting, fresh, strict=True):
            document = arrival.original.id
            self.added.append(Added(document=document, name=arrival.name, outcome=None, new=new))
            self._tell(arrival.name)
        self._waiting.clear()

    def _tell(self, name: str) -> None:
        failed = len(self.missed)
        self._progress.step(len(self.added) + failed, failed, name)


def _storable(name: str) -> str:
    """Return a file name as UTF-8 text; bytes that are none are shown as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class Readers:
    """Reads what is pending and keeps the results."""

    def __init__(
        self, case: CaseFile, config: Config, function: Callable[[Task], bytes], progress: Progress
    ) -> None:
        self.outcomes: dict[DocumentId, Outcome] = {}
        self.claims: dict[DocumentId, int] = {}
        self._case = case
        self._config = config
        self._function = function
        self._progress = progress
        self._held: list[Read] = []
        self._names: dict[DocumentId, str] = {}
        self._kept = time.monotonic()
        self._done = self._failed = 0

    def run(self, first: Sequence[Added], engine: Engine | None) -> None:
        """Read pending documents: these first, then what an interrupted run has left."""
        total = self._case.count(pending=True)
        if not total:
            return
        chosen = engine or self._engine(first, total)
        self._progress.start("reading", total)
        try:
            tasks = self._tasks([added.document for added in first])
            for task, result in chosen.map_unordered(self._function, tasks):
                self._names[task.document] = task.name
                self._held.append(Read(task.document, task.given, _found(task, result)))
                if self._full():
                    self._keep()
            self._keep()
        finally:
            self._progress.finish()

    def _engine(self, first: Sequence[Added], total: int) -> Engine:
        """Choose: few small new documents are read here, all else by processes.

        What was known before, or left by an earlier run, may have killed it: never read here.
        """
        fresh = [added.document for added in first if added.new]
        some = list(dict.fromkeys(fresh))[: _MANY + 1]
        rows = [row for row in map(self._case.document, some) if row and row.pending]
        size = sum(row.size for row in rows)
        few = total <= _FEW or size <= _SMALL_BYTES
        return InProcess() if len(rows) == total and few else Processes()

    def _tasks(self, first: Sequence[DocumentId]) -> Iterator[Task]:
        """Yield what is still pending when its turn comes: another process may have read it."""
        handed: set[DocumentId] = set()
        for document in first:
            row = self._case.document(document)
            if row is not None and row.pending and document not in handed:
                handed.add(document)
                yield self._task(row)
        for row in self._case.documents(pending=True):
            if row.id not in handed:
                yield self._task(row)

    def _task(self, row: Row) -> Task:
        return Task(
            document=row.id,
            path=str(self._case.originals.path(row.id)),
            name=row.name,
            given=row.given,
            config=self._config,
        )

    def _full(self) -> bool:
        """Tell whether to commit now; quick results share a commit."""
        waited = time.monotonic() - self._kept
        return len(self._held) >= _RESULTS or waited >= _HOLD_SECONDS

    def _keep(self) -> None:
        if not self._held:
            return
        try:
            self._case.record(self._held)
        except RefusedError:
            self._held = [self._alone(read) for read in self._held]
        for read in self._held:
            outcome = read.found.outcome
            self.claims[read.document] = len(read.found.claims)
            self.outcomes[read.document] = outcome
            self._done += 1
            self._failed += outcome.status != "ok"
            self._progress.step(self._done, self._failed, self._names.pop(read.document))
        self._held.clear()
        self._kept = time.monotonic()

    def _alone(self, read: Read) -> Read:
        """Keep one result; one that the store refuses is a crash of its document alone."""
        try:
            self._case.record([read])
        except RefusedError as error:
            read = read._replace(found=_crashed(self._config, type(error).__name__))
            self._case.record([read])
        return read


def _found(task: Task, result: bytes | Failure) -> Findings:
    if isinstance(result, Failure):
        return _crashed(task.config, result.reason)
    try:
        found = findings(result)
        check_quotes(found)
    except (msgspec.MsgspecError, RefusedError, ValueError) as error:
        return _crashed(task.config, type(error).__name__)
    return found


def _crashed(config: Config, reason: str) -> Findings:
    return Findings(
        media_type="application/octet-stream",
        outcome=Outcome(status="crashed", reason=reason),
        fingerprint=fingerprint(config),
    )
