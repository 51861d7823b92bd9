"""Contents put right: cut, trimmed, balanced, and gone on with in the next paragraph."""

from __future__ import annotations

import pytest

from tests.unit.reading.test_linking import said

CONTENTS = {
    "[S Ana ] [C said ] [X , that it fell , ] .": "that it fell",
    "[S Ana ] [C said ] [X that it fell . ]": "that it fell",
    "[S Ana ] [C said ] [X that it fell and ] [C added/VBD ] [X nothing ] .": "that it fell",
    "[S Ana ] [C said ] [X \u2014 it fell \u2014 ] .": "it fell",
    "[S Ana ] [C said ] [X it fell . Two died . ]": "it fell . Two died .",
    "[S Ana ] [C said ] [X \u201c It fell . \u201d ]": "\u201c It fell . \u201d",
    "[S Ana ] [C said ] [X \u201c It fell ] . \u201d": "\u201c It fell . \u201d",
    "[S Ana ] [C said ] \u201c [X It fell ] \u201d .": "\u201c It fell \u201d",
    "[S Ana ] [C said ] [X it was \u201c a hole ] \u201d .": "it was \u201c a hole \u201d",
    "[S Ana ] [C said ] \u00ab [X It fell \u00bb ] .": "\u00ab It fell \u00bb",
    "\u201c No , \u201d [S she ] [C told ] him [X it fell \u201c ] yes \u201d .": "it fell",
    '[S Ana ] [C said ] " [X It fell ] " .': '" It fell "',
}


@pytest.mark.parametrize(("marked", "content"), CONTENTS.items())
def test_a_content_is_trimmed_and_its_marks_are_balanced(marked: str, content: str) -> None:
    assert said(marked)[0][2] == [content]


def test_a_mark_that_another_piece_holds_is_not_taken() -> None:
    assert said("[S Ana ] [C said \u201c ] [X It fell ] \u201d .") == [
        ("Ana", "said \u201c", ["It fell"])
    ]


def test_a_content_that_runs_into_the_next_saying_is_cut() -> None:
    assert said("[S Ana ] [C said ] [X it fell . He ] [C said ] [X it stood ] .") == [
        ("Ana", "said", ["it fell"]),
        ("He", "said", ["it stood"]),
    ]


def test_sentences_before_their_own_cue_are_not_cut() -> None:
    assert said("[X It fell . Two died ] [C said ] [S Ana ] .") == [
        ("Ana", "said", ["It fell . Two died"])
    ]


def test_a_quotation_left_open_goes_on_in_the_next_paragraphs() -> None:
    assert said(
        "[S Ana ] [C said ] : [X \u201c It fell . ]\n"
        "[X \u201c Two died . ]\n"
        "\u201c I saw it . \u201d\n"
        "[X \u201c Not mine . \u201d ]"
    ) == [
        (
            "Ana",
            "said",
            ["\u201c It fell .", "\u201c Two died .", "\u201c I saw it . \u201d"],
        )
    ]


def test_speech_within_the_quotation_that_goes_on_keeps_its_own_speaker() -> None:
    found = said(
        "[S Ana ] [C said ] : [X \u201c It fell . ]\n"
        "\u201c [S I ] [C told ] him [X that two died ] . \u201d"
    )
    assert found == [
        ("Ana", "said", ["\u201c It fell .", "\u201c I told him that two died . \u201d"]),
        ("I", "told", ["that two died"]),
    ]


def test_a_paragraph_with_a_saying_of_its_own_goes_on_with_nothing() -> None:
    assert said(
        "[S Ana ] [C said ] : [X \u201c It fell . ]\n[X \u201c No , \u201d ] [S Bo ] [C said ] ."
    ) == [
        ("Ana", "said", ["\u201c It fell ."]),
        ("Bo", "said", ["\u201c No , \u201d"]),
    ]


def test_a_closed_quotation_does_not_go_on() -> None:
    assert said("[S Ana ] [C said ] : [X \u201c It fell . \u201d ]\n[X \u201c Mine . \u201d ]") == [
        ("Ana", "said", ["\u201c It fell . \u201d"])
    ]


def test_a_name_and_a_colon_begin_a_turn() -> None:
    assert said("[S ROE ] : [X I was not there ] .\n[S POE ] : [X You were ] .") == [
        ("ROE", ":", ["I was not there"]),
        ("POE", ":", ["You were"]),
    ]


def test_a_quotation_right_after_a_name_is_said_by_it() -> None:
    assert said("[S Ana Roe ] , [X \u201c It fell . \u201d ]") == [
        ("Ana Roe", None, ["\u201c It fell . \u201d"])
    ]


def test_a_content_without_a_cue_or_a_mark_is_dropped() -> None:
    assert said("[S Ana Roe ] was there . [X It fell ] .") == []
