"""A dossier: all that the case holds, put together and written as pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from careo.case.ports import Progress
from careo.model.config import Config
from careo.model.edition import Edition, ReaderNote
from careo.model.errors import StorageError
from careo.model.question import Reason
from careo.model.record import ActorId, DocumentId, LayerId
from careo.model.statement import Cast, Statement
from careo.model.text import TextLayer
from careo.model.views import ActorView, ClaimView, DocumentView

_UNKNOWN = "und"
_WORDS = "en"
"""Language of the hedging words that are underlined."""


class Contents(NamedTuple):
    """What a case holds, taken out for an edition."""

    name: str
    documents: tuple[DocumentView, ...]
    layers: tuple[TextLayer, ...]
    claims: tuple[ClaimView, ...]
    actors: tuple[ActorView, ...]
    statements: tuple[Statement, ...]
    cast: Cast
    fields: tuple[str, ...]
    languages: dict[LayerId, str]
    inside: dict[DocumentId, tuple[DocumentId, ...]]
    joined: dict[ActorId, tuple[Reason, ...]]


def edition(held: Contents, config: Config, title: str, date: str) -> Edition:
    """Return everything that the pages of a dossier are made from.

    Args:
        held: What the case holds; what was pending should have been read.
        config: How it was read.
        title: The dossier's title; without one that of its only document, or the case's name.
        date: The date that the edition bears, as it shall be written.
    """
    from careo import structure
    from careo.reading import lexicon

    words = lexicon(_WORDS)
    statements, cast = held.statements, held.cast
    beings = structure.presence(statements, cast)
    claims = sum(claim.review != "rejected" for claim in held.claims)
    return Edition(
        title=title or _title(held),
        case=held.name,
        date=date,
        careo=_version("careo"),
        documents=held.documents,
        layers=held.layers,
        claims=held.claims,
        actors=held.actors,
        languages=held.languages,
        inside=held.inside,
        joined=held.joined,
        readers=tuple(_notes(held.languages.values(), config.reader)),
        hedges=words.hedges,
        matrix=structure.responsibility(statements, cast, held.fields),
        chart=structure.command(statements, cast),
        timeline=structure.timeline(statements, cast, claims),
        flows=structure.flows(statements, cast),
        presence=beings,
        outlines=structure.outlines() if any(node.located for node in beings.places) else {},
        proceedings=structure.proceedings(statements, cast),
        extractors=tuple(sorted({layer.extractor for layer in held.layers})),
    )


def inside(
    pairs: Iterable[tuple[DocumentId, DocumentId]], documents: Container[DocumentId]
) -> dict[DocumentId, tuple[DocumentId, ...]]:
    """Return the documents in each container, each once; what is not among these is left out."""
    found: dict[DocumentId, dict[DocumentId, None]] = {}
    for container, held in pairs:
        if container in documents and held in documents:
            found.setdefault(container, {})[held] = None
    return {container: tuple(held) for container, held in found.items()}


def within(actors: Iterable[ActorView], documents: Container[DocumentId]) -> Iterator[ActorView]:
    """Yield the actors as these documents mention them; those of other documents are left out."""
    for actor in actors:
        mentions = tuple(one for one in actor.mentions if one.document in documents)
        if len(mentions) == len(actor.mentions):
            yield actor
        elif mentions:
            yield structs.replace(actor, mentions=mentions)


def write(made: Edition, out: Path, progress: Progress) -> None:
    """Write the pages of an edition into a folder, which is made.

    Raises:
        StorageError: It cannot be written.
    """
    from careo.dossier import render

    progress.start("writing", None)
    try:
        for done, (relative, body) in enumerate(render(made), 1):
            page = out / relative
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(body)
            progress.step(done, 0, relative)
    except OSError as error:
        raise StorageError(f"cannot write {out}: {error.strerror}", "free some space") from error
    finally:
        progress.finish()


def _title(held: Contents) -> str:
    if len(held.documents) != 1:
        return held.name
    (only,) = held.documents
    return only.source.title or only.name


def _notes(languages: Iterable[str], reader: str) -> list[ReaderNote]:
    from careo.reading.languages import LANGUAGES, note

    return [
        ReaderNote(
            language=language or _UNKNOWN,
            documents=documents,
            read=language in LANGUAGES,
            reader=reader if language in LANGUAGES else "",
            note=note(language),
        )
        for language, documents in sorted(Counter(languages).items())
    ]


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
