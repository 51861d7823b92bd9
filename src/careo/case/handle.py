"""The handle of a case: what the command line, the web and other programs use, and all of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec import structs

from careo.case import edition, forgetting, verifying
from careo.case.adding import Registrar
from careo.case.deciding import Deciding
from careo.case.keeping import Keeping
from careo.case.ports import Engine, Progress, Silent
from careo.case.questioning import Questioning
from careo.case.readers import Readers
from careo.case.results import Added, Additions, Fault, Unread
from careo.case.views import ClaimViews, actor_view, document_view
from careo.case.work import Task, work
from careo.model.config import Config
from careo.model.document import Source
from careo.model.edition import Holdings
from careo.model.errors import UsageError
from careo.model.journal import Event
from careo.model.record import DocumentId, LayerId
from careo.model.text import TextLayer
from careo.model.views import ActorView, ClaimView, DocumentView, TableView
from careo.store.casefile import CaseFile, Clock

if TYPE_CHECKING:
    from careo.dossier.exports import Export

_ID_LENGTH = 64
_DATE_LENGTH = len("2026-01-31")


class Case(Deciding, Keeping, Questioning):
    """A case file and what can be done with it.

    Use it as a context manager, or call `close`. All iterators are lazy and hold no lock
    between two items; what is added meanwhile may or may not be among them.
    """

    def __init__(
        self, file: CaseFile, config: Config, function: Callable[[Task], bytes] = work
    ) -> None:
        self._file = file
        self._config = config
        self._function = function

    @classmethod
    def open(
        cls,
        path: str | Path,
        create: bool = False,  # noqa: FBT001, FBT002 its name says it
        *,
        config: Config | None = None,
        clock: Clock | None = None,
        user: str | None = None,
    ) -> Self:
        """Open a case, or make one.

        Args:
            path: The case folder.
            create: Make it where it is missing.
            config: Everything that may change a result.
            clock: Gives the time as RFC 3339 UTC; the system's without one.
            user: Who works; else ``$CAREO_USER``, else the login name.

        Raises:
            CaseError: It is missing, damaged, or something else than a case.
            VersionError: A newer careo made it.
            BusyError: Another process is writing it.
        """
        file = CaseFile.open(Path(path), create=create, clock=clock, user=user)
        return cls(file, config or Config())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the case; it may then be copied or moved as a folder."""
        self._file.close()

    @property
    def folder(self) -> Path:
        """Where the case stands."""
        return self._file.folder

    @property
    def config(self) -> Config:
        """Everything that may change a result."""
        return self._config

    def add(
        self,
        paths: str | Path | Iterable[str | Path],
        source: Source = Source(),  # noqa: B008 a frozen value
        *,
        engine: Engine | None = None,
        progress: Progress | None = None,
    ) -> Additions:
        """Add files, and the files of folders; then read what is not read yet, inside them too.

        A file is acknowledged to ``progress`` (stage ``adding``) when it is durable: killed
        after that, the next call reads it. Bytes that the case holds already add nothing but
        a ``seen`` event; what ``source`` says more of them makes them be read again, and so does
        a reading that crashed or took too long, or that could not look at pictures and now can.

        Args:
            paths: Files and folders; a folder's hidden files are left out.
            source: What the user knows of the source of all of them.
            engine: Who reads; `InProcess` for few small files, else `Processes`.
            progress: Who is told.

        Returns:
            What became of each file. What could not be added is told, and all else is added.

        Raises:
            BusyError: Another process kept on writing.
            StorageError: The disk is full; what was acknowledged stays.
        """
        told = progress or Silent()
        given = [paths] if isinstance(paths, str | Path) else paths
        registrar = Registrar(self._file, source, told, ocr=self._config.ocr)
        registrar.run(Path(path) for path in given)
        readers = Readers(self._file, self._config, self._function, told)
        readers.run(registrar.added, engine)
        again = tuple(forgetting.revived(self._file, registrar.fresh))
        return structs.replace(_additions(registrar, readers), revived=again)

    def resume(self, *, engine: Engine | None = None, progress: Progress | None = None) -> int:
        """Read what an interrupted run has left; return how many documents that were.

        Those inside others that are found now are not counted.
        """
        told = progress or Silent()
        readers = Readers(self._file, self._config, self._function, told)
        readers.run((), engine)
        return readers.resumed

    def pending(self) -> int:
        """Return the number of documents that are kept and not read yet."""
        return self._file.count(pending=True)

    def documents(self) -> Iterator[DocumentView]:
        """Yield the documents in the order in which they were added, read or not."""
        return (document_view(row, sheets) for row, sheets in self._file.listed())

    def tables(self) -> Iterator[TableView]:
        """Yield the tables of data in the documents, in the order of these."""
        number = 0
        for row, sheets in self._file.listed():
            for sheet in sheets:
                number += 1
                yield TableView(number=number, document=row.id, name=row.name, sheet=sheet)

    def rows(self, table: TableView) -> Iterator[tuple[str, ...]]:
        """Yield the cells of each row of a table that is in the text, its heading first.

        Raises:
            UsageError: The case holds no such document.
        """
        row = self._file.document(table.document)
        if row is None:
            raise UsageError(f"no document {table.document[:_ID_LENGTH]}", "see: careo documents")
        layer = self._file.layer(row.key)
        if layer is not None:
            yield from (cells for _, cells in layer.rows(table.sheet.start, table.sheet.end))

    def unread(self, within: Container[DocumentId] | None = None) -> Iterator[Unread]:
        """Yield the documents that were not read, or not whole, in order.

        Args:
            within: Only these documents, and those inside them at any depth.
        """
        for row, sheets in self._file.listed(failed=True):
            path = self._file.lineage(row)
            if within is None or any(one.id in within for one in path):
                names = tuple(one.name for one in path)
                yield Unread(document=document_view(row, sheets), path=names)

    def layers(
        self, document: DocumentId | None = None, *, earlier: bool = False
    ) -> Iterator[TextLayer]:
        """Yield the text of every document that has any, in order of document, or of this one.

        Args:
            document: Only this one's.
            earlier: Also, behind its present text, those that earlier extractors got out of it.
        """
        for row in self._file.documents():
            if document not in {None, row.id}:
                continue
            layer = self._file.layer(row.key)
            if layer is not None:
                yield layer
            if earlier:
                yield from self._file.earlier_layers(row.key)

    def languages(self) -> Iterator[tuple[LayerId, str]]:
        """Yield each layer with its language (ISO 639-1, or ``und``), in order of document."""
        return self._file.languages()

    def original(self, document: DocumentId) -> Path:
        """Return where the bit-exact original stands; never write there.

        Raises:
            UsageError: The case holds no such document.
        """
        if self._file.document(document) is None:
            raise UsageError(f"no document {document[:_ID_LENGTH]}", "see: careo documents")
        return self._file.originals.path(document)

    def claims(self, about: str | None = None, by: str | None = None) -> Iterator[ClaimView]:
        """Yield claims in order of document and place, their quotes checked.

        Args:
            about: A name, or an actor's id. A name finds every actor that bears it as whole
                words, whatever its accents and case ("Quiroga" finds "Andrés Quiroga"); so
                do the pronouns and roles that stand for that actor.
            by: The same for the one who says the words, the innermost speaker of the chain.
                Those who only pass them on are not meant. The title or the name of a document
                finds what it says in its own voice; so does its author, where it names him.

        Raises:
            TamperedError: A claim's words are not in its document.
        """
        keys = self._keys(about, by)
        chosen = None if keys is None else sorted(keys)
        return ClaimViews(self._file).run(self._file.claims(chosen))

    def search(self, text: str, limit: int = 100) -> Iterator[ClaimView]:
        """Yield claims whose words hold all of these, the best match first."""
        return ClaimViews(self._file).run(self._file.claims(self._file.search(text, limit)))

    def actors(self) -> Iterator[ActorView]:
        """Yield the actors by name (accents and case folded), those without one last."""
        return (actor_view(actor, mentions) for actor, mentions in self._file.actors())

    def claims_counted(self) -> int:
        """Return how many claims there are, whatever their review; none is opened for it."""
        return self._file.claims_counted(rejected=True)

    def journal(self) -> Iterator[tuple[Event, bytes]]:
        """Yield every event with its payload, the oldest first."""
        return self._file.events()

    def erased(self) -> int:
        """Return how many payloads of the journal were erased."""
        return self._file.erased_payloads()

    def verify(self, *, progress: Progress | None = None) -> Iterator[Fault]:
        """Yield what does not hold: originals, journal, text, quotes, the database itself."""
        return verifying.faults(self._file, progress or Silent())

    def dossier(
        self,
        out: Path,
        title: str = "",
        *,
        date: str = "",
        engine: Engine | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Write the dossier of all that the case holds; what is pending is read first.

        Args:
            out: The folder for the pages; made where it is missing, never emptied.
            title: The dossier's title; without one that of its only document, or the case's name.
            date: The date that it bears; today (UTC) without one.
            engine: Who reads what is pending; see `add`.
            progress: Who is told.

        Raises:
            StorageError: The folder cannot be written.
        """
        told = progress or Silent()
        self.resume(engine=engine, progress=told)
        day = date or self._file.now()[:_DATE_LENGTH]
        made = edition.edition(self._contents(), self._config, title, day)
        edition.write(made, out, told)

    def export(self, name: str) -> Export:
        """Return what the case says in the format of another program.

        Args:
            name: One of `careo.dossier.exports.FORMATS`.
        """
        from careo.dossier.exports import export
        from careo.structure import outlines

        held = Holdings(
            documents=tuple(self.documents()),
            layers=tuple(self.layers()),
            claims=tuple(self.claims()),
            actors=tuple(self.actors()),
            statements=tuple(self.statements()),
            presence=self.presence(),
            outlines=outlines(),
        )
        return export(name, held)

    def _contents(self) -> edition.Contents:
        """Return all that is held of the documents that are read by now, and of no other."""
        documents = {view.id: view for view in self.documents() if view.outcome != "pending"}
        layers = {layer.id: layer for layer in self.layers() if layer.document in documents}
        statements = tuple(one for one in self.statements() if one.document in documents)
        actors = tuple(edition.within(self.actors(), documents))
        return edition.Contents(
            name=self.folder.absolute().name.removesuffix(".careo"),
            documents=tuple(documents.values()),
            layers=tuple(layers.values()),
            claims=tuple(claim for claim in self.claims() if claim.layer in layers),
            actors=actors,
            statements=statements,
            cast=self.cast(statements),
            fields=self.fields(),
            languages={
                layer: word
                for layer, word in self.languages()
                if layer in layers and layers[layer].has_prose
            },
            inside=edition.inside(self._file.inside(), documents),
            joined=self.joined(actors),
        )


def _additions(registrar: Registrar, readers: Readers) -> Additions:
    return Additions(
        added=tuple(_with_outcome(added, readers) for added in registrar.added),
        missed=tuple(registrar.missed),
        resumed=readers.resumed,
        inside=readers.inside,
        claims=sum(readers.claims.values()) + readers.claims_inside,
    )


def _with_outcome(added: Added, readers: Readers) -> Added:
    return Added(
        document=added.document,
        name=added.name,
        outcome=readers.outcomes.get(added.document),
        new=added.new,
        claims=readers.claims.get(added.document, 0),
    )
