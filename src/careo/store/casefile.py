"""The case file: one folder with a database and the originals. The store's only door.

Every method opens one short transaction of its own and answers with values.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Self

from careo.model.document import Source
from careo.model.errors import CaseError, StorageError
from careo.model.record import DocumentId, canonical_json
from careo.store import documents, findings, journal, layers
from careo.store.asking import Asking
from careo.store.database import NAME, Database, bare
from careo.store.files import fsync_ancestors
from careo.store.found import Findings
from careo.store.originals import FOLDER, Original, Originals

Clock = Callable[[], str]

MACHINE = "careo"
"""Who writes the events that no person asked for one by one."""

_OWN = {FOLDER, "careo.toml"}
_PRIVATE = 0o700


class Arrival(NamedTuple):
    """A file whose bytes are kept and that is to be registered."""

    original: Original
    name: str
    given: Source


class Read(NamedTuple):
    """What reading a document found, and what the user had said of it when it was read."""

    document: DocumentId
    given: Source
    found: Findings


class CaseFile(Asking):
    """A case's folder.

    Attributes:
        folder: Where it stands; it may be copied, moved, zipped.
        originals: The bit-exact files.
    """

    def __init__(self, folder: Path, database: Database, clock: Clock, user: str) -> None:
        super().__init__(database)
        self.folder = folder
        self.originals = Originals(folder)
        self._clock = clock
        self._user = user

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool = False,
        clock: Clock | None = None,
        user: str | None = None,
    ) -> Self:
        """Open a case, or make one.

        Args:
            folder: The case folder.
            create: Make it where it is missing.
            clock: Gives the time as RFC 3339 UTC; the system's without one.
            user: Who asks; else ``$CAREO_USER``, else the login name.

        Raises:
            CaseError: It is missing, damaged, or something else than a case.
            VersionError: A newer careo made it.
        """
        if create:
            _make(folder)
        database = Database.open(folder / NAME, create=create)
        case = cls(folder, database, clock or _now, user or _login())
        if create:
            case._begin()
        return case

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def now(self) -> str:
        """Return the time by the case's clock."""
        return self._clock()

    # writing

    def register(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """Make originals part of the case, durably; tell of each whether it is new.

        Bytes that the case holds already give a ``seen`` event; where the user says more of
        their source now, a ``source`` event too, and the document is to be read again. So is
        one whose reading crashed or took too long.
        """
        self.originals.settle()
        with self._db.writing() as connection:
            entries: list[journal.Entry] = []
            fresh: list[bool] = []
            for arrival in arrivals:
                row = documents.find(connection, arrival.original.id)
                fresh.append(row is None)
                entries.append(_arrival_entry(arrival, new=row is None))
                if row is None:
                    original = arrival.original
                    documents.register(
                        connection, original.id, arrival.name, original.size, arrival.given
                    )
                    continue
                if row.retried:
                    documents.read_again(connection, row.key)
                if (given := row.given.overlaid(arrival.given)) != row.given:
                    documents.give_source(connection, row.key, given)
                    entries.append(journal.Entry("source", f"document:{row.id}", given.canonical()))
            journal.append(connection, entries, self._clock(), self._user)
        return fresh

    def record(self, reads: Sequence[Read]) -> list[bool]:
        """Keep what reading found, durably; tell of each whether it was still wanted.

        A document that another process has read meanwhile, or of whose source the user has
        said more, is left as it is.
        """
        with self._db.writing() as connection:
            wanted: list[bool] = []
            entries: list[journal.Entry] = []
            for read in reads:
                row = documents.find(connection, read.document)
                keep = row is not None and row.pending and row.given == read.given
                wanted.append(keep)
                if row is not None and keep:
                    findings.write(connection, row.key, read.found)
                    earlier = layers.earlier_ids(connection, row.key)
                    entries.append(_read_entry(read, earlier))
            journal.append(connection, entries, self._clock(), MACHINE)
        return wanted

    def _begin(self) -> None:
        with self._db.reading() as connection:
            if journal.last_ever(connection):
                return
        fsync_ancestors(self.folder)
        with self._db.writing() as connection:
            if not journal.last_ever(connection):  # no other process was faster
                entry = journal.Entry("created", "case")
                journal.append(connection, [entry], self._clock(), self._user)


def _make(folder: Path) -> None:
    """Make the folder, for its owner's eyes only; refuse one that holds other things."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=_PRIVATE, exist_ok=True)
        held = {entry.name for entry in folder.iterdir()}
    except (FileExistsError, NotADirectoryError):
        raise CaseError(f"{folder} is not a folder", "name another place for the case") from None
    except OSError as error:
        hint = "choose another place for the case"
        raise StorageError(f"cannot make {folder}: {error.strerror}", hint) from error
    foreign = [name for name in held - _OWN if not name.startswith(NAME)]
    if NAME not in held and foreign:
        raise CaseError(f"{folder} is not a case", "name a new or an empty folder")
    if bare(folder / NAME) and next((folder / FOLDER).glob("??/*"), None) is not None:
        raise CaseError(f"{folder} has originals and no database", "restore it from a copy")


def _arrival_entry(arrival: Arrival, *, new: bool) -> journal.Entry:
    body = {"name": arrival.name, "size": arrival.original.size}
    payload = canonical_json({**body, "source": arrival.given} if new else body)
    return journal.Entry("ingest" if new else "seen", f"document:{arrival.original.id}", payload)


def _read_entry(read: Read, earlier: tuple[str, ...]) -> journal.Entry:
    found = read.found
    payload = canonical_json(
        {
            "outcome": found.outcome,
            "media_type": found.media_type,
            "layer": None if found.layer is None else found.layer.id,
            "extractor": "" if found.layer is None else found.layer.extractor,
            "fingerprint": found.fingerprint,
            "language": found.language,
            "claims": len(found.claims),
            "earlier": earlier,
        }
    )
    return journal.Entry("read", f"document:{read.document}", payload)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _login() -> str:
    try:
        return os.environ.get("CAREO_USER") or getpass.getuser()
    except (KeyError, OSError):  # no name for this user id
        return f"uid {os.getuid()}"
