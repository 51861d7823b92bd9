"""The case file: one folder with a database and the originals. The store's only door.

Every method opens one short transaction of its own and answers with values.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from careo.model.config import Limits
from careo.model.document import Outcome, Source
from careo.model.errors import BusyError, CaseError, StorageError, UsageError
from careo.model.record import DocumentId, canonical_json
from careo.store import documents, erasing, findings, journal, layers, parts, rebuilding
from careo.store.asking import Asking
from careo.store.checks import reread
from careo.store.database import NAME, Database, bare
from careo.store.desk import Desk
from careo.store.documents import Row
from careo.store.erasing import Doomed
from careo.store.files import fsync_ancestors
from careo.store.found import Findings
from careo.store.originals import FOLDER, Original, Originals
from careo.store.parts import Part

if TYPE_CHECKING:
    import sqlalchemy as sa

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


class Recorded(NamedTuple):
    """What became of results.

    Attributes:
        wanted: Of each, whether it was still wanted.
        inside: How many new documents stood inside those that were read.
        lessened: The outcomes of containers that hold more than is taken.
    """

    wanted: list[bool]
    inside: int
    lessened: dict[DocumentId, Outcome]


class _GoneError(Exception):
    """The bytes of a file inside a document were taken away before they were registered."""


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
        if database.journal_mode != "read-only":
            with suppress(BusyError):  # verify says what is left
                case.finish_erasing()
        return case

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def now(self) -> str:
        """Return the time by the case's clock."""
        return self._clock()

    # writing

    def register(
        self, arrivals: Sequence[Arrival], again: Callable[[Row], bool] | None = None
    ) -> list[bool]:
        """Make originals part of the case, durably; tell of each whether it is new.

        Bytes that the case holds already give a ``seen`` event; where the user says more of
        their source now, a ``source`` event too, and the document is to be read again. So is
        one whose reading crashed or took too long, and each such one inside it, and one that
        ``again`` tells of.
        """
        self.originals.settle()
        with self._db.writing() as connection:
            entries: list[journal.Entry] = []
            fresh: list[bool] = []
            for arrival in arrivals:
                if not self.originals.path(arrival.original.id).exists():
                    raise BusyError(f"{arrival.name} was erased meanwhile", "add it again")
                row = documents.find(connection, arrival.original.id)
                fresh.append(row is None)
                entries.append(_arrival_entry(arrival, new=row is None))
                if row is None:
                    (id_, size), name, given = arrival
                    documents.register(connection, [documents.New(id_, name, size, given)])
                    continue
                documents.try_again_inside(connection, row.key)
                if row.retried or (again is not None and again(row)):
                    documents.read_again(connection, row.key)
                if (given := row.given.overlaid(arrival.given)) != row.given:
                    documents.give_source(connection, row.key, given)
                    entries.append(journal.Entry("source", f"document:{row.id}", given.canonical()))
            journal.append(connection, entries, self._clock(), self._user)
        return fresh

    def record(self, reads: Sequence[Read], limits: Limits = Limits()) -> Recorded:  # noqa: B008
        """Keep what reading found, durably, with the files inside.

        A document that another process has read meanwhile, or of whose source the user has
        said more, is left as it is. Files inside become documents when their turn comes (see
        `careo.store.parts`), here or in a later call. The spools are not removed.

        Raises:
            RefusedError: A result breaks its invariants; nothing of this call was kept.
        """
        kept = [self._keep(read, limits) for read in reads]
        self.originals.settle()
        try:
            recorded, left_out = self._write(reads, kept, limits)
        except _GoneError:
            return self.record(reads, limits)
        self._drop(left_out)
        return recorded

    def _write(
        self, reads: Sequence[Read], kept: list[list[Part]], limits: Limits
    ) -> tuple[Recorded, list[DocumentId]]:
        """Write what reading found; return also the files inside that nothing may need."""
        with self._db.writing() as connection:
            wanted: list[bool] = []
            left_out: list[DocumentId] = []
            rows: list[documents.Row] = []
            for read, inside in zip(reads, kept, strict=True):
                row = documents.find(connection, read.document)
                keep = row is not None and row.pending and row.given == read.given
                wanted.append(keep)
                if row is None:  # it was erased while it was read
                    left_out += [part.id for part in inside]
                if row is not None and keep:
                    room = parts.room(connection, row.key, limits)
                    if not self.originals.hold(inside[: room.fits(inside)]):
                        raise _GoneError
                    findings.write(connection, row.key, read.found)
                    parts.write(connection, row.key, inside)
                    rows.append(row)
            released = parts.release(connection, limits)
            lessened = _lessen(connection, released.beyond, limits)
            keys = dict.fromkeys([*(row.key for row in rows), *released.beyond])
            said = [_read_entry(connection, key) for key in keys]
            journal.append(connection, [*said, *released.entries], self._clock(), MACHINE)
        left_out += released.left_out
        return Recorded(wanted, released.documents, lessened), left_out

    def _drop(self, files: Sequence[DocumentId]) -> None:
        """Take the bytes of files inside documents off the disk, where nothing needs them."""
        if files:
            with self._db.writing() as connection:
                for id_ in parts.unheld(connection, files):
                    erasing.shred(self.originals.path(id_))

    def begin_rebuilding(self, fingerprint: str, *, retry: bool) -> int:
        """Drop all that is derived; what is to be read again is pending.

        Args:
            fingerprint: Of the configuration that it is going to be read with.
            retry: Also let those be read that took too long or crashed their reader.

        Returns:
            How many texts of earlier extractors were damaged and are gone.
        """
        with self._db.writing() as connection:
            damaged = rebuilding.begin(connection, fingerprint, retry=retry)
            entry = journal.Entry("rebuilt", "case")
            journal.append(connection, [entry], self._clock(), self._user)
        return damaged

    def doomed(self, document: documents.Row) -> Doomed:
        """Return what an erasure of a document takes.

        Raises:
            UsageError: It came in another document, which holds its bytes too.
        """
        with self._db.reading() as connection, reread("the journal"):
            above = erasing.containers(connection, document.id)
            if above:
                what = f"{document.name} came in {above[0]}, which holds it too"
                raise UsageError(what, f"erase {above[0]}")
            return erasing.doom(connection, document)

    def erase(self, doomed: Doomed, reason: str) -> None:
        """Erase for good; what another process keeps from being done is done by the next command.

        Raises:
            BusyError: It is erased, and traces of it are left on the disk until then.
        """
        with self._db.writing() as connection, reread("the journal"):
            erasing.erase(connection, doomed, reason, self._clock(), self._user)
        self.finish_erasing()

    def finish_erasing(self) -> None:
        """Take what was erased off the disk, where that has not happened yet."""
        for _ in erasing.finish(self._db, self.originals):
            pass

    def _keep(self, read: Read, limits: Limits) -> list[Part]:
        """Copy what a spool holds to the originals, as far as its tree has room."""
        if not read.found.members:
            return []
        with self._db.reading() as connection:
            row = documents.find(connection, read.document)
            if row is None:
                return []
            room = parts.room(connection, row.key, limits)
        return self.originals.take(Path(read.found.spool), read.found.members, room)

    @contextmanager
    def deciding(self) -> Generator[Desk]:
        """Give the desk at which decisions are made; all that is recorded there, or nothing."""
        with self._db.writing() as connection, reread("the case"):
            yield Desk(connection, self._clock(), self._user)

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


