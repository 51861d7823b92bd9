"""What the tests of the sources share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careo.model.config import Limits
from careo.model.extraction import Extraction
from careo.model.record import DocumentId, sha256
from careo.model.text import SegmentKind
from careo.sources import client, extract

Read = Callable[..., Extraction]


@pytest.fixture(scope="session", autouse=True)
def _server_shut() -> Iterator[None]:
    yield
    client.shut()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes or text to a file and extract it, without a look at its pictures."""

    def inner(data: bytes | str, name: str = "x.txt", limits: Limits | None = None) -> Extraction:
        raw = data.encode() if isinstance(data, str) else data
        path = tmp_path / "document"
        path.write_bytes(raw)
        return extract(path, DocumentId(sha256(raw)), name, limits or Limits(), ocr=False)

    return inner


def words(extraction: Extraction, kind: SegmentKind | None = None) -> list[str]:
    """Return the text of the segments, of one kind or of all."""
    layer = extraction.layer
    if layer is None:
        return []
    return [layer.text[s.start : s.end] for s in layer.segments if kind in {None, s.kind}]


def shape(extraction: Extraction) -> list[tuple[str, str]]:
    """Return the kind and the text of every segment."""
    layer = extraction.layer
    assert layer is not None
    return [(s.kind, layer.text[s.start : s.end]) for s in layer.segments]
