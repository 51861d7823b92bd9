"""What a program that looks at pictures is kept from: each proved by another one in its place."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from careo.model.config import Limits
from careo.sources import client, sandbox, tesseract
from careo.sources.sandbox import landlock, seccomp
from careo.sources.wire import Ended, Job

BASH, CAT = "/bin/bash", "/bin/cat"
pytestmark = pytest.mark.skipif(
    not (sys.platform.startswith("linux") and Path(BASH).exists() and Path(CAT).exists()),
    reason="needs Linux, bash and cat",
)
needs_landlock = pytest.mark.skipif(
    landlock.version(sandbox.library()) == 0, reason="no Landlock here"
)
needs_seccomp = pytest.mark.skipif(not seccomp.supported(), reason="no seccomp filter here")


def run(
    *arguments: str, files: tuple[str, ...] = (), limits: Limits | None = None
) -> tuple[Ended, str]:
    """Run a program in tesseract's place; return how it ended and what it said."""
    path = str(Path(arguments[0]).resolve())
    program = tesseract.confined((path, *arguments[1:]), files)
    job = Job(media_type="image/png", limits=limits or Limits(), task="recognise", program=program)
    page = os.memfd_create("page")
    os.write(page, b"the page")
    try:
        ended, said = client.run(job, page)
    finally:
        os.close(page)
    return ended, said.decode()


def bash(script: str, limits: Limits | None = None) -> str:
    return run(BASH, "-c", script, limits=limits)[1]


def test_it_reads_the_page_and_speaks() -> None:
    assert run(CAT)[1] == "the page"


def test_it_reads_the_files_that_are_named(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("named")
    assert run(CAT, str(secret), files=(str(secret),))[1] == "named"


@needs_landlock
@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/proc/1/cmdline"])
def test_it_opens_no_other_file(path: str) -> None:
    ended, said = run(CAT, path)
    assert (ended.status, said) == (1, "")


@needs_landlock
def test_it_lists_no_folder() -> None:
    assert bash("echo /*") == "/*\n"


@needs_seccomp
def test_it_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new"
    assert bash(f"echo x > {path} || echo no") == "no\n"
    assert not path.exists()


@needs_landlock
def test_it_runs_no_other_program() -> None:
    assert run(BASH, "-c", f"exec {CAT}")[1] == ""


@needs_seccomp
def test_it_starts_no_process() -> None:
    assert bash("(echo inside)") == ""


@needs_seccomp
def test_it_reaches_no_listener() -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.3)
        port = canary.getsockname()[1]
        assert bash(f"exec 3<>/dev/tcp/127.0.0.1/{port} && echo through || echo no") in {"no\n", ""}
        with pytest.raises(TimeoutError):
            canary.accept()


def test_it_has_no_variable_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "told")
    assert bash('echo "${SECRET:-nothing} $OMP_THREAD_LIMIT"') == "nothing 1\n"


def test_its_time_and_its_memory_are_limited() -> None:
    ended, _ = run(BASH, "-c", "while :; do :; done", limits=Limits(cpu_seconds=1))
    assert ended.signal != 0
    assert 900 <= ended.milliseconds <= 3000
    hungry = "x=x; while :; do x=$x$x; done"
    ended, _ = run(BASH, "-c", hungry, limits=Limits(memory_bytes=64 << 20))
    assert ended.signal != 0 or ended.status != 0


def test_a_program_that_is_not_there_is_not_run() -> None:
    job = Job(
        media_type="image/png",
        limits=Limits(),
        task="recognise",
        program=tesseract.confined(("/no/such/program",)),
    )
    page = os.memfd_create("page")
    try:
        ended, said = client.run(job, page)
    finally:
        os.close(page)
    assert (ended.status, bytes(said)) == (126, b"")
