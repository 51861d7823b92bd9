"""Terms of prison and terms of service: what was served, where, and what for."""

import pytest

from tests.unit.claims.relations_of import lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mira Holt served nine years in prison for fraud.",
            "sentenced: patient=Mira Holt; duration=nine years; charge=fraud",
        ),
        (
            "Mira Holt served nine years of a sentence for fraud.",
            "sentenced: patient=Mira Holt; duration=nine years; charge=fraud",
        ),
        (
            "Mira Holt served nine years for killing two men.",
            "sentenced: patient=Mira Holt; duration=nine years; charge=killing two men",
        ),
        (
            "Mira Holt served a nine-year prison sentence.",
            "sentenced: patient=Mira Holt; duration=a nine-year prison sentence",
        ),
        (
            "Mira Holt served nine years in the Northern Brigade.",
            "member_of: agent=Mira Holt; patient=Northern Brigade",
        ),
        (
            "Mira Holt served in the border police.",
            "member_of: agent=Mira Holt; patient=the border police",
        ),
    ],
)
def test_years_served_are_a_term_only_with_a_prison_or_a_crime(text: str, found: str) -> None:
    assert lines(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Mira Holt served nine years in the prison service.",
        "Mira Holt served nine years for the Central Bureau.",
        "Mira Holt served three years as deputy minister.",
    ],
)
def test_years_in_an_office_are_no_sentence(text: str) -> None:
    assert not any(line.startswith("sentenced") for line in lines(text))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Mira Holt was sentenced to life.", "life"),
        ("Mira Holt was sentenced to life imprisonment for murder.", "life imprisonment"),
        ("Mira Holt was sentenced to two years' imprisonment.", "two years' imprisonment"),
    ],
)
def test_a_term_is_kept_whole(text: str, term: str) -> None:
    assert any(f"patient=Mira Holt; duration={term}" in line for line in lines(text))


def test_a_conviction_and_a_sentence_share_the_person() -> None:
    text = (
        "Mira Holt served in the border police before she was convicted of selling rifles "
        "in 2012 and sentenced to 20 months in prison."
    )
    assert lines(text) == [
        "member_of: agent=Mira Holt; patient=the border police",
        "convicted: patient=she; charge=selling rifles",
        "sentenced: patient=she; duration=20 months",
    ]


def test_a_date_between_does_not_take_the_charge() -> None:
    text = (
        "Mira Holt was convicted by the Naval Division on 3 June of the killing of two fishermen "
        "and was sentenced to ten years."
    )
    assert lines(text) == [
        "convicted: patient=Mira Holt; agent=Naval Division; charge=the killing of two fishermen",
        "sentenced: patient=Mira Holt; duration=ten years",
    ]
    earlier = "On 3 June of last year Mira Holt was convicted of fraud."
    assert lines(earlier) == ["convicted: patient=Mira Holt; charge=fraud"]
