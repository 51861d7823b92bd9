"""Word documents that are damaged, locked, or made to harm: one outcome, and what it says."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careo.model.config import Limits
from careo.model.extraction import Extraction
from careo.model.record import DocumentId, sha256
from careo.sources import extract, parsers
from careo.sources.media import DOCX, OLE
from tests.hostile import PLANTED
from tests.unit.sources.conftest import Read, words
from tests.word import bomb, docx, el, paragraph, part, zipped

DTD = '<!DOCTYPE w:document [<!ENTITY a "the canary sings">]>'
MAIN = part("document", el("body", paragraph(PLANTED)))


def declared(content: str = MAIN, declaration: str = DTD) -> str:
    """Return a part with a document type."""
    head, _, rest = content.partition("?>")
    return f"{head}?>{declaration}{rest}"


@pytest.mark.parametrize(
    "declaration",
    [
        DTD,
        "<!DOCTYPE x>",
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
        "<!-- " + "x" * 200_000 + " --><!DOCTYPE x>",
    ],
)
def test_a_document_type_in_the_text_refuses_the_document(read: Read, declaration: str) -> None:
    found = read(docx("", main=declared(declaration=declaration)), "x.docx")
    assert str(found.outcome) == "refused(a document type or an entity in word/document.xml)"
    assert found.layer is None


@pytest.mark.parametrize(
    "name",
    [
        "word/settings.xml",
        "customXml/item1.xml",
        "word/_rels/document.xml.rels",
        "docProps/app.xml",
    ],
)
def test_a_document_type_in_any_part_refuses_the_document(read: Read, name: str) -> None:
    found = read(docx(paragraph(PLANTED), {name: declared("<?xml version='1.0'?><x/>")}), "x.docx")
    assert str(found.outcome) == f"refused(a document type or an entity in {name})"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_document_type_in_another_encoding_is_seen(read: Read, encoding: str) -> None:
    text = declared().replace("UTF-8", "UTF-16")
    bare = encoding != "utf-16"
    mark = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}.get(encoding, b"") if bare else b""
    data = docx("", {"word/document.xml": mark + text.encode(encoding)})
    assert read(data, "x.docx").outcome.reason.endswith("in word/document.xml")


def test_an_entity_that_nothing_declares_refuses_the_document(read: Read) -> None:
    found = read(docx(paragraph(f"&canary; {PLANTED}")), "x.docx")
    assert str(found.outcome) == "refused(a document type or an entity in word/document.xml)"


def test_characters_by_number_are_no_entities(read: Read) -> None:
    assert words(read(docx(paragraph("caf&#233; &amp; &#x142;")), "x.docx")) == ["café & ł"]


@pytest.mark.parametrize(
    ("megabytes", "unit", "after"),
    [
        (1_000, b"<w:p/>", ""),
        (300, b" ", ""),
        (300, b"x", ""),
        (300, b"<w:p><w:r><w:t>x</w:t></w:r></w:p>", ""),
        (300, b"x", "<!--"),
        (100, b"<w:p>", ""),
        (100, b'<w:p a="', ""),
        (300, b"<w:tbl><w:tr><w:tc>", ""),
    ],
)
def test_a_bomb_ends_in_time_with_what_came_before_it(
    read: Read, megabytes: int, unit: bytes, after: str
) -> None:
    data = bomb(megabytes, unit, before=paragraph(PLANTED) + after)
    begun = time.monotonic()
    found = read(data, "x.docx", limits=Limits(memory_bytes=512 << 20))
    assert found.outcome.status == "partial"
    assert words(found)[0] == PLANTED
    assert time.monotonic() - begun < 60


def test_more_parts_than_allowed_are_refused(read: Read) -> None:
    data = docx(paragraph(PLANTED), {f"x/{n}.bin": b"" for n in range(30)})
    found = read(data, "x.docx", limits=Limits(archive_members=20))
    assert str(found.outcome) == "refused(not a readable Word document: more than 20 parts)"


@pytest.mark.parametrize("share", [0.5, 0.8, 0.97])
def test_of_a_document_that_is_cut_off_the_beginning_is_read(read: Read, share: float) -> None:
    body = "".join(
        paragraph(f"Line {n} of the report: {sha256(str(n).encode())}.") for n in range(2_000)
    )
    whole = docx(body)
    found = read(whole[: int(len(whole) * share)], "x.docx")
    assert found.outcome.status == "partial"
    assert "its directory is damaged" in found.outcome.reason
    assert words(found)[0].startswith("Line 0 of")
    assert len(words(found)) > 500 * share


def test_of_a_part_that_is_not_well_formed_the_beginning_is_read(read: Read) -> None:
    main = part("document", el("body", paragraph(PLANTED), "</w:q>", paragraph("After.")))
    found = read(docx("", main=main), "x.docx")
    assert str(found.outcome) == "partial(word/document.xml is not well-formed)"
    assert words(found) == [PLANTED]


def test_a_part_that_is_damaged_in_the_archive_is_said(read: Read) -> None:
    data = bytearray(docx(paragraph(PLANTED), {"word/document.xml": MAIN}))
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as package:
        package.writestr("[Content_Types].xml", "<x/>")
        package.writestr("word/document.xml", MAIN)
    data = bytearray(stored.getvalue())
    at = data.index(PLANTED.encode())
    data[at : at + 3] = b"Our"
    found = read(bytes(data), "x.docx")
    assert str(found.outcome) == "partial(word/document.xml is damaged)"


def test_a_document_without_a_text_part_is_refused(read: Read) -> None:
    found = read(zipped({"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}), "x.docx")
    assert found.outcome.status == "refused"
    assert found.outcome.reason == "not a readable Word document: it has no part with the text"


def test_two_parts_of_one_name_are_said(read: Read) -> None:
    data = docx(
        paragraph("One."), {"word/Document.XML": part("document", el("body", paragraph("Two.")))}
    )
    found = read(data, "x.docx")
    assert str(found.outcome) == "partial(two parts have the same name)"


def test_an_encrypted_part_asks_for_a_password(read: Read) -> None:
    data = bytearray(docx(paragraph(PLANTED)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    assert str(read(bytes(data), "x.docx").outcome) == "refused(password)"


def test_macros_are_not_run_and_said(read: Read) -> None:
    found = read(docx(paragraph(PLANTED), {"word/vbaProject.bin": b"x"}), "x.docm")
    assert str(found.outcome) == "partial(macros, not run)"
    assert words(found) == [PLANTED]


def inside(data: bytes, folder: Path) -> tuple[Extraction, list[tuple[str, bytes]]]:
    """Extract a document with its files."""
    path = folder / "document"
    path.write_bytes(data)
    found = extract(path, DocumentId(sha256(data)), "x.docx", Limits(), folder)
    spooled = Path(found.spool).read_bytes() if found.spool else b""
    return found, [(m.name, spooled[m.start : m.start + m.size]) for m in found.members]


def test_files_inside_are_members_and_pictures_are_where_there_is_no_text(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "word/embeddings/tally.xlsx": b"PK\x03\x04 sheet",
        "word/chunk.html": f"<p>{PLANTED}</p>",
        "word/media/scan.png": b"\x89PNG",
    }
    related = (("c", "aFChunk", "chunk.html"), ("e", "package", "embeddings/tally.xlsx"))
    seen = el("p", el("r", el("a:blip")))
    body = paragraph("Little.") + el("altChunk", r_id="c") + seen
    found, members = inside(docx(body, parts, related), tmp_path)
    assert members == [
        ("chunk.html", f"<p>{PLANTED}</p>".encode()),
        ("tally.xlsx", b"PK\x03\x04 sheet"),
        ("scan.png", b"\x89PNG"),
    ]
    assert str(found.outcome) == "partial(little text beside pictures)"
    found, members = inside(docx(paragraph("word " * 50) + seen, parts, related), tmp_path)
    assert [name for name, _ in members] == ["chunk.html", "tally.xlsx"]
    assert str(found.outcome) == "ok"


def test_files_inside_that_are_not_wanted_are_said(read: Read) -> None:
    data = docx(paragraph(PLANTED), {"word/embeddings/tally.xlsx": b"PK"})
    assert str(read(data, "x.docx").outcome) == "partial(files inside it are not unpacked)"


def test_text_of_another_file_is_said(read: Read) -> None:
    found = read(docx(paragraph(PLANTED) + el("subDoc", r_id="x")), "x.docx")
    assert str(found.outcome) == "partial(a part of the text is in another file)"


def ole(*streams: str) -> bytes:
    """Return a compound file whose root holds empty streams of these names."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    header += struct.pack("<I", free) * 108
    table = struct.pack("<II", 0xFFFFFFFD, end) + struct.pack("<I", free) * 126
    entries = b""
    for n, name in enumerate(("Root Entry", *streams)):
        raw = (name + "\0").encode("utf-16-le")
        following = n + 1 if 0 < n < len(streams) else free
        child = 1 if n == 0 and streams else free
        entries += raw.ljust(64, b"\0")
        entries += struct.pack("<HBBIII", len(raw), 5 if n == 0 else 2, 1, free, following, child)
        entries += bytes(36) + struct.pack("<IQ", end, 0)
    return header + table + entries.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("streams", "reason"),
    [
        (("EncryptionInfo", "EncryptedPackage"), "password"),
        (("1Table", "WordDocument"), "an old Word file (.doc)"),
        (("Workbook",), "an old Excel file (.xls)"),
        (("PowerPoint Document",), "an old PowerPoint file (.ppt)"),
        (("__properties_version1.0",), "an Outlook message (.msg)"),
        (("Other",), "no reader for application/x-ole-storage"),
    ],
)
def test_old_and_locked_office_files_are_told_apart(
    read: Read, streams: tuple[str, ...], reason: str
) -> None:
    found = read(ole(*streams), "x.docx")
    assert (found.media_type, str(found.outcome)) == (OLE, f"refused({reason})")


