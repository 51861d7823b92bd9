"""A seccomp filter: computing, reading and writing of open descriptors, and nothing else (Linux).

What is not on the list fails with EPERM: so no file, socket, program, process, signal to
another process, trace, mount or key is reached even where Landlock is missing. Memory that
may be run cannot be made any more.

A child that becomes a program needs more: it may run one, open files to read (Landlock says
which), make memory that may be run, and ask for its limits, not set them. All else stays denied.

Source:
    Linux kernel, Documentation/userspace-api/seccomp_filter.rst; the system call tables of
    arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import NamedTuple

_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _EQUALS, _AT_LEAST, _HAS_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050001, 0x80000000
_AT_NUMBER, _AT_ARCH = 0, 4
_AT_ARG0, _AT_ARG1, _AT_ARG2 = 16, 24, 32
_HIGH = 4
"""Behind the lower half of an argument stands the upper one, on both machines."""

_X32 = 0x40000000
_EXECUTABLE = 4
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC


class _Calls(NamedTuple):
    """The numbers of one machine's system calls: freely allowed, and with a condition.

    Attributes:
        program: Freely allowed to a program only.
        opens: Calls that open a file, and where their flags stand; to a program only, to read.
        limits: prlimit64; to a program only, of itself and to ask.
    """

    arch: int
    protect: tuple[int, int]
    tgkill: int
    plain: tuple[int, ...]
    program: tuple[int, ...]
    opens: tuple[tuple[int, int], ...]
    limits: int


_X86_64 = _Calls(
    arch=0xC000003E,
    protect=(9, 10),  # mmap, mprotect
    tgkill=234,
    # read write close fstat poll lseek munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
    # pread64 pwrite64 readv writev sched_yield mremap madvise getitimer setitimer getpid exit
    # gettimeofday getrlimit getrusage sysinfo times sigaltstack gettid futex restart_syscall
    # clock_gettime clock_getres exit_group getrandom
    plain=(
        *(0, 1, 3, 5, 7, 8, 11, 12, 13, 14, 15, 17, 18, 19, 20, 24, 25, 28, 36, 38, 39, 60),
        *(96, 97, 98, 99, 100, 131, 186, 202, 219, 228, 229, 231, 318),
    ),
    # stat lstat ioctl access execve uname fcntl getcwd readlink getuid getgid geteuid getegid
    # arch_prctl sched_getaffinity set_tid_address newfstatat set_robust_list rseq
    program=(
        *(4, 6, 16, 21, 59, 63, 72, 79, 89, 102, 104, 107, 108, 158, 204, 218, 262, 273, 334),
    ),
    opens=((2, _AT_ARG1), (257, _AT_ARG2)),  # open, openat
    limits=302,
)
_AARCH64 = _Calls(
    arch=0xC00000B7,
    protect=(222, 226),
    tgkill=131,
    # read write close fstat ppoll lseek munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
    # pread64 pwrite64 readv writev sched_yield mremap madvise getitimer setitimer getpid exit
    # gettimeofday getrlimit getrusage sysinfo times sigaltstack gettid futex restart_syscall
    # clock_gettime clock_getres exit_group getrandom
    plain=(
        *(63, 64, 57, 80, 73, 62, 215, 214, 134, 135, 139, 67, 68, 65, 66, 124, 216, 233, 102),
        *(103, 172, 93, 169, 163, 165, 179, 153, 132, 178, 98, 128, 113, 114, 94, 278),
    ),
    # getcwd fcntl ioctl faccessat readlinkat newfstatat set_tid_address set_robust_list
    # sched_getaffinity uname getuid geteuid getgid getegid execve rseq
    program=(17, 25, 29, 48, 78, 79, 96, 99, 123, 160, 174, 175, 176, 177, 221, 293),
    opens=((56, _AT_ARG2),),  # openat
    limits=261,
)
_MACHINES = {"x86_64": _X86_64, "aarch64": _AARCH64}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def supported() -> bool:
    """Tell whether there is a list of calls for this machine."""
    return sys.platform.startswith("linux") and _machine() in _MACHINES


def apply(libc: ctypes.CDLL, *, runs: bool = False) -> bool:
    """Lay the filter on this thread; tell whether the kernel took it.

    Needs "no new privileges" first. ``runs``: this process is about to become a program.
    """
    if not supported():
        return False
    code = program(_machine(), os.getpid(), runs=runs)
    holder = _Program(length=len(code) // 8, filter=code)
    done = libc.prctl(_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(holder), 0, 0)
    return bool(done == 0)


def program(machine: str, pid: int, *, runs: bool = False) -> bytes:
    """Return the filter in classic BPF for a machine.

    Args:
        machine: ``x86_64`` or ``aarch64``.
        pid: The process that may be signalled: itself.
        runs: The process becomes a program.
    """
    table = _MACHINES[machine]
    code = [
        _op(_LOAD, _AT_ARCH),
        _op(_EQUALS, table.arch, yes=1),
        _op(_RETURN, _KILL),
        _op(_LOAD, _AT_NUMBER),
        _op(_AT_LEAST, _X32, no=1),
        _op(_RETURN, _KILL),
    ]
    for number in (*table.plain, *((*table.program, *table.protect) if runs else ())):
        code += [_op(_EQUALS, number, no=1), _op(_RETURN, _ALLOW)]
    if runs:
        for number, flags in table.opens:
            code += _without(number, flags, _WRITING)
        code += _when_zero(table.limits, (_AT_ARG0, _AT_ARG2, _AT_ARG2 + _HIGH))
    else:
        for number in table.protect:
            code += _without(number, _AT_ARG2, _EXECUTABLE)
    code += [
        _op(_EQUALS, table.tgkill, no=3),
        _op(_LOAD, _AT_ARG0),
        _op(_EQUALS, pid, no=1),
        _op(_RETURN, _ALLOW),
        _op(_RETURN, _DENY),
    ]
    return b"".join(code)


def _without(number: int, argument: int, bits: int) -> list[bytes]:
    """Allow a call whose argument has none of some bits."""
    return [
        _op(_EQUALS, number, no=4),
        _op(_LOAD, argument),
        _op(_HAS_BITS, bits, no=1),
        _op(_RETURN, _DENY),
        _op(_RETURN, _ALLOW),
    ]


def _when_zero(number: int, words: tuple[int, ...]) -> list[bytes]:
    """Allow a call whose arguments are zero in these words."""
    code = [_op(_EQUALS, number, no=3 * len(words) + 1)]
    for word in words:
        code += [_op(_LOAD, word), _op(_EQUALS, 0, yes=1), _op(_RETURN, _DENY)]
    return [*code, _op(_RETURN, _ALLOW)]


def _machine() -> str:
    return platform.machine()


def _op(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
