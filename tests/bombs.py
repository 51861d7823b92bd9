"""Documents that attack whoever reads them, and documents that call home; made when needed."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from zipfile import ZipFile

from tests import archives, hostile, word

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def bombs(*, small: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of what costs more than it seems; small ones cost less to make."""
    part = 16 if small else 1
    yield "flat.zip", archives.flat_bomb(files=500, megabytes=20)
    yield "nested.zip", archives.nested_bomb(levels=3, width=2 if small else 10)
    yield "slip.zip", archives.zipped(("../../../careo-was-here.txt", b"One."))
    yield "link.zip", archives.special("link.txt", archives.LINK, b"/etc/passwd")
    yield "link.tar", archives.tarred(links=[("link.txt", "/etc/passwd")])
    yield "picture.png", picture(60_000 // part)
    yield "cells.xlsx", sheet(10**9)
    yield "large.docx", word.bomb(1024 // part)
    yield "headers.eml", headers(1_800_000 // part)
    yield "parts.eml", parts(200 if small else 10_000)
    yield "deep.html", hostile.nested_html(100_000 // part)
    yield "laughs.html", hostile.laughing_page()


def picture(side: int) -> bytes:
    """Return a whole PNG of one colour, so many pixels wide and high."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def sheet(cells: int) -> bytes:
    """Return a workbook that declares very many cells and has two, far from each other."""
    rows = cells // 16_384 + 1
    cell = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>One</t></is></c></row>'
    return word.zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
                'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.'
                'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
            ),
            "_rels/.rels": word.relations(("w", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
                '<sheet name="One" sheetId="1" r:id="s"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": word.relations(
                ("s", "worksheet", "worksheets/sheet1.xml")
            ),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{_SHEET}"><dimension ref="A1:XFD{rows}"/><sheetData>'
                f"{cell.format(1, 'A')}{cell.format(rows, 'XFD')}</sheetData></worksheet>"
            ),
        }
    )


def headers(size: int) -> bytes:
    """Return a mail whose sender is a list of very many encoded words."""
    one = b" =?utf-8?q?M=C3=A9?= <a@example.org>,"
    return b"From:" + one * (size // len(one)) + b"\nSubject: One\nMIME-Version: 1.0\n\nTwo.\n"


def parts(number: int) -> bytes:
    """Return a mail of very many parts."""
    part = b"--x\nContent-Type: text/plain; name=a.txt\n\n%d\n"
    head = b"From: a@example.org\nSubject: One\nMIME-Version: 1.0\n"
    kind = b"Content-Type: multipart/mixed; boundary=x\n\n"
    return head + kind + b"".join(part % n for n in range(number)) + b"--x--\n"


def callers(url: str, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield documents that ask for an address, and for a file, in all ways that they may.

    Args:
        url: What nobody may ask for.
        path: The file that nobody may read.
    """
    yield "page.html", _page(url, path)
    yield (
        "picture.svg",
        (
            f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "{url}/x">]>'
            f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}/i"/>&x;</svg>'
        ).encode(),
    )
    yield "entity.html", hostile.external_entity(path)
    yield (
        "entity.xml",
        (
            f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % d SYSTEM "{url}/d"> %d; '
            f'<!ENTITY f SYSTEM "file://{path}">]><a>&f;</a>'
        ).encode(),
    )
    yield "remote.docx", _docx(url, path)
    yield "actions.pdf", _pdf(url, path)
    yield "remote.eml", _mail(url, path)


def _page(url: str, path: str) -> bytes:
    return (
        f'<!DOCTYPE html><html><head><base href="{url}/"><link rel=stylesheet href="{url}/c">'
        f'<link rel=prefetch href="{url}/p"><script src="{url}/s"></script>'
        f'<meta http-equiv=refresh content="0;url={url}/r"></head><body background="{url}/b">'
        f'<img src="{url}/i" srcset="{url}/j 2x"><iframe src="{url}/f"></iframe>'
        f'<iframe src="file://{path}"></iframe><object data="{url}/o"></object>'
        f'<video src="{url}/v" poster="{url}/w"></video><p>{hostile.PLANTED}</p>'
        f'<xi:include href="file://{path}"/></body></html>'
    ).encode()


def _docx(url: str, path: str) -> bytes:
    """Return a document with a template, a picture and a frame elsewhere, and an entity."""
    external = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
        for kind, target in (
            ("attachedTemplate", f"{url}/t.dotm"),
            ("image", f"{url}/i.png"),
            ("frame", f"file://{path}"),
            ("hyperlink", f"{url}/h"),
        )
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{external}</Relationships>"
    )
    body = word.paragraph(word.run(hostile.PLANTED))
    names = ("word/_rels/document.xml.rels", "word/_rels/settings.xml.rels")
    return word.docx(body, dict.fromkeys(names, relations))


def _pdf(url: str, path: str) -> bytes:
    """Return a PDF that opens an address, a file and a program when it is opened or clicked."""
    go = f"<</S/URI/URI({url}/u)>>".encode()
    launch = f"<</S/Launch/F({path})>>".encode()
    remote = f"<</S/GoToR/F<</FS/URL/F({url}/g)>>/D[0/Fit]>>".encode()
    script = f"<</S/JavaScript/JS(app.launchURL\\('{url}/j'\\))>>".encode()
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 6 0 R"
        b"/AA<</O 9 0 R>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 10 0 R>>]>>"
    )
    return hostile.pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R/OpenAction 7 0 R/AA<</WC 8 0 R>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            hostile.stream(b"BT /F1 12 Tf 72 700 Td (" + hostile.PLANTED.encode() + b") Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Font<</F1 5 0 R>>>>",
            *(go, launch, remote, script),
        )
    )


def _mail(url: str, path: str) -> bytes:
    """Return a mail with a body elsewhere, a file elsewhere, and remote pictures."""
    return (
        "From: a@example.org\nSubject: One\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=x\n\n"
        f'--x\nContent-Type: message/external-body; access-type=URL; URL="{url}/e"\n\n'
        "Content-Type: text/plain\n\n"
        f'--x\nContent-Type: message/external-body; access-type=local-file; name="{path}"\n\n'
        "Content-Type: text/plain\n\n"
        f'--x\nContent-Type: text/html\n\n<img src="{url}/i"><p>{hostile.PLANTED}</p>\n--x--\n'
    ).encode()


def unpacked(corpus: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a ZIP, each under a flat name."""
    with ZipFile(io.BytesIO(corpus)) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield info.filename.replace("/", "_"), archive.read(info)
