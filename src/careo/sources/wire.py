"""What travels between a caller, the parsing server and its children: small validated JSON."""

from __future__ import annotations

import socket
import struct
from typing import Literal

from careo.model.config import Limits
from careo.model.document import Source, Status
from careo.model.errors import RefusedError
from careo.model.extraction import Member, Sheet
from careo.model.record import Record
from careo.model.text import Segment, Word

_HEAD = struct.Struct(">I")
_MESSAGE_BYTES = 1 << 16
_FIELD_CHARS = 1_000


class Hello(Record, frozen=True):
    """The server is ready; ``mechanisms`` took hold in a trial child."""

    mechanisms: tuple[str, ...]


class Program(Record, frozen=True):
    """A program that a child becomes, and all that it may open.

    Attributes:
        arguments: The first is its path.
        environment: ``NAME=value``, and nothing else.
        run: The files that may be run: itself and the system's loader.
        read: The files that may be read.
    """

    arguments: tuple[str, ...]
    environment: tuple[str, ...] = ()
    run: tuple[str, ...] = ()
    read: tuple[str, ...] = ()


class Job(Record, frozen=True):
    """Work on the file whose descriptor comes along, behind which comes the one for the answer.

    Attributes:
        task: ``parse`` a document; ``draw`` one page of it as grey pixels; ``recognise`` the
            words in a drawn page by a program, which has the page as its standard input.
        spool: A descriptor comes along, of a file that takes the members' bytes; for ``draw``
            always, and it takes the pixels.
        looked: One more comes along, of what was recognised in the document's pictures.
        recogniser: What recognised it.
        page: The page to draw, from 1.
        program: What recognises.
    """

    media_type: str
    limits: Limits
    name: str = ""
    spool: bool = False
    task: Literal["parse", "draw", "recognise"] = "parse"
    looked: bool = False
    recogniser: str = ""
    page: int = 0
    program: Program | None = None


class Ended(Record, frozen=True):
    """How the child ended: its signal and exit status, or that the server killed it.

    Attributes:
        milliseconds: Processor time that it took.
    """

    signal: int = 0
    status: int = 0
    timeout: bool = False
    milliseconds: int = 0


class Drawn(Record, frozen=True):
    """A page was drawn: its size in pixels, one byte each, row by row from the top."""

    width: int
    height: int


class Look(Record, frozen=True):
    """What looking for words in one page's picture gave: the head of its table.

    Attributes:
        page: From 1.
        width: Of the drawn page, in pixels.
        height: As ``width``.
        size: The length of tesseract's table, which comes behind this; -1 where it failed.
    """

    page: int
    width: int
    height: int
    size: int


class Answer(Record, frozen=True):
    """What a child got out of the bytes.

    Attributes:
        status: As in `careo.model.document.Outcome`.
        reason: As there.
        source: What the document says of itself.
        text: The layer's text; empty where there is none.
        segments: The layer's segments.
        extractor: Name and version of what got the text out.
        words: Where recognised words stand.
        members: The files inside, in the order in which they were put into the spool.
        sheets: The tables of data.
        pictures: The pages, from 1, whose picture may hold words that are not in the text.
    """

    status: Status
    reason: str = ""
    source: Source = Source()
    text: str = ""
    segments: tuple[Segment, ...] = ()
    extractor: str = ""
    words: tuple[Word, ...] = ()
    members: tuple[Member, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    pictures: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no honest child would say."""
        fields = [getattr(self.source, name) for name in self.source.__struct_fields__]
        names = [member.name for member in self.members]
        for sheet in self.sheets:
            names += [sheet.name, sheet.hides, *sheet.columns]
        for field in (self.reason, self.extractor, *fields, *names):
            if len(field) > _FIELD_CHARS:
                raise RefusedError("a field of an answer is too long")
            field.encode()


def send(channel: socket.socket, message: Record, descriptors: tuple[int, ...] = ()) -> None:
    """Send one message, with open descriptors beside it."""
    data = message.canonical()
    data = _HEAD.pack(len(data)) + data
    sent = socket.send_fds(channel, [data], descriptors) if descriptors else 0
    channel.sendall(data[sent:])


def receive(channel: socket.socket, descriptors: int = 0) -> tuple[bytes, list[int]]:
    """Receive one message; empty bytes at the end of the channel.

    Raises:
        RefusedError: The message is longer than any message of this protocol.
    """
    head = b""
    fds: list[int] = []
    while len(head) < _HEAD.size:
        want = _HEAD.size - len(head)
        if descriptors and not head:
            part, fds, _, _ = socket.recv_fds(channel, want, descriptors)
        else:
            part = channel.recv(want)
        if not part:
            return b"", fds
        head += part
    size = _HEAD.unpack(head)[0]
    if size > _MESSAGE_BYTES:
        raise RefusedError(f"message of {size} bytes")
    body = b""
    while len(body) < size:
        part = channel.recv(size - len(body))
        if not part:
            return b"", fds
        body += part
    return body, fds
