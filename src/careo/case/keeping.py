"""Keeping a case: a backup that is known to restore, and the way back.

A backup that was never restored is a hope. So each is restored beside its place and compared
before it gets its name, and a failure leaves nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from careo.case import forgetting, verifying
from careo.case.ports import Engine, Progress, Silent
from careo.case.readers import Readers
from careo.case.results import Erasure, Kept, Rebuilt
from careo.case.work import Task, fingerprint
from careo.model.config import Config
from careo.model.errors import CaseError, StorageError, UsageError
from careo.store import backups
from careo.store.casefile import CaseFile
from careo.store.database import NAME
from careo.store.documents import MISSING
from careo.store.files import fsync_directory, fsync_file

T = TypeVar("T")

_NAME_CHARS = 100


class Keeping:
    """What a case does to last; `careo.case.handle.Case` has all of it."""

    _file: CaseFile
    _config: Config
    _function: Callable[[Task], bytes]

    def backup(self, target: str | Path, *, progress: Progress | None = None) -> Kept:
        """Write all of the case into one new file; others may go on adding meanwhile.

        The file is restored into a temporary folder beside it and compared: each file's sha256,
        the head of the journal, the number of rows of every table. Then it gets its name.

        Args:
            target: The file; it must not be there yet.
            progress: Who is told (stages ``saving``, ``restoring``, ``verifying``).

        Returns:
            What is in it. Faults of the case are kept too, and named.

        Raises:
            UsageError: The file is there already, or its folder is not.
            StorageError: It cannot be written; nothing is left of it.
        """
        told, place = progress or Silent(), Path(target)
        _check_target(place, self._file.folder)
        with _beside(place) as room:
            made = room / "backup.zip"
            snapshot = room / NAME
            self._file.database.snapshot(snapshot)
            held = backups.census(snapshot)
            told.start("saving", None)
            _follow(backups.write(made, snapshot, self._file.folder, held), told)
            snapshot.unlink()
            kept = _tried(made, room / "restored", told)
            fsync_file(made)
            made.replace(place)
        fsync_directory(place.absolute().parent)
        return kept

    def rebuild(
        self,
        *,
        retry: bool = False,
        engine: Engine | None = None,
        progress: Progress | None = None,
    ) -> Rebuilt:
        """Drop everything derived and make it again from the originals and the journal.

        The same originals, journal, configuration and versions give the same ids and the same
        rows. Killed at any point, whatever reads next (`add`, `resume`, this) goes on.

        Args:
            retry: Try again also what took too long, or crashed its reader, under this
                configuration; else that is taken from the journal.
            engine: Who reads; see `Case.add`.
            progress: Who is told (stage ``reading``).

        Raises:
            BusyError: Another process kept on writing; nothing was dropped.
            StorageError: The case cannot be written.
        """
        before = self._file.claim_ids()
        damaged = self._file.begin_rebuilding(fingerprint(self._config), retry=retry)
        readers = Readers(self._file, self._config, self._function, progress or Silent())
        readers.run((), engine)
        after = self._file.claim_ids()
        return Rebuilt(
            documents=self._file.count(),
            claims=len(after),
            came=len(after - before),
            went=len(before - after),
            missing=tuple(r.name for r in self._file.documents() if r.outcome == MISSING),
            damaged=damaged,
            lost=tuple(verifying.lost(self._file)),
        )

    def erasure(self, thing: str) -> Erasure:
        """Say what an erasure would take; nothing is done yet.

        Args:
            thing: A document's name, or how its id begins; or the number of an event.

        Raises:
            UsageError: Nothing is called so, or several are, or it cannot go by itself.
        """
        return forgetting.meant(self._file, thing)[0]

    def erase(self, thing: str, reason: str) -> Erasure:
        """Erase a document, or what one event says, for good: bytes, rows, index, free pages.

        That it was erased, when, by whom and why stays in the journal, and the chain holds.
        Killed at any point, the next command on the case finishes it.

        Args:
            thing: As for `erasure`.
            reason: Why; it stays for all who have the case.

        Raises:
            UsageError: As for `erasure`, or there is no reason.
            BusyError: It is erased; traces are left on the disk until another process ends.
        """
        if not reason.strip():
            raise UsageError("an erasure without a reason", "say why")
        taken, doomed = forgetting.meant(self._file, thing)
        self._file.erase(doomed, reason)
        return taken


def restore(backup: str | Path, folder: str | Path, *, progress: Progress | None = None) -> Kept:
    """Make a case of a backup; it gets its place when all of it is there and checked.

    Args:
        backup: What `Keeping.backup` wrote.
        folder: Where the case is to stand; not there yet, or empty.
        progress: Who is told (stages ``restoring``, ``verifying``).

    Returns:
        What is in it, with the faults that the case had when it was backed up.

    Raises:
        UsageError: It is no backup, or the folder holds something.
        CaseError: The backup was changed or cut off; nothing was written.
        StorageError: The folder cannot be written; nothing is left in it.
    """
    told, place = progress or Silent(), Path(folder)
    _check_folder(place)
    with _beside(place) as room:
        made = room / "restored"
        kept = _tried(Path(backup), made, told, lasting=True)
        if place.is_dir():
            place.rmdir()
        made.replace(place)
    fsync_directory(place.absolute().parent)
    return kept


def _tried(backup: Path, folder: Path, told: Progress, *, lasting: bool = False) -> Kept:
    """Restore a backup into a new folder and check it.

    Raises:
        CaseError: What comes out is not what went in.
    """
    folder.mkdir(mode=0o700)
    told.start("restoring", None)
    listed = _follow(backups.unpack(backup, folder, lasting=lasting), told)
    if backups.census(folder / NAME) != listed.census:
        raise CaseError(f"{backup} holds other rows than it says", "take another copy of it")
    file = CaseFile.open(folder)
    try:
        faults = tuple(verifying.faults(file, told))
        documents = file.count()
    finally:
        file.close()
    if lasting:
        fsync_file(folder / NAME)
        fsync_directory(folder)
    return Kept(documents=documents, size=backup.stat().st_size, faults=faults)


def _follow(work: Generator[str, None, T], told: Progress) -> T:
    """Run work that names each file when it is done; return its result."""
    done = 0
    try:
        while True:
            name = next(work)
            done += 1
            told.step(done, 0, Path(name).name)
    except StopIteration as ended:
        result: T = ended.value
        return result
    finally:
        told.finish()


@contextmanager
def _beside(place: Path) -> Generator[Path]:
    """Give a new folder beside a place, gone at the end with all that is left in it."""
    parent = place.absolute().parent
    try:
        room = tempfile.mkdtemp(prefix=f".{place.name[:_NAME_CHARS]}.", dir=parent)
    except OSError as error:
        hint = "choose a place that is there and can be written"
        raise StorageError(f"cannot write {parent}: {error.strerror}", hint) from error
    try:
        yield Path(room)
    except OSError as error:
        hint = "free some space, or choose another place"
        raise StorageError(f"cannot write {place}: {error.strerror}", hint) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _check_parent(place: Path) -> None:
    if not place.absolute().parent.is_dir():
        raise UsageError(f"no such folder {place.parent}", "make it first")


def _check_target(place: Path, case: Path) -> None:
    _check_parent(place)
    if place.exists() or place.is_symlink():
        raise UsageError(f"{place} is there already", "name a new file")
    if case.resolve() in place.resolve().parents:
        raise UsageError(
            f"{place} is inside the case", "name a file elsewhere, best on another disk"
        )


def _check_folder(place: Path) -> None:
    _check_parent(place)
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise UsageError(f"{place} is not a folder", "name a new one")
    if place.is_dir() and next(place.iterdir(), None) is not None:
        raise UsageError(f"{place} holds something already", "name a new folder")