def _read_entry(connection: sa.Connection, key: int) -> journal.Entry:
    """Return the event that says what the rows of a document say."""
    row, inside = documents.by_key(connection, key), parts.inside(connection, key)
    layer, claims = findings.held(connection, key)
    body = {
        "outcome": row.outcome,
        "media_type": row.media_type,
        "layer": layer,
        "extractor": findings.extractor(connection, key),
        "fingerprint": row.fingerprint,
        "language": row.language,
        "claims": claims,
        "earlier": layers.earlier_ids(connection, key),
    }
    if inside:
        body["members"] = [part._asdict() for part in inside]
    return journal.Entry("read", f"document:{row.id}", canonical_json(body))


def _lessen(
    connection: sa.Connection, beyond: dict[int, int], limits: Limits
) -> dict[DocumentId, Outcome]:
    """Say in a container's outcome that its tree holds more than is taken."""
    lessened: dict[DocumentId, Outcome] = {}
    for key, files in beyond.items():
        row = documents.by_key(connection, key)
        most = f"{limits.archive_members} files, {limits.archive_bytes} bytes"
        reason = f"{files} files inside left out: more than {most} with all that it stands in"
        reasons = "; ".join(filter(None, (row.outcome.reason, reason)))
        lessened[row.id] = Outcome(status="partial", reason=reasons)
        documents.lessen(connection, key, lessened[row.id])
    return lessened


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _login() -> str:
    try:
        name = os.environ.get("CAREO_USER") or getpass.getuser()
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except (KeyError, OSError):  # no name for this user id
        return f"uid {os.getuid()}"
