"""What the commands that change a case share: opening it, adding files, telling how it went."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from careo.app.cli.output import say
from careo.app.cli.progress import Bar
from careo.model.errors import CareoError

if TYPE_CHECKING:
    from careo.case import Case
    from careo.case.results import Additions
    from careo.model.document import Source
    from careo.model.views import DocumentView

UNREAD = 1
"""Exit code: done, but something could not be read or does not hold."""

_ADVICE = {
    "empty": "the file has no bytes: look for a complete copy",
    "encrypted": "add a copy without a password",
}


class InterruptedWorkError(CareoError):
    """The user pressed Ctrl-C; what was acknowledged is kept."""

    exit_status: ClassVar[int] = 130


@contextmanager
def opened(path: Path, *, create: bool = False) -> Generator[Case]:
    """Open the case at ``path``, and close it whatever happens."""
    from careo.case import Case

    with Case.open(path, create=create) as case:
        yield case


@contextmanager
def resumable(bar: Bar, again: str) -> Generator[None]:
    """Turn Ctrl-C into exit code 130, with what is kept and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        bar.finish()
        kept = f"{bar.kept} documents are" if bar.kept != 1 else "1 document is"
        raise InterruptedWorkError(f"interrupted, {kept} done and kept", again) from None


def add_files(
    case: Case, files: Sequence[Path], source: Source, *, workers: int, bar: Bar
) -> Additions:
    """Add files and folders to ``case`` and read them.

    Args:
        case: Where to.
        files: Files and folders.
        source: What the user says of where they come from.
        workers: Processes that read; 0 for one per core.
        bar: Who is told.
    """
    from careo.case import engine

    return case.add(files, source=source, engine=engine(workers), progress=bar)


def tell_missed(additions: Additions) -> int:
    """Say what could not be added, a line each; return the exit code."""
    for missed in additions.missed:
        hint = f": {missed.hint}" if missed.hint else ""
        say(f"cannot add {missed.path} ({missed.reason}){hint}")
    if not additions.added and not additions.missed:
        say("no readable file in what was named: name files, or a folder that holds some")
        return UNREAD
    return UNREAD if additions.missed else 0


def tell_unread(documents: Iterable[DocumentView]) -> int:
    """Say which documents could not be read whole, a line each; return the exit code."""
    code = 0
    for one in documents:
        if one.outcome == "ok":
            continue
        code = UNREAD
        how = "was read only in part" if one.outcome == "partial" else "could not be read"
        why = f"{one.outcome}, {one.reason}" if one.reason else one.outcome
        advice = _ADVICE.get(one.reason, "it is kept, and the dossier counts it as not read")
        say(f"{one.name} {how} ({why}): {advice}")
    return code


def count(number: int, word: str) -> str:
    """Return ``number`` with its word in the right number."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
