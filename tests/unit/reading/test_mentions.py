"""Which words are mentions, and what each is a mention of."""

import functools

import pytest

from careo.model.reading import Mention
from careo.reading.languages import lexicon
from careo.reading.mentions.context import Context, fold
from careo.reading.mentions.mentions import find, written
from tests.unit.reading.test_referents import layer_of, parsed_layer


@functools.cache
def mentions(text: str) -> tuple[Mention, ...]:
    layer = layer_of(text)
    context = Context.of(layer, parsed_layer(layer), lexicon("en"))
    return tuple(written(context, found) for found in find(context))


def kinds(text: str, form: str = "name") -> dict[str, str]:
    return {m.span.exact: m.kind for m in mentions(text) if m.form == form}


def test_folding_levels_accents_and_case_only() -> None:
    assert fold("Clíver") == fold("CLIVER")
    assert fold("Varrón") != fold("Varon")


def test_a_name_has_neither_article_nor_possessive_nor_title() -> None:
    text = "General Carlos Quirós of the Third Brigade read Benicio Varrón's letter."
    assert kinds(text) == {
        "Carlos Quirós": "person",
        "Third Brigade": "organization",
        "Benicio Varrón": "person",
    }


def test_names_are_joined_by_their_particles() -> None:
    text = "He left the Cartel of the Lamps for the Frente de Aragón, said Juan de la Cruz."
    assert {"Cartel of the Lamps", "Frente de Aragón", "Juan de la Cruz"} <= set(kinds(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He controlled it through the company Aurífera Delta.", "Aurífera Delta", "organization"),
        ("They crossed the province of Alto Mirón by night.", "Alto Mirón", "place"),
        ("I saw him receive the man they call Candado.", "Candado", "person"),
        ("He was posted to 21 Brigade in May.", "21 Brigade", "organization"),
        ("The Republic of Verania denied it.", "Republic of Verania", "place"),
        ("He got money from Grupo Sayle, a construction firm.", "Grupo Sayle", "organization"),
    ],
)
def test_the_words_around_say_what_a_name_names(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


def test_an_office_is_no_name() -> None:
    found = kinds("The Chief of Army Staff and the Minister of the Interior met Ana Sol.")
    assert set(found) == {"Ana Sol"}


def test_the_letters_of_an_office_are_no_body() -> None:
    text = "The General Officer Commanding (GOC) of 3 Division spoke. The GOC left."
    assert "GOC" not in kinds(text)


def test_a_list_letter_and_a_month_make_no_name() -> None:
    found = kinds("B. Findings of fact\nOn Monday in May the court sat under the Criminal Code.")
    assert not found


def test_descriptions_reach_to_what_they_are_of() -> None:
    text = "He met figures of the Veranian regime and the President of the Republic."
    found = kinds(text, "description")
    assert found["figures of the Veranian regime"] == "role"
    assert found["the Veranian regime"] == "organization"
    assert "the President of the Republic" in found


def test_nobody_is_no_mention() -> None:
    assert kinds("No authority interrupted them, and every officer knew.", "description") == {}


def test_a_noun_that_only_narrows_another_is_no_mention() -> None:
    assert kinds("They drove past the government building.", "description") == {}


def test_conveyors_are_told_from_articles_of_a_code() -> None:
    found = kinds("Article 41 applies. The letter and the indictment agree.", "description")
    assert found == {"The letter": "conveyor", "the indictment": "conveyor"}


def test_who_in_a_question_is_no_pronoun_of_anybody() -> None:
    found = [m.span.exact for m in mentions("Who gave the order? The man who left did.")]
    assert "Who" not in found
    assert "who" in found


def test_mentions_stand_in_the_order_of_the_text() -> None:
    found = mentions("His lawyer, Petra Hahn, met the minister of defence and her aide.")
    assert [m.span.place for m in found] == sorted(
        (m.span.place for m in found), key=lambda p: (p[0], -p[1])
    )


def test_every_language_has_the_same_uses_of_small_words() -> None:
    assert lexicon("en").mentions.keys() == lexicon("es").mentions.keys()


def test_the_handle_of_a_turn_is_somebody() -> None:
    assert kinds("lenka_voss: The mayor told us.\npavo77: He did.") == {
        "lenka_voss": "person",
        "pavo77": "person",
    }


def test_a_word_for_a_follower_before_a_noun_names_no_body() -> None:
    found = kinds("The Rojista newspaperman Hugo Karst wrote of it. Rojista colonels met.")
    assert found == {"Hugo Karst": "person"}
