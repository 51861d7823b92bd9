"""What was seen in pictures beside the text: lines to add, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterable

from careo.model.document import FOUND_NONE, LITTLE_TEXT, NO_TEXT
from careo.model.text import Box
from careo.sources.parsers import recognised
from careo.sources.parsers.looks import Looked, Looks
from careo.sources.parsers.pdf_page import Line
from careo.sources.parsers.recognised import Frame

_NAMED_PAGES = 12
_SLACK = 200
_HIGHER = 3


class Looking:
    """Keeps what came of looking at each page.

    Attributes:
        looks: What was recognised.
        wordless: Pages on which nothing was.
        failed: Pages that could not be drawn, or not recognised.
        uncertain: Pages with words that may be others.
    """

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.wordless: list[int] = []
        self.failed: list[int] = []
        self.uncertain: list[int] = []

    def at(self, page: int) -> Looked | None:
        """Return what was recognised on a page, None where nothing came of it."""
        looked = self.looks.pages.get(page)
        if looked is not None and looked.table is None:
            self.failed.append(page)
            return None
        return looked

    def lines(self, looked: Looked, frame: Frame) -> list[Line]:
        """Return the lines of a page, and note what is to be said of them."""
        found, uncertain = recognised.lines(looked, frame)
        if not found:
            self.wordless.append(frame.page)
        elif uncertain:
            self.uncertain.append(frame.page)
        return found

    def reasons(self, silent: Iterable[int], pictures: Iterable[int]) -> list[str]:
        """Say what may be missing, or wrong; see `careo.model.document.Outcome.unrecognised`.

        Args:
            silent: Pages without text whose picture may hold some.
            pictures: Pages with little text beside a picture.
        """
        silent, pictures = list(silent), list(pictures)
        known = self.looks.pages
        wordless = [page for page in silent if page in self.wordless]
        if not self.looks.recogniser:
            return [told(f"{NO_TEXT} on", silent), told(f"{LITTLE_TEXT} on", pictures)]
        return [
            told(f"{NO_TEXT} on", wordless, f" {FOUND_NONE}"),
            told("not recognised:", self.failed),
            told("uncertain words on", self.uncertain),
            told("out of time for", sorted({*silent, *pictures} - known.keys())),
        ]


def told(what: str, pages: Iterable[int], after: str = "") -> str:
    """Say something of pages, naming the first of them; nothing where there are none."""
    numbers = list(pages)
    if not numbers:
        return ""
    names = ", ".join(map(str, numbers[:_NAMED_PAGES]))
    more = len(numbers) - _NAMED_PAGES
    return f"{what} page {names}" + (f" and {more} more" if more > 0 else "") + after


def extractor(name: str, looks: Looks) -> str:
    """Return an extractor's name with that of what recognised words, where any were."""
    return f"{name} {looks.recogniser}" if looks.recogniser else name


def beside(lines: Iterable[Line], found: Iterable[Line]) -> list[Line]:
    """Return those of the recognised lines that do not stand where a page has text."""
    boxes = [line.box for line in lines if line.box is not None]
    return [line for line in found if not any(_covers(box, line.box) for box in boxes)]


def _covers(box: Box, other: Box | None) -> bool:
    """Tell whether the middle of a line lies in a box, or that of the box in the line.

    A box that is much higher is not that of a line of text, but of a stamp across the page.
    """
    if other is None or box.top - box.bottom > _HIGHER * (other.top - other.bottom):
        return False
    return _holds(box, other) or _holds(other, box)


def _holds(box: Box, other: Box) -> bool:
    across, up = (other.left + other.right) / 2, (other.bottom + other.top) / 2
    return (
        box.left - _SLACK <= across <= box.right + _SLACK
        and box.bottom - _SLACK <= up <= box.top + _SLACK
    )
