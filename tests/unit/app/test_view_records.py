"""The records of the views: one a line, every mark with its claim, what is beside a cell apart."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest

from careo.app.cli import views
from careo.app.cli.main import run
from careo.model.record import ActorId
from careo.model.statement import Called, Sieve
from careo.model.structure import ChartEdge, ChartNode, CommandChart, Mark, Matrix
from careo.model.views import DocumentView
from tests.unit.dossier import spoken

from .test_cells_and_tree import Told


class Held:
    """A case in which two command each other, and one of them does something."""

    def __init__(self) -> None:
        self.told = Told()
        self.told.say("Ana Sol", verb="commands", what="Unit Nine")
        self.told.say("Unit Nine", verb="commands", what="Ana Sol")
        self.told.say("Unit Nine", verb="executes", what="the vote")

    def pending(self) -> int:
        return 0

    def documents(self) -> Iterator[DocumentView]:
        return iter(self.told.documents)

    def matrix(self, _: Sieve) -> Matrix:
        return self.told.matrix()

    def chart(self, _: Sieve, most: int) -> CommandChart:
        return self.told.chart(most)

    def called(self, actors: Iterable[ActorId]) -> dict[ActorId, Called]:
        cast = spoken.cast(self.told.actors)
        return {one: cast[one] for one in actors}


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    case = Held()

    @contextmanager
    def opened(_: object) -> Generator[Held]:
        yield case

    monkeypatch.setattr(views, "opened", opened)
    return case


def records(argv: list[str], capsys: pytest.CaptureFixture[str]) -> list[Any]:
    assert run([*argv, "--json"]) == 0
    return [msgspec.json.decode(line) for line in capsys.readouterr().out.splitlines()]


def test_a_cell_is_its_own_claims_and_what_is_beside_it_is_a_record_of_its_own(
    held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    found = records(["matrix"], capsys)
    cells = [one for one in found if "beside" not in one]
    assert {(one["name"], one["domain"]) for one in cells} == {
        ("Ana Sol", "other"),
        ("Unit Nine", "elections"),
        ("Unit Nine", "other"),
    }
    known = {claim.id for claim in held.told.claims}
    assert all({mark["claim"] for mark in one["marks"]} <= known for one in cells)
    assert {mark["degree"] for one in cells for mark in one["marks"]} == {"ordered", "executed"}
    laid = [one["beside"] for one in found if "beside" in one]
    elections = next(one for one in laid if one["domain"] == "elections")
    (pair,) = elections["pairs"]
    assert pair["deeds"][0]["claim"] == held.told.claims[2].id


def test_every_record_has_all_its_fields_whatever_they_hold(
    held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    assert held
    chart = records(["chart"], capsys)
    edges = [one["edge"] for one in chart if "edge" in one]
    for edge in edges:
        assert edge.keys() == set(ChartEdge.__struct_fields__)
        assert all(mark.keys() == set(Mark.__struct_fields__) for mark in edge["marks"])
    assert {edge["marks"][0]["review"] for edge in edges} == {"none"}
    boxes = [one["box"] for one in chart if "box" in one]
    assert all(box.keys() == set(ChartNode.__struct_fields__) for box in boxes)
    assert [box["actor"] for box in boxes if box["kind"] == "words"] == [None]


def test_a_chart_is_boxes_edges_and_circles(held: Held, capsys: pytest.CaptureFixture[str]) -> None:
    found = records(["chart"], capsys)
    names = {one["box"]["id"]: one["box"]["label"] for one in found if "box" in one}
    (circle,) = [one["circle"] for one in found if "circle" in one]
    assert [names[box] for box in circle["boxes"]] == ["Ana Sol", "Unit Nine"]
    edges = [one["edge"] for one in found if "edge" in one]
    assert len(edges) == len(held.told.claims)
    assert all(one["marks"][0]["claim"] for one in edges)
    assert all(one["marks"][0]["by"] == [held.told.witness] for one in edges)


def test_text_ends_with_what_the_machine_read(
    held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    assert held
    assert run(["matrix"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("Machine-read, not reviewed, but for claims that are said to be.\n")


def test_each_mark_of_a_cell_has_a_degree_or_none(
    held: Held, capsys: pytest.CaptureFixture[str]
) -> None:
    held.told.say("Ana Sol", verb="contacts", what="Unit Nine")
    cells = [one for one in records(["matrix"], capsys) if "beside" not in one]
    degrees = {mark["predicate"]: mark["degree"] for one in cells for mark in one["marks"]}
    assert degrees == {"commands": "ordered", "executes": "executed", "contacts": None}


@pytest.mark.parametrize(
    ("option", "documents", "said"),
    [
        ([], False, "no document in this case yet: careo add FILES..."),
        ([], True, "no claim says anything that is shown here: careo claims lists them"),
        (["--act", "warns"], True, "no claim that the options let through says anything"),
        (["--by", "Nobody"], True, "; careo actors lists the names"),
    ],
)
def test_an_empty_view_says_why_in_one_line(
    option: list[str],
    documents: bool,
    said: str,
    held: Held,
    capsys: pytest.CaptureFixture[str],
) -> None:
    held.told = Told()
    if not documents:
        held.told.documents.clear()
    assert run(["chart", *option]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
