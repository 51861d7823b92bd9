"""Who says something, where a pronoun or a role says who: the right one, or nobody."""

import pytest

from tests.unit.reading.test_referents import at, names, read, same


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


def test_who_commanded_is_the_commander() -> None:
    result = read(
        "Captain Stefan Ullmer, who commanded the port, came with a lawyer. "
        "The former commander said he regretted it."
    )
    assert names(at(result, "The former commander")) == ("Stefan Ullmer",)


def test_an_engineer_is_the_expert_where_there_is_no_other() -> None:
    result = read(
        "An engineer, Lena Moss, was called. The expert said that corrosion had begun.\n"
        "A witness saw it."
    )
    assert names(at(result, "The expert")) == ("Lena Moss",)
    two = read(
        "An engineer, Lena Moss, was called, and a geologist, Karel Dorn. "
        "The expert said that corrosion had begun."
    )
    assert names(at(two, "The expert")) == ()


def test_an_age_means_who_was_just_told_of() -> None:
    result = read("Lena Moss kept a list. The 43-year-old said it was in the safe.")
    assert names(at(result, "The 43-year-old")) == ("Lena Moss",)
    two = read("Lena Moss wrote to Ada Holm. The 43-year-old said it was in the safe.")
    assert names(at(two, "The 43-year-old")) == ()


def test_a_vice_minister_is_not_the_minister_of_the_same_party() -> None:
    result = read(
        "The Liberal vice presidential nominee Karel Dorn spoke. "
        "The Liberal presidential nominee said the port was closed."
    )
    assert names(at(result, "The Liberal presidential nominee")) == ()


def test_his_lawyer_is_the_only_one_of_those_just_told_of() -> None:
    result = read(
        "Karel Dorn's lawyer, Josef Bane, spoke first. Karel Dorn sat beside Emil Strand. "
        "His lawyer said that nobody was hurt."
    )
    assert same(result, "Josef Bane", "His lawyer")
    later = read(
        "Karel Dorn was tried. His lawyer, Josef Bane, spoke first.\n"
        "The court sat. Nobody came. Anton Rieger was tried with Emil Strand. "
        "His lawyer said that nobody was hurt."
    )
    assert names(at(later, "His lawyer", 1)) == ()


def test_her_brother_is_whose_sister_she_is() -> None:
    result = read(
        "Karel Dorn drove lorries. His sister Vera received the letter. "
        "Her brother told her to burn it."
    )
    assert names(at(result, "Her brother")) == ("Karel Dorn",)


def test_the_agency_is_the_body_just_named() -> None:
    result = read(
        "The Inspectorate of Prisons visited the block. "
        "The agency reported that all was well. It noted that lamps needed repair."
    )
    assert names(at(result, "The agency")) == ("Inspectorate of Prisons",)
    assert names(at(result, "It")) == ("Inspectorate of Prisons",)
    other = read("Karel Dorn told the Harbour Tribunal so. The newspaper said it was a lie.")
    assert names(at(other, "The newspaper")) == ()


def test_a_bearded_man_in_overalls_stays_the_man() -> None:
    result = read(
        "A short, bearded man in overalls stood at the gate. The man said the road was closed. "
        "He added that two others had turned back."
    )
    assert same(result, "A short, bearded man", "The man", "He")


def test_its_president_is_the_union_leader() -> None:
    result = read(
        "The union of fishermen welcomed the ruling. Its president, Lotte Arp, called it late. "
        "The union leader said members would strike."
    )
    assert same(result, "The union of fishermen", "Its")
    assert same(result, "Lotte Arp", "The union leader")


def test_the_mother_of_three_is_who_was_just_told_of() -> None:
    result = read("According to Lotte Arp, he is innocent. The mother of three said she had wept.")
    assert same(result, "Lotte Arp", "The mother of three")


def test_two_descriptions_beside_tell_of_one() -> None:
    result = read(
        "The defendant's brother, a teacher, said the boat was sold. The teacher said so twice."
    )
    assert same(result, "The defendant's brother", "The teacher")


def test_he_is_not_i_beside_him() -> None:
    text = "HALE: The mate told me to hold the course. I said we were close, and he had his orders."
    result = read(text, ("HALE", text[6:]))
    assert names(at(result, "he")) == ()
