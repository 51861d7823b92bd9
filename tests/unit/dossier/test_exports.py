"""Exports: every value at its place, nothing alleged without its speaker, what is lost is told."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from typing import Any

import pytest

from careo.dossier.exports import FORMATS, export
from careo.dossier.exports.ftm import is_a, property_type, schemata
from careo.model.edition import Holdings
from careo.model.record import ActorId
from careo.model.time import DateRange, When
from careo.structure import outlines, presence
from tests.unit.dossier import spoken
from tests.unit.dossier.maker import LEXICON, Maker, relation
from tests.unit.dossier.verania import verania

HOSTILE = '=HYPERLINK("http://x")\x00\x1b<b>&"]]>\u202e'
YEAR = DateRange(earliest="2011-01-01", latest="2011-12-31")


def holdings(make: Maker) -> Holdings:
    statements = tuple(spoken.statements(make.claims, make.actors, LEXICON))
    actors = tuple(make.actors.values())
    layers = tuple(make.layers.values())
    return Holdings(
        documents=tuple(make.documents),
        layers=layers,
        claims=tuple(make.claims),
        actors=actors,
        statements=statements,
        presence=presence(statements, spoken.cast(make.actors)),
        outlines=outlines(),
    )


def written(name: str, make: Maker) -> tuple[str, Counter[str]]:
    made = export(name, holdings(make))
    return "".join(made.pieces), made.lost


def entities(make: Maker) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("ftm", make)[0].splitlines()]


def commanding() -> tuple[Maker, ActorId, ActorId]:
    make = Maker()
    paper = make.document("Rok Sand has led the Harbour Front since 2011, says Ada Grey.", "a.txt")
    sand, grey = make.actor("Rok Sand", "R. Sand"), make.actor("Ada Grey")
    front = make.actor("Harbour Front", kind="organization")
    since = When(first_imprecise=YEAR, starting=True)
    leads = relation("commands", ("agent", sand), ("patient", front), when=since)
    make.claim(paper, "Rok Sand has led the Harbour Front", grey, relations=[leads])
    make.claim(paper, "led the Harbour Front", sand, "denies", polarity="denies", relations=[leads])
    return make, sand, front


def test_what_came_after_a_year_is_not_dated_by_it() -> None:
    make = Maker()
    paper = make.document("Rok Sand met Lena Holm after 2011, says Ada Grey.", "a.txt")
    sand, grey, holm = (make.actor(name) for name in ("Rok Sand", "Ada Grey", "Lena Holm"))
    after = When(first_imprecise=YEAR, relative="after")
    met = relation("contacts", ("agent", sand), ("counterpart", holm), when=after)
    make.claim(paper, "Rok Sand met Lena Holm after 2011", grey, relations=[met])
    found = [one["properties"] for one in entities(make) if "summary" in one["properties"]]
    assert found
    assert not any({"date", "startDate", "endDate"} & one.keys() for one in found)


def test_what_is_alleged_names_who_alleges_it_and_where() -> None:
    make, sand, front = commanding()
    [control] = [one for one in entities(make) if one["schema"] == "Control"]
    properties = control["properties"]
    assert properties["summary"] == [
        (
            "alleged by Ada Grey (a.txt): “Rok Sand has led the Harbour Front”; "
            "machine-read, not reviewed"
        )
    ]
    assert properties["controller"] == [f"careo-{sand[:40]}"]
    assert properties["controlled"] == [f"careo-{front[:40]}"]
    assert properties["startDate"] == ["2011"]  # a year is never made into a day
    [document] = [one for one in entities(make) if one["schema"] == "Document"]
    assert properties["proof"] == [document["id"]]
    assert control["datasets"] == document["datasets"]


def test_what_is_denied_is_left_out_and_told() -> None:
    make, _, _ = commanding()
    _, lost = written("ftm", make)
    assert lost == {"denied or negated": 1}


def test_no_topic_and_no_score_is_ever_written() -> None:
    text = written("ftm", verania())[0] + written("ftm-statements", verania())[0]
    assert "topics" not in text
    assert "score" not in text


@pytest.mark.parametrize("make", [verania(), commanding()[0]])
def test_every_entity_fits_the_schema(make: Maker) -> None:
    made = entities(make)
    kinds = {one["id"]: one["schema"] for one in made}
    assert len(kinds) == len({one["id"] for one in made})
    for one in made:
        assert one["datasets"]
        for name, values in one["properties"].items():
            assert property_type(one["schema"], name), (one["schema"], name)
            assert all(isinstance(value, str) and value for value in values)
            if property_type(one["schema"], name) == "entity":
                for value in values:
                    assert is_a(kinds[value], _range(one["schema"], name))
        for name in schemata()[one["schema"]].required:
            assert one["properties"].get(name), (one["schema"], name)


def _range(schema: str, name: str) -> str:
    known = schemata()[schema]
    if name in known.properties:
        return known.properties[name][1]
    return next(_range(each, name) for each in known.extends if property_type(each, name))


def test_followthemoney_itself_reads_every_value() -> None:
    proxy = pytest.importorskip("followthemoney.proxy")
    for make in (verania(), commanding()[0]):
        for one in entities(make):
            back = proxy.EntityProxy.from_dict(one, cleaned=False).to_dict()["properties"]
            for name, values in one["properties"].items():
                assert sorted(back[name]) == sorted(values)


def test_statements_are_those_of_the_entities_a_dataset_a_document() -> None:
    make, _, _ = commanding()
    rows = list(csv.DictReader(io.StringIO(written("ftm-statements", make)[0])))
    whole = {
        (one["id"], prop, value)
        for one in entities(make)
        for prop, values in one["properties"].items()
        for value in values
    }
    assert {(row["entity_id"], row["prop"], row["value"]) for row in rows} == whole
    assert {row["external"] for row in rows if row["schema"] == "Control"} == {"t"}
    assert len({row["dataset"] for row in rows}) == 1


def test_the_graph_has_denials_as_edges_that_say_so() -> None:
    make, sand, front = commanding()
    root = ET.fromstring(written("graphml", make)[0])  # noqa: S314 our own
    space = "{http://graphml.graphdrawing.org/xmlns}"
    edges = [
        {data.get("key"): data.text for data in edge.iter(f"{space}data")}
        for edge in root.iter(f"{space}edge")
    ]
    assert [(e["edge-speaker"], e["edge-act"], e["edge-against"]) for e in edges] == [
        ("Ada Grey", "alleged", "no"),
        ("Rok Sand", "denied", "yes"),
    ]
    ends = {(edge.get("source"), edge.get("target")) for edge in root.iter(f"{space}edge")}
    assert ends == {(sand, front)}


def test_annotations_select_the_exact_words() -> None:
    make = verania()
    page = json.loads(written("annotations", make)[0])
    texts = {f"urn:sha256:{layer.document}": layer.text for layer in make.layers.values()}
    assert len(page["items"]) == len(make.claims)
    for item in page["items"]:
        for target in item["target"]:
            text = texts[target["source"]]
            place, quote = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around in text


def test_places_have_the_geometry_that_is_known() -> None:
    make = Maker()
    paper = make.document(
        "The Front was in Peru, in Lima and in the cellar, says Ada Grey.", "a.txt"
    )
    front, grey = make.actor("the Front", kind="organization"), make.actor("Ada Grey")
    for place in ("Peru", "Lima", "the cellar"):
        there = relation("operates_in", ("agent", front), ("place", place))
        make.claim(paper, place, grey, relations=[there])
    text, lost = written("geojson", make)
    features = json.loads(text)["features"]
    kinds = {
        feature["properties"]["place"]: (feature["geometry"] or {}).get("type")
        for feature in features
    }
    assert kinds == {"Peru": "MultiPolygon", "Lima": "Point", "the cellar": None}
    assert lost.total() == 1
    for feature in features:
        assert feature["properties"]["summary"].startswith("alleged by Ada Grey (a.txt): “")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_hostile_words_break_no_format(name: str) -> None:
    make = Maker()
    paper = make.document(f"{HOSTILE} pays Ada Grey.", "=cmd.txt")
    bad, grey = make.actor(HOSTILE), make.actor("Ada Grey")
    paid = relation("pays", ("agent", bad), ("beneficiary", grey), ("amount", "+1"))
    make.claim(paper, HOSTILE, grey, relations=[paid])
    text, _ = written(name, make)
    if name in {"ftm", "annotations", "geojson"}:
        for part in text.splitlines() if name == "ftm" else [text]:
            json.loads(part)
    elif name == "graphml":
        ET.fromstring(text)  # noqa: S314 our own
    else:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in row]
        if name == "csv":
            assert not [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"}]


def test_an_empty_case_is_an_empty_file_of_its_kind() -> None:
    for name in FORMATS:
        text, lost = written(name, Maker())
        assert not lost
        assert text or name == "ftm"
