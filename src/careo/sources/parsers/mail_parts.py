"""The MIME parts of a mail, as places in its bytes: split in linear time, within bounds.

The standard library's parser keeps every line of every part in memory, follows messages within
messages, and cannot give a part's bytes as they were; so only its reading of fields is used.

Source:
    RFC 2046, sections 5.1 (multipart) and 5.2 (message).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from careo.model.config import Limits
from careo.sources.parsers import encoding, mail_header
from careo.sources.parsers.mail_header import Data, Header

_PART_HEADER = 16 * 1024
_BOUNDARY_BYTES = 500
_TAIL = 1_000


class Part(NamedTuple):
    """One part.

    Attributes:
        number: Its place in the tree: ``2.1`` is the first part of the second.
        kind: Its media type as it says, in lower case.
        header: Its header.
        start: Where its body begins.
        end: One past its body.
        parts: The parts of a multipart.
        around: The places of a multipart before its first part and behind its last.
        too_deep: It is a multipart whose parts are not looked for.
    """

    number: str
    kind: str
    header: Header
    start: int
    end: int
    parts: tuple[Part, ...] = ()
    around: tuple[tuple[int, int], ...] = ()
    too_deep: bool = False

    @property
    def charset(self) -> str:
        """The charset it says, or nothing."""
        return self.parameter("charset")

    def parameter(self, name: str) -> str:
        """Return a parameter of its content type, in lower case."""
        value = self.header.parameters("content-type").get_param(name, "")
        value = value[2] if isinstance(value, tuple) else value
        return str(value or "").strip().strip("\"'").lower()

    @property
    def transfer(self) -> str:
        """Its transfer encoding, in lower case."""
        return self.header.text("content-transfer-encoding").split(";")[0].strip(" \"'").lower()

    @property
    def name(self) -> str:
        """The file name it says, decoded, or nothing."""
        for field, parameter in (("content-disposition", "filename"), ("content-type", "name")):
            found = self.header.parameters(field).get_param(parameter, header=field)
            if isinstance(found, tuple):
                label, _, text = found
                raw = text.encode("latin-1", "replace")
                found = encoding.labelled(raw, label or "").text
            elif found is not None:
                found = mail_header.decoded(str(found).encode("latin-1", "replace"))
            if found and found.strip():
                return " ".join(found.split())
        return ""

    @property
    def is_detached(self) -> bool:
        """Whether it says that it is an attachment."""
        return self.header.text("content-disposition").lower().startswith("attachment")

    @property
    def is_attached(self) -> bool:
        """Whether it says that it is an attachment, or a file with a name."""
        return self.is_detached or bool(self.name)


class Splitter:
    """Splits one mail.

    Attributes:
        reasons: Why not every part is there.
    """

    def __init__(self, data: Data, limits: Limits) -> None:
        self.data = data
        self.reasons: list[str] = []
        self._limits = limits
        self._left = limits.mail_parts

    def mail(self, start: int) -> Part:
        """Return the mail that begins at a place, with its parts."""
        header = mail_header.read(self.data, start, len(self.data), self._limits.mail_header_bytes)
        if header.cut:
            self._say(f"only {self._limits.mail_header_bytes} bytes of the header are read")
        return self._part("", header, len(self.data), "text/plain", 1)

    def _say(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)

    def _part(self, number: str, header: Header, end: int, default: str, depth: int) -> Part:
        said = header.parameters("content-type")
        said.set_default_type(default)
        kind = said.get_content_type()
        part = Part(number, kind, header, header.end, end)
        if not kind.startswith("multipart/"):
            return part
        boundary = _boundary(header)
        first = next(_delimiters(self.data, part.start, end, boundary), None) if boundary else None
        if first is None:
            return part
        if depth >= self._limits.mail_depth:
            self._say(f"MIME parts nested deeper than {self._limits.mail_depth} are not read")
            return part._replace(too_deep=True)
        return self._parted(part, boundary, depth)

    def _parted(self, part: Part, boundary: bytes, depth: int) -> Part:
        default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
        parts: list[Part] = []
        before = last = part.start
        begun = closed = False
        for at, after, closing in _delimiters(self.data, part.start, part.end, boundary):
            if begun:
                parts += self._one(part, len(parts) + 1, (last, at), default, depth)
            else:
                before = at
            begun, last, closed = True, after, closing
            if closing or self._left <= 0:
                break
        if not closed:
            parts += self._one(part, len(parts) + 1, (last, part.end), default, depth)
            last = part.end
        around = ((part.start, before), (last, part.end))
        return part._replace(parts=tuple(parts), around=around)

    def _one(
        self, within: Part, number: int, place: tuple[int, int], default: str, depth: int
    ) -> list[Part]:
        """Return the part at a place, without the line end that belongs to the boundary."""
        if self._left <= 0:
            self._say(f"MIME parts after {self._limits.mail_parts} are not read")
            return []
        self._left -= 1
        start, end = place
        tail = self.data[max(start, end - 2) : end]
        end -= 2 if tail == b"\r\n" else tail.endswith((b"\n", b"\r"))
        header = mail_header.read(self.data, start, max(start, end), _PART_HEADER)
        if header.cut:
            self._say(f"only {_PART_HEADER} bytes of a part's header are read")
        name = f"{within.number}.{number}".lstrip(".")
        return [self._part(name, header, max(header.end, end), default, depth + 1)]


def _boundary(header: Header) -> bytes:
    found = header.parameters("content-type").get_boundary("")
    return str(found).encode("latin-1", "replace").strip()[:_BOUNDARY_BYTES]


def _delimiters(
    data: Data, start: int, end: int, boundary: bytes
) -> Iterator[tuple[int, int, bool]]:
    """Yield the boundaries: where one begins, where the line behind it does, and if it closes."""
    mark = b"--" + boundary
    at = data.find(mark, start, end)
    while at >= 0:
        after = at + len(mark)
        if at == start or data[at - 1 : at] in {b"\n", b"\r"}:
            newline = data.find(b"\n", after, end)
            after = end if newline < 0 else newline + 1
            rest = data[at + len(mark) : min(after, at + len(mark) + _TAIL)].strip()
            if rest in {b"", b"--"}:
                yield at, after, rest == b"--"
        at = data.find(mark, after, end)
