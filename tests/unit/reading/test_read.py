"""The door of the reading: languages, odd text, one result for one layer."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from careo.model.text import Segment, TextLayer
from careo.reading import languages, read
from careo.reading.language import judge
from tests.unit.reading.test_attribution import layer_of

SPANISH = (
    "El general dijo que el ministro había tomado el dinero de la empresa del puerto. "
    "Según dos testigos, las armas fueron vendidas en la frontera durante la noche."
)
ENGLISH = "The general said that the minister took the money of the company of the port."
DUTCH = "De generaal zei dat de minister het geld van het havenbedrijf had meegenomen naar huis."


def test_a_layer_in_another_language_comes_back_unread_with_its_name() -> None:
    layer = layer_of(DUTCH)
    reading = read(layer)
    assert (reading.language, reading.readable, languages(layer)) == ("nl", False, ())
    assert reading.sentences + reading.mentions + reading.attributions == ()


def test_of_a_mixed_layer_each_language_is_read_by_its_own() -> None:
    layer = layer_of(f"{ENGLISH} {ENGLISH}\n{SPANISH}\n{ENGLISH}\n{DUTCH}")
    assert languages(layer) == ("en", "es")
    english, spanish = (read(layer, language) for language in languages(layer))
    assert {sentence.segment for sentence in english.sentences} == {0, 2}
    assert {sentence.segment for sentence in spanish.sentences} == {1}
    assert [one.source.exact for one in spanish.attributions if one.source] == [
        "El general",
        "dos testigos",
    ]


def test_a_line_that_can_be_read_in_a_layer_that_cannot_is_not_read() -> None:
    layer = layer_of("\n".join([DUTCH] * 12 + [ENGLISH]))
    assert (read(layer).readable, languages(layer)) == (False, ())


def test_a_short_text_is_taken_for_the_likelier_language_of_the_reader() -> None:
    assert read(layer_of("He lied.")).language == "en"
    assert read(layer_of("Negó los cargos.")).language == "es"
    assert read(layer_of("Он лгал.")).language == "und"


def test_furniture_is_not_read() -> None:
    layer = layer_of(f"{ENGLISH}\n{ENGLISH}")
    first, second = layer.segments
    running = Segment(kind="furniture", start=first.start, end=first.end)
    marked = TextLayer(
        id=layer.id,
        document=layer.document,
        text=layer.text,
        segments=(running, second),
        extractor="",
    )
    assert {sentence.segment for sentence in read(marked).sentences} == {1}


def test_a_layer_gives_the_same_reading_whatever_was_read_before() -> None:
    first = read(layer_of(ENGLISH)).canonical()
    read(layer_of("Roe denied that the mill burned. " * 40))
    assert read(layer_of(ENGLISH)).canonical() == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "a" * 30_000,
        "the minister says no " * 700,
        "THE GENERAL SAID THAT THE MINISTER TOOK MONEY. " * 40,
        "".join(chr(n * 7919 % 31 + 1) for n in range(3_000)),
        "".join(chr(n * 7919 % 50_000 + 32) for n in range(9_000)),
        "\"“\u2018«''``" * 900,
        "“He said " * 400,
        "(" * 5_000,
        "said " * 2_000,
        "😀 said that 😀 " * 200,
        "a: " * 2_000,
        "ROE: \nDOE: \nROE:\nROE: a\n" * 20,
    ],
)
def test_odd_text_is_read_without_failure_and_every_span_is_exact(text: str) -> None:
    layer = layer_of(text)
    reading = read(layer)
    assert reading.layer == layer.id
    for one in reading.attributions:
        for span in (*one.content, one.source, one.cue):
            if span is not None:
                span.verify(text)
    for mention in reading.mentions:
        mention.span.verify(text)


def test_telling_the_language_needs_no_network_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("FTLANG_CACHE", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert judge(layer_of(SPANISH)).language == "es"
    assert not list(tmp_path.iterdir())
