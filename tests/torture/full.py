"""Fill the disk while documents are added: one line, exit 4, and the same command goes on later.

Usage: python tests/torture/full.py [DOCUMENTS] [SIZES] [SEED]   (60 documents, 50 sizes)

Three ways: a small tmpfs (where one may be mounted), a limit of the size of one file
(``RLIMIT_FSIZE``), and the shim, which lets the nth call fail with "no space" or "input/output
error", that call alone or it and all after it.
"""

from __future__ import annotations

import errno
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from careo.case.handle import Case  # noqa: E402
from tests.torture import disk, mixed  # noqa: E402
from tests.torture.kill import contents  # noqa: E402

FAILED = 4
READ = {0, 1}
"""Exit codes of a run to the end; 1 where a document could not be read whole."""


class Ended(NamedTuple):
    """How a command ended and what it said."""

    code: int
    said: list[str]


def add(
    case: Path, folder: Path, *more: str, limit: int = 0, env: dict[str, str] | None = None
) -> Ended:
    """Run ``careo add``; with ``limit``, no file may grow beyond so many bytes."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    done = subprocess.run(
        [sys.executable, "-m", "careo.app.cli", "add", str(folder), "--case", str(case), *more],
        capture_output=True,
        text=True,
        env=env,
        check=False,
        preexec_fn=limited if limit else None,  # this program has one thread
    )
    return Ended(done.returncode, done.stderr.splitlines())


class Trial(NamedTuple):
    """One way of filling up, and how to make room again.

    Attributes:
        name: What is tried.
        case: Where the case stands.
        first: The command that fails.
        relieve: Makes room.
    """

    name: str
    case: Path
    first: Callable[[], Ended]
    relieve: Callable[[], None]


def faults(trial: Trial, folder: Path, want: list[bytes]) -> Iterator[str]:
    """Yield what is not as promised when the disk fills up, and when there is room again.

    A call that fails when all is done, while the WAL is folded in, is no failure: the WAL stays.
    """
    first = trial.first()
    if first.code in READ:
        if "call" not in trial.name:
            yield f"{trial.name}: it was large enough"
    elif first.code != FAILED or len(first.said) != 1 or "Traceback" in first.said[0]:
        yield f"{trial.name}: exit {first.code}, {first.said}"
    trial.relieve()
    if (trial.case / "careo.db").is_file():
        with Case.open(trial.case, create=True) as case:
            yield from (f"{trial.name}: {fault.place}: {fault.problem}" for fault in case.verify())
    second = add(trial.case, folder, "--workers", "1")
    if second.code not in READ:
        yield f"{trial.name}: goes not on: exit {second.code}, {second.said}"
    elif contents(trial.case) != want:
        yield f"{trial.name}: other ids at the end"


@contextmanager
def small_disk(room: Path, size: int) -> Generator[Path]:
    """Give a file system of so many bytes; `PermissionError` where none may be mounted."""
    room.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "careo-torture", str(room)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise PermissionError("no file system may be mounted here")
    try:
        yield room
    finally:
        subprocess.run(["umount", str(room)], check=True)


@contextmanager
def on_small_disk(room: Path, folder: Path, size: int) -> Generator[Trial]:
    """Try a file system of so many bytes."""
    with small_disk(room / "small", size) as small:

        def relieve() -> None:
            subprocess.run(["mount", "-o", "remount,size=1G", str(small)], check=True)

        case = small / "case"
        yield Trial(f"disk of {size} bytes", case, lambda: add(case, folder), relieve)


@contextmanager
def with_small_files(room: Path, folder: Path, size: int) -> Generator[Trial]:
    """Try files of at most so many bytes."""
    with tempfile.TemporaryDirectory(dir=room) as name:
        case = Path(name) / "case"
        yield Trial(
            f"files of {size} bytes", case, lambda: add(case, folder, limit=size), lambda: None
        )


@contextmanager
def failing(room: Path, folder: Path, number: int, code: int, *, once: bool) -> Generator[Trial]:
    """Try a disk that fails at the nth call."""
    with tempfile.TemporaryDirectory(dir=room) as name:
        root, log = Path(name) / "disk", Path(name) / "log"
        root.mkdir()
        fail = f"{number}:{code}:{int(once)}"
        env = disk.environment(root, log, SHIM_FAIL=fail)
        what = f"call {number} fails with {errno.errorcode[code]}{', once' if once else ''}"
        yield Trial(what, root / "case", lambda: add(root / "case", folder, env=env), lambda: None)


def trials(
    room: Path, folder: Path, sizes: int, seed: int
) -> Iterator[AbstractContextManager[Trial]]:
    """Yield every way of filling up, each with ``sizes`` different numbers."""
    random = Random(seed)  # noqa: S311 no secret
    space, largest, count = _needed(room, folder)
    for n in range(sizes):
        yield on_small_disk(room, folder, 16 * 1024 + n * (space - 64 * 1024) // sizes)
    for n in range(sizes // 5):
        yield with_small_files(room, folder, 4096 + n * (largest - 8192) // max(1, sizes // 5))
    if not disk.missing():
        for n in range(sizes):
            code = (errno.ENOSPC, errno.EIO)[n % 2]
            yield failing(room, folder, random.randint(1, count), code, once=n % 4 > 1)


def _needed(room: Path, folder: Path) -> tuple[int, int, int]:
    """Return the bytes that the case takes, those of its largest file, and the calls it takes."""
    root, log = room / "measured", room / "log"
    root.mkdir()
    env = None if disk.missing() else disk.environment(root, log)
    ended = add(root / "case", folder, env=env)
    assert ended.code in READ, ended
    sizes = [path.stat().st_size for path in root.rglob("*") if path.is_file()]
    count = 0 if env is None else sum(1 for call in disk.calls(log) if call.op not in "am?")
    return sum((size + 4095) // 4096 * 4096 for size in sizes), max(sizes), count


def main() -> int:
    """Run the large form; return 0 where all is as promised."""
    given = [int(word) for word in sys.argv[1:]]
    documents, sizes, seed = (*given, *(60, 50, 1)[len(given) :])
    bad: list[str] = []
    tried = skipped = 0
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        mixed.write(room / "in", documents)
        want: list[bytes] = []
        for trial in trials(room, room / "in", sizes, seed):
            want = want or contents(room / "measured" / "case")
            try:
                with trial as one:
                    bad += faults(one, room / "in", want)
                    tried += 1
            except PermissionError:
                skipped += 1
    more = f", {skipped} left out: no file system may be mounted here" if skipped else ""
    print(f"{documents} documents, {tried} ways to fill up: {len(bad)} faults{more}")
    print(*bad, sep="\n")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
