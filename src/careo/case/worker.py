"""A worker process: takes an item, answers with a result, until its parent is gone.

It is started as a program of its own, neither forked nor through ``multiprocessing``: the
parent's main script is not run again, and a folder of hostile files is never on its path.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from careo.case.ports import Failure

T = TypeVar("T")
R = TypeVar("R")

THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "BLIS_NUM_THREADS",
)
"""Set to 1 in a worker: as many workers as cores, one thread each."""


def attempt(function: Callable[[T], R], item: T) -> R | Failure:
    """Return the function's result, or the type of the error that it raised.

    The type only: an error's own words may hold a document's text.
    """
    try:
        return function(item)
    except Exception as error:  # noqa: BLE001 one document's error is that document's outcome
        return Failure(reason=type(error).__name__)


def main() -> None:
    """Serve the parent at the other end of the socket whose number is the last argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    parent: Connection[Any, Any] = Connection(int(sys.argv[-1]))
    with parent:
        try:
            sys.path[:] = parent.recv()
            function = parent.recv()
            parent.send(None)  # ready: from here on a death is the item's
            while True:
                parent.send(attempt(function, parent.recv()))
        except (EOFError, ConnectionError):
            return  # the parent has finished, or is gone


if __name__ == "__main__":
    main()
