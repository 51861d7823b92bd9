"""Mails: head, text and files; every part is read, kept or named."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from careo.model.config import Limits
from careo.model.document import Source
from careo.model.extraction import Extraction
from careo.model.record import DocumentId, sha256
from careo.sources import extract
from tests.mails import KARL, PLANTED, mail, mailbox, multipart, part
from tests.unit.sources.conftest import shape, words


class Unpacked(NamedTuple):
    """What came out of a mail: its extraction, and its files by name."""

    found: Extraction
    files: list[tuple[str, bytes]]

    @property
    def text(self) -> str:
        return "" if self.found.layer is None else self.found.layer.text

    @property
    def outcome(self) -> str:
        return str(self.found.outcome)


Unpack = Callable[..., Unpacked]


@pytest.fixture
def unpack(tmp_path: Path) -> Unpack:
    """Extract a mail, its files into a spool."""

    def inner(
        data: bytes, name: str = "x.eml", limits: Limits | None = None, *, spool: bool = True
    ) -> Unpacked:
        path, folder = tmp_path / "document", tmp_path / "spool"
        path.write_bytes(data)
        folder.mkdir(exist_ok=True)
        found = extract(
            path, DocumentId(sha256(data)), name, limits or Limits(), folder if spool else None
        )
        held = Path(found.spool).read_bytes() if found.spool else b""
        return Unpacked(found, [(m.name, held[m.start : m.start + m.size]) for m in found.members])

    return inner


def test_the_headers_become_the_source_and_the_head(unpack: Unpack) -> None:
    got = unpack(
        mail(
            "Two seals were broken.",
            author="=?utf-8?q?In=C3=A9s?= =?utf-8?q?_Rovira?= <ines@nord.example>",
            to='"Dahm, Karl" <karl@kai.example>\nCc: tom@nord.example',
            subject="=?iso-8859-1?b?QWxtYWPpbg==?= 9",
        )
    )
    assert got.found.source == Source(
        title="Almacén 9",
        author="Inés Rovira",
        kind="mail",
        published="Tue, 13 May 2025 16:40:00 +0200",
        to='"Dahm, Karl" <karl@kai.example>, tom@nord.example',
    )
    assert shape(got.found) == [
        ("paragraph", "From: Inés Rovira <ines@nord.example>"),
        ("furniture", 'To: "Dahm, Karl" <karl@kai.example>'),
        ("furniture", "Cc: tom@nord.example"),
        ("furniture", "Date: Tue, 13 May 2025 16:40:00 +0200"),
        ("furniture", "Subject: Almacén 9"),
        ("paragraph", "Two seals were broken."),
    ]
    assert got.outcome == "ok"


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("ana@nord.example", "ana@nord.example"),
        ("<ana@nord.example>", "ana@nord.example"),
        ('"Roe, Ana" <ana@nord.example>', "Roe, Ana"),
        ("ana@nord.example (Ana Roe)", "Ana Roe"),
        ("Ana Roe <a@x.example>, Tom Amsel <t@x.example>", "Ana Roe, Tom Amsel"),
        ('"=?utf-8?q?Ana_Roe?=" <a@x.example>', "Ana Roe"),
        ("=?nonsense?b?QW5h?= <a@x.example>", "Ana"),
    ],
)
def test_the_author_is_who_the_mail_is_from(unpack: Unpack, sender: str, author: str) -> None:
    assert unpack(mail("Text.", author=sender)).found.source.author == author


def test_a_quoted_reply_stands_behind_marks_and_in_whole_paragraphs(unpack: Unpack) -> None:
    body = (
        "Karl, I doubt it.\n\nOn Tue, 13 May 2025 at 10:05, Greta Solling\n"
        "<greta@nord.example> wrote:\n> Ana, all was in place, and the mate of the\n"
        "> vessel saw it.\n>> Was it?\n\nNo.\n"
    )
    assert words(unpack(mail(body)).found)[4:] == [
        "Karl, I doubt it.",
        "On Tue, 13 May 2025 at 10:05, Greta Solling <greta@nord.example> wrote:",
        "> Ana, all was in place, and the mate of the\nvessel saw it.",
        ">> Was it?",
        "No.",
    ]


def test_the_header_of_a_mail_within_is_its_sender_and_furniture(unpack: Unpack) -> None:
    body = (
        "See below.\n\n-----Original Message-----\nFrom: Tom Amsel <tom@nord.example>\n"
        "Sent: Monday\nTo: Ana Roe\nSubject: FW\n\nAna, two seals were broken.\n"
    )
    assert shape(unpack(mail(body)).found)[4:] == [
        ("paragraph", "See below."),
        ("paragraph", "-----Original Message-----"),
        ("paragraph", "From: Tom Amsel <tom@nord.example>"),
        ("furniture", "Sent: Monday"),
        ("furniture", "To: Ana Roe"),
        ("furniture", "Subject: FW"),
        ("paragraph", "Ana, two seals were broken."),
    ]


def test_flowed_lines_are_joined_and_what_a_mailer_broke_off_goes_back(unpack: Unpack) -> None:
    flowed = "Content-Type: text/plain; format=flowed\n"
    body = "The lorry left \nat noon.\n\n> It \n> came back.\n"
    assert words(unpack(mail(body, fields=flowed)).found)[4:] == [
        "The lorry left at noon.",
        "> It came back.",
    ]
    broken = (
        "> The customs officer said that the papers were fine and never\nwent near\n> the doors."
    )
    assert words(unpack(mail(broken)).found)[4:] == [
        "> The customs officer said that the papers were fine and never\nwent near\nthe doors."
    ]


def test_blockquotes_of_a_page_are_quoted_and_indented_text_is_not(unpack: Unpack) -> None:
    page = (
        "<div>I doubt it.</div><div class=gmail_quote><div>On 13 May, Greta wrote:<br></div>"
        "<blockquote class=gmail_quote style='border-left:1px'>All was in place."
        "<blockquote type=cite>Was it?</blockquote></blockquote></div>"
        "<blockquote style='margin:0 0 0 40px;border:none'>Indented.</blockquote>"
    )
    assert words(unpack(mail(part(page, "text/html"))).found)[4:] == [
        "I doubt it.",
        "On 13 May, Greta wrote:",
        "> All was in place.",
        ">> Was it?",
        "Indented.",
    ]


def test_alternatives_that_say_the_same_are_read_once(unpack: Unpack) -> None:
    page = "<p>The colonel ordered <b>the raid</b>.</p><p>I saw it.</p>"
    text = "The colonel ordered *the raid*.\n\nI saw it.\n"
    for kind in ("alternative", "mixed"):
        got = unpack(mail(multipart(kind, part(text), part(page, "text/html"))))
        assert got.outcome == "ok"
        assert words(got.found)[4:] == ["The colonel ordered *the raid*.", "I saw it."]


def test_what_only_one_alternative_says_is_shown_and_flagged(unpack: Unpack) -> None:
    page = f"<p>The colonel ordered the raid.</p><p>{PLANTED}</p>"
    got = unpack(mail(multipart("alternative", part("The colonel ordered the raid. Ask me about "
    "the rest of the story, of the ship and of the port."), part(page, "text/html"))))  # fmt: skip
    assert shape(got.found)[-1] == ("furniture", PLANTED)
    assert "alternatives differ" in got.outcome


def test_the_page_is_read_where_the_plain_text_only_points_to_it(unpack: Unpack) -> None:
    page = f"<p>{PLANTED}</p><p>The colonel ordered the raid on the warehouse.</p>"
    got = unpack(mail(multipart("alternative", part("HTML needed."), part(page, "text/html"))))
    assert ("paragraph", PLANTED) in shape(got.found)
    assert shape(got.found)[-1] == ("furniture", "HTML needed.")


def test_words_that_are_the_same_in_another_order_are_not_the_same(unpack: Unpack) -> None:
    page = "<p>The mate paid the minister and not the general.</p>"
    text = "The general paid the minister and not the mate."
    got = unpack(mail(multipart("alternative", part(text), part(page, "text/html"))))
    assert "The mate paid the minister and not the general." in words(got.found, "furniture")
    assert "alternatives differ" in got.outcome


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        ("Él negó la orden.".encode("cp1252"), "text/plain; charset=iso-8859-1", ""),
        ("Él negó la orden.".encode(), "text/plain; charset=us-ascii", ""),
        ("Él negó la orden.".encode(), "text/plain; charset=iso-8859-1", ""),
        ("Él negó la orden.".encode("cp1252"), "text/plain; charset=utf-8", ""),
        ("Él negó la orden.".encode("cp1252"), "text/plain", ""),
        ("Él negó la orden.".encode(), "text/plain; charset=x-unknown", ""),
        (b"=C9l neg=F3 la=\n orden.", "text/plain; charset=latin1", "quoted-printable"),
        ("Él negó la orden.".encode("utf-7"), "text/plain; charset=utf-7", ""),
        (base64.b64encode("Él negó la orden.".encode()), "text/plain", "BASE64"),
        (b"w4lsIG5l\nZ8OzIGxh==IG9yZGVuLg", "text/plain; charset=utf-8", "base64"),
    ],
)
def test_charsets_that_lie_and_transfer_encodings_are_undone(
    unpack: Unpack, raw: bytes, kind: str, code: str
) -> None:
    one = f"Content-Type: {kind}\nContent-Transfer-Encoding: {code or '8bit'}\n\n".encode()
    assert words(unpack(mail(one + raw)).found)[4:] == ["Él negó la orden."]


def test_a_page_without_a_charset_in_its_field_may_name_one_itself(unpack: Unpack) -> None:
    page = "<meta charset=iso-8859-2><p>Łódź.".encode("iso-8859-2")
    assert words(unpack(mail(part(page, "text/html"))).found)[4:] == ["Łódź."]


def test_text_behind_a_wrong_transfer_encoding_is_text_and_flagged(unpack: Unpack) -> None:
    one = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + PLANTED.encode()
    assert PLANTED in unpack(mail(one)).text
    assert "damaged base64" in unpack(mail(one)).outcome


def test_files_keep_their_bytes_and_their_names(unpack: Unpack) -> None:
    raw = bytes(range(256)) * 40
    inner = mail("Inner text.\r\n", author="Tom Amsel <tom@nord.example>")
    named = b"Content-Disposition: attachment; filename*=utf-8''%C3%A1rbol.bin\n\n" + raw
    got = unpack(
        mail(
            multipart(
                "mixed",
                part("See the files."),
                part(raw, "image/png", code="base64"),
                part(raw, "application/pdf", name="../../list.pdf", code="base64"),
                b"Content-Type: application/octet-stream\n" + named,
                part(inner, "message/rfc822"),
            )
        )
    )
    assert got.outcome == "ok"
    assert got.files == [
        ("part 2.png", raw),
        ("../../list.pdf", raw),
        ("árbol.bin", raw),
        ("part 5.eml", inner),
    ]
    assert "Inner text" not in got.text


def test_a_uuencoded_file_in_the_text_is_a_file(unpack: Unpack) -> None:
    got = unpack(mail("See it.\n\nbegin 644 note.txt\n#0V%T\n`\nend\n\nBye.\n"))
    assert got.files == [("note.txt", b"Cat")]
    assert words(got.found)[4:] == ["See it.", "begin 644 note.txt", "Bye."]


def test_files_that_nobody_wants_are_counted(unpack: Unpack) -> None:
    data = mail(multipart("mixed", part("Text."), part("a", name="a.txt")))
    got = unpack(data, spool=False)
    assert got.outcome == "partial(1 file inside left out, nested too deep)"
    limits = Limits(archive_bytes=0)
    assert "after 0 bytes left out" in unpack(data, limits=limits).outcome


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (multipart("encrypted", part("Version: 1", "application/pgp-encrypted")), "encrypted"),
        (part("x", "application/pkcs7-mime; smime-type=enveloped-data"), "S/MIME"),
        (part("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"), "encrypted"),
        (part("x", "message/partial; id=a; number=2"), "one piece of a longer mail"),
        (part("x", "message/external-body; access-type=url"), "a file kept elsewhere"),
        (part("Text.", "multipart/mixed"), "multipart without its boundary"),
    ],
)
def test_what_cannot_be_read_is_said(unpack: Unpack, raw: bytes, said: str) -> None:
    assert said in unpack(mail(raw)).outcome


def test_a_signed_text_is_read_without_its_armour(unpack: Unpack) -> None:
    body = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe lorry left.\n- -- \nAna\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n"
    )
    assert words(unpack(mail(body)).found, "paragraph")[1:] == ["The lorry left.", "Ana"]


def test_broken_mails_lose_nothing(unpack: Unpack) -> None:
    no_end = mail(multipart("mixed", part("One."), part("Two."))).replace(b"--=_x1--\n", b"")
    assert words(unpack(no_end).found)[-2:] == ["One.", "Two."]
    no_line = b"From: a@b.example\nSubject: x\nThis is text already.\n\nMore.\n"
    assert words(unpack(no_line).found)[-2:] == ["This is text already.", "More."]
    around = mail(multipart("mixed", part("One.")).replace(b"\n\n", b"\n\nBefore it.\n", 1))
    assert shape(unpack(around + b"Behind it.").found)[-2:] == [
        ("furniture", "Before it."),
        ("furniture", "Behind it."),
    ]
    crlf = mail("One.\n\nTwo.").replace(b"\n", b"\r\n")
    assert words(unpack(b"\xef\xbb\xbf\r\n\r\n" + crlf).found)[-2:] == ["One.", "Two."]


def test_a_mailbox_is_its_messages(unpack: Unpack) -> None:
    mails = [mail(f"From here, {n}.\n>From there.\n", to=KARL).rstrip(b"\n") for n in range(3)]
    for line_end in (b"\n", b"\r\n"):
        got = unpack(mailbox(mails, line_end), "box")
        assert (got.found.media_type, got.outcome) == ("application/mbox", "ok")
        assert got.found.layer is None
        names = [f"message {n}.eml" for n in (1, 2, 3)]
        assert [name for name, _ in got.files] == names
        whole = [data.replace(b"\r\n", b"\n").rstrip(b"\n") for _, data in got.files]
        assert whole == mails


def test_messages_beyond_the_limit_are_counted(unpack: Unpack) -> None:
    box = mailbox([mail("x")] * 3)
    got = unpack(box, "box", Limits(archive_members=2))
    assert (len(got.files), got.outcome) == (2, "partial(messages after 2 left out)")
    assert unpack(box, "box", spool=False).outcome.startswith("partial(its messages left out")


def test_a_file_named_as_one_mail_that_holds_more_gives_all(unpack: Unpack) -> None:
    assert len(unpack(mailbox([mail("One."), mail("Two.")]), "x.eml").files) == 2
