"""Every line of the sandbox, proved on the platform that runs the test."""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from careo.model.config import MIB, Limits
from careo.sources import protections, sandbox
from careo.sources.protection import table
from careo.sources.sandbox import landlock, rlimits, seatbelt, seccomp

LINUX = sys.platform.startswith("linux")
LIBC = sandbox.library()
needs_landlock = pytest.mark.skipif(landlock.version(LIBC) == 0, reason="no Landlock here")
needs_seccomp = pytest.mark.skipif(not seccomp.supported(), reason="no seccomp filter here")


def in_child(enter: Callable[[], object], attempt: Callable[[], object]) -> str:
    """Enter a sandbox in a child, attempt something, and return how that ended."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        word = "done"
        try:
            enter()
            attempt()
        except OSError as error:
            word = type(error).__name__
        finally:
            os.write(theirs, word.encode())
            os._exit(0)
    os.close(theirs)
    word = os.read(ours, 100).decode()
    os.close(ours)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return word


def everything() -> None:
    assert sandbox.enter(Limits(), LIBC)


def only_landlock() -> None:
    assert rlimits.no_new_privileges(LIBC)
    assert landlock.apply(LIBC)


def only_seccomp() -> None:
    assert rlimits.no_new_privileges(LIBC)
    assert seccomp.apply(LIBC)


def open_file() -> None:
    os.open(sys.executable, os.O_RDONLY)


def list_directory() -> None:
    list(Path("/").iterdir())


def make_file(path: Path) -> Callable[[], None]:
    return lambda: os.close(os.open(path, os.O_WRONLY | os.O_CREAT))


def open_socket() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def open_local_socket() -> None:
    socket.socketpair()


def run_program() -> None:
    path = b"/usr/bin/true"
    LIBC.execv(path, (ctypes.c_char_p * 2)(path, None))
    raise OSError(ctypes.get_errno(), "execv")


def fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def signal_parent() -> None:
    os.kill(os.getppid(), 0)


def make_code() -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def trace() -> None:
    if LIBC.ptrace(0, 0, 0, 0) != 0:
        raise PermissionError


def only_limits() -> None:
    rlimits.apply(Limits())


def write_file() -> None:
    os.open(__file__, os.O_WRONLY)


def use_udp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"x", ("127.0.0.1", 9))


def call_tcp() -> None:
    """Reach a listener that this process has; what refuses to be called is not meant."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one:
        one.connect(LISTENER.getsockname())


LISTENER = socket.create_server(("127.0.0.1", 0))

HELD = ("both", "only landlock", "only seccomp", "neither")
ENTER = dict(zip(HELD, (everything, only_landlock, only_seccomp, only_limits), strict=True))
TABLE = {
    # attempt: what denies it, with both, with only Landlock, with only seccomp, with neither
    open_file: (True, True, True, False),
    write_file: (True, True, True, False),
    list_directory: (True, True, True, False),
    run_program: (True, True, True, False),
    call_tcp: (True, landlock.version(LIBC) >= 4, True, False),
    use_udp: (True, False, True, False),
    open_local_socket: (True, False, True, False),
    fork: (True, False, True, os.geteuid() != 0),
    signal_parent: (True, landlock.version(LIBC) >= 6, True, False),
    make_code: (True, False, True, False),
    trace: (True, False, True, False),
}
"""The lines of docs/limits.md for Linux. ``RLIMIT_NPROC`` does not hold the superuser."""


@needs_landlock
@needs_seccomp
@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("attempt", TABLE)
def test_each_mechanism_alone_denies_what_the_table_says(
    held: str, attempt: Callable[[], None]
) -> None:
    denied = TABLE[attempt][HELD.index(held)]
    ended = in_child(ENTER[held], attempt)
    # a program that was started has taken the place of the one that would have said "done"
    assert ended in ({"PermissionError", "BlockingIOError"} if denied else {"done", ""})


@needs_landlock
@pytest.mark.parametrize("enter", [only_landlock, everything])
def test_no_file_is_made(tmp_path: Path, enter: Callable[[], None]) -> None:
    assert in_child(enter, make_file(tmp_path / "new")) == "PermissionError"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("mechanisms", "missing"),
    [
        (("rlimit_as", "no_new_privs", "landlock", "seccomp"), set()),
        (("rlimit_as", "no_new_privs", "seccomp"), {"recogniser"}),
        (("rlimit_as", "no_new_privs", "landlock"), {"network", "processes"}),
        (
            ("rlimit_as", "no_new_privs"),
            {"files", "network", "programs", "recogniser", "processes"},
        ),
        (("seatbelt",), {"memory"}),
    ],
)
def test_what_is_missing_is_said(mechanisms: tuple[str, ...], missing: set[str]) -> None:
    assert {line.name for line in table(mechanisms) if not line.active} == missing


