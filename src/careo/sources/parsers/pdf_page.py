"""One PDF page as lines with their places, by pdfium.

A line ends where pdfium ends one, and behind a hyphen that pdfium takes for a break in a word
(it writes U+FFFE there).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from careo.model.text import Box, Word
from careo.sources.parsers import pdf_beside

_LINE_END = re.compile("\r\n|\r|\n|\ufffe|\x02")
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_FONT_NAME = 200
_RECTANGLES = 100
_BOLD = 600
_UPSIDE_DOWN = 2  # quarter turns
_LITTLE_TEXT = 200
_OBJECTS = 500
_LEAST_SIZE = 1.5
_WRITTEN_ON = (c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_STAMP)


Edges = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


class Line(NamedTuple):
    """One line of text.

    Attributes:
        text: Its words, without white space round them.
        page: From 1.
        left: In points, in the direction in which the line is written.
        right: As ``left``.
        base: The height of its base line above the page's foot, as the line is written.
        size: The height of its letters' font box, in points.
        bold: Whether the letters of its second half are.
        broken: It ends in a hyphen that was left out.
        share: Where it stands on the page: 0 at the foot, 1000 at the head.
        box: Its rectangle on the page; None where pdfium does not say.
        seen: It stands on the page, in letters that can be seen.
        paragraph: The number of its paragraph on the page, from 1, where its words were recognised
            in a picture; else 0, and paragraphs are told by the places of lines.
        words: Where recognised words stand, in code points of the line.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    broken: bool
    share: int
    box: Box | None
    seen: bool
    paragraph: int = 0
    words: tuple[Word, ...] = ()

    @property
    def recognised(self) -> bool:
        """Whether its words were recognised in a picture."""
        return self.paragraph > 0


class Page(NamedTuple):
    """The lines of a page, and what else stands on it.

    Attributes:
        lines: In pdfium's order.
        picture: A picture stands where text may be: alone, or over half a page with little text.
        notes: Words of notes and fields that are not among the lines.
    """

    lines: list[Line]
    picture: bool
    notes: list[str]


def read(document: pdfium.PdfDocument, index: int) -> Page:
    """Read one page, its filled forms and written notes too.

    Raises:
        pdfium.PdfiumError: The page cannot be loaded.
    """
    page = document[index]
    notes = pdf_beside.notes(page)
    if _is_written_on(page) and c.FPDFPage_Flatten(page, c.FLAT_NORMALDISPLAY) == 1:
        page.close()
        page = document[index]
    text = page.get_textpage()
    try:
        lines = _lines(text, index + 1, page.get_bbox())
        chars = sum(len(line.text) for line in lines)
        notes = pdf_beside.unsaid(notes, " ".join(line.text for line in lines))
        return Page(lines, chars < _LITTLE_TEXT and _has_picture(page, chars), notes)
    finally:
        text.close()
        page.close()


def _is_written_on(page: pdfium.PdfPage) -> bool:
    for n in range(min(c.FPDFPage_GetAnnotCount(page), _OBJECTS)):
        note = c.FPDFPage_GetAnnot(page, n)
        if not note:
            continue
        kind = c.FPDFAnnot_GetSubtype(note)
        c.FPDFPage_CloseAnnot(note)
        if kind in _WRITTEN_ON:
            return True
    return False


