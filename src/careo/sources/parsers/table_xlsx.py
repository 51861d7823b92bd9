"""Workbooks (XLSX, XLSM): the cells of every sheet, hidden ones too, and what stands beside them.

Source:
    ECMA-376 (ISO/IEC 29500) parts 1, 2 and 4; [MS-XLSX] 2.1 (threaded comments).
"""

from __future__ import annotations

import mmap
import re

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources.parsers import xml
from careo.sources.parsers.docx_names import Properties, Relations, relations_of
from careo.sources.parsers.embedded import Embedded
from careo.sources.parsers.encoding import safe
from careo.sources.parsers.office import EnoughError, mark, part_name, source
from careo.sources.parsers.package import LockedError, Package, PartError
from careo.sources.parsers.table import SHEETS, Tables
from careo.sources.parsers.table_parts import PREFIXES, Comments, Drawn, Strings, Styles
from careo.sources.parsers.table_sheet import Known, SheetReader
from careo.sources.spool import Spool
from careo.sources.wire import Answer

_VERSION = "careo-xlsx/1"
_XML = (".xml", ".rels", ".vml")
_MAIN = "xl/workbook.xml"
_ELEMENTS = 12_000_000
_NO_READER = "not a readable workbook"
_STRINGS = 4
"""Shared strings are kept up to so many times the text's length."""

_EMBEDDED = re.compile(r"(?:^|/)embeddings/[^/]+$")
_PICTURE = re.compile(r"(?:^|/)media/[^/]+\.(?:png|jpe?g|tiff?|bmp|gif)$")
_ASIDE = (
    (re.compile(r"vbaproject\.bin$"), "macros, not run"),
    (re.compile(r"/pivotcacherecords"), "data behind pivot tables is not read"),
    (re.compile(r"/externallinks/[^/]+\.xml$"), "values kept of other workbooks are not read"),
    (re.compile(r"/(?:macrosheets|dialogsheets)/"), "sheets of macros or dialogs are not read"),
)


class RefusedPartError(Exception):
    """A part declares a document type or an entity; its argument is the part's name."""


def parse(data: bytes | mmap.mmap, limits: Limits, spool: Spool | None = None) -> Answer:
    """Read a workbook; a part that declares a document type refuses it as a whole."""
    try:
        package = Package(data, limits)
        for name in package.names:
            if name.lower().endswith(_XML):
                _check(package, name)
        return _Workbook(package, limits, spool).answer()
    except RefusedPartError as error:
        return Answer(status="refused", reason=f"a document type or an entity in {error}")
    except LockedError:
        return Answer(status="refused", reason="password")
    except PartError as error:
        return Answer(status="refused", reason=f"{_NO_READER}: {error}")


def _check(package: Package, name: str) -> None:
    try:
        xml.check_prolog(package.chunks(name))
    except PartError:
        return
    except xml.DoctypeError:
        raise RefusedPartError(part_name(name)) from None


class _Sheets:
    """Takes the workbook's own part; a handler.

    Attributes:
        found: Name, relation and whether it is hidden, of each sheet.
        since_1904: Days are counted from 1904.
    """

    def __init__(self) -> None:
        self.found: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a sheet's entry."""
        if tag == "x:sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.found.append(
                (safe(attributes.get("name", "")), attributes.get("r:id", ""), hidden)
            )
        elif tag == "x:workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true", "on"}

    def end(self, tag: str) -> None:
        """Do nothing."""

    def text(self, data: str) -> None:
        """Do nothing."""


