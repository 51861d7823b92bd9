"""The command chart: layers, joint edges, gaps, folding."""

from __future__ import annotations

from careo.model.structure import ChartEdge, CommandChart
from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.verania import verania

WORDS = "Everybody told me everything about everyone."


def chart_of(*relations: tuple[str, str, str], most: int = 60) -> tuple[CommandChart, Maker]:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    speaker = make.actor("Witness One")
    said = [
        relation(verb, ("agent", make.actor(over)), ("patient", make.actor(under)))
        for over, verb, under in relations
    ]
    make.claim(paper, WORDS, speaker, relations=said)
    return make.chart(most), make


def layers(chart: CommandChart) -> dict[str, int]:
    return {node.label: node.layer for node in chart.nodes}


def test_joint_command_is_one_edge_with_both_agents_side_by_side() -> None:
    make = verania()
    chart = make.chart()
    names = {node.id: node for node in chart.nodes}
    joint = next(e for e in chart.edges if len(e.agents) > 1 and e.line == "solid")
    assert [names[a].label for a in joint.agents] == ["Darío Montalvo", "Tomás Ibarra"]
    assert len({names[a].layer for a in joint.agents}) == 1
    assert len(joint.claims) == 2


def test_a_denied_relation_is_an_edge_of_its_own() -> None:
    make = verania()
    against = [e for e in make.chart().edges if e.against]
    assert len(against) == 1
    assert against[0].marks[0].act == "denies"


def test_command_decides_the_layers() -> None:
    chart, _ = chart_of(
        ("Top", "commands", "Middle"), ("Middle", "supervises", "Low"), ("Top", "directs", "Low")
    )
    assert layers(chart) == {"Top": 0, "Middle": 1, "Low": 2}
    assert {e.line for e in chart.edges} == {"solid", "dashed"}


def test_protection_decides_no_layer() -> None:
    chart, _ = chart_of(("Low", "protects", "Top"), ("Top", "commands", "Low"))
    assert layers(chart) == {"Top": 0, "Low": 1}


def test_a_circle_of_command_is_drawn_whole() -> None:
    chart, _ = chart_of(
        ("Ana", "commands", "Bo"), ("Bo", "commands", "Cy"), ("Cy", "commands", "Ana")
    )
    assert layers(chart) == {"Ana": 0, "Bo": 1, "Cy": 2}
    assert len(chart.edges) == 3


def test_a_denied_command_decides_no_layer() -> None:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    low, top, speaker = make.actor("Low"), make.actor("Top"), make.actor("Witness")
    make.claim(
        paper,
        "Everybody told me",
        speaker,
        relations=[relation("commands", ("agent", top), ("patient", low))],
    )
    make.claim(
        paper,
        "everything",
        speaker,
        "denies",
        polarity="denies",
        relations=[relation("commands", ("agent", low), ("patient", top))],
    )
    assert layers(make.chart()) == {"Top": 0, "Low": 1}


def test_each_missing_side_is_a_gap_of_its_own() -> None:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    one, two = make.actor("Unit One"), make.actor("Unit Two")
    make.claim(
        paper,
        WORDS,
        relations=[
            relation("commands", ("patient", one)),
            relation("commands", ("patient", two)),
            relation("commands", ("agent", one)),
        ],
    )
    gaps = [n for n in make.chart().nodes if n.kind == "gap"]
    assert [gap.label for gap in gaps] == ["unknown"] * 3
    assert all(gap.actor is None for gap in gaps)


def test_many_leaves_fold_under_their_agent_and_no_claim_is_lost() -> None:
    said = [("Boss", "commands", f"Unit {n:03}") for n in range(100)]
    chart, make = chart_of(*said)
    assert len(chart.nodes) <= 60
    fold = next(n for n in chart.nodes if n.kind == "fold")
    assert fold.label == "and 92 more under Boss"
    shown = [n.label for n in chart.nodes if n.kind == "actor"]
    assert shown == ["Boss", *[f"Unit {n:03}" for n in range(8)]]
    assert sum(len(e.marks) for e in chart.edges) == 100
    assert make.actors[fold.folded[0]].name == "Unit 008"


def test_what_cannot_fold_is_cut_into_one_box_that_says_how_many() -> None:
    chart, _ = chart_of(*[(f"Boss {n:02}", "commands", f"Unit {n:02}") for n in range(50)])
    assert len(chart.nodes) == 60
    assert chart.nodes[-1].label == "and 41 more boxes"
    ids = {node.id for node in chart.nodes}
    assert all({*e.agents, e.patient} <= ids for e in chart.edges)


def test_the_same_words_are_one_box_whichever_document_writes_them() -> None:
    make = verania()
    words = [n.label for n in make.chart().nodes if n.kind == "words"]
    assert words.count("the electoral fraud machinery") == 1


def test_a_body_that_acts_on_itself_is_no_edge() -> None:
    chart, _ = chart_of(("Front", "controls", "Front"))
    assert chart == CommandChart(nodes=(), edges=())


def test_the_order_of_the_claims_changes_no_box_and_no_edge() -> None:
    make = verania()
    expected = make.chart()
    make.claims.reverse()
    assert make.chart() == expected


def test_every_edge_carries_its_claims() -> None:
    make = verania()
    known = {claim.id for claim in make.claims}
    edges: tuple[ChartEdge, ...] = make.chart().edges
    assert edges
    assert all(set(edge.claims) <= known and edge.claims for edge in edges)


def test_a_bare_pronoun_is_never_taken_for_the_same_thing_twice() -> None:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    boss = make.actor("Boss")
    for words in ("Everybody", "everything"):
        make.claim(
            paper, words, relations=[relation("commands", ("agent", boss), ("patient", "it"))]
        )
    labels = [node.label for node in make.chart().nodes]
    assert labels == ["Boss", "it", "it"]


def test_all_that_is_listed_is_under_him_who_supervises_it_but_no_order_is() -> None:
    make = Maker()
    paper = make.document(WORDS, "a.txt")
    chief, gang = make.actor("Ana Rask"), make.actor("River Gang")
    said = [
        relation("supervises", ("agent", chief), ("domain", "the old routes"), ("patient", gang)),
        relation("commands", ("agent", chief), ("patient", gang), ("domain", "burn the mill")),
    ]
    make.claim(paper, WORDS, make.actor("Witness One"), relations=said)
    chart = make.chart()
    names = {node.id: node.label for node in chart.nodes}
    found = {(edge.marks[0].predicate, names[edge.patient]) for edge in chart.edges}
    assert found == {
        ("supervises", "the old routes"),
        ("supervises", "River Gang"),
        ("commands", "River Gang"),
    }
