"""The text of a mail as paragraphs, each with how deep it is quoted.

What is quoted goes behind ">" in the layer, however the mail marks it; the header of a mail
within the mail has a paragraph for each field. So the reading room can tell whose words they are.

Source:
    RFC 3676 (format=flowed); RFC 9580, section 7 (cleartext signatures).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import structs

from careo.model.text import Segment, SegmentKind
from careo.sources.draft import Block
from careo.sources.parsers import plain

_MARKS = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = re.compile(r"--[ \t]*\Z")
_RULE = re.compile(r"[-_*=]{3,}")
_ORIGINAL = re.compile(
    r"[-_* ]{0,20}(?:begin )?(?:original (?:message|mail|appointment)|forwarded (?:message|by)"
    r"|mensaje (?:original|reenviado)|correo original|inicio del mensaje reenviado"
    r"|inicio de mensaje reenviado)\b(?:[-_* :]{0,30}|\s.{0,80}-{3,})\Z",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[*_]{0,2}(From|De|Sent|Enviado(?: el)?|Date|Fecha|To|Para|Cc|CC|Bcc|Cco|CCO|Subject|Asunto"
    r"|Reply-To|Responder a|Attachments?|Adjuntos?|Importance|Importancia|Prioridad)"
    r"[*_]{0,2}\s?:(?=[*_\s]|\Z)"
)
_SENDERS = frozenset({"From", "De"})
_WROTE = re.compile(
    r"(?:wrote|writes|said|says|escribi[oó]|escribe|dijo|puso|redact[oó])\s?:[*_]{0,2}\Z"
)
_ADDRESS_ENDS = re.compile(r"[^\s<>@]@[^\s<>@]{1,200}[>)\]]{1,3}\s?:\Z")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
_OPENS = re.compile(r"(?:On|El|At|In)\s|\d|[*_]")
_ENDED = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019\u00bb)\]]*\Z")
_ARMOUR = re.compile(r"-----(BEGIN|END) PGP ([A-Z ]{4,40})-----\s*\Z")
_UU_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,300})\Z")
_UU_LINE = re.compile(r"[ -`]{2,90}\Z")
_COLONS = (":", "*", "_")
_LINES = 500_000
_MOST_LINES, _FRAGMENT_CHARS, _LONG_CHARS = 3, 40, 50
_LOOK_AHEAD = 4


class Line(NamedTuple):
    """One line: how deep it is quoted, its words, and what its block is."""

    depth: int
    text: str
    kind: SegmentKind = "paragraph"


class Text(NamedTuple):
    """What a text of a mail holds.

    Attributes:
        blocks: Its paragraphs; what is quoted begins with as many ">" as it is deep.
        files: Names and lines of uuencoded files in it.
        encrypted: A part of it is.
        cut: It has too many lines; those beyond are left out.
    """

    blocks: list[Block]
    files: list[tuple[str, list[str]]]
    encrypted: bool
    cut: bool


def read(text: str, *, flowed: bool = False, deleted: bool = False) -> Text:
    """Read plain text.

    Args:
        text: Its line ends are newlines.
        flowed: A line that ends in a space goes on in the next.
        deleted: Such a space is not part of the words (DelSp).
    """
    raw = text.split("\n", _LINES)
    cut = len(raw) > _LINES
    raw = raw[:_LINES]
    files: list[tuple[str, list[str]]] = []
    lines = [_marked(line) for line in _without_files(raw, files)]
    if flowed:
        lines = list(_flowed(lines, " " if deleted else ""))
    lines, encrypted = _unarmoured(_mended(lines))
    return Text(list(_blocks(lines)), files, encrypted=encrypted, cut=cut)


def _marked(line: str) -> Line:
    found = _MARKS.match(line)
    if found is None or line.startswith(">From "):
        return Line(0, line)
    return Line(found[0].count(">"), line[found.end() :])


def _without_files(lines: list[str], files: list[tuple[str, list[str]]]) -> Iterator[str]:
    """Yield lines, of a uuencoded file only the first."""
    at = 0
    while at < len(lines):
        begun = _UU_BEGIN.match(lines[at])
        end = _uu_end(lines, at + 1) if begun else -1
        yield lines[at]
        if begun and end > 0:
            files.append((begun[1], lines[at : end + 1]))
            at = end
        at += 1


def _uu_end(lines: list[str], at: int) -> int:
    """Return where a uuencoded file ends, or -1 where these lines are none."""
    while at < len(lines) and lines[at] != "end":
        line = lines[at].rstrip("\r")
        if line and not _UU_LINE.match(line) and line != "`":
            return -1
        at += 1
    return at if at < len(lines) else -1


def _flowed(lines: list[Line], deleted: str) -> Iterator[Line]:
    """Join the lines that were broken to fit."""
    open_: list[str] = []
    depth = 0
    for line in lines:
        text = line.text[1:] if not line.depth and line.text.startswith(" ") else line.text
        if open_ and (line.depth != depth or text == "-- "):
            yield Line(depth, "".join(open_))
            open_ = []
        depth = line.depth
        soft = text.endswith(" ") and text != "-- "
        open_.append(text[:-1] if soft and deleted else text)
        if not soft:
            yield Line(depth, "".join(open_))
            open_ = []
    if open_:
        yield Line(depth, "".join(open_))


def _mended(lines: list[Line]) -> list[Line]:
    """Put back what a mailer broke off a long quoted line and left without its mark."""
    for n in range(1, len(lines) - 1):
        before, line, after = lines[n - 1 : n + 2]
        if line.depth or not before.depth or before.depth != after.depth or not after.text.strip():
            continue
        broken = 0 < len(line.text.strip()) <= _FRAGMENT_CHARS and len(before.text) >= _LONG_CHARS
        if broken and not _ENDED.search(before.text.rstrip()[-8:]):
            lines[n] = line._replace(depth=before.depth)
    return lines


def _unarmoured(lines: list[Line]) -> tuple[list[Line], bool]:
    """Make furniture of the marks and signatures of PGP; tell whether something is encrypted."""
    found: list[Line] = []
    inside, head, encrypted = "", False, False
    for line in lines:
        mark = _ARMOUR.match(line.text)
        if mark:
            inside = mark[2] if mark[1] == "BEGIN" else ""
            encrypted = encrypted or inside == "MESSAGE"
        signed = inside == "SIGNED MESSAGE"
        head = mark is not None or (head and bool(line.text.strip()))
        if mark or (inside and (not signed or head)):
            found.append(line._replace(kind="furniture"))
        elif signed and line.text.startswith("- "):
            found.append(line._replace(text=line.text[2:]))
        else:
            found.append(line)
    return found, encrypted


def of_page(blocks: Iterable[Block], depths: Iterable[int]) -> Text:
    """Read the blocks of an HTML page, each quoted so many deep."""
    lines: list[Line] = []
    for block, depth in zip(blocks, depths, strict=True):
        for text in block.text.split("\n"):
            marked = _marked(text)
            lines.append(Line(marked.depth + depth, marked.text, block.kind))
        lines.append(Line(depth, "", block.kind))
    return Text(list(_blocks(lines[:_LINES])), [], encrypted=False, cut=len(lines) > _LINES)


def _blocks(lines: list[Line]) -> Iterator[Block]:
    """Yield the paragraphs of lines; empty ones part them."""
    following = _following(lines)
    deepened = _deepened(lines, following)
    run: list[Line] = []
    for n, line in enumerate(deepened):
        if run and (run[-1].depth, run[-1].kind) != (line.depth, line.kind):
            yield from _paragraphs(run)
            run = []
        run.append(line)
        after = following[n]
        if after and line.kind == "paragraph" and deepened[after].depth > line.depth:
            yield from _attributed(run)
            run = []
    yield from _paragraphs(run)


def _following(lines: list[Line]) -> list[int]:
    """Return for each line that is not empty which such line follows it closely; 0 for none."""
    found = [0] * len(lines)
    last = -1
    for n, line in enumerate(lines):
        if line.text and not line.text.isspace():
            if last >= 0 and n - last <= _LOOK_AHEAD:
                found[last] = n
            last = n
    return found


def _attributed(run: list[Line]) -> Iterator[Block]:
    """Yield a run whose last lines may say whose the quotation below it is, as one paragraph."""
    first = _opening(run)
    yield from _paragraphs(run[:first])
    if first < len(run):
        joined = " ".join(line.text.strip() for line in run[first:])
        yield _block(run[-1], joined, "paragraph")


def _opening(run: list[Line]) -> int:
    """Return where the words begin that say who wrote what follows; the run's end if none do."""
    last = run[-1].text.strip()
    if not (_WROTE.search(last) or _ADDRESS_ENDS.search(last)):
        return len(run)
    for first in range(len(run) - 1, max(-1, len(run) - 1 - _MOST_LINES), -1):
        text = run[first].text.strip()
        if not text:
            break
        if _OPENS.match(text):
            return first
    return len(run) - 1


