"""Make the demo case's mail, its attachment, the scan and the tally sheets.

``python tests/make_demo.py`` writes them; the same words give the same bytes: no clock, no random
id, no library that packs or draws text differently elsewhere but for the scan.
"""

from __future__ import annotations

import base64
import io
import random
import textwrap
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

import reportlab
from PIL import Image, ImageDraw, ImageFont

TARGET = Path(__file__).resolve().parents[1] / "src" / "careo" / "app" / "cli" / "demo_case"

# ── the tally sheets ──────────────────────────────────────────────────────────────────────────

PLACES = (
    ("San Amaro", "Centro", 101, 40),
    ("San Amaro", "Ribera", 151, 34),
    ("Alto Mirón", "Las Minas", 201, 22),
    ("Alto Mirón", "Quebrada Honda", 231, 12),
    ("Puerto Lábaro", "El Muelle", 301, 28),
    ("Santa Brígida", "La Cuesta", 401, 24),
    ("Suri", "Río Abajo", 501, 20),
)
"""Department, district, first station and number of stations."""

ROUNDED = ("Las Minas", "El Muelle")
HEAD = "department;district;station;registered;ballots;ostraga;echarte;others;void"
TOLD = {114: (231, 318), 118: (262, 301), 122: (244, 290), 127: (219, 322)}
"""What the witness says was counted: for Ostraga and for Echarte."""


class Station(NamedTuple):
    """One row; `ballots` is the sum of the last four."""

    department: str
    district: str
    number: int
    registered: int
    ballots: int
    ostraga: int
    echarte: int
    others: int
    void: int


def stations() -> list[Station]:
    """Return the stations as the Council published them."""
    chance = random.Random(20191006)  # noqa: S311 no secret
    found = []
    for department, district, first, count in PLACES:
        for number in range(first, first + count):
            registered = chance.randint(520, 780)
            share = chance.gauss(0.5, 0.05)
            turnout = chance.gauss(0.74, 0.05)
            if district in ROUNDED and number % 3:
                share, turnout = chance.gauss(0.71, 0.03), chance.gauss(0.93, 0.02)
            ballots = min(registered, round(registered * turnout))
            others, void = chance.randint(8, 30), chance.randint(3, 14)
            ostraga = round((ballots - others - void) * share)
            if district in ROUNDED and number % 3:
                ostraga -= ostraga % 10
            if number in TOLD:
                ostraga = TOLD[number][0] + chance.randint(90, 140)
                ballots = sum(TOLD[number]) + others + void
            echarte = ballots - others - void - ostraga
            registered = max(registered, ballots + 20)
            row = (registered, ballots, ostraga, echarte, others, void)
            found.append(Station(department, district, number, *row))
    return found


def tally() -> bytes:
    """Return the CSV's bytes, as the Council's office program writes them."""
    rows = [";".join(str(cell) for cell in each) for each in stations()]
    return ("\r\n".join([HEAD, *rows]) + "\r\n").encode("utf-8-sig")


# ── the statement ─────────────────────────────────────────────────────────────────────────────

