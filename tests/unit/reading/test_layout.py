"""Who speaks by the layout of a text: turns, posts, questions and answers, mails within mails."""

from __future__ import annotations

import re

import pytest

from careo.model.record import DocumentId, sha256
from careo.model.text import Segment, TextLayer, layer_id
from careo.reading import lexicon
from careo.reading.layout import laid_out


def found(text: str, language: str = "en") -> list[tuple[str, str, list[str]]]:
    document = DocumentId(sha256(text.encode()))
    lines = re.finditer(r"[^\n]*\S[^\n]*", text)
    segments = tuple(Segment(kind="paragraph", start=m.start(), end=m.end()) for m in lines)
    layer = TextLayer(
        id=layer_id(document, text), document=document, text=text, segments=segments, extractor=""
    )
    return [
        (
            one.source.exact if one.source else "",
            one.cue.exact if one.cue else "",
            [span.exact for span in one.content],
        )
        for one in laid_out(layer, segments, lexicon(language))
    ]


def test_turns_of_a_transcript_are_sayings() -> None:
    text = "ROE: I was not there.\nDOE (for the State): You were.\nROE: I was in San Amaro."
    assert found(text) == [
        ("ROE", ":", ["I was not there."]),
        ("DOE", ":", ["You were."]),
        ("ROE", ":", ["I was in San Amaro."]),
    ]


def test_a_thread_has_handles_and_names_before_its_colons() -> None:
    text = (
        "@ana_roe: I saw it.\nTown of Marrow: There was no fire.\n@ana_roe: I did.\npavo7: Me too."
    )
    assert [who for who, *_ in found(text)] == ["@ana_roe", "Town of Marrow", "@ana_roe", "pavo7"]


def test_a_time_before_the_name_is_no_part_of_it() -> None:
    text = "12/03/24, 10:31 - Ana Roe: Where?\n12/03/24, 10:32 - Tom: Here.\n" * 2
    assert [who for who, *_ in found(text)] == ["Ana Roe", "Tom"] * 2


def test_questions_and_answers_behind_initials_are_turns() -> None:
    text = "Q. When?\nA. At nine. He was there.\nQ. Who?\nA. The mate."
    assert [(who, what) for who, _, what in found(text)] == [
        ("Q", ["When?"]),
        ("A", ["At nine. He was there."]),
        ("Q", ["Who?"]),
        ("A", ["The mate."]),
    ]


def test_spanish_turns_are_read_alike() -> None:
    text = "Pregunta: ¿Quién abría?\nRespuesta: El alcalde.\n" + "P.: ¿Y usted?\nR.: Yo no.\n" * 2
    assert [who for who, *_ in found(text, "es")] == ["Pregunta", "Respuesta", *["P.", "R."] * 2]


@pytest.mark.parametrize(
    "text",
    [
        "Owner: Marel Shipping\nFlag: Lorvia\nOwner: Sund Lines\nFlag: Karsova",
        "TO: THE DIRECTOR\nFROM: A. ROE\nRE: PIER NINE\nThe pier is closed.",
        "A. The orders\nB. The money\nA. The orders again",
        "Note: The list is closed.\nThe minister spoke.\nSource: Register of ships.",
        "At 10:31 the ship left.\nAt 10:40 it came back.\nAt 10:50 it left.",
    ],
)
def test_fields_and_lists_are_no_turns(text: str) -> None:
    assert found(text) == []


_FORWARDED = """From: Ana Roe
To: Karl Dahm
Subject: FW: cold store
Karl, see below.
-----Original Message-----
From: Tom Amsel <tom@nord.example>
To: Ana Roe
Ana, two seals were broken.
The lab says it is warm.
On 13 May, Greta Solling <greta@nord.example> wrote:
> Tom, all was in place.
> I checked it."""


def test_a_mail_within_a_mail_is_said_by_its_sender() -> None:
    assert found(_FORWARDED) == [
        ("Tom Amsel", "", ["Ana, two seals were broken.\nThe lab says it is warm."]),
        ("Greta Solling", "wrote", ["Tom, all was in place.", "I checked it."]),
    ]


def test_a_spanish_mail_that_is_answered_is_its_writer_s() -> None:
    text = "Gracias, Inés.\nEl 13 de mayo, Greta Solano escribió:\n> Todo estaba en su sitio."
    assert found(text, "es") == [("Greta Solano", "escribió", ["Todo estaba en su sitio."])]


def test_a_mail_without_another_in_it_attributes_nothing_by_its_layout() -> None:
    assert found("From: Ana Roe\nTo: Karl Dahm\nKarl, the store is warm.") == []


def test_what_is_quoted_deeper_is_somebody_else_s() -> None:
    text = (
        "On 13 May, Greta Solling wrote:\n> All was in place.\n> On 12 May, Tom Amsel wrote:\n"
        ">> I doubt it.\n>>> Was it?\n> I checked it.\nI did not."
    )
    assert sorted(found(text)) == [
        ("", "", ["Was it?"]),
        ("Greta Solling", "wrote", ["All was in place.", "I checked it."]),
        ("Tom Amsel", "wrote", ["I doubt it."]),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "On Tue, May 13, 2025 at 10:05 AM Greta Solling <g@x.example> wrote:",
        'On 13 May, "Greta Solling" <g@x.example> wrote:',
        "13 May 2025 10:05 GMT+02:00 Greta Solling <g@x.example>:",
        "*Greta Solling* wrote:",
    ],
)
def test_who_wrote_is_named_in_many_ways(line: str) -> None:
    assert [who for who, *_ in found(f"No.\n{line}\n> All was in place.")] == ["Greta Solling"]


def test_quoted_words_of_nobody_known_are_nobody_s() -> None:
    assert found("No.\n> All was in place.\nNo.") == [("", "", ["All was in place."])]


def test_a_mail_that_begins_with_the_header_of_another_has_its_own_above() -> None:
    text = "From: Ana Roe\nFrom: Tom Amsel\nTo: Ana Roe\nAll was in place."
    assert found(text) == [("Tom Amsel", "", ["All was in place."])]
