"""Times told by something else that happened: "after the election", "two years later".

They have no dates of their own: what they are counted from stands elsewhere, or nowhere.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from careo.claims.timewords import Stretch
from careo.model.time import Relative

_LOOK_BACK = 40
_KINDS: tuple[tuple[str, Relative], ...] = (
    ("starting", "after"),
    ("ending", "before"),
    ("after", "after"),
    ("before", "before"),
    ("during", "during"),
)


class Told(NamedTuple):
    """A time that is told by another.

    Attributes:
        start: First character of the text searched.
        end: One past the last.
        relative: How it stands to the other.
        starting: It begins with it ("since the coup").
        ending: It ends with it ("until his arrest").
    """

    start: int
    end: int
    relative: Relative
    starting: bool
    ending: bool


def relative(within: Stretch) -> tuple[list[Told], list[re.Match[str]]]:
    """Return the times of a stretch of text that something else tells, never overlapping.

    And the words that say of a time only that it goes on ("to this day"), or that nobody knows
    its end.
    """
    words = within.words
    found: list[Told] = []
    for match in within.found(words.relative):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        groups = match.groupdict()
        kind, how = next((k, r) for k, r in _KINDS if groups.get(k))
        ahead = words.ahead.search(
            within.text, max(within.start, match.start() - _LOOK_BACK), match.start()
        )
        start = ahead.start() if ahead and kind == how else match.start()
        cut = words.trailing.search(within.text, match.start(), match.end())
        end = cut.start() if cut else match.end()
        found.append(Told(start, end, how, kind == "starting", kind == "ending"))
    return sorted(found), list(within.found(words.alone))
