"""Bytes to text that is safe to keep: no lone surrogates, no NUL, one kind of line end.

Source:
    WHATWG, Encoding Standard, section 4.2 (labels); HTML Standard, 13.2.3.2 (prescan).
"""

from __future__ import annotations

import codecs
import mmap
import re
from typing import NamedTuple

from careo.sources.media import byte_order_mark

_LABEL = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML_LABEL = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})")
_ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "iso8859-2",
    "iso8859-3",
    "iso8859-4",
    "iso8859-5",
    "iso8859-6",
    "iso8859-7",
    "iso8859-8",
    "iso8859-10",
    "iso8859-13",
    "iso8859-14",
    "iso8859-15",
    "iso8859-16",
    "koi8-r",
    "koi8-u",
    "mac-roman",
    "mac-cyrillic",
    "cp866",
    "cp874",
    "gbk",
    "gb18030",
    "big5",
    "big5hkscs",
    "euc_jp",
    "shift_jis",
    "cp932",
    "iso2022_jp",
    "euc_kr",
    "cp949",
)
_OF_MAILS = ("utf-7", "hz", "iso2022_kr", "iso2022_jp_2", "iso2022_jp_ext")
_LABELS = {
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gbk",
    "iso-8859-8-i": "iso8859-8",
}
_WIDER = {"euc_kr": "cp949", "shift_jis": "cp932", "utf-16": "utf-16-le"}
_MANY_BYTES = ("utf-16", "utf-7", "hz", "iso2022", "gb", "big5", "euc", "shift", "cp9")
_OF_LIBRARIES = (
    *(
        "ascii",
        "charmap",
        "cp437",
        "cp850",
        "cp852",
        "cp950",
        "gb2312",
        "latin-1",
        "unicode-escape",
    ),
    *("raw-unicode-escape", "utf-16", "utf-8-sig"),
)
_AS_THE_WEB = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"}
_UNDEFINED_1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_UNSAFE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c")
_WESTERN_SHARE = 0.3
_LONGEST = 4  # bytes of a character
_FIRST_HIGH, _FIRST_LEAD = 0x80, 0xC0


class Decoded(NamedTuple):
    """Text, the encoding it came in, and how many bytes were no text in it."""

    text: str
    encoding: str
    lost: int
    cut: int = 0

    @property
    def reasons(self) -> list[str]:
        """Why the text is not whole; empty where it is."""
        lost = [f"{self.lost} bytes are not {self.encoding}"] if self.lost else []
        return lost + ([f"only the first {self.cut} bytes are read"] if self.cut else [])


def decode(data: bytes | mmap.mmap, *, web: bool, chars: int) -> Decoded | None:
    """Decode bytes by their mark, their own word, UTF-8, or windows-1252; None for none of these.

    Args:
        data: The document; no more of it is read than so many characters can take.
        web: The document may name its encoding as HTML does.
        chars: The longest text that is of use, in code points.
    """
    most = _LONGEST * chars
    if len(data) <= most:
        return _decode(data[:], web=web)
    head = _whole_characters(data[:most])
    decoded = _decode(head, web=web)
    return None if decoded is None else decoded._replace(cut=len(head))


def _whole_characters(head: bytes) -> bytes:
    """Return a head of UTF-8 text without a last character that may be cut."""
    for back in range(1, _LONGEST + 1):
        byte = head[-back] if back <= len(head) else 0
        if byte < _FIRST_HIGH:
            break
        if byte >= _FIRST_LEAD:
            return head[:-back]
    return head


def labelled(data: bytes, label: str) -> Decoded:
    """Decode bytes whose charset a mail names, or lies about; always gives text.

    Where the label is a charset of one byte a character, or of none, what is valid UTF-8 is
    UTF-8; where the bytes are not what the label says, they are guessed.
    """
    marked = byte_order_mark(data)
    if marked is not None:
        return _decoded(data[marked[1] :], marked[0])
    name = _codec(label)
    for one in (name, "utf-8") if name.startswith(_MANY_BYTES) else ("utf-8", name):
        try:
            return Decoded(safe(data.decode(one or "utf-8")), one or "utf-8", 0)
        except UnicodeDecodeError:
            continue
    if name and name != "ascii":
        return _decoded(data, name)
    return _guessed(data) or _decoded(data, "cp1252")


def page_label(data: bytes) -> str:
    """Return the encoding that an HTML page says it is in, or nothing."""
    return _named(data) or ""


def _codec(label: str) -> str:
    """Return the codec of a charset's name; nothing for a name that is unknown or means UTF-8."""
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    name = _AS_THE_WEB.get(name, _WIDER.get(name, name))
    known = (*_ENCODINGS, *_OF_MAILS)
    return name if name in known and name != "utf-8" else ""


def _decode(data: bytes, *, web: bool) -> Decoded | None:
    marked = byte_order_mark(data)
    if marked is not None:
        return _decoded(data[marked[1] :], marked[0])
    try:
        return Decoded(safe(data.decode("utf-8")), "utf-8", 0)
    except UnicodeDecodeError:
        named = _named(data) if web else None
    return _decoded(data, named) if named is not None else _guessed(data)


def safe(text: str) -> str:
    """Return text without what cannot be kept; every other character stays as it is.

    Line ends become a newline; NUL, lone surrogates and noncharacters U+FFFD; other controls
    spaces. Marks of direction stay: whoever shows the text makes them visible.
    """
    if "\r" in text or "\x0b" in text or "\x0c" in text:
        text = _LINE_ENDS.sub("\n", text)
    if _UNSAFE.search(text):
        text = _UNSAFE.sub("\ufffd", text)
    return _CONTROLS.sub(" ", text) if _CONTROLS.search(text) else text


def warm_up() -> None:
    """Load every codec that a document, or a library that reads one, may ask for."""
    for name in (*_ENCODINGS, *_OF_MAILS, *_OF_LIBRARIES):
        b"ab".decode(name)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(safe(text), encoding, text.count("\ufffd"))


def _named(data: bytes) -> str | None:
    head = data[:1024]
    found = _LABEL.search(head) or _XML_LABEL.search(head)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    name = _AS_THE_WEB.get(name, name)
    return name if name in _ENCODINGS and not name.startswith("utf-16") else None


def _guessed(data: bytes) -> Decoded | None:
    """Decode what is not wholly UTF-8: damaged UTF-8, or Western text; None for neither."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text.encode()) - len(text) - 2 * bad
    if good > 10 * bad:
        return Decoded(safe(text), "utf-8", bad)
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high > _WESTERN_SHARE * len(data):
        return None
    lost = len(data) - len(data.translate(None, _UNDEFINED_1252))
    return Decoded(safe(data.decode("cp1252", "replace")), "windows-1252", lost)
