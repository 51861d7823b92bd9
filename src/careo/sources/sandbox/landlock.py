"""Landlock: no file is opened, read, written, made or run, and no TCP port is used (Linux ≥ 5.13).

Source:
    Linux kernel, Documentation/userspace-api/landlock.rst; include/uapi/linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable

_CREATE_RULESET = 444  # the same numbers on every architecture
_ADD_RULE = 445
_RESTRICT_SELF = 446
_PATH_BENEATH = 1
_EXECUTE, _READ_FILE = 1 << 0, 1 << 2
_VERSION_FLAG = 1
_FILES_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_ABI, _NETWORK = 4, 0b11
_SCOPE_ABI, _SCOPES = 6, 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version(libc: ctypes.CDLL) -> int:
    """Return the version of Landlock that this kernel speaks; 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    found = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    return max(0, int(found))


def apply(libc: ctypes.CDLL, read: Iterable[str] = (), run: Iterable[str] = ()) -> bool:
    """Forbid this thread every file and port; tell whether the kernel did it.

    Descriptors that are open already stay usable. Needs "no new privileges" first.

    Args:
        libc: The C library.
        read: Files that may be read all the same; those that are not there are left out.
        run: Files that may be read and run all the same.
    """
    abi = version(libc)
    if abi < 1:
        return False
    rules = _Ruleset(
        files=max(bits for since, bits in _FILES_BY_ABI.items() if since <= abi),
        network=_NETWORK if abi >= _NETWORK_ABI else 0,
        scoped=_SCOPES if abi >= _SCOPE_ABI else 0,
    )
    size = 24 if abi >= _SCOPE_ABI else 16 if abi >= _NETWORK_ABI else 8
    ruleset = libc.syscall(
        _CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0)
    )
    if ruleset < 0:
        return False
    for rights, paths in ((_READ_FILE, read), (_READ_FILE | _EXECUTE, run)):
        for path in paths:
            _allow(libc, ruleset, path, rights)
    done = libc.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    os.close(ruleset)
    return bool(done)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rule = _Beneath(allowed=rights, parent=descriptor)
    libc.syscall(
        _ADD_RULE,
        ctypes.c_int(ruleset),
        ctypes.c_int(_PATH_BENEATH),
        ctypes.byref(rule),
        ctypes.c_uint32(0),
    )
    os.close(descriptor)
