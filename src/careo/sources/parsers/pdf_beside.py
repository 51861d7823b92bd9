"""What a PDF has beside the text of its pages: comments, values of fields, attached files."""

from __future__ import annotations

import ctypes
import io
import mmap
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as c

from careo.model.config import Limits
from careo.sources.parsers import archive
from careo.sources.spool import Spool

_NOTES = 1_000
"""Notes of one page that are looked at."""

_CHARS = 100_000
_KEYS = (b"Contents", b"V")


def notes(page: pdfium.PdfPage) -> list[str]:
    """Return the words of a page's notes, of any kind, and the values of its fields."""
    found: dict[str, None] = {}
    for n in range(min(c.FPDFPage_GetAnnotCount(page), _NOTES)):
        note = c.FPDFPage_GetAnnot(page, n)
        if note:
            found |= {words: None for key in _KEYS if (words := _string(note, key))}
            c.FPDFPage_CloseAnnot(note)
    return list(found)


def unsaid(words: list[str], text: str) -> list[str]:
    """Return those words that are not in a page's text anyhow; spaces do not count."""
    said = _joined(text)
    return [one for one in words if _joined(one) not in said]


def attached(
    data: bytes | mmap.mmap, limits: Limits, spool: Spool | None, *, some: bool
) -> list[str]:
    """Put the attached files into the spool; return what is to be said of them.

    Args:
        data: The PDF.
        limits: What may come out of it.
        spool: Takes the files; None where they are not wanted.
        some: pdfium knows of some; only then is pypdf asked for them.
    """
    if not some:
        return []
    if spool is None:
        return [archive.TOO_DEEP]
    before = len(spool.members)
    left_out = archive.take(_files(data), len(data), limits, spool)
    if not left_out and len(spool.members) == before:
        left_out = ["none could be taken out"]
    return [f"attached files left out ({', '.join(left_out)})"] if left_out else []


def has_files(document: pdfium.PdfDocument) -> bool:
    """Tell whether files are attached to a document, or to the first pages of it."""
    if c.FPDFDoc_GetAttachmentCount(document) > 0:
        return True
    return any(_has_file(document, n) for n in range(min(len(document), _NOTES)))


def _has_file(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return False
    try:
        for n in range(min(c.FPDFPage_GetAnnotCount(page), _NOTES)):
            note = c.FPDFPage_GetAnnot(page, n)
            if note:
                kind = c.FPDFAnnot_GetSubtype(note)
                c.FPDFPage_CloseAnnot(note)
                if kind == c.FPDF_ANNOT_FILEATTACHMENT:
                    return True
        return False
    finally:
        page.close()


def _files(data: bytes | mmap.mmap) -> Iterator[archive.Entry]:
    """Yield the attached files.

    Raises:
        ValueError: pypdf cannot find them.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        held = [*_named(reader), *_pinned(reader)]
    except Exception as error:
        raise ValueError("no list of attached files") from error
    for name, stream in held:
        yield archive.Entry(name, "", partial(_opened, stream))


def _named(reader: pypdf.PdfReader) -> Iterator[tuple[str, Any]]:
    """Yield the files of the document's own list."""
    for one in reader.attachment_list:
        yield one.alternative_name or one.name, one


def _pinned(reader: pypdf.PdfReader) -> Iterator[tuple[str, Any]]:
    """Yield the files that are pinned to a place on a page."""
    for page in reader.pages:
        for one in page.annotations or ():
            note = one.get_object()
            if note.get("/Subtype") == "/FileAttachment" and "/EF" in note.get("/FS", {}):
                file = note["/FS"]
                yield str(file.get("/UF", file.get("/F", "file"))), file["/EF"]["/F"]


def _opened(stream: Any) -> archive.Stream:
    """Give the bytes of an attached file.

    Raises:
        ValueError: pypdf cannot unpack them.
    """
    try:
        whole = stream.content if hasattr(stream, "content") else stream.get_data()
    except Exception as error:
        raise ValueError("a damaged file") from error
    return io.BytesIO(whole)


def _string(note: Any, key: bytes) -> str:
    """Return an entry of a note, without white space at its ends."""
    with suppress(ValueError):
        size = min(c.FPDFAnnot_GetStringValue(note, key, None, 0), 2 * _CHARS)
        units = (ctypes.c_ushort * (size // 2 + 1))()
        written = c.FPDFAnnot_GetStringValue(note, key, units, size)
        raw = bytes(memoryview(units).cast("B")[: max(0, min(written, size) - 2)])
        return raw.decode("utf-16-le", "replace").replace("\0", "").strip()
    return ""


def _joined(text: str) -> str:
    return "".join(text.split())