class _Workbook:
    """One workbook on its way."""

    def __init__(self, package: Package, limits: Limits, spool: Spool | None) -> None:
        self._package = package
        self._limits = limits
        self._tables = Tables(limits)
        self._strings = Strings(_STRINGS * limits.text_chars)
        self._styles = Styles()
        self._inside = Embedded(package, spool)
        self._full = False

    def answer(self) -> Answer:
        packaged = self._related("")
        main = next((n for n in (*packaged.of("officeDocument"), _MAIN) if n in self._package), "")
        if main.lower().endswith(".bin") or "xl/workbook.bin" in self._package:
            raise PartError("a binary workbook (XLSB)")
        if not main:
            raise PartError("it has no part with the sheets")
        sheets, relations = _Sheets(), self._related(main)
        self._read(main, sheets)
        for name in relations.of("sharedStrings") or self._there("xl/sharedStrings.xml"):
            self._read(name, self._strings)
        for name in relations.of("styles") or self._there("xl/styles.xml"):
            self._read(name, self._styles)
        known = Known(self._strings, self._styles, sheets.since_1904, self._limits.text_chars)
        listed = sheets.found[:SHEETS]
        for at, (name, id_, hidden) in enumerate(listed, 1):
            target = relations.found.get(id_)
            usual = self._there(f"xl/worksheets/sheet{at}.xml")
            part = next(iter(usual), "") if target is None else target.target
            self._tables.begin(name, hidden=hidden, titled=len(sheets.found) > 1)
            self._sheet(part, known)
        if len(sheets.found) > len(listed):
            self._tables.reasons.append(f"only the first {SHEETS} sheets are read")
        self._tell(known)
        return self._finished(packaged)

    def _finished(self, packaged: Relations) -> Answer:
        """Return the answer; refused where nothing could be read."""
        self._beside()
        answer = self._tables.answer(_VERSION, self._said(packaged))
        if answer.segments or not self._tables.reasons:
            return answer
        return Answer(status="refused", reason=f"{_NO_READER}: {answer.reason}")

    def _read(self, name: str, handler: xml.Handler) -> None:
        """Read a part, or as much of it as can be read."""
        try:
            xml.read(self._package.chunks(name), handler, PREFIXES, elements=_ELEMENTS)
        except xml.DoctypeError:
            raise RefusedPartError(part_name(name)) from None
        except (xml.XmlError, PartError) as error:
            self._tables.reasons.append(f"{part_name(name)} {error}")
        except EnoughError:
            self._full = True

    def _there(self, name: str) -> list[str]:
        """Return the usual name of a part that nothing refers to, where there is one."""
        return [name] if name in self._package else []

    def _related(self, part: str) -> Relations:
        found = Relations(part)
        name = relations_of(part)
        if name in self._package:
            self._read(name, found)
        return found

    def _sheet(self, part: str, known: Known) -> None:
        """Read a sheet's cells, then what stands beside them."""
        reader = SheetReader(self._tables, known)
        self._read(part, reader)
        self._tables.end(reader.finish())
        relations = self._related(part)
        for text in dict.fromkeys(reader.headers):
            self._tables.note(mark("beside the cells"), text)
        self._comments(relations)
        for name in relations.of("drawing", "chart", "chartUserShapes"):
            self._drawn(name)

    def _comments(self, relations: Relations) -> None:
        said: list[str] = []
        for name in relations.of("comments", "threadedComment"):
            comments = Comments(self._limits.text_chars)
            self._read(name, comments)
            for place, author, text in comments.found:
                if not any(text.strip() in other for other in said):
                    self._tables.note(mark(f"comment on {place[:20]}", author[:100]), text)
                    said.append(text)

    def _drawn(self, name: str) -> None:
        """Give the words of a drawing and of the charts in it."""
        drawn = Drawn(self._limits.text_chars)
        self._read(name, drawn)
        for text in drawn.found:
            self._tables.note(mark("drawn"), text)
        for chart in self._related(name).of("chart"):
            inner = Drawn(self._limits.text_chars)
            self._read(chart, inner)
            for text in inner.found:
                self._tables.note(mark("chart"), text)

    def _tell(self, known: Known) -> None:
        told = (
            (known.unvalued, "formulas without a value, shown as formulas: {}"),
            (known.missing, "cells whose text is missing: {}"),
            (known.long, "rows of which only the beginning is read: {}"),
            (self._full, f"only about {self._limits.text_chars} characters are read"),
            (self._strings.spelled, "readings beside the text are left out"),
            (self._package.doubled, "two parts have the same name"),
            (self._package.damaged, "its directory is damaged"),
        )
        self._tables.reasons += [words.format(int(count)) for count, words in told if count]

    def _beside(self) -> None:
        """Put files inside into the spool, pictures only where there is hardly a cell."""
        names = [name.lower() for name in self._package.names]
        for pattern, words in _ASIDE:
            if any(pattern.search(name) for name in names):
                self._tables.reasons.append(words)
        pictured = self._tables.rows < 1 and any(_PICTURE.search(name) for name in names)
        for name in self._package.names:
            if _EMBEDDED.search(name.lower()) or (pictured and _PICTURE.search(name.lower())):
                self._inside.add(name)
        self._tables.reasons += self._inside.reasons
        if pictured:
            self._tables.reasons.append("pictures, and no cells")

    def _said(self, packaged: Relations) -> Source:
        """Return what the core properties say."""
        properties = Properties()
        for name in packaged.of("core-properties"):
            if name in self._package:
                self._read(name, properties)
        held = properties.found
        made = held.get("dcterms:created", "") or held.get("dcterms:modified", "")
        return source(held.get("dc:title", ""), held.get("dc:creator", ""), made)
