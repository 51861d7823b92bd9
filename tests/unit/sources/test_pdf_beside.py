"""Sentences planted beside a PDF's text are found or flagged, and attached files come out."""

from pathlib import Path

import pytest

from careo.model.config import Limits
from careo.model.extraction import Extraction
from careo.model.record import DocumentId, sha256
from careo.sources import extract
from tests import hostile
from tests.unit.sources.conftest import Read, words

SAID = b"BT /F1 12 Tf 72 700 Td (A page that says something else.) Tj ET"
PLANTED = hostile.PLANTED


def _pdf(
    *, page: bytes = b"", catalog: bytes = b"", content: bytes = SAID, more: tuple[bytes, ...] = ()
) -> bytes:
    """Return a PDF of one page; further objects are numbered from 7."""
    return hostile.pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 6 0 R"
            + page
            + b">>",
            hostile.stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Font<</F1 5 0 R>>/Properties<</L 7 0 R>>>>",
            *more,
        )
    )


def _note(kind: str, entries: str = "") -> bytes:
    note = f"<</Type/Annot/Subtype/{kind}/Rect[9 9 99 99]/Contents({PLANTED}){entries}>>"
    return _pdf(page=f"/Annots[{note}]".encode())


KINDS = ["Text", "Link", "FreeText", "Line", "Square", "Circle", "Highlight", "Underline"]
KINDS += ["Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_every_kind_of_note_are_shown_and_said_to_be_unread(
    read: Read, kind: str
) -> None:
    found = read(_note(kind), "x.pdf")
    assert words(found, "furniture") == [PLANTED]
    assert "notes shown and not read on page 1" in found.outcome.reason


def test_the_value_of_a_field_without_a_picture_is_shown(read: Read) -> None:
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V({PLANTED})/Rect[9 9 99 99]>>"
    data = _pdf(page=f"/Annots[{field}]".encode())
    assert PLANTED in " ".join(words(read(data, "x.pdf")))


def test_a_note_whose_words_stand_on_the_page_is_not_repeated(read: Read) -> None:
    note = b"/Annots[<</Type/Annot/Subtype/Text/Rect[9 9 99 99]/Contents(says  something)>>]"
    assert str(read(_pdf(page=note), "x.pdf").outcome) == "ok"


def test_words_in_a_layer_that_is_switched_off_are_found(read: Read) -> None:
    content = b"/OC /L BDC BT /F1 12 Tf 72 600 Td (" + PLANTED.encode() + b") Tj ET EMC " + SAID
    off = b"/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]/Order[7 0 R]>>>>"
    layer = b"<</Type/OCG/Name(Draft)>>"
    found = read(_pdf(content=content, catalog=off, more=(layer,)), "x.pdf")
    assert PLANTED in " ".join(words(found))


def _attach(
    tmp_path: Path, data: bytes, *, spooled: bool = True
) -> tuple[Extraction, dict[str, bytes]]:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    room = tmp_path if spooled else None
    found = extract(path, DocumentId(sha256(data)), "x.pdf", Limits(), room)
    spool = Path(found.spool).read_bytes() if found.members else b""
    return found, {m.name: spool[m.start : m.start + m.size] for m in found.members}


FILE = b"<</Type/Filespec/F(list.txt)/UF(list.txt)/EF<</F 7 0 R>>>>"
BYTES = hostile.stream(PLANTED.encode(), b"/Type/EmbeddedFile")
NAMED = _pdf(catalog=b"/Names<</EmbeddedFiles<</Names[(list.txt)" + FILE + b"]>>>>", more=(BYTES,))
PINNED = _pdf(
    page=b"/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[9 9 99 99]/FS" + FILE + b">>]",
    more=(BYTES,),
)


@pytest.mark.parametrize("data", [NAMED, PINNED])
def test_attached_files_come_out(tmp_path: Path, data: bytes) -> None:
    found, held = _attach(tmp_path, data)
    assert held == {"list.txt": PLANTED.encode()}
    assert str(found.outcome) == "ok"


def test_attached_files_of_a_document_that_stands_too_deep_are_said(tmp_path: Path) -> None:
    found, held = _attach(tmp_path, NAMED, spooled=False)
    assert "its files are left out: it stands too deep" in found.outcome.reason
    assert not held
    assert words(found) == ["A page that says something else."]


def test_an_attached_file_that_cannot_be_unpacked_is_said(tmp_path: Path) -> None:
    broken = hostile.stream(b"no deflate", b"/Type/EmbeddedFile/Filter/Crypt/DecodeParms 99 0 R")
    catalog = b"/Names<</EmbeddedFiles<</Names[(list.txt)" + FILE + b"]>>>>"
    found, _ = _attach(tmp_path, _pdf(catalog=catalog, more=(broken,)))
    assert found.outcome.status in {"ok", "partial"}
    assert words(found) == ["A page that says something else."]
