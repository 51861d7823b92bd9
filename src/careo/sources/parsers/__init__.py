"""The parsers: mapped bytes of a known media type to an `Answer`; they run in the child only."""

from __future__ import annotations

import io
import mmap
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from msgspec import structs

from careo.model.config import Limits
from careo.sources.media import (
    CSV,
    DOCX,
    GZIP,
    HTML,
    MARKDOWN,
    ODT,
    OLE,
    PDF,
    PICTURES,
    PLAIN,
    RTF,
    TAR,
    TSV,
    XLSX,
    ZIP,
)
from careo.sources.media_mail import MAIL, MBOX
from careo.sources.parsers import encoding, markdown, plain, table_csv
from careo.sources.parsers.looks import Looks
from careo.sources.spool import Spool
from careo.sources.wire import Answer, Drawn


def parse(
    kind: str,
    data: bytes | mmap.mmap,
    limits: Limits,
    name: str = "",
    spool: Spool | None = None,
    *,
    looked: Looks = Looks(),  # noqa: B008 a frozen value
) -> Answer:
    """Get the text out of bytes of a media type that has a reader.

    Args:
        kind: One for which `careo.sources.media.readable` holds.
        data: Bytes, or a memory map of them.
        limits: What the text may measure.
        name: The original file name, for what a reader may tell by it.
        spool: Takes the files inside; None where they are not wanted, and then a container says
            that they were left out.
        looked: What was recognised in its pictures.
    """
    answer = _READERS[kind](Bytes(data, limits, name, spool, looked))
    if spool is None:
        return answer
    return structs.replace(answer, members=tuple(spool.members))


class Bytes(NamedTuple):
    """What a reader is given; see `parse`."""

    data: bytes | mmap.mmap
    limits: Limits
    name: str
    spool: Spool | None
    looked: Looks = Looks()


def draw(kind: str, data: bytes | mmap.mmap, limits: Limits, page: int, spool: int) -> Drawn:
    """Draw one page of a document as grey pixels.

    Args:
        kind: Its media type, one whose reader told of pictures.
        data: Bytes, or a memory map of them.
        limits: Of pixels.
        page: From 1.
        spool: The open file that takes the pixels.
    """
    from careo.sources.parsers import pdf_pixels, pictures

    if kind == PDF:
        return pdf_pixels.draw(data, page, spool)
    return pictures.draw(data, limits, page, spool)


def _pdf(given: Bytes) -> Answer:
    from careo.sources.parsers import pdf

    return pdf.parse(given.data, given.limits, given.spool, given.looked)


def _picture(given: Bytes) -> Answer:
    from careo.sources.parsers import pictures

    return pictures.parse(given.data, given.limits, given.looked)


def _html(given: Bytes) -> Answer:
    from careo.sources.parsers import html

    return _decoded(given, html.parse, web=True)


def _markdown(given: Bytes) -> Answer:
    return _decoded(given, markdown.parse)


def _plain(given: Bytes) -> Answer:
    return _decoded(given, plain.parse)


def _xlsx(given: Bytes) -> Answer:
    from careo.sources.parsers import table_xlsx

    return table_xlsx.parse(given.data, given.limits, given.spool)


def _csv(given: Bytes) -> Answer:
    return _decoded(given, lambda decoded, limits: table_csv.parse(decoded, given.data, limits))


def _docx(given: Bytes) -> Answer:
    from careo.sources.parsers import docx

    return docx.parse(given.data, given.limits, given.spool)


def _odt(given: Bytes) -> Answer:
    from careo.sources.parsers import odt

    return odt.parse(given.data, given.limits, given.spool)


def _rtf(given: Bytes) -> Answer:
    from careo.sources.parsers import rtf

    return rtf.parse(given.data, given.limits)


def _ole(given: Bytes) -> Answer:
    from careo.sources.parsers import ole

    return ole.parse(given.data)


def _mail(given: Bytes) -> Answer:
    from careo.sources.parsers import mail

    return mail.parse(given.data, given.limits, given.spool)


def _mbox(given: Bytes) -> Answer:
    from careo.sources.parsers import mbox

    return mbox.parse(given.data, given.limits, given.spool)


def _zip(given: Bytes) -> Answer:
    from careo.sources.parsers import archive_zip

    return archive_zip.parse(given.data, given.limits, given.spool)


def _tar(given: Bytes) -> Answer:
    from careo.sources.parsers import archive_tar

    return archive_tar.parse(given.data, given.limits, given.spool)


