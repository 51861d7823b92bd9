"""Namespaces of Word documents, transitional and strict, and how their parts refer to each other.

Source:
    ECMA-376 (ISO/IEC 29500), part 1 annex A, part 2 section 8.3 (relationships), part 4.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple

_MS = "http://schemas.openxmlformats.org"
_ISO = "http://purl.oclc.org/ooxml"
PREFIXES = {
    f"{_MS}/wordprocessingml/2006/main": "w",
    f"{_ISO}/wordprocessingml/main": "w",
    f"{_MS}/officeDocument/2006/relationships": "r",
    f"{_ISO}/officeDocument/relationships": "r",
    f"{_MS}/drawingml/2006/main": "a",
    f"{_ISO}/drawingml/main": "a",
    f"{_MS}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_ISO}/drawingml/wordprocessingDrawing": "wp",
    f"{_MS}/drawingml/2006/chart": "c",
    f"{_ISO}/drawingml/chart": "c",
    f"{_MS}/drawingml/2006/diagram": "dgm",
    f"{_ISO}/drawingml/diagram": "dgm",
    f"{_MS}/officeDocument/2006/math": "m",
    f"{_ISO}/officeDocument/math": "m",
    f"{_MS}/markup-compatibility/2006": "mc",
    f"{_MS}/package/2006/relationships": "rel",
    f"{_MS}/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OFF = frozenset(["0", "false", "off"])


def on(attributes: dict[str, str]) -> bool:
    """Tell whether an element such as ``w:vanish`` switches on."""
    return attributes.get("w:val", "1").lower() not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """Return a small number as written, or the default where it is none."""
    text = (text or "").strip()
    digits = text.removeprefix("-")
    if len(digits) > 9 or not (digits.isascii() and digits.isdigit()):  # noqa: PLR2004
        return default
    return int(text)


class Relation(NamedTuple):
    """Where a part refers to: the last word of the kind, and a part's name or an address."""

    kind: str
    target: str
    external: bool


class Relations:
    """Takes a part of relationships; a `careo.sources.parsers.xml.Handler`.

    Attributes:
        found: By the id that the part uses, in order.
    """

    def __init__(self, part: str) -> None:
        """Read on behalf of a part, against whose folder targets are resolved."""
        self.found: dict[str, Relation] = {}
        self._folder = posixpath.dirname(part)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a relationship."""
        if tag != "rel:Relationship":
            return
        external = attributes.get("TargetMode", "") == "External"
        target = attributes.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = Relation(kind, target, external)

    def end(self, tag: str) -> None:
        """Do nothing."""

    def text(self, data: str) -> None:
        """Do nothing."""

    def of(self, *kinds: str) -> list[str]:
        """Return the parts of one kind or several, each once, in order."""
        held = (each for each in self.found.values() if each.kind in kinds and not each.external)
        return list(dict.fromkeys(each.target for each in held))


def relations_of(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Properties:
    """Takes the core properties; a handler.

    Attributes:
        found: The text of each element, by its tag.
    """

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._tag = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a property."""
        del attributes
        self._tag = tag

    def end(self, tag: str) -> None:
        """End a property."""
        del tag
        self._tag = ""

    def text(self, data: str) -> None:
        """Take a property's words, no more than can be kept of it."""
        held = self.found.get(self._tag, "")
        if self._tag and len(held) < 1_000:  # noqa: PLR2004
            self.found[self._tag] = held + data[:1_000]
