"""PDF with text."""

import io
import itertools
import textwrap
import zlib
from collections.abc import Callable

import pytest
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from careo.model.config import Limits
from tests import hostile
from tests.unit.sources.conftest import Read, shape, words

SENTENCES = (
    "The northern brigade crossed the river before dawn and held the bridge until noon."
    " Colonel Ruan Delmas said later that nobody had ordered him to go back."
    " The inquiry found otherwise."
)


def drawn(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def column(canvas: Canvas, lines: list[str], x: float = 72, y: float = 720) -> None:
    canvas.setFont("Helvetica", 11)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= 14


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def judgment(canvas: Canvas) -> None:
    canvas.setTitle("Judgment in the matter of Delmas")
    canvas.setAuthor("High Court of Varnia")
    for page in (1, 2, 3):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 810, "High Court of Varnia, Case 14/2026")
        canvas.drawString(290, 25, f"Page {page} of 3")
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(72, 750, f"Part {page}")
        column(canvas, wrapped(SENTENCES, 70))
        column(canvas, wrapped(f"{page}. " + SENTENCES, 70), y=650)
        canvas.showPage()


def test_a_judgment_is_read_in_paragraphs_with_page_and_place(read: Read) -> None:
    found = read(drawn(judgment))
    assert str(found.outcome) == "ok"
    assert [kind for kind, _ in shape(found)][:5] == [
        "furniture",
        "furniture",
        "heading",
        "paragraph",
        "list_item",
    ]
    assert words(found, "paragraph") == [SENTENCES] * 3
    assert words(found, "list_item") == [f"{page}. {SENTENCES}" for page in (1, 2, 3)]
    assert found.layer is not None
    assert [s.page for s in found.layer.segments] == [1] * 5 + [2] * 5 + [3] * 5
    box = found.layer.segments[3].box
    assert box is not None
    assert 7100 < box.left < 7400
    assert 72800 < box.top < 73000
    assert box.bottom < 69500


def test_running_heads_and_page_numbers_are_furniture(read: Read) -> None:
    assert words(read(drawn(judgment)), "furniture") == [
        text
        for page in (1, 2, 3)
        for text in ("High Court of Varnia, Case 14/2026", f"Page {page} of 3")
    ]


def test_a_pdf_says_who_wrote_it(read: Read) -> None:
    source = read(drawn(judgment)).source
    assert (source.title, source.author) == (
        "Judgment in the matter of Delmas",
        "High Court of Varnia",
    )


def test_two_columns_are_read_one_after_the_other(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, wrapped(SENTENCES, 40))
        column(canvas, wrapped(SENTENCES.replace("river", "lake"), 40), x=320)

    assert words(read(drawn(draw))) == [SENTENCES, SENTENCES.replace("river", "lake")]


STATEMENTS = [
    " ".join(
        f"{person} said on day {day} that the {body} had crossed the {place} before dawn."
        for day in range(1, 2 + number % 4)
    )
    for number, (person, body, place) in enumerate(
        itertools.product(
            ("Colonel Ruan Delmas", "Ana Kest", "The harbour master of Sant Amar"),
            ("northern brigade", "escort of the minister"),
            ("river", "bridge at Quell", "old customs yard"),
        )
    )
]
STYLES = {
    "a gap between paragraphs": {"spaceAfter": 8},
    "a gap, justified": {"spaceAfter": 8, "alignment": TA_JUSTIFY},
    "first lines indented": {"firstLineIndent": 18},
    "first lines indented, justified": {"firstLineIndent": 18, "alignment": TA_JUSTIFY},
    "two lines apart": {"leading": 24, "spaceAfter": 12, "fontName": "Courier"},
    "two lines apart, indented": {"leading": 24, "firstLineIndent": 36, "fontName": "Courier"},
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_are_found_in_every_style_of_setting(
    read: Read, style: str, columns: int
) -> None:
    setting = ParagraphStyle("s", **{"fontSize": 10, "leading": 13, **STYLES[style]})
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4)
    width = (A4[0] - 120 - 20 * (columns - 1)) / columns
    frames = [Frame(60 + n * (width + 20), 60, width, 720) for n in range(columns)]
    document.addPageTemplates([PageTemplate(id="page", frames=frames)])
    document.build([Paragraph(statement, setting) for statement in STATEMENTS])
    found = words(read(buffer.getvalue()))
    assert sum(statement in found for statement in STATEMENTS) >= len(STATEMENTS) - 2
    assert " ".join(found) == " ".join(STATEMENTS)


def test_a_word_broken_at_the_line_end_is_joined_and_a_compound_keeps_its_hyphen(
    read: Read,
) -> None:
    lines = [
        "A well-known officer told the inquiry that the minis-",
        "ter had given the order, and that the order was well-",
        "known to everybody who served at the bridge that day.",
    ]
    assert words(read(drawn(lambda canvas: column(canvas, lines)))) == [
        (
            "A well-known officer told the inquiry that the minister had given the order, and that"
            " the order was well-known to everybody who served at the bridge that day."
        )
    ]


