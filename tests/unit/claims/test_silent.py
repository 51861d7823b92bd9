"""Who speaks where the verb alone tells it, in Spanish."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from careo.claims import build
from careo.model.claim import Link
from careo.model.document import Source
from careo.model.reading import Attribution, Reading, Token
from careo.model.text import Span, TextLayer
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


@pytest.mark.parametrize(
    "before",
    [
        "A/ADP preguntas/NOUN del/ADP abogado , ",
        "En/ADP su/DET escrito , ",
        "Interpelado/VERB/interpelar , ",
        "Negó/VERB/negar conocerlo y/CCONJ ",
    ],
)
def test_a_setting_and_a_joined_verb_leave_the_subject_out_too(before: str) -> None:
    layer, read = flat(VISIT + before + "{alegó/VERB/alegar} <que/SCONJ cayó/VERB>")
    assert _teller_of(layer, with_tags(read, Interpelado="VBN")) == "Pardo"


def test_a_joined_verb_behind_another_subject_is_not_his() -> None:
    said = "Solano/PROPN negó/VERB/negar y/CCONJ {alegó/VERB/alegar} <que/SCONJ cayó/VERB>"
    assert teller(VISIT + said) == "gap"


def test_who_spoke_just_before_speaks_on_and_not_what_was_spoken_of() -> None:
    layer, read = flat(
        "Nadie/PRON sale/VERB , según/ADP Solano . {Insistió/VERB/insistir} <que/SCONJ cayó/VERB>"
    )
    read = told_before(layer, read, source="Solano", cue="según", content="Nadie sale")
    assert _teller_of(layer, read) == "Solano"


def test_who_spoke_and_another_who_acted_may_both_be_meant() -> None:
    layer, read = flat(
        "Pardo huyó/VERB , según/ADP Solano . {Insistió/VERB/insistir} <que/SCONJ cayó/VERB>"
    )
    read = told_before(layer, read, source="Solano", cue="según", content="Pardo huyó")
    assert _teller_of(layer, read) == "gap"


@pytest.mark.parametrize(("spoke", "told"), [(True, "Pardo"), (False, "gap")])
def test_over_the_end_of_a_paragraph_goes_on_who_spoke_not_who_acted(
    spoke: bool, told: str
) -> None:
    layer, read = flat("Pardo negó/VERB todo/PRON . {Añadió/VERB/añadir} <que/SCONJ cayó/VERB>")
    if spoke:
        read = told_before(layer, read, source="Pardo", cue="negó", content="todo")
    first, second = read.sentences
    sentences = (first, msgspec.structs.replace(second, segment=1))
    assert _teller_of(layer, msgspec.structs.replace(read, sentences=sentences)) == told


def test_things_told_of_first_in_a_paragraph_do_not_end_an_account() -> None:
    layer, read = flat(
        "Pardo negó/VERB todo/PRON . Nada/PRON había/VERB . "
        "{Añadió/VERB/añadir} <que/SCONJ cayó/VERB>"
    )
    read = told_before(layer, read, source="Pardo", cue="negó", content="todo")
    first, *others = read.sentences
    sentences = (first, *(msgspec.structs.replace(one, segment=1) for one in others))
    assert _teller_of(layer, msgspec.structs.replace(read, sentences=sentences)) == "Pardo"


def test_who_speaks_on_without_a_subject_speaks_on_in_the_next_paragraph() -> None:
    layer, read = flat(
        VISIT + "Dijo/VERB/decir todo/PRON . {Añadió/VERB/añadir} <que/SCONJ cayó/VERB>"
    )
    one = Attribution(source=None, cue=_span(layer, "Dijo"), content=(_span(layer, "todo"),))
    read = msgspec.structs.replace(read, attributions=(one, *read.attributions))
    *others, last = read.sentences
    sentences = (*others, msgspec.structs.replace(last, segment=1))
    assert "Pardo" in _teller_of(layer, msgspec.structs.replace(read, sentences=sentences))


def test_an_object_that_the_parse_has_for_the_subject_is_none() -> None:
    layer, read = flat(VISIT + "Me/PRON {dijo/VERB/decir} <que/SCONJ cayó/VERB>")
    first, second = read.sentences
    me = msgspec.structs.replace(second.tokens[0], dep="nsubj", head=1)
    tokens = (me, *second.tokens[1:])
    sentences = (first, msgspec.structs.replace(second, tokens=tokens))
    assert _teller_of(layer, msgspec.structs.replace(read, sentences=sentences)) == "Pardo"


def test_who_asks_and_who_is_told_do_not_say_it() -> None:
    asked = "Preguntado/VERB/preguntar por/ADP [Solano] , "
    layer, read = flat(VISIT + asked + "{responde/VERB/responder} <que/SCONJ cayó/VERB>")
    assert _teller_of(layer, with_tags(read, Preguntado="VBN")) == "Pardo"
    layer, read = flat("[Solano] fue/AUX {notificado/VERB/notificar} <de/ADP que/SCONJ cayó/VERB>")
    assert _teller_of(layer, with_deps(read, fue="auxpass")) == "gap"


def with_tags(read: Reading, **tags: str) -> Reading:
    """Return a reading with other tags for some words."""
    return _changed(read, lambda token: {"tag": tags.get(token.text, token.tag)})


def with_deps(read: Reading, **deps: str) -> Reading:
    """Return a reading with other dependencies for some words."""
    return _changed(read, lambda token: {"dep": deps.get(token.text, token.dep)})


def _changed(read: Reading, change: Callable[[Token], dict[str, str]]) -> Reading:
    replace = msgspec.structs.replace
    sentences = tuple(
        replace(one, tokens=tuple(replace(token, **change(token)) for token in one.tokens))
        for one in read.sentences
    )
    return replace(read, sentences=sentences)


def told_before(layer: TextLayer, read: Reading, **parts: str) -> Reading:
    """Return a reading with one more attribution, of the first places of its words."""
    spans = {name: layer.span(at := layer.text.index(w), at + len(w)) for name, w in parts.items()}
    one = Attribution(source=spans["source"], cue=spans["cue"], content=(spans["content"],))
    return msgspec.structs.replace(read, attributions=(one, *read.attributions))


def _span(layer: TextLayer, words: str) -> Span:
    start = layer.text.index(words)
    return layer.span(start, start + len(words))


def _teller_of(layer: TextLayer, read: Reading) -> str:
    """Return the words of the speaker of the last attribution."""
    claims = build(layer, read, Source(kind="article"), lexicon("es"))
    cue = read.attributions[-1].cue
    (told,) = (_told(c.chain[-1]) for c in claims if c.chain[-1].cue == cue)
    return told
