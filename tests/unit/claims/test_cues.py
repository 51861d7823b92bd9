from __future__ import annotations

import pytest

from careo.claims import build
from careo.claims.cueing import cueing
from careo.model.document import Source
from careo.reading import lexicon
from tests.unit.claims.flat import claim_of, context_of, flat


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("[Rask] {dijo/VERB} <que/SCONJ pagó/VERB> .", "asserts"),
        ("[Rask] {se/PRON declaró/VERB culpable/ADJ} <de/ADP robo> .", "admits"),
        ("[Rask] se/PRON {declaró/VERB culpable/ADJ} <de/ADP robo> .", "admits"),
        ("[Rask] {se/PRON declaró/VERB inocente/ADJ} <de/ADP robo> .", "denies"),
        ("[Rask] {se/PRON retractó/VERB} <de/ADP su/DET relato> .", "retracts"),
        ("Rask/PROPN {fue/AUX condenado/VERB} <a/ADP morir/VERB> por/ADP [Torre] .", "finds"),
        ("[Torre] {considera/VERB probado/ADJ} <que/SCONJ pagó/VERB> .", "finds"),
        ("[Rask] {ha/AUX desmentido/VERB} <que/SCONJ pagara/VERB> .", "denies"),
        ("[Rask] {calificó/VERB de/ADP falso/ADJ} <el/DET relato> .", "denies"),
        ("[Rask] {calificó/VERB} <la/DET carta de/ADP « novela »> .", "denies"),
        ("[Rask] {reiteró/VERB su/DET acusación} <de/ADP robo> .", "alleges"),
        ("[Rask] {reiteró/VERB su/DET advertencia} <de/ADP que/SCONJ pagaría/VERB> .", "warns"),
        ("{La/DET denuncia} <de/ADP que/SCONJ Rask pagó/VERB> cayó/VERB .", "alleges"),
        ("{De/ADP acuerdo/NOUN con/ADP} [Rask] , <Lema pagó/VERB> .", "asserts"),
        ("{Según/ADP} [Rask] , <Lema pagó/VERB> .", "asserts"),
        ("[Rask] {ladró/VERB} <que/SCONJ pagó/VERB> .", "asserts"),
    ],
)
def test_a_spanish_cue_has_its_act_without_a_parse(marked: str, act: str) -> None:
    assert claim_of(marked).chain[-1].act == act


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("[Rask] {pleaded/VERB/plead guilty/ADJ to/ADP} <fraud> .", "admits"),
        ("[Rask] {pleaded/VERB/plead guilty/ADJ} on/ADP Monday <to/ADP fraud> .", "admits"),
        ("[Rask] {pleaded/VERB/plead not/PART guilty/ADJ} <to/ADP fraud> .", "denies"),
        ("{after/ADP admitting/VERB/admit} <to/ADP fraud> [Rask] left/VERB .", "admits"),
        ("[Rask] {called/VERB/call it/PRON false/ADJ} , <the/DET story> .", "denies"),
        (
            "[Rask] {issued/VERB/issue a/DET warning} <that/SCONJ he/PRON would/AUX pay/VERB> .",
            "warns",
        ),
        ("{the/DET accusation} <that/SCONJ Rask paid/VERB> rests/VERB .", "alleges"),
        ("[Rask] {confirmed/VERB/confirm} <that/SCONJ he/PRON paid/VERB> .", "asserts"),
        ("{According/VERB/accord to/ADP} [Rask] , <Lema paid/VERB> .", "asserts"),
    ],
)
def test_an_english_cue_has_its_act_without_a_parse(marked: str, act: str) -> None:
    claim = claim_of(marked, "en")
    assert claim.chain[-1].act == act
    assert claim.polarity == ("denies" if act == "denies" else "affirms")
    assert not claim.chain[-1].negated


def test_a_cue_is_known_by_its_form_where_the_tag_is_wrong() -> None:
    assert claim_of("[Rask] {niega/NOUN} <que/SCONJ pagara/VERB> .").chain[-1].act == "denies"
    assert claim_of("[Rask] {advierte/PROPN} <que/SCONJ pagará/VERB> .").chain[-1].act == "warns"


