"""A drawn page: one file of grey pixels in a form that every program of pictures reads.

The head is written when the child that drew the page is gone: so what a program is given is
pixels, whatever that child was made to do.

Source:
    Netpbm, the format PGM ("P5").
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable

from careo.sources.wire import Drawn

HEAD_BYTES = 64
"""The pixels begin behind it."""

MOST = 20_000_000
"""Pixels of a drawn page; A4 in 300 dots an inch has 8.7 million."""

LEAST_SIDE = 3


def new() -> int:
    """Return a new file in memory, or in a temporary folder and without a name."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("page", os.MFD_CLOEXEC)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def write(descriptor: int, rows: Iterable[bytes | memoryview]) -> None:
    """Write the pixels; needs no call but those of any open file."""
    os.lseek(descriptor, HEAD_BYTES, os.SEEK_SET)
    for row in rows:
        rest = memoryview(row)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def head(drawn: Drawn) -> bytes:
    """Return what comes before the pixels."""
    return f"P5 {drawn.width} {drawn.height}".encode("ascii").ljust(HEAD_BYTES - 5) + b" 255\n"


def is_whole(drawn: Drawn, size: int) -> bool:
    """Tell whether a file of this size holds a page of allowed measures."""
    if min(drawn.width, drawn.height) < LEAST_SIDE or drawn.width * drawn.height > MOST:
        return False
    return size == HEAD_BYTES + drawn.width * drawn.height
