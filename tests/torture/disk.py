"""A disk as the kernel could leave it when the power goes, from the records of `shim.c`.

What a file was given since its last fsync is kept, dropped or torn at sectors of 512 bytes; its
size too. Entries of a folder (made, renamed, removed) since the folder's last fsync may or may
not have happened. A rename never loses both names, as on any journaled file system, but its old
name may still stand beside the new one.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

SECTOR = 512
_HEAD = struct.Struct("<4sIIIIIQQQ")
_SHM = "-shm"
"""SQLite's shared memory: mapped, never trusted after a crash, so anything may stand in it."""


@cache
def missing() -> str:
    """Return why there can be no shim here, or nothing."""
    if not sys.platform.startswith("linux"):
        return "LD_PRELOAD is Linux's"
    return "" if shutil.which("cc") else "no C compiler"


@cache
def shim() -> Path:
    """Compile the shim; return the library."""
    folder = Path(tempfile.mkdtemp(prefix="shim"))
    library, source = folder / "shim.so", Path(__file__).with_name("shim.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def environment(root: Path, log: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a program that is watched below ``root``."""
    said = {"SHIM_ROOT": str(root), "SHIM_LOG": str(log), "LD_PRELOAD": str(shim()), **settings}
    return {**os.environ, **said}


class Call(NamedTuple):
    """One record: what was done (a letter of the shim's), to which file, with what."""

    op: str
    inode: int
    offset: int
    size: int
    one: str
    two: str
    data: bytes


def calls(log: Path) -> Iterator[Call]:
    """Yield the records in order."""
    with log.open("rb") as stream:
        while head := stream.read(_HEAD.size):
            mark, op, _, one, two, data, inode, offset, size = _HEAD.unpack(head)
            assert mark == b"SHIM"
            first, second = (os.fsdecode(stream.read(length)) for length in (one, two))
            yield Call(chr(op), inode, offset, size, first, second, stream.read(data))


class File:
    """An inode: what is surely on the disk, and what was done since."""

    def __init__(self, mode: int) -> None:
        self.data = bytearray()
        self.mode = mode
        self.waiting: list[Call] = []

    def flush(self) -> None:
        """Have all of it on the disk."""
        for call in self.waiting:
            self.mode = _done(self.data, call, self.mode)
        self.waiting.clear()

    def after(self, how: str, random: Random) -> tuple[bytearray, int]:
        """Return bytes and mode as they may be found.

        Args:
            how: ``all`` was done or ``none``, ``some`` of it, or the ``first`` calls.
            random: Chooses.
        """
        data, mode = bytearray(self.data), self.mode
        whole = random.randint(0, len(self.waiting))
        for number, call in enumerate(self.waiting):
            if how == "all" or {"first": number < whole, "some": random.random() < 0.5}.get(how):
                mode = _done(data, call, mode)
            elif call.op == "w" and how != "none" and random.random() < 0.7:
                _tear(data, call, random)
        return data, mode


def _done(data: bytearray, call: Call, mode: int) -> int:
    if call.op == "w":
        _put(data, call.offset, call.data)
    elif call.op == "t":
        del data[call.size :]
        data.extend(bytes(call.size - len(data)))
    elif call.op == "g":
        data.extend(bytes(max(0, call.size - len(data))))
    elif call.op == "m":
        return call.offset
    return mode


def _put(data: bytearray, offset: int, part: bytes) -> None:
    data.extend(bytes(max(0, offset - len(data))))
    data[offset : offset + len(part)] = part


def _tear(data: bytearray, call: Call, random: Random) -> None:
    """Write some sectors; sometimes the file has grown by the others too, which read as zeros."""
    end = call.offset + len(call.data)
    if random.random() < 0.5:
        data.extend(bytes(max(0, end - len(data))))
    at = call.offset
    while at < end:
        edge = min(end, (at // SECTOR + 1) * SECTOR)
        if random.random() < 0.5:
            _put(data, at, call.data[at - call.offset : edge - call.offset])
        at = edge


class Entry(NamedTuple):
    """Something done to a folder's entries; ``rename`` numbers both halves of one."""

    name: str
    node: File | Folder | None
    rename: int = 0


class Folder:
    """A folder: the entries that are surely on the disk, and what was done to them since."""

    def __init__(self, mode: int = 0o755) -> None:
        self.mode = mode
        self.entries: dict[str, File | Folder] = {}
        self.waiting: list[Entry] = []

    def now(self) -> dict[str, File | Folder]:
        """Return the entries as a program sees them."""
        found = dict(self.entries)
        for entry in self.waiting:
            _enter(found, entry)
        return found


def _enter(entries: dict[str, File | Folder], entry: Entry) -> None:
    if entry.node is None:
        entries.pop(entry.name, None)
    else:
        entries[entry.name] = entry.node


class Disk:
    """All that happened below a folder so far; `after_cut` lays out what may be found."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.top = Folder()
        self._nodes: dict[int, File | Folder] = {}
        self._renames = 0
        self._safe: set[int] = {0}
        """Renames of which the new name is surely on the disk."""

    def take(self, call: Call) -> None:
        """Let one record happen.

        Raises:
            ValueError: The program did something that is not simulated.
        """
        if call.op in "wtgm":
            node = self._nodes[call.inode]
            if isinstance(node, File):
                node.waiting.append(call)
            elif call.op == "m":
                node.mode = call.offset
        elif call.op == "s":
            self._flush(self._node(call))
        elif call.op == "?" and not call.one.endswith(_SHM):
            raise ValueError(f"{call.two} of {call.one}")
        elif call.op in "cdrul":
            self._enter(call)

    def _node(self, call: Call) -> File | Folder:
        return self.top if Path(call.one) == self.root else self._nodes[call.inode]

    def _flush(self, node: File | Folder) -> None:
        if isinstance(node, File):
            node.flush()
            return
        # the old name of a rename does not go before the new one stands
        for entry in node.waiting:
            if entry.node is None and entry.rename not in self._safe:
                continue
            _enter(node.entries, entry)
            if entry.node is not None:
                self._safe.add(entry.rename)
        node.waiting = [
            entry for entry in node.waiting if entry.node is None and entry.rename not in self._safe
        ]

    def _enter(self, call: Call) -> None:
        folder, name = self._parent(call.one)
        if call.op == "c":
            self._nodes[call.inode] = File(call.offset)
        elif call.op == "d":
            self._nodes[call.inode] = Folder(call.offset)
        if call.op == "u":
            folder.waiting.append(Entry(name, None))
        elif call.op == "r":
            self._renames += 1
            into, new = self._parent(call.two)
            into.waiting.append(Entry(new, self._nodes[call.inode], self._renames))
            folder.waiting.append(Entry(name, None, self._renames))
        else:
            folder.waiting.append(Entry(name, self._nodes[call.inode]))

    def _parent(self, path: str) -> tuple[Folder, str]:
        parts = Path(path).relative_to(self.root).parts
        folder = self.top
        for part in parts[:-1]:
            below = folder.now()[part]
            assert isinstance(below, Folder)
            folder = below
        return folder, parts[-1]

    def after_cut(self, target: Path, random: Random) -> None:
        """Write a disk that may be found after a cut now into a new folder."""
        how = random.choice(("all", "none", "some", "some", "first"))
        order = random.choice(("all", "none", "prefix", "prefix", "names"))
        _Layout(random, how, order, set(self._safe)).write(self.top, target)

    def whole(self, target: Path) -> None:
        """Write the disk as it is when all that was done is on it."""
        _Layout(Random(0), "all", "all", set(self._safe)).write(self.top, target)  # noqa: S311


class _Layout:
    """One choice of what happened.

    Args:
        random: Chooses.
        how: What happened to files; see `File.after`.
        order: What happened to folders: ``all``, ``none``, a ``prefix`` in each, or for each of
            its ``names`` a prefix.
        safe: Renames of which the new name stands; grows.
    """

    def __init__(self, random: Random, how: str, order: str, safe: set[int]) -> None:
        self._random = random
        self._how = how
        self._order = order
        self._safe = safe
        self._chosen: dict[int, list[Entry]] = {}

    def write(self, folder: Folder, target: Path) -> None:
        self._choose(folder)
        for held in self._chosen.values():
            self._safe |= {entry.rename for entry in held if entry.node is not None}
        self._write(folder, target)

    def _choose(self, folder: Folder) -> None:
        """Choose for a folder and all below it, also below what may not be there."""
        self._chosen[id(folder)] = self._some(folder.waiting)
        below = [*folder.entries.values(), *(entry.node for entry in folder.waiting)]
        for node in below:
            if isinstance(node, Folder) and id(node) not in self._chosen:
                self._choose(node)

    def _some(self, waiting: list[Entry]) -> list[Entry]:
        if self._order in {"all", "none"}:
            return waiting if self._order == "all" else []
        if self._order == "prefix":
            return waiting[: self._random.randint(0, len(waiting))]
        left = {name: self._random.randint(0, 3) for name in {entry.name for entry in waiting}}
        kept = []
        for entry in waiting:
            left[entry.name] -= 1
            if left[entry.name] >= 0:
                kept.append(entry)
        return kept

    def _write(self, folder: Folder, target: Path) -> None:
        target.mkdir(parents=True)
        entries = dict(folder.entries)
        for entry in self._chosen[id(folder)]:
            if entry.node is not None or entry.rename in self._safe:
                _enter(entries, entry)
        for name, node in entries.items():
            if isinstance(node, Folder):
                self._write(node, target / name)
            elif name.endswith(_SHM):
                (target / name).write_bytes(self._random.randbytes(self._random.choice((0, 32768))))
            else:
                data, mode = node.after(self._how, self._random)
                (target / name).write_bytes(data)
                (target / name).chmod(mode)
        target.chmod(folder.mode)
