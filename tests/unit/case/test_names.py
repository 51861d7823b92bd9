from typing import Any

import pytest

from careo.case.names import matches, words


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Andrés Quiroga", ("andres", "quiroga")),
        ("O'Neill-Vega", ("o", "neill", "vega")),
        ("Müller", ("muller",)),
        ("Łukasz", ("lukasz",)),
        ("Иван Петров", ("ivan", "petrov")),
        ("…", ()),
    ],
)
def test_names_are_looked_up_without_accents_case_and_punctuation(name: str, folded: Any) -> None:
    assert words(name) == folded


def test_words_match_whole_and_side_by_side() -> None:
    assert matches(("quiroga",), ["Andrés Quiroga"])
    assert matches(("andres", "quiroga"), ["General Andrés Quiroga Paz"])
    assert not matches(("andres", "paz"), ["General Andrés Quiroga Paz"])
    assert not matches(("quir",), ["Andrés Quiroga"])
    assert not matches(("andres", "quiroga"), ["Andrés", "Quiroga"])
