"""From marked text to labelled tokens.

Marks are `[x …]` with x one of s, c, k (source, cue, content) and p, o, l (person, organization,
place). Marks of the first kind inside another of that kind are dropped, and likewise for names.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"\[([sckpol]) |\]")
_ROLES = {"s": "source", "c": "cue", "k": "content"}
_NAMES = {"p": "person", "o": "organization", "l": "place"}
_ES = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:[-'’@.](?=\w)\w+)*|\.\.\.|[^\w\s]")
_EN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Sgt|Capt|Lt|Sen|Gov|No|St|Inc|Corp|Co)\.(?=[ ,])"
    r"|\d+(?:[.,:]\d+)*"
    r"|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:[-@.](?=\w)\w+)*|\.\.\.|--|[^\w\s]",
    re.IGNORECASE,
)
_TOKEN = {"es": _ES, "en": _EN}


@dataclass(frozen=True)
class Span:
    """A labelled stretch of plain text, in code points from 0."""

    start: int
    end: int
    label: str


def strip(marked: str) -> tuple[str, list[Span], list[Span]]:
    """Take the marks out of a text.

    Args:
        marked: Text with balanced marks.

    Returns:
        The plain text, the attribution spans and the name spans, in order of their ends.

    Raises:
        ValueError: A mark is not closed, or closed twice.
    """
    plain: list[str] = []
    spans: tuple[list[Span], list[Span]] = ([], [])
    stack: list[tuple[str, int]] = []
    at, length = 0, 0
    for mark in _MARK.finditer(marked):
        piece = marked[at : mark.start()]
        plain.append(piece)
        length += len(piece)
        at = mark.end()
        if mark[1]:
            stack.append((mark[1], length))
            continue
        if not stack:
            raise ValueError(f"a mark is closed twice: {marked}")
        letter, start = stack.pop()
        group = _ROLES if letter in _ROLES else _NAMES
        if not any(outer in group for outer, _ in stack):
            spans[letter in _NAMES].append(Span(start, length, group[letter]))
    if stack:
        raise ValueError(f"a mark is open: {marked}")
    plain.append(marked[at:])
    return "".join(plain), *spans


def tokens(plain: str, language: str) -> list[tuple[int, int]]:
    """Find the words and punctuation marks of a text.

    Args:
        plain: Text without marks.
        language: `es` or `en`.

    Returns:
        Start and end of each token, in code points.
    """
    found = [match.span() for match in _TOKEN[language].finditer(plain)]
    return [(start, end) for start, end in found if end > start]


def _bio(places: list[tuple[int, int]], spans: list[Span]) -> list[str]:
    labels = ["O"] * len(places)
    for span in spans:
        inside = [i for i, (start, _) in enumerate(places) if span.start <= start < span.end]
        for i in inside:
            labels[i] = f"{'B' if i == inside[0] else 'I'}-{span.label}"
    return labels


def labelled(marked: str, language: str) -> dict[str, object]:
    """Turn a marked text into tokens, spaces and both kinds of labels.

    Args:
        marked: Text with balanced marks.
        language: `es` or `en`.

    Returns:
        `tokens`, `space` (is there a space before the token), `labels` and `names` (BIO).
    """
    plain, said, named = strip(marked)
    places = tokens(plain, language)
    return {
        "tokens": [plain[start:end] for start, end in places],
        "space": [start > 0 and plain[start - 1].isspace() for start, _ in places],
        "labels": _bio(places, said),
        "names": _bio(places, named),
    }
