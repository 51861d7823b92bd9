"""Mails made to harm: bombs end within limits, what is planted is found or flagged."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careo.model.config import Limits
from careo.sources import media_type
from careo.sources.parsers import parse
from careo.sources.spool import Spool
from tests import mails
from tests.mails import PLANTED, mail, multipart, part
from tests.unit.sources.conftest import Read

_SECONDS = 20
"""Far more than the second that the slowest takes, for machines that are busy."""


@pytest.mark.parametrize(
    ("bomb", "said"),
    [
        (mails.header_bomb, "bytes of the header are read"),
        (mails.many_words, "bytes of the header are read"),
        (mails.endless_field, "bytes of the header are read"),
        (mails.many_parts, "MIME parts after 1000 are not read"),
        (mails.nested_parts, "nested deeper than 30"),
        (mails.nested_mails, "1 file inside left out"),
    ],
)
def test_bombs_end_soon_and_say_what_is_not_read(
    read: Read, bomb: Callable[[], bytes], said: str
) -> None:
    begun = time.monotonic()
    found = read(bomb(), "x.eml")
    assert time.monotonic() - begun < _SECONDS
    assert found.outcome.status == "partial"
    assert said in found.outcome.reason


@pytest.mark.parametrize(
    "line", ["> ", ">", "wrote:\n", "From: a\n", "> a\nb\n", "begin 644 a\n", "On 1:00\n", "-" * 9]
)
def test_texts_that_repeat_what_marks_a_quotation_end_soon(read: Read, line: str) -> None:
    begun = time.monotonic()
    assert read(mail(line * 50_000), "x.eml").outcome.status in {"ok", "partial"}
    assert time.monotonic() - begun < _SECONDS


def _places() -> list[bytes]:
    """Return mails with the sentence in one place each."""
    page, other = f"<p>{PLANTED}</p>", "The lorry left the port at noon, and came back at nine."
    kinds = ("text/plain", "text/html", "text/enriched", "text/calendar", "text/x-odd", "image/png")
    more = ("message/delivery-status", "text/rfc822-headers", "application/pgp-signature")
    found = [mail(part(PLANTED, kind)) for kind in (*kinds, *more, "message/partial")]
    found += [
        mail(multipart(kind, part(other), part(PLANTED, inner), part("x")))
        for kind in ("mixed", "alternative", "related", "signed", "report", "parallel", "odd")
        for inner in (*kinds, *more, "message/rfc822", "message/external-body")
    ]
    found += [
        mail(multipart("alternative", part(other), part(page, "text/html"))),
        mail(multipart("alternative", part(page, "text/html"), part(other))),
        mail(multipart("mixed", part(other)) + PLANTED.encode()),
        mail(multipart("mixed", part(other)).replace(b"\n\n", f"\n\n{PLANTED}\n".encode(), 1)),
        mail(part("QQ==\n", "text/plain\nContent-Transfer-Encoding: base64") + PLANTED.encode()),
        mail(other, subject=PLANTED),
        mail(other, to=PLANTED),
        mail(f"begin 644 a\n{PLANTED}\nend\n"),
        mail(f"-----BEGIN PGP SIGNATURE-----\n{PLANTED}\n"),
        mail(part(f"<div style='display:none'>{PLANTED}</div><p>Hi.</p>", "text/html")),
        mails.nested_parts(10),
        mails.nested_parts(31),
        mails.many_parts(2),
    ]
    return found


@pytest.mark.parametrize("data", [pytest.param(d, id=str(n)) for n, d in enumerate(_places())])
def test_a_sentence_planted_in_any_part_is_found_or_flagged(tmp_path: Path, data: bytes) -> None:
    with (tmp_path / "spool").open("w+b") as file:
        answer = parse("message/rfc822", data, Limits(), "x.eml", Spool(file.fileno()))
        file.seek(0)
        held = file.read()
    found = PLANTED in " ".join(answer.text.split()) or PLANTED.encode() in held
    assert found or answer.status == "partial"
    assert found or "nested deeper" in answer.reason or "base64" in answer.reason


_WHOLE = [data for _, data in mails.varied(21)] + [mails.nested_parts(3), mails.many_words(20)]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(_WHOLE),
    st.lists(st.tuples(st.integers(0, 3_000), st.binary(max_size=6), st.integers(0, 40))),
)
def test_mutated_mails_are_read_or_refused_and_never_break(
    data: bytes, changes: list[tuple[int, bytes, int]]
) -> None:
    for at, put, gone in changes:
        data = data[:at] + put + data[at + gone :]
    if not data:
        return
    answer = parse("message/rfc822", data, Limits(mail_parts=20), "x.eml")
    assert answer.status in {"ok", "partial"}
    assert media_type(data[:4096], "x.eml")
    end = 0
    for segment in answer.segments:
        assert end <= segment.start < segment.end <= len(answer.text)
        assert not answer.text[end : segment.start].strip()
        end = segment.end


@given(st.binary(max_size=300))
def test_any_bytes_as_a_mail_or_a_mailbox_give_an_outcome(data: bytes) -> None:
    for kind in ("message/rfc822", "application/mbox"):
        assert parse(kind, b"From a\nb: c\n" + data, Limits()).status in {"ok", "partial"}
