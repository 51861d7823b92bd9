from __future__ import annotations

import pytest

from careo.claims.hedging import hedged
from careo.claims.negation import cue_negated, negated, not_only
from careo.model.reading import Sentence
from careo.reading import lexicon, read
from tests.cases.reader import layer_of


def _word(text: str, word: str) -> tuple[Sentence, int]:
    (sentence,) = read(layer_of(text)).sentences
    (index,) = (n for n, token in enumerate(sentence.tokens) if token.text == word)
    return sentence, index


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rask, who would have approved the plan, left.", "approved"),
        ("Its flow would have been controlled by networks.", "controlled"),
        ("Rask allegedly ordered and supervised the raid.", "supervised"),
        ("Rask is believed to have commanded the unit.", "commanded"),
        ("Rask may have paid the judges.", "paid"),
        ("Rask was reportedly a member of the council.", "member"),
        ("Rask is suspected of laundering money.", "laundering"),
        ("Rask reportedly took part in laundering money.", "laundering"),
        ("The alleged leader fled.", "leader"),
        ("Rask wouldn't have ordered the raid.", "ordered"),
    ],
)
def test_a_hedge_reaches_the_word_it_bears_on(text: str, word: str) -> None:
    assert hedged(*_word(text, word), lexicon("en"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He said he would pay the judge.", "pay"),
        ("Rask ordered the raid, and Lund allegedly fled.", "ordered"),
        ("Rask, who allegedly fled, commanded the unit.", "commanded"),
        ("Rask has been sentenced.", "sentenced"),
    ],
)
def test_a_plain_statement_is_not_hedged(text: str, word: str) -> None:
    assert not hedged(*_word(text, word), lexicon("en"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rask did not order or supervise the raid.", "supervise"),
        ("Rask never commanded the unit.", "commanded"),
        ("No military authority interrupted the work.", "interrupted"),
        ("Nobody ordered the raid.", "ordered"),
        ("Rask gave no orders.", "gave"),
        ("Rask gave no orders.", "orders"),
        ("Rask failed to order the raid.", "order"),
        ("He left without ordering the raid.", "ordering"),
        ("Rask was not responsible for directing the unit.", "directing"),
    ],
)
def test_a_negation_reaches_the_word_it_bears_on(text: str, word: str) -> None:
    assert negated(*_word(text, word), lexicon("en"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rask not only ordered but supervised the raid.", "ordered"),
        ("Rask did not fail to order the raid.", "order"),
        ("Rask did not come, ordering the raid from home.", "ordering"),
        ("Rask never slept, and Lund commanded the unit.", "commanded"),
    ],
)
def test_what_is_said_to_be_so_is_not_negated(text: str, word: str) -> None:
    assert not negated(*_word(text, word), lexicon("en"))


def test_a_participle_does_not_share_the_negation_of_its_verb() -> None:
    assert not cue_negated(
        *_word("Rask did not come, saying that he was ill.", "saying"), lexicon("en")
    )
    assert cue_negated(*_word("Rask did not say that he was ill.", "say"), lexicon("en"))
    assert cue_negated(*_word("Rask refused to confirm that he was ill.", "confirm"), lexicon("en"))


def test_not_only_is_no_negation() -> None:
    assert not_only(*_word("The letter not only describes the mine.", "describes"), lexicon("en"))
    assert not not_only(*_word("The letter does not describe the mine.", "describe"), lexicon("en"))
