"""Mails, made when needed: plain ones, replies, attachments, and hostile ones.

Every function but `varied` returns the bytes of one mail, or of one part of one.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator, Sequence

PLANTED = "The minister denied the order."
"""A sentence to look for."""

ANA, KARL = "Ana Roe <ana@nord.example>", "Karl Dahm <karl@kai.example>"

_PEOPLE = (
    *("Ana Roe", "Karl Dahm", "Greta Solling", "Tom Amsel", "Inés Rovira", "Oskar Brandl"),
    *("Peder Amsel", "Irena Solvik", "Ruan Delmas", "Noelia Arias"),
)
_SAID = (
    ("en", "The lorry left at noon with all seals in place."),
    ("en", "The colonel ordered the raid on the warehouse."),
    ("en", "The driver claims that nobody opened the doors."),
    ("en", "I checked the list myself and two names are missing."),
    ("en", "According to the customs officer, the papers were fine."),
    ("es", "El camión salió a mediodía con todos los precintos en su sitio."),
    ("es", "El coronel ordenó el registro del almacén."),
    ("es", "El conductor dice que nadie abrió las puertas."),
    ("es", "Yo misma revisé la lista y faltan dos nombres."),
    ("es", "Según la funcionaria de aduanas, los papeles estaban bien."),
)


def mail(
    body: str | bytes,
    *,
    author: str = ANA,
    to: str = KARL,
    subject: str = "The cold store",
    date: str = "Tue, 13 May 2025 16:40:00 +0200",
    fields: str = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n",
) -> bytes:
    """Return a mail with a body, or with the parts that `multipart` joins."""
    head = f"From: {author}\nTo: {to}\nSubject: {subject}\nDate: {date}\nMIME-Version: 1.0\n"
    if isinstance(body, bytes):
        return head.encode() + body
    return f"{head}{fields}\n{body}".encode()


def multipart(kind: str, *parts: bytes, boundary: str = "=_x1") -> bytes:
    """Return the field and the body of a multipart: for `mail`, or as a part."""
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode()
    mark = b"--" + boundary.encode()
    return head + b"".join(mark + b"\n" + one + b"\n" for one in parts) + mark + b"--\n"


def part(
    body: str | bytes, kind: str = "text/plain; charset=utf-8", *, name: str = "", code: str = ""
) -> bytes:
    """Return one part; ``code`` is ``base64`` or nothing, ``name`` makes it an attachment."""
    raw = body.encode() if isinstance(body, str) else body
    raw = base64.encodebytes(raw) if code == "base64" else raw
    head = f"Content-Type: {kind}\n"
    head += f"Content-Transfer-Encoding: {code}\n" if code else ""
    head += f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    return head.encode() + b"\n" + raw


def varied(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of short mails of many kinds, no two alike.

    Plain, flowed and HTML ones in English and Spanish, replies, forwards, attachments,
    alternatives, charsets and transfer encodings. The same seed gives the same mails.
    """
    chance = random.Random(seed)  # noqa: S311 tests, not secrets
    for number in range(count):
        language = chance.choice(("en", "es"))
        said = [text for code, text in _SAID if code == language]
        writer, reader, other = chance.sample(_PEOPLE, 3)
        text = "\n\n".join(chance.sample(said, chance.randint(1, 4))) + f"\n\nNo. {number}\n"
        made = _MAKERS[number % len(_MAKERS)](text, chance.choice(said), other, language)
        yield (
            f"{number:05}.eml",
            mail(
                made,
                author=_address(writer),
                to=_address(reader),
                subject=f"Re: {number}",
                date=f"Tue, 13 May 2025 {number // 60 % 24:02}:{number % 60:02}:00 +0200",
            ),
        )


def _address(name: str) -> str:
    first = name.partition(" ")[0].lower().replace("é", "e")
    return f"{name} <{first}@nord.example>"


