"""Who speaks where the verb alone tells it, in Spanish."""

from __future__ import annotations

import msgspec
import pytest

from careo.claims import build
from careo.model.claim import Link
from careo.model.document import Source
from careo.reading import lexicon
from tests.unit.claims.flat import claim_of, flat

VISIT = "Ramón Pardo llegó/VERB . "


def teller(marked: str) -> str:
    """Return the words of whom a claim is laid to, or the kind where there are none."""
    return _told(claim_of(marked).chain[-1])


def _told(link: Link) -> str:
    return link.speaker.span.exact if link.speaker.span is not None else link.speaker.kind


def test_the_subject_of_the_sentence_before_speaks() -> None:
    assert "Pardo" in teller(VISIT + "{Añadió/VERB/añadir} <que/SCONJ cayó/VERB>")


@pytest.mark.parametrize(
    "said",
    [
        "{Acuso/VERB/acusar} <al/ADP juez/NOUN>",
        "{Opino/VERB/opinar} <que/SCONJ cayó/VERB>",
        "{Exijo/VERB/exigir} <que/SCONJ pague/VERB>",
        "{Supe/VERB/saber} <que/SCONJ cayó/VERB>",
        "{No/ADV creo/VERB/creer} <que/SCONJ cayó/VERB>",
        "{Recomendamos/VERB/recomendar} <que/SCONJ pague/VERB>",
        "Lo/PRON que/PRON sí/ADV {afirmo/VERB/afirmar} es/AUX <que/SCONJ cayó/VERB>",
    ],
)
def test_the_first_person_is_the_documents_and_not_his_who_was_named_before(said: str) -> None:
    assert teller(VISIT + said) == "document"


@pytest.mark.parametrize("verb", ["Dijo", "Repuso", "Hizo", "Pudo", "Previno", "Adujo", "Supo"])
def test_a_third_person_in_o_is_not_a_first_person(verb: str) -> None:
    assert "Pardo" in teller(VISIT + f"{{{verb}/VERB/decir}} <que/SCONJ cayó/VERB>")


def test_who_says_i_behind_a_dash_is_somebody_else() -> None:
    assert teller("—/PUNCT {Afirmo/VERB/afirmar} <que/SCONJ cayó/VERB>") == "gap"


def test_who_says_i_in_quotation_marks_is_somebody_else() -> None:
    said = "«/PUNCT {Afirmo/VERB/afirmar} <que/SCONJ cayó/VERB> »/PUNCT"
    assert teller(VISIT + said) == "gap"


def test_who_says_i_in_a_transcript_is_not_its_document() -> None:
    layer, read = flat("{Afirmo/VERB/afirmar} <que/SCONJ cayó/VERB>")
    claims = build(layer, read, Source(kind="interrogatorio"), lexicon("es"))
    assert [_told(c.chain[-1]) for c in claims if c.chain[-1].cue is not None] == ["gap"]


def test_whom_a_quotation_speaks_of_does_not_speak_next() -> None:
    quoted = "«/PUNCT Solano mintió/VERB »/PUNCT . "
    layer, read = flat(quoted + "{Añadió/VERB/añadir} <que/SCONJ cayó/VERB>")
    first, *others = read.sentences
    lied = msgspec.structs.replace(first.tokens[1], dep="nsubj")
    tokens = (first.tokens[0], lied, *first.tokens[2:])
    parsed = (msgspec.structs.replace(first, tokens=tokens), *others)
    read = msgspec.structs.replace(read, sentences=parsed)
    claims = build(layer, read, Source(kind="article"), lexicon("es"))
    (told,) = (_told(c.chain[-1]) for c in claims if c.chain[-1].cue is not None)
    assert told == "gap"


@pytest.mark.parametrize(("word", "told"), [("que", "document"), ("Roca", "gap")])
def test_only_a_that_may_be_taken_for_the_subject_of_a_first_person(word: str, told: str) -> None:
    layer, read = flat(f"Lo/PRON {word}/PRON {{afirmo/VERB/afirmar}} es/AUX <que/SCONJ cayó/VERB>")
    (sentence,) = read.sentences
    tokens = list(sentence.tokens)
    tokens[1] = msgspec.structs.replace(tokens[1], dep="nsubj", head=2)
    parsed = (msgspec.structs.replace(sentence, tokens=tuple(tokens)),)
    read = msgspec.structs.replace(read, sentences=parsed)
    claims = build(layer, read, Source(kind="article"), lexicon("es"))
    assert [_told(c.chain[-1]) for c in claims if c.chain[-1].cue is not None] == [told]
