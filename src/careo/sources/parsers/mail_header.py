"""The headers of mails and of their parts: bounded, raw first, decoded field by field.

Source:
    RFC 5322, section 2.2; RFC 2047 (encoded words); RFC 2045, section 5, and RFC 2231
    (parameters, through the standard library's ``email``).
"""

from __future__ import annotations

import binascii
import mmap
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from careo.sources.parsers import encoding

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)[ \t]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_MAILBOX = re.compile(r'[\s,;]*(?:"((?:[^"\\]|\\.){0,300})"|([^<>",]{0,300}))\s*<([^<>]{0,300})>')
_COMMENTED = re.compile(r"\s*([^\s()<>,]{1,300})\s*\(([^()]{1,300})\)")
_ESCAPED = re.compile(r"\\(.)")
_ADDRESSES_CHARS = 4_000
_PARAMETERS_CHARS = 2_000
_MOST_AUTHORS = 5

FIELD_BYTES = 64 * 1024
"""How much of one field is decoded."""

Data = bytes | mmap.mmap


class Header(NamedTuple):
    """A header block.

    Attributes:
        fields: Names in lower case and raw values, in order.
        end: Where the body begins.
        cut: The block is longer than was allowed; what is beyond is not in ``fields``.
    """

    fields: tuple[tuple[str, bytes], ...]
    end: int
    cut: bool = False

    def raw(self, name: str) -> bytes:
        """Return the first value of a field; empty where there is none."""
        return next((value for field, value in self.fields if field == name), b"")

    def text(self, name: str) -> str:
        """Return all values of a field, decoded, in one line."""
        found = [decoded(value) for field, value in self.fields if field == name]
        return ", ".join(one for one in found if one)

    def parameters(self, name: str) -> Message:
        """Return a field for the standard library to take apart."""
        message = Message()
        value = _FOLD.sub(" ", self.raw(name)[:_PARAMETERS_CHARS].decode("latin-1"))
        if value.strip():
            message[name] = value.strip()
        return message


def read(data: Data, start: int, end: int, most: int) -> Header:
    """Read the header block that begins at a place; linear in ``most``.

    It ends at an empty line, or before the first line that is no field.
    """
    fields: list[tuple[str, list[bytes]]] = []
    at, stop = start, min(end, start + most)
    while at < stop:
        newline = data.find(b"\n", at, stop)
        after = stop if newline < 0 else newline + 1
        line = data[at:after]
        bare = line.rstrip(b"\r\n")
        found = _FIELD.match(bare)
        if bare[:1] in {b" ", b"\t"} and fields:
            fields[-1][1].append(line)
        elif not bare:
            return Header(_joined(fields), after)
        elif found is None:
            return Header(_joined(fields), at)
        else:
            fields.append((found[1].decode("ascii").lower(), [bare[found.end() :]]))
        at = after
    if stop == end:
        return Header(_joined(fields), end)
    return Header(_joined(fields), _body(data, stop, end), cut=True)


def _joined(fields: list[tuple[str, list[bytes]]]) -> tuple[tuple[str, bytes], ...]:
    return tuple((name, b"\n".join(parts)) for name, parts in fields)


def _body(data: Data, at: int, end: int) -> int:
    """Return where the first empty line behind a place ends."""
    found = [
        place + len(mark)
        for mark in (b"\n\n", b"\n\r\n")
        if (place := data.find(mark, max(0, at - 1), end)) >= 0
    ]
    return min(found, default=end)


def decoded(value: bytes) -> str:
    """Return a raw value as one line of text; an overlong one is cut."""
    text = encoding.labelled(value[:FIELD_BYTES], "").text
    return " ".join(encoding.safe(_words(_FOLD.sub(" ", text))).split())


def _words(text: str) -> str:
    """Replace encoded words by what they say; words that stand together are decoded together."""
    if "=?" not in text:
        return text
    text = _BETWEEN.sub("", text)
    parts: list[str] = []
    at = 0
    for charset, first, last, raw in _runs(text):
        parts += [text[at:first], encoding.labelled(raw, charset).text]
        at = last
    return "".join([*parts, text[at:]])


def _runs(text: str) -> Iterator[tuple[str, int, int, bytes]]:
    """Yield the encoded words of one charset that touch each other: charset, place, bytes."""
    charset, first, last, raw = "", 0, 0, bytearray()
    for word in _WORD.finditer(text):
        named = word[1].partition("*")[0].lower()
        if raw and (named != charset or word.start() != last):
            yield charset, first, last, bytes(raw)
            raw = bytearray()
        first = first if raw else word.start()
        charset, last = named, word.end()
        raw += _unworded(word[2], word[3])
    if raw:
        yield charset, first, last, bytes(raw)


def _unworded(way: str, text: str) -> bytes:
    raw = text.encode("utf-8")
    if way in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return unbased(raw) or raw


def unbased(raw: bytes) -> bytes:
    """Decode one short run of base64, whatever is missing at its end."""
    bare = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    bare = bare[:-1] if len(bare) % 4 == 1 else bare
    return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


def writers(value: bytes) -> str:
    """Return who a raw ``From`` names: display names, or addresses where there are none."""
    text = _FOLD.sub(" ", encoding.labelled(value[:_ADDRESSES_CHARS], "").text)
    found = [_name(*match.groups()) for match in _MAILBOX.finditer(text)]
    if not found:
        commented = _COMMENTED.match(text)
        found = [commented[2] if commented else text]
    names = [" ".join(_words(name).split()).strip("\"' ") for name in found[:_MOST_AUTHORS]]
    return ", ".join(name for name in names if name)


def _name(quoted: str | None, bare: str | None, address: str | None) -> str:
    name = _ESCAPED.sub(r"\1", quoted or "").strip() or (bare or "").strip()
    return name or (address or "").strip()
