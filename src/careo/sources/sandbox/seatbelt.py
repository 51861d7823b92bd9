"""The macOS sandbox: a profile that denies everything.

Source:
    macOS sandbox_init(3) and the profile language of sandbox-exec(1); deprecated, still present.
"""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Iterable

_PROFILE = "(version 1)(deny default)"


def present(libc: ctypes.CDLL) -> bool:
    """Tell whether this system has such profiles."""
    return platform.system() == "Darwin" and hasattr(libc, "sandbox_init")


def apply(libc: ctypes.CDLL, read: Iterable[str] = (), run: Iterable[str] = ()) -> bool:
    """Deny this process files, network, programs and processes; tell whether macOS did it.

    Args:
        libc: The C library.
        read: Files and folders that may be read all the same.
        run: Files that may be read and run all the same.
    """
    if not present(libc):
        return False
    sandbox_init = libc.sandbox_init
    sandbox_init.restype = ctypes.c_int
    sandbox_init.argtypes = [ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p)]
    error = ctypes.c_char_p()
    profile = _profile(read, run).encode()
    return bool(sandbox_init(profile, 0, ctypes.byref(error)) == 0)


def _profile(read: Iterable[str], run: Iterable[str]) -> str:
    """Return a profile; with a program, what every program of the system needs to begin."""
    programs = [f"(literal {_quoted(path)})" for path in run]
    if not programs:
        return _PROFILE
    files = [f"(subpath {_quoted(path)})" for path in read]
    return (
        f'{_PROFILE}(import "system.sb")(allow process-exec {"".join(programs)})'
        f"(allow file-read* {''.join(programs + files)})"
    )


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
