"""Text that others wrote, made safe to show: nothing in it acts, nothing in it hides.

Source:
    Unicode Technical Report 36, sections 2.2 (bidirectional spoofing) and 2.4 (invisible
    characters); Trojan Source, CVE-2021-42574.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""General categories of characters that show nothing themselves."""

KEPT = frozenset("\t\n\r")
NONCHARACTERS = frozenset(map(chr, (0xFFFE, 0xFFFF)))

_SUSPECT = re.compile(r"[^\x20-\x7e\n\t\u00a1-\u00ac\u00ae-\u02ff\u0370-\u05ff\u2010-\u2027]")


def show(text: str) -> Markup:
    """Return ``text`` escaped, with each invisible character as a visible mark."""
    if _SUSPECT.search(text) is None:
        return escape(text)
    parts = [_mark(char) if _hides(char) else escape(char) for char in text]
    return Markup("").join(parts)


def plain(text: str) -> str:
    """Return ``text`` for a title or an attribute, invisible characters spelt out."""
    if _SUSPECT.search(text) is None:
        return text
    return "".join(_code(char) if _hides(char) else char for char in text)


def name(text: str) -> Markup:
    """Return a name, isolated from the direction of what stands around it."""
    return Markup("<bdi>{}</bdi>").format(show(text))


def _hides(char: str) -> bool:
    if char in KEPT:
        return False
    return char in NONCHARACTERS or unicodedata.category(char) in HIDDEN


def _code(char: str) -> str:
    return f"⟨U+{ord(char):04X}⟩"


def _mark(char: str) -> Markup:
    title = unicodedata.name(char, "CONTROL CHARACTER").capitalize()
    return Markup('<span class="hid" title="{}">{}</span>').format(title, _code(char))
