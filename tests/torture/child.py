"""Add a folder to a case and write each acknowledgement to standard output at once.

Usage: python -m tests.torture.child CASE FOLDER plain|real PROCESSES [BROKEN]

BROKEN is a promise that is not kept, which a test must find out: ``early`` acknowledges before
anything is durable, ``off`` opens SQLite with ``synchronous=OFF``, ``folders`` never flushes a
folder, ``copies`` never an original.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from careo.case import InProcess, Processes
from careo.case.adding import Registrar
from careo.case.handle import Case
from careo.case.results import Missed
from careo.case.work import work
from careo.model.config import Config
from careo.model.errors import CareoError
from careo.store import casefile, originals, sqlite
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly


class Acknowledge:
    """A progress that passes on what it hears without buffering."""

    def __init__(self) -> None:
        self._stage = ""

    def start(self, stage: str, _total: int | None) -> None:
        self._stage = stage

    def step(self, _done: int, _failed: int, name: str) -> None:
        os.write(sys.stdout.fileno(), f"{self._stage} {name}\n".encode())

    def finish(self) -> None:
        pass


def _acknowledge_early() -> None:
    take = Registrar._take

    def tell(self: Registrar, path: Path | Missed) -> None:
        self._tell(Path(path).name if isinstance(path, Path) else path.path)
        take(self, path)

    Registrar._take = tell  # type: ignore[method-assign]


def _break(promise: str) -> None:
    if promise == "early":
        _acknowledge_early()
    elif promise == "off":
        sqlite._SETTINGS["synchronous"] = "OFF"
    elif promise == "folders":
        for module, name in ((originals, "fsync_directory"), (casefile, "fsync_ancestors")):
            setattr(module, name, lambda _: None)
    elif promise == "copies":
        setattr(originals, "sync", lambda _: None)  # noqa: B010 mypy


def main() -> int:
    folder, source, reader, workers, *broken = sys.argv[1:]
    for promise in broken:
        _break(promise)
    function = work if reader == "real" else read_plainly
    engine = Processes(int(workers)) if int(workers) else InProcess()
    try:
        file = CaseFile.open(Path(folder), create=True, user="torturer")
        with Case(file, Config(), function) as case:
            case.add(Path(source), engine=engine, progress=Acknowledge())
    except CareoError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
