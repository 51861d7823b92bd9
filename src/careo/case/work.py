"""The work on one document: bytes to text, text to mentions, mentions to claims.

A pure function of the bytes, what the user says of their source, and the configuration:
nothing read beside a document may change its result.
"""

from __future__ import annotations

import re
import signal
import threading
from bisect import bisect_right
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import FrameType, MappingProxyType

import msgspec
from msgspec import structs

from careo.model.claim import Claim, Relation
from careo.model.config import Config
from careo.model.document import Outcome, Source
from careo.model.extraction import Extraction
from careo.model.joins import Held, Places, innermost
from careo.model.names import words
from careo.model.reading import Mention, Reading, Referent
from careo.model.record import (
    ClaimId,
    DocumentId,
    Record,
    ReferentId,
    Sha256,
    canonical_json,
    sha256,
)
from careo.model.saying import told, told_inside
from careo.model.text import Span, TextLayer
from careo.store.found import Findings, FoundClaim, FoundMention, FoundReferent, label_of

_WORD = re.compile(r"\w+|[^\w\s]")
_WORD_CHARS = 4
"""What a word or sign has on average at the least, where all of a text's characters are read."""


class Task(Record, frozen=True):
    """A document to be read.

    Attributes:
        document: Its id.
        path: Where its original stands.
        name: The original file name.
        given: What the user says of its source.
        spool: The folder that takes the files inside it; empty where they are not to be got out,
            because it stands too deep in others.
        replayed: How reading it ended before: only its text is got out again. None: it is read.
    """

    document: DocumentId
    path: str
    name: str
    given: Source
    config: Config
    spool: str = ""
    replayed: Outcome | None = None


def fingerprint(config: Config) -> Sha256:
    """Return the digest of every setting, those left at their defaults too.

    A Record leaves defaults out of its spelling, so its own digest would not see them change.
    """
    limits = {name: getattr(config.limits, name) for name in config.limits.__struct_fields__}
    return sha256(canonical_json({"limits": limits, "ocr": config.ocr, "reader": config.reader}))


class OvertimeError(Exception):
    """Reading took more processor time than its limit."""


def work(task: Task) -> bytes:
    """Read a document; return `Findings` as canonical JSON, which any process can check.

    A station that fails or takes too long is the document's outcome; its text is kept.
    """
    from careo.sources import extract

    spool = Path(task.spool) if task.spool else None
    config, path = task.config, Path(task.path)
    extraction = extract(path, task.document, task.name, config.limits, spool, ocr=config.ocr)
    if task.replayed is not None and extraction.layer is not None:
        return _unread(task, extraction, task.replayed).canonical()
    try:
        with _processor_time(task.config.limits.read_seconds):
            found = _read(task, extraction)
    except OvertimeError:
        found = _unread(task, extraction, Outcome(status="timeout"))
    except Exception as error:  # noqa: BLE001 a station's bug costs this document's claims only
        outcome = Outcome(status="crashed", reason=type(error).__name__)
        found = _unread(task, extraction, outcome)
    return found.canonical()


def _read(task: Task, extraction: Extraction) -> Findings:
    layer = extraction.layer
    if layer is None or not layer.has_prose:
        return _unread(task, extraction, extraction.outcome)
    from careo.claims import build
    from careo.identity import twofold
    from careo.reading import foreign, languages, lexicon, read

    part = beginning(layer, task.config.limits.read_chars)
    if part is not layer:
        reason = f"claims are read from the first {len(part.text)} characters only"
        lessened = _lessened(extraction.outcome, reason)
        extraction = structs.replace(extraction, outcome=lessened)
    readings = [read(part, language) for language in languages(part)]
    if not readings:
        reading = read(part)
        reason = f"language not read: {reading.language}"
        return _unread(task, extraction, _lessened(extraction.outcome, reason), reading)
    if others := foreign(part):
        reason = f"parts of it not read, by their language: {', '.join(others)}"
        extraction = structs.replace(extraction, outcome=_lessened(extraction.outcome, reason))
    source = extraction.source.overlaid(task.given)
    claims: list[Claim] = []
    spoken: dict[ClaimId, str] = {}
    for one in readings:
        built = build(part, one, source, lexicon(one.language))
        claims += built
        spoken = dict.fromkeys((claim.id for claim in built), one.language) | spoken
    twice = {one for each in readings for one in twofold(each.referents)}
    whole = _together(readings)
    return gather(task, extraction, layer, whole, claims, spoken=spoken, twice=twice)


