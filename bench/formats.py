"""From PDFs and mails to stored claims, beside the bare libraries on the same files.

Each measurement is a process of its own; contenders take turns in every round. Figures of several
rounds are medians; ratios are of one round each. Seconds run from the first copy to the last
result, for several processes with their start. Memory is the peak of careo's own process, and of
all below it (Linux: proportional set size, sampled).

Usage: python bench/formats.py [--pages N] [--mails N] [--rounds N] [--workers N]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.throughput import MIB, SAMPLE_SECONDS, memory  # noqa: E402
from tests import mails  # noqa: E402
from tests.torture import mixed, texts  # noqa: E402

PAGES = 10
"""Pages of a PDF."""

FLAT = (0.1, 0.4, 1.0)
"""Shares of the mails at which the memory of careo's own process is taken."""

Result = dict[str, float]


def _papers(folder: Path, pages: int) -> None:
    folder.mkdir()
    for number in range(pages // PAGES):
        lines = [texts.mixed(PAGES * number + n, 4).split("\n") for n in range(PAGES)]
        (folder / f"{number:05}.pdf").write_bytes(mixed.pdf(lines))


def _mails(folder: Path, count: int) -> None:
    folder.mkdir()
    for name, data in mails.varied(count):
        (folder / name).write_bytes(data)


def _careo(folder: Path, workers: int) -> Result:
    from careo.case import Case, InProcess, Processes

    room = Path(tempfile.mkdtemp())
    try:
        if workers == 1:  # what the peers have loaded before their clock starts, too
            (room / "warm.txt").write_text(texts.text(1, 2))
            with Case.open(room / "warm", create=True) as case:
                case.add(room / "warm.txt", engine=InProcess())
        with Case.open(room / "case", create=True) as case:
            began = time.perf_counter()
            engine = InProcess() if workers == 1 else Processes(workers)
            done = case.add(folder, engine=engine)
            seconds = time.perf_counter() - began
        read = [one for one in done.added if one.outcome and one.outcome.status == "ok"]
        claims = sum(one.claims for one in done.added)
        return {"seconds": seconds, "claims": claims, "read": len(read)}
    finally:
        shutil.rmtree(room)


def _alone(folder: Path, _workers: int) -> Result:
    return _careo(folder, 1)


def _bare_pdf(folder: Path, _workers: int) -> Result:
    import pypdfium2

    began = time.perf_counter()
    for path in sorted(folder.iterdir()):
        document = pypdfium2.PdfDocument(path.read_bytes())
        for page in document:
            page.get_textpage().get_text_range()
    return {"seconds": time.perf_counter() - began}


def _bare_mail(folder: Path, _workers: int) -> Result:
    from email import message_from_bytes, policy

    began = time.perf_counter()
    for path in sorted(folder.iterdir()):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        for part in message.walk():
            if part.get_content_maintype() == "text":
                part.get_content()
    return {"seconds": time.perf_counter() - began}


CONTENDERS: dict[str, Callable[[Path, int], Result]] = {
    "bare pypdfium2": _bare_pdf,
    "bare email": _bare_mail,
    "careo, 1 process": _alone,
    "careo, N processes": _careo,
}


def _measured(name: str, folder: Path, workers: int) -> Result:
    """Run one contender in a fresh process and watch the memory of it and of its children."""
    command = [sys.executable, str(Path(__file__).resolve()), "--run", name]
    command += ["--folder", str(folder), "--workers", str(workers)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
        below = 0
        while child.poll() is None:
            below = max(below, memory(child.pid, own=False))
            time.sleep(SAMPLE_SECONDS)
        said = child.stdout.read() if child.stdout else b""
    if child.returncode:
        raise SystemExit(f"{name} failed")
    result: Result = json.loads(said.splitlines()[-1])
    return {**result, "below": below}


def _report(what: str, count: int, unit: str, found: dict[str, list[Result]]) -> None:
    print(f"\n{what}: {count} {unit}")
    print(" " * 22 + f"{unit + '/s':>12}{'seconds':>12}{'own MiB':>12}{'below MiB':>12}")
    for name, results in found.items():
        seconds, own, below = (_median(results, key) for key in ("seconds", "own", "below"))
        figures = f"{count / seconds:12.1f}{seconds:12.2f}{own / MIB:12.0f}{below / MIB:12.0f}"
        print(f"{name:22}{figures}")
    one, many = found["careo, 1 process"], found["careo, N processes"]
    ratios = [a["seconds"] / b["seconds"] for a, b in zip(one, many, strict=True)]
    print(
        f"N processes are {statistics.median(ratios):.2f} times as fast as one "
        f"({min(ratios):.2f} to {max(ratios):.2f})"
    )


def _median(results: list[Result], key: str) -> float:
    return statistics.median(result[key] for result in results)


def _compare(what: str, peer: str, folder: Path, count: int, given: argparse.Namespace) -> None:
    names = (peer, "careo, 1 process", "careo, N processes")
    found: dict[str, list[Result]] = {name: [] for name in names}
    for _ in range(given.rounds):
        for name, results in found.items():
            results.append(_measured(name, folder, given.workers))
    _report(what, count, "pages" if what == "PDF" else "mails", found)


def _flat(room: Path, count: int, workers: int) -> None:
    """Print what careo's own process takes for few documents and for many."""
    for share in FLAT:
        folder = room / f"flat{share}"
        _mails(folder, int(share * count))
        own = _measured("careo, N processes", folder, workers)["own"]
        print(f"careo's own process, {int(share * count)} mails: {own / MIB:.0f} MiB")


def main() -> int:
    """Run all contenders in turns and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--mails", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)
    parser.add_argument("--run", choices=sorted(CONTENDERS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        result = CONTENDERS[given.run](Path(given.folder), given.workers)
        unit = 1 if sys.platform == "darwin" else 1024
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        print(json.dumps({**result, "own": own}))
        return 0
    print(f"{given.rounds} rounds in turns, {given.workers} workers, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        _papers(room / "pdf", given.pages)
        _compare("PDF", "bare pypdfium2", room / "pdf", given.pages, given)
        _mails(room / "mail", given.mails)
        _compare("Mail", "bare email", room / "mail", given.mails, given)
        _flat(room, given.mails, given.workers)
    print(f"load at the end {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
