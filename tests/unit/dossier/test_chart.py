"""The drawn chart: nothing overlaps, nothing leaves the picture, every edge is there once."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careo.dossier import render
from careo.dossier.forest import Branch, pictures
from careo.dossier.layout import LABEL_LINE, LABEL_SIZE, Drawing, Layout
from careo.dossier.measure import width
from careo.model.structure import CommandChart
from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.verania import verania

Rectangle = tuple[int, int, int, int]

edges = st.lists(
    st.tuples(
        st.sets(st.integers(0, 7), min_size=1, max_size=3),
        st.integers(0, 9),
        st.sampled_from(["commands", "supervises", "protects"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=24,
)


def chart_of(said: list[tuple[set[int], int, str, bool]]) -> CommandChart:
    make = Maker()
    paper = make.document("word " * (len(said) + 1), "a.txt")
    for agents, patient, verb, denied in said:
        make.claim(
            paper,
            "word",
            act="denies" if denied else "alleges",
            polarity="denies" if denied else "affirms",
            relations=[
                relation(
                    verb,
                    *[("agent", make.actor(f"Person Number {n}")) for n in sorted(agents)],
                    ("patient", make.actor(f"Person Number {patient}")),
                )
            ],
        )
    return make.chart()


def drawings(chart: CommandChart) -> list[Drawing]:
    nodes = {node.id: (node, node.label) for node in chart.nodes}
    patients = [edge.patient for edge in chart.edges]
    words = ["Somebody not named alleges: commands · 1 claim"] * len(patients)
    return [Layout(each, nodes, patients, words).draw() for each in pictures(chart)]


def rectangles(drawing: Drawing) -> list[Rectangle]:
    boxes = [*drawing.heads, *[item.box for item in drawing.items]]
    found = [(b.left, b.top, b.left + b.width, b.top + b.height) for b in boxes]
    for item in drawing.items:
        right = item.box.left + 16 + max(width(line, LABEL_SIZE) for line in item.label)
        bottom = item.label_top + LABEL_LINE * len(item.label)
        found.append((item.box.left, item.label_top, right, bottom))
    return found


def apart(a: Rectangle, b: Rectangle) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def hung(branches: tuple[Branch, ...]) -> list[int]:
    return [at for branch in branches for at in (branch.edge, *hung(branch.under))]


@settings(deadline=None, max_examples=60)
@given(edges)
@example([({n}, n + 1, "commands", False) for n in range(8)])
@example([({n}, m, "commands", False) for n, m in [(0, 0), (0, 2), (1, 0), (2, 1), (3, 0)]])
def test_no_box_and_no_label_overlaps_another(
    said: list[tuple[set[int], int, str, bool]],
) -> None:
    for drawing in drawings(chart_of(said)):
        found = rectangles(drawing)
        assert all(apart(a, b) for a, b in combinations(found, 2))
        assert all(left >= 0 and right <= drawing.width for left, _, right, _ in found)
        assert all(bottom <= drawing.height for *_, bottom in found)


@settings(deadline=None, max_examples=60)
@given(edges)
def test_every_edge_is_drawn_once(said: list[tuple[set[int], int, str, bool]]) -> None:
    chart = chart_of(said)
    drawn = [at for p in pictures(chart) for c in p.columns for at in hung(c.branches)]
    assert sorted(drawn) == list(range(len(chart.edges)))


def test_lines_only_ever_lead_down_from_heads_and_brackets() -> None:
    make = verania()
    for drawing in drawings(make.chart()):
        for line in drawing.lines:
            heights = [y for _, y in line]
            assert heights == sorted(heights)


@pytest.mark.parametrize("size", [1, 9, 10, 30])
def test_a_long_column_goes_on_beside_itself(size: int) -> None:
    make = Maker()
    paper = make.document("word", "a.txt")
    boss = make.actor("Boss")
    for n in range(size):
        unit = make.actor(f"Unit {n}")
        make.claim(
            paper, "word", relations=[relation("commands", ("agent", boss), ("patient", unit))]
        )
    chart = make.chart()
    columns = [column for picture in pictures(chart) for column in picture.columns]
    assert len(columns) == -(-size // 9)
    assert max(len(c.branches) for c in columns) <= 9


def test_who_did_not_say_it_is_not_shown_as_saying_the_contrary() -> None:
    make = Maker()
    paper = make.document("word word", "a.txt")
    head, guard = make.actor("Ana Ruiz"), make.actor("Border Guard", kind="organization")
    commands = relation("commands", ("agent", head), ("patient", guard))
    make.claim(
        paper, "word", make.actor("Nora Vidal"), "asserts", relations=[commands], negated=True
    )
    page = dict(render(make.edition()))["index.html"].decode()
    assert "<title>Nora Vidal does not say: Ana Ruiz commands Border Guard." in page
    assert "does not command" not in page


def test_a_hedge_and_a_doubt_about_the_speaker_stand_in_the_chart() -> None:
    make = Maker()
    paper = make.document("word word", "a.txt")
    head, guard = make.actor("Ana Ruiz"), make.actor("Border Guard", kind="organization")
    commands = relation(
        "commands", ("agent", head), ("patient", guard), hedged=True, voice="unclear"
    )
    chain = [make.passes_on(paper)]
    make.claim(
        paper, "word", make.actor("Nora Vidal"), "asserts", relations=[commands], chain=chain
    )
    page = dict(render(make.edition()))["index.html"].decode()
    said = "Nora Vidal or the document says: Ana Ruiz commands Border Guard, hedged."
    assert f"<title>{said}" in page
