"""Pictures of pages, drawn in code: what a scanner would give."""

from __future__ import annotations

import io
import re
import textwrap
from pathlib import Path
from typing import Any

import reportlab
from PIL import Image, ImageDraw, ImageFont

ENGLISH = (
    "The commission of inquiry published its second report on Tuesday. It says that Colonel Ruan "
    "Delmas ordered the search of the warehouse at Port Harrow without a warrant, and that the "
    "minister was told of it on the same evening.\n\n"
    "The harbour master, who asked not to be named, said that he had counted seven lorries. He did "
    "not write it down. The company denied that the containers held anything but dried fish, and "
    "promised to work with the prosecutor."
)
SPANISH = (
    "La comisión investigadora publicó el martes su segundo informe. Según este, el coronel Ruan "
    "Delmas ordenó el registro del almacén sin orden judicial, y el ministro fue informado esa "
    "misma noche.\n\n"
    "El capitán del puerto, que pidió no ser nombrado, declaró haber contado siete camiones. No lo "
    "anotó. La compañía negó que los contenedores llevaran otra cosa que pescado seco y prometió "
    "cooperar con la fiscalía durante el año próximo."
)
A4 = (2480, 3508)
_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def page(
    text: str,
    *,
    size: int = 44,
    width: int = 70,
    at: tuple[int, int] = (250, 300),
    onto: Any = None,
) -> Image.Image:
    """Return a page of A4 in 300 dots an inch, a paragraph a block of lines."""
    drawn: Image.Image = onto or Image.new("L", A4, 255)
    pen, font = ImageDraw.Draw(drawn), ImageFont.truetype(str(_FONT), size)
    left, top = at
    for paragraph in text.split("\n\n"):
        for line in textwrap.wrap(paragraph, width):
            pen.text((left, top), line, font=font, fill=0)
            top += size * 7 // 5
        top += size
    return drawn


def turned(drawn: Image.Image, degrees: float) -> Image.Image:
    """Return a page that lay askew."""
    return drawn.rotate(degrees, fillcolor=255, expand=degrees % 90 == 0)


def saved(drawn: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    """Return a picture's file."""
    file = io.BytesIO()
    drawn.save(file, form, **options)
    return file.getvalue()


def wrong_words(read: str, true: str) -> float:
    """Return the word error rate: the words to change, add or leave out, as a share of all."""
    got, want = (re.findall(r"\w+", text.casefold()) for text in (read, true))
    row = list(range(len(got) + 1))
    for number, word in enumerate(want, start=1):
        last, row[0] = row[0], number
        for at, other in enumerate(got, start=1):
            last, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, last + (word != other))
    return row[-1] / len(want)