def _deepened(lines: list[Line], following: list[int]) -> list[Line]:
    """Return lines; what follows a dated "wrote:" or "Original Message" unmarked is quoted too."""
    for n, line in enumerate(lines):
        after = following[n]
        if not after or line.kind != "paragraph" or lines[after].depth > line.depth:
            continue
        if _is_end(lines, n) and not _FIELD.match(lines[after].text.strip()):
            rest = (one._replace(depth=one.depth + 1) for one in lines[n + 1 :])
            return [*lines[: n + 1], *rest]
    return lines


def _is_end(lines: list[Line], n: int) -> bool:
    """Tell whether a line says plainly that another's mail stands below it."""
    text = lines[n].text.strip()
    if _ORIGINAL.match(text):
        return True
    if text[-1:] not in _COLONS or not (_WROTE.search(text) or _ADDRESS_ENDS.search(text)):
        return False
    first = _opening(lines[max(0, n + 1 - _MOST_LINES) : n + 1])
    run = lines[max(0, n + 1 - _MOST_LINES) : n + 1][first:]
    whole = " ".join(line.text for line in run)
    return "@" in whole or _CLOCK.search(whole) is not None


def _paragraphs(run: list[Line]) -> Iterator[Block]:
    """Yield the paragraphs of lines of one depth and kind."""
    open_: list[str] = []
    fields = _fields(run)
    for n, line in enumerate(run):
        text = line.text.strip()
        alone = n in fields or _RULE.match(text) or _SIGNATURE.match(text) or _ORIGINAL.match(text)
        if not alone:
            open_.append(line.text)
            continue
        yield from _prose(run, open_)
        open_ = []
        named = n in fields and _sender(text)
        shown = (n in fields and not named) or _SIGNATURE.match(text)
        yield _block(line, text, "furniture" if shown else line.kind)
    yield from _prose(run, open_)


