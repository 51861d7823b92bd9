"""Add a corpus of hostile documents, bombs and documents that call home in one command.

Usage: python tests/torture/hostile_corpus.py [CORPUS.zip]

Each document gets one outcome, the parent's memory stays flat, nothing is written but the case,
nobody is called, and no file is read that was not added. Prints what it cost.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from careo.case.handle import Case  # noqa: E402
from careo.case.work import Task, work  # noqa: E402
from tests import bombs  # noqa: E402

SECRET = "the-canary-sings-at-midnight"  # noqa: S105 what nobody may read
_TIMES = "CAREO_TORTURE_TIMES"
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Canary:
    """Listens on the loopback and counts who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._callers: list[object] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                caller, address = self._socket.accept()
            except OSError:
                return
            self._callers.append(address)
            caller.close()

    def close(self) -> int:
        """Stop listening; return the number of calls, but for the last one, our own.

        Calls are taken in their order: when ours is, all before it are counted.
        """
        with socket.create_connection(self._socket.getsockname()) as own:
            address = own.getsockname()
        deadline = time.monotonic() + 60
        while address not in self._callers:
            if time.monotonic() > deadline:
                raise TimeoutError("the canary hears nothing")
            time.sleep(0.01)
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        return len(self._callers) - 1


class Report(NamedTuple):
    """What came of it.

    Attributes:
        code: The command's exit code.
        seconds: What it took.
        memory: Bytes of memory of the parent, in order of time.
        outcomes: How many documents of each outcome, by type, status and reason.
        slowest: Seconds and name of the slowest documents.
        documents: All of them, those inside others too.
        wrong: What should not be.
    """

    code: int
    seconds: float
    memory: list[int]
    outcomes: Counter[tuple[str, str, str]]
    slowest: list[tuple[float, str]]
    documents: int
    wrong: list[str]


def torture(room: Path, files: Iterable[tuple[str, bytes]], *, small: bool = False) -> Report:
    """Add these files, the bombs and the callers in one command; say what came of it."""
    canary, secret = Canary(), room / "secret.txt"
    secret.write_text(SECRET)
    source, times = room / "in", room / "times"
    source.mkdir()
    times.touch()
    (room / "log").touch()
    names = set()
    for made in (files, bombs.bombs(small=small), bombs.callers(canary.url, str(secret))):
        for name, data in made:
            (source / name).write_bytes(data)
            names.add(name)
    before = _files(room)
    code, seconds, memory = _run(room, source, times)
    wrong = [f"{canary_calls} calls" for canary_calls in [canary.close()] if canary_calls]
    wrong += [f"written: {path}" for path in sorted(_files(room) - before)]
    wrong += [f"the secret is in {path}" for path in _leaks(room / "case.careo")]
    outcomes, held = _outcomes(room / "case.careo", wrong)
    wrong += [f"without an outcome: {name}" for name in sorted(names - held)]
    told = [line.split(" ", 1) for line in times.read_text().splitlines()]
    slowest = sorted(((float(spent), name) for spent, name in told), reverse=True)[:10]
    return Report(code, seconds, memory, outcomes, slowest, len(told), wrong)


def _files(room: Path) -> set[Path]:
    """Return all that stands in the room and beside it, but for the case."""
    case = room / "case.careo"
    return {path for path in room.parent.rglob("*") if path != case and case not in path.parents}


def _run(room: Path, source: Path, times: Path) -> tuple[int, float, list[int]]:
    """Run ``careo add``; return its exit code, the seconds, and its memory over time."""
    start, memory = time.monotonic(), []
    command = [sys.executable, str(Path(__file__).resolve()), "--add", str(source)]
    environment = {**os.environ, _TIMES: str(times), "PYTHONPATH": os.pathsep.join(sys.path)}
    with (room / "log").open("wb") as log:
        child = subprocess.Popen(command, cwd=room, env=environment, stdout=log, stderr=log)
        while (code := child.poll()) is None:
            memory.append(_memory(child.pid))
            time.sleep(0.1)
    return code, time.monotonic() - start, [one for one in memory if one]


def _memory(pid: int) -> int:
    """Return the resident memory of a process; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _leaks(case: Path) -> list[str]:
    """Return the files of a case that hold the secret."""
    return [
        str(path.relative_to(case))
        for path in case.rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def _outcomes(folder: Path, wrong: list[str]) -> tuple[Counter[tuple[str, str, str]], set[str]]:
    """Return how the documents went, and the names that have an outcome."""
    found: Counter[tuple[str, str, str]] = Counter()
    names = set()
    with Case.open(folder) as case:
        for view in case.documents():
            if view.outcome == "pending":
                wrong.append(f"not read: {view.name}")
            found[view.media_type, view.outcome, view.reason] += 1
            names.add(view.name)
        for event, body in case.journal():  # the same bytes under another name
            if event.action == "seen":
                names.add(json.loads(body)["name"])
        wrong += [f"{fault.place}: {fault.problem}" for fault in case.verify()]
    return found, names


def grown(memory: list[int]) -> int:
    """Return how much more memory there was at the most than after a third of the time."""
    return max(memory) - max(memory[: len(memory) // 3 + 1])


def timed(task: Task) -> bytes:
    """Read a document and note how long that took."""
    start = time.monotonic()
    try:
        return work(task)
    finally:
        line = f"{time.monotonic() - start:.3f} {task.name}\n".replace("\0", "")
        with Path(os.environ[_TIMES]).open("a", encoding="utf-8", errors="replace") as times:
            times.write(line)


def _add(source: str) -> int:
    """Be ``careo add``, with a clock."""
    from careo.app.cli.main import run
    from tests.torture.hostile_corpus import timed as importable

    Case.__init__.__defaults__ = (importable,)
    return run(["add", source])


def main() -> int:
    """Run the large form; return 0 where nothing was wrong."""
    if sys.argv[1:2] == ["--add"]:
        return _add(sys.argv[2])
    corpus = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else b""
    with tempfile.TemporaryDirectory() as outer:
        room = Path(outer) / "room"
        room.mkdir()
        found = torture(room, bombs.unpacked(corpus) if corpus else ())
    mib = 1 << 20
    print(
        f"{found.documents} readings in {found.seconds:.0f} s, exit code {found.code}; parent "
        f"{max(found.memory) // mib} MiB, {grown(found.memory) // mib} MiB more than at a third"
    )
    for (kind, status, reason), number in found.outcomes.most_common():
        print(f"{number:6} {status:8} {kind} {reason[:120]}")
    print("slowest:", *(f"{spent:.1f} s {name}" for spent, name in found.slowest), sep="\n  ")
    for line in found.wrong:
        print("WRONG:", line)
    return 1 if found.wrong or found.code not in {0, 1} else 0


if __name__ == "__main__":
    sys.exit(main())
