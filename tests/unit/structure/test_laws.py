"""Laws of the matrix, the chart and the timeline, whatever is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from careo.model.actor import Actor
from careo.model.beside import Sides
from careo.model.claim import Act
from careo.model.predicates import PREDICATES
from careo.model.record import ActorId, ClaimId, DocumentId, sha256
from careo.model.statement import Called, Part, Statement
from careo.model.structure import FIELDS, CommandChart, Matrix
from careo.model.time import DateRange, When
from careo.model.views import ActorView
from careo.structure import command, responsibility, timeline

NAMES = ("Ana Sol", "Bo Vega", "Cy Rey", "Unit Nine", "")
IDS = {name: ActorId(sha256(name.encode())) for name in NAMES}
CAST = {
    id_: Called(
        id=id_,
        kind="person",
        schema="Person",
        identified="named" if name else "unknown",
        number="one",
        names=(name,) if name else (),
    )
    for name, id_ in IDS.items()
}
ACTS: tuple[Act, ...] = ("asserts", "alleges", "denies", "finds", "retracts")
COUNTS = {"relation", "layer", "unshown", "among", "undated", "start", "end"}
"""What may be a number in a view: places, and numbers of things that are not people's."""

years = st.integers(1990, 2020).map(
    lambda year: When(
        first_imprecise=DateRange(earliest=f"{year}-01-01", latest=f"{year}-12-31"), starting=True
    )
)
parts = st.builds(
    Part,
    role=st.sampled_from(("agent", "agent", "patient", "domain")),
    text=st.sampled_from(("the vote", "he", "a convoy")),
    start=st.just(0),
    end=st.just(4),
    actor=st.sampled_from((*IDS.values(), None)),
)
statements = st.builds(
    Statement,
    claim=st.integers(0, 30).map(lambda n: ClaimId(sha256(bytes([n])))),
    document=st.sampled_from([DocumentId(sha256(word)) for word in (b"a", b"b")]),
    start=st.integers(0, 3),
    end=st.integers(4, 6),
    relation=st.integers(0, 50),
    predicate=st.sampled_from(sorted(PREDICATES)),
    act=st.sampled_from(ACTS),
    by=st.sampled_from([(), (IDS["Ana Sol"],)]),
    negated=st.booleans(),
    parts=st.lists(parts, max_size=4).map(tuple),
    fields=st.lists(st.sampled_from(FIELDS[:3]), max_size=2, unique=True).map(tuple),
    when=st.none() | years,
)
several = st.lists(statements, max_size=12, unique_by=lambda one: (one.claim, one.relation))


def matrix(said: Sequence[Statement]) -> Matrix:
    return responsibility(said, CAST, FIELDS)


def chart(said: Sequence[Statement], most: int = 1000) -> CommandChart:
    return command(said, CAST, most)


def marked(found: Any) -> Iterator[tuple[Any, ...]]:
    """Yield what a view says: each cell or edge with each claim, predicate and sign."""
    for cell in getattr(found, "cells", ()):
        for mark in cell.marks:
            yield cell.actor, cell.domain, mark.claim, mark.predicate, mark.against
    labels = {node.id: node.label for node in getattr(found, "nodes", ())}
    for edge in getattr(found, "edges", ()):
        ends = tuple(sorted(labels[one] for one in edge.agents)), labels[edge.patient]
        for mark in edge.marks:
            yield ends, edge.line, edge.against, mark.claim, mark.relation


@given(several, st.randoms(use_true_random=False))
def test_the_order_of_what_is_said_changes_nothing(said: list[Statement], random: Any) -> None:
    mixed = list(said)
    random.shuffle(mixed)
    assert matrix(mixed) == matrix(said)
    assert chart(mixed) == chart(said)
    assert timeline(mixed, CAST, 50) == timeline(said, CAST, 50)
    assert list(Sides(matrix(mixed))) == list(Sides(matrix(said)))


@given(several)
def test_one_more_claim_takes_no_mark_away(said: list[Statement]) -> None:
    for view in (matrix, chart):
        assert set(marked(view(said[:-1]))) <= set(marked(view(said)))


@given(several)
def test_no_cell_edge_or_entry_is_without_a_claim_that_was_said(said: list[Statement]) -> None:
    known = {one.claim for one in said}
    found, drawn = matrix(said), chart(said)
    dated = timeline(said, CAST, 50).entries
    groups = [cell.marks for cell in found.cells] + [edge.marks for edge in drawn.edges]
    groups += [(entry.mark,) for entry in dated]
    for laid in Sides(found):
        groups += [marks for pair in laid.pairs for marks in (pair.commands, pair.deeds)]
    assert all(marks and {one.claim for one in marks} <= known for marks in groups)


@given(several)
def test_nobody_is_given_a_cell_by_what_others_are_said_to_do(said: list[Statement]) -> None:
    doing = {(part.actor, one.claim) for one in said for part in one.parts if part.role == "agent"}
    found = matrix(said)
    assert {(cell.actor, one.claim) for cell in found.cells for one in cell.marks} <= doing
    for laid in Sides(found):
        for pair in laid.pairs:
            assert {(laid.actor, one.claim) for one in pair.commands} <= doing
            assert {(pair.other, one.claim) for one in pair.deeds} <= doing
            assert all(laid.actor not in one.joint for one in pair.deeds)
    assert IDS[""] not in found.actors, "an unknown is accused of nothing"


@given(several, st.integers(2, 12))
def test_a_chart_is_never_larger_than_it_may_be(said: list[Statement], most: int) -> None:
    drawn = chart(said, most)
    assert len(drawn.nodes) <= most
    boxes = {node.id for node in drawn.nodes}
    for one in drawn.circles:
        assert set(one.boxes) <= boxes


@given(several)
def test_two_unknowns_are_never_taken_for_one(said: list[Statement]) -> None:
    drawn = chart(said)
    for gap in (node.id for node in drawn.nodes if node.kind == "gap"):
        edges = [edge for edge in drawn.edges if gap in {*edge.agents, edge.patient}]
        assert len({(one.claim, one.relation) for edge in edges for one in edge.marks}) == 1


def numbers(value: Any, key: str = "") -> Iterator[str]:
    """Yield the keys under which a record holds numbers."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from numbers(held, name)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from numbers(held, key)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield key


@given(several)
def test_no_view_holds_a_number_on_anybody(said: list[Statement]) -> None:
    found = matrix(said)
    views = (found, chart(said), timeline(said, CAST, 50), *Sides(found))
    for view in views:
        assert set(numbers(msgspec.to_builtins(view))) <= COUNTS


def test_no_actor_has_a_number() -> None:
    for kind in (Actor, ActorView, Called):
        fields = msgspec.inspect.type_info(kind).fields  # type: ignore[attr-defined]
        plain = (msgspec.inspect.IntType, msgspec.inspect.FloatType)
        assert [one.name for one in fields if isinstance(one.type, plain)] == []
