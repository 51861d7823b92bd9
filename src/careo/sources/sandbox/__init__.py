"""What a parsing child gives up before it sees the first byte."""

from __future__ import annotations

import ctypes

from careo.model.config import Limits
from careo.sources.sandbox import landlock, rlimits, seatbelt, seccomp

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
