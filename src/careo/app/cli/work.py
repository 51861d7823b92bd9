"""What the commands that change a case share: opening it, adding files, telling how it went."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from careo.app.cli.output import say
from careo.app.cli.progress import Bar
from careo.model.errors import CareoError

if TYPE_CHECKING:
    from careo.case import Case
    from careo.case.results import Additions, Missed, Unread
    from careo.model.document import Source

UNREAD = 1
"""Exit code: done, but something could not be read or does not hold."""

_KEPT = {"partial": "the dossier says so"}
_INSTALL = (
    "install tesseract (apt install tesseract-ocr tesseract-ocr-spa, "
    "brew install tesseract tesseract-lang) and add it again without --no-ocr"
)
_ADVICE = (
    ("empty", "look for a complete copy"),
    ("opendocument.spreadsheet", "save it as XLSX or CSV and add that"),
    ("a binary workbook", "save it as XLSX and add that"),
    ("formulas without a value", "open it in a spreadsheet program, save it and add that"),
    ("no reader for", "add it as PDF, DOCX, HTML or text in UTF-8"),
    ("an old ", "open it in an office program, save it in today's format and add that"),
    ("an Outlook message", "save the message as EML and add that"),
    ("a document type or an entity in", "no office program writes that: treat the file with care"),
    ("tracked changes", "look at the changes in the original, or add a copy with them accepted"),
    ("unknown text encoding", "save it as UTF-8 and add that"),
    ("tesseract found none", _KEPT["partial"]),
    ("no text on page", _INSTALL),
    ("no text in the picture", _INSTALL),
    ("little text beside a picture", _INSTALL),
    ("password", "add a copy without a password"),
    ("stands too deep", "take it out of what it stands in, and add it by itself"),
    ("language not read", "its text is shown, but no claim is read from it"),
)
_DONE = (("adding", "kept"), ("reading", "read"), ("verifying", "checked"))
"""What an interruption keeps, by stage."""

_TOLD = 20
"""Lines about documents that were not read."""


class InterruptedWorkError(CareoError):
    """The user pressed Ctrl-C; what was acknowledged is kept."""

    exit_status: ClassVar[int] = 130


@contextmanager
def opened(path: Path, *, create: bool = False, ocr: bool = True) -> Generator[Case]:
    """Open the case at ``path``, and close it whatever happens.

    Args:
        path: The case folder.
        create: Make it where it is missing.
        ocr: Recognise words in pictures, where tesseract is installed.
    """
    from careo.case import Case
    from careo.model.config import Config

    tell_waiting()
    made = create and not path.exists()
    with Case.open(path, create=create, config=Config(ocr=ocr)) as case:
        if made:
            tell_protections()
        yield case


def tell_waiting() -> None:
    """Have the user hear that another careo is in the way."""
    import logging

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            say(record.getMessage())

    logger = logging.getLogger("careo.store")
    logger.propagate = False
    logger.handlers = [Told()]


def tell_protections() -> None:
    """Say what a document's parser is not kept from on this platform, where that is anything.

    Said once a case, when it is made: before the first document is read.
    """
    import logging

    from careo.sources import protections

    logging.getLogger("careo.sources").addHandler(logging.NullHandler())  # it says the same
    missing = ", ".join(line.denies for line in protections() if not line.active)
    if missing:
        say(
            f"on this platform a hostile document is not kept from {missing}: "
            "add only documents you trust, or use another machine for them (docs/limits.md)"
        )


@contextmanager
def resumable(bar: Bar, again: str) -> Generator[None]:
    """Turn Ctrl-C into exit code 130, with what is kept and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        bar.finish()
        done = [f"{bar.done[stage]} {word}" for stage, word in _DONE if bar.done[stage]]
        what = f" with {', '.join(done)}" if done else ""
        raise InterruptedWorkError(f"interrupted{what}", again) from None


def add_files(
    case: Case, files: list[Path], source: Source, *, workers: int, bar: Bar
) -> Additions:
    """Add files and folders to ``case`` and read them.

    Args:
        case: Where to.
        files: Files and folders.
        source: What the user says of where they come from.
        workers: Processes that read; 0 leaves it to the case.
        bar: Who is told.
    """
    from careo.case.engines import Processes

    engine = Processes(workers) if workers else None
    return case.add(files, source=source, engine=engine, progress=bar)


def nothing_for(path: Path, files: list[Path]) -> bool:
    """Tell whether a case that is not there yet would stay empty, and say why: none is made."""
    from careo.case.adding import unusable

    missed = unusable(path, files)
    _tell_missed(missed, "nothing was added")
    return bool(missed)


def tell_missed(additions: Additions) -> int:
    """Say what could not be added, a line each; return the exit code."""
    kept = "it was left out, all else was added" if additions.added else "nothing was added"
    _tell_missed(additions.missed, kept)
    return UNREAD if additions.missed else 0


def _tell_missed(every: Iterable[Missed], kept: str) -> None:
    for missed in every:
        say(f"{missed.path}: {missed.reason}: {missed.hint or kept}")


def tell_unread(found: Iterable[Unread]) -> int:
    """Say which documents could not be read whole, a line each; return the exit code.

    Of very many the first are told, and how many more there are.
    """
    told = 0
    for told, one in enumerate(found, 1):
        if told <= _TOLD:
            _tell(one)
    if told > _TOLD:
        more = "document was" if told == _TOLD + 1 else "documents were"
        say(f"{told - _TOLD} more {more} not read, or not whole: careo documents lists them")
    return UNREAD if told else 0


def tell_pending(case: Case) -> None:
    """Say how many documents wait to be read: nothing of what they say is shown."""
    if waiting := case.pending():
        say(
            f"{count(waiting, 'document')} not read yet, what they say may be missing here: "
            "careo rebuild reads them"
        )


def _tell(one: Unread) -> None:
    outcome, reason = one.document.outcome, one.document.reason
    how = "was read only in part" if outcome == "partial" else "could not be read"
    why = f"{outcome}, {reason}" if reason else outcome
    kept = _KEPT.get(outcome, "it is kept, and the dossier counts it as not read")
    advice = next((do for words, do in _ADVICE if words in reason), kept)
    say(f"{one.name} {how} ({why}): {advice}")


def count(number: int, word: str) -> str:
    """Return ``number`` with its word in the right number."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
