"""The spool: one file in which a parsing child puts the members of a mail or an archive."""

from __future__ import annotations

import os
from collections.abc import Iterable

from careo.model.extraction import Member

_NAME_CHARS = 500


class Spool:
    """Takes members one after another, behind each other in one open file.

    Attributes:
        members: What it holds, in order.
        size: Bytes in it.
    """

    def __init__(self, descriptor: int) -> None:
        self.members: list[Member] = []
        self.size = 0
        self._descriptor = descriptor

    def add(self, name: str, parts: Iterable[bytes]) -> int:
        """Write one member's bytes; return how many they were.

        Where ``parts`` raises on the way, nothing of the member counts: the next one is written
        over it.

        Raises:
            OSError: The file may not grow, or the disk is full.
        """
        start = at = self.size
        for part in parts:
            rest = memoryview(part)
            while rest:
                written = os.pwrite(self._descriptor, rest, at)
                rest, at = rest[written:], at + written
        self.size = at
        self.members.append(Member(name=_storable(name), start=start, size=at - start))
        return at - start


def _storable(name: str) -> str:
    """Return a name as one line of UTF-8 text that is not too long."""
    line = " ".join(name.split()).encode("utf-8", "backslashreplace").decode("utf-8")
    return line if len(line) <= _NAME_CHARS else line[: _NAME_CHARS - 41] + "…" + line[-40:]
