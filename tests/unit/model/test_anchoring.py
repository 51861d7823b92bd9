"""Anchors find their words again wherever they still stand."""

from hypothesis import given
from hypothesis import strategies as st

from careo.model.anchoring import AROUND, anchor, locate
from careo.model.record import DocumentId, sha256

DOCUMENT = DocumentId(sha256(b"a document"))
texts = st.text(alphabet="ab \n", min_size=1, max_size=40)


@st.composite
def placed(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(placed())
def test_in_its_own_text_an_anchor_is_where_it_was_made(place: tuple[str, int, int]) -> None:
    text, start, end = place
    assert locate(anchor(DOCUMENT, *place), text) == (start, end)


@given(placed(), texts)
def test_words_that_stand_are_found_and_others_are_not(
    place: tuple[str, int, int], other: str
) -> None:
    made = anchor(DOCUMENT, *place)
    found = locate(made, other)
    assert (found is not None) == (made.exact in other)
    if found is not None:
        assert other[slice(*found)] == made.exact


@given(placed(), st.text(alphabet="xyz\n", max_size=200), st.text(alphabet="xyz", max_size=9))
def test_text_that_is_put_around_it_moves_an_anchor_along(
    place: tuple[str, int, int], before: str, after: str
) -> None:
    text, start, end = place
    found = locate(anchor(DOCUMENT, *place), before + text + after)
    assert found is not None
    moved = (before + text + after)[slice(*found)]
    assert moved == text[start:end]
    unique = text.count(text[start:end]) == 1
    assert not unique or found == (start + len(before), end + len(before))


def test_of_several_the_one_counts_around_which_most_is_as_it_was() -> None:
    text = "Ana said it. Then Bea came, and Ana said it again."
    start = text.rindex("said")
    made = anchor(DOCUMENT, text, start, start + 4)
    other = "A note. " + text
    assert locate(made, other) == (start + 8, start + 12)
    assert locate(made, "Later Ana said it again. Bea said nothing.") == (10, 14)


def test_the_same_words_at_the_old_place_do_not_win_over_the_old_neighbours() -> None:
    made = anchor(DOCUMENT, "he went. Then she spoke.", 0, 2)
    assert locate(made, "he stayed; he went. Then she spoke.") == (11, 13)


def test_of_two_with_the_same_neighbours_the_nearest_counts() -> None:
    text = " ".join(["Ana said that"] * 30)
    start = text.index("said", 200)
    made = anchor(DOCUMENT, text, start, start + 4)
    assert len(made.prefix) == len(made.suffix) == AROUND
    assert locate(made, text) == (start, start + 4)
    assert locate(made, "x" + text) == (start + 1, start + 5)
