"""Text to words, words to pieces, words to dictionary forms."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from careo.reading import lexicon
from careo.reading.tagger.coding import MOST, Coder, plain
from careo.reading.tagger.lemmas import Lemmas
from careo.reading.tagger.words import LONGEST, splitter


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in splitter().split(text, 0, len(text))]


@pytest.mark.parametrize(
    "shown",
    [
        "\u201c It fell \u201d \u2014 she said \u2014 ; it did !",
        "\u00bf Qui\u00e9n fue ? \u00ab Nadie \u00bb , dijo ( ayer ) .",
        "\u00a1 No ! \u2026 Y se fue ... al r\u00edo del norte .",
    ],
)
def test_punctuation_stands_alone(shown: str) -> None:
    assert words(shown.replace(" ", "", 1)) == shown.split()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They didn't, he's, they\u2019re, I'm.", "They did n't , he 's , they \u2019re , I 'm ."),
        ("We cannot, can't and won't go.", "We can not , ca n't and wo n't go ."),
        ("She shouldn\u2019t've; WASN'T I?", "She should n\u2019t 've ; WAS N'T I ?"),
        ("The clerks' and O'Neil's at 6 o'clock", "The clerks ' and O'Neil 's at 6 o'clock"),
        ("(Tarn)'s game-changer in the '80s", "( Tarn ) 's game-changer in the '80s"),
        ("gonna stop--now", "gon na stop -- now"),
    ],
)
def test_contractions_are_split_and_hyphens_are_not(text: str, shown: str) -> None:
    assert words(text) == shown.split()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Mr. J. Sol of the U.S. left at 5 a.m. today.",
            "Mr. J. Sol of the U.S. left at 5 a.m. today .",
        ),
        (
            "El Sr. Sol y la Dra. Paz, de EE.UU., leen.",
            "El Sr. Sol y la Dra. Paz , de EE.UU. , leen .",
        ),
        (
            "Seg\u00fan el art. 5 y el n\u00fam. 7 del arte.",
            "Seg\u00fan el art. 5 y el n\u00fam. 7 del arte .",
        ),
        ("He said no. It was vitamin C.", "He said no . It was vitamin C ."),
        (
            "See no. 5 of the U.S.-led plan, Ph.D. only",
            "See no. 5 of the U.S.-led plan , Ph.D. only",
        ),
        ("It fell.He left.", "It fell . He left ."),
    ],
)
def test_abbreviations_keep_their_full_stop(text: str, shown: str) -> None:
    assert words(text) == shown.split()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "$1,000.50 or 1.000,50 on 9/11, at 12:30: 5%.",
            "$ 1,000.50 or 1.000,50 on 9/11 , at 12:30 : 5 % .",
        ),
        ("In 2019, 3.5million; 12,", "In 2019 , 3.5million ; 12 ,"),
        ("el 1.\u00ba y la 2\u00aa; F-16", "el 1.\u00ba y la 2\u00aa ; F-16"),
    ],
)
def test_numbers_keep_their_separators(text: str, shown: str) -> None:
    assert words(text) == shown.split()


def test_addresses_are_one_word() -> None:
    text = "Ask ana.sol@tarn.example, see https://tarn.example/a?b=1,2. Or tarn.org, @tarn #now."
    shown = (
        "Ask ana.sol@tarn.example , see https://tarn.example/a?b=1,2 . Or tarn.org , @tarn #now ."
    )
    assert words(text) == shown.split()


def test_invisible_signs_are_no_words_and_split_none() -> None:
    assert words("\u202eTarn\u202c \u200b and\u2066\x00") == ["Tarn", "and"]
    assert words("cafe\u0301s Sol\u00adtar") == ["cafe\u0301s", "Sol\u00adtar"]


@given(st.text(alphabet="aB1 .,'\u2019-/@:\n\u0301\u202e\u00ab_#$n't", max_size=60))
def test_words_are_in_order_and_leave_out_nothing_that_shows(text: str) -> None:
    at = 0
    for start, end in splitter().split(text, 0, len(text)):
        assert not text[at:start].strip(" \n\u202e\x1f")
        assert start < end <= start + LONGEST
        at = end
    assert not text[at:].strip(" \n\u202e\x1f")


@pytest.mark.parametrize(
    "junk",
    ["a", "a-", "a.", "'", "n't", "1,", "http://", "a@", ".", "-", "a'", "A.", "\u0301", "a/b.'s"],
)
def test_junk_takes_linear_time(junk: str) -> None:
    text = junk * (200_000 // len(junk))
    began = time.process_time()
    count = sum(1 for _ in splitter().split(text, 0, len(text)))
    assert count >= len(text) // 512
    assert time.process_time() - began < 2


def coder() -> Coder:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "\u2581", "a", "b", "\u2581ab", '"', "'", "\u2014"]
    scores = [0.0] * 4 + [-9.0, -5.0, -5.0, -2.0, -5.0, -5.0, -5.0]
    return Coder(Tokenizer(Unigram(list(zip(pieces, scores, strict=True)), unk_id=3)))


def test_a_word_is_marked_where_white_space_stands_before_it() -> None:
    made = coder()
    assert made.code("ab", space=True) == (7,)
    assert made.code("ab", space=False) == (5, 6)
    assert made.code("\u201d", space=False) == made.code("''", space=False) == (8,)
    assert made.code("--", space=False) == made.code("\u2013", space=False) == (10,)
    assert len(made.code("b" * 64, space=False)) == MOST
    assert made.code("\u200b", space=False) == (made.end,)


def test_words_are_spelt_plainly() -> None:
    assert [plain(w) for w in ("n\u2019t", "\u00ab", "`", "cafe\u0301", "Sol\u00adtar", "--")] == [
        "n't",
        '"',
        "'",
        "caf\u00e9",
        "Soltar",
        "\u2014",
    ]


def test_a_full_memory_changes_no_coding() -> None:
    made = coder()
    first = made.code("abab", space=True)
    for n in range(21_000):
        made.code(f"w{n}", space=True)
    assert made.code("abab", space=True) == first


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("said", "VBD", "say"),
        ("denied", "VBD", "deny"),
        ("accused", "VBN", "accuse"),
        ("admitting", "VBG", "admit"),
        ("claims", "VBZ", "claim"),
        ("bridges", "NNS", "bridge"),
        ("ministries", "NNS", "ministry"),
        ("witnesses", "NNS", "witness"),
        ("men", "NNS", "man"),
        ("charged", "VBN", "charge"),
        ("planned", "VBD", "plan"),
        ("making", "VBG", "make"),
        ("n\u2019t", "RB", "not"),
        ("Reports", "NNPS", "Reports"),
        ("The", "DT", "the"),
    ],
)
def test_english_words_have_their_dictionary_form(word: str, tag: str, lemma: str) -> None:
    pos = "NOUN" if tag.startswith("NN") else "VERB" if tag.startswith("VB") else "X"
    assert Lemmas(lexicon("en")).of(word, pos, tag) == lemma
