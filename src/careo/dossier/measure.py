"""How wide words are in a picture, so that no label runs into another."""

from __future__ import annotations

import re
import unicodedata

NARROW = frozenset("iljtfrI.,;:!'|()[]\u2018\u2019 \u00a0")
WIDE = frozenset("mwMWQ@%…—")
PER_MILLE = {"narrow": 380, "plain": 590, "capital": 740, "wide": 1000}
"""Advance widths per mille of the type size, rounded up over common sans-serif faces."""


def width(text: str, size: int) -> int:
    """Return an upper estimate of the width of ``text`` in pixels at ``size`` pixels."""
    return -(-sum(PER_MILLE[_class(char)] for char in text) * size // 1000)


def wrap(text: str, size: int, room: int, most: int) -> list[str]:
    """Return ``text`` in at most ``most`` lines of at most ``room`` pixels.

    Breaks at spaces, not at no-break ones; inside a word only where it alone is too long. What
    does not fit ends in an ellipsis.
    """
    lines: list[str] = []
    words = _broken(re.split(r"[ \t\n\r]+", text.strip()), size, room)
    while words:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
        if len(lines) == most and words:
            lines[-1] = _ellipsis(line, size, room)
            break
    return lines or [""]


def _class(char: str) -> str:
    if char in NARROW:
        return "narrow"
    if char in WIDE or unicodedata.east_asian_width(char) in {"W", "F"} or char > "\uffff":
        return "wide"
    return "plain" if char.islower() or char.isdigit() else "capital"


def _broken(words: list[str], size: int, room: int) -> list[str]:
    parts: list[str] = []
    for word in words:
        part = ""
        for char in word:
            if part and width(part + char, size) > room:
                parts.append(part)
                part = ""
            part += char
        parts.append(part)
    return parts


def _ellipsis(line: str, size: int, room: int) -> str:
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
