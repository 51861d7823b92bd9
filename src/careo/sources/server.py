"""The parsing server: one thread, parsers loaded, one sandboxed child for each job.

It reads jobs from the socket that is its standard input and ends when that closes. Children
answer on a pipe that the caller handed in; the server itself never sees a document's bytes.
"""

from __future__ import annotations

import gc
import mmap
import os
import resource
import select
import signal
import socket
import time
from types import TracebackType
from typing import NoReturn

from careo.model.config import Limits
from careo.sources import parsers, sandbox
from careo.sources.parsers import looks
from careo.sources.sandbox import rlimits
from careo.sources.spool import Spool
from careo.sources.wire import Answer, Drawn, Ended, Hello, Job, receive, send

_LIBC = sandbox.library()
_POLL_SECONDS = 0.01
_DESCRIPTORS = 1024
_NOT_RUN = 126
"""How a child ends that could not become its program, as in a shell."""


def main() -> None:
    """Serve until the caller's end of the socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = socket.socket(fileno=0)
    parsers.warm_up()
    gc.collect()
    gc.freeze()
    send(channel, Hello(mechanisms=_trial()))
    while True:
        data, descriptors = receive(channel, descriptors=4)
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
    """Do one job in a child and tell how that ended.

    Args:
        job: What to do.
        descriptors: The document, the pipe for the answer, and what else `Job` names.
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
        found, status, used = os.wait4(pid, os.WNOHANG)
        if found:
            return _ended(status, used)
        time.sleep(_POLL_SECONDS / 10)
    return Ended(timeout=True, milliseconds=_milliseconds(_kill(pid)))


def _ended(status: int, used: resource.struct_rusage) -> Ended:
    if os.WIFSIGNALED(status):
        return Ended(signal=os.WTERMSIG(status), milliseconds=_milliseconds(used))
    return Ended(status=os.WEXITSTATUS(status), milliseconds=_milliseconds(used))


def _milliseconds(used: resource.struct_rusage) -> int:
    return round(1000 * (used.ru_utime + used.ru_stime))


def _kill(pid: int) -> resource.struct_rusage:
    os.kill(pid, signal.SIGKILL)
    return os.wait4(pid, 0)[2]


def _child(job: Job, descriptors: list[int], parent: int) -> NoReturn:
    """Shut everything but what the job needs, do it, answer, end."""
    rlimits.die_with(parent, _LIBC)
    if job.task == "recognise":
        _recognise(job, descriptors)
    document, pipe, *others = descriptors
    with _Last(pipe):
        data = _mapped(document)
        table = _mapped(others.pop()) if job.looked else b""
        spool = others.pop() if job.spool else -1
        _shut_standard_files()
        sandbox.enter(job.limits, _LIBC)
        if job.task == "draw":
            _say(pipe, parsers.draw(job.media_type, data, job.limits, job.page, spool))
        else:
            taken = Spool(spool) if job.spool else None
            looked = looks.read(table, job.recogniser)
            kind, limits = job.media_type, job.limits
            _say(pipe, parsers.parse(kind, data, limits, job.name, taken, looked=looked))
    os._exit(0)


def _mapped(descriptor: int) -> mmap.mmap | bytes:
    """Return a private map of a file, which is closed; what is written to it goes nowhere."""
    size = os.fstat(descriptor).st_size
    data = mmap.mmap(descriptor, size, access=mmap.ACCESS_COPY) if size else b""
    os.close(descriptor)
    return data


def _shut_standard_files() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def _recognise(job: Job, descriptors: list[int]) -> NoReturn:
    """Become the program, with the drawn page as its input and the pipe as its output."""
    page, pipe = descriptors
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        for descriptor, place in ((page, 0), (pipe, 1), (nothing, 2)):
            os.dup2(descriptor, place)
        os.closerange(3, _DESCRIPTORS)
        os.lseek(0, 0, os.SEEK_SET)
        if job.program is not None:
            sandbox.become(job.program, job.limits, _LIBC)
    finally:
        os._exit(_NOT_RUN)


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


def _say(pipe: int, answer: Answer | Drawn) -> None:
    data = memoryview(answer.canonical())
    while data:
        data = data[os.write(pipe, data) :]


if __name__ == "__main__":
    main()
