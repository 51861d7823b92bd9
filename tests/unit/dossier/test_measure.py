"""Labels are wrapped to their room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careo.dossier.measure import width, wrap

names = st.text(st.characters(codec="utf-8"), max_size=80)


@given(names, st.integers(min_value=30, max_value=200))
def test_no_line_is_wider_than_its_room(name: str, room: int) -> None:
    lines = wrap(name, 12, room, 3)
    assert 1 <= len(lines) <= 3
    assert all(width(line, 12) <= room for line in lines)


def test_all_words_are_kept_where_there_is_room() -> None:
    lines = wrap("the electoral fraud machinery", 12, 120, 3)
    assert len(lines) > 1
    assert " ".join(lines) == "the electoral fraud machinery"


def test_what_does_not_fit_says_so() -> None:
    assert wrap("one two three four five six", 12, 60, 1)[0].endswith("…")
