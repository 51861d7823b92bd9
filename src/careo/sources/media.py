"""What bytes are, by their content.

Source:
    WHATWG, MIME Sniffing Standard, sections 6 and 7 (signatures, binary data bytes).
"""

from __future__ import annotations

import codecs
import re

from careo.sources.dialect import dialect
from careo.sources.media_mail import MAIL, MBOX, mail_type

HEAD_BYTES = 4096
"""How much of a document decides."""

PDF, HTML, PLAIN, MARKDOWN = "application/pdf", "text/html", "text/plain", "text/markdown"
ZIP, OLE, RTF = "application/zip", "application/x-ole-storage", "application/rtf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
CSV, TSV = "text/csv", "text/tab-separated-values"
GZIP, TAR = "application/gzip", "application/x-tar"
PNG, JPEG, GIF, TIFF = "image/png", "image/jpeg", "image/gif", "image/tiff"
BMP, WEBP = "image/bmp", "image/webp"
PICTURES = (PNG, JPEG, GIF, TIFF, BMP, WEBP)
BINARY = "application/octet-stream"

_ARCHIVES = frozenset({ZIP, TAR, GZIP})
_TEXTS = frozenset({PDF, HTML, PLAIN, MARKDOWN, CSV, TSV, DOCX, ODT, RTF, XLSX, OLE, MAIL, MBOX})
_READABLE = _ARCHIVES | _TEXTS | frozenset(PICTURES)
_CONTAINERS = _ARCHIVES | {PDF, DOCX, ODT, XLSX, MAIL, MBOX}

_SIGNATURES = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),  # of no files
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"\x1f\x8b", GZIP),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"%!PS-Adobe", "application/postscript"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
)
_TAR, _TAR_AT = b"ustar", 257
_WEBP_HEAD = re.compile(rb"RIFF.{4}WEBPVP", re.DOTALL)
_BMP_HEAD = re.compile(rb"BM.{4}\x00{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", re.DOTALL)
_PDF_HEAD = re.compile(rb"(?:\A|[\r\n\x00 ])%PDF-\d")
_HTML_HEAD = re.compile(
    r"(?:\s|<!--(?>.*?-->))*+<(?:!doctype\s+html|(?:html|head|body|title|meta|link|base|script|style"
    r"|iframe|div|p|h[1-6]|table|article|section|main|header|nav|font|center|span|a|b|br|ul|ol"
    r"|blockquote|pre|form|img|hr|frameset)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_XML_HEAD = re.compile(r"\s*(?:<\?xml|<!DOCTYPE|<svg|<rss|<feed)[\s>]", re.IGNORECASE)
_CONTROL = bytes({*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def media_type(head: bytes, name: str) -> str:
    """Return the media type of a document; `ZIP` for all that is zipped.

    Args:
        head: Its first `HEAD_BYTES` bytes.
        name: Its file name; decides only between kinds of text (``.md``, ``.html``, ``.csv``).
    """
    if not head:
        return "application/x-empty"
    if _PDF_HEAD.search(head[:1024]):
        return PDF
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if (unsigned := _unsigned(head)) is not None:
        return unsigned
    text = _text(head)
    if text is not None:
        return _text_type(text, name.lower())
    mail = mail_type(head.decode("latin-1"), name.lower())
    return BINARY if mail is None else mail


def _unsigned(head: bytes) -> str | None:
    """Return the media type of a head whose signature is not its beginning alone."""
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return TAR
    if _WEBP_HEAD.match(head):
        return WEBP
    return BMP if _BMP_HEAD.match(head) else None


def readable(kind: str) -> bool:
    """Tell whether this room has a reader for a media type."""
    return kind in _READABLE


def contains(kind: str) -> bool:
    """Tell whether documents of a media type may have files inside that are documents too."""
    return kind in _CONTAINERS


def byte_order_mark(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark names, and the mark's length."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def _text(head: bytes) -> str | None:
    """Decode a head as text; None where it is not text."""
    marked = byte_order_mark(head)
    if marked is not None:
        return head[marked[1] :].decode(marked[0], "replace")
    controls = len(head) - len(head.translate(None, _CONTROL))
    try:
        text = codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        text = head.decode("latin-1")
        return None if controls > len(head) // 200 else text
    return None if controls > max(3, len(head) // 50) else text


def _text_type(text: str, name: str) -> str:
    if _HTML_HEAD.match(text):
        return HTML
    if _XML_HEAD.match(text):
        page = "<html" in text.lower() or name.endswith((".html", ".htm", ".xhtml"))
        return HTML if page else "application/xml"
    mail = mail_type(text, name)
    if mail is not None:
        return mail
    if name.endswith((".html", ".htm", ".xhtml")) and "<" in text:
        return HTML
    if name.endswith((".csv", ".tsv", ".tab")):
        return _table_type(text)
    return MARKDOWN if name.endswith((".md", ".markdown")) else PLAIN


def _table_type(text: str) -> str:
    """Return what a text with the name of a table is: a table, or prose."""
    found = dialect(text.replace("\r\n", "\n").replace("\r", "\n"))
    if found is None:
        return PLAIN
    return TSV if found.delimiter == "\t" else CSV
