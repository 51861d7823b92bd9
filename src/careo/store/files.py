"""Making files last: what the operating system must have written before we say so."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def fsync_file(path: Path) -> None:
    """Return when the file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def fsync_directory(path: Path) -> None:
    """Return when the directory's entries are on the disk."""
    fsync_file(path)


def fsync_ancestors(path: Path) -> None:
    """Return when a folder and those above it are on the disk, as far as they may be opened."""
    fsync_directory(path)
    for folder in path.resolve().parents:
        with contextlib.suppress(OSError):
            fsync_directory(folder)


def sync(descriptor: int) -> None:
    """Flush a descriptor down to the platters, also where ``fsync`` stops at the drive's cache.

    Source:
        macOS fsync(2): only F_FULLFSYNC asks the drive to flush.
    """
    full = _full_fsync()
    if full is None:
        os.fsync(descriptor)
        return
    import fcntl

    try:
        fcntl.fcntl(descriptor, full)
    except OSError:  # not every file system knows it
        os.fsync(descriptor)


def _full_fsync() -> int | None:
    import fcntl

    found = getattr(fcntl, "F_FULLFSYNC", None)
    return None if found is None else int(found)
