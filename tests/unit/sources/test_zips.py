"""What a ZIP file is, by its directory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careo.sources.media import DOCX, ODT, XLSX, ZIP
from careo.sources.zips import zipped_type

TYPES = "[Content_Types].xml"


def packed(*names: str, comment: bytes = b"", filler: int = 0, first: bytes = b"") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        if filler:
            archive.writestr("filler.bin", bytes(filler), zipfile.ZIP_STORED)
        if first:
            archive.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
        archive.comment = comment
    return held.getvalue()


def kind(data: bytes, folder: Path) -> str:
    path = folder / "file"
    path.write_bytes(data)
    with path.open("rb") as opened:
        return zipped_type(opened.fileno(), len(data))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (packed(TYPES, "word/document.xml"), DOCX),
        (packed(TYPES, "word/document.xml", filler=200_000), DOCX),
        (packed(TYPES, "Word/document2.xml", comment=b"c" * 60_000), DOCX),
        (packed(TYPES, "xl/workbook.xml"), XLSX),
        (packed("word/letter.txt"), ZIP),
        (packed("a.txt", "b/letter.docx"), ZIP),
        (packed("content.xml", first=ODT.encode()), ODT),
        (packed("content.xml", first=ODT.encode() + b"-template"), ODT),
        (packed("x", first=b"application/epub+zip"), "application/epub+zip"),
        (packed("mimetype", "content.xml", "META-INF/manifest.xml"), ODT),
        (packed(TYPES, "word/document.xml")[:120], DOCX),
        (packed(TYPES, "word/document.xml")[:60], ZIP),
        (b"junk" + packed(TYPES, "word/document.xml"), DOCX),
        (packed(), ZIP),
    ],
    ids=lambda given: "" if isinstance(given, bytes) else given,
)
def test_the_directory_tells_what_a_zip_file_is(data: bytes, expected: str, tmp_path: Path) -> None:
    assert kind(data, tmp_path) == expected


def test_a_directory_in_the_long_form_is_read_too(tmp_path: Path) -> None:
    names = [f"m/{n}" for n in range(70_000)]
    assert kind(packed(TYPES, "word/document.xml", *names), tmp_path) == DOCX


@given(changes=st.data())
def test_no_change_of_bytes_makes_it_fail(
    changes: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = bytearray(packed(TYPES, "word/document.xml", first=ODT.encode()))
    for _ in range(changes.draw(st.integers(1, 8))):
        whole[changes.draw(st.integers(0, len(whole) - 1))] = changes.draw(st.integers(0, 255))
    assert kind(bytes(whole), tmp_path_factory.mktemp("zip"))
