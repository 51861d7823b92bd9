"""Phrases that name a speaker, semicolons, and dialogue behind dashes, from labelled words."""

from __future__ import annotations

import pytest

from careo.model.reading import Attribution
from careo.reading import lexicon
from careo.reading.linking.dialogue import dialogue
from careo.reading.linking.linking import link
from tests.unit.reading.test_linking import Said, labelled, linked, shown

SPANISH = lexicon("es")

FRAMES: dict[str, Said] = {
    "[C Según/IN estas/DT ] , [S el/DT juez/NN ] [X huyó/VBD ] .": (
        "estas",
        "Según",
        ["el juez huyó"],
    ),
    "[S Los peritos ] , [C según los/DT cuales/WDT ] [X nadie huyó ] , callan .": (
        "los cuales",
        "según",
        ["nadie huyó"],
    ),
    "[X Nada consta ] , pero [C según ] [S él/PRP las/DT guías ] se firmaron .": (
        "él",
        "según",
        ["las guías se firmaron"],
    ),
    "[C Según/IN ] [S Ruiz/NNP ] , [X nadie/NN huyó/VBD ] .": ("Ruiz", "Según", ["nadie huyó"]),
    "[X Nadie/NN huyó/VBD ] , [C según/IN ] [S Ruiz/NNP ] .": ("Ruiz", "según", ["Nadie huyó"]),
}


@pytest.mark.parametrize(("marked", "said"), FRAMES.items())
def test_a_phrase_that_names_a_speaker_has_him_and_its_own_clause(marked: str, said: Said) -> None:
    assert said in shown(linked(marked, SPANISH))


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("[S Ruiz ] [C dijo ] [X que huyó ; yo no le creí ] .", "que huyó"),
        ("[S Ruiz ] [C dijo ] [X que huyó ; que nadie lo vio ] .", "que huyó ; que nadie lo vio"),
        ("[S Ruiz ] [C dijo ] [X que « huyó ; cayó » ] .", "que « huyó ; cayó »"),
    ],
)
def test_a_that_clause_ends_at_a_semicolon_unless_another_follows(
    marked: str, content: str
) -> None:
    assert shown(linked(marked, SPANISH))[0][2] == [content]


OPENED: dict[str, Said] = {
    (
        "[C Según ] [S Ruiz/NNP , Gil/NNP , quien/WP fue/VBD condenado/VBN ] , "
        "[X huyó/VBD del/IN país/NN ] ."
    ): ("Ruiz", "Según", ["Gil , quien fue condenado , huyó del país"]),
    (
        "[C Según ] [S la/DT fiscal/NN Ruiz/NNP , el/DT general/NN Gil/NNP , exjefe/NN de/IN "
        "policía/NN , ] [X no/RB huyó/VBD ] ."
    ): ("la fiscal Ruiz", "Según", ["el general Gil , exjefe de policía , no huyó"]),
    (
        "[C Según ] [S la/DT fiscal/NN , el/DT general/NN Gil/NNP , que/IN vive/VBZ aquí/RB , ] "
        "[C ordenó/VBD ] [X huir/VB ] ."
    ): ("la fiscal", "Según", ["el general Gil , que vive aquí , ordenó huir"]),
    (
        "[C Según ] [S Ruiz/NNP , jefe/NN de/IN policía/NN , Gil/NNP , exministro/NN , ] "
        "[X huyó/VBD ] ."
    ): ("Ruiz , jefe de policía", "Según", ["Gil , exministro , huyó"]),
}


@pytest.mark.parametrize(("marked", "said"), OPENED.items())
def test_who_opens_a_sentence_ends_before_whom_it_is_about(marked: str, said: Said) -> None:
    assert shown(linked(marked, SPANISH)) == [said]


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        (
            "[C Según ] [S Ruiz/NNP , quien/WP fue/VBD condenado/VBN ] , [X huyó/VBD ] .",
            "Ruiz , qu",
        ),
        (
            "[C Según ] [S el/DT testigo/NN , Gil/NNP , ministro/NN , ] [X huyó/VBD ] .",
            "el testigo ,",
        ),
        (
            "[C Según ] [S Ruiz/NNP , la/DT fiscal/NN ] , [X Gil/NNP huyó/VBD ] .",
            "Ruiz , la fiscal",
        ),
        (
            (
                "[C Según ] [S Ruiz/NNP , la/DT fiscal/NN de/IN Lorvia/NNP ] , en/IN mayo/NN , "
                "[X huyó/VBD ] ."
            ),
            "Ruiz , la fiscal de Lorvia",
        ),
    ],
)
def test_what_may_be_said_of_the_speaker_stays_with_him(marked: str, source: str) -> None:
    (said,) = shown(linked(marked, SPANISH))
    assert (said[0] or "").startswith(source)


def turns(marked: str) -> list[Said]:
    return shown(_turns(marked))


def _turns(marked: str) -> tuple[Attribution, ...]:
    layer, words, labels = labelled(marked)
    found = link(layer, words, labels, [900] * len(words), SPANISH)
    return dialogue(layer, words, found, SPANISH)


def test_a_turn_is_what_stands_outside_the_asides() -> None:
    found = turns(
        "— [X Vinieron tres ] — [C dijo/VBD ] [S Ana/NNP Ruiz/NNP ] , y calló — . Eran altos .\n"
        "— ¿ Y usted ?\n— Nada . Calló . — La/DT mujer/NN señaló/VBD la puerta — . Huyeron ."
    )
    assert found == [
        ("Ana Ruiz", "dijo", ["Vinieron tres", "Eran altos"]),
        (None, None, ["Nada . Calló .", "Huyeron"]),
    ]


def test_an_aside_in_lower_case_tells_of_the_saying_whatever_its_verb() -> None:
    assert turns(
        "— Miente/NNP — la/DT interrumpe/NN Obdulio/NNP , el/DT cuñado/NN — . Salió ."
    ) == [("Obdulio", "la interrumpe", ["Miente", "Salió"])]


def test_speech_within_a_turn_stays() -> None:
    found = turns("— Sí . [S Él/PRP ] [C dijo/VBD ] [X que huyó/VBD ] — replicó/VBD ella/PRP — .")
    assert ("Él", "dijo", ["que huyó"]) in found
    assert [one[:2] for one in found if one[0] == "ella"] == [("ella", "replicó")]


def test_a_list_behind_dashes_is_no_dialogue() -> None:
    marked = "— [S Ruiz/NNP ] [C dijo/VBD ] [X que huyó/VBD ] .\n— Otra cosa ."
    assert turns(marked) == [("Ruiz", "dijo", ["que huyó"])]