def test_the_head_of_a_frame_is_its_first_word() -> None:
    context, cue = context_of("{De/ADP acuerdo/NOUN con/ADP} [Rask] , <Lema pagó/VERB> .")
    found = cueing(context, context.sentences[0], cue)
    assert found is not None
    assert found.head == 0
    assert found.entries[0].pos == "ADP"


@pytest.mark.parametrize(
    ("marked", "act", "negated"),
    [
        ("[Rask] {no/ADV dijo/VERB} <que/SCONJ pagó/VERB> .", "asserts", True),
        ("[Rask] {nunca/ADV afirmó/VERB} <que/SCONJ pagó/VERB> .", "asserts", True),
        (
            "[Rask] no/ADV se/PRON lo/PRON {ha/AUX dicho/VERB} <que/SCONJ pagó/VERB> .",
            "asserts",
            True,
        ),
        ("[Rask] {se/PRON negó/VERB a/ADP decir/VERB} <quién/PRON pagó/VERB> .", "asserts", True),
        ("[Rask] {se/PRON negó/VERB} <a/ADP comentar/VERB el/DET caso> .", "asserts", True),
        ("[Rask] {negó/VERB} <a/ADP la/DET prensa haber/AUX pagado/VERB> .", "denies", False),
        ("[Rask] {no/ADV niega/VERB} <que/SCONJ pagara/VERB> .", "acknowledges", False),
        ("[Rask] {no/ADV descartó/VERB} <que/SCONJ pagara/VERB> .", "acknowledges", False),
        ("[Rask] {dijo/VERB} <que/SCONJ no/ADV pagó/VERB> .", "asserts", False),
        ("[Rask] {no/ADV solo/ADV dijo/VERB} <que/SCONJ pagó/VERB> .", "asserts", False),
        ("[nadie/PRON] {ha/AUX dicho/VERB} <que/SCONJ pagara/VERB> .", "asserts", True),
    ],
)
def test_a_negated_cue_is_no_denial(marked: str, act: str, negated: bool) -> None:
    claim = claim_of(marked)
    assert claim.chain[-1].act == act
    assert claim.chain[-1].negated is negated
    assert claim.polarity == ("denies" if act == "denies" else "affirms")


@pytest.mark.parametrize(
    "marked",
    [
        "[Rask] {dijo/VERB} <que/SCONJ Lema habría/AUX pagado/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ al/ADP parecer/VERB Lema pagó/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ Lema presuntamente/ADV pagó/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ Lema podría/AUX haber/AUX pagado/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ quizá/ADV pagó/VERB> .",
        "{Según/ADP} [Rask] , <serían/AUX tres/NUM los/DET detenidos> .",
        "[Rask] {habría/AUX dicho/VERB} <que/SCONJ pagó/VERB> .",
        "{Al/ADP parecer/VERB} , <Lema pagó/VERB> .",
        "{Presuntamente/ADV} , <Lema pagó/VERB> .",
    ],
)
def test_rumour_is_hedged(marked: str) -> None:
    assert claim_of(marked).hedged


@pytest.mark.parametrize(
    "marked",
    [
        "[Rask] {dijo/VERB} <que/SCONJ pagaría/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ sería/AUX juzgado/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ nunca/ADV habría/AUX pagado/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ si/SCONJ pudiera/VERB habría/AUX pagado/VERB> .",
        "[Rask] {dijo/VERB} <que/SCONJ el/DET presunto/ADJ autor pagó/VERB> .",
    ],
)
def test_what_would_be_is_no_rumour(marked: str) -> None:
    assert not claim_of(marked).hedged


def test_a_refusal_alone_says_that_nothing_was_said() -> None:
    claim = claim_of("[Rask] {declined/VERB/decline} <to/PART comment/VERB> .", "en")
    assert claim.chain[-1].act == "asserts"
    assert claim.chain[-1].negated


def test_two_readers_of_one_attribution_are_named_apart() -> None:
    assert claim_of("[Rask] {dijo/VERB} <que/SCONJ pagó/VERB> .").extractors == ("tagger",)


def test_what_is_judged_is_the_content_though_the_verdict_was_taken_for_it() -> None:
    marked = "[Rask] {calificó/VERB la/DET acusación} <de/ADP « disparate »> ."
    layer, reading = flat(marked)
    (found,) = build(layer, reading, Source(kind="article"), lexicon("es"))
    assert [span.exact for span in found.content] == ["la acusación"]
    assert found.chain[-1].act == "denies"