def test_a_paragraph_that_goes_on_over_the_page_is_one(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        for page, lines in enumerate((wrapped(SENTENCES, 70)[:2], wrapped(SENTENCES, 70)[2:])):
            column(canvas, lines, y=100 if page == 0 else 760)
            canvas.drawString(290, 25, str(page + 1))
            canvas.showPage()

    assert words(read(drawn(draw)), "paragraph") == [SENTENCES]


def test_what_is_filled_into_a_form_is_read(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Name of the witness:")
        canvas.acroForm.textfield(name="n", x=200, y=690, value="Ruan Delmas")

    assert words(read(drawn(draw))) == ["Name of the witness:", "Ruan Delmas"]


def test_a_page_that_is_a_picture_is_flagged_and_a_blank_one_is_not(read: Read) -> None:
    from reportlab.lib.utils import ImageReader

    def picture() -> object:
        from PIL import Image

        return ImageReader(Image.new("RGB", (40, 40), "grey"))

    def draw(canvas: Canvas) -> None:
        column(canvas, wrapped(SENTENCES, 70))
        canvas.showPage()
        canvas.showPage()
        canvas.drawImage(picture(), 0, 0, 590, 840)
        canvas.showPage()
        canvas.drawImage(picture(), 0, 0, 590, 840)
        canvas.drawString(72, 800, "Exhibit 4")
        canvas.showPage()

    assert str(read(drawn(draw)).outcome) == (
        "partial(no text on page 3; little text beside a picture on page 4)"
    )


def test_a_pdf_under_a_password_is_refused_and_one_that_opens_without_is_read(read: Read) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    def locked(user: str) -> bytes:
        buffer = io.BytesIO()
        encryption = StandardEncryption(user, "owner", strength=128)
        canvas = Canvas(buffer, pagesize=A4, encrypt=encryption)
        column(canvas, wrapped(SENTENCES, 70))
        canvas.save()
        return buffer.getvalue()

    assert str(read(locked("user")).outcome) == "refused(password)"
    assert words(read(locked(""))) == [SENTENCES]


def test_readers_that_disagree_are_flagged() -> None:
    from careo.sources.parsers import pdf_second

    whole = drawn(lambda canvas: column(canvas, wrapped(SENTENCES, 70)))
    assert pdf_second.disagreements(whole, {1: SENTENCES}) == []
    assert pdf_second.disagreements(whole, {1: SENTENCES.replace(" ", "").upper()}) == []
    assert pdf_second.disagreements(whole, {1: SENTENCES[:60]}) == [1]
    assert pdf_second.disagreements(whole, {1: ""}) == [1]


def test_text_that_only_the_second_reader_sees_makes_a_document_partial(read: Read) -> None:
    unseen = f"BT /F1 12 Tf 72 700 Td (Short.) Tj ET BT /F1 0 Tf 72 600 Td ({SENTENCES}) Tj ET"
    found = read(hostile.page_pdf(hostile.stream(unseen.encode())))
    assert str(found.outcome) == "partial(the two PDF readers disagree on page 1)"


def test_letters_drawn_twice_to_look_bold_are_no_disagreement(read: Read) -> None:
    twice = f"BT /F1 12 Tf 9 700 Td ({SENTENCES[:80]}) Tj 0.2 0 Td ({SENTENCES[:80]}) Tj ET"
    found = read(hostile.page_pdf(hostile.stream(twice.encode())))
    assert (str(found.outcome), words(found)) == ("ok", [SENTENCES[:80].strip()])


def test_text_beside_the_page_or_too_small_to_see_is_furniture(read: Read) -> None:
    hidden = (
        "BT /F1 12 Tf 72 700 Td (Seen.) Tj ET BT /F1 12 Tf 9000 500 Td (Beside.) Tj ET"
        " BT /F1 0.01 Tf 72 600 Td (Tiny.) Tj ET"
    )
    found = read(hostile.page_pdf(hostile.stream(hidden.encode())))
    assert sorted(words(found, "furniture")) == ["Beside.", "Tiny."]
    assert [text for kind, text in shape(found) if kind != "furniture"] == ["Seen."]


def test_letters_that_the_pdf_maps_to_nothing_are_flagged() -> None:
    from careo.sources.parsers.pdf import _is_unmapped
    from careo.sources.parsers.pdf_page import Line

    def line(text: str) -> Line:
        return Line(text, 1, 0, 9, 0, 9, bold=False, broken=False, share=500, box=None, seen=True)

    assert _is_unmapped([line("\ue001\ue002 " * 20), line("Some words")])
    assert not _is_unmapped([line("\uf0b7 first item of many words"), line("\uf0b7 second")])


def test_pages_of_one_recurring_line_are_not_all_furniture(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        for page in (1, 2, 3):
            canvas.drawString(72, 800, f"Exhibit {page}")
            canvas.showPage()

    assert words(read(drawn(draw)), "paragraph") == ["Exhibit 1", "Exhibit 2", "Exhibit 3"]


def test_a_second_reader_that_fails_says_nothing() -> None:
    from careo.sources.parsers import pdf_second

    assert pdf_second.disagreements(hostile.cut_pdf(), {1: ""}) == []


def test_more_pages_or_text_than_allowed_is_partial(read: Read) -> None:
    found = read(drawn(judgment), limits=Limits(pdf_pages=2))
    assert str(found.outcome) == "partial(pages after 2 are not read)"
    found = read(drawn(judgment), limits=Limits(text_chars=400))
    assert found.outcome.status == "partial"
    assert found.layer is not None
    assert len(found.layer.text) <= 400


def test_a_pdf_without_cross_references_is_read(read: Read) -> None:
    content = zlib.compress(f"BT /F1 12 Tf 72 700 Td ({hostile.PLANTED}) Tj ET".encode())
    whole = hostile.page_pdf(hostile.stream(content, b"/Filter/FlateDecode"))
    found = read(whole[: whole.index(b"xref\n")] + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF\n")
    assert words(found) == [hostile.PLANTED]
