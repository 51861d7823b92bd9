"""Ranks, posts and services: who held what, and who belonged where."""

import pytest

from tests.unit.claims.relations_of import lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mira Holt held the rank of corporal.",
            "holds_rank: agent=Mira Holt; rank=corporal",
        ),
        (
            "Mira Holt held the post of director in the Central Bureau.",
            "holds_post: agent=Mira Holt; post=director; unit=Central Bureau",
        ),
        (
            "Mira Holt was a clerk at the ministry once.",
            "holds_post: agent=Mira Holt; post=clerk; unit=the ministry",
        ),
        (
            "Mira Holt, an officer of the Coastal Guard, gave the orders.",
            "member_of: agent=Mira Holt; patient=Coastal Guard",
        ),
        (
            "The man was Captain Mira Holt, an officer of the Coastal Guard.",
            "member_of: agent=Mira Holt; patient=Coastal Guard",
        ),
        (
            "Mira Holt served three years as deputy minister.",
            "holds_post: agent=Mira Holt; post=deputy minister",
        ),
        (
            "The Red Brigade pays the harbour master, Nils Faber, about 3,000 dollars a month.",
            "holds_post: post=harbour master; agent=Nils Faber",
        ),
        (
            "Opposition leader Mira Holt paid the guards.",
            "holds_post: post=Opposition leader; agent=Mira Holt",
        ),
    ],
)
def test_a_rank_a_post_or_a_service_is_told(text: str, found: str) -> None:
    assert found in lines(text)


def test_a_post_held_in_the_last_years_of_a_service_is_told_beside_it() -> None:
    text = (
        "Mira Holt is a spy. She worked for the Central Bureau in Laral for nineteen years, "
        "the last five as head of its archive, and she left it in 2020."
    )
    told = lines(text)
    assert "member_of: agent=She; patient=Central Bureau" in told
    assert "holds_post: agent=She; post=head of its archive" in told


@pytest.mark.parametrize(
    "text",
    [
        "Mira Holt was an officer.",
        "The Red Brigade pays the grand master, Nils Faber, about 3,000 dollars a month.",
        "Mira Holt resigned from the post of director.",
        "The minister paid the clerk.",
    ],
)
def test_a_bare_word_for_a_standing_tells_none(text: str) -> None:
    held = ("member_of", "holds_post", "holds_rank")
    assert not [line for line in lines(text) if line.startswith(held)]
