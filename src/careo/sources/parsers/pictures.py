"""Pictures: their words are recognised by tesseract; what they say of themselves is furniture.

A picture has one page, a TIFF one a frame. A point of a page is a pixel of the upright picture.
"""

from __future__ import annotations

import importlib
import io
import math
import mmap
from contextlib import suppress
from typing import Any

from msgspec import structs
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from careo.model.config import Limits
from careo.model.document import FOUND_NONE, NO_TEXT
from careo.model.text import Box
from careo.sources import draft, pixels
from careo.sources.draft import Block
from careo.sources.parsers import pdf_layout, picture_notes, seen
from careo.sources.parsers.looks import Looked, Looks
from careo.sources.parsers.pdf_page import Line
from careo.sources.parsers.recognised import Frame
from careo.sources.parsers.seen import told
from careo.sources.parsers.versions import version
from careo.sources.wire import Answer, Drawn

_VERSION = "careo-picture/1"
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_PLUGINS = ("Png", "Jpeg", "Mpo", "Tiff", "Gif", "Bmp", "WebP")
_ANIMATED = {"PNG", "GIF", "WEBP"}
_LEAST_SIDE = 8
_ENOUGH, _MOST_LARGER = 2400, 4
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5
_ALPHA = {"LA", "La", "PA", "RGBA", "RGBa"}
_DEEP_BITS = 256

Size = tuple[int, int]


def parse(data: bytes | mmap.mmap, limits: Limits, looks: Looks = Looks()) -> Answer:  # noqa: B008 a frozen value
    """Read a picture's head, its notes, and the words recognised in it.

    Args:
        data: The bytes, or a map of them.
        limits: Of pixels and pages.
        looks: What was recognised.
    """
    extractor = seen.extractor(f"{_VERSION} pillow {version('pillow')}", looks)
    image = _opened(data)
    if image is None:
        return Answer(status="refused", reason="not a readable picture", extractor=extractor)
    if _pixels(image.size) > limits.picture_pixels:
        reason = f"more than {limits.picture_pixels} pixels"
        return Answer(status="refused", reason=reason, extractor=extractor)
    source, notes = picture_notes.read(image)
    reading = _Reading(looks, limits)
    reading.read(image)
    blocks = [*pdf_layout.blocks([page for page in reading.pages if page])]
    blocks += [Block("furniture", note) for note in notes]
    answer = draft.assemble(blocks, extractor, source, reading.reasons(), limits.text_chars)
    return structs.replace(answer, pictures=tuple(reading.legible))


def draw(data: bytes | mmap.mmap, limits: Limits, number: int, spool: int) -> Drawn:
    """Draw one page upright in grey, small ones larger, and write its pixels.

    Args:
        data: The bytes, or a map of them.
        limits: Of pixels.
        number: The page, from 1.
        spool: The open file that takes the pixels.

    Raises:
        ValueError: There is no such page, or it is too large.
    """
    image = _opened(data)
    if image is None:
        raise ValueError("no picture")
    if number > 1:
        image.seek(number - 1)
    if _pixels(image.size) > limits.picture_pixels:
        raise ValueError("too many pixels")
    target = _target(image.size)
    image.draft("L", target)
    _load(image)
    grey = _grey(ImageOps.exif_transpose(image))
    drawn = grey.resize(_target(grey.size), Image.Resampling.LANCZOS)
    pixels.write(spool, [drawn.tobytes()])
    return Drawn(width=drawn.width, height=drawn.height)


def warm_up() -> None:
    """Load what Pillow would load when first needed."""
    for plugin in _PLUGINS:
        importlib.import_module(f"PIL.{plugin}ImagePlugin")
    for form in _FORMATS:
        file = io.BytesIO()
        Image.new("RGB", (9, 9)).save(file, form)
        parse(file.getvalue(), Limits())
        image = _opened(file.getvalue())
        if image is not None:
            _load(image)
            _grey(ImageOps.exif_transpose(image)).resize((3, 3), Image.Resampling.LANCZOS)


