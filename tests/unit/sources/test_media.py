"""What bytes are."""

import pytest

from careo.sources import media_type
from tests import hostile


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7\n", "letter.txt", "application/pdf"),
        (b"\x00\x00junk\n%PDF-1.4\n", "x", "application/pdf"),
        (b"The manual says that %PDF-1.4 begins a file.", "x.txt", "application/pdf"),
        (b"\n <!-- made by hand -->\n<!DOCTYPE html><p>x", "x.txt", "text/html"),
        (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "x", "text/html"),
        (b'<?xml version="1.0"?><feed/>', "x.txt", "application/xml"),
        (b"# Title\n\nText.", "notes.MD", "text/markdown"),
        (b"# Title\n\nText.", "notes.txt", "text/plain"),
        (b"a < b, said the general", "x.txt", "text/plain"),
        ("\ufeffPlain text".encode("utf-16-le"), "x", "text/plain"),
        ("\ufeff<html><p>x".encode("utf-16-be"), "x", "text/html"),
        ("Él dijo que no. ".encode("cp1252") * 9, "x", "text/plain"),
        (b"PK\x03\x04.....word/document.xml", "x.docx", "application/zip"),
        (b"\x89PNG\r\n\x1a\n....", "x.txt", "image/png"),
        (b"", "x.txt", "application/x-empty"),
    ],
)
def test_content_decides_and_the_name_only_hints(head: bytes, name: str, kind: str) -> None:
    assert media_type(head, name).startswith(kind)


@pytest.mark.parametrize(
    "head", [b"<!-- -->" * 500 + b"x", b"<!--" * 1000, b" " * 4096, b"<!-- " + b"--" * 2000]
)
def test_a_head_of_comments_takes_no_time_to_judge(head: bytes) -> None:
    assert media_type(head, "x") == "text/plain"


def test_a_mail_is_not_read_as_a_letter() -> None:
    mail = (
        b"Received: from a by b\r\nFrom: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nDear"
    )
    assert media_type(mail, "x.txt") == "message/rfc822"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"\xef\xbb\xbf\r\n\r\nMessage-ID: <1@x>\r\nFrom: a@b.example\r\n\r\nDear", "x", "mail"),
        (b"From: a@b.example\nDate: Tue, 1 Jul 2003 10:52:37 +0200\n\nDear", "x", "mail"),
        (b"Subject: x\n\nDear", "x.EML", "mail"),
        (b"Subject: x\n\nDear", "x.txt", "text"),
        (b"From: Colonel Delmas\nDate: 3 May 2019\nSubject: x\n\nSir", "x", "text"),
        (b"To: The Minister\nFrom: Ana Roe\n\nSir, I report.", "x", "text"),
        (b"From a@b Tue May 13 16:40:00 2025\nFrom: a@b.example\n\nDear", "x", "box"),
        (b"From a@b Tue May 13 16:40:00 2025\n\nDear", "x", "text"),
        (b"From the start at 10:30 it was clear.\nNote: It rained.\n", "x", "text"),
        (b"Received: x\nMessage-ID: <1@x>\nSubject: x\n\n" + bytes(range(256)), "x", "mail"),
        (b"Dear Ana,\nSubject: x\n\nText", "x.eml", "text"),
    ],
)
def test_mails_are_told_from_letters_by_what_only_mails_have(
    head: bytes, name: str, kind: str
) -> None:
    kinds = {"mail": "message/rfc822", "box": "application/mbox", "text": "text/plain"}
    assert media_type(head, name) == kinds[kind]


def test_a_memorandum_with_from_and_to_is_text() -> None:
    memo = b"From: Colonel Ruan Delmas\nTo: The Minister\nSubject: The bridge\n\nSir, I report."
    assert media_type(memo, "memo.txt") == "text/plain"


@pytest.mark.parametrize("size", [64, 512, 4096])
@pytest.mark.parametrize("seed", range(20))
def test_noise_is_never_text(size: int, seed: int) -> None:
    kind = media_type(hostile.random_bytes(size, seed), "x.txt")
    assert kind == "application/octet-stream"


def test_utf8_cut_at_the_end_of_the_head_is_still_text() -> None:
    head = ("naïve " * 1000).encode()[:4096]
    assert head[-1] != ord(" ")
    for cut in range(4090, 4097):
        assert media_type(("é" * 4000).encode()[:cut], "x") == "text/plain"
