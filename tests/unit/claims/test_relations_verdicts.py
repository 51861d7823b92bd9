"""Verdicts said with "guilty": of whom, of what, and whether."""

import pytest

from tests.unit.claims.relations_of import found


@pytest.mark.parametrize(
    ("text", "content", "guilty"),
    [
        ("Marek Dolan was found guilty of fraud.", "", True),
        ("The court found Marek Dolan guilty of fraud.", "Marek Dolan guilty of fraud", True),
        ("Marek Dolan was found not guilty of fraud.", "", False),
        ("Marek Dolan was not found guilty of fraud.", "", False),
        ("Marek Dolan is not guilty of fraud.", "", False),
        ("The jury found Marek Dolan not guilty of fraud.", "Marek Dolan not guilty", False),
    ],
)
def test_guilty_and_not_guilty_are_told_apart(text: str, content: str, guilty: bool) -> None:
    relations = found(text, content)
    assert [(r.predicate, r.negated) for r in relations] == [("convicted", not guilty)]
    assert {role.role for role in relations[0].roles} == {"patient", "charge"}
