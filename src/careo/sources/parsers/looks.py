"""What was recognised in a document's pictures, as a parsing child is given it."""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from careo.sources.wire import Look


class Looked(NamedTuple):
    """One page that was looked at.

    Attributes:
        width: Of the drawn page, in pixels.
        height: As ``width``.
        table: Tesseract's table of words; None where looking failed.
    """

    width: int
    height: int
    table: bytes | None


class Looks(NamedTuple):
    """All pages that were looked at, by number.

    Attributes:
        recogniser: Name and version; empty where nothing was to be looked at.
    """

    recogniser: str = ""
    pages: Mapping[int, Looked] = MappingProxyType({})


def read(data: bytes | mmap.mmap, recogniser: str) -> Looks:
    """Return what `careo.sources.looking` wrote."""
    pages = {}
    at = 0
    while at < len(data):
        end = data.find(b"\n", at)
        head = Look.parse(data[at:end])
        at = end + 1 + max(0, head.size)
        table = None if head.size < 0 else data[end + 1 : at]
        pages[head.page] = Looked(head.width, head.height, table)
    return Looks(recogniser, pages)