def _has_picture(page: pdfium.PdfPage, chars: int) -> bool:
    """Tell whether a page holds a picture that may be of text."""
    whole = page.get_width() * page.get_height()
    for thing in _things(page):
        kind = c.FPDFPageObj_GetType(thing)
        if kind not in {c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING}:
            continue
        if chars == 0:
            return True
        edges = [ctypes.c_float() for _ in range(4)]
        if kind == c.FPDF_PAGEOBJ_IMAGE and c.FPDFPageObj_GetBounds(thing, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            if (right - left) * (top - bottom) * 2 > whole:
                return True
    return False


def _things(page: pdfium.PdfPage) -> Iterator[Any]:
    """Yield the first few hundred objects of a page, those inside of forms too."""
    count = min(c.FPDFPage_CountObjects(page), _OBJECTS)
    waiting = [c.FPDFPage_GetObject(page, n) for n in range(count)]
    seen = 0
    while waiting and seen < _OBJECTS:
        thing = waiting.pop()
        seen += 1
        yield thing
        if c.FPDFPageObj_GetType(thing) == c.FPDF_PAGEOBJ_FORM:
            count = min(c.FPDFFormObj_CountObjects(thing), _OBJECTS)
            waiting += [c.FPDFFormObj_GetObject(thing, n) for n in range(count)]


def _lines(text: pdfium.PdfTextPage, page: int, edges: Edges) -> list[Line]:
    count = text.count_chars()
    if count <= 0:
        return []
    units = (ctypes.c_ushort * (2 * count + 1))()
    written = c.FPDFText_GetText(text, 0, count, units)
    raw = bytes(memoryview(units)[: max(0, written - 1)]).decode("utf-16-le", "replace")
    exact = written - 1 == count
    found: list[Line] = []
    at = units_at = 0
    for end in [*_LINE_END.finditer(raw), None]:
        stop = end.start() if end else len(raw)
        piece = raw[at:stop]
        start = units_at + _units(piece[: len(piece) - len(piece.lstrip())])
        broken = end is not None and end[0] in {"\ufffe", "\x02"}
        if piece.strip():
            span = (start, units_at + _units(piece.rstrip()))
            if not exact:
                span = _characters(text, span)
            found.append(_line(text, piece.strip(), span, (page, edges, broken)))
        if end is not None:
            units_at += _units(raw[at : end.end()])
            at = end.end()
    return found


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: pdfium.PdfTextPage, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span of pdfium's characters for one of its text."""
    first = c.FPDFText_GetCharIndexFromTextIndex(text, span[0])
    last = c.FPDFText_GetCharIndexFromTextIndex(text, span[1] - 1)
    first = max(first, 0)
    return first, max(last, first) + 1


def _line(
    text: pdfium.PdfTextPage, words: str, span: tuple[int, int], where: tuple[int, Edges, bool]
) -> Line:
    first, end = span
    page, edges, broken = where
    left, bottom, right, top = _rectangle(text, first, end)
    x, y = ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetCharOrigin(text, first, x, y)
    turn = round(math.degrees(c.FPDFText_GetCharAngle(text, first)) / 90) % 4
    base = y.value
    spread = (left, right)
    if turn in {1, 3}:
        base = -x.value if turn == 1 else x.value
        spread = (bottom, top) if turn == 1 else (-top, -bottom)
    elif turn == _UPSIDE_DOWN:
        base, spread = -y.value, (-right, -left)
    probes = (first, (first + end) // 2, end - 1)
    size = sorted(_size(text, n, turn) for n in probes)[1]
    return Line(
        text=words,
        page=page,
        left=spread[0],
        right=spread[1],
        base=base,
        size=size,
        bold=all(_is_bold(text, n) for n in probes[1:]),
        broken=broken,
        share=_share((bottom + top) / 2, edges),
        box=_box((left, bottom, right, top), edges),
        seen=size >= _LEAST_SIZE and _meets((left, bottom, right, top), edges),
    )


def _is_bold(text: pdfium.PdfTextPage, index: int) -> bool:
    if c.FPDFText_GetFontWeight(text, index) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(_FONT_NAME)
    flags = ctypes.c_int()
    c.FPDFText_GetFontInfo(text, index, name, _FONT_NAME, flags)
    return _BOLD_NAME.search(name.value) is not None


def _size(text: pdfium.PdfTextPage, index: int, turn: int) -> float:
    box = c.FS_RECTF()
    if not c.FPDFText_GetLooseCharBox(text, index, box):
        return 0.0
    across, up = abs(box.right - box.left), abs(box.top - box.bottom)
    return float(across if turn in {1, 3} else up)


def _rectangle(text: pdfium.PdfTextPage, first: int, end: int) -> Edges:
    """Return left, bottom, right and top round some characters; zeros where there is no place."""
    count = min(c.FPDFText_CountRects(text, first, end - first), _RECTANGLES)
    edges = [ctypes.c_double() for _ in range(4)]
    left = bottom = math.inf
    right = top = -math.inf
    for n in range(count):
        if c.FPDFText_GetRect(text, n, *edges):
            left, right = min(left, edges[0].value), max(right, edges[2].value)
            bottom, top = min(bottom, edges[3].value), max(top, edges[1].value)
    if not (math.isfinite(left + right + bottom + top) and left <= right and bottom <= top):
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, right, top


def _share(height: float, edges: Edges) -> int:
    tall = edges[3] - edges[1]
    return round(1000 * (height - edges[1]) / tall) if tall > 0 else 500


def _meets(place: Edges, edges: Edges) -> bool:
    """Tell whether a rectangle is on the page, if only in part."""
    across = place[0] < edges[2] and place[2] > edges[0]
    return place == _NOWHERE or (across and place[1] < edges[3] and place[3] > edges[1])


_NOWHERE = (0.0, 0.0, 0.0, 0.0)
_FURTHEST = 10_000_000


def _box(place: Edges, edges: Edges) -> Box | None:
    """Return a rectangle in hundredths of a point from the page's corner; None without a size."""
    if place[0] >= place[2] or place[1] >= place[3]:
        return None
    moved = [at - edges[n % 2] for n, at in enumerate(place)]
    sides = [max(-_FURTHEST, min(_FURTHEST, round(100 * at))) for at in moved]
    return Box(left=sides[0], bottom=sides[1], right=sides[2], top=sides[3])
