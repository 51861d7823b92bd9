"""Engines: the same work on many documents, in this process or in several.

The result of an item depends on nothing but the item, so every engine gives the same results;
only their order differs.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

from careo.case.ports import Failure
from careo.case.worker import THREAD_VARIABLES, attempt
from careo.model.errors import StorageError, UsageError

T = TypeVar("T")
R = TypeVar("R")

_PATIENCE = 5.0
"""Seconds that a dead worker may take to be reaped."""

_PLENTY = 4
"""Items a worker that must be left for one to be handed out before its time: the last ones
never wait behind a slow one."""

_AT_HAND = 3
"""Items that a worker holds at most: the one that it works at, and the next ones."""


class InProcess:
    """Do the work here, one item after another.

    An item that kills its process kills this one: use it for few items, or for none that has
    been tried before.
    """

    def map_unordered(
        self, function: Callable[[T], R], items: Iterable[T]
    ) -> Generator[tuple[T, R | Failure]]:
        """Yield each item with its result, in order."""
        for item in items:
            yield item, attempt(function, item)


class Processes:
    """Do the work in worker processes of one thread each.

    Each worker works at one item, and has the next ones at hand while there are plenty: it need
    not wait for whoever keeps its results. One that dies is replaced, and the item that it worked
    at tried once more: it may have been killed for something else, and what stands inside a
    document that fails is registered later than in a calm run.

    Args:
        workers: How many; one for each core that this process may use without a number.
    """

    def __init__(self, workers: int | None = None) -> None:
        if workers is not None and workers < 1:
            raise UsageError(f"{workers} workers cannot work", "take at least one")
        self.workers = workers or available_cores()

    def map_unordered(
        self, function: Callable[[T], R], items: Iterable[T]
    ) -> Generator[tuple[T, R | Failure]]:
        """Yield each item with its result as results come."""
        crew: list[_Worker[T]] = []
        rest = _Queue(items, _PLENTY * self.workers)
        try:
            while self._hire(crew, function, rest):
                for worker in _answered(crew):
                    for item, result in worker.answers():
                        if not (worker.gone and rest.again(item)):
                            yield item, cast("R | Failure", result)
                    if worker.gone:
                        rest.back(worker.untouched())
                crew[:] = [worker for worker in crew if not worker.gone]
        finally:
            for worker in crew:
                worker.dismiss()

    def _hire(self, crew: list[_Worker[T]], function: Callable[[T], Any], rest: _Queue[T]) -> bool:
        """Give every idle worker an item; start workers while there are items for them.

        Where many are left, each gets the next ones too.
        """
        crew[:] = [worker for worker in crew if worker.alive()]
        idle = [worker for worker in crew if not worker.busy]
        while idle or len(crew) < self.workers:
            try:
                item = next(rest)
            except StopIteration:
                break
            if not idle:
                idle.append(_Worker(function))
                crew.append(idle[0])
            idle.pop().take(item)
        for worker in crew:
            if worker.held < _AT_HAND and rest.plenty():
                worker.take(next(rest))
        return any(worker.busy for worker in crew)


class _Queue(Iterator[T]):
    """The items, those first that are to be tried once more.

    Args:
        items: All of them; where they end, they are asked again for more.
        many: How many are plenty.
    """

    def __init__(self, items: Iterable[T], many: int) -> None:
        self._rest = iter(items)
        self._many = many
        self._next: deque[T] = deque()
        self._again: list[T] = []
        self._tried: list[T] = []

    def __next__(self) -> T:
        if self._again:
            return self._again.pop()
        return self._next.popleft() if self._next else next(self._rest)

    def plenty(self) -> bool:
        """Tell whether many are left, so that none that is handed out early waits for long."""
        while len(self._next) < self._many:
            try:
                self._next.append(next(self._rest))
            except StopIteration:
                return False
        return True

    def back(self, items: Sequence[T]) -> None:
        """Take back items that nobody has worked at."""
        self._next.extendleft(reversed(items))

    def again(self, item: T) -> bool:
        """Have an item tried once more; tell whether it had not been before."""
        if any(item is one for one in self._tried):
            return False
        self._tried.append(item)
        self._again.append(item)
        return True


class _Worker(Generic[T]):
    """The parent's side of a worker."""

    def __init__(self, function: Callable[[T], Any]) -> None:
        ours, theirs = socket.socketpair()
        environment = {**os.environ, **dict.fromkeys(THREAD_VARIABLES, "1")}
        with theirs:
            try:
                with _deaf():
                    self._process = subprocess.Popen(  # noqa: S603
                        [sys.executable, "-P", "-m", "careo.case.worker", str(theirs.fileno())],
                        pass_fds=(theirs.fileno(),),
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL,
                        env=environment,
                    )
            except OSError as error:
                ours.close()
                raise StorageError(f"cannot start a worker: {error.strerror}") from error
        self.connection: Connection[Any, Any] = Connection(ours.detach())
        self._held: list[T] = []
        self.gone = False
        self._ready = False
        self._send(sys.path)
        self._send(function)

    @property
    def busy(self) -> bool:
        """It holds an item."""
        return bool(self._held)

    @property
    def held(self) -> int:
        """How many items it holds: the one that it works at, and the next ones."""
        return len(self._held)

    def untouched(self) -> tuple[T, ...]:
        """Return the items that it had at hand when it was gone."""
        return tuple(self._held)

    def take(self, item: T) -> None:
        """Hand it an item; a worker that is gone says so in its answer."""
        self._held.append(item)
        self._send(item)

    def answers(self) -> Iterator[tuple[T, object]]:
        """Yield the item that it holds with its result, or with why the worker is gone.

        Raises:
            StorageError: It ended before it could begin, which is no item's fault.
        """
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            self.gone = True
            self.connection.close()
            death = _death(self._process)
            if not self._ready:
                raise StorageError(f"a worker could not start ({death})") from None
            message = Failure(reason=death)
        if self._ready:
            yield self._held.pop(0), message
        self._ready = True

    def alive(self) -> bool:
        """Tell whether it can be handed an item; one that died idle is let go."""
        if self.busy or self._process.poll() is None:
            return True
        self.connection.close()
        return False

    def dismiss(self) -> None:
        """End it: an idle one by closing its socket, a busy one by killing it."""
        if self.busy:
            self._process.kill()
        self.connection.close()
        self._process.wait()

    def _send(self, message: object) -> None:
        try:
            self.connection.send(message)
        except (BrokenPipeError, ConnectionResetError):
            return  # it died; its end of the socket tells when it is asked


@contextmanager
def _deaf() -> Generator[None]:
    """Have what is started here never hear Ctrl-C, not even before it can say so itself."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _answered(crew: list[_Worker[T]]) -> list[_Worker[T]]:
    ready = wait([worker.connection for worker in crew if worker.busy])
    return [worker for worker in crew if worker.connection in ready]


def _death(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        code = process.wait()
    if code < 0:
        return signal.Signals(-code).name
    return f"exit {code}"


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
