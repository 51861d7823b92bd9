"""Arming, taking, moving and leading: deeds only where those who must take part are there."""

import pytest

from tests.unit.claims.relations_of import lines

DEEDS = [
    (
        "The militia was armed by Mira Holt.",
        "supplies: beneficiary=The militia; agent=Mira Holt",
    ),
    (
        "Mira Holt armed the militia with rifles.",
        "supplies: agent=Mira Holt; beneficiary=the militia; patient=rifles",
    ),
    (
        "Mira Holt was taken from her house by men of the Red Brigade.",
        "detained: patient=Mira Holt; agent=men of the Red Brigade",
    ),
    (
        "Mira Holt was taken to prison by police officers.",
        "detained: patient=Mira Holt; agent=police officers",
    ),
    (
        "Mira Holt was taken away by soldiers.",
        "detained: patient=Mira Holt; agent=soldiers",
    ),
    (
        "Mira Holt was taken captive by the Red Brigade.",
        "detained: patient=Mira Holt; agent=Red Brigade",
    ),
    (
        "The Red Brigade moved the bodies in trucks to Laral.",
        "transports: agent=Red Brigade; patient=the bodies; destination=Laral",
    ),
    (
        "The inquiry was led by Mira Holt.",
        "directs: domain=The inquiry; agent=Mira Holt",
    ),
    (
        "An inquiry led by retired judge Mira Holt will report in June.",
        "directs: domain=An inquiry; agent=Mira Holt",
    ),
]


@pytest.mark.parametrize(
    ("text", "found"),
    DEEDS,
)
def test_a_deed_is_asserted_with_those_who_take_part(text: str, found: str) -> None:
    assert found in lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mira Holt was armed.",
        "Mira Holt was armed with rifles.",
        "Mira Holt was taken to hospital by police officers.",
        "Mira Holt was taken from her house by her brother.",
        "The picture of Mira Holt was taken by a guard.",
        "The Red Brigade moved its headquarters to Laral.",
        "A plan to lead the brigade was dropped by Mira Holt.",
    ],
)
def test_what_only_sounds_like_a_deed_is_none(text: str) -> None:
    deeds = ("supplies", "detained", "transports", "directs", "commands")
    assert not [line for line in lines(text) if line.startswith(deeds)]
