"""PDF pages as grey pixels, and the way back from a pixel to its place on the page."""

from __future__ import annotations

import ctypes
import math
import mmap

import pypdfium2 as pdfium
import pypdfium2.raw as c

from careo.model.text import Box
from careo.sources import pixels
from careo.sources.parsers.looks import Looked
from careo.sources.parsers.recognised import Frame
from careo.sources.wire import Drawn

_POINTS, _DOTS = 72, 300
_FURTHEST = 10_000_000


def draw(data: bytes | mmap.mmap, number: int, spool: int) -> Drawn:
    """Draw one page, 300 dots an inch where that is not too large, and write its pixels.

    Args:
        data: The bytes, or a private map of them.
        number: The page, from 1.
        spool: The open file that takes the pixels.

    Raises:
        pdfium.PdfiumError: The page cannot be loaded.
    """
    document = pdfium.PdfDocument(buffer(data))
    page = document[number - 1]
    area = max(1.0, page.get_width() * page.get_height())
    scale = min(_DOTS / _POINTS, 0.99 * math.sqrt(pixels.MOST / area))
    bitmap = page.render(scale=scale, grayscale=True)
    held = memoryview(bitmap.buffer).cast("B")
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels.write(spool, (held[at * stride : at * stride + width] for at in range(height)))
    return Drawn(width=width, height=height)


def warm_up(data: bytes) -> None:
    """Load what drawing would load when first needed, by a page that is drawn nowhere."""
    page = pdfium.PdfDocument(data)[0]
    page.render(scale=0.1, grayscale=True).close()
    frame(page.pdf, 1, Looked(9, 9, None)).place(0, 0, 1, 1)


def buffer(data: bytes | mmap.mmap) -> object:
    """Return bytes as pdfium takes them, without a copy of a map."""
    if isinstance(data, bytes):
        return data
    return (ctypes.c_char * len(data)).from_buffer(data)


def frame(document: pdfium.PdfDocument, number: int, looked: Looked) -> Frame:
    """Return how a drawn page lies on its page, however that is turned."""
    page = document[number - 1]
    edges = page.get_bbox()
    scale = page.get_height() / looked.height

    def at(x: int, y: int) -> tuple[int, int]:
        across, up = ctypes.c_double(), ctypes.c_double()
        size = (0, 0, looked.width, looked.height)
        c.FPDF_DeviceToPage(page, *size, 0, x, y, across, up)
        return _hundredths(across.value - edges[0]), _hundredths(up.value - edges[1])

    def place(left: int, top: int, right: int, bottom: int) -> Box:
        (x, y), (other_x, other_y) = at(left, top), at(right, bottom)
        return Box(
            left=min(x, other_x), bottom=min(y, other_y), right=max(x, other_x), top=max(y, other_y)
        )

    return Frame(number, scale, place)


def _hundredths(points: float) -> int:
    return max(-_FURTHEST, min(_FURTHEST, round(100 * points))) if math.isfinite(points) else 0