# "# " opens the heading, "|" stands for the table, {1} for the footnote's mark.
STATEMENT = """
# Statement of Jacinto Peralba Ruim

Given before the notary Aurelia Stam in Port Alden, Altmere, on 20 March 2025.

My name is Jacinto Peralba Ruim. I am a teacher. On 6 October 2019 I was the president of polling
station 114 in the district of Centro, San Amaro.

I counted the ballots of station 114 with five other people, in front of the delegates of both
candidates. I saw the tally sheet being signed at 19:40. I photographed it.{1} The presidents of
stations 118, 122 and 127 gave me photographs of their own sheets.

The photographs show these figures:

|

On 9 October I read the sheets that the National Tally Council published. The sums of the four
stations are the same. The votes of the two candidates are not.

I asked the Council for an explanation. The Council told me that the four stations had been
recounted on 7 October at the request of a delegate. Nobody invited me to a recount.

I do not know who altered the figures. I was never in the basement of the Council, and I have never
seen General Ezequiel Távora Montiel or Colonel Hernán Ozcáriz. I did not see the originals again.

Signed: Jacinto Peralba Ruim
"""
FOOTNOTE = (
    "The notary has seen the telephone and the photograph. She has not examined either of them."
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_NAMES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/"
_WITNESS = "Jacinto Peralba Ruim"
_TITLE = f"Statement of {_WITNESS}"
_PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(text: str, style: str = "") -> str:
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    before, mark, after = text.partition("{1}")
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>' if mark else ""
    return f"<w:p>{said}{_run(before)}{note}{_run(after) if after else ''}</w:p>"


def _table() -> str:
    rows = [("Polling station", "Ostraga", "Echarte")]
    rows += [(str(number), str(a), str(b)) for number, (a, b) in TOLD.items()]
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _body() -> str:
    found = ""
    for part in (" ".join(part.split()) for part in STATEMENT.split("\n\n")):
        style = "Heading1" if part.startswith("# ") else ""
        found += _table() if part == "|" else _paragraph(part.removeprefix("# "), style)
    return found


def _content_types() -> str:
    office = "application/vnd.openxmlformats-package"
    kinds = {"document": "document.main", "styles": "styles", "footnotes": "footnotes"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_PARTS}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{office}.relationships'
        f'+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}<Override '
        f'PartName="/docProps/core.xml" ContentType="{office}.core-properties+xml"/></Types>'
    )


