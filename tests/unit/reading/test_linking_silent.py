"""Subjects that the Spanish verb alone tells."""

from __future__ import annotations

import msgspec
import pytest

from careo.reading import lexicon
from careo.reading.linking.linking import link
from careo.reading.linking.silent import silent_subjects
from tests.unit.reading.test_linking import ENGLISH, labelled

SPANISH = msgspec.structs.replace(
    lexicon("en"),
    language="es",
    saying={
        "negations": ("no", "nunca"),
        "third_one": ("\u00f3", "ijo", "uvo", "a"),
        "third_many": ("n",),
        "impersonal": ("se",),
    },
)
BEFORE = "[S La/DT jueza/NN ] [C dijo/VBD ] [X que cay\u00f3 ] . "


def sources(marked: str, *, spanish: bool = True) -> list[str | None]:
    words = SPANISH if spanish else ENGLISH
    layer, found, labels = labelled(marked)
    out = link(layer, found, labels, [900] * len(found), words)
    filled = silent_subjects(found, out, words)
    assert [one.cue for one in filled] == [one.cue for one in out]
    return [one.source.exact if one.source else None for one in filled]


@pytest.mark.parametrize(
    "marked",
    [
        BEFORE + "[C Afirm\u00f3/VBD ] [X que dos murieron ] .",
        BEFORE + "Adem\u00e1s/RB [C dijo/VBD ] [X que dos murieron ] .",
        BEFORE + "[C Ha/VBZ dicho/VBN ] [X que dos murieron ] .",
        BEFORE + "[C Sostuvo/VBD ] : [X \u00ab Dos murieron \u00bb ] .",
    ],
)
def test_a_verb_at_the_head_has_the_speaker_of_the_sentence_before(marked: str) -> None:
    assert sources(marked) == ["La jueza", "La jueza"]


def test_one_silent_subject_leads_to_the_next() -> None:
    marked = BEFORE + "[C Afirm\u00f3/VBD ] [X algo ] . [C Agreg\u00f3/VBD ] [X que no ] ."
    assert sources(marked) == ["La jueza"] * 3


@pytest.mark.parametrize(
    "marked",
    [
        BEFORE + "Se [C dijo/VBD ] [X que dos murieron ] .",
        BEFORE + "[C Afirmaron/VBD ] [X que dos murieron ] .",
        BEFORE + "[C Dije/VBD ] [X que dos murieron ] .",
        BEFORE + "[C La/DT denuncia/NN de ] [X que dos murieron ] .",
        BEFORE + "[C Afirm\u00f3/VBD ] el general/NN [X que dos murieron ] .",
        BEFORE + "El testigo/NN [C dijo/VBD ] [X que dos murieron ] .",
        BEFORE + "Nadie sabe . [C Afirm\u00f3/VBD ] [X que dos murieron ] .",
        BEFORE + "\n[C Afirm\u00f3/VBD ] [X que dos murieron ] .",
        BEFORE + "[X Dos murieron ] , [C afirm\u00f3/VBD ] .",
    ],
)
def test_where_there_is_a_doubt_the_gap_stays(marked: str) -> None:
    assert sources(marked)[1] is None


def test_two_speakers_of_the_sentence_before_leave_a_gap() -> None:
    marked = (
        "[S Ana/NNP ] [C dijo/VBD ] [X que s\u00ed ] y [S Bo/NNP ] [C dijo/VBD ] [X que no ] . "
        "[C Afirm\u00f3/VBD ] [X que dos murieron ] ."
    )
    assert sources(marked)[2] is None


def test_several_speakers_take_a_verb_of_several() -> None:
    marked = (
        "[S Los/DT vecinos/NNS ] [C dijeron/VBD ] [X que s\u00ed ] . "
        "[C Afirmaron/VBD ] [X que dos murieron ] ."
    )
    assert sources(marked) == ["Los vecinos", "Los vecinos"]


def test_a_language_that_says_its_subjects_is_left_alone() -> None:
    marked = BEFORE + "[C Afirm\u00f3/VBD ] [X que dos murieron ] ."
    assert sources(marked, spanish=False) == ["La jueza", None]


BLAMED = "[S Ana/NNP ] [C neg\u00f3/VBD ] [X que s\u00ed ] y/CC "
ACCUSED = "[C culp\u00f3/VBD ] [X a su jefe/NN ] , [S el/DT general/NN ]"


@pytest.mark.parametrize("spanish", [True, False])
def test_who_is_blamed_does_not_blame(*, spanish: bool) -> None:
    assert sources(f"{ACCUSED} .", spanish=spanish) == [None]


def test_who_is_blamed_leaves_the_blaming_to_the_one_who_spoke_before() -> None:
    assert sources(f"{BLAMED}{ACCUSED} .") == ["Ana", "Ana"]


def test_the_subject_of_the_next_sentence_does_not_speak_before_it() -> None:
    marked = "[X \u00ab Basta \u00bb ] , [C subraya/VBZ ] . [S El/DT viceministro/NN ] se va ."
    assert sources(marked) == [None]


@pytest.mark.parametrize(
    "marked",
    [
        "[C Citando/VBG ] [X una ley/NN ] , [S Ana/NNP ] sali\u00f3/VBD .",
        "[C Neg\u00f3/VBD ] [X los cargos/NNS ] [S el/DT general/NN ] .",
        "[X Dos murieron ] , [C dijo/VBD ] [S el/DT general/NN ] .",
    ],
)
def test_a_speaker_behind_the_verb_stays(marked: str) -> None:
    assert sources(marked)[0] is not None
