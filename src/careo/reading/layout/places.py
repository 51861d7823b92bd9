"""Places in a text."""

from __future__ import annotations


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a place without white space at its ends; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
