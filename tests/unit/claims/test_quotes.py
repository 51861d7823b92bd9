from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.claims.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“He paid,” she said.", ["“He paid,”"]),
        ('"He paid," she said. "Twice."', ['"He paid,"', '"Twice."']),
        ("«He paid», she said.", ["«He paid»"]),
        ("\u2018He paid,\u2019 she said of the soldiers\u2019 rifles.", ["\u2018He paid,\u2019"]),
        ("'He paid,' she said. It's hers.", ["'He paid,'"]),
        ("A \u2018private army\u2019 of the minister", ["\u2018private army\u2019"]),
        ("“He said \u2018no\u2019 to me,” she said.", ["“He said \u2018no\u2019 to me,”"]),
        ("The soldiers\u2019 rifles and Rask's men", []),
        ("She said: “He paid. He", ["“He paid. He"]),
    ],
)
def test_quotation_marks_and_apostrophes_are_told_apart(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text, 0, len(text))] == quoted


@given(st.text(alphabet="ab \u2019\u2018“”\"'.,", max_size=40))
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    places = quotations(text, 0, len(text))
    for (_, end), (start, _) in pairwise(places):
        assert end <= start