def _quoted(text: str, said: str, other: str, language: str) -> str:
    wrote = (
        f"On 12 May 2025 at 10:05, {_address(other)} wrote:"
        if language == "en"
        else f"El 12 de mayo de 2025 a las 10:05, {_address(other)} escribió:"
    )
    return f"{text}\n{wrote}\n> {said}\n"


def _plain(text: str, said: str, other: str, language: str) -> bytes:
    del said, other, language
    return part(text)


def _reply(text: str, said: str, other: str, language: str) -> bytes:
    return part(_quoted(text, said, other, language), "text/plain; charset=utf-8; format=flowed")


def _page(text: str, said: str, other: str, language: str) -> bytes:
    del other, language
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    page = f"<html><body>{lines}<blockquote type='cite'>{said}</blockquote></body></html>"
    return part(page, "text/html; charset=utf-8", code="base64")


def _both(text: str, said: str, other: str, language: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    return multipart("alternative", _plain(text, said, other, language), part(lines, "text/html"))


def _attached(text: str, said: str, other: str, language: str) -> bytes:
    return multipart(
        "mixed",
        _reply(text, said, other, language),
        part(f"{said}\n{text}", name=f"nota de {other}.txt", code="base64"),
    )


def _forwarded(text: str, said: str, other: str, language: str) -> bytes:
    inner = mail(part(said), author=_address(other), subject="FW")
    return multipart(
        "mixed", _plain(text, said, other, language), part(inner, "message/rfc822"), boundary="=_f"
    )


def _latin(text: str, said: str, other: str, language: str) -> bytes:
    raw = _quoted(text, said, other, language).encode("cp1252")
    return part(raw, "text/plain; charset=iso-8859-1")


_MAKERS = (_plain, _reply, _page, _both, _attached, _forwarded, _latin)


def header_bomb(size: int = 1_800_000) -> bytes:
    """Return a mail with so many bytes of senders in encoded words."""
    one = b"=?utf-8?q?An=C3=A1?= <a@b.example>,\n "
    return b"From: " + one * (size // len(one)) + b"\nSubject: x\n\n" + PLANTED.encode()


def many_parts(count: int = 10_000) -> bytes:
    """Return a mail of very many parts, the first of which holds the sentence."""
    return mail(multipart("mixed", part(PLANTED), *[part("x")] * (count - 1)))


def nested_mails(depth: int = 300) -> bytes:
    """Return a mail in a mail in a mail."""
    found = mail(part(PLANTED))
    for _ in range(depth):
        found = b"Subject: x\nContent-Type: message/rfc822\n\n" + found
    return found


def nested_parts(depth: int = 300) -> bytes:
    """Return a mail whose multiparts stand in each other."""
    found = part(PLANTED)
    for n in range(depth):
        found = multipart("mixed", part(f"level {n}"), found, boundary=f"=_{n}_")
    return mail(found)


def endless_field(size: int = 1 << 20) -> bytes:
    """Return a mail one line of whose header is so long."""
    return b"X-A: " + b"a" * size + b"\nSubject: x\n\n" + PLANTED.encode()


def many_words(count: int = 100_000) -> bytes:
    """Return a mail whose subject is so many encoded words of one letter."""
    words = b"\n ".join([b"=?utf-8?q?a?="] * count)
    return b"From: a@b.example\nSubject: " + words + b"\n\n" + PLANTED.encode()


def mailbox(mails: Sequence[bytes], line_end: bytes = b"\n") -> bytes:
    """Return mails in one file, as mboxrd writes them."""
    found = b""
    for one in mails:
        lines = one.split(b"\n")
        quoted = [b">" + x if x.lstrip(b">").startswith(b"From ") else x for x in lines]
        box = b"From ana@nord.example Tue May 13 16:40:00 2025\n" + b"\n".join(quoted)
        found += box.rstrip(b"\n") + b"\n\n"
    return found.replace(b"\n", line_end)
