"""Hostile input, made when needed: nothing of it is stored.

Every function returns the bytes of one document.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

PLANTED = "The minister denied the order."
"""A sentence to look for."""


def pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of numbered objects, the first of them its catalogue."""
    body = b"%PDF-1.4\n"
    table = b"0000000000 65535 f \n"
    for n, one in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (n, one)
    size = len(objects) + 1
    body += b"xref\n0 %d\n%strailer<</Root 1 0 R/Size %d>>\n" % (size, table, size)
    return body + b"startxref\n%d\n%%%%EOF\n" % body.index(b"xref\n")


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def page_pdf(content: bytes) -> bytes:
    """Return a PDF of one page with a ready content stream object."""
    return pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 6 0 R>>",
            content,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Font<</F1 5 0 R>>>>",
        )
    )


def flate_bomb(*, megabytes: int = 400, layers: int = 2) -> bytes:
    """Return a PDF of about 2 kB whose page unpacks to hundreds of megabytes of spaces."""
    data = b"BT /F1 12 Tf 72 700 Td (" + PLANTED.encode() + b") Tj ET "
    packer = zlib.compressobj(9)
    packed = packer.compress(data)
    for _ in range(megabytes):
        packed += packer.compress(b" " * (1 << 20))
    packed += packer.flush()
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    filters = b"/FlateDecode " * layers
    return page_pdf(stream(packed, b"/Filter[" + filters + b"]"))


def many_operators(count: int = 300_000) -> bytes:
    """Return a small PDF whose page draws one letter very often."""
    data = b"BT /F1 12 Tf 72 700 Td " + b"(a) Tj " * count + b"ET"
    return page_pdf(stream(zlib.compress(data, 9), b"/Filter/FlateDecode"))


def pages_in_a_ring() -> bytes:
    """Return a PDF whose page tree holds itself."""
    return pdf(
        (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>")
    )


def form_in_itself() -> bytes:
    """Return a PDF whose page draws a form that draws itself."""
    return pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 6 0 R>>",
            stream(b"/X Do"),
            stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R"),
            b"<</XObject<</X 5 0 R>>>>",
        )
    )


def cut_pdf() -> bytes:
    """Return a PDF that ends in the middle."""
    whole = page_pdf(stream(b"BT /F1 12 Tf 72 700 Td (cut) Tj ET"))
    return whole[: len(whole) // 2]


def nested_html(depth: int, sentence: str = PLANTED) -> bytes:
    """Return a page with a sentence at the bottom of nested elements."""
    return (
        b"<!DOCTYPE html><html><body>"
        + b"<div>" * depth
        + sentence.encode()
        + b"</div>" * depth
        + b"</body></html>"
    )


def unclosed_formats(count: int = 3_000) -> bytes:
    """Return a page of formatting elements that every paragraph opens again."""
    opened = b"".join(b"<b id=%d>" % n for n in range(count))
    return b"<!DOCTYPE html>" + opened + b"<p>x" * count + PLANTED.encode()


def unclosed_tags(count: int = 1_000_000) -> bytes:
    """Return a page of tags that never end."""
    return b"<!DOCTYPE html><p>" + PLANTED.encode() + b"</p>" + b"<a" * count


def external_entity(path: str) -> bytes:
    """Return a page whose entity names a file."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "file://{path}">]>'
        f"<html><body><p>{PLANTED} &secret;</p></body></html>"
    ).encode()


def billion_laughs() -> bytes:
    """Return XML whose entities grow tenfold nine times."""
    lines = ['<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">']
    lines += [f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10)]
    return "\n".join([*lines, "]><lolz>&lol9;</lolz>"]).encode()


def laughing_page() -> bytes:
    """Return the same as a page."""
    return billion_laughs().replace(b"lolz", b"html")


def random_bytes(size: int, seed: int) -> bytes:
    """Return noise."""
    return hashlib.shake_256(str(seed).encode()).digest(size)


def endless_line(megabytes: int) -> bytes:
    """Return text without an end of line."""
    return b"word " * (megabytes * (1 << 20) // 5)


def endless_word(megabytes: int) -> bytes:
    """Return text without a space."""
    return b"x" * (megabytes << 20)


def small_lines(count: int) -> bytes:
    """Return text of very many paragraphs of one letter."""
    return b"a\n\n" * count
