"""Words are compared without accents, case and punctuation; the one fold of all rooms."""

import pytest

from careo.identity.normal import words as name_words
from careo.model.names import words
from careo.reading.mentions.context import fold


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
def test_words_are_compared_without_accents_case_and_punctuation(
    name: str, folded: tuple[str, ...]
) -> None:
    assert words(name) == folded
    assert fold(name) == "".join(folded)


def test_only_the_signs_inside_a_name_part_rooms() -> None:
    assert name_words("O'Neill S.A.") == ("oneill", "sa")