def _relations(*found: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{each}</Relationships>'


def statement() -> bytes:
    """Return the DOCX's bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_KINDS}/officeDocument", "word/document.xml"), (_CORE, "docProps/core.xml")
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE_NAMES}" xmlns:dc="{_TERMS}'
        f'elements/1.1/" xmlns:dcterms="{_TERMS}terms/"><dc:title>{_TITLE}</dc:title><dc:creator>'
        f"{_WITNESS}</dc:creator><dcterms:created>2025-03-20T10:00:00Z</dcterms:created>"
        "</cp:coreProperties>",
        "word/_rels/document.xml.rels": _relations(
            (f"{_KINDS}/styles", "styles.xml"), (f"{_KINDS}/footnotes", "footnotes.xml")
        ),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{_body()}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId='
        '"Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        "</w:styles>",
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}"><w:footnote w:id="2">'
        f"{_paragraph(FOOTNOTE)}</w:footnote></w:footnotes>",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, text in parts.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            package.writestr(zipfile.ZipInfo(name), declared)  # stored: packed alike everywhere
    return held.getvalue()


# ── the mail ──────────────────────────────────────────────────────────────────────────────────

MAIL = """\
Dear Ms Solvik,

I read your article on the letter of General Ezequiel Távora Montiel. From 2014 to 2020 I was
the archivist of the National Tally Council. I kept the register of the tally sheets.

I attach the statement of Jacinto Peralba Ruim, who was the president of polling station 114. I
know him and I believe him. The four sheets that he photographed entered my register on the
morning of 7 October 2019. The sheets that were published on 9 October carry the same
numbers of register and other figures. I saw no order for a recount, and I would have had to enter
one.

I also send you the order of 6 October 2019, scanned from my own copy. It names Colonel
Hernán Ozcáriz for the night. The order is no proof that he came.

I never saw a second set of machines. The basement was closed to the archive from September on.
I do not know who decided anything.

I asked the Council before I wrote to you. Its answer stands below. Please print it if you print
me.

Odalys Brezo

On 21 March 2025 at 16:05, Press Office of the National Tally Council wrote:
> Ms Brezo,
>
> the Council denies that any tally sheet was altered. Stations 114, 118, 122 and 127 were
> recounted on 7 October 2019 at the request of a delegate, as Article 88 of the electoral law
> provides. The protocols of the recount are public.
>
> You were dismissed in 2020 for the loss of documents. The Council regrets that you present a
> grievance as testimony.
>
> Press Office
"""
_BOUNDARY = "=_statement_of_peralba_="


def _wrapped(text: str) -> list[str]:
    """Return lines as a mail program breaks them, quoted ones with their mark."""
    lines: list[str] = []
    for part in text.replace("\n>\n", "\n\n").split("\n\n"):
        mark = "> " if "\n> " in f"\n{part}" else ""
        own, _, quoted = part.rpartition("wrote:\n") if mark else ("", "", part)
        lines += [f"{own}wrote:"] if own else []
        whole = " ".join(line.removeprefix("> ") for line in quoted.strip().splitlines())
        lines += [f"{mark}{line}" for line in textwrap.wrap(whole, 66)]
        lines.append(mark.strip())
    return lines


def mail() -> bytes:
    """Return the mail's bytes."""
    packed = base64.b64encode(statement()).decode("ascii")
    lines = [
        "From: Odalys Brezo <o.brezo@archive.example>",
        "To: Irena Solvik <solvik@meridian-courier.example>",
        "Subject: The tally sheets of 6 October 2019",
        "Date: Mon, 24 Mar 2025 09:12:00 +0000",
        "Message-ID: <20250324091200.1@archive.example>",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"',
        "",
        f"--{_BOUNDARY}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        *_wrapped(MAIL),
        f"--{_BOUNDARY}",
        f"Content-Type: {_PARTS}.document",
        "Content-Transfer-Encoding: base64",
        'Content-Disposition: attachment; filename="statement.docx"',
        "",
        *textwrap.wrap(packed, 76),
        f"--{_BOUNDARY}--",
        "",
    ]
    return "\r\n".join(lines).encode()


# ── the scan ──────────────────────────────────────────────────────────────────────────────────

ORDER = (
    ("REPUBLIC OF VERANIA", 40),
    ("National Tally Council", 40),
    ("", 20),
    ("Order No. 44", 36),
    ("San Amaro, 6 October 2019", 30),
    ("", 20),
    ("The Council orders that the technical staff remain in the", 30),
    ("building until the tally is complete.", 30),
    ("", 16),
    ("Colonel Hernán Ozcáriz directs the technical staff during the", 30),
    ("night of 6 October 2019. Major Delia Sarrín takes his place if", 30),
    ("he is ill.", 30),
    ("", 16),
    ("The basement is closed to all other staff. The servers are sealed", 30),
    ("at midnight in front of the delegates of both candidates.", 30),
    ("", 40),
    ("Fabricio Ordaz", 30),
    ("President of the National Tally Council", 30),
)
_SIZE = (1240, 1100)
_TILT = 0.4


def scan() -> bytes:
    """Return the bytes of a PDF whose one page is a picture of a typed order with a stamp."""
    page = Image.new("L", _SIZE, 255)
    pen = ImageDraw.Draw(page)
    folder = Path(reportlab.__file__).parent / "fonts"
    at = 90
    for text, size in ORDER:
        font = ImageFont.truetype(str(folder / "Vera.ttf"), size)
        pen.text((120, at), text, font=font, fill=20)
        at += size + 22
    pen.ellipse((860, 830, 1100, 1070), outline=60, width=6)
    pen.ellipse((880, 850, 1080, 1050), outline=60, width=3)
    small = ImageFont.truetype(str(folder / "VeraBd.ttf"), 26)
    pen.text((926, 936), "TALLIED", font=small, fill=60)
    page = page.rotate(_TILT, fillcolor=255, resample=Image.Resampling.BICUBIC)
    bits = page.point(lambda value: 255 if value > 128 else 0).convert("1")
    return _picture_pdf(bits)


def _picture_pdf(bits: Image.Image) -> bytes:
    width, height = bits.size
    data = zlib.compress(bits.tobytes(), 9)
    wide, high = width * 72 // 150, height * 72 // 150
    draw = b"q %d 0 0 %d 0 0 cm /P Do Q" % (wide, high)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</XObject"
        b"<</P 5 0 R>>>>>>" % (wide, high),
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(data), data),
    )
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(body))
    )


FILES = {"order.pdf": scan, "tally_sheets.csv": tally, "mail.eml": mail}

if __name__ == "__main__":
    for name, made in FILES.items():
        (TARGET / name).write_bytes(made())
