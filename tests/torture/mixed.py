"""Invented documents of every format that is read, short, each with a name of its own."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from tests.torture import texts

Made = tuple[str, bytes]
"""The ending of a document's name, and its bytes."""

_PARAGRAPH = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
_WORD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body>'
    "</w:document>"
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def _lines(number: int, sentences: int) -> list[str]:
    return [line for line in texts.mixed(number, sentences).split("\n") if line]


def _text(number: int, sentences: int) -> Made:
    return "txt", texts.mixed(number, sentences).encode()


def _markdown(number: int, sentences: int) -> Made:
    head, *rest = _lines(number, sentences)
    return "md", "\n\n".join([f"# {head}", *rest, ""]).encode()


def _html(number: int, sentences: int) -> Made:
    head, *rest = _lines(number, sentences)
    body = "".join(f"<p>{line}</p>" for line in rest)
    page = f"<!doctype html><title>{head}</title><h1>{head}</h1>{body}"
    return "html", page.encode()


def pdf(pages: list[list[str]]) -> bytes:
    """Return a PDF of these pages, each of lines of any length."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A5, invariant=1)
    for lines in pages:
        place = canvas.beginText(36, 540)
        place.setFont("Helvetica", 9)
        for line in lines:
            for row in _rows(line):
                place.textLine(row)
        canvas.drawText(place)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _rows(line: str, width: int = 72) -> list[str]:
    rows = [""]
    for word in line.split():
        if len(rows[-1]) + len(word) >= width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows


def _pdf(number: int, sentences: int) -> Made:
    return "pdf", pdf([_lines(number, sentences)])


def _docx(number: int, sentences: int) -> Made:
    body = "".join(_PARAGRAPH.format(line) for line in _lines(number, sentences))
    parts = (
        ("[Content_Types].xml", _TYPES.encode()),
        ("_rels/.rels", _RELATIONS.encode()),
        ("word/document.xml", _WORD.format(body).encode()),
    )
    return "docx", archive(parts)


def archive(parts: tuple[Made, ...]) -> bytes:
    """Return a ZIP of these members, the same bytes each time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in parts:
            folder.writestr(zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 8)), data)
    return held.getvalue()


def _table(number: int, _sentences: int) -> Made:
    random = Random(number)  # noqa: S311 no secret
    held = io.StringIO(newline="")
    rows = csv.writer(held)
    rows.writerow(("station", "registered", f"tally {number}"))
    rows.writerows(
        (f"Altavela {n}", random.randint(100, 900), random.randint(0, 99)) for n in range(5)
    )
    return "csv", held.getvalue().encode()


def mail(number: int, sentences: int, attached: tuple[Made, ...] = ()) -> bytes:
    """Return a mail as it travels, with files attached."""
    random = Random(number)  # noqa: S311 no secret
    message = EmailMessage()
    given, family = random.choice(texts.GIVEN), random.choice(texts.FAMILY)
    message["From"] = f"{given} {family} <{given}.{family}@altavela.example>".lower()
    message["To"] = "desk@marisol.example"
    message["Date"] = f"Thu, {1 + number % 27} Mar 2021 09:{number % 60:02}:00 +0000"
    message["Subject"] = f"Altavela {number}"
    message["Message-ID"] = f"<{number}@altavela.example>"
    message.set_content("\n\n".join(_lines(number, sentences)))
    for name, data in attached:
        message.add_attachment(data, "application", "octet-stream", filename=name)
    message.set_boundary(f"edge{number}")
    return message.as_bytes()


def _mail(number: int, sentences: int) -> Made:
    attached = []
    for n, make in enumerate((_docx, _pdf, _text)[: number % 4]):
        ending, data = make(100_000 + 3 * number + n, sentences)
        attached.append((f"{number}-{n}.{ending}", data))
    return "eml", mail(number, sentences, tuple(attached))


def _zip(number: int, sentences: int) -> Made:
    inner = (f"{number}-inner.txt", _text(200_000 + number, sentences)[1])
    parts = (
        (f"{number}-letter.html", _html(300_000 + number, sentences)[1]),
        (f"papers/{number}-mail.eml", mail(400_000 + number, sentences, (inner,))),
    )
    return "zip", archive(parts)


_MAKERS: tuple[Callable[[int, int], Made], ...] = (
    *(_text, _markdown, _html, _pdf, _docx, _mail, _table, _zip, _mail, _text),
)


def document(number: int, sentences: int = 2) -> Made:
    """Return document ``number``."""
    return _MAKERS[number % len(_MAKERS)](number, sentences)


def write(folder: Path, count: int, sentences: int = 2) -> None:
    """Write ``count`` documents, spread over folders."""
    for number in range(count):
        ending, data = document(number, sentences)
        path = folder / f"{number % 7}" / f"{number:04}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
