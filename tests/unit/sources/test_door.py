"""The door and the server behind it: one outcome for everything, and nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from careo.model.config import Limits
from careo.model.document import Source
from careo.model.errors import StorageError
from careo.model.extraction import Extraction
from careo.model.record import DocumentId, sha256
from careo.model.text import Segment
from careo.sources import client, extract, protections
from careo.sources.door import _extraction
from careo.sources.wire import Answer, Ended, Job
from tests import hostile
from tests.unit.sources.conftest import Read, words

NAME = DocumentId(sha256(b"x"))


def test_an_empty_file_is_refused(read: Read) -> None:
    found = read(b"")
    assert (str(found.outcome), found.layer) == ("refused(empty)", None)


def test_a_file_above_the_limit_is_refused_unread(read: Read) -> None:
    found = read(b"x" * 11, limits=Limits(file_bytes=10))
    assert str(found.outcome) == "refused(larger than 10 bytes)"


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    assert str(extract(tmp_path, NAME, "x", Limits()).outcome) == "refused(not a regular file)"
    os.mkfifo(tmp_path / "pipe")
    found = extract(tmp_path / "pipe", NAME, "x", Limits())
    assert str(found.outcome) == "refused(not a regular file)"


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nowhere"):
        extract(tmp_path / "nowhere", NAME, "x", Limits())


@pytest.mark.parametrize(
    ("data", "name", "statuses"),
    [
        (hostile.flate_bomb(megabytes=100), "x.pdf", {"ok", "crashed"}),
        (hostile.form_in_itself(), "x.pdf", {"ok", "partial", "crashed", "timeout"}),
        (hostile.pages_in_a_ring(), "x.pdf", {"partial", "refused"}),
        (hostile.many_operators(50_000), "x.pdf", {"ok", "partial"}),
        (hostile.cut_pdf(), "x.pdf", {"refused", "partial"}),
        (hostile.unclosed_formats(1_000), "x.html", {"ok", "partial"}),
        (hostile.unclosed_tags(), "x.html", {"ok", "partial"}),
        (hostile.billion_laughs(), "x.xml", {"refused"}),
        (hostile.laughing_page(), "x.html", {"ok", "partial"}),
        (hostile.random_bytes(100_000, 1), "x.pdf", {"refused"}),
        (b"%PDF-1.7\n" + hostile.random_bytes(100_000, 2), "x.pdf", {"refused"}),
        (
            b"<!DOCTYPE html>" + hostile.random_bytes(100_000, 3),
            "x.html",
            {"ok", "partial", "refused"},
        ),
        (hostile.small_lines(600_000), "x.txt", {"partial"}),
    ],
)
def test_hostile_input_has_one_outcome_and_the_next_document_is_read(
    read: Read, data: bytes, name: str, statuses: set[str]
) -> None:
    limits = Limits(memory_bytes=256 << 20)
    assert read(data, name, limits=limits).outcome.status in statuses
    assert words(read("Next.")) == ["Next."]


def test_a_two_kilobyte_bomb_is_an_outcome() -> None:
    assert len(hostile.flate_bomb(megabytes=400)) < 3_000


def test_an_entity_that_names_a_file_leaks_nothing(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the canary sings")
    found = read(hostile.external_entity(str(secret)), "x.html")
    assert found.outcome.status == "ok"
    assert "canary" not in str(found)
    assert hostile.PLANTED in str(found)


def test_the_callers_memory_stays_flat(read: Read) -> None:
    documents = [
        hostile.endless_line(30),
        hostile.endless_word(30),
        hostile.nested_html(200_000),
        hostile.flate_bomb(megabytes=200),
    ]
    protections()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 if sys.platform.startswith("linux") else 1
    for data in documents:
        read(data)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit
    assert grown < 100 * 1024 * 1024


def test_an_endless_line_is_read_to_the_limit_and_flagged(read: Read) -> None:
    found = read(hostile.endless_line(1), limits=Limits(text_chars=1_000))
    assert found.outcome.status == "partial"
    assert found.outcome.reason.endswith("only the first 1000 characters are read")
    assert found.layer is not None
    assert len(found.layer.text) == 1_000


def test_a_parser_without_end_is_stopped_by_the_clock(read: Read) -> None:
    found = read(hostile.flate_bomb(megabytes=300), limits=Limits(wall_seconds=0))
    assert str(found.outcome) == "timeout(more than 0 s)"


def test_too_little_memory_is_a_crash_of_the_child_only(read: Read) -> None:
    found = read(hostile.endless_line(20), limits=Limits(memory_bytes=8 << 20))
    assert found.outcome.status == "crashed"


@pytest.mark.parametrize(
    ("ended", "outcome"),
    [
        (Ended(timeout=True), "timeout(more than 90 s)"),
        (Ended(signal=signal.SIGXCPU), "timeout(more than 60 s of processor)"),
        (Ended(signal=signal.SIGSEGV), "crashed(SIGSEGV)"),
        (Ended(signal=signal.SIGABRT), "crashed(SIGABRT)"),
        (Ended(signal=63), "crashed(signal 63)"),
        (Ended(status=3), "crashed(exit 3)"),
        (Ended(), "crashed(the answer is not valid)"),
    ],
)
def test_every_end_of_a_child_has_an_outcome(ended: Ended, outcome: str) -> None:
    found = _extraction("text/plain", NAME, ended, None, Limits())
    assert str(found.outcome) == outcome


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status="ok", text="ab", segments=(Segment(kind="paragraph", start=0, end=3),)),
        Answer(status="ok", text="a b", segments=(Segment(kind="paragraph", start=0, end=1),)),
        Answer(
            status="ok",
            text="ab",
            segments=(
                Segment(kind="paragraph", start=1, end=2),
                Segment(kind="paragraph", start=0, end=1),
            ),
        ),
        Answer(status="ok", text="a" * 11, segments=(Segment(kind="paragraph", start=0, end=11),)),
        Answer(status="partial"),
    ],
)
def test_an_answer_that_breaks_a_promise_is_not_believed(answer: Answer) -> None:
    found = _extraction("text/plain", NAME, Ended(), answer, Limits(text_chars=10))
    assert str(found.outcome) == "crashed(the answer is not valid)"
    assert found.layer is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"status":"fine"}',
        b'{"status":"ok","text":"\\ud800"}',
        b'{"status":"ok","source":{"title":"' + b"x" * 2_000 + b'"}}',
        b'{"status":"ok","more":1}',
        b"\xff\xfe",
        b"[" * 1_000_000,
    ],
)
def test_bytes_that_are_no_answer_are_not_believed(data: bytes) -> None:
    job = Job(media_type="text/plain", limits=Limits())
    answer = client._checked(bytearray(data), job)
    found = _extraction("text/plain", NAME, Ended(), answer, Limits())
    assert str(found.outcome) == "crashed(the answer is not valid)"
    assert (found.layer, found.source) == (None, Source())


def _server() -> client.Server:
    server = client._keeper().server
    assert server is not None
    return server


def test_a_server_that_was_killed_is_started_again(read: Read) -> None:
    protections()
    first = _server().process
    first.kill()
    first.wait()
    assert words(read("Still here.")) == ["Still here."]
    assert _server().process.pid != first.pid


def test_after_an_interruption_no_answer_is_taken_for_another(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> bytearray:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(client, "_read", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read("First.")
    assert client._keeper().server is None
    assert words(read("Second.")) == ["Second."]


def _descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_nothing_is_left_open_or_running(read: Read) -> None:
    read("One.")
    descriptors = _descriptors()
    server = _server().process.pid
    for _ in range(5):
        read("Two.")
        read(b"%PDF-1.4 broken")
    assert _descriptors() == descriptors
    client.shut()
    with pytest.raises(ChildProcessError):
        os.waitpid(server, os.WNOHANG)


def test_a_server_whose_caller_is_killed_ends_too(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Text.")
    script = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from careo.model.config import Limits\n"
        "from careo.sources import client, extract\n"
        f"extract(Path({str(path)!r}), '0' * 64, 'x', Limits())\n"
        "print(client._keeper().server.process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    server = int(run.stdout)
    for _ in range(500):
        try:
            os.kill(server, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("the server outlives its caller")


def test_a_program_that_extracts_ends_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Text.")
    script = (
        "from pathlib import Path\n"
        "from careo.model.config import Limits\n"
        "from careo.sources import extract\n"
        f"print(extract(Path({str(path)!r}), '0' * 64, 'x', Limits()).outcome)\n"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, check=False, text=True
    )
    assert (run.stdout, run.stderr, run.returncode) == ("ok\n", "", 0)


def _extract(path: str) -> Extraction:
    return extract(Path(path), NAME, "x.txt", Limits())


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_worker_processes_have_their_own_servers_and_agree(tmp_path: Path, method: str) -> None:
    paths = []
    for n in range(6):
        path = tmp_path / f"{n}.txt"
        path.write_text(f"Statement {n} of the officer.")
        paths.append(str(path))
    alone = [_extract(path) for path in paths]
    with multiprocessing.get_context(method).Pool(2) as pool:
        together = pool.map(_extract, paths, chunksize=1)
        pool.close()
        pool.join()
    assert together == alone
    assert words(_extract(paths[0])) == ["Statement 0 of the officer."]


def test_threads_share_one_server(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Text.")
    found: list[Extraction] = []
    threads = [threading.Thread(target=lambda: found.append(_extract(str(path)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(found) == 4


def test_protections_name_what_holds_here_and_warn_of_what_does_not(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert {line.name for line in protections()} == {
        "memory",
        "privileges",
        "files",
        "network",
        "programs",
        "recogniser",
        "processes",
    }
    protections.cache_clear()
    monkeypatch.setattr(client, "mechanisms", lambda: ("rlimit_as", "no_new_privs", "landlock"))
    lacking = [line.name for line in protections() if not line.active]
    assert lacking == ["network", "processes"]
    protections()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "using the network, starting processes" in caplog.text
    protections.cache_clear()


def test_an_import_of_the_room_starts_nothing() -> None:
    script = (
        "import sys, careo.sources\n"
        "print(*sorted({'pypdfium2', 'pypdf', 'selectolax'} & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert run.stdout == "\n"


def test_no_parser_loads_a_module_late(tmp_path: Path) -> None:
    documents = {
        "text/plain": "Él dijo".encode("cp1252"),
        "text/html": '<!DOCTYPE html><meta charset="shift_jis"><p>日本'.encode("shift_jis"),
        "application/pdf": hostile.page_pdf(
            hostile.stream(b"BT /F1 12 Tf 72 700 Td (Some words of the officer) Tj ET")
        ),
    }
    for n, data in enumerate(documents.values()):
        (tmp_path / str(n)).write_bytes(data)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from careo.model.config import Limits\n"
        "from careo.sources import parsers, sandbox, server\n"
        "parsers.warm_up()\n"
        "before = set(sys.modules)\n"
        f"for n, kind in enumerate({list(documents)!r}):\n"
        f"    data = (Path({str(tmp_path)!r}) / str(n)).read_bytes()\n"
        "    assert parsers.parse(kind, data, Limits()).status == 'ok'\n"
        "print(sorted(set(sys.modules) - before))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert run.stdout == "[]\n"


def test_a_socket_pair_is_all_that_a_message_needs() -> None:
    from careo.sources import wire

    ours, theirs = socket.socketpair()
    with ours, theirs:
        read_end, write_end = os.pipe()
        wire.send(ours, Ended(status=3), (read_end,))
        data, descriptors = wire.receive(theirs, 1)
        assert Ended.parse(data) == Ended(status=3)
        os.close(read_end)
        os.write(write_end, b"x")
        assert os.read(descriptors[0], 1) == b"x"
        os.close(write_end)
        os.close(descriptors[0])
        ours.sendall(b"\xff\xff\xff\xff")
        with pytest.raises(Exception, match="message of"):
            wire.receive(theirs)
