"""OpenDocument text (ODT, OTT): everything that a reader of the document can see, in order.

Source:
    OASIS OpenDocument 1.3, part 2 (packages) and part 3 (schema).
"""

from __future__ import annotations

import mmap
import re

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import draft
from careo.sources.draft import Block
from careo.sources.parsers.docx_names import Properties
from careo.sources.parsers.embedded import Embedded
from careo.sources.parsers.odt_story import PREFIXES, Found, Story
from careo.sources.parsers.office import EnoughError, source
from careo.sources.parsers.package import LockedError
from careo.sources.parsers.parts import Parts, opened
from careo.sources.spool import Spool
from careo.sources.wire import Answer

_VERSION = "careo-odt/1"
_FORMAT = "OpenDocument text"
_MANIFEST = "META-INF/manifest.xml"
_MACRO = re.compile(r"(?:basic/.+/(?!(?:script|dialog)-l[bc]\.xml$)[^/]+|scripts/.+)$")
_PICTURE = re.compile(r"pictures/[^/]+\.(?:png|jpe?g|tiff?|bmp|gif)$")
_LITTLE_PROSE = 100


def parse(data: bytes | mmap.mmap, limits: Limits, spool: Spool | None = None) -> Answer:
    """Read an OpenDocument text; a part that declares a document type refuses it as a whole."""
    return opened(data, limits, _FORMAT, lambda parts: _Text(parts, spool).answer())


class _Manifest:
    """Tells whether a part is encrypted; a handler."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Look at an entry.

        Raises:
            LockedError: It is encrypted.
        """
        del attributes
        if tag == "manifest:encryption-data":
            raise LockedError

    def end(self, tag: str) -> None:
        """Do nothing."""

    def text(self, data: str) -> None:
        """Do nothing."""


class _Text:
    """One document on its way."""

    def __init__(self, parts: Parts, spool: Spool | None) -> None:
        self._parts = parts
        self._inside = Embedded(parts.package, spool)
        self._found = Found(parts.limits.text_chars)

    def answer(self) -> Answer:
        package = self._parts.package
        if "encrypted-package" in package:
            raise LockedError
        if _MANIFEST in package:
            self._parts.read(_MANIFEST, _Manifest(), PREFIXES)
        if "styles.xml" in package:
            self._story("styles.xml")
        body = self._story("content.xml")
        if self._parts.reasons and not any(block.text.strip() for block in body):
            reason = f"not a readable {_FORMAT}: {self._parts.reasons[0]}"
            return Answer(status="refused", reason=reason)
        drawn = [block for name in self._found.objects for block in self._drawn(name)]
        blocks = [*_once(self._found.heads), *body, *self._rest(), *drawn]
        blocks += _once(self._found.feet)
        self._say(blocks)
        said = self._said(blocks)
        most = self._parts.limits.text_chars
        return draft.assemble(blocks, _VERSION, said, self._parts.reasons, most)

    def _story(self, name: str, *, aside: bool = False) -> list[Block]:
        story = Story(self._found, aside=aside)
        if not self._parts.full:
            self._parts.read(name, story, PREFIXES)
        try:
            return story.finish()
        except EnoughError as error:
            self._parts.full = str(error)
            return story.blocks

    def _rest(self) -> list[Block]:
        """Return the notes with their marks, and deletions that stand nowhere."""
        blocks: list[Block] = []
        for wanted in ("footnote", "endnote"):
            for kind, marked, held in self._found.notes:
                if (kind == "endnote") != (wanted == "endnote"):
                    continue
                blocks += [
                    block._replace(text=f"{marked} {block.text}") if n == 0 else block
                    for n, block in enumerate(held)
                ]
        for held in self._found.deleted.values():
            blocks += held
        return blocks

    def _drawn(self, name: str) -> list[Block]:
        """Return the words of a chart or a sheet inside, or put a file inside into the spool."""
        if f"{name}/content.xml" in self._parts.package:
            found = self._story(f"{name}/content.xml", aside=True)
            if not any(block.text.strip() for block in found):
                self._inside.unknown += 1
            return found
        self._inside.add(name)
        return []

    def _say(self, blocks: list[Block]) -> None:
        found, names = self._found, [name.lower() for name in self._parts.package.names]
        prose = sum(len(block.text.strip()) for block in blocks if block.kind != "furniture")
        pictured = bool(found.pictures) and prose < _LITTLE_PROSE
        for name in self._parts.package.names if pictured else ():
            if _PICTURE.match(name.lower()):
                self._inside.add(name)
        told = (
            (
                found.tracked,
                "tracked changes: inserted words are read, deleted ones only shown",
            ),
            (found.hidden, "hidden text, only shown"),
            (pictured, "little text beside pictures"),
            (any(_MACRO.match(name) for name in names), "macros, not run"),
        )
        said = [words for holds, words in told if holds]
        self._parts.reasons += [*self._parts.flaws(), *said, *self._inside.reasons]

    def _said(self, blocks: list[Block]) -> Source:
        """Return what ``meta.xml`` says, or the first heading for a title."""
        properties = Properties()
        if "meta.xml" in self._parts.package:
            self._parts.read("meta.xml", properties, PREFIXES)
        held = properties.found
        author = held.get("meta:initial-creator", "") or held.get("dc:creator", "")
        made = held.get("meta:creation-date", "") or held.get("dc:date", "")
        found = source(held.get("dc:title", ""), author, made)
        first = next((b.text for b in blocks if b.kind == "heading" and b.text.strip()), "")
        return Source(title=first).overlaid(found)


def _once(blocks: list[Block]) -> list[Block]:
    """Return each text once."""
    return list({block.text.strip(): block for block in blocks}.values())
