"""PDF with text, by pdfium; pypdf is asked for a second opinion."""

from __future__ import annotations

import mmap
import re

import pypdfium2 as pdfium
import pypdfium2.raw as c
from msgspec import structs

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import draft
from careo.sources.parsers import (
    pdf_beside,
    pdf_layout,
    pdf_page,
    pdf_pixels,
    pdf_second,
    seen,
)
from careo.sources.parsers.looks import Looks
from careo.sources.parsers.pdf_page import Line, Page
from careo.sources.parsers.seen import told
from careo.sources.parsers.versions import version
from careo.sources.spool import Spool
from careo.sources.wire import Answer

_VERSION = "careo-pdf/1"
_REFUSED = {
    c.FPDF_ERR_PASSWORD: "password",
    c.FPDF_ERR_SECURITY: "unknown encryption",
    c.FPDF_ERR_FORMAT: "not a readable PDF",
}
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"(?:untitled.*|microsoft word - |document\d*$|.*\.(?:docx?|indd|qxd|pdf)$)", re.IGNORECASE
)
_NO_AUTHOR = {"anonymous", "(anonymous)", "unknown", "user", "author"}
_NO_MEANING = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_LEAST_LOST, _LOST_SHARE = 20, 0.2


def parse(
    data: bytes | mmap.mmap,
    limits: Limits,
    spool: Spool | None = None,
    looks: Looks = Looks(),  # noqa: B008 a frozen value
) -> Answer:
    """Read a PDF's text, page by page.

    Args:
        data: The bytes, or a private map of them.
        limits: Of pages and of text.
        spool: Takes the attached files.
        looks: What was recognised in the pictures of its pages.
    """
    extractor = f"{_VERSION} pypdfium2 {version('pypdfium2')} pypdf {version('pypdf')}"
    try:
        document = pdfium.PdfDocument(pdf_pixels.buffer(data))
    except pdfium.PdfiumError as error:
        reason = _REFUSED.get(error.err_code or 0, "not a readable PDF")
        return Answer(status="refused", reason=reason, extractor=extractor)
    reading = _Reading(looks)
    source = _source(document)
    reading.read(document, limits)
    some = pdf_beside.has_files(document)
    document.close()
    pages = [page for page in reading.pages if page]
    texts = {page[0].page: " ".join(line.text for line in page) for page in pages}
    reading.disputed = pdf_second.disagreements(data, texts | dict.fromkeys(reading.silent, ""))
    reasons = reading.reasons() + pdf_beside.attached(data, limits, spool, some=some)
    blocks = [*pdf_layout.blocks(pages), *reading.notes]
    extractor = seen.extractor(extractor, looks)
    answer = draft.assemble(blocks, extractor, source, reasons, limits.text_chars)
    return structs.replace(answer, pictures=tuple(sorted(reading.silent + reading.pictures)))


class _Reading:
    """What was read, and what was not."""

    def __init__(self, looks: Looks) -> None:
        self.pages: list[list[Line]] = []
        self.count = 0
        self.silent: list[int] = []
        self.pictures: list[int] = []
        self.broken: list[int] = []
        self.unmapped: list[int] = []
        self.disputed: list[int] = []
        self.notes: list[draft.Block] = []
        self.looking = seen.Looking(looks)

    def read(self, document: pdfium.PdfDocument, limits: Limits) -> None:
        """Read the pages, as many as the limits allow."""
        self.count = len(document)
        chars = 0
        for index in range(min(self.count, limits.pdf_pages)):
            try:
                page = pdf_page.read(document, index)
            except pdfium.PdfiumError:
                self.broken.append(index + 1)
                continue
            found = self._looked_at(document, index + 1, page)
            self.pages.append(page.lines + found)
            self.notes += [draft.Block("furniture", one, page=index + 1) for one in page.notes]
            chars += sum(len(line.text) for line in page.lines)
            if _is_unmapped(page.lines):
                self.unmapped.append(index + 1)
            if page.picture:
                (self.pictures if page.lines else self.silent).append(index + 1)
            if chars > limits.text_chars:
                break

    def _looked_at(self, document: pdfium.PdfDocument, number: int, page: Page) -> list[Line]:
        """Return the lines recognised in a page's picture that its text does not have."""
        looked = self.looking.at(number)
        if looked is None:
            return []
        found = self.looking.lines(looked, pdf_pixels.frame(document, number, looked))
        return seen.beside(page.lines, found)

    def reasons(self) -> list[str]:
        """Say what is not in the text; nothing where all is."""
        read = len(self.pages) + len(self.broken)
        parts = [
            *self.looking.reasons(self.silent, self.pictures),
            told("not readable:", self.broken),
            told("letters without a meaning on", self.unmapped),
            told("notes shown and not read on", dict.fromkeys(one.page for one in self.notes)),
            told("the two PDF readers disagree on", self.disputed),
            f"pages after {read} are not read" if read < self.count else "",
        ]
        return [one for one in parts if one]


def _is_unmapped(lines: list[Line]) -> bool:
    """Tell whether much of a page is in letters that the PDF maps to no character."""
    letters = sum(len(line.text) for line in lines)
    lost = sum(len(_NO_MEANING.findall(line.text)) for line in lines)
    return lost >= _LEAST_LOST and lost > _LOST_SHARE * letters


def _source(document: pdfium.PdfDocument) -> Source:
    """Return what the PDF says of itself; the title that a program made of a file name is none."""
    said = {
        key: document.get_metadata_value(key).encode("utf-8", "replace").decode().strip("\0 ")
        for key in ("Title", "Author", "CreationDate")
    }
    date = _DATE.match(said["CreationDate"])
    return Source(
        title="" if _NO_TITLE.match(said["Title"]) else said["Title"],
        author="" if said["Author"].casefold() in _NO_AUTHOR else said["Author"],
        published="-".join(part for part in date.groups() if part) if date else "",
    )
