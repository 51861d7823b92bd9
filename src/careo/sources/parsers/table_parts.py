"""The small parts of a workbook: shared strings, styles, comments, what drawings say.

Source:
    ECMA-376 part 1, 18.4 (shared strings), 18.7 (comments), 18.8 (styles), 20.1 (drawings);
    22.9.2.19 (escapes in strings).
"""

from __future__ import annotations

import re

from careo.sources.parsers.docx_names import PREFIXES as _WORD
from careo.sources.parsers.docx_names import number
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.office import EnoughError
from careo.sources.parsers.table_format import GENERAL, Format, built_in, compiled

_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PREFIXES = {
    **_WORD,
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    _THREADED: "tc",
}
"""Those of Word documents, which share much, and those of workbooks."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STYLES = 100_000


def words(text: str) -> str:
    """Return a string of a workbook as text."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return safe(text)


class _Part:
    """A handler that does nothing."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element's begin."""

    def end(self, tag: str) -> None:
        """Take an element's end."""

    def text(self, data: str) -> None:
        """Take some text."""


class Runs(_Part):
    """Takes the text of strings, whatever their runs look like.

    Attributes:
        spelled: Readings beside the text, which are no part of it, have been passed over.
    """

    def __init__(self, most: int) -> None:
        self.spelled = False
        self._left = most
        self._held: list[str] = []
        self._taken = False
        self._reading = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a run."""
        del attributes
        if tag == "x:t" and not self._reading:
            self._taken = True
        elif tag == "x:rPh":
            self._reading += 1
            self.spelled = True

    def end(self, tag: str) -> None:
        """End a run."""
        if tag == "x:t":
            self._taken = False
        elif tag == "x:rPh":
            self._reading -= 1

    def text(self, data: str) -> None:
        """Take the text of a run."""
        if self._taken:
            self._left -= len(data)
            if self._left < 0:
                raise EnoughError
            self._held.append(data)

    def whole(self) -> str:
        """Return what has come since the last time."""
        text = words("".join(self._held))
        self._held.clear()
        return text


class Strings(Runs):
    """Takes the shared strings.

    Attributes:
        found: In their order.
    """

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.found: list[str] = []

    def end(self, tag: str) -> None:
        """End a run or a string."""
        super().end(tag)
        if tag == "x:si":
            self.found.append(self.whole())


class Styles(_Part):
    """Takes the styles.

    Attributes:
        formats: The number format of each style, by its number.
    """

    def __init__(self) -> None:
        self.formats: list[Format] = []
        self._own: dict[int, Format] = {}
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a format or a style."""
        if tag == "x:numFmt" and len(self._own) < _STYLES:
            code = attributes.get("formatCode", "")
            self._own[number(attributes.get("numFmtId"))] = compiled(code)
        elif tag == "x:cellXfs":
            self._in_cells = True
        elif tag == "x:xf" and self._in_cells and len(self.formats) < _STYLES:
            id_ = number(attributes.get("numFmtId"))
            self.formats.append(self._own.get(id_) or built_in(id_))

    def end(self, tag: str) -> None:
        """End the styles of cells."""
        if tag == "x:cellXfs":
            self._in_cells = False

    def of(self, style: str | None) -> Format:
        """Return the format of a style."""
        at = number(style, -1)
        return self.formats[at] if 0 <= at < len(self.formats) else GENERAL


class Comments(Runs):
    """Takes the comments of a sheet, old and threaded.

    Attributes:
        found: Cell, author and text of each.
    """

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.found: list[tuple[str, str, str]] = []
        self._authors: list[str] = []
        self._place = self._author = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a comment, an author or a run."""
        super().start(tag, attributes)
        if tag in {"x:author", "tc:text"}:
            self._taken = True
        elif tag in {"x:comment", "tc:threadedComment"}:
            at = number(attributes.get("authorId"), -1)
            self._author = self._authors[at] if 0 <= at < len(self._authors) else ""
            self._place = attributes.get("ref", "")

    def end(self, tag: str) -> None:
        """End a comment, an author or a run."""
        super().end(tag)
        if tag == "x:author":
            self._taken = False
            self._authors.append(self.whole())
        elif tag in {"x:comment", "tc:threadedComment"}:
            self._taken = False
            self.found.append((safe(self._place), self._author, self.whole()))


class Drawn(_Part):
    """Takes the words of text boxes, shapes and charts.

    Attributes:
        found: A paragraph each.
    """

    def __init__(self, most: int) -> None:
        self.found: list[str] = []
        self._left = most
        self._held: list[str] = []
        self._taken = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a run."""
        del attributes
        self._taken = tag == "a:t"

    def end(self, tag: str) -> None:
        """End a run or a paragraph."""
        self._taken = False
        if tag == "a:p" and self._held:
            self.found.append(safe("".join(self._held)))
            self._held.clear()

    def text(self, data: str) -> None:
        """Take the text of a run."""
        if self._taken:
            self._left -= len(data)
            if self._left < 0:
                raise EnoughError
            self._held.append(data)
