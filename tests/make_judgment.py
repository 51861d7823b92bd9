"""Make the demo case's court judgment: ``python tests/make_judgment.py``.

Deterministic: the same words give the same bytes (no compression, no clock, no random id), so
that a change of the file can be read as a change of the words below.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TARGET = (
    Path(__file__).resolve().parents[1] / "src" / "careo" / "app" / "cli" / "demo_case"
) / "judgment.pdf"
TITLE = "Federation of Altmere v. Ezequiel Távora Montiel: Judgment and Sentence"
COURT = "District Court of Port Alden, Third Criminal Chamber"
HEAD = "Federation of Altmere v. Távora Montiel"
NUMBER = "Case No. 3 CR 417/21"

FRONT = (
    "District Court of Port Alden",
    "Third Criminal Chamber",
    "Federation of Altmere v. Ezequiel Távora Montiel",
    "Judgment and sentence",
    "11 April 2023",
    "Before: Judge Honora Whitlock, presiding; Judge Casimir Dray; Judge Beatrix Olund",
)
# "## " opens a heading, "# " a numbered paragraph; a blank line ends each.
BODY = """
## A. The proceedings

# The defendant, Ezequiel Távora Montiel, born in San Amaro on 14 June 1961, is a retired
brigadier general of the army of the Republic of Verania. He was arrested at the port of Port
Alden on 22 November 2020 and has been detained since that day.

# The indictment of 3 May 2021 charged the defendant with three counts: conspiracy to supply
weapons to the Southern Popular Army (count one), facilitating the transport of cocaine (count
two), and laundering the proceeds of gold (count three).

# On 9 September 2022 the defendant pleaded guilty to counts one and two. He pleaded not guilty
to count three, which was tried before this Chamber over eleven days.

## B. Findings of fact

# The court finds that the defendant commanded the Third Brigade in the province of Alto Mirón
from January 2008 to December 2013.

# The court finds that between 2008 and 2013 the defendant allowed at least nineteen aircraft of
the Southern Popular Army to cross Alto Mirón. The defendant admitted that he accepted four
hundred thousand dollars from the Southern Popular Army.

# The court further finds that the defendant facilitated the delivery of two hundred rifles and
twenty grenade launchers to the Southern Popular Army in February 2010.

# Witness W-2, a former pilot whose identity is protected, testified that the aircraft carried
cocaine to an airstrip near Puerto Lábaro. Witness W-2 said that soldiers of the Third Brigade
loaded the aircraft. The court considers this testimony credible.

# The defendant stated that he acted on the orders of Benicio Varrón, who was then deputy
minister of the interior. The prosecution did not dispute that statement and offered no evidence
of it. The court makes no finding as to the conduct of Benicio Varrón, who is not a party to
these proceedings and has not been heard.

# The defendant also alleged that the President of Verania, Leandro Ostraga, approved the
arrangement. The court finds that no evidence before it supports this allegation.

## C. Count three

# The prosecution alleged that the defendant laundered gold of the Mirón Belt through the
company Aurífera Delta. An expert of the prosecution, Dr Ansgar Pohle, testified that the
company exported 4.2 tonnes of gold to Kestria between 2011 and 2014.

# The expert acknowledged that the name of the defendant does not appear in the books of
Aurífera Delta. The defendant denied any part in the trade in gold. The court finds that the
prosecution did not prove count three.

## D. Matters not decided

# The defence submitted a report of the Mirón Commission on the deaths at Quebrada Honda. The
report states that soldiers of the Third Brigade killed twenty-one villagers on 17 August 2012.
The defendant denied that he gave an order to fire. The court does not decide the matter, which
lies outside the indictment.

# Counsel for the defence, Philippa Renn, argued that the defendant possesses knowledge of the
election of 6 October 2019. The court notes that the defendant offered no testimony on that
election at trial.

## E. Verdict and sentence

# Ezequiel Távora Montiel was convicted of conspiracy to supply weapons to the Southern Popular
Army and of facilitating the transport of cocaine. He is acquitted of laundering the proceeds of
gold.

# The court takes into account the plea of guilty, the age of the defendant and his rank. A
general who sells the airspace that he is posted to guard betrays more than a law.

# Távora Montiel is sentenced to 17 years and nine months in prison. The time in detention since
22 November 2020 is credited against the sentence.

# Judge Casimir Dray dissented as to the sentence. Judge Dray found that a sentence of 14 years
would have been sufficient, because the defendant offered to cooperate before he was charged.

# The parties may appeal within thirty days. Any request for a reduction of the sentence under
Article 41 of the Criminal Code is to be made to this Chamber.

Done in public at Port Alden on 11 April 2023.
"""

_BASE = ParagraphStyle("base", fontName="Times-Roman", fontSize=12, leading=20)
_FRONT = ParagraphStyle("front", _BASE, alignment=TA_CENTER, spaceAfter=6)
_HEADING = ParagraphStyle(
    "heading", _BASE, fontName="Times-Bold", spaceBefore=12, spaceAfter=6, keepWithNext=1
)
_NUMBERED = ParagraphStyle(
    "numbered", _BASE, alignment=TA_JUSTIFY, spaceAfter=8, leftIndent=0.9 * cm, bulletIndent=0
)


def _page(canvas: Canvas, _: SimpleDocTemplate) -> None:
    width, height = A4
    canvas.saveState()
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(2.5 * cm, height - 1.5 * cm, HEAD)
    canvas.drawRightString(width - 2.5 * cm, height - 1.5 * cm, NUMBER)
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(width / 2, 1.4 * cm, f"Page {canvas.getPageNumber()}")
    canvas.restoreState()


def _story() -> list[Flowable]:
    story: list[Flowable] = [Spacer(1, 1 * cm), *(Paragraph(line, _FRONT) for line in FRONT)]
    story.append(Spacer(1, 0.6 * cm))
    number = 0
    for part in (" ".join(part.split()) for part in BODY.split("\n\n")):
        if part.startswith("## "):
            story.append(Paragraph(part.removeprefix("## "), _HEADING))
        elif part.startswith("# "):
            number += 1
            story.append(Paragraph(part.removeprefix("# "), _NUMBERED, bulletText=f"{number}."))
        else:
            story.append(Paragraph(part, _HEADING))
    return story


def judgment() -> bytes:
    """Return the PDF's bytes."""
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=2.5 * cm,
        rightMargin=2.5 * cm,
        topMargin=2.4 * cm,
        bottomMargin=2.4 * cm,
        title=TITLE,
        author=COURT,
        subject=NUMBER,
        invariant=1,
        pageCompression=0,
    )
    document.build(_story(), onFirstPage=_page, onLaterPages=_page)
    return out.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(judgment())
