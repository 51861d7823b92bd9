"""``careo dossier`` and ``careo demo``: pages that can be opened, printed and handed over."""

from __future__ import annotations

import webbrowser
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
from careo.app.cli.outdir import check_free, publish
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
    from careo.case import Case
    from careo.case.results import Additions

_DOSSIER = example(
    "careo dossier letter.txt article.html -o dossier",
    "careo dossier -o dossier --case inquiry.careo",
)
_AGAIN = "run the same command to go on"
_OPEN = typer.Option("--open", help="Open the dossier in a browser.")
_OUT = typer.Option(
    "--out",
    "-o",
    metavar="OUT",
    help="The folder for the pages.",
    parser=as_path,
)
_FILES = typer.Argument(
    metavar="FILES", help="Files, and folders of files.", show_default=False, parser=as_path
)


def register(app: typer.Typer) -> None:
    """Give ``app`` the commands."""
    app.command(epilog=_DOSSIER)(dossier)
    app.command(epilog=example("careo demo", "careo demo -o /tmp/demo --open"))(demo)


def dossier(
    files: Annotated[list[Path] | None, _FILES] = None,
    *,
    out: Annotated[Path, _OUT],
    title: Annotated[str, text("The dossier's title.")] = "",
    open_it: Annotated[bool, _OPEN] = False,
    case: CaseOption = None,
    workers: WorkersOption = 0,
    no_ocr: NoOcrOption = False,
) -> int:
    """Make a dossier: pages to open, print and hand over.

    With FILES and without --case, the case file is kept beside OUT, as OUT.careo. Without FILES
    the dossier is made of what the case holds.
    """
    from careo.model.document import Source

    named = files or []
    check_files(named)
    path = beside(out) if named and case is None else case_path(case)
    check_free(out, path)
    if nothing_for(path, named):
        return UNREAD
    bar = Bar()
    with opened(path, create=bool(named), ocr=not no_ocr) as held, resumable(bar, _AGAIN):
        code = 0
        if named:
            before = sum(1 for _ in held.documents())
            done = add_files(held, named, Source(), workers=workers, bar=bar)
            code = tell_missed(done)
            if case is None:
                tell_others(held, before, done)
        elif next(held.documents(), None) is None:
            say("no document in this case yet: careo add FILES...")
        code = max(code, write(held, out, title, bar))
    if open_it:
        show(out)
    return code


def demo(
    *,
    out: Annotated[Path, _OUT] = Path("demo"),
    open_it: Annotated[bool, _OPEN] = False,
    case: CaseOption = None,
) -> int:
    """Make the dossier of an invented case.

    Its eight documents, and one attached to a mail, agree, clash and repeat one another.
    """
    from careo.app.cli.demo import SCAN, documents

    path = case or beside(out)
    check_free(out, path)
    bar = Bar()
    with (
        documents() as made,
        opened(path, create=True) as held,
        resumable(bar, _AGAIN),
    ):
        bar.start("reading", len(made))
        for number, (file, source) in enumerate(made, 1):
            held.add([file], source=source)
            bar.step(number, 0, file.name)
        bar.finish()
        code = write(held, out, "The letter from Harrowgate", bar)
        if all(one.outcome == "ok" or one.name == SCAN for one in held.documents()):
            code = 0
    if open_it:
        show(out)
    return code


def beside(out: Path) -> Path:
    """Return the case file that belongs to ``out``: ``OUT.careo``."""
    whole = out.absolute()
    return whole.with_name(f"{whole.name}.careo") if out.is_absolute() else Path(f"{out}.careo")


def tell_others(case: Case, before: int, done: Additions) -> None:
    """Say that the dossier has documents, too, that an earlier command has added."""
    others = before - len({one.document for one in done.added if not one.new})
    if others > 0:
        are = "it is" if others == 1 else "they are"
        say(
            f"{case.folder} held {count(others, 'other document')} already: {are} in the dossier "
            "too; name a new folder with -o to leave them out"
        )


def write(case: Case, out: Path, title: str, bar: Bar) -> int:
    """Write the pages, say where they are and what could not be read; return the exit code.

    Of no document no dossier is made.
    """
    if next(case.documents(), None) is None:
        return UNREAD
    publish(out, lambda fresh: case.dossier(fresh, title=title, progress=bar))
    documents = list(case.documents())
    held = f"{count(len(documents), 'document')}, {count(case.claims_counted(), 'claim')}"
    tell(f"Dossier of {held}: {out.absolute() / 'index.html'}")
    tell(f"Case file, not to be handed over: {case.folder.absolute()}")
    return tell_unread(case.unread())


def show(out: Path) -> None:
    """Open the dossier in the user's browser, where there is one."""
    page = out.absolute() / "index.html"
    if page.exists():
        webbrowser.open(page.as_uri())
