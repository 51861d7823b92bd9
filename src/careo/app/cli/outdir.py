"""The folder that is handed over: written beside its place, then put there whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from careo.model.errors import StorageError, UsageError


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
    from careo.case.folders import is_dossier

    try:
        return next(out.iterdir(), None) is None or is_dossier(out)
    except OSError as error:
        raise _refused(out, error) from None


def _refused(out: Path, error: OSError) -> StorageError:
    reason = error.strerror or "it cannot be written"
    return StorageError(f"cannot write {out} ({reason})", "choose another folder with -o")