def _together(readings: list[Reading]) -> Reading:
    """Return the readings of one layer in several languages as one, named by the first."""
    if len(readings) == 1:
        return readings[0]
    return structs.replace(
        readings[0],
        mentions=tuple(mention for one in readings for mention in one.mentions),
        referents=tuple(referent for one in readings for referent in one.referents),
    )


def beginning(layer: TextLayer, most: int) -> TextLayer:
    """Return what is read of a layer: all of it, or its first segments under its own id.

    Places are the same in both. A first segment that is too long by itself is cut at a space.
    """
    most = _reach(layer.text, most)
    if len(layer.text) <= most:
        return layer
    whole = tuple(segment for segment in layer.segments if segment.end <= most)
    if not whole:
        first = layer.segments[0]
        space = layer.text.rfind(" ", first.start + 1, most)
        end = space if space > 0 else max(most, first.start + 1)
        whole = (structs.replace(first, end=end),)
    return structs.replace(layer, text=layer.text[: whole[-1].end], segments=whole)


def _reach(text: str, most: int) -> int:
    """Return how many characters are read: fewer where words are short, for each costs memory."""
    words = most // _WORD_CHARS
    if len(text) > words:
        beyond = next(islice(_WORD.finditer(text, 0, most), words, None), None)
        return most if beyond is None else beyond.start()
    return most


def _lessened(outcome: Outcome, reason: str) -> Outcome:
    """Return the outcome of a text that was got out and not read."""
    reasons = "; ".join(filter(None, (outcome.reason, reason)))
    return Outcome(status="partial", reason=reasons)


def _unread(
    task: Task, extraction: Extraction, outcome: Outcome, reading: Reading | None = None
) -> Findings:
    return Findings(
        media_type=extraction.media_type,
        outcome=outcome,
        spoken=extraction.source,
        language="" if reading is None else reading.language,
        fingerprint=fingerprint(task.config),
        layer=extraction.layer,
        members=extraction.members,
        spool=extraction.spool,
        sheets=extraction.sheets,
    )


def gather(
    task: Task,
    extraction: Extraction,
    layer: TextLayer,
    reading: Reading,
    claims: Iterable[Claim],
    *,
    spoken: Mapping[ClaimId, str] = MappingProxyType({}),
    twice: Container[ReferentId] = frozenset(),
) -> Findings:
    """Put what was found into its final order, with whom each claim is about and said by.

    Args:
        task: What was to be read.
        extraction: What was got out.
        layer: Its text.
        reading: What was read in it.
        claims: The claims.
        spoken: The language that each was read in; that of the reading where none is given.
        twice: Who shares a full name with another one of the document.
    """
    referents = sorted(reading.referents, key=lambda one: one.mentions[0].span.place)
    numbers = {one.id: n for n, one in enumerate(referents)}
    mentions = _mentions(reading.mentions, referents)
    places = Places(_held(mentions, referents, numbers))
    found = tuple(_claims(layer, _ordered(claims), places, referents, spoken, reading=reading))
    return Findings(
        media_type=extraction.media_type,
        outcome=extraction.outcome,
        spoken=extraction.source,
        language=reading.language,
        fingerprint=fingerprint(task.config),
        layer=layer,
        referents=_referents(referents, numbers, layer, found, twice),
        mentions=tuple(mentions),
        claims=found,
        members=extraction.members,
        spool=extraction.spool,
        sheets=extraction.sheets,
    )


def _before(layer: TextLayer) -> Callable[[Relation], str]:
    """Return what gives the end of the text of the paragraph before a relation."""
    from careo.structure import BACK

    starts = [segment.start for segment in layer.segments]

    def before(relation: Relation) -> str:
        start = min(role.span.start for role in relation.roles)
        at = bisect_right(starts, start) - 1
        return layer.text[max(starts[at], start - BACK) : start] if at >= 0 else ""

    return before


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    """Return each claim once, in order of place."""
    unique = {claim.id: claim for claim in reversed(tuple(claims))}
    return sorted(unique.values(), key=_place)