def test_an_object_that_wraps_a_file_gives_the_file(tmp_path: Path) -> None:
    data = docx(paragraph(PLANTED), {"word/embeddings/old.bin": ole("WordDocument")})
    assert [name for name, _ in inside(data, tmp_path)[1]] == ["old.bin"]
    data = docx(paragraph(PLANTED), {"word/embeddings/oleObject1.bin": ole("Equation Native")})
    found, members = inside(data, tmp_path)
    assert (str(found.outcome), members) == (
        "partial(objects of other programs inside it are not read)",
        [],
    )


SMALL = docx(paragraph(PLANTED), {"word/comments.xml": part("comments", paragraph("x"))})
PLAIN = io.BytesIO()
with zipfile.ZipFile(PLAIN, "w") as _package, zipfile.ZipFile(io.BytesIO(SMALL)) as _whole:
    for _name in _whole.namelist():
        _package.writestr(_name, _whole.read(_name))
STATUSES = {"ok", "partial", "refused"}


@settings(max_examples=300)
@given(changes=st.data(), packed=st.booleans())
def test_no_change_of_bytes_makes_it_crash(changes: st.DataObject, packed: bool) -> None:
    data = bytearray(SMALL if packed else PLAIN.getvalue())
    for _ in range(changes.draw(st.integers(1, 10))):
        at = changes.draw(st.integers(0, len(data) - 1))
        new = changes.draw(st.binary(max_size=4))
        data[at : at + changes.draw(st.integers(0, 4))] = new
    assert parsers.parse(DOCX, bytes(data), Limits()).status in STATUSES


TAGS = [
    *("p", "r", "t", "tbl", "tr", "tc", "ins", "del", "txbxContent", "fldChar", "footnote", "pPr"),
    *("comment", "mc:Choice", "mc:Fallback", "mc:AlternateContent", "a:p", "sdtPr", "trPr", "rPr"),
]
FORMS = st.sampled_from([*TAGS, "footnoteReference", "commentReference", "instrText", "c:ser"])
TREES = st.recursive(
    st.sampled_from(["", "word", el("t", "word")]),
    lambda held: st.builds(lambda tag, parts: el(tag, *parts), FORMS, st.lists(held, max_size=4)),
    max_leaves=30,
)


@settings(max_examples=300)
@given(body=TREES)
def test_no_order_of_elements_loses_a_word_or_crashes(body: str) -> None:
    found = parsers.parse(DOCX, docx(body + paragraph(PLANTED)), Limits())
    assert found.status in STATUSES
    assert PLANTED in found.text
