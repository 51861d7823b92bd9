"""Read many documents in two languages: alike in one process, in two, and in another order.

Usage: python tests/torture/thousand.py [DOCUMENTS]   (1,000)
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from careo.case import InProcess, Processes  # noqa: E402
from careo.case.ports import Engine, Failure  # noqa: E402
from careo.case.work import Task, work  # noqa: E402
from careo.model.config import Config  # noqa: E402
from careo.model.document import Source  # noqa: E402
from careo.model.record import DocumentId, Sha256, sha256  # noqa: E402
from tests.torture import texts  # noqa: E402


def differing(room: Path, documents: int) -> list[str]:
    """Return the names of the documents that did not read alike each time."""
    tasks = []
    for number in range(documents):
        path = room / f"{number:04}.txt"
        path.write_text(texts.mixed(number, sentences=2 + number % 9), encoding="utf-8")
        document = DocumentId(sha256(path.read_bytes()))
        given = Task(
            document=document, path=str(path), name=path.name, given=Source(), config=Config()
        )
        tasks.append(given)
    once, again = _read(InProcess(), tasks), _read(Processes(2), reversed(tasks))
    return [name for name, digest in once.items() if again[name] != digest]


def _read(engine: Engine, tasks: Iterable[Task]) -> dict[str, Sha256]:
    """Return the digest of what was found in each document."""
    found = {}
    for task, result in engine.map_unordered(work, tasks):
        if isinstance(result, Failure):
            raise SystemExit(f"{task.name} was not read: {result.reason}")
        found[task.name] = sha256(result)
    return found


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as room:
        names = differing(Path(room), documents)
    print(f"{documents} documents read twice, {len(names)} of them otherwise", *names)
    sys.exit(bool(names))


if __name__ == "__main__":
    main()
