"""The model in the package reads plain cases in both languages, and the same way every time."""

from __future__ import annotations

import pytest

from careo.reading import lexicon
from careo.reading.tagger.tagged import Name, Tagged
from careo.reading.tagger.tagger import tag
from tests.unit.reading.test_tagger import layer, told

ENGLISH = (
    "The mayor of Tarn, Ana Ruiz, said on Monday that the bridge had fallen.",
    "\u201cNobody told us,\u201d she added.",
)
SPANISH = (
    "La alcaldesa de Tarn, Ana Ruiz, dijo el lunes que el puente se hab\u00eda ca\u00eddo.",
    "\u00abNadie nos avis\u00f3\u00bb, a\u00f1adi\u00f3 la alcaldesa.",
)


def tagged(*paragraphs: str) -> Tagged:
    made = layer(*paragraphs)
    return tag(made, made.segments)


def kinds(found: Tagged) -> dict[str, str]:
    """Return the kind of each word by its spelling."""
    words = (found.text[a:b] for a, b in zip(found.starts, found.ends, strict=True))
    return dict(zip(words, (label[2:] for label in found.attribution()), strict=True))


@pytest.mark.parametrize(
    ("paragraphs", "source", "cue", "content"),
    [
        (ENGLISH, ("mayor", "Ruiz", "she"), ("said", "added"), ("bridge", "fallen", "Nobody")),
        (SPANISH, ("alcaldesa", "Ruiz"), ("dijo", "a\u00f1adi\u00f3"), ("puente", "ca\u00eddo")),
    ],
    ids=["en", "es"],
)
def test_who_says_what_is_found(
    paragraphs: tuple[str, ...], source: tuple[str], cue: tuple[str], content: tuple[str]
) -> None:
    found = kinds(tagged(*paragraphs))
    assert {found[word] for word in source} == {"source"}
    assert {found[word] for word in cue} == {"cue"}
    assert {found[word] for word in content} == {"content"}


@pytest.mark.parametrize("paragraphs", [ENGLISH, SPANISH], ids=["en", "es"])
def test_names_have_their_kinds(paragraphs: tuple[str, ...]) -> None:
    found = tagged(*paragraphs)
    start = found.text.index("Ana")
    assert Name(start, start + len("Ana Ruiz"), "person") in found.names()


def test_an_english_sentence_is_parsed() -> None:
    first, second = tagged(*ENGLISH).sentences(lexicon("en"))
    tokens = {token.text: token for token in first.tokens}
    assert (tokens["said"].dep, tokens["said"].lemma, tokens["said"].tag) == ("ROOT", "say", "VBD")
    assert (tokens["fallen"].lemma, first.tokens[tokens["fallen"].head].text) == ("fall", "said")
    assert (tokens["mayor"].pos, tokens["mayor"].dep) == ("NOUN", "nsubj")
    assert [token.text for token in second.tokens if token.dep == "ROOT"] == ["added"]


def test_a_document_reads_alike_alone_and_after_others() -> None:
    alone = told(tagged(*ENGLISH, *SPANISH))
    tagged("Wholly other words, as \u201csaid\u201d by no one. " * 20, "\u00a1Y m\u00e1s!")
    assert told(tagged(*ENGLISH, *SPANISH)) == alone


@pytest.mark.parametrize("paragraph", ["?!... \u00bb\u00bb -- ((((", "\u202e\u2066", "a" * 3_000])
def test_odd_paragraphs_are_read(paragraph: str) -> None:
    found = tagged(paragraph, *ENGLISH)
    assert "said" in [found.text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]


def test_a_full_stop_ends_a_sentence_before_a_verb_without_a_subject() -> None:
    text = "El capitán del puerto, Román Ibarra, habló después. Aseguró que el informe se envió."
    assert len(tagged(text).sentences(lexicon("es"))) == 2
