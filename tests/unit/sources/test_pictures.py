"""Pictures where nothing recognises words: their outcomes, and what they say of themselves."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from careo.model.config import Limits
from careo.model.document import Outcome
from careo.model.record import DocumentId, sha256
from careo.sources import extract
from tests.pages import saved
from tests.unit.sources.conftest import Read, words

SMALL = Image.new("L", (90, 90), 255)


def declared(width: int, height: int) -> bytes:
    """Return a PNG that declares a size and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0" * 1000)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"])
def test_a_picture_that_nothing_looked_at_is_told_as_without_text(read: Read, form: str) -> None:
    found = read(saved(SMALL, form))
    assert str(found.outcome) == "partial(no text in the picture)"
    assert found.outcome.unrecognised
    assert found.media_type == f"image/{form.lower()}"


def test_without_tesseract_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careo.sources.door.find", lambda: None)
    path = tmp_path / "x"
    path.write_bytes(saved(SMALL))
    found = extract(path, DocumentId(sha256(b"x")), "x", Limits())
    assert str(found.outcome) == "partial(no text in the picture)"


def test_the_pages_of_a_tiff_are_named(read: Read) -> None:
    found = read(saved(SMALL, "TIFF", save_all=True, append_images=[SMALL, SMALL]))
    assert str(found.outcome) == "partial(no text on page 1, 2, 3)"
    found = read(
        saved(SMALL, "TIFF", save_all=True, append_images=[SMALL, SMALL]),
        limits=Limits(pdf_pages=2),
    )
    assert str(found.outcome) == "partial(no text on page 1, 2; pages after 2 are not read)"


def test_sixty_thousand_by_sixty_thousand_are_refused_before_they_are_decoded(read: Read) -> None:
    found = read(declared(60_000, 60_000))
    assert str(found.outcome) == "refused(more than 100000000 pixels)"


def test_a_picture_too_small_for_a_letter_is_not_looked_at(read: Read) -> None:
    assert str(read(saved(Image.new("L", (3, 90)))).outcome) == "partial(too small for words)"


def test_of_an_animation_the_rest_is_said_to_be_unread(read: Read) -> None:
    frames = [Image.new("L", (90, 90), shade) for shade in (0, 99)]
    found = read(saved(SMALL, "GIF", save_all=True, append_images=frames))
    assert "only the first picture of an animation is read" in found.outcome.reason


@pytest.mark.parametrize("size", [20, 60, 200])
def test_a_picture_that_ends_early_has_an_outcome(read: Read, size: int) -> None:
    file = saved(Image.new("RGB", (400, 400), "grey"), "JPEG")
    assert read(file[:size]).outcome.status in {"partial", "refused"}


def test_what_a_picture_says_of_itself_is_shown_and_not_read(read: Read) -> None:
    exif = Image.Exif()
    exif[0x010E] = "The general at the quay"
    exif[0x013B] = "Ines Quell"
    exif[0x9C9B] = "Harbour".encode("utf-16-le") + b"\0\0"
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0Taken at night"
    found = read(saved(SMALL, "JPEG", exif=exif, comment=b"sent by Delmas"))
    assert set(words(found, "furniture")) == {
        *("The general at the quay", "Ines Quell", "Harbour", "Taken at night", "sent by Delmas")
    }
    assert (found.source.title, found.source.author) == ("Harbour", "")
    assert "no text in the picture" in found.outcome.reason


def test_the_text_of_a_png_and_of_xmp_is_kept(read: Read) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Title", "The quay")
    notes.add_itxt("Description", "El muelle de noche")
    notes.add_text("Software", "a camera")
    xmp = "<x><dc:rights><rdf:Alt><rdf:li>R. Delmas &amp; Co</rdf:li></rdf:Alt></dc:rights></x>"
    notes.add_itxt("XML:com.adobe.xmp", xmp)
    found = read(saved(SMALL, pnginfo=notes))
    assert words(found) == ["The quay", "El muelle de noche", "R. Delmas & Co"]
    assert found.source.title == "The quay"


def test_a_picture_too_deep_in_its_head_is_refused(read: Read) -> None:
    file = io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\xff" * 100)
    assert str(read(file.getvalue()).outcome) == "refused(not a readable picture)"


@pytest.mark.parametrize(
    ("reason", "unrecognised"),
    [
        ("no text on page 1", True),
        ("not readable: page 2; no text on page 1, 3", True),
        ("little text beside a picture on page 4", True),
        ("no text in the picture; no text but furniture", True),
        ("no text in the picture (tesseract found none)", False),
        ("no text on page 1, 2 (tesseract found none)", False),
        ("no text", False),
        ("out of time for page 4", False),
    ],
)
def test_an_outcome_tells_whether_pictures_are_still_to_be_looked_at(
    reason: str, unrecognised: bool
) -> None:
    assert Outcome(status="partial", reason=reason).unrecognised is unrecognised
