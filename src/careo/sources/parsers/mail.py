"""A mail: its head, its text, and the files in it.

Every part of it is text in the layer, a file for the spool, or named as not read. Nothing that a
mail points to is fetched.

Source:
    RFC 5322 (messages); RFC 2046 (media types); RFC 2387 (related); RFC 1847 (signed, encrypted);
    RFC 6522 (reports).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from careo.model.config import Limits
from careo.model.document import Source
from careo.sources import draft
from careo.sources.draft import Block
from careo.sources.media import byte_order_mark
from careo.sources.parsers import (
    encoding,
    html,
    mail_alternatives,
    mail_body,
    mail_header,
    mail_text,
    mbox,
)
from careo.sources.parsers.mail_header import Data, Header
from careo.sources.parsers.mail_parts import Part, Splitter
from careo.sources.spool import Spool
from careo.sources.wire import Answer

_VERSION = "careo-mail/1"
_HEAD = (
    *("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Resent-From", "Resent-To", "Date"),
    *("Subject", "Organization", "Keywords", "Comments"),
)
_PLAIN = frozenset({"plain", "enriched", "richtext", "markdown", "x-markdown"})
_PAGES = frozenset({"html", "x-amp-html"})
_STATUS = frozenset(
    (
        *("message/delivery-status", "message/disposition-notification", "message/feedback-report"),
        *("text/rfc822-headers", "message/global-delivery-status", "application/pgp-signature"),
    )
)
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_ELSEWHERE = {
    "message/external-body": "a file kept elsewhere",
    "message/partial": "one piece of a longer mail",
}
_ENDINGS = dict(
    (
        *(("image/png", ".png"), ("image/jpeg", ".jpg"), ("image/gif", ".gif")),
        *(("image/tiff", ".tif"), ("application/pdf", ".pdf"), ("application/zip", ".zip")),
        *(("text/html", ".html"), ("text/plain", ".txt"), ("text/csv", ".csv")),
        *(("text/calendar", ".ics"), ("text/vcard", ".vcf")),
        *(("application/pkcs7-signature", ".p7s"), ("application/x-pkcs7-signature", ".p7s")),
        *((kind, ".eml") for kind in sorted(_MESSAGES)),
    )
)
_PREAMBLE = re.compile(r"multi-?part message in MIME", re.IGNORECASE)
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]{0,1000}(>?From [^\r\n]{0,1000}\r?\n)?")
_BYTES_OF_CHAR = 4


class _TooLargeError(Exception):
    """The files in a mail measure more together than they may."""


def parse(data: Data, limits: Limits, spool: Spool | None) -> Answer:
    """Read a mail.

    Args:
        data: Its bytes.
        limits: What it may cost.
        spool: Takes the files in it; None where they are to be left out.
    """
    data = _with_newlines(data)
    splitter = Splitter(data, limits)
    begun = _BEFORE.match(data)
    if begun is not None and begun[1] and len(list(islice(mbox.messages(data), 2))) > 1:
        return mbox.parse(data, limits, spool)
    root = splitter.mail(0 if begun is None else begun.end())
    reader = _Reader(data, limits, spool)
    found = reader.part(root, top=True)
    reasons = [*splitter.reasons, *reader.reasons, *reader.left_out()]
    return draft.assemble(
        [*_head(root.header), *found.blocks, *found.rest],
        " ".join([_VERSION, *reader.readers]),
        _source(root.header),
        list(dict.fromkeys(reasons)),
        limits.text_chars,
    )


def _with_newlines(data: Data) -> Data:
    """Return a mail with the line ends that mails have, and in a spelling that ASCII is part of."""
    marked = byte_order_mark(data[:4])
    if marked is not None and marked[0] != "utf-8":
        return data[marked[1] :].decode(marked[0], "replace").encode()
    if data.find(b"\n") < 0 <= data.find(b"\r"):
        return data[:].replace(b"\r", b"\n")
    return data


def _source(header: Header) -> Source:
    people = (header.text(name) for name in ("to", "cc"))
    return Source(
        title=header.text("subject"),
        author=mail_header.writers(header.raw("from") or header.raw("sender")),
        kind="mail",
        published=header.text("date"),
        to=", ".join(one for one in people if one),
    )


def _head(header: Header) -> Iterator[Block]:
    """Yield the fields that a reader of the mail sees.

    The sender is read, so that the mail's own words have somebody; all else is furniture.
    """
    for name in _HEAD:
        value = header.text(name.lower())
        if value:
            yield Block("paragraph" if name == "From" else "furniture", f"{name}: {value}")


class _Text(NamedTuple):
    """What is read of a part, and what is shown beside it."""

    blocks: list[Block]
    rest: list[Block]


class _Reader:
    """Reads the parts of one mail.

    Attributes:
        reasons: Why something is not read.
        readers: What got text out beside this reader, and of what encoding.
    """

    def __init__(self, data: Data, limits: Limits, spool: Spool | None) -> None:
        self.reasons: list[str] = []
        self.readers: list[str] = []
        self._data = data
        self._limits = limits
        self._spool = spool
        self._files = 0

    def left_out(self) -> list[str]:
        """Say which files were left out because nobody wants them."""
        if self._spool is not None or not self._files:
            return []
        files = "file" if self._files == 1 else "files"
        return [f"{self._files} {files} inside left out, nested too deep"]

    def part(self, part: Part, *, top: bool = False) -> _Text:
        """Read a part and all in it; ``top``: a name does not make it an attachment."""
        if part.too_deep:
            return _Text([], [])
        if part.parts:
            return self._multipart(part, part.kind.partition("/")[2])
        if part.kind in _SEALED:
            self.reasons.append(f"encrypted or sealed (S/MIME): part {part.number or 1}")
            return _Text([], [])
        if part.kind in _STATUS:
            return _Text([], [Block("furniture", self._decoded(part))])
        if part.kind in _ELSEWHERE:
            return self._elsewhere(part)
        return self._leaf(part, top=top)

    def _leaf(self, part: Part, *, top: bool) -> _Text:
        """Read a text, or put a file into the spool."""
        family, _, kind = part.kind.partition("/")
        if family == "multipart":
            if self._data[part.start : part.end].strip():
                self.reasons.append("a multipart without its boundary, read as text")
            return self._plain(part)
        attached = part.is_detached if top else part.is_attached
        if family == "text" and kind in _PLAIN | _PAGES and not attached:
            return self._page(part) if kind in _PAGES else self._plain(part)
        self._file(part)
        return _Text([], [])

    def _multipart(self, part: Part, kind: str) -> _Text:
        if kind == "encrypted":
            self.reasons.append(f"encrypted (PGP): part {part.number or 1}")
            return _Text([], self._around(part))
        if kind == "related":
            return self._related(part)
        texts = [self.part(one) for one in part.parts]
        rest = [block for text in texts for block in text.rest] + self._around(part)
        if kind != "alternative" and not _are_spellings(part.parts, texts):
            return _Text([block for text in texts for block in text.blocks], rest)
        chosen, others, differ = mail_alternatives.joined([text.blocks for text in texts])
        if differ:
            self.reasons.append(mail_alternatives.DIFFER)
        return _Text(chosen, others + rest)

    def _related(self, part: Part) -> _Text:
        """Read a page and the files that it shows; the page is named, or the first text."""
        start = part.parameter("start")
        root = next(
            (p for p in part.parts if start and p.header.text("content-id").lower() == start),
            part.parts[0],
        )
        texts = [self.part(one, top=one is root) for one in part.parts]
        return _Text(
            [block for text in texts for block in text.blocks],
            [block for text in texts for block in text.rest] + self._around(part),
        )

    def _around(self, part: Part) -> list[Block]:
        """Return what stands before and behind the parts of a multipart, as furniture."""
        found: list[Block] = []
        for start, end in part.around:
            raw = self._data[start : min(end, start + self._most())]
            text = encoding.labelled(raw, "").text.strip() if raw.strip() else ""
            if text and not _PREAMBLE.search(text):
                found.append(Block("furniture", text))
        return found

    def _most(self) -> int:
        return _BYTES_OF_CHAR * self._limits.text_chars

    def _decoded(self, part: Part) -> str:
        found = mail_body.text(self._data, part, self._most(), self.reasons)
        self._note(found.encoding)
        return found.text

    def _note(self, reader: str) -> None:
        if reader not in self.readers:
            self.readers.append(reader)

    def _plain(self, part: Part) -> _Text:
        flowed = part.parameter("format") == "flowed"
        deleted = part.parameter("delsp") == "yes"
        found = mail_text.read(self._decoded(part), flowed=flowed, deleted=deleted)
        for name, lines in found.files:
            self._put(name, mail_body.unuued(_ascii(lines)))
        return self._checked(found, part)

    def _checked(self, found: mail_text.Text, part: Part) -> _Text:
        if found.cut:
            self.reasons.append("not all lines of a part are read")
        if found.encrypted:
            self.reasons.append(f"encrypted (PGP): part {part.number or 1}")
        return _Text(found.blocks, [])

    def _page(self, part: Part) -> _Text:
        blocks, _, reader = html.walked(self._decoded(part), self._limits, self.reasons)
        self._note(reader)
        return self._checked(mail_text.of_page(blocks.done, blocks.depths), part)

    def _elsewhere(self, part: Part) -> _Text:
        """Show what a mail says of a text that it does not hold."""
        what = (
            "a file kept elsewhere" if part.kind.endswith("body") else "one piece of a longer mail"
        )
        self.reasons.append(f"{what}: part {part.number or 1}")
        said = part.header.text("content-type")
        shown = [Block("furniture", said)] if said else []
        return _Text([], [*shown, Block("furniture", self._decoded(part))])

    def _file(self, part: Part) -> None:
        name = part.name or f"part {part.number or 1}{_ENDINGS.get(part.kind, '')}"
        if part.kind in _MESSAGES and not name.lower().endswith(".eml"):
            name += ".eml"
        self._put(name, mail_body.pieces(self._data, part, self.reasons))

    def _put(self, name: str, pieces: Iterator[bytes]) -> None:
        """Put a file into the spool, if it has room."""
        self._files += 1
        if self._spool is None:
            return
        try:
            self._spool.add(name, self._bounded(pieces))
        except _TooLargeError:
            self.reasons.append(f"files inside after {self._limits.archive_bytes} bytes left out")

    def _bounded(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        room = self._limits.archive_bytes - (0 if self._spool is None else self._spool.size)
        for piece in pieces:
            room -= len(piece)
            if room < 0:
                raise _TooLargeError
            yield piece


def _ascii(lines: list[str]) -> list[bytes]:
    return [line.encode("ascii", "replace") for line in lines]


def _are_spellings(parts: tuple[Part, ...], texts: list[_Text]) -> bool:
    """Tell whether a plain text and a page right behind it say the same, though unannounced."""
    bodies = [(p.kind, t.blocks) for p, t in zip(parts, texts, strict=True) if t.blocks]
    if [kind for kind, _ in bodies] != ["text/plain", "text/html"]:
        return False
    return mail_alternatives.alike(bodies[0][1], bodies[1][1])
