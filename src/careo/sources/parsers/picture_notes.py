"""What a picture says of itself: title, description, comments in EXIF, XMP, IPTC and its own form.

Source:
    Exif 2.32, TIFF tags; IPTC-NAA IIM 4; Dublin Core in XMP (ISO 16684-1); PNG 11.3.4.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress

from PIL import ImageFile, IptcImagePlugin

from careo.model.document import Source
from careo.sources.parsers.encoding import safe

_TITLES = {0x010D, 0x9C9B}  # DocumentName, XPTitle
_TEXTS = (0x010D, 0x010E, 0x013B, 0x8298, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)
_XP = range(0x9C9B, 0x9CA0)
_EXIF, _COMMENT = 0x8769, 0x9286
_CHARSET = 8  # bytes that name the encoding of a comment
_IPTC = ((2, 5), (2, 25), (2, 55), (2, 80), (2, 90), (2, 101), (2, 105), (2, 116), (2, 120))
_IPTC_TITLE = (2, 5)
_XMP = re.compile(
    r"<((?:dc:(?:title|description|creator|rights|subject)|photoshop:Headline|photoshop:Credit))"
    r"(?:\s[^>]*)?>(.*?)</\1>",
    re.DOTALL,
)
_ELEMENT = re.compile(r"<[^>]*>")
_TECHNICAL = re.compile(
    r"software|date:|creation time|raw profile|xml:|exif|signature", re.IGNORECASE
)
_CHARS, _NOTES = 10_000, 100


def read(image: ImageFile.ImageFile) -> tuple[Source, list[str]]:
    """Return a picture's title as its source, and all its notes, each once, in a fixed order."""
    title = ""
    notes: list[str] = []
    for is_title, text in _found(image):
        words = safe(" ".join(text.replace("\0", " ").split()))[:_CHARS]
        if not any(map(str.isalnum, words)):
            continue
        title = title or (words if is_title else "")
        if words not in notes and len(notes) < _NOTES:
            notes.append(words)
    return Source(title=title), notes


def _found(image: ImageFile.ImageFile) -> Iterator[tuple[bool, str]]:
    """Yield notes, and whether each is the title; what cannot be read says nothing."""
    for find in (_own, _exif, _iptc, _xmp):
        with suppress(Exception):  # Pillow raises what it likes over a broken head
            yield from find(image)


def _own(image: ImageFile.ImageFile) -> Iterator[tuple[bool, str]]:
    """Yield the comments of JPEG and GIF, and PNG's text, some of which may follow its pixels."""
    if image.format == "PNG":
        with suppress(Exception):
            image.load()
    for key, value in image.info.items():
        if not isinstance(key, str):
            continue
        if key == "comment":
            yield False, _text(value)
        elif image.format == "PNG" and isinstance(value, str) and not _TECHNICAL.match(key):
            yield key.casefold() == "title", value


def _exif(image: ImageFile.ImageFile) -> Iterator[tuple[bool, str]]:
    exif = image.getexif()
    for tag in _TEXTS:
        value = exif.get(tag)
        if value is not None:
            text = bytes(value).decode("utf-16-le", "replace") if tag in _XP else _text(value)
            yield tag in _TITLES, text
    comment = exif.get_ifd(_EXIF).get(_COMMENT)
    if isinstance(comment, str):
        yield False, comment
    elif comment:
        raw = bytes(comment)
        wide = raw.startswith(b"UNICODE")
        yield False, raw[_CHARSET:].decode("utf-16", "replace") if wide else _text(raw[_CHARSET:])


def _iptc(image: ImageFile.ImageFile) -> Iterator[tuple[bool, str]]:
    found = IptcImagePlugin.getiptcinfo(image) or {}
    for key in _IPTC:
        values = found.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            yield key == _IPTC_TITLE, _text(value)


def _xmp(image: ImageFile.ImageFile) -> Iterator[tuple[bool, str]]:
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    for name, body in _XMP.findall(_text(raw)):
        yield name == "dc:title", html.unescape(_ELEMENT.sub(" ", body))


def _text(value: object) -> str:
    """Return a note as text; bytes are UTF-8, or else Western."""
    if not isinstance(value, bytes):
        return str(value)
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
