"""What a program that looks at pictures is kept from: each proved by another one in its place."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from careo.model.config import Limits
from careo.sources import client, sandbox, tesseract
from careo.sources.sandbox import landlock, seccomp
from careo.sources.wire import Ended, Job

PERL, CAT = "/usr/bin/perl", "/bin/cat"
pytestmark = pytest.mark.skipif(
    not (sys.platform.startswith("linux") and Path(PERL).exists() and Path(CAT).exists()),
    reason="needs Linux, perl and cat",
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


def perl(script: str, limits: Limits | None = None) -> str:
    return run(PERL, "-e", script, files=("/dev/null",), limits=limits)[1]


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
    assert perl('print opendir(D, "/") ? "listed" : "no"') == "no"


@needs_seccomp
def test_it_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_text("whole")
    for way in (">", ">>", "+<"):
        assert perl(f'print open(F, "{way}", "{path}") ? "open" : "no"') == "no"
    assert path.read_text() == "whole"


@needs_landlock
def test_it_runs_no_other_program() -> None:
    assert perl(f'exec("{CAT}") or print "no"') == "no"


@needs_seccomp
def test_it_starts_no_process() -> None:
    assert perl('print defined(fork) ? "forked" : "no"') == "no"


@needs_seccomp
@pytest.mark.parametrize(("family", "kind"), [(2, 1), (2, 2), (10, 1), (1, 1)])
def test_it_has_no_socket(family: int, kind: int) -> None:
    assert perl(f'print socket(S, {family}, {kind}, 0) ? "socket" : "no"') == "no"


@needs_seccomp
def test_it_signals_nobody() -> None:
    assert perl(f'print kill(0, {os.getpid()}) ? "signalled" : "no"') == "no"


def test_it_has_no_variable_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "told")
    said = perl('print(($ENV{SECRET} // "nothing") . " $ENV{OMP_THREAD_LIMIT}")')
    assert said == "nothing 1"


def test_its_time_and_its_memory_are_limited() -> None:
    ended, _ = run(PERL, "-e", "1 while 1", files=("/dev/null",), limits=Limits(cpu_seconds=1))
    assert ended.signal == signal.SIGXCPU
    assert 900 <= ended.milliseconds <= 3000
    hungry = 'print "begun"; $x = "x" x 200_000_000; print "had"'
    assert perl(hungry, Limits(memory_bytes=400 << 20)) == "begunhad"
    assert perl(hungry, Limits(memory_bytes=100 << 20)) in {"", "begun"}


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
