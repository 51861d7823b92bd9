"""Folders: the files in them, without what careo itself has made there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from careo.case.results import Missed
from careo.store.database import NAME

_PAGES = frozenset({"index.html", "sources"})
_SOURCE = re.compile(r"[0-9a-f]{12,64}\.html")
_NOTHING = "no documents in it"
_LEFT_OUT = "dossiers, cases and hidden files are left out"


def expand(paths: Iterable[Path]) -> Iterator[Path | Missed]:
    """Yield files: those named, and those in named folders, sorted, hidden ones left out.

    Dossiers and cases in a folder are left out too, so that nobody reads his own pages. A
    dossier that is named itself is taken: somebody may want to read one.
    """
    for path in paths:
        if not _is_folder(path):
            yield path
            continue
        if is_case(path):
            hint = "name the files or folders that are to be added"
            yield Missed(path=str(path), reason="a case, which is no document", hint=hint)
            continue
        files = _walk(path)
        first = next(files, None)
        if first is None:
            yield Missed(path=str(path), reason=_NOTHING, hint=_LEFT_OUT)
            continue
        yield first
        yield from files


def is_dossier(folder: Path) -> bool:
    """Tell whether a folder holds what a dossier holds: nothing but pages, named by careo."""
    try:
        if {entry.name for entry in folder.iterdir()} != _PAGES:
            return False
        return all(_SOURCE.fullmatch(entry.name) for entry in (folder / "sources").iterdir())
    except OSError:  # what cannot be looked into was not made by this user's careo
        return False


def _walk(folder: Path) -> Iterator[Path | Missed]:
    """Yield what is in a folder and below it, depth first; the depth may be any."""
    waiting: list[Path] = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and not _is_folder(path):
            yield path
        elif path != folder and path.is_symlink():
            reason = "a link to a folder, which is not followed"
            yield Missed(path=str(path), reason=reason, hint="name that folder")
        elif path == folder or not _is_own(path):
            try:
                waiting += reversed(_visible(path))
            except OSError as error:
                yield Missed(path=str(path), reason=str(error.strerror))


def _visible(folder: Path) -> list[Path]:
    entries = (entry for entry in folder.iterdir() if not entry.name.startswith("."))
    return sorted(entries, key=lambda entry: entry.name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # what may not be looked at is told of when it is opened
        return False


def _is_own(folder: Path) -> bool:
    """Tell whether careo made a folder: a case or a dossier."""
    return is_case(folder) or is_dossier(folder)


def is_case(folder: Path) -> bool:
    """Tell whether a folder is a case."""
    try:
        return (folder / NAME).is_file()
    except OSError:
        return False
