"""What a parsing child gives up before it sees the first byte."""

from __future__ import annotations

import ctypes
import os
from typing import NoReturn

from careo.model.config import Limits
from careo.sources.sandbox import landlock, rlimits, seatbelt, seccomp
from careo.sources.wire import Program

MECHANISMS = ("rlimit_as", "no_new_privs", "landlock", "seccomp", "seatbelt")
"""What may be active, in the order in which it is laid on."""


def library() -> ctypes.CDLL:
    """Return the C library; to be loaded before the sandbox closes the files."""
    return ctypes.CDLL(None, use_errno=True)


def enter(limits: Limits, libc: ctypes.CDLL) -> tuple[str, ...]:
    """Lay every line on this process, for good, and return the mechanisms that took hold."""
    done = {
        "rlimit_as": rlimits.apply(limits),
        "no_new_privs": rlimits.no_new_privileges(libc),
        "landlock": landlock.apply(libc),
        "seccomp": seccomp.apply(libc),
        "seatbelt": seatbelt.apply(libc),
    }
    return tuple(name for name in MECHANISMS if done[name])


def become(program: Program, limits: Limits, libc: ctypes.CDLL) -> NoReturn:
    """Become a program that may open its own files to read, and nothing else.

    It keeps the descriptors 0, 1 and 2. Where the kernel has a mechanism and refuses it here,
    the program is not run.

    Raises:
        OSError: It cannot be run, or not under every mechanism that there is here.
    """
    environment = dict(one.split("=", 1) for one in program.environment)
    files = (program.read, program.run)
    rlimits.no_new_privileges(libc)
    held = landlock.apply(libc, *files) or landlock.version(libc) == 0
    held = held and (seatbelt.apply(libc, *files) or not seatbelt.present(libc))
    rlimits.apply(limits, runs=True)
    held = held and (seccomp.apply(libc, runs=True) or not seccomp.supported())
    if not held:
        raise PermissionError(program.arguments[0])
    os.execve(program.arguments[0], program.arguments, environment)  # noqa: S606 no shell is meant
