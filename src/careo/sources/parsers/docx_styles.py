"""Styles of a Word document: which are headings, lists, hidden, tables of contents.

Source:
    ECMA-376 part 1, sections 17.7 (styles), 17.3.1.20 (outlineLvl), 17.3.2.41 (vanish).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from careo.sources.parsers.docx_names import number, on

_HEADING = re.compile(r"(?:heading|título|überschrift|titre) ([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc \d|toc heading|table of figures|index \d)$", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2}
_BODY_LEVEL = 9
_CHAIN = 20
_LOOKS = 10_000


class Numbered(NamedTuple):
    """A list and the level in it."""

    list: str
    level: int


class Look(NamedTuple):
    """What a style makes of text.

    Attributes:
        level: The depth of a heading from 1; 0 for all else.
        hidden: It is not shown.
        numbered: The list that it puts paragraphs in.
        contents: It is for tables of contents.
    """

    level: int
    hidden: bool
    numbered: Numbered | None
    contents: bool


@dataclass
class Style:
    """What one style says, or does not say."""

    name: str = ""
    based: str = ""
    outline: int | None = None
    hidden: bool | None = None
    list: str | None = None
    level: int = 0


class Styles:
    """Takes ``styles.xml``; a handler."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._now: Style | None = None
        self._standard = ""
        self._looks: dict[str, Look] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take what is said of a style."""
        value = attributes.get("w:val", "")
        if tag == "w:style":
            self._now = Style()
            id_ = attributes.get("w:styleId", "")
            self._styles[id_] = self._now
            standard = attributes.get("w:default", "0").lower() in {"1", "true", "on"}
            if standard and attributes.get("w:type") == "paragraph":
                self._standard = id_
        elif self._now is None:
            return
        elif tag == "w:name":
            self._now.name = value
        elif tag == "w:basedOn":
            self._now.based = value
        else:
            self._format(self._now, tag, attributes)

    def _format(self, style: Style, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val")
        if tag == "w:outlineLvl":
            style.outline = number(value, _BODY_LEVEL)
        elif tag == "w:vanish":
            style.hidden = on(attributes)
        elif tag == "w:numId":
            style.list = value
        elif tag == "w:ilvl":
            style.level = number(value)

    def end(self, tag: str) -> None:
        """End a style."""
        if tag == "w:style":
            self._now = None

    def text(self, data: str) -> None:
        """Do nothing."""

    def _chain(self, id_: str) -> list[Style]:
        """Return a style and those that it is based on."""
        found: list[Style] = []
        style = self._styles.get(id_ or self._standard)
        while style is not None and len(found) < _CHAIN:
            found.append(style)
            style = self._styles.get(style.based) if style.based else None
        return found

    def of(self, id_: str) -> Look:
        """Return how a style makes paragraphs or runs look; the standard one's for no id."""
        found = self._looks.get(id_)
        if found is None:
            if len(self._looks) >= _LOOKS:
                self._looks.clear()
            chain = self._chain(id_)
            found = Look(
                _level(chain),
                next((style.hidden for style in chain if style.hidden is not None), False),
                _numbered(chain),
                any(_CONTENTS.match(style.name) is not None for style in chain),
            )
            self._looks[id_] = found
        return found


def _level(chain: list[Style]) -> int:
    for style in chain:
        named = _HEADING.match(style.name)
        if named:
            return int(named[1])
        if style.name.lower() in _TITLES:
            return _TITLES[style.name.lower()]
        if style.outline is not None:
            return style.outline + 1 if 0 <= style.outline < _BODY_LEVEL else 0
    return 0


def _numbered(chain: list[Style]) -> Numbered | None:
    for style in chain:
        if style.list is not None:
            return None if style.list == "0" else Numbered(style.list, style.level)
    return None
