"""Who says something, where a pronoun or a role says who: the right one, or nobody."""

import pytest

from tests.unit.reading.test_referents import at, names, read


def test_who_says_it_is_the_subject_before_the_semicolon() -> None:
    result = read(
        "Mira Kessel was nineteen. She says they asked for the director. "
        "The director, Alba Dorn, was in the dye room; she told them she was the cleaner."
    )
    assert names(at(result, "she")) == ("Alba Dorn",)


def test_who_says_it_amid_his_words_is_not_among_them() -> None:
    result = read(
        "Greta Halm phoned. She told me they answer within a month. "
        "The Ombudsman's office, she added, has dealt with two cases like this."
    )
    assert names(at(result, "she")) == ("Greta Halm",)


def test_who_owns_the_subject_is_not_the_subject() -> None:
    result = read(
        "Karel Dorn was tried. Karel Dorn's lawyer, Josef Bane, remembers it otherwise. "
        "He says the pages were burnt."
    )
    assert names(at(result, "He")) == ("Josef Bane",)


def test_who_is_told_of_aside_does_not_rival_the_subject() -> None:
    result = read(
        "In an interview with the weekly, Karel Dorn was bitter about his years under General "
        "Josef Bane.\n“It was a lie. It cost us the port,” he told the reporter."
    )
    assert names(at(result, "he")) == ("Karel Dorn",)


def test_who_spoke_goes_on_whatever_he_told_of_others() -> None:
    result = read(
        "Karel Dorn said praise from Josef Bane would not change his mind. He said Bane was drunk."
    )
    assert names(at(result, "He")) == ("Karel Dorn",)


def test_who_spoke_goes_on_behind_but() -> None:
    result = read("Karel Dorn said that a man stood at the gate, but he said nothing was stolen.")
    assert names(at(result, "he")) == ("Karel Dorn",)


@pytest.mark.parametrize(
    "text",
    [
        "Karel Dorn met Josef Bane. Then he said the port was closed.",
        "Karel Dorn was questioned by Josef Bane. Then he said the port was closed.",
        "Karel Dorn met Josef Bane and he said the port was closed.",
    ],
)
def test_who_takes_part_in_what_another_does_leaves_he_open(text: str) -> None:
    assert at(read(text), "he") is None


def test_sentences_of_a_quotation_do_not_part_he_from_the_one_quoted() -> None:
    result = read(
        "“We waited. The boat did not come. Josef Bane slept. Nobody knew,” said Karel Dorn.\n"
        "“It came at six. It was empty. Josef Bane counted us. We left,” he said."
    )
    assert names(at(result, "he")) == ("Karel Dorn",)
