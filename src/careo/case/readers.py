"""Reading what is pending, the files inside it too; each result is durable by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from careo.case.engines import InProcess, Processes
from careo.case.ports import Engine, Failure, Progress
from careo.case.results import WITHIN, Added
from careo.case.work import Task, findings, fingerprint
from careo.model.config import Config
from careo.model.document import Outcome
from careo.model.errors import RefusedError
from careo.model.record import DocumentId
from careo.store.casefile import CaseFile, Read
from careo.store.documents import MISSING, Row
from careo.store.findings import check_quotes
from careo.store.found import Findings

_RESULTS = 32
_HOLD_SECONDS = 0.05
_FEW = 2
_MANY = 16
_SMALL_BYTES = 64 * 1024


class Readers:
    """Reads what is pending and keeps the results.

    Attributes:
        outcomes: How reading the documents went that `run` was told of.
        claims: How many claims were found in each of them.
        claims_inside: How many were found in documents that this run found inside others.
        inside: How many new documents were found inside those that were read.
        resumed: How many documents were read that an interrupted run had left.
    """

    def __init__(
        self, case: CaseFile, config: Config, function: Callable[[Task], bytes], progress: Progress
    ) -> None:
        self.outcomes: dict[DocumentId, Outcome] = {}
        self.claims: dict[DocumentId, int] = {}
        self.claims_inside = self.inside = self.resumed = 0
        self._case = case
        self._config = config
        self._function = function
        self._progress = progress
        self._held: list[Read] = []
        self._tasks = _Tasks(case, config, ())
        self._opened: set[DocumentId] = set()
        self._kept = time.monotonic()
        self._done = self._failed = 0

    def run(self, first: Sequence[Added], engine: Engine | None) -> None:
        """Read these first, then what an interrupted run has left, then what is inside them."""
        if self._case.waiting():
            self._record([])
        self._tasks = _Tasks(self._case, self._config, [added.document for added in first])
        fresh = [added.document for added in first if added.new]
        try:
            while total := self._case.count(pending=True):
                handed = self._tasks.handed
                self._round(engine or self._engine(fresh, total), total)
                if self._tasks.handed == handed:
                    return  # another process is reading what is left
                fresh = [row.id for row in islice(self._case.documents(pending=True), _MANY + 1)]
        finally:
            self._forget(self._held)
            self._progress.finish()

    def _round(self, engine: Engine, total: int) -> None:
        """Read what is pending; by processes also what they find inside it on the way."""
        self._progress.start("reading", self._done + total)
        self._tasks.rewind()
        self._tasks.until = self._case.last() if isinstance(engine, InProcess) else None
        for task, result in engine.map_unordered(self._function, self._tasks):
            self._held.append(Read(task.document, task.given, _found(task, result)))
            if self._full():
                self._keep()
        self._keep()

    def _engine(self, fresh: Sequence[DocumentId], total: int) -> Engine:
        """Choose: few small new documents are read here, all else by processes.

        What was known before, or left by an earlier run, may have killed it: never read here.
        """
        some = list(dict.fromkeys(fresh))[: _MANY + 1]
        rows = [row for row in map(self._case.document, some) if row and row.pending]
        size = sum(row.size for row in rows)
        few = total <= _FEW or size <= _SMALL_BYTES
        return InProcess() if len(rows) == total and few else Processes()

    def _full(self) -> bool:
        """Tell whether to commit now; quick results share a commit.

        Where nobody has anything to do but what is inside the documents held, they are not.
        """
        waited = time.monotonic() - self._kept
        idle = self._tasks.handed == self._done + len(self._held)
        inside = idle and any(read.found.members for read in self._held)
        return inside or len(self._held) >= _RESULTS or waited >= _HOLD_SECONDS

    def _keep(self) -> None:
        """Commit what is held, and tell of it."""
        if not self._held:
            return
        held, self._held = self._held, []
        try:
            done = self._record(held)
        finally:
            self._forget(held)
        for read, outcome in done:
            self._count(read, outcome)
        self._kept = time.monotonic()

    def _record(self, held: list[Read]) -> list[tuple[Read, Outcome]]:
        """Keep results; one that the store refuses is a crash of its document alone."""
        try:
            recorded = self._case.record(held, self._config.limits)
        except RefusedError as error:
            if len(held) > 1:
                return [one for read in held for one in self._record([read])]
            crash = _crashed(self._config, type(error).__name__)
            held = [read._replace(found=crash) for read in held]
            recorded = self._case.record(held, self._config.limits)
        if recorded.inside:
            self.inside += recorded.inside
            self._progress.start("reading", self._done + self._case.count(pending=True))
        return [(read, recorded.lessened.get(read.document, read.found.outcome)) for read in held]

    def _count(self, read: Read, outcome: Outcome) -> None:
        document, claims = read.document, len(read.found.claims)
        parent, name = self._tasks.told.pop(document)
        if read.found.members:
            self._opened.add(document)
        if document in self._tasks.first:
            self.outcomes[document], self.claims[document] = outcome, claims
        elif parent in self._opened:
            self.claims_inside += claims
        else:
            self.resumed += 1
        self._done += 1
        self._failed += outcome.status != "ok"
        self._progress.step(self._done, self._failed, name)

    def _forget(self, reads: list[Read]) -> None:
        """Remove the spools of results."""
        for read in reads:
            self._case.originals.forget(read.found.spool)


class _Tasks(Iterator[Task]):
    """What is pending, one by one, each document once.

    Asked again after its end it may have more: what is inside the documents that were read
    meanwhile.

    Attributes:
        first: The documents that come first.
        handed: How many it has handed out.
        told: Of each that is being read, what it stands in, and its name with those of all that
            it stands in.
        until: The key of the last document that it hands out now; None for any.
    """

    def __init__(self, case: CaseFile, config: Config, first: Sequence[DocumentId]) -> None:
        self.first = dict.fromkeys(first)
        self.handed = 0
        self.told: dict[DocumentId, tuple[DocumentId | None, str]] = {}
        self.until: int | None = None
        self._case = case
        self._config = config
        self._early = iter(self.first)
        self._late = self._case.documents(pending=True)
        self._after = 0

    def rewind(self) -> None:
        """Look at all that is pending again: what was erased comes back under its old key.

        Only for when nothing is being read.
        """
        self._after = 0
        self._late = self._case.documents(pending=True)

    def __next__(self) -> Task:
        """Return what is still pending when its turn comes: another process may have read it."""
        for document in self._early:
            row = self._case.document(document)
            if row is not None and row.pending:
                return self._task(row)
        return self._task(self._behind())

    def _behind(self) -> Row:
        """Return the next pending document that is not one of the first."""
        for row in self._late:
            if self.until is not None and row.key > self.until:
                break
            self._after = row.key
            if row.id not in self.first:
                return row
        self._late = self._case.documents(pending=True, after=self._after)
        raise StopIteration

    def _task(self, row: Row) -> Task:
        lineage = self._case.lineage(row)
        self.handed += 1
        self.told[row.id] = row.parent, WITHIN.join(one.name for one in lineage)
        originals = self._case.originals
        return Task(
            document=row.id,
            path=str(originals.path(row.id)),
            name=row.name,
            given=row.given,
            config=self._config,
            spool=str(originals.spool)
            if len(lineage) <= self._config.limits.archive_depth + 1
            else "",
            replayed=row.replayed,
        )


def _found(task: Task, result: bytes | Failure) -> Findings:
    if isinstance(result, Failure):
        there = Path(task.path).exists()
        return _crashed(task.config, result.reason if there else MISSING.reason)
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
