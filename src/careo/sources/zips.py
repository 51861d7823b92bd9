"""What a ZIP file is, by the names in its directory: an office document, or an archive.

The caller of a parser looks here, outside the sandbox: a bounded part of the file is read and only
counted off, nothing is unpacked.

Source:
    PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory) and 4.3.14 to
    4.3.16 (end records); ECMA-376 part 2 (a package has ``[Content_Types].xml``); OASIS
    OpenDocument 1.3 part 2, section 3.3 (the ``mimetype`` file).
"""

from __future__ import annotations

import os
import re
import struct

from careo.sources.media import DOCX, ODT, PPTX, XLSX, ZIP

_END = struct.Struct("<4sHHHHIIH")
_LOCATOR = struct.Struct("<4sIQI")
_END_64 = struct.Struct("<4sQHHIIQQQQ")
_ENTRY = struct.Struct("<4s24xHHH12x")
_TAIL_BYTES = 0xFFFF + _END.size + _LOCATOR.size + _END_64.size
_DIRECTORY_BYTES = 1 << 20
_HEAD_BYTES = 1 << 16
_LOCAL_BYTES = 30
_MIMETYPE = re.compile(
    rb"mimetype(application/[a-z0-9.+-]{1,80}?)(?=PK|\Z|[^a-z0-9.+-])", re.DOTALL
)
_OFFICE = ((b"word/", DOCX), (b"xl/", XLSX), (b"ppt/", PPTX))


def zipped_type(descriptor: int, size: int) -> str:
    """Return the media type of a ZIP file; `ZIP` where it is an archive of any files.

    Args:
        descriptor: The open file.
        size: How many bytes it has.
    """
    head = os.pread(descriptor, _HEAD_BYTES, 0)
    declared = _MIMETYPE.match(head, _LOCAL_BYTES)
    if declared is not None:
        kind = declared[1].decode("ascii")
        return ODT if kind.startswith(ODT) else kind
    names = [name.lower().lstrip(b"/") for name in _directory(descriptor, size)]
    whole = bool(names)
    names = names or [name.lower() for name in _local(head)]
    if b"[content_types].xml" in names or (not whole and b"word/document.xml" in names):
        held = next((k for p, k in _OFFICE if any(n.startswith(p) for n in names)), None)
        return held or ZIP
    if b"content.xml" in names and {b"mimetype", b"meta-inf/manifest.xml"} & {*names}:
        return ODT
    return ZIP


def _directory(descriptor: int, size: int) -> list[bytes]:
    """Return the names in the directory, or in the first mebibyte of it; none if it is damaged."""
    start = max(0, size - _TAIL_BYTES)
    tail = os.pread(descriptor, _TAIL_BYTES, start)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        return []
    length = _END.unpack_from(tail, at)[5]
    end = at
    located = at - _LOCATOR.size
    if located >= _END_64.size and tail[located : located + 4] == b"PK\x06\x07":
        end = located - _END_64.size
        mark, *_, length, _ = _END_64.unpack_from(tail, end)
        if mark != b"PK\x06\x06":
            return []
    first = start + end - length
    if first < 0:
        return []
    return _names(os.pread(descriptor, min(length, _DIRECTORY_BYTES), first))


def _names(directory: bytes) -> list[bytes]:
    names = []
    at = 0
    while at + _ENTRY.size <= len(directory):
        mark, name, extra, comment = _ENTRY.unpack_from(directory, at)
        if mark != b"PK\x01\x02":
            break
        at += _ENTRY.size
        names.append(directory[at : at + name])
        at += name + extra + comment
    return names


def _local(head: bytes) -> list[bytes]:
    """Return the names in the local headers that stand in a file's first bytes."""
    names = []
    at = head.find(b"PK\x03\x04")
    while at >= 0 and at + _LOCAL_BYTES <= len(head):
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        names.append(head[at + _LOCAL_BYTES : at + _LOCAL_BYTES + length])
        at = head.find(b"PK\x03\x04", at + 4)
    return names
