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
