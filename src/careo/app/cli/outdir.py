"""The folder that is handed over: written beside its place, then put there whole."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from careo.model.errors import StorageError, UsageError

_PAGES = frozenset({"index.html", "sources"})
_DATABASE = "careo.db"
_SOURCE = re.compile(r"[0-9a-f]{12,64}\.html")


def check_free(out: Path, case: Path) -> None:
    """Check that ``out`` may be written: absent, empty, or a dossier that careo made.

    Args:
        out: The folder that will hold the pages.
        case: The case file, which must not lie in a folder that is handed over, nor around it.

    Raises:
        UsageError: It may not; nothing was written.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise UsageError(f"{out} is not a folder", "name a new folder with -o")
    if out.is_dir() and not _replaceable(out):
        raise UsageError(
            f"{out} holds other things than a dossier", "name a new or empty folder with -o"
        )
    inner, outer = case.resolve(), out.resolve()
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        raise UsageError(
            f"the case {case} and the dossier {out} lie in one another",
            "a dossier is handed over, a case is not: keep them apart",
        )


def documents_only(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """Take apart the folders that hold dossiers or cases, and leave those out.

    So ``careo dossier . -o out`` does not read its own pages when it is run again. A dossier
    that is named itself is taken: somebody may want to read one.

    Returns:
        The files and folders to add, and the folders that hold nothing to add.
    """
    found: list[Path] = []
    empty: list[Path] = []
    for path in files:
        inside = _documents(path) if path.is_dir() else [path]
        found += inside
        empty += [] if inside else [path]
    return found, empty


def _documents(folder: Path) -> list[Path]:
    """Return the folder, or what is in it where not all of it is to be read."""
    try:
        inner = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    except OSError:
        return [folder]  # the case says why
    kept: list[Path] = []
    for one in inner:
        if one.is_symlink() or not one.is_dir():
            kept.append(one)
        elif not _is_dossier(one) and not (one / _DATABASE).is_file():
            kept += _documents(one)
    return [folder] if kept and kept == inner else kept


def publish(out: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a new folder beside ``out``, then put it in the place of ``out``.

    An older dossier stays untouched until the new one is complete.

    Raises:
        StorageError: The place cannot be written.
    """
    out = out.absolute()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise _refused(out, error) from None
    try:
        fresh = work / "new"
        write(fresh)
        fresh.chmod(0o755)
        _swap(fresh, out, work / "old")
    except OSError as error:
        raise _refused(out, error) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _swap(fresh: Path, out: Path, old: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise


def _replaceable(out: Path) -> bool:
    try:
        return next(out.iterdir(), None) is None or _is_dossier(out)
    except OSError as error:
        raise _refused(out, error) from None


def _is_dossier(folder: Path) -> bool:
    """Tell whether a folder holds what a dossier holds: nothing but pages, named by careo."""
    try:
        if {entry.name for entry in folder.iterdir()} != _PAGES:
            return False
        return all(_SOURCE.fullmatch(entry.name) for entry in (folder / "sources").iterdir())
    except OSError:  # what cannot be looked into was not made by this user's careo
        return False


def _refused(out: Path, error: OSError) -> StorageError:
    reason = error.strerror or "it cannot be written"
    return StorageError(f"cannot write {out} ({reason})", "choose another folder with -o")