@pytest.mark.parametrize("attempt", [open_file, open_socket, run_program, fork])
def test_whatever_is_said_to_be_active_denies_it(attempt: Callable[[], None]) -> None:
    name = {"open_file": "files", "open_socket": "network", "run_program": "programs"}
    line = next(p for p in protections() if p.name == name.get(attempt.__name__, "processes"))
    ended = in_child(everything, attempt)
    assert (ended != "done") == line.active


@pytest.mark.parametrize("attempt", [open_file, list_directory, open_socket, fork, make_code])
def test_the_attempts_succeed_outside(attempt: Callable[[], None]) -> None:
    assert in_child(lambda: None, attempt) == "done"


@pytest.mark.skipif(not LINUX, reason="macOS does not limit address space")
def test_memory_is_limited_beyond_what_the_process_has() -> None:
    limits = Limits(memory_bytes=64 * MIB)
    enough, too_much = 32 * MIB, 96 * MIB
    assert in_child(lambda: rlimits.apply(limits), lambda: mmap.mmap(-1, enough)) == "done"
    assert in_child(lambda: rlimits.apply(limits), lambda: mmap.mmap(-1, too_much)) == "OSError"


def test_processor_time_is_limited() -> None:
    def spin() -> None:
        while True:
            pass

    assert in_child(lambda: rlimits.apply(Limits(cpu_seconds=1)), spin) == "SIGXCPU"


def test_descriptors_and_file_size_are_limited(tmp_path: Path) -> None:
    path = tmp_path / "out"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)

    def write() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        os.write(descriptor, b"x" * 10)
        os.write(descriptor, b"x")

    def use_up() -> None:
        for _ in range(100):
            os.dup(descriptor)

    try:
        assert in_child(lambda: rlimits.apply(Limits(output_bytes=10)), write) == "OSError"
        assert in_child(lambda: rlimits.apply(Limits(open_files=32)), use_up) == "OSError"
    finally:
        os.close(descriptor)
    assert path.stat().st_size == 10


@pytest.mark.skipif(not LINUX, reason="only Linux has it")
def test_no_privileges_are_gained() -> None:
    def check() -> None:
        if LIBC.prctl(39, 0, 0, 0, 0) != 1:
            raise PermissionError

    assert in_child(lambda: rlimits.no_new_privileges(LIBC), check) == "done"
    assert in_child(lambda: None, check) == "PermissionError"


@pytest.mark.skipif(sys.platform != "darwin", reason="only macOS has it")
@pytest.mark.parametrize("attempt", [open_file, open_socket, run_program, fork])
def test_the_macos_profile_denies_it(attempt: Callable[[], None]) -> None:
    assert in_child(lambda: seatbelt.apply(LIBC), attempt) != "done"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has it")
def test_what_a_system_lacks_is_said_not_raised() -> None:
    assert not seatbelt.apply(ctypes.CDLL(None))


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_ends_in_a_denial_and_its_jumps_stay_inside(machine: str) -> None:
    code = seccomp.program(machine, 42)
    steps = [struct.unpack_from("=HBBI", code, at) for at in range(0, len(code), 8)]
    assert steps[-1] == (0x06, 0, 0, 0x00050001)
    assert len(steps) < 4096
    for at, (kind, yes, no, _) in enumerate(steps):
        if kind in {0x15, 0x35, 0x45}:
            assert at + 1 + max(yes, no) < len(steps)


def run_filter(code: bytes, arch: int, number: int, args: tuple[int, ...] = (0,) * 6) -> int:
    """Interpret a filter as the kernel does, for one call."""
    data = struct.pack("=IIQ6Q", number, arch, 0, *args)
    steps = [struct.unpack_from("=HBBI", code, at) for at in range(0, len(code), 8)]
    at = value = 0
    while True:
        kind, yes, no, operand = steps[at]
        if kind == 0x06:
            return int(operand)
        if kind == 0x20:
            value = struct.unpack_from("=I", data, operand)[0]
            at += 1
            continue
        held = {
            0x15: value == operand,
            0x35: value >= operand,
            0x45: bool(value & operand),
        }[kind]
        at += 1 + (yes if held else no)


