"""The program ``careo``: it can be interrupted before its modules are there."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def run() -> int:
    """Run careo and return its exit code."""
    try:
        from careo.app.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("careo: interrupted: run the same command again\n")
        return _INTERRUPTED
    return main.run()
