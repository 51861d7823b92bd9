"""What is made of a value is made once, and of the same value only."""

from __future__ import annotations

from careo.model.once import once
from careo.model.text import Segment

A = Segment(kind="paragraph", start=0, end=1)
EQUAL = Segment(kind="paragraph", start=0, end=1)


def test_made_once_of_the_same_value_and_anew_of_an_equal_one() -> None:
    asked: list[Segment] = []

    @once(2)
    def end(segment: Segment) -> int:
        asked.append(segment)
        return segment.end

    assert [end(A), end(A), end(EQUAL), end(A)] == [1, 1, 1, 1]
    assert [each is A for each in asked] == [True, False]


def test_no_more_are_kept_than_asked_for() -> None:
    asked: list[Segment] = []

    @once(1)
    def end(segment: Segment) -> int:
        asked.append(segment)
        return segment.end

    assert [end(A), end(EQUAL), end(A)] == [1, 1, 1]
    assert [each is A for each in asked] == [True, False, True]
