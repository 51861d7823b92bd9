from __future__ import annotations

import pytest

from careo.model.claim import Claim
from careo.model.document import Source
from tests.cases.reader import claims_of
from tests.unit.claims.flat import claim_of


def spelt(claim: Claim) -> list[str]:
    """Return the words of the speakers of a chain, behind the document."""
    return [
        link.speaker.span.exact if link.speaker.span is not None else link.speaker.kind
        for link in claim.chain[1:]
    ]


@pytest.mark.parametrize(
    ("marked", "speakers"),
    [
        ("[La/DET carta] {sostiene/VERB} <que/SCONJ pagó/VERB> .", ["La carta"]),
        (
            "[La/DET carta de/ADP Rask] {dice/VERB} <que/SCONJ pagó/VERB> .",
            ["La carta de Rask", "Rask"],
        ),
        (
            "[Un/DET informe ,/PUNCT firmado/VERB por/ADP Rask] {concluye/VERB} <que pagó/VERB> .",
            ["Un informe", "Rask"],
        ),
        (
            "En/ADP un/DET comunicado difundido/ADJ ayer ,/PUNCT [Torre] {negó/VERB} <el robo> .",
            ["comunicado", "Torre"],
        ),
        (
            "[Rask] {admitió/VERB} en/ADP un/DET mensaje <que/SCONJ pagó/VERB> .",
            ["mensaje", "Rask"],
        ),
        ("{Según/ADP} [el/DET informe] ,/PUNCT <Lema pagó/VERB> .", ["el informe"]),
    ],
)
def test_what_carries_words_is_a_link_without_a_parse(marked: str, speakers: list[str]) -> None:
    assert spelt(claim_of(marked)) == speakers


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        (
            "[La/DET hija ,/PUNCT Inés] ,/PUNCT {dijo/VERB} <que/SCONJ pagó/VERB> .",
            "La hija , Inés",
        ),
        (
            "[El/DET juez] ,/PUNCT Torre ,/PUNCT {dijo/VERB} <que/SCONJ pagó/VERB> .",
            "El juez , Torre",
        ),
        ("[Rask ,/PUNCT juez] ,/PUNCT {dijo/VERB} <que/SCONJ pagó/VERB> .", "Rask"),
        (
            "[el/DET testigo que/PRON vio/VERB el/DET robo] {dijo/VERB} <que/SCONJ pagó/VERB> .",
            "el testigo que vio el robo",
        ),
        ("{según/ADP} [de/ADP la/DET juez] ,/PUNCT <Lema pagó/VERB> .", "la juez"),
    ],
)
def test_a_speaker_keeps_the_name_beside_him(marked: str, words: str) -> None:
    found = spelt(claim_of(marked))[-1]
    assert found.replace(" ,", ",") == words.replace(" ,", ",")


@pytest.mark.parametrize(
    "marked",
    [
        "[Fuentes/NOUN] {dijeron/VERB} <que/SCONJ pagó/VERB> .",
        "{según/ADP} [fuentes de/ADP la/DET aduana] ,/PUNCT <Lema pagó/VERB> .",
        "{se/PRON dice/VERB} <que/SCONJ pagó/VERB> .",
        "{trascendió/VERB} <que/SCONJ pagó/VERB> .",
        "{se/PRON supo/VERB} <que/SCONJ pagó/VERB> .",
    ],
)
def test_sources_and_rumours_are_nobody(marked: str) -> None:
    assert claim_of(marked).chain[-1].speaker.kind == "gap"


def test_a_letter_is_of_the_one_who_says_something_in_it() -> None:
    text = (
        "Captain Rask accused the ministry of fraud in a letter. "
        "The letter says that the ministry paid nobody."
    )
    _, _, claims = claims_of(text, Source(kind="article"))
    found = next(c for c in claims if "paid nobody" in c.content[0].exact)
    assert spelt(found) == ["The letter", "Captain Rask"]


def test_who_is_only_named_again_speaks_once() -> None:
    text = "Rask said most crews came back, but two men, by his account, were left in the water."
    _, _, claims = claims_of(text, Source(kind="article"))
    assert all(len(c.chain) <= 2 for c in claims)


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("El/DET juez Torre habló/VERB ayer/ADV . {Afirmó/VERB} <que/SCONJ pagó/VERB> .", "Torre"),
        ("Torre habló/VERB . Calló/VERB . {Negó/VERB} <los/DET hechos> .", "Torre"),
        ("Torre habló/VERB . <« Pagó/VERB »> ,/PUNCT {dijo/VERB} .", "Torre"),
        ("Torre habló/VERB . {Dijeron/VERB} <que/SCONJ pagó/VERB> .", "gap"),
        ("Torre habló/VERB . {Se/PRON afirmó/VERB} <que/SCONJ pagó/VERB> .", "gap"),
        ("Con/ADP Torre habló/VERB . {Afirmó/VERB} <que/SCONJ pagó/VERB> .", "gap"),
        ("{Afirmó/VERB} <que/SCONJ pagó/VERB> .", "gap"),
    ],
)
def test_a_subject_left_out_is_that_of_the_sentence_before(marked: str, who: str) -> None:
    assert spelt(claim_of(marked))[-1].split()[-1] == who


_HEARING = """Q. Whose orders were those?

A. The company's. The cook told me that he slept.

Q. And the captain?

A. He was in his cabin."""


def meant(opening: str) -> dict[str, list[str]]:
    """Return whom the initials of a hearing are taken for, by what they say."""
    *_, claims = claims_of(opening + "\n\n" + _HEARING, Source(kind="transcript"))
    first = [(claim.content[0].exact, claim.chain[1].speaker) for claim in claims]
    return {
        said: [mention.exact for mention in who.mentions]
        for said, who in first
        if who.span is not None and len(who.span.exact) == 1
    }


def test_initials_of_a_hearing_go_on_for_the_two_named_before_them() -> None:
    found = meant("MS TERWIN: What happened?\n\nMR HALE: The captain was not there.")
    assert found["Whose orders were those?"] == ["TERWIN"]
    assert found["He was in his cabin."] == ["HALE"]
    assert found["that he slept"] == ["HALE"]


def test_with_a_third_voice_in_the_room_initials_stand_for_nobody_known() -> None:
    found = meant("MS TERWIN: What happened?\n\nMR HALE: Nothing.\n\nTHE CHAIR: Go on.")
    assert found
    assert not any(found.values())
