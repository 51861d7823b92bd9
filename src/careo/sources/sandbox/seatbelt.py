"""The macOS sandbox: a profile that denies everything.

Source:
    macOS sandbox_init(3) and the profile language of sandbox-exec(1); deprecated, still present.
"""

from __future__ import annotations

import ctypes
import platform

_PROFILE = b"(version 1)(deny default)"


def apply(libc: ctypes.CDLL) -> bool:
    """Deny this process files, network, programs and processes; tell whether macOS did it."""
    sandbox_init = getattr(libc, "sandbox_init", None) if platform.system() == "Darwin" else None
    if sandbox_init is None:
        return False
    sandbox_init.restype = ctypes.c_int
    sandbox_init.argtypes = [ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p)]
    error = ctypes.c_char_p()
    return bool(sandbox_init(_PROFILE, 0, ctypes.byref(error)) == 0)
