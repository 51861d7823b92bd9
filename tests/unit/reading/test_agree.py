"""Labels that contradict their heads: each slip by hand, and no tree is ever broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.model.reading import Sentence, Token
from careo.reading.agree import agree
from careo.reading.languages import lexicon
from careo.reading.tagger.lemmas import Lemmas

_POS = {
    "NN": "NOUN",
    "NNP": "PROPN",
    "JJ": "ADJ",
    "DT": "DET",
    "IN": "ADP",
    "TO": "PART",
    "CC": "CCONJ",
    "CD": "NUM",
    "RB": "ADV",
    "PRP": "PRON",
}
_AUX = frozenset({"aux", "auxpass"})


def sentence(written: str) -> Sentence:
    """Return a sentence of words written ``word/TAG/dep>head``."""
    lemmas = Lemmas(lexicon("en"))
    tokens: list[Token] = []
    at = 0
    for piece in written.split():
        word, tag, place = piece.rsplit("/", 2)
        dep, head = place.split(">")
        verb = "AUX" if dep in _AUX and tag != "TO" else "VERB"
        pos = _POS.get(tag, verb if tag[0] == "V" else "PUNCT")
        lemma = lemmas.of(word, pos, tag)
        tokens.append(Token(at, at + len(word), word, lemma, pos, tag, dep, int(head)))
        at += len(word) + 1
    return Sentence(start=0, end=at, segment=0, tokens=tuple(tokens))


def spelt(found: Sentence) -> dict[str, str]:
    """Return how each word hangs on another."""
    return {t.text: f"{t.dep} {found.tokens[t.head].text}" for t in found.tokens}


SLIPS = [
    (
        (
            "Under/IN/prep>5 his/PRP$/poss>2 watch/NN/pobj>0 —/:/punct>5 he/PRP/nsubj>5 "
            "says/VBZ/ROOT>5 —/:/punct>8 routes/NN/nsubj>8 ran/VBD/ccomp>5"
        ),
        "Under",
        "prep ran",
    ),
    (
        (
            "inquiry/NN/nsubj>5 led/VBN/acl>0 by/IN/agent>1 Holt/NNP/nsubj>2 will/MD/aux>5 "
            "report/VB/ROOT>5"
        ),
        "Holt",
        "pobj by",
    ),
    (
        (
            "after/IN/prep>5 admitting/VBG/pcomp>0 to/IN/prep>1 paying/VBG/xcomp>2 "
            "him/PRP/dobj>3 left/VBD/ROOT>5"
        ),
        "paying",
        "pcomp to",
    ),
    (
        ("according/VBG/prep>4 to/IN/prep>0 witness/NN/compound>1 Holt/NNP/pobj>1 fled/VBD/ROOT>4"),
        "witness",
        "compound Holt",
    ),
    (
        (
            "Lund/NNP/nsubjpass>2 was/VBD/auxpass>2 charged/VBN/ROOT>2 with/IN/prep>2 "
            "theft/NN/pobj>3 by/IN/agent>4 Holt/NNP/pobj>5"
        ),
        "by",
        "agent charged",
    ),
    (
        "Quist/NNP/nsubj>1 called/VBD/ROOT>1 Elm/NNP/nsubj>1 a/DT/det>4 liar/NN/dobj>1",
        "Elm",
        "dobj called",
    ),
    (
        "Quist/NNP/nsubj>1 called/VBD/ROOT>1 Elm/NNP/dative>1 a/DT/det>4 liar/NN/dobj>1",
        "liar",
        "oprd called",
    ),
    (
        (
            "Holt/NNP/nsubj>1 claims/VBZ/ROOT>1 to/TO/aux>4 have/VB/aux>4 seen/VBN/ccomp>1 "
            "it/PRP/dobj>4"
        ),
        "seen",
        "xcomp claims",
    ),
    (
        (
            "Rask/NNP/nsubj>1 wrote/VBD/ROOT>1 ``/``/punct>4 Menk/NNP/nsubj>4 fled/VBD/ccomp>1 "
            "''/''/punct>4 and/CC/cc>4 Elm/NNP/nsubj>8 stayed/VBD/conj>4"
        ),
        "stayed",
        "conj wrote",
    ),
    (
        (
            "They/PRP/nsubj>1 paid/VBD/ROOT>1 the/DT/det>3 master/NN/dobj>1 ,/,/punct>1 "
            "Nils/NNP/compound>6 Faber/NNP/dobj>1 ,/,/punct>1 money/NN/dobj>1"
        ),
        "Faber",
        "appos master",
    ),
    (
        "It/PRP/nsubj>1 sentenced/VBD/ROOT>1 Sava/NNP/dobj>1 to/IN/prep>2 life/NN/pobj>3",
        "to",
        "prep sentenced",
    ),
    (
        (
            "According/VBG/prep>7 to/IN/prep>0 Holt/NNP/pobj>1 ,/,/punct>7 a/DT/det>5 "
            "driver/NN/appos>7 ,/,/punct>7 burned/VBD/ROOT>7 Menk/NNP/nsubj>7 it/PRP/dobj>7"
        ),
        "driver",
        "appos Holt",
    ),
    (
        (
            "As/IN/prep>7 to/IN/prep>0 defendant/NN/pobj>1 ,/,/punct>7 Arland/NNP/nsubj>7 "
            "the/DT/det>6 prosecutor/NN/appos>4 submitted/VBD/ROOT>7"
        ),
        "prosecutor",
        "nsubj submitted",
    ),
    ("Police/NN/compound>1 arrested/VBD/ROOT>1 her/PRP/dobj>1", "Police", "nsubj arrested"),
    (
        "Dolan/NNP/nsubj>3 and/CC/cc>0 Orsic/NNP/nsubj>3 left/VBD/ROOT>3",
        "Orsic",
        "conj Dolan",
    ),
    (
        "evidence/NN/nsubj>3 before/IN/prep>0 it/PRP/nsubj>3 fell/VBD/ROOT>3",
        "it",
        "pobj before",
    ),
    ("company/NN/nsubj>2 Orla/NNP/nsubj>2 paid/VBD/ROOT>2", "Orla", "appos company"),
    (
        (
            "Dolan/NNP/nsubj>1 ordered/VBD/ROOT>1 it/PRP/dobj>1 and/CC/cc>1 Orsic/NNP/conj>5 "
            "paid/VBD/conj>1"
        ),
        "Orsic",
        "nsubj paid",
    ),
    (
        "In/IN/prep>3 letters/NN/pobj>0 Holt/NNP/nsubj>1 named/VBD/ROOT>3 him/PRP/dobj>3",
        "Holt",
        "nsubj named",
    ),
    (
        "It/PRP/nsubj>1 found/VBD/ROOT>1 Dolan/NNP/nsubj>3 guilty/JJ/acomp>1",
        "guilty",
        "ccomp found",
    ),
    (
        (
            "Dolan/NNP/nsubjpass>2 was/VBD/auxpass>2 found/VBN/ROOT>2 guilty/JJ/acomp>2 "
            "of/IN/prep>2 fraud/NN/pobj>4"
        ),
        "of",
        "prep guilty",
    ),
    (
        (
            "Stan/NNP/nsubjpass>2 was/VBD/auxpass>2 held/VBN/ROOT>2 ,/,/punct>2 "
            "charged/VBN/acl>2 by/IN/agent>4 Orsic/NNP/pobj>5"
        ),
        "charged",
        "conj held",
    ),
    (
        (
            "a/DT/det>1 gang/NN/ROOT>1 ,/,/punct>1 protected/VBN/conj>1 by/IN/agent>3 "
            "Dolan/NNP/pobj>4"
        ),
        "protected",
        "acl gang",
    ),
]


@pytest.mark.parametrize(("written", "word", "hangs"), SLIPS)
def test_a_label_that_cannot_be_is_made_to_fit(written: str, word: str, hangs: str) -> None:
    before = sentence(written)
    assert spelt(before)[word] != hangs
    assert spelt(agree(before, lexicon("en")))[word] == hangs


def test_what_fits_stays() -> None:
    whole = sentence("Dolan/NNP/nsubj>1 paid/VBD/ROOT>1 her/PRP/dobj>1")
    assert agree(whole, lexicon("en")) is whole


_DEPS = (
    "nsubj nsubjpass dobj pobj prep agent conj cc acl relcl appos compound acomp oprd xcomp ccomp "
    "dative aux auxpass mark punct det"
)
_TAGS = ("VBN", "VBD", "VB", "VBG", "NN", "NNP", "IN", "TO", "JJ", "CC", "PRP", "``", "''", ",")


@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 12))
    order = data.draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for n, word in enumerate(order[1:], 1):
        heads[word] = order[data.draw(st.integers(0, n - 1))]
    pieces = (
        f"w{n}/{data.draw(st.sampled_from(_TAGS))}/"
        f"{data.draw(st.sampled_from(_DEPS.split()))}>{heads[n]}"
        for n in range(size)
    )
    found = agree(sentence(" ".join(pieces)), lexicon("en")).tokens
    for n in range(size):
        at = n
        for _ in range(size):
            at = found[at].head
        assert at == order[0]
