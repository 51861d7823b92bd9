"""Hostile documents in one command; the large form is ``tests/torture/hostile_corpus.py``."""

from pathlib import Path

from tests import hostile
from tests.torture.hostile_corpus import Canary, grown, torture

MIB = 1 << 20
FILES = [
    ("cut.pdf", hostile.cut_pdf()),
    ("form.pdf", hostile.form_in_itself()),
    ("noise.bin", hostile.random_bytes(50_000, 1)),
    ("empty.txt", b""),
]


def test_hostile_documents_get_one_outcome_each_and_reach_nothing(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    found = torture(room, FILES, small=True)
    assert found.wrong == []
    assert found.code == 1
    assert found.documents > 30
    assert grown(found.memory) < 64 * MIB


def test_a_call_is_heard() -> None:
    import socket

    canary = Canary()
    host, port = canary.url.removeprefix("http://").split(":")
    socket.create_connection((host, int(port))).close()
    assert canary.close() == 1
