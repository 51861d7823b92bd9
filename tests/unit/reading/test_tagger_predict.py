"""Sequences of tokens in, their labels out: what `bench/predict.py` makes of them."""

from __future__ import annotations

import pytest

from bench.predict import Row, documents, label, paragraphs, spaces
from tests.unit.reading.test_tagger import stand_in


def spelt(tokens: list[str]) -> str:
    return "".join(
        f"{' ' if space else ''}{token}"
        for token, space in zip(tokens, spaces(tokens), strict=True)
    ).strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "`` It fell , '' she said ( twice ) : they did n't pay $ 5 ; Tarn 's 7 % .",
            "``It fell,'' she said (twice): they didn't pay $5; Tarn's 7%.",
        ),
        ("'' It fell '' , he said", "''It fell'', he said"),
        ('So " no " .', 'So "no".'),
    ],
)
def test_spaces_are_guessed(text: str, shown: str) -> None:
    assert spelt(text.split()) == shown


def test_a_sequence_that_ends_with_an_opening_mark_goes_on() -> None:
    first, second, third = (
        Row(tokens=tokens.split(), id="a")
        for tokens in ("He left . ''", "I did , '' he said .", "`` No . ''")
    )
    assert paragraphs([first, second, third]) == [[first, second], [third]]


def test_every_token_has_a_label_and_every_sequence_begins_anew() -> None:
    rows = [Row(tokens=["Ana", "said", "so", "''"], id="a"), Row(tokens=["No", "."] * 300, id="a")]
    found = label(rows, stand_in())
    assert [len(labels) for labels in found] == [4, 600]
    assert not any(labels[0].startswith("I-") for labels in found)


def test_sequences_without_an_id_are_documents_of_their_own() -> None:
    rows = [Row(tokens=["a"]), Row(tokens=["b"]), Row(tokens=["c"], id="x"), Row(["d"], id="x")]
    assert [len(document) for document in documents(rows)] == [1, 1, 2]