def _claims(
    layer: TextLayer,
    claims: list[Claim],
    places: Places[int],
    referents: list[Referent],
    spoken: Mapping[ClaimId, str],
    *,
    reading: Reading,
) -> Iterator[FoundClaim]:
    """Yield each claim with whom it is about, who says it, and its statements."""
    from careo.reading import lexicon
    from careo.structure import Domains

    languages = [spoken.get(claim.id, reading.language) for claim in claims]
    numbers = {claim.id: n for n, claim in enumerate(claims)}
    inside = told_inside(claims)
    domains = {language: Domains(lexicon(language)) for language in set(languages)}

    def name(span: Span) -> str:
        return " ".join(name for who in places.at(span) for name in referents[who].names[:1])

    before = _before(layer)

    for claim, language in zip(claims, languages, strict=True):
        known = domains[language]
        fields = [known.of(one, claim.content, name, before(one)) for one in claim.relations]
        indexes = range(len(claim.relations))
        yield FoundClaim(
            claim=claim,
            about=tuple(sorted(places.about(claim))),
            by=tuple(sorted(places.speakers(innermost(claim)))),
            told=told(claim, places, fields),
            inner=tuple(
                (n, numbers[inside[claim.id, n]]) for n in indexes if (claim.id, n) in inside
            ),
        )


def _place(claim: Claim) -> tuple[tuple[int, int], tuple[int, int], str]:
    cue = claim.chain[-1].cue
    return claim.content[0].place, (0, 0) if cue is None else cue.place, claim.id


def _mentions(loose: Iterable[Mention], referents: list[Referent]) -> list[FoundMention]:
    owned = {m: n for n, one in enumerate(referents) for m in one.mentions}
    every = {**{m: owned.get(m) for m in loose}, **owned}
    return [
        FoundMention(mention=mention, referent=every[mention])
        for mention in sorted(every, key=lambda m: (m.span.start, -m.span.end, m.kind, m.form))
    ]


def _held(
    mentions: list[FoundMention], referents: list[Referent], numbers: dict[ReferentId, int]
) -> Iterable[Held[int]]:
    """Yield each mention's place with its referent, or with each member of its group."""
    for one in mentions:
        if one.referent is None:
            continue
        span = one.mention.span
        for who in _members(referents[one.referent], numbers) or (one.referent,):
            yield Held(span.start, span.end, referents[who].kind, who)


def _members(referent: Referent, numbers: dict[ReferentId, int]) -> tuple[int, ...]:
    return tuple(numbers[member] for member in referent.members if member in numbers)


def _referents(
    referents: list[Referent],
    numbers: dict[ReferentId, int],
    layer: TextLayer,
    claims: Iterable[FoundClaim],
    twice: Container[ReferentId],
) -> tuple[FoundReferent, ...]:
    """Return the referents with all by which they may meet those of other documents."""
    from careo.identity import blocks, facts, keys, schema

    said = [one for claim in claims for one in claim.told]
    names = [keys(one) for one in referents]
    return tuple(
        FoundReferent(
            referent=one,
            schema=schema(one),
            keys=held,
            label=label_of(one.names),
            tokens=tuple(sorted({word for name in one.names for word in words(name)})),
            blocks=blocks(one),
            facts=facts(one, held, layer.text, said, numbers[one.id], twofold=one.id in twice),
            members=_members(one, numbers),
        )
        for one, held in zip(referents, names, strict=True)
    )


@contextmanager
def _processor_time(seconds: int) -> Generator[None]:
    """Raise `OvertimeError` in the block when this process has worked for so long in it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread hears signals
        return
    before = signal.signal(signal.SIGPROF, _overtime)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _overtime(_number: int, _frame: FrameType | None) -> None:
    raise OvertimeError


def findings(result: bytes) -> Findings:
    """Return what `work` wrote, every invariant checked.

    Raises:
        msgspec.MsgspecError: It is not `Findings`.
    """
    return msgspec.json.decode(result, type=Findings)
