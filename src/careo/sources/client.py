"""The caller's side of the parsing server: started when first needed, restarted when it dies."""

from __future__ import annotations

import atexit
import functools
import os
import select
import socket
import subprocess
import sys
import threading
import time

import msgspec

from careo.model.errors import CareoError
from careo.sources.wire import Answer, Ended, Hello, Job, receive, send

_GRACE_SECONDS = 10
_START_SECONDS = 60
_CHUNK = 1 << 20
_WORDS = 2_000_000
_TABLE_BYTES = 8 << 20
_COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "careo.sources.server")

_ENVIRONMENT = (
    *("HOME", "LANG", "LC_ALL", "LC_CTYPE", "PATH", "TMPDIR", "VIRTUAL_ENV"),
    *("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
)
"""What the server gets of the environment: what Python needs to start, and no secret."""


class ServerDiedError(Exception):
    """The parsing server ended before it answered; never leaves this room."""


class Server:
    """One parsing server and the socket to it; for one process, one job at a time."""

    def __init__(self) -> None:
        """Start the server and wait until it is ready.

        Raises:
            ServerDiedError: It did not start.
        """
        self.channel, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                _COMMAND,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            )
        try:
            self.mechanisms = Hello.parse(self._message(_START_SECONDS)).mechanisms
        except (ServerDiedError, msgspec.MsgspecError, CareoError) as error:
            self.close()
            raise ServerDiedError from error

    def run(self, job: Job, descriptors: tuple[int, ...]) -> tuple[Ended, bytearray]:
        """Have one job done; return how it ended and the unchecked answer.

        Raises:
            ServerDiedError: The server ended on the way, or did not keep to the time.
        """
        document, *others = descriptors
        ours, theirs = os.pipe()
        deadline = job.limits.wall_seconds + _GRACE_SECONDS
        try:
            try:
                send(self.channel, job, (document, theirs, *others))
            except OSError as error:
                raise ServerDiedError from error
            finally:
                os.close(theirs)
            data = _read(ours, deadline, answer_bytes(job))
        finally:
            os.close(ours)
        return Ended.parse(self._message(deadline)), data

    def _message(self, seconds: float) -> bytes:
        self.channel.settimeout(seconds)
        try:
            data, _ = receive(self.channel)
        except (OSError, CareoError) as error:
            raise ServerDiedError from error
        if not data:
            raise ServerDiedError
        return data

    def close(self) -> None:
        """End the server and its child; leaves no zombie."""
        self.channel.close()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def forget(self) -> None:
        """Drop the handles without touching the server, which belongs to the parent process."""
        self.channel.close()
        self.process.returncode = 0


def answer_bytes(job: Job) -> int:
    """Return how long an answer may be: text in UTF-8, segments, members, sheets, a little.

    A layer of recognised words has a place for each; a table of words has a line for each.
    """
    if job.task == "recognise":
        return _TABLE_BYTES
    segments = 160 * min(job.limits.text_chars, 500_000)
    members = 4 * 600 * job.limits.archive_members if job.spool else 0
    words = 80 * min(job.limits.text_chars, _WORDS) if job.looked else 0
    return 4 * job.limits.text_chars + segments + members + words + (8 << 20)


def _read(pipe: int, seconds: float, most: int) -> bytearray:
    """Read the answer to its end; no more than one byte above ``most``, no longer than asked."""
    deadline = time.monotonic() + seconds
    data = bytearray()
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while len(data) <= most and (left := deadline - time.monotonic()) > 0:
        if not poll.poll(left * 1000):
            break
        part = os.read(pipe, min(_CHUNK, most + 1 - len(data)))
        if not part:
            break
        data += part
    return data


class _Keeper:
    """The one server of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.server: Server | None = None

    def get(self) -> Server:
        """Return the server, started if need be; hold the lock."""
        if self.server is None:
            self.server = Server()
        return self.server

    def run(self, job: Job, descriptors: tuple[int, ...]) -> tuple[Ended, bytearray]:
        """Have a job done; after any break the server is ended, for it may yet answer."""
        done = False
        try:
            answer = self.get().run(job, descriptors)
            done = True
            return answer
        finally:
            if not done:
                self.drop()

    def drop(self) -> None:
        """End the server, if there is one; hold the lock."""
        server, self.server = self.server, None
        if server is not None:
            server.close()

    def forget(self) -> None:
        """Start afresh in a forked process."""
        server, self.server = self.server, None
        self.lock = threading.Lock()
        if server is not None:
            server.forget()


@functools.cache
def _keeper() -> _Keeper:
    keeper = _Keeper()
    atexit.register(keeper.drop)
    os.register_at_fork(after_in_child=keeper.forget)
    return keeper


def parse(job: Job, *descriptors: int) -> tuple[Ended, Answer | None]:
    """Parse one open document in a sandboxed child of this process's server.

    Args:
        job: What to do.
        descriptors: The open document; then the spool, an open, empty file that takes the files
            inside the document; then what was recognised in its pictures; as the job says.

    Returns:
        How the child ended, and its answer where that is valid.

    Raises:
        ServerDiedError: The server died twice.
    """
    ended, data = run(job, *descriptors)
    return ended, _checked(data, job)


def run(job: Job, *descriptors: int) -> tuple[Ended, bytearray]:
    """Do one job in a sandboxed child of this process's server.

    A server that died is started again and the job tried once more. Jobs of one process run
    one after the other.

    Returns:
        How the child ended, and what it said, unchecked.

    Raises:
        ServerDiedError: The server died twice.
    """
    keeper = _keeper()
    with keeper.lock:
        try:
            return keeper.run(job, descriptors)
        except ServerDiedError:
            return keeper.run(job, descriptors)


def mechanisms() -> tuple[str, ...]:
    """Return what protects the children here; starts the server.

    Raises:
        ServerDiedError: The server does not start.
    """
    keeper = _keeper()
    with keeper.lock:
        return keeper.get().mechanisms


def shut() -> None:
    """End this process's server now rather than at the end of the process."""
    keeper = _keeper()
    with keeper.lock:
        keeper.drop()


def _checked(data: bytearray, job: Job) -> Answer | None:
    if len(data) > answer_bytes(job):
        return None
    try:
        return msgspec.json.decode(data, type=Answer)
    except (msgspec.MsgspecError, CareoError, ValueError):
        return None