def _prose(run: list[Line], lines: list[str]) -> Iterator[Block]:
    text = "\n".join(lines)
    for segment in _together(text, plain.segments(text)) if text.strip() else ():
        kind = "list_item" if segment.kind == "list_item" and not run[0].depth else run[0].kind
        yield _block(run[0], text[segment.start : segment.end], kind)


def _together(text: str, segments: list[Segment]) -> Iterator[Segment]:
    """Yield paragraphs, those joined that a mailer broke in the middle of a sentence."""
    open_: Segment | None = None
    for segment in segments:
        broken = (
            open_ is not None
            and segment.kind == "paragraph"
            and text[segment.start].islower()
            and text[open_.end : segment.start].count("\n") == 1
            and not _ENDED.search(text[max(open_.start, open_.end - 8) : open_.end])
        )
        if open_ is not None and broken:
            open_ = structs.replace(open_, end=segment.end)
            continue
        if open_ is not None:
            yield open_
        open_ = segment
    if open_ is not None:
        yield open_


def _sender(line: str) -> bool:
    found = _FIELD.match(line)
    return found is not None and found[1] in _SENDERS


def _block(line: Line, text: str, kind: SegmentKind) -> Block:
    marks = ">" * line.depth + " " if line.depth else ""
    kind = line.kind if line.kind == "furniture" else kind
    return Block(kind, marks + text if text else "", level=1 if kind == "heading" else 0)


def _fields(run: list[Line]) -> frozenset[int]:
    """Return which lines are the header of a mail within the mail: two fields and a sender."""
    found: set[int] = set()
    group: list[int] = []
    for n, line in enumerate([*run, Line(0, "x")]):
        if n < len(run) and _FIELD.match(line.text.strip()):
            group.append(n)
            continue
        names = {m[1] for g in group if (m := _FIELD.match(run[g].text.strip()))}
        if len(group) > 1 and names & _SENDERS:
            found.update(group)
        group = []
    return frozenset(found)
