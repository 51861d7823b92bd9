"""What is inside archives, bounded; what is left out is said."""

import gzip
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED

import pytest

from careo.model.config import Limits
from careo.model.extraction import Extraction
from careo.model.record import DocumentId, sha256
from careo.sources import extract
from tests import archives

Unpack = Callable[..., tuple[Extraction, dict[str, bytes]]]


@pytest.fixture
def unpack(tmp_path: Path) -> Unpack:
    """Unpack bytes; return how it went and what came out."""

    def inner(
        data: bytes, name: str = "x.zip", *, spooled: bool = True, **limits: int
    ) -> tuple[Extraction, dict[str, bytes]]:
        path, room = tmp_path / "document", tmp_path / "spool"
        path.write_bytes(data)
        room.mkdir()
        found = extract(
            path, DocumentId(sha256(data)), name, Limits(**limits), room if spooled else None
        )
        spool = Path(found.spool).read_bytes() if found.members else b""
        assert {entry.name for entry in room.iterdir()} == (
            {Path(found.spool).name} if found.members else set()
        )
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["document", "spool"]
        held = {m.name: spool[m.start : m.start + m.size] for m in found.members}
        assert len(held) == len({m.name for m in found.members})
        return found, held

    return inner


@pytest.mark.parametrize("method", [ZIP_STORED, 8, ZIP_BZIP2, ZIP_LZMA])
def test_every_file_of_a_zip_comes_out_bit_for_bit(unpack: Unpack, method: int) -> None:
    files = (("a.txt", b"One." * 50_000), ("d/b.bin", bytes(range(256))), ("empty", b""))
    found, held = unpack(archives.zipped(*files, ("d/", b""), method=method))
    assert (found.media_type, str(found.outcome)) == ("application/zip", "ok")
    assert held == dict(files)
    assert found.layer is None


def test_a_tar_and_a_gzip_are_unpacked_too(unpack: Unpack) -> None:
    data = archives.tarred(("a.txt", b"One."), ("b/c.txt", b"Two."), links=[("l", "/etc/passwd")])
    found, held = unpack(data, "x.tar")
    assert str(found.outcome) == "partial(files left out (links: 1))"
    assert held == {"a.txt": b"One.", "b/c.txt": b"Two."}


def test_a_gzip_holds_one_file_that_may_be_a_tar(unpack: Unpack) -> None:
    data = archives.tarred(("a.txt", b"One."))
    found, held = unpack(gzip.compress(data), "x.tgz")
    assert (str(found.outcome), held) == ("ok", {"x.tar": data})


def test_names_lead_nowhere(unpack: Unpack) -> None:
    names = ["../../etc/cron.d/x", "/abs.txt", "..\\w.txt", "a/../b.txt", "..", "C:/c.txt"]
    found, held = unpack(archives.zipped(*((name, name.encode()) for name in names)))
    assert str(found.outcome) == "ok"
    assert list(held) == ["etc/cron.d/x", "abs.txt", "w.txt", "a/b.txt", "file", "C:/c.txt"]


@pytest.mark.parametrize(
    ("kind", "why"), [(archives.LINK, "links: 1"), (archives.DEVICE, "devices and the like: 1")]
)
def test_links_and_devices_are_left_out_and_said(unpack: Unpack, kind: int, why: str) -> None:
    found, held = unpack(archives.special("link", kind, b"/etc/passwd"))
    assert str(found.outcome) == f"partial(files left out ({why}))"
    assert held == {"honest.txt": b"Honest."}


def test_a_name_that_stands_twice_is_two_files(tmp_path: Path) -> None:
    data = archives.zipped(("a.txt", b"One."), ("a.txt", b"Two."))
    path = tmp_path / "twice"
    path.write_bytes(data)
    found = extract(path, DocumentId(sha256(data)), "x.zip", Limits(), tmp_path)
    assert [(m.name, m.start) for m in found.members] == [("a.txt", 0), ("a.txt", 4)]


def test_what_macos_adds_for_itself_is_no_document(unpack: Unpack) -> None:
    names = ["a.txt", "__MACOSX/._a.txt", ".DS_Store", "d/.DS_Store"]
    found, held = unpack(archives.zipped(*((name, b"x") for name in names)))
    assert (str(found.outcome), list(held)) == ("ok", ["a.txt"])


def test_a_name_in_utf8_that_is_not_marked_so_is_read(unpack: Unpack) -> None:
    data = archives.zipped(("año.txt", b"x"))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (7 if mark.endswith(b"\x04") else 9)
        data = data[:at] + bytes([data[at] & ~8]) + data[at + 1 :]
    assert list(unpack(data)[1]) == ["año.txt"]


