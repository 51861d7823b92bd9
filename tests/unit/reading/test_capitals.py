"""Words in capitals: names in the usual spelling for the model, acronyms and labels as they are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.reading import read
from careo.reading.tagger.words import capitals
from tests.unit.reading.test_referents import at, layer_of, names
from tests.unit.reading.test_referents import read as read_names


def respelt(text: str) -> str:
    return capitals().respelt(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The defendant RUNE TALBECK left.", "The defendant Rune Talbeck left."),
        ("The witness Mira DALKEN-ROE left.", "The witness Mira Dalken-Roe left."),
        ("For DR. IDA O'MARRE's sake.", "For Dr. Ida O'Marre's sake."),
        ("El imputado JUAN DE LA CORVA salió.", "El imputado Juan de la Corva salió."),
        ("Vio a D. IVÁN ÑÍGUEZ ayer.", "Vio a D. Iván Ñíguez ayer."),
    ],
)
def test_names_in_capitals_are_respelt(text: str, shown: str) -> None:
    assert respelt(text) == shown


def test_a_surname_alone_is_a_name_where_the_full_one_is() -> None:
    assert respelt("They saw RUNE TALBECK. TALBECK left.").endswith("Talbeck left.")
    assert respelt("They saw TALBECK. Talbeck left.").startswith("They saw Talbeck.")


@pytest.mark.parametrize(
    "text",
    [
        "The SEBIN and the UN met FARC men. Then SEBIN left.",
        "El SEBIN y la ONU negaron todo.",
        "THE MINISTER LIED\n\nNobody came.",
        "THE WITNESS: I saw them. RUNE TALBECK: So did I.",
        "PORT SAYLE, Arcadia \u2014 Nobody came.\nSAYLE (Baltar News) \u2014 Sayle slept.",
        "A U.S. B-52 and an AK-47 of the UN HQ.",
    ],
)
def test_acronyms_headings_and_labels_stay(text: str) -> None:
    assert respelt(text) == text


@given(st.text(alphabet="abÁB \n.:'-İẞé\u0301", max_size=60))
def test_every_place_stays(text: str) -> None:
    shown = respelt(text)
    assert len(shown) == len(text)
    assert shown.lower() == text.lower()


def test_respelling_is_linear() -> None:
    started = time.perf_counter()
    respelt("Ana MONTERO, RUNE TALBECK and A" * 30_000 + "B-" * 100_000)
    assert time.perf_counter() - started < 10


def test_who_speaks_in_capitals_is_found_whole_and_is_one() -> None:
    text = "The co-accused RUNE TALBECK told the guards that he was ill. TALBECK said he slept."
    said = read(layer_of(text)).attributions
    sources = [one.source.exact for one in said if one.source is not None]
    assert sources == ["The co-accused RUNE TALBECK", "TALBECK"]
    found = read_names(text + " Mr Talbeck was alone.")
    assert at(found, "TALBECK") is at(found, "RUNE TALBECK") is at(found, "Talbeck")


def test_who_tells_is_not_who_is_told() -> None:
    text = (
        "The defendant HALVOR DREYMANN, also known as “Pike”, told investigators that he had never "
        "set foot in the warehouse. The co-accused ILSE KORVANDER stated that DREYMANN had gone."
    )
    said = next(one for one in read(layer_of(text)).attributions if one.cue and one.source)
    assert said.source is not None
    assert said.source.exact.startswith("The defendant")


def test_where_a_report_comes_from_is_a_place() -> None:
    found = read_names("Port Sayle, Arcadia \u2014 A former captain accused the mayor of theft.")
    place = at(found, "Port Sayle")
    assert place is not None
    assert place.kind == "place"
    assert names(at(found, "A former captain")) == ()
