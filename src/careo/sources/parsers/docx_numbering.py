"""The numbers that Word puts before paragraphs: they stand on the page, and nowhere in the text.

Source:
    ECMA-376 part 1, section 17.9 (numbering): 17.9.6 (lvl), 17.9.8 (lvlOverride), 17.9.11
    (lvlText), 17.9.17 (numFmt), 17.9.10 (lvlRestart), 17.9.23 (pStyle).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from careo.sources.parsers.docx_names import number
from careo.sources.parsers.docx_styles import Numbered

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LETTERS = 26
_TEXT_CHARS = 50
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 4_000


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    shape: str = "decimal"
    words: str = ""


@dataclass
class _List:
    """A list: its levels, or the abstract one that it takes them from."""

    abstract: str = ""
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """Takes ``numbering.xml``, and then counts; a handler."""

    def __init__(self) -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._styled: dict[str, int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._now: _List | None = None
        self._level = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take what is said of a list."""
        if tag == "w:abstractNum":
            self._now = self._abstract.setdefault(attributes.get("w:abstractNumId", ""), _List())
        elif tag == "w:num":
            self._now = self._lists.setdefault(attributes.get("w:numId", ""), _List())
        elif self._now is None:
            return
        elif tag == "w:abstractNumId":
            self._now.abstract = attributes.get("w:val", "")
        elif tag in {"w:lvl", "w:lvlOverride"}:
            self._level = number(attributes.get("w:ilvl"), -1)
        elif 0 <= self._level < _LEVELS:
            self._format(self._now, tag, attributes.get("w:val", ""))

    def _format(self, listed: _List, tag: str, value: str) -> None:
        level = listed.levels.get(self._level, _Level())
        if tag in {"w:start", "w:startOverride"}:
            level = replace(level, start=number(value, 1))
        elif tag == "w:numFmt":
            level = replace(level, shape=value)
        elif tag == "w:lvlText":
            level = replace(level, words=value[:_TEXT_CHARS])
        elif tag == "w:pStyle":
            self._styled[value] = self._level
            return
        else:
            return
        listed.levels[self._level] = level

    def end(self, tag: str) -> None:
        """End a list."""
        if tag in {"w:abstractNum", "w:num"}:
            self._now, self._level = None, -1

    def text(self, data: str) -> None:
        """Do nothing."""

    def level_of(self, style: str, default: int) -> int:
        """Return the level that a list keeps for a style of paragraphs."""
        return self._styled.get(style, default)

    def next(self, numbered: Numbered) -> str:
        """Count one paragraph on, and return what stands before it; empty for a bullet."""
        listed = self._lists.get(numbered.list)
        if listed is None or not 0 <= numbered.level < _LEVELS:
            return ""
        abstract = self._abstract.get(listed.abstract, _List())
        counts = self._counts.setdefault(listed.abstract or numbered.list, {})
        at = numbered.level
        own = listed.levels.get(at)
        level = self._merged(abstract.levels.get(at), own)
        if own is not None and (numbered.list, at) not in self._begun:
            counts.pop(at, None)
        self._begun.add((numbered.list, at))
        counts[at] = counts[at] + 1 if at in counts else level.start
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]
        if level.shape in {"bullet", "none"}:
            return ""
        return self._words(level.words, abstract, listed, counts)

    @staticmethod
    def _merged(base: _Level | None, own: _Level | None) -> _Level:
        if base is None or own is None:
            return own or base or _Level(shape="none")
        return own if own.words else replace(base, start=own.start)

    def _words(self, words: str, abstract: _List, listed: _List, counts: dict[int, int]) -> str:
        def one(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = self._merged(abstract.levels.get(at), listed.levels.get(at))
            return shaped(counts.get(at, level.start), level.shape)

        return _PLACE.sub(one, words).strip()


def shaped(count: int, shape: str) -> str:
    """Return a number as a list writes it."""
    if shape in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % _LETTERS)
        written = letter * min(1 + (count - 1) // _LETTERS, _TEXT_CHARS)
        return written.upper() if shape == "upperLetter" else written
    if shape in {"lowerRoman", "upperRoman"} and 0 < count < _MOST_ROMAN:
        written = ""
        for value, letters in _ROMAN:
            written += letters * (count // value)
            count %= value
        return written.upper() if shape == "upperRoman" else written
    return f"{count:02d}" if shape == "decimalZero" else str(count)
