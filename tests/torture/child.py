"""Add a folder to a case and write each acknowledgement to standard output at once.

Usage: python -m tests.torture.child CASE FOLDER plain|real|early PROCESSES
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
    """Break the promise: tell of a file as soon as it is copied, before its event is durable."""
    take = Registrar._take

    def tell(self: Registrar, path: Path | Missed) -> None:
        self._tell(Path(path).name if isinstance(path, Path) else path.path)
        take(self, path)

    Registrar._take = tell  # type: ignore[method-assign]


def main() -> None:
    folder, source, reader, workers = sys.argv[1:]
    if reader == "early":
        _acknowledge_early()
    function = work if reader == "real" else read_plainly
    engine = Processes(int(workers)) if int(workers) else InProcess()
    file = CaseFile.open(Path(folder), create=True, user="torturer")
    with Case(file, Config(), function) as case:
        case.add(Path(source), engine=engine, progress=Acknowledge())


if __name__ == "__main__":
    main()
