from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careo.claims import build
from careo.model.claim import Claim
from careo.model.document import Source
from careo.model.reading import Attribution, Reading
from careo.model.text import TextLayer
from careo.reading import lexicon, read
from tests.cases.reader import claims_of, layer_of

LETTER = Path(__file__).parents[4] / "shared" / "data" / "seed" / "letter.txt"
TEXT = (
    "Colonel Elena Duarte wrote a letter to the court. In the letter, Duarte says that General "
    "Marcos Soto commanded the customs brigade and that he denied it.\n"
    "According to her account, soldiers came at night. They took eleven workers. “I saw them,” "
    "she wrote. It is said that the ministry allegedly paid the brigade in 2014."
)


@pytest.fixture(scope="module")
def layer() -> TextLayer:
    return layer_of(TEXT)


@pytest.fixture(scope="module")
def reading(layer: TextLayer) -> Reading:
    return read(layer)


def _build(layer: TextLayer, reading: Reading) -> tuple[Claim, ...]:
    return build(layer, reading, Source(), lexicon("en"))


def test_a_layer_without_sentences_claims_nothing() -> None:
    layer = layer_of("")
    reading = Reading(layer=layer.id, language="en", readable=True)
    assert _build(layer, reading) == ()


def test_a_language_that_is_not_read_claims_nothing(layer: TextLayer) -> None:
    unread = Reading(layer=layer.id, language="und", readable=False)
    assert _build(layer, unread) == ()


def test_the_same_reading_gives_the_same_claims(layer: TextLayer, reading: Reading) -> None:
    first = [claim.canonical() for claim in _build(layer, reading)]
    shuffled = msgspec.structs.replace(reading, attributions=reading.attributions[::-1])
    assert [claim.canonical() for claim in _build(layer, reading)] == first
    again = [claim.canonical() for claim in _build(layer, shuffled)]
    assert sorted(again) == sorted(first)


def test_two_readers_of_one_place_make_one_claim(layer: TextLayer, reading: Reading) -> None:
    doubled = msgspec.structs.replace(
        reading,
        attributions=(
            *reading.attributions,
            *(
                msgspec.structs.replace(a, extractor="tagger", source=None)
                for a in reading.attributions
            ),
        ),
    )
    once, twice = _build(layer, reading), _build(layer, doubled)
    assert [claim.id for claim in twice] == [claim.id for claim in once]
    cued = [claim for claim in twice if claim.chain[-1].cue is not None]
    assert any(claim.extractors == ("rules", "tagger") for claim in cued)
    assert [c.chain[-1].speaker for c in twice] == [c.chain[-1].speaker for c in once]


def test_within_names_a_claim_of_the_same_document(layer: TextLayer, reading: Reading) -> None:
    claims = _build(layer, reading)
    ids = {claim.id for claim in claims}
    assert len(ids) == len(claims)
    inner = [claim for claim in claims if claim.within is not None]
    assert inner
    assert {claim.within for claim in inner} <= ids


def test_every_chain_begins_with_the_document(layer: TextLayer, reading: Reading) -> None:
    for claim in _build(layer, reading):
        assert claim.chain[0].speaker.kind == "document"
        assert all(link.speaker.kind != "document" for link in claim.chain[1:])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_attribution_breaks_it_and_every_quote_is_exact(data: st.DataObject) -> None:
    layer = layer_of(TEXT)
    reading = _reading()
    place = st.tuples(st.integers(0, len(layer.text) - 1), st.integers(1, 90), st.booleans()).map(
        lambda p: layer.span(p[0], min(p[0] + p[1], len(layer.text)))
    )
    attribution = st.builds(
        Attribution,
        source=st.none() | place,
        cue=st.none() | place,
        content=st.lists(place, min_size=0, max_size=3).map(tuple),
        cue_negated=st.booleans(),
    )
    odd = tuple(data.draw(st.lists(attribution, max_size=6)))
    for claim in _build(layer, msgspec.structs.replace(reading, attributions=odd)):
        for span in claim.spans():
            span.verify(layer.text)


_READINGS: list[Reading] = []


def _reading() -> Reading:
    if not _READINGS:
        _READINGS.append(read(layer_of(TEXT)))
    return _READINGS[0]


def test_a_document_of_a_register_records_its_lines() -> None:
    _, _, claims = claims_of("Aurora Bank: owner Mira Lund.", Source(kind="register"))
    assert [claim.chain[-1].act for claim in claims] == ["records"]


@pytest.mark.skipif(not LETTER.exists(), reason="the letter is not here")
def test_the_letter_gives_every_word_to_its_speaker() -> None:
    text = LETTER.read_text(encoding="utf-8")
    _, reading, claims = claims_of(text, Source(kind="article"))
    assert len(claims) >= 20
    by_words = {claim.content[0].exact: claim for claim in claims}
    names = {
        mention.span: referent.names
        for referent in reading.referents
        for mention in referent.mentions
    }

    def speakers(start: str) -> list[str]:
        claim = next(c for words, c in by_words.items() if start in words)
        found = []
        for link in claim.chain:
            mentions = link.speaker.mentions
            known = names.get(mentions[0], ()) if mentions else ()
            found.append(known[0] if known else link.speaker.kind)
        return found

    author = "Cliver Alcalá Cordones"
    assert speakers("gold extracted") == ["document", "mention", author]
    assert speakers("the regime controlled by") == ["document", "mention", author]
    assert speakers("collaborating with FARC") == ["document", author]
    witnessed = next(c for w, c in by_words.items() if w.startswith("to have witnessed"))
    assert witnessed.chain[-1].basis == "witnessed"
    knowing = next(c for w, c in by_words.items() if "since 2007" in w)
    when = knowing.chain[-1].when
    assert when is not None
    assert when.starting
    assert when.first_imprecise is not None
    assert when.first_imprecise.earliest == "2007-01-01"
    carried = next(c for w, c in by_words.items() if w.startswith("While Maduro"))
    assert carried.chain[-1].carried