def _gzip(given: Bytes) -> Answer:
    from careo.sources.parsers import archive

    return archive.gunzip(given.data, given.limits, given.name, given.spool)


def _decoded(
    given: Bytes, read: Callable[[encoding.Decoded, Limits], Answer], *, web: bool = False
) -> Answer:
    decoded = encoding.decode(given.data, web=web, chars=given.limits.text_chars)
    if decoded is None:
        return Answer(status="refused", reason="unknown text encoding")
    return read(decoded, given.limits)


_READERS: dict[str, Callable[[Bytes], Answer]] = {
    PDF: _pdf,
    HTML: _html,
    MARKDOWN: _markdown,
    PLAIN: _plain,
    CSV: _csv,
    TSV: _csv,
    XLSX: _xlsx,
    DOCX: _docx,
    ODT: _odt,
    RTF: _rtf,
    OLE: _ole,
    MAIL: _mail,
    MBOX: _mbox,
    ZIP: _zip,
    TAR: _tar,
    GZIP: _gzip,
    **dict.fromkeys(PICTURES, _picture),
}


def warm_up() -> None:
    """Load all that a parser may need later, when no file can be opened any more."""
    from careo.sources.parsers import archive_tar, archive_zip, pdf_pixels, pdf_second, pictures

    encoding.warm_up()
    archive_zip.warm_up()
    archive_tar.warm_up()
    pdf_second.warm_up()
    pictures.warm_up()
    limits = Limits()
    for kind, data in _SAMPLES:
        parse(kind, data, limits)
        if kind == PDF:
            pdf_pixels.warm_up(data)


_PAGE = (
    b"<!DOCTYPE html><title>One</title><script type='application/ld+json'>{\"author\":[]}</script>"
    b"<nav hidden>Two &amp;</nav><h1>Three</h1><p>Four<br>five<table><tr><td>6<td>7</table>"
)
_MAIL = (
    b"From: =?utf-8?q?An=C3=A1?= <a@b.example>\nContent-Type: multipart/mixed; boundary=x\n\n"
    b"--x\n\n> One\n--x\nContent-Type: text/html; charset=latin1\n\n<p>One\n"
    b"--x\nContent-Disposition: attachment; filename*=utf-8''%C3%A1.png\n"
    b"Content-Transfer-Encoding: base64\n\nQQ==\n--x--\n"
)
_PDF_PAGE = b"BT /F1 12 Tf 72 700 Td (One) Tj 0 -14 Td (two two two two) Tj ET"
_PDF_PARTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 6 0 R>>",
    b"<</Length %d>>stream\n%s\nendstream" % (len(_PDF_PAGE), _PDF_PAGE),
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    b"<</Font<</F1 5 0 R>>>>",
)
_PDF = b"%PDF-1.4\n" + b"".join(
    b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(_PDF_PARTS, start=1)
)


def _package(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", data)
    return held.getvalue()


_WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    b"<w:p><w:r><w:t>One</w:t></w:r></w:p></w:body></w:document>"
)
_BOOK = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORKBOOK = _package(
    xl__workbook=b"<workbook %s><sheets><sheet name='One'/></sheets></workbook>" % _BOOK,
    xl__styles=b"<styleSheet %s><cellXfs><xf numFmtId='22'/></cellXfs></styleSheet>" % _BOOK,
    xl__worksheets__sheet1=(
        b"<worksheet %s><sheetData><row hidden='1'><c s='0'><v>43744.5</v></c><c s='1'><v>0.1</v>"
        b"</c></row></sheetData></worksheet>" % _BOOK
    ),
)
_OPEN = b'<x xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>One</text:p></x>'
_SAMPLES = (
    (PLAIN, b"Heading\n\nOne paragraph.\n"),
    (PLAIN, b"d\xe9j\xe0 vu"),
    (XLSX, _WORKBOOK),
    (CSV, b'name;share\n"One";1,5\n'),
    (MARKDOWN, b"# One\n\n- two\n"),
    (HTML, _PAGE),
    (DOCX, _package(word__document=_WORD)),
    (ODT, _package(content=_OPEN)),
    (RTF, b"{\\rtf1\\ansi One\\par}"),
    (OLE, b"no file"),
    (MAIL, _MAIL),
    (MBOX, b"From a Mon Jan  1 00:00:00 2024\n" + _MAIL),
    (PDF, _PDF + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF\n"),
)