class _Reading:
    """What was read of a picture's pages, and what was not."""

    def __init__(self, looks: Looks, limits: Limits) -> None:
        self.pages: list[list[Line]] = []
        self.legible: list[int] = []
        self._looking = seen.Looking(looks)
        self._limits = limits
        self._large: list[int] = []
        self._small: list[int] = []
        self._count = 0
        self._rest = ""

    def read(self, image: ImageFile.ImageFile) -> None:
        """Read every page of a picture, as many as the limits allow."""
        if image.format in _ANIMATED and getattr(image, "is_animated", False):
            self._rest = "only the first picture of an animation is read"
        frames = image.format == "TIFF"
        while self._page(image) and frames:
            if self._count == self._limits.pdf_pages:
                self._rest = f"pages after {self._count} are not read"
                return
            try:
                image.seek(self._count)
            except EOFError:
                return
            except (OSError, ValueError, SyntaxError, TypeError):
                self._rest = f"not readable: page {self._count + 1} and all after it"
                return

    def _page(self, image: Image.Image) -> bool:
        self._count += 1
        number, size = self._count, _upright(image)
        if _pixels(size) > self._limits.picture_pixels:
            self._large.append(number)
        elif min(size) < _LEAST_SIDE:
            self._small.append(number)
        else:
            self.legible.append(number)
            looked = self._looking.at(number)
            if looked is not None:
                self.pages.append(self._looking.lines(looked, _frame(number, size, looked)))
        return True

    def reasons(self) -> list[str]:
        """Say what is not in the text; nothing where all is."""
        parts = [
            *self._looking.reasons(self.legible, ()),
            told(f"more than {self._limits.picture_pixels} pixels on", self._large),
            told("too small for words:", self._small),
            self._rest,
        ]
        if self._count == 1:
            parts = [_of_one(part) for part in parts]
        return [part for part in parts if part]


def _of_one(reason: str) -> str:
    """Return a reason for a picture that has one page."""
    return {
        f"{NO_TEXT} on page 1": f"{NO_TEXT} in the picture",
        f"{NO_TEXT} on page 1 {FOUND_NONE}": f"{NO_TEXT} in the picture {FOUND_NONE}",
        "not recognised: page 1": "the picture could not be looked at",
        "uncertain words on page 1": "uncertain words",
        "too small for words: page 1": "too small for words",
    }.get(reason, reason)


def _opened(data: bytes | mmap.mmap) -> ImageFile.ImageFile | None:
    """Return a picture whose head is read and nothing else; None for none."""
    Image.MAX_IMAGE_PIXELS = None  # its own check comes as late; every page is measured here
    file: Any = io.BytesIO(data) if isinstance(data, bytes) else data
    file.seek(0)
    try:
        return Image.open(file, formats=_FORMATS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError):
        return None


def _load(image: ImageFile.ImageFile) -> None:
    """Decode a picture; of one that is cut off, what there is."""
    try:
        image.load()
    except (OSError, SyntaxError, ValueError):
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        image.load()


def _pixels(size: Size) -> int:
    return size[0] * size[1]


def _upright(image: Image.Image) -> Size:
    """Return a picture's size as it is to be seen."""
    turned = 0
    with suppress(Exception):  # a head may hold anything
        turned = int(image.getexif().get(_ORIENTATION, 0))
    width, height = image.size
    return (height, width) if _ON_ITS_SIDE <= turned <= _ON_ITS_SIDE + 3 else (width, height)


def _target(size: Size) -> Size:
    """Return the size to draw a picture in: letters neither too small nor the page too large."""
    factor = min(
        max(1.0, _ENOUGH / max(size)), _MOST_LARGER, math.sqrt(pixels.MOST / _pixels(size))
    )
    return max(1, int(size[0] * factor)), max(1, int(size[1] * factor))


def _grey(image: Image.Image) -> Image.Image:
    """Return a picture in eight bits of grey, on white where it is transparent."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        deep = image.convert("F")
        top = max(1.0, float(deep.getextrema()[1] or 1.0))  # type: ignore[arg-type]
        scale = 1.0 if top < _DEEP_BITS else 255.0 / top
        return deep.point(lambda value: value * scale + 0).convert("L")
    if image.mode in _ALPHA or "transparency" in image.info:
        layers = image.convert("RGBA")
        white = Image.new("RGBA", layers.size, "white")
        return Image.alpha_composite(white, layers).convert("L")
    return image.convert("L")


def _frame(number: int, size: Size, looked: Looked) -> Frame:
    scale = size[1] / looked.height

    def place(left: int, top: int, right: int, bottom: int) -> Box:
        return Box(
            left=round(100 * left * scale),
            bottom=round(100 * (size[1] - bottom * scale)),
            right=round(100 * right * scale),
            top=round(100 * (size[1] - top * scale)),
        )

    return Frame(number, scale, place)
