import time
from typing import Any

import pytest
from msgspec import structs

from careo.case.work import Task, beginning, fingerprint, gather, work
from careo.model.config import Config, Limits
from careo.model.document import Outcome, Source
from careo.model.extraction import Extraction
from careo.model.reading import Reading
from careo.model.record import DocumentId, Sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.store.found import Findings
from tests.unit.case import plain

DOCUMENT = DocumentId(Sha256("d" * 64))
TEXT = "Ana Ruiz said that Juan Mora paid. Juan Mora left."
LAYER = TextLayer(
    id=layer_id(DOCUMENT, TEXT),
    document=DOCUMENT,
    text=TEXT,
    segments=(Segment(kind="paragraph", start=0, end=len(TEXT)),),
    extractor="plain/1",
)
EXTRACTION = Extraction(
    media_type="text/plain",
    outcome=Outcome(status="ok"),
    source=Source(title="Spoken", author="Somebody"),
    layer=LAYER,
)


def task(**limits: Any) -> Any:
    return Task(
        document=DOCUMENT,
        path="/nowhere",
        name="letter.txt",
        given=Source(title="Given"),
        config=Config(limits=Limits(**limits)),
    )


@pytest.fixture
def stations(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put stations in the place of the real ones."""

    def put(extraction: Any = EXTRACTION, reading: Any = None, build: Any = None) -> None:
        made = reading or plain._reading(LAYER)
        monkeypatch.setattr("careo.sources.extract", lambda *_, **__: extraction)
        spoken = (made.language,) if made.readable else ()
        monkeypatch.setattr("careo.reading.languages", lambda _: spoken)
        monkeypatch.setattr("careo.reading.read", lambda *_: made)
        monkeypatch.setattr("careo.claims.build", build or (lambda *_: plain._claims(LAYER)))

    return put


def test_the_result_of_one_document_depends_on_the_task_alone(stations: Any) -> None:
    stations()
    assert work(task()) == work(task())
    found = Findings.parse(work(task()))
    assert found.canonical() == work(task())
    assert [item.claim.content[0].exact for item in found.claims] == [
        "Ana Ruiz said that Juan Mora paid.",
        "Juan Mora paid",
        "Juan Mora left.",
    ]


def test_the_claims_station_gets_the_users_word_before_the_documents_own(stations: Any) -> None:
    seen: list[Source] = []

    def build(_layer: object, _reading: object, source: Source, _lexicon: object) -> tuple[()]:
        seen.append(source)
        return ()

    stations(build=build)
    work(task())
    assert seen == [Source(title="Given", author="Somebody")]


def test_a_document_without_text_keeps_its_outcome(stations: Any) -> None:
    refused = Outcome(status="refused", reason="empty")
    stations(extraction=Extraction(media_type="application/x-empty", outcome=refused))
    found = Findings.parse(work(task()))
    assert (found.outcome, found.layer, found.claims) == (refused, None, ())


def test_a_language_without_a_reader_makes_the_document_partial(stations: Any) -> None:
    stations(reading=Reading(layer=LAYER.id, language="fr", readable=False))
    found = Findings.parse(work(task()))
    assert str(found.outcome) == "partial(language not read: fr)"
    assert (found.language, found.layer, found.claims) == ("fr", LAYER, ())


def test_reading_that_takes_too_long_times_out_and_keeps_the_text(stations: Any) -> None:
    def spin(*_: Any) -> Any:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            pass
        return ()

    stations(build=spin)
    found = Findings.parse(work(task(read_seconds=1)))
    assert found.outcome == Outcome(status="timeout")
    assert (found.layer, found.claims) == (LAYER, ())


def test_a_station_that_fails_costs_the_claims_and_keeps_the_text(stations: Any) -> None:
    def fail(*_: object) -> tuple[()]:
        raise KeyError("words of a document")

    stations(build=fail)
    found = Findings.parse(work(task()))
    assert found.outcome == Outcome(status="crashed", reason="KeyError")
    assert (found.layer, found.claims) == (LAYER, ())


def test_claims_and_referents_come_in_order_of_place_whatever_order_they_were_found_in() -> None:
    reading = plain._reading(LAYER)
    claims = plain._claims(LAYER)
    forward = gather(task(), EXTRACTION, LAYER, reading, claims)
    shuffled = Reading(
        layer=reading.layer,
        language="en",
        readable=True,
        mentions=tuple(reversed(reading.mentions)),
        referents=tuple(reversed(reading.referents)),
    )
    backward = gather(task(), EXTRACTION, LAYER, shuffled, list(reversed(claims)))
    assert forward.canonical() == backward.canonical()


def test_two_claims_at_the_same_places_are_one() -> None:
    claims = plain._claims(LAYER)
    found = gather(task(), EXTRACTION, LAYER, plain._reading(LAYER), [*claims, *claims])
    assert len(found.claims) == len(claims)


def test_every_setting_is_in_the_fingerprint_also_where_it_is_the_default() -> None:
    first = fingerprint(Config())
    assert fingerprint(Config(reader="rules/999")) != first
    assert fingerprint(Config(limits=Limits(pdf_pages=3))) != first
    assert fingerprint(Config(reader=Config().reader)) == first
    assert Config().digest() != first


TWO = structs.replace(
    LAYER,
    segments=(
        Segment(kind="paragraph", start=0, end=34),
        Segment(kind="paragraph", start=35, end=len(TEXT)),
    ),
)


def test_the_beginning_of_a_text_ends_with_a_segment_and_keeps_its_id_and_places() -> None:
    assert beginning(TWO, len(TEXT)) is TWO
    part = beginning(TWO, len(TEXT) - 1)
    assert (part.id, part.text, part.segments) == (TWO.id, TEXT[:34], TWO.segments[:1])


def test_of_a_text_of_signs_only_as_many_are_read_as_words_would_be() -> None:
    signs = structs.replace(LAYER, text="(" * 12 + " " + "(" * (len(TEXT) - 13))
    assert beginning(signs, 40).text == "(" * 10
    assert beginning(signs, 4 * len(TEXT)) is signs


def test_a_first_segment_that_is_too_long_is_cut_at_a_space_or_else_anywhere() -> None:
    assert beginning(LAYER, 10).text == "Ana Ruiz"
    wall = structs.replace(LAYER, text="x" * len(TEXT))
    assert beginning(wall, 10).text == "x" * 10


def test_a_long_text_is_kept_whole_and_read_in_part_which_its_outcome_says(stations: Any) -> None:
    seen: list[TextLayer] = []

    def build(layer: TextLayer, *_: object) -> tuple[()]:
        seen.append(layer)
        return ()

    stations(build=build)
    found = Findings.parse(work(task(read_chars=40)))
    assert [layer.text for layer in seen] == [TEXT[:39]]
    assert found.outcome == Outcome(
        status="partial", reason="claims are read from the first 39 characters only"
    )
    assert found.layer == LAYER
