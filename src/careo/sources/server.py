"""The parsing server: one thread, parsers loaded, one sandboxed child for each document.

It reads jobs from the socket that is its standard input and ends when that closes. Children
answer on a pipe that the caller handed in; the server itself never sees a document's bytes.
"""

from __future__ import annotations

import gc
import mmap
import os
import select
import signal
import socket
import time
from types import TracebackType
from typing import NoReturn

from careo.model.config import Limits
from careo.sources import parsers, sandbox
from careo.sources.sandbox import rlimits
from careo.sources.spool import Spool
from careo.sources.wire import Answer, Ended, Hello, Job, receive, send

_LIBC = sandbox.library()
_POLL_SECONDS = 0.01


def main() -> None:
    """Serve until the caller's end of the socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = socket.socket(fileno=0)
    parsers.warm_up()
    gc.collect()
    gc.freeze()
    send(channel, Hello(mechanisms=_trial()))
    while True:
        data, descriptors = receive(channel, descriptors=3)
        if not data:
            return
        job = Job.parse(data)
        send(channel, _run(job, descriptors, channel))


def _trial() -> tuple[str, ...]:
    """Return the mechanisms that take hold in a child with the default limits."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            found = sandbox.enter(Limits(), _LIBC)
            os.write(theirs, ",".join(found).encode("ascii"))
        finally:
            os._exit(0)
    os.close(theirs)
    words = os.read(ours, 1024).decode("ascii")
    os.close(ours)
    os.waitpid(pid, 0)
    return tuple(name for name in sandbox.MECHANISMS if name in words.split(","))


def _run(job: Job, descriptors: list[int], channel: socket.socket) -> Ended:
    """Parse one document in a child and tell how that ended.

    Args:
        job: What to do.
        descriptors: The document, the pipe for the answer, and the spool where there is one.
        channel: Closes when the caller is gone.
    """
    life, held = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _child(job, descriptors, parent)
    for descriptor in (*descriptors, held):
        os.close(descriptor)
    deadline = time.monotonic() + job.limits.wall_seconds
    try:
        return _watch(pid, life, channel, deadline)
    finally:
        os.close(life)


def _watch(pid: int, life: int, channel: socket.socket, deadline: float) -> Ended:
    """Wait for the child's end, its deadline or the caller's death.

    The child holds the other end of ``life``: it closes when the child is gone.
    """
    poll = select.poll()
    poll.register(life, select.POLLIN)
    poll.register(channel, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        ready = [descriptor for descriptor, _ in poll.poll(left * 1000)]
        if channel.fileno() in ready:
            _kill(pid)
            raise SystemExit(0)
        if life in ready:
            poll.unregister(life)
            break
    while time.monotonic() < deadline:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return _ended(status)
        time.sleep(_POLL_SECONDS / 10)
    _kill(pid)
    return Ended(timeout=True)


def _ended(status: int) -> Ended:
    if os.WIFSIGNALED(status):
        return Ended(signal=os.WTERMSIG(status))
    return Ended(status=os.WEXITSTATUS(status))


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _child(job: Job, descriptors: list[int], parent: int) -> NoReturn:
    """Shut everything but the bytes, the pipe and the spool, parse, answer, end."""
    document, pipe = descriptors[:2]
    spool = Spool(descriptors[2]) if job.spool else None
    with _Last(pipe):
        rlimits.die_with(parent, _LIBC)
        data = mmap.mmap(document, 0, access=mmap.ACCESS_COPY)
        os.close(document)
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        os.close(nothing)
        sandbox.enter(job.limits, _LIBC)
        _say(pipe, parsers.parse(job.media_type, data, job.limits, job.name, spool))
    os._exit(0)


class _Last:
    """End the process whatever was raised; say what, in one word."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End; never returns where something was raised."""
        del error, trace
        if kind is None:
            return
        name = "out of memory" if issubclass(kind, MemoryError) else kind.__name__
        try:
            _say(self.pipe, Answer(status="crashed", reason=name))
        finally:
            os._exit(0)


def _say(pipe: int, answer: Answer) -> None:
    data = memoryview(answer.canonical())
    while data:
        data = data[os.write(pipe, data) :]


if __name__ == "__main__":
    main()
