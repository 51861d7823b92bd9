"""``careo add``: put documents into a case and read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careo.app.cli.options import (
    CaseOption,
    NoOcrOption,
    WorkersOption,
    case_path,
    check_files,
    example,
    text,
)
from careo.app.cli.options import path as as_path
from careo.app.cli.output import say, tell
from careo.app.cli.progress import Bar
from careo.app.cli.work import (
    UNREAD,
    add_files,
    count,
    nothing_for,
    opened,
    resumable,
    tell_missed,
    tell_unread,
)

if TYPE_CHECKING:
    from careo.case.results import Additions
    from careo.model.document import Source

_EXAMPLE = example(
    'careo add letter.txt --author "Ezequiel Távora Montiel" --kind letter',
    "careo add clippings/ --kind article --case inquiry.careo",
)
_FILES = typer.Argument(metavar="FILES", help="Files, and folders of files.", parser=as_path)


def register(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command(epilog=_EXAMPLE)(add)


def add(
    files: Annotated[list[Path], _FILES],
    *,
    author: Annotated[str, text("Who wrote them.")] = "",
    to: Annotated[str, text("To whom they were written.")] = "",
    title: Annotated[str, text("Their title.")] = "",
    kind: Annotated[str, text("letter, article, judgment, statement, …")] = "",
    date: Annotated[str, text("When they were published.")] = "",
    publisher: Annotated[str, text("Who published them.")] = "",
    url: Annotated[str, text("Where they were found.")] = "",
    case: CaseOption = None,
    workers: WorkersOption = 0,
    no_ocr: NoOcrOption = False,
) -> int:
    """Add documents to a case, and read them and the files inside them.

    The case is made if there is none. The originals are copied into it, bit for bit; a file that
    it holds already is only noted as seen. What the options say of a document counts more than
    what it says itself. Words in scans and pictures are recognised where tesseract is installed.
    """
    from careo.model.document import Source

    source = Source(
        title=title,
        author=author,
        to=to,
        publisher=publisher,
        kind=kind,
        published=date,
        url=url,
    )
    check_files(files)
    return _add(case_path(case), files, source, workers, ocr=not no_ocr)


def _add(path: Path, files: list[Path], source: Source, workers: int, *, ocr: bool) -> int:
    """Add the files and tell what became of them."""
    if nothing_for(path, files):
        tell(f"{path}: 0 documents added; no case made.")
        return UNREAD
    bar = Bar()
    with (
        opened(path, create=True, ocr=ocr) as held,
        resumable(bar, "run the same command to go on"),
    ):
        done = add_files(held, files, source, workers=workers, bar=bar)
        unread = list(held.unread({one.document for one in done.added}))
    tell(f"{path}: {_became(done)}; {count(done.claims, 'claim')} read.")
    _tell_revived(done)
    return max(tell_missed(done), tell_unread(unread))


def _became(done: Additions) -> str:
    """Return what became of the files, in words."""
    new = sum(1 for one in done.added if one.new)
    inside = f", {count(done.inside, 'file')} inside {'it' if new == 1 else 'them'}"
    held = f", {len(done.added) - new} held already"
    return f"{count(new, 'document')} added{inside if done.inside else ''}{held}"


def _tell_revived(done: Additions) -> None:
    """Say which documents had been erased before, a line each."""
    for one in done.revived:
        again = f"it is in the case again; careo erase {one.name} takes it out"
        say(f"{one.name} had been erased on {one.at[:10]} by {one.by} ({one.reason}): {again}")
