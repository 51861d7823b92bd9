"""No export gives anybody a number: what is written of people and bodies is words."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest

from careo.dossier.exports import FORMATS
from careo.dossier.exports.ftm import is_a
from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.test_exports import commanding, written
from tests.unit.dossier.verania import verania

PLACES = {"start", "end", "coordinates"}
"""Under which a number is where words, or a place, stand."""
_NUMBER = re.compile(r"\s*[-+]?\d+(?:[.,]\d+)*\s*%?\s*")
_ROWS = {"csv": {"start", "end", "from", "to"}, "ftm-statements": set[str]()}


def somewhere() -> Maker:
    make = Maker()
    paper = make.document("The Front was in Peru, says Ada Grey.", "a.txt")
    front, grey = make.actor("the Front", kind="organization"), make.actor("Ada Grey")
    there = relation("operates_in", ("agent", front), ("place", "Peru"))
    make.claim(paper, "Peru", grey, relations=[there])
    return make


def numbers(value: Any, key: str = "") -> Iterator[str]:
    """Yield the keys under which numbers stand, as numbers or as words."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from numbers(held, name)
    elif isinstance(value, list):
        for held in value:
            yield from numbers(held, key)
    elif not isinstance(value, bool) and _NUMBER.fullmatch(str(value)):
        yield key


def _found(name: str, make: Maker) -> tuple[int, set[str]]:
    """Return how many things were looked at, and where numbers stand in an export."""
    text, _ = written(name, make)
    if name == "graphml":
        nodes = list(ET.fromstring(text).iter("{http://graphml.graphdrawing.org/xmlns}data"))  # noqa: S314
        keys = [(one.get("key") or "", one.text) for one in nodes]
        return len(keys), {key for key, held in keys if key[:4] == "node" and [*numbers(held, key)]}
    if name in _ROWS:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        if name != "csv":  # what else has a number is a document's or a relation's date
            rows = [row for row in rows if is_a(row["schema"], "LegalEntity")]
        return len(rows), {key for row in rows for key in numbers(row)} - _ROWS[name]
    parts = [json.loads(one) for one in (text.splitlines() if name == "ftm" else [text])]
    if name == "ftm":
        parts = [one for one in parts if is_a(one["schema"], "LegalEntity")]
    return len(parts), set(numbers(parts)) - PLACES


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_export_gives_anybody_a_number(name: str) -> None:
    looked = 0
    for make in (verania(), commanding()[0], somewhere()):
        many, found = _found(name, make)
        assert found == set(), name
        looked += many
    assert looked > 0


def test_a_number_would_be_seen() -> None:
    rated = {"id": "a", "properties": {"name": ["Ada"], "risk": ["0.7"], "start": 3}, "weight": 2}
    assert set(numbers(rated)) == {"risk", "start", "weight"}
    make = Maker()
    paper = make.document("7 pays Ada Grey.", "a.txt")
    seven, grey = make.actor("7"), make.actor("Ada Grey")
    make.claim(paper, "7 pays", grey, relations=[relation("pays", ("agent", seven))])
    assert "name" in _found("ftm", make)[1]
    assert "node-name" in _found("graphml", make)[1]
    assert "agents" in _found("csv", make)[1]
