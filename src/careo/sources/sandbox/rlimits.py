"""Limits that every POSIX system knows, and the promise of Linux to give no new privileges."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from careo.model.config import Limits

_SET_DEATH_SIGNAL, _SET_NO_NEW_PRIVILEGES = 1, 38


def apply(limits: Limits, *, runs: bool = False) -> bool:
    """Limit memory, processor time, file size and descriptors; tell whether memory is limited.

    The memory limit is an address space of what the process has now and ``memory_bytes`` more;
    where it ``runs`` a program next, which begins with nothing, of ``memory_bytes``.
    """
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_FSIZE, limits.output_bytes, limits.output_bytes)
    _lower(resource.RLIMIT_NOFILE, limits.open_files, limits.open_files)
    _lower(resource.RLIMIT_NPROC, 0, 0)
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    space = address_space()
    if space == 0 and not runs:
        return False
    most = limits.memory_bytes + (0 if runs else space)
    return _lower(resource.RLIMIT_AS, most, most)


def address_space() -> int:
    """Return the bytes of address space in use; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _lower(which: int, soft: int, hard: int) -> bool:
    had = resource.getrlimit(which)[1]
    if had != resource.RLIM_INFINITY:
        soft, hard = min(soft, had), min(hard, had)
    try:
        resource.setrlimit(which, (soft, hard))
    except (OSError, ValueError):
        return False
    return True


def no_new_privileges(libc: ctypes.CDLL) -> bool:
    """Give up gaining privileges by running programs; tell whether the kernel did it."""
    if not sys.platform.startswith("linux"):
        return False
    return bool(libc.prctl(_SET_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), 0, 0, 0) == 0)


def die_with(parent: int, libc: ctypes.CDLL) -> None:
    """Ask to be killed when the parent dies, and end at once where it is dead already."""
    if sys.platform.startswith("linux"):
        libc.prctl(_SET_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
