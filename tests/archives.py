"""Archives, made when needed: honest ones and hostile ones; nothing of them is stored."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zlib
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DAY = (2026, 1, 31, 12, 0, 0)
LINK, DEVICE = stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o600


def zipped(*files: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return a ZIP of names and bytes; a name may stand twice."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in files:
            info = ZipInfo(name, DAY)
            info.compress_type = method
            _write(archive, info, data)
    return stream.getvalue()


def special(name: str, kind: int, data: bytes) -> bytes:
    """Return a ZIP with a link or a device of Unix, and an honest file."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        info = ZipInfo(name, DAY)
        info.create_system, info.external_attr = 3, kind << 16
        archive.writestr(info, data)
        archive.writestr(ZipInfo("honest.txt", DAY), b"Honest.")
    return stream.getvalue()


def _write(archive: ZipFile, info: ZipInfo, data: bytes) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that stands twice
        archive.writestr(info, data)


def tarred(*files: tuple[str, bytes], links: Iterable[tuple[str, str]] = ()) -> bytes:
    """Return a tar of names and bytes, and of links."""
    stream = io.BytesIO()
    with tarfile.TarFile(fileobj=stream, mode="w") as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return stream.getvalue()


def encrypted() -> bytes:
    """Return a ZIP that says of its only file that it has a password."""
    data = bytearray(zipped(("a.txt", b"One."), method=0))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def flat_bomb(files: int, megabytes: int) -> bytes:
    """Return a ZIP whose many files all name the same packed bytes.

    Source:
        Fifield, "A better zip bomb" (WOOT 2019), the full overlap that older bombs use.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block, crc = bytes(1 << 20), 0
    packed = b""
    for _ in range(megabytes):
        packed += packer.compress(block)
        crc = zlib.crc32(block, crc)
    packed += packer.flush()
    size = megabytes << 20
    sizes = struct.pack("<LLL", crc, len(packed), size)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes
    local += struct.pack("<HH", 1, 0) + b"0" + packed
    central = b"".join(_central(sizes, b"%d" % n) for n in range(files))
    end = struct.pack("<HHHHLLH", 0, 0, files, files, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def _central(sizes: bytes, name: bytes) -> bytes:
    head = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    return head + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name


def nested_bomb(levels: int, width: int = 10, megabytes: int = 8) -> bytes:
    """Return a ZIP of ZIPs of ZIPs, each with several files, the last of them of zeros."""
    inner, name = zipped(("0.bin", bytes(megabytes << 20))), "0.zip"
    for level in range(levels):
        # a different comment in each copy, or all copies were one document
        copies = [inner[:-2] + struct.pack("<H", 1) + bytes([65 + n]) for n in range(width)]
        inner = zipped(*((f"{level}-{n}-{name}", copy) for n, copy in enumerate(copies)))
    return inner
