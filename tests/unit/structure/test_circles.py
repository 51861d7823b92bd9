"""Command that is said to go round is told as a circle."""

from __future__ import annotations

import itertools
import random
import string

from hypothesis import given
from hypothesis import strategies as st

from careo.model.record import ClaimId, sha256
from careo.model.structure import ChartEdge, Circle, Mark
from careo.structure.circles import circles

NAMES = tuple(string.ascii_uppercase[:8])
ARROWS = st.lists(
    st.sampled_from(NAMES).flatmap(
        lambda a: st.tuples(st.just(a), st.sampled_from([b for b in NAMES if b != a]))
    )
)


def edge(agent: str, patient: str, *others: str, **fields: object) -> ChartEdge:
    mark = Mark(
        claim=ClaimId(sha256(f"{agent} {patient}".encode())),
        relation=0,
        predicate="commands",
        act="asserts",
    )
    values: dict[str, object] = {"line": "solid", "marks": (mark,), **fields}
    return ChartEdge(agents=(agent, *others), patient=patient, **values)  # type: ignore[arg-type]


def of(*edges: ChartEdge) -> tuple[Circle, ...]:
    return circles(NAMES, edges)


def test_a_shortest_way_round_is_told_from_the_first_by_name() -> None:
    found = of(*(edge(a, b) for a, b in ("CA", "AB", "BC", "BD", "DC", "EF", "FE", "GH")))
    assert found == (
        Circle(boxes=("A", "B", "C"), among=4),
        Circle(boxes=("E", "F"), among=2),
    )


def test_one_of_two_that_command_jointly_may_be_in_a_circle() -> None:
    assert of(edge("A", "C", "B"), edge("C", "B")) == (Circle(boxes=("B", "C"), among=2),)


def test_what_is_denied_closes_no_circle() -> None:
    assert of(edge("A", "B"), edge("B", "A", against=True)) == ()


@given(ARROWS)
def test_each_circle_goes_round_and_all_that_reach_each_other_are_counted(
    arrows: list[tuple[str, str]],
) -> None:
    found = of(*(edge(a, b) for a, b in arrows))
    reach = {a: {a} for a in NAMES}
    for _ in NAMES:
        for a, b in arrows:
            for each in NAMES:
                if a in reach[each]:
                    reach[each].add(b)
    for one in found:
        ways = zip(one.boxes, (*one.boxes[1:], one.boxes[0]), strict=True)
        assert set(ways) <= set(arrows)
        assert len(set(one.boxes)) == len(one.boxes)
        together = [x for x in NAMES if one.boxes[0] in reach[x] and x in reach[one.boxes[0]]]
        assert (one.boxes[0], one.among) == (together[0], len(together))
    in_some = {a for a in NAMES if any(b != a and a in reach[b] for b in reach[a])}
    assert sum(one.among for one in found) == len(in_some)


def test_a_long_chain_and_a_large_circle_are_walked() -> None:
    boxes = [f"{n:05}" for n in range(5_000)]
    chain = [edge(a, b) for a, b in itertools.pairwise(boxes)]
    assert circles(boxes, chain) == ()
    random.Random(1).shuffle(chain)  # noqa: S311
    (found,) = circles(boxes, [*chain, edge(boxes[-1], boxes[0])])
    assert found.boxes == tuple(boxes)
