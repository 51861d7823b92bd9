"""Words recognised in scans and pictures, where tesseract is installed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from careo.model.config import Limits
from careo.model.extraction import Extraction
from careo.model.record import DocumentId, sha256
from careo.model.text import TextLayer
from careo.sources import extract, recogniser, tesseract
from tests import hostile
from tests.pages import A4, ENGLISH, SPANISH, page, saved, turned, wrong_words
from tests.unit.sources.conftest import words

pytestmark = pytest.mark.skipif(not recogniser(), reason="tesseract is not installed")

Look = Callable[..., Extraction]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Extract bytes, and look at their pictures."""

    def inner(data: bytes, limits: Limits | None = None) -> Extraction:
        path = tmp_path / "document"
        path.write_bytes(data)
        return extract(path, DocumentId(sha256(data)), "x", limits or Limits())

    return inner


def layer(found: Extraction) -> TextLayer:
    assert found.layer is not None, found.outcome
    return found.layer


def pdf(pages: Iterable[Image.Image | str]) -> bytes:
    """Return a PDF with pages of text, and pages that are pictures."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    for one in pages:
        if isinstance(one, str):
            for number, start in enumerate(range(0, len(one), 80)):
                canvas.drawString(60, 760 - 16 * number, one[start : start + 80])
        else:
            canvas.drawImage(ImageReader(one), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("text", [ENGLISH, SPANISH])
def test_of_a_clean_page_fewer_than_three_words_in_a_hundred_are_wrong(
    look: Look, text: str
) -> None:
    found = look(saved(page(text)))
    assert str(found.outcome) == "ok"
    assert wrong_words(layer(found).text, text) < 0.03
    assert len(words(found, "paragraph")) == 2
    assert all(segment.recognised and segment.page == 1 for segment in layer(found).segments)
    assert layer(found).extractor.endswith(recogniser())


@pytest.mark.parametrize("degrees", [1.5, 180, 90])
def test_a_page_that_lay_askew_or_upside_down_is_read(look: Look, degrees: float) -> None:
    found = look(saved(turned(page(ENGLISH), degrees)))
    assert wrong_words(layer(found).text, ENGLISH) < 0.05


def test_a_camera_s_mark_of_orientation_is_followed(look: Look) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    found = look(saved(turned(page(ENGLISH), 90), "JPEG", exif=exif))
    assert wrong_words(layer(found).text, ENGLISH) < 0.03
    first = layer(found).words[0].box
    assert first.left < 100 * A4[0] / 4
    assert first.bottom > 100 * A4[1] * 3 / 4


def test_columns_are_read_one_behind_the_other(look: Look) -> None:
    left, right = ENGLISH.split("\n\n")
    drawn = page(left, width=34, size=40)
    found = look(saved(page(right, width=34, size=40, at=(1350, 300), onto=drawn)))
    assert wrong_words(layer(found).text, f"{left} {right}") < 0.05


def test_only_the_page_that_is_a_picture_is_recognised_and_the_order_is_kept(look: Look) -> None:
    first, third = "The first page is typed. " * 12, "The third page is typed too. " * 12
    found = look(pdf([first, page(SPANISH), third]))
    assert str(found.outcome) == "ok"
    assert [(s.page, s.recognised) for s in layer(found).segments] == [
        *((1, False),),
        *((2, True), (2, True)),
        *((3, False),),
    ]
    assert wrong_words(words(found)[1] + " " + words(found)[2], SPANISH) < 0.03


def test_every_recognised_word_has_its_box_on_the_page(look: Look) -> None:
    found = look(pdf([page(ENGLISH)]))
    text = layer(found).text
    boxes = {text[w.start : w.end]: w.box for w in layer(found).words}
    assert " ".join(boxes).split()[:3] == ["The", "commission", "of"]
    assert all(
        0 <= box.left < box.right <= 59_500 and 0 <= box.bottom < box.top <= 84_200
        for box in boxes.values()
    )
    scale = 72 / 300 * 100
    assert abs(boxes["commission"].top - (84_200 - 300 * scale)) < 600
    assert boxes["commission"].left > 250 * scale


def test_a_typed_line_beside_a_picture_is_not_told_twice(look: Look) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(page(ENGLISH)), 0, 0, 595, 842)
        canvas.drawString(60, 60, "Exhibit four of the inquiry")

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    draw(canvas)
    canvas.save()
    found = look(file.getvalue())
    assert str(found.outcome) == "ok"
    assert layer(found).text.count("Exhibit four") == 1
    assert "harbour master" in layer(found).text


def test_a_hyphen_that_a_line_s_end_made_is_left_out(look: Look) -> None:
    text = "The harbour master said that the com-\n\nmission had counted the lorries twice."
    drawn = page(text.replace("\n\n", " "), width=37)
    found = look(saved(drawn))
    assert "the commission had counted" in layer(found).text
    assert [layer(found).text[w.start : w.end] for w in layer(found).words].count("com") == 1


def test_a_tiff_has_a_page_for_every_frame(look: Look) -> None:
    frames = [page(SPANISH), Image.new("L", A4, 255)]
    found = look(saved(page(ENGLISH), "TIFF", save_all=True, append_images=frames))
    assert str(found.outcome) == "partial(no text on page 3 (tesseract found none))"
    assert [s.page for s in layer(found).segments] == [1, 1, 2, 2]


@pytest.mark.parametrize("form", ["JPEG", "GIF", "BMP", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["1", "RGB", "L"])
def test_every_form_of_picture_is_read(look: Look, form: str, mode: str) -> None:
    if (form, mode) in {("JPEG", "1"), ("WEBP", "1")}:
        pytest.skip("this form has no such pictures")
    small = page(ENGLISH).crop((200, 250, 2300, 800)).convert(mode)
    found = look(saved(small, form))
    assert "Delmas" in layer(found).text
    assert found.media_type == f"image/{form.lower()}"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "I;16", "CMYK"])
def test_transparent_deep_and_printed_colours_are_read(look: Look, mode: str) -> None:
    drawn = page(ENGLISH).crop((200, 250, 2300, 800))
    if mode in {"RGBA", "LA"}:
        ink = Image.new(mode, drawn.size, (0,) * len(Image.new(mode, (1, 1)).getbands()))
        ink.putalpha(drawn.point(lambda value: 255 - value))
        drawn = ink
    elif mode == "I;16":
        drawn = drawn.convert("I").point(lambda value: value * 257 + 0).convert("I;16")
    else:
        drawn = drawn.convert("RGB").convert(mode)
    found = look(saved(drawn, "TIFF" if mode == "CMYK" else "PNG"))
    assert "Delmas" in layer(found).text


def test_an_empty_page_and_noise_make_no_text_that_counts(look: Look) -> None:
    blank = look(saved(Image.new("L", (800, 900), 255)))
    assert str(blank.outcome) == "partial(no text in the picture (tesseract found none))"
    noise = Image.frombytes("L", (900, 900), hostile.random_bytes(900 * 900, 1))
    found = look(saved(noise))
    assert found.outcome.status == "partial"
    assert words(found, "paragraph") == []


def test_words_that_may_be_others_are_kept_and_their_page_is_named(look: Look) -> None:
    coarse = page(ENGLISH, size=40).resize((350, 495)).resize(A4)
    found = look(pdf([page(ENGLISH), coarse]))
    assert str(found.outcome) == "partial(uncertain words on page 2)"
    assert any(segment.page == 2 for segment in layer(found).segments)


def test_the_same_bytes_give_the_same_layer_twice(look: Look) -> None:
    data = pdf([page(ENGLISH), page(SPANISH)])
    assert look(data) == look(data)


def test_when_the_time_of_a_document_is_over_the_pages_left_are_named(look: Look) -> None:
    found = look(pdf([page(ENGLISH)] * 3), limits=Limits(ocr_seconds=0))
    assert str(found.outcome) == "partial(out of time for page 1, 2, 3)"
    assert not found.outcome.unrecognised


def test_a_page_that_takes_too_long_is_named_and_the_others_are_read(look: Look) -> None:
    found = look(pdf(["Typed. " * 40, page(ENGLISH)]), limits=Limits(ocr_page_seconds=0))
    assert str(found.outcome) == "partial(not recognised: page 2)"
    assert "Typed." in layer(found).text


def test_a_recogniser_that_says_what_is_no_table_or_has_no_end_costs_the_page_only(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    liar = tesseract.confined(("/bin/cat",))
    monkeypatch.setattr("careo.sources.door.find", lambda: tesseract.Tesseract("a liar", liar))
    found = look(pdf(["Typed. " * 40, page(ENGLISH)]))
    assert str(found.outcome) == "partial(not recognised: page 2)"
    endless = tesseract.confined(("/bin/cat", "/dev/zero"), ("/dev/zero",))
    monkeypatch.setattr("careo.sources.door.find", lambda: tesseract.Tesseract("endless", endless))
    found = look(pdf(["Typed. " * 40, page(ENGLISH)]))
    assert str(found.outcome) == "partial(not recognised: page 2)"


def test_a_picture_in_a_page_that_is_turned_has_its_boxes_in_the_page_s_own_way(
    look: Look,
) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([turned(page(ENGLISH), 90)]))))
    writer.pages[0].rotate(90)
    file = io.BytesIO()
    writer.write(file)
    found = look(file.getvalue())
    assert wrong_words(layer(found).text, ENGLISH) < 0.03
    first = layer(found).words[0].box
    assert first.left < 59_500 / 4
    assert first.bottom < 84_200 / 4
