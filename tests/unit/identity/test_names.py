"""Names compared: verdicts with their reasons, in the cultures that cases bring."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.identity.names import block_keys, compare
from careo.identity.names.trees import worth

ANYTHING = st.text(max_size=60)
NAMES = st.lists(
    st.sampled_from(
        [
            *("Ana", "Sol", "Paz", "Távora", "ben", "al-Sarrani", "Иван", "Петрович", "Rey-Luz"),
            *("J.", "O'Vell", "بيريز", "金", "Dr.", ",", "y", "de"),
        ]
    ),
    max_size=6,
).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "verdict", "words"),
    [
        ("Ana Sol Paz", "Ana Sol", "unsure", "surname agrees, second surname missing on one side"),
        ("Ana Sol Paz", "A. Sol Paz", "unsure", "given name is an initial on one side"),
        ("Paz Sol, Ana", "Ana Paz Sol", "same", "all parts agree"),
        ("José Távora", "Pepe Távora", "same", "given name is a short form on one side"),
        ("Gral. Ana de la Sol y Paz", "Ana Sol Paz", "same", "all parts agree"),
        (
            "Ivan Ivanovich Selov",
            "Селов Иван Иванович",
            "same",
            "all parts agree, in another order",
        ),
        ("Ivan Ivanovich Selov", "Ivan Petrovich Selov", "different", "patronymic differs"),
        ("Tom Vell Jr.", "Tom Vell", "unsure", "generation given on one side only"),
    ],
)
def test_names_of_people(one: str, other: str, verdict: str, words: str) -> None:
    found = compare(one, other)
    assert found.verdict == verdict
    assert words in found.reason


@given(
    st.one_of(ANYTHING, NAMES), st.one_of(ANYTHING, NAMES), st.sampled_from(["Person", "Company"])
)
def test_the_order_of_two_names_does_not_matter(one: str, other: str, schema: str) -> None:
    found = compare(one, other, schema)
    assert found == compare(other, one, schema)
    assert found.reason
    assert 0 <= found.score <= 1000


@given(st.one_of(ANYTHING, NAMES), st.sampled_from(["Person", "Company"]))
def test_a_name_is_itself(name: str, schema: str) -> None:
    letters = any(c.isalnum() for c in name)
    assert compare(name, name, schema).verdict == ("same" if letters else "unsure")


@pytest.mark.parametrize("name", ["", " ", "...", "\u0301", "a" * 1_000_000, "Sol " * 250_000])
def test_odd_names_have_an_answer(name: str) -> None:
    for schema in ("Person", "Company"):
        assert compare(name, "Ana Sol", schema).reason
        assert isinstance(block_keys(name, schema), tuple)


def test_trees_say_what_they_said_when_they_were_trained() -> None:
    rows = json.loads(Path(__file__).with_name("trees_check.json").read_text())
    for row in rows:
        assert worth(row["measured"]) == pytest.approx(row["worth"], abs=1e-9)
    assert len({round(row["worth"], 3) for row in rows}) > len(rows) // 2