ALLOW, DENY, KILL = 0x7FFF0000, 0x00050001, 0x80000000


@pytest.mark.parametrize(
    ("machine", "number", "args", "verdict"),
    [
        ("x86_64", 1, (), ALLOW),  # write
        ("x86_64", 257, (), DENY),  # openat
        ("x86_64", 41, (), DENY),  # socket
        ("x86_64", 56, (), DENY),  # clone
        ("x86_64", 435, (), DENY),  # clone3
        ("x86_64", 59, (), DENY),  # execve
        ("x86_64", 322, (), DENY),  # execveat
        ("x86_64", 425, (), DENY),  # io_uring_setup
        ("x86_64", 9, (0, 4096, 3), ALLOW),  # mmap to read and write
        ("x86_64", 9, (0, 4096, 7), DENY),  # mmap to run
        ("x86_64", 10, (0, 4096, 5), DENY),  # mprotect to run
        ("x86_64", 234, (42, 42, 6), ALLOW),  # tgkill itself
        ("x86_64", 234, (1, 1, 6), DENY),  # tgkill another
        ("x86_64", 0x40000001, (), KILL),  # x32
        ("aarch64", 64, (), ALLOW),  # write
        ("aarch64", 56, (), DENY),  # openat
        ("aarch64", 198, (), DENY),  # socket
        ("aarch64", 220, (), DENY),  # clone
        ("aarch64", 221, (), DENY),  # execve
        ("aarch64", 222, (0, 4096, 4), DENY),  # mmap to run
        ("aarch64", 131, (42, 42, 6), ALLOW),  # tgkill itself
        ("aarch64", 129, (42, 6), DENY),  # kill
    ],
)
def test_the_filter_of_each_machine_judges_calls(
    machine: str, number: int, args: tuple[int, ...], verdict: int
) -> None:
    arch = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    padded = (*args, *(0,) * (6 - len(args)))
    assert run_filter(seccomp.program(machine, 42), arch, number, padded) == verdict


@pytest.mark.parametrize(
    ("machine", "number", "args", "verdict"),
    [
        ("x86_64", 59, (), ALLOW),  # execve
        ("x86_64", 257, (0, 0, 0o2000000), ALLOW),  # openat to read
        ("x86_64", 257, (0, 0, 1), DENY),  # openat to write
        ("x86_64", 257, (0, 0, 0o100), DENY),  # openat to make
        ("x86_64", 2, (0, 2), DENY),  # open to read and write
        ("x86_64", 9, (0, 4096, 5), ALLOW),  # mmap to run
        ("x86_64", 302, (0, 3, 0, 1), ALLOW),  # prlimit64 to ask
        ("x86_64", 302, (0, 3, 1, 0), DENY),  # prlimit64 to set
        ("x86_64", 302, (0, 3, 1 << 32, 0), DENY),  # prlimit64 to set, from far up
        ("x86_64", 302, (7, 3, 0, 1), DENY),  # prlimit64 of another
        ("x86_64", 41, (), DENY),  # socket
        ("x86_64", 56, (), DENY),  # clone
        ("x86_64", 435, (), DENY),  # clone3
        ("x86_64", 101, (), DENY),  # ptrace
        ("x86_64", 62, (1, 9), DENY),  # kill
        ("x86_64", 87, (), DENY),  # unlink
        ("aarch64", 221, (), ALLOW),  # execve
        ("aarch64", 56, (0, 0, 0), ALLOW),  # openat to read
        ("aarch64", 56, (0, 0, 2), DENY),  # openat to write
        ("aarch64", 261, (0, 3, 0, 1), ALLOW),  # prlimit64 to ask
        ("aarch64", 261, (0, 3, 1, 0), DENY),  # prlimit64 to set
        ("aarch64", 198, (), DENY),  # socket
        ("aarch64", 220, (), DENY),  # clone
    ],
)
def test_a_program_may_read_files_and_little_else(
    machine: str, number: int, args: tuple[int, ...], verdict: int
) -> None:
    arch = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    padded = (*args, *(0,) * (6 - len(args)))
    assert run_filter(seccomp.program(machine, 42, runs=True), arch, number, padded) == verdict


def test_a_call_of_another_machine_is_killed() -> None:
    assert run_filter(seccomp.program("x86_64", 42), 0x40000003, 1) == KILL