def test_files_with_a_password_are_said(unpack: Unpack) -> None:
    assert str(unpack(archives.encrypted())[0].outcome) == "refused(password)"


def test_a_wrong_checksum_is_said(unpack: Unpack) -> None:
    data = archives.zipped(("a.txt", b"One."), ("b.txt", b"Two."), method=ZIP_STORED)
    found, held = unpack(data.replace(b"Two.", b"Six."))
    assert str(found.outcome) == "partial(files left out (damaged: 1))"
    assert held == {"a.txt": b"One."}


def test_an_unknown_way_of_packing_is_said(unpack: Unpack) -> None:
    data = bytearray(archives.zipped(("a.txt", b"One."), ("b.txt", b"Two."), method=ZIP_STORED))
    data[data.index(b"PK\x01\x02") + 10] = 99
    found, held = unpack(bytes(data))
    assert str(found.outcome) == "partial(files left out (packed in an unknown way: 1))"
    assert held == {"b.txt": b"Two."}


@pytest.mark.parametrize("wrong", [0, 3, 0xFFFFFFFE])
def test_a_size_that_is_a_lie_costs_that_file_only(unpack: Unpack, wrong: int) -> None:
    data = archives.zipped(("a.txt", b"One. " * 99), ("b.txt", b"Two."))
    at = data.index(b"PK\x01\x02") + 24
    found, held = unpack(data[:at] + wrong.to_bytes(4, "little") + data[at + 4 :])
    assert found.outcome.status in {"ok", "partial"}
    assert held["b.txt"] == b"Two."
    assert held.get("a.txt", b"One. " * 99) == b"One. " * 99


def test_a_bomb_of_files_that_share_their_bytes_gives_none(unpack: Unpack) -> None:
    data = archives.flat_bomb(files=500, megabytes=20)
    found, held = unpack(data, archive_ratio=10_000)
    assert "sharing its bytes with another: 500" in str(found.outcome)
    assert not held


def test_what_unpacks_to_more_than_its_share_is_left_out(unpack: Unpack) -> None:
    data = archives.zipped(("zeros", bytes(50 << 20)), ("a.txt", b"One."))
    found, held = unpack(data, archive_ratio=20)
    assert str(found.outcome) == "partial(files left out (beyond the limits of size: 1))"
    assert held == {"a.txt": b"One."}


def test_a_small_archive_of_text_that_packs_well_passes(unpack: Unpack) -> None:
    data = archives.zipped(("a.txt", b"One. " * 100_000))
    assert len(data) * 200 < 500_000
    assert str(unpack(data)[0].outcome) == "ok"


def test_no_more_files_are_taken_than_allowed(unpack: Unpack) -> None:
    data = archives.zipped(*((f"{n}.txt", b"x") for n in range(9)))
    found, held = unpack(data, archive_members=5)
    assert str(found.outcome) == "partial(files left out (beyond the limits of size: 4))"
    assert len(held) == 5


def test_no_more_bytes_are_taken_than_allowed(unpack: Unpack) -> None:
    data = archives.zipped(*((f"{n}.txt", b"x" * 40) for n in range(9)))
    assert len(unpack(data, archive_bytes=100)[1]) == 2


def test_an_archive_that_stands_too_deep_says_so(unpack: Unpack) -> None:
    found, held = unpack(archives.zipped(("a.txt", b"One.")), spooled=False)
    assert str(found.outcome).startswith("partial(its files are left out: it stands too deep")
    assert not held


@pytest.mark.parametrize("data", [archives.zipped(), archives.zipped(("d/", b""))])
def test_an_archive_of_nothing_says_so(unpack: Unpack, data: bytes) -> None:
    assert str(unpack(data)[0].outcome) == "refused(no files inside)"


@pytest.mark.parametrize("size", [30, 60, 90])
def test_half_an_archive_is_refused(unpack: Unpack, size: int) -> None:
    assert unpack(archives.zipped(("a.txt", b"One."))[:size])[0].outcome.status == "refused"


def test_half_a_tar_gives_what_stands_before_the_end(unpack: Unpack) -> None:
    data = archives.tarred(("a.txt", b"One."), ("b.txt", bytes(5_000)))
    found, held = unpack(data[:3000], "x.tar")
    assert found.outcome.status == "partial"
    assert held == {"a.txt": b"One."}
