"""Word documents (DOCX, DOCM, DOTX): everything that a reader of the document can see, in order.

Source:
    ECMA-376 (ISO/IEC 29500), parts 1, 2 and 4.
"""

from __future__ import annotations

import mmap
import re

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import draft
from careo.sources.draft import Block
from careo.sources.parsers import xml
from careo.sources.parsers.docx_book import Book
from careo.sources.parsers.docx_names import PREFIXES, Properties, Relations, relations_of
from careo.sources.parsers.docx_story import Story
from careo.sources.parsers.embedded import Embedded
from careo.sources.parsers.office import EnoughError, source
from careo.sources.parsers.package import PartError
from careo.sources.parsers.parts import Parts, opened
from careo.sources.spool import Spool
from careo.sources.wire import Answer

_VERSION = "careo-docx/1"
_MAIN = "word/document.xml"
_MAIN_NAME = re.compile(r"word/document\d*\.xml$")
_EMBEDDED = re.compile(r"(?:^|/)embeddings/[^/]+$")
_PICTURE = re.compile(r"(?:^|/)media/[^/]+\.(?:png|jpe?g|tiff?|bmp|gif)$")
_LITTLE_PROSE = 100
_FORMAT = "Word document"


def parse(data: bytes | mmap.mmap, limits: Limits, spool: Spool | None = None) -> Answer:
    """Read a Word document; a part that declares a document type refuses it as a whole."""
    return opened(data, limits, _FORMAT, lambda parts: _Word(parts, spool).answer())


class _Word:
    """One document on its way."""

    def __init__(self, parts: Parts, spool: Spool | None) -> None:
        self._parts = parts
        self._package = parts.package
        self._spool = spool
        self._relations = Relations("")
        self._inside: set[str] = set()
        self._book = Book(parts.limits.text_chars, self._drawn)

    def answer(self) -> Answer:
        packaged = self._related("")
        main = self._main(packaged)
        self._relations = self._related(main)
        blocks = self._text(main)
        if self._parts.reasons and not any(block.text.strip() for block in blocks):
            return Answer(
                status="refused", reason=f"not a readable {_FORMAT}: {self._parts.reasons[0]}"
            )
        self._members(blocks)
        said = self._said(packaged, blocks)
        most = self._parts.limits.text_chars
        return draft.assemble(blocks, _VERSION, said, self._parts.reasons, most)

    def _read(self, name: str, handler: xml.Handler) -> None:
        self._parts.read(name, handler, PREFIXES)

    def _related(self, part: str) -> Relations:
        found = Relations(part)
        name = relations_of(part)
        if name in self._package:
            self._read(name, found)
        return found

    def _main(self, packaged: Relations) -> str:
        """Return the name of the part that is the document."""
        named = [*packaged.of("officeDocument"), _MAIN]
        named += [name for name in self._package.names if _MAIN_NAME.match(name.lower())]
        found = next((name for name in named if name in self._package), None)
        if found is None:
            raise PartError("it has no part with the text")
        return found

    def _text(self, main: str) -> list[Block]:
        """Return the headers, the body, the notes and the footers."""
        relations, book = self._relations, self._book
        for kind, handler in (("styles", book.styles), ("numbering", book.numbering)):
            for name in relations.of(kind):
                self._read(name, handler)
        for name in relations.of("comments"):
            self._story(name)
        body = self._story(main)
        for name in relations.of("footnotes", "endnotes"):
            self._story(name)
        heads = self._running("header")
        feet = self._running("footer")
        return [*heads, *body, *book.notes(), *feet]

    def _story(self, name: str, *, aside: bool = False) -> list[Block]:
        story = Story(self._book, aside=aside)
        if not self._parts.full:
            self._read(name, story)
        try:
            return story.finish()
        except EnoughError as error:
            self._parts.full = str(error)
            return story.blocks

    def _running(self, kind: str) -> list[Block]:
        """Return the headers or the footers, each text once."""
        held = [b for name in self._relations.of(kind) for b in self._story(name, aside=True)]
        return list({block.text.strip(): block for block in held}.values())

    def _drawn(self, id_: str) -> list[Block]:
        """Return the text of a chart, which is furniture, or of a diagram."""
        found = self._relations.found.get(id_)
        if found is None or found.external or id_ in self._inside:
            return []
        self._inside.add(id_)
        return self._story(found.target, aside=found.kind == "chart")

    def _members(self, blocks: list[Block]) -> None:
        """Put the files inside into the spool, and say what is not read."""
        book, relations = self._book, self._relations
        inside = Embedded(self._package, self._spool)
        targets = [relations.found[id_] for id_ in book.chunks if id_ in relations.found]
        linked = book.linked or any(target.external for target in targets)
        for name in (target.target for target in targets if not target.external):
            inside.add(name)
        for name in (*relations.of("oleObject", "package", "aFChunk"), *self._package.names):
            if _EMBEDDED.search(name.lower()) or name in relations.of("aFChunk"):
                inside.add(name)
        prose = sum(len(block.text.strip()) for block in blocks if block.kind != "furniture")
        pictured = bool(book.pictures) and prose < _LITTLE_PROSE
        for name in self._package.names if pictured else ():
            if _PICTURE.search(name.lower()):
                inside.add(name)
        macros = any(name.lower().endswith("vbaproject.bin") for name in self._package.names)
        told = (
            (
                bool(book.inserted or book.deleted),
                "tracked changes: inserted words are read, deleted ones only shown",
            ),
            (book.hidden, "hidden text, only shown"),
            (linked, "a part of the text is in another file"),
            (pictured, "little text beside pictures"),
            (macros, "macros, not run"),
        )
        said = [words for holds, words in told if holds]
        self._parts.reasons += [*self._parts.flaws(), *said, *inside.reasons]

    def _said(self, packaged: Relations, blocks: list[Block]) -> Source:
        """Return what the core properties say, or the first heading for a title."""
        properties = Properties()
        for name in packaged.of("core-properties"):
            if name in self._package:
                self._read(name, properties)
        held = properties.found
        made = held.get("dcterms:created", "") or held.get("dcterms:modified", "")
        found = source(held.get("dc:title", ""), held.get("dc:creator", ""), made)
        first = next((b.text for b in blocks if b.kind == "heading" and b.text.strip()), "")
        return Source(title=first).overlaid(found)
