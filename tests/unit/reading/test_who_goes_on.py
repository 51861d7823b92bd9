"""Who "he" and "they" are behind sentences that tell of nobody; where another may be, nobody."""

import pytest

from tests.unit.reading.test_referents import at, names, read

TWO = "Odran Tesk drove the lorry. Ruta Vandik kept the ledger at the port. "


@pytest.mark.parametrize(
    "between",
    [
        "The cranes stood still. ",
        "It was grey, and it smelled of fish. ",
        "The road to Felm was closed. There was snow. The harbour was empty. The lamps burned. ",
    ],
)
def test_where_nobody_is_told_of_in_between_nobody_else_is_meant(between: str) -> None:
    assert names(at(read(TWO + between + "She said the gate was open."), "She")) == ("Ruta Vandik",)


def test_somebody_unknown_in_between_leaves_she_open() -> None:
    result = read(TWO + "Later he slept. The sister came. She said the gate was open.")
    assert names(at(result, "She")) != ("Ruta Vandik",)


def test_the_one_who_spoke_goes_on_behind_things() -> None:
    result = read(
        TWO + "Vandik said that Tesk was late. The quay was wet. She added that it was dark."
    )
    assert names(at(result, "She")) == ("Ruta Vandik", "Vandik")


def test_a_man_mentioned_in_passing_does_not_say_what_follows() -> None:
    result = read(
        "Karel Dorn said the rules were old. The rules let the council name a new captain. "
        "He added that nobody had read them."
    )
    assert names(at(result, "He")) == ("Karel Dorn",)


def test_behind_a_quotation_goes_on_who_spoke_of_another_ones_letter() -> None:
    result = read(
        "Karel Dorn met Josef Bane.\nVandik said Tesk's letter did not explain it.\n"
        "“I do not see who is left out,” she said."
    )
    assert names(at(result, "she")) == ("Vandik",)


@pytest.mark.parametrize("said", ["Odran Tesk lied", "they had beaten Odran Tesk"])
def test_behind_a_quotation_whoever_was_accused_may_answer(said: str) -> None:
    result = read(f"Vandik said that {said}.\n“I never did,” he said.")
    assert names(at(result, "he")) == ()


def test_who_is_named_in_what_he_says_is_not_he() -> None:
    result = read(
        "A clerk, Josef Bane, said that Karel Dorn had called for calm. "
        "He said Dorn hopes for rain."
    )
    assert names(at(result, "He")) == ("Josef Bane",)
    two = read(
        "A clerk, Josef Bane, said that Karel Dorn had called for calm. He said nobody came."
    )
    assert names(at(two, "He")) == ()


def test_they_are_the_body_where_nobody_else_is_told_of() -> None:
    result = read("The Ministry of Ports replied. It was raining. They said the charge was old.")
    assert names(at(result, "They")) == ("Ministry of Ports",)
    two = read("The Ministry of Ports sued the fishermen. They said the charge was old.")
    assert names(at(two, "They")) != ("Ministry of Ports",)


def test_a_nurse_and_spokeswoman_is_one() -> None:
    result = read("Greta Halm, a nurse and spokeswoman for the union, said the gate was open.")
    assert names(at(result, "spokeswoman")) == ("Greta Halm",)


def test_the_driver_was_odran_tesk() -> None:
    result = read("The driver was Odran Tesk. The driver said that the gate was open.")
    assert names(at(result, "The driver", 1)) == ("Odran Tesk",)
    two = read("The driver was Odran Tesk's brother. The driver said that the gate was open.")
    assert names(at(two, "The driver", 1)) == ()
