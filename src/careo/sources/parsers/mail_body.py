"""From a part's bytes to what they are: transfer encodings undone, in pieces or as text.

Source:
    RFC 2045, section 6 (base64, quoted-printable); POSIX ``uuencode``.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator

from careo.sources.parsers import encoding
from careo.sources.parsers.encoding import Decoded
from careo.sources.parsers.mail_header import Data
from careo.sources.parsers.mail_parts import Part

_CHUNK = 1 << 20
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_SPACE = b" \t\r\n"
_UU = ("x-uuencode", "uuencode", "x-uue", "uue")
_WRONG_SHARE = 10

DAMAGED = "damaged base64"


def pieces(data: Data, part: Part, wrong: list[str]) -> Iterator[bytes]:
    """Yield a part's bytes, its transfer encoding undone.

    Args:
        data: The mail.
        part: Of it.
        wrong: Takes a word for what is not as it says.
    """
    raw = _raw(data, part.start, part.end)
    if part.transfer == "base64":
        sample = data[part.start : min(part.end, part.start + _CHUNK)]
        if _is_base64(sample):
            yield from _unbased(raw, wrong)
            return
        wrong.append(DAMAGED)
    elif part.transfer == "quoted-printable":
        yield binascii.a2b_qp(data[part.start : part.end])
        return
    elif part.transfer in _UU:
        yield from unuued(data[part.start : part.end].splitlines())
        return
    yield from raw


def _raw(data: Data, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _CHUNK):
        yield data[at : min(end, at + _CHUNK)]


def _is_base64(sample: bytes) -> bool:
    """Tell whether bytes may be base64: hardly any of another alphabet, or blanks, among them."""
    if sample.count(b" ") * _WRONG_SHARE > len(sample):
        return False
    bare = sample.translate(None, _SPACE)
    return len(bare.translate(None, _BASE64)) * _WRONG_SHARE <= len(bare)


def _unbased(raw: Iterable[bytes], wrong: list[str]) -> Iterator[bytes]:
    """Decode base64, piece by piece; behind padding it goes on, as joined parts do."""
    left = b""
    strange = False
    for piece in raw:
        bare = piece.translate(None, _SPACE)
        kept = bare.translate(None, _NOT_BASE64)
        strange = strange or len(kept) != len(bare)
        *whole, left = re.split(rb"=+", left + kept)
        for run in whole:
            yield _run(run)
        size = len(left) // 4 * 4
        yield binascii.a2b_base64(left[:size])
        left = left[size:]
    if left:
        yield _run(left)
    if strange or len(left) == 1:
        wrong.append(DAMAGED)


def _run(run: bytes) -> bytes:
    """Decode a run of base64 that may lack its padding."""
    run = run[:-1] if len(run) % 4 == 1 else run
    return binascii.a2b_base64(run + b"=" * (-len(run) % 4))


def unuued(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Decode lines of uuencode; those around it are left out."""
    for line in lines:
        if line.startswith((b"begin ", b"end")) or not line.strip():
            continue
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            size = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                yield binascii.a2b_uu(line[:size])
            except binascii.Error:
                continue


def text(data: Data, part: Part, most: int, wrong: list[str]) -> Decoded:
    """Return a part as text, by the charset it says or, where that does not hold, a guess.

    Args:
        data: The mail.
        part: Of it.
        most: How many of its bytes are decoded.
        wrong: Takes a word for what is not as it says.
    """
    found = bytearray()
    for piece in pieces(data, part, wrong):
        found += piece
        if len(found) > most:
            wrong.append(f"only the first {most} bytes of a part are read")
            break
    raw = bytes(found[:most])
    label = part.charset or (encoding.page_label(raw) if part.kind == "text/html" else "")
    decoded = encoding.labelled(raw, label)
    wrong += decoded.reasons
    return decoded
