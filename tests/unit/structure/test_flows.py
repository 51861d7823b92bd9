"""What is said to have moved: ends as the words give them, gaps where they do not."""

from __future__ import annotations

from typing import Any

import pytest

from careo.model.flow import Flow, FlowGraph
from careo.model.record import ClaimId, DocumentId, sha256
from careo.model.statement import Part, Statement
from careo.structure import flows
from careo.structure.goods import goods
from tests.unit.dossier import spoken
from tests.unit.dossier.maker import LEXICON, Maker, relation

TEXT = "Rok Sand sent gold from the pits to Kestria through Port Ulm for 3 million crowns."


def graph(make: Maker) -> FlowGraph:
    statements = spoken.statements(make.claims, make.actors, LEXICON)
    return flows(statements, spoken.cast(make.actors))


def one_flow(predicate: str, *roles: tuple[str, str], **fields: Any) -> tuple[FlowGraph, Flow]:
    make = Maker()
    paper = make.document(TEXT, "a.txt")
    people = {name: make.actor(name) for name in ("Rok Sand", "Ada Grey", "Kestria")}
    filled = [(role, people.get(who, who)) for role, who in roles]
    make.claim(paper, TEXT, people["Ada Grey"], relations=[relation(predicate, *filled, **fields)])
    found = graph(make)
    [flow] = found.flows
    return found, flow


def labels(found: FlowGraph, *ends: str) -> list[str]:
    called = {end.id: end.label for end in found.ends}
    return [called[end] for end in ends]


def test_a_movement_has_its_ends_its_way_its_amount_and_who_moved_it() -> None:
    found, flow = one_flow(
        "transports",
        ("agent", "Rok Sand"),
        ("patient", "gold"),
        ("origin", "the pits"),
        ("destination", "Kestria"),
        ("via", "Port Ulm"),
        ("amount", "3 million crowns"),
    )
    [movement] = flow.movements
    assert flow.goods == "gold"
    assert labels(found, flow.origin, flow.destination) == ["the pits", "Kestria"]
    assert labels(found, *movement.by, *movement.via) == ["Rok Sand", "Port Ulm"]
    assert (movement.what, movement.amount) == ("gold", "3 million crowns")


def test_amounts_are_read_into_one_spelling_where_they_can_be() -> None:
    _, flow = one_flow(
        "pays", ("agent", "Rok Sand"), ("patient", "a bribe"), ("amount", "más de $ 1,2 millones")
    )
    (read,) = flow.movements[0].amounts
    assert (read.value, read.unit, read.bound) == ("1200000", "$", "over")
    _, flow = one_flow("transports", ("agent", "Rok Sand"), ("patient", "nine tonnes of gold"))
    assert [(a.value, a.unit) for a in flow.movements[0].amounts] == [("9", "tonne")]
    _, flow = one_flow("transports", ("agent", "Rok Sand"), ("patient", "some of the gold"))
    assert flow.movements[0].amounts == ()


def test_who_carried_a_thing_is_not_said_to_have_owned_it() -> None:
    found, flow = one_flow("transports", ("agent", "Rok Sand"), ("patient", "cocaine"))
    assert labels(found, flow.origin, flow.destination) == ["not said", "not said"]
    assert flow.origin != flow.destination
    assert labels(found, *flow.movements[0].by) == ["Rok Sand"]


def test_who_pays_is_the_origin_of_the_money() -> None:
    found, flow = one_flow(
        "pays", ("agent", "Rok Sand"), ("beneficiary", "Ada Grey"), ("amount", "5,000")
    )
    assert flow.goods == "money"
    assert labels(found, flow.origin, flow.destination) == ["Rok Sand", "Ada Grey"]
    assert flow.movements[0].by == ()


@pytest.mark.parametrize(
    ("verb", "ends"),
    [
        ("sell", ["Rok Sand", "Kestria"]),
        ("buy", ["Kestria", "Rok Sand"]),
        ("vender", ["Rok Sand", "Kestria"]),
        ("comprar", ["Kestria", "Rok Sand"]),
        ("trade", ["not said", "not said"]),
    ],
)
def test_a_verb_that_has_a_direction_gives_it(verb: str, ends: list[str]) -> None:
    found, flow = one_flow(
        "trades",
        ("agent", "Rok Sand"),
        ("patient", "rifles"),
        ("counterpart", "Kestria"),
        verb=verb,
    )
    assert flow.goods == "arms"
    assert labels(found, flow.origin, flow.destination) == ends


def test_a_denied_movement_is_a_flow_of_its_own() -> None:
    make = Maker()
    paper = make.document(TEXT, "a.txt")
    sand, grey = make.actor("Rok Sand"), make.actor("Ada Grey")
    paid = relation("pays", ("agent", sand), ("beneficiary", grey))
    make.claim(paper, "Rok Sand sent gold", grey, relations=[paid])
    make.claim(paper, "gold from the pits", sand, "denies", polarity="denies", relations=[paid])
    against = [(flow.against, len(flow.movements)) for flow in graph(make).flows]
    assert against == [(False, 1), (True, 1)]


def test_the_order_of_claims_changes_nothing_and_none_takes_another_away() -> None:
    make = Maker()
    paper = make.document(TEXT, "a.txt")
    sand, grey = make.actor("Rok Sand"), make.actor("Ada Grey")
    for words in ("Rok Sand sent", "gold from the pits", "Kestria through"):
        roles = ("agent", sand), ("beneficiary", grey), ("amount", words)
        make.claim(paper, words, grey, relations=[relation("pays", *roles)])
    expected = graph(make)
    make.claims.reverse()
    assert graph(make) == expected
    make.claims.pop()
    left = {movement.mark.claim for flow in graph(make).flows for movement in flow.movements}
    every = {movement.mark.claim for flow in expected.flows for movement in flow.movements}
    assert left < every


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("two tonnes of cocaine", "drugs"),
        ("lingotes de oro", "gold"),
        ("the golden rule", "other"),
        ("armed men", "other"),
        ("fusiles y munición", "arms"),
        ("sobornos", "money"),
    ],
)
def test_words_show_what_moves(words: str, kind: str) -> None:
    assert goods(words) == kind


MINED = "Gold taken from the pits has been turned into cash in Kestria."


def told(*relations: tuple[str, str], hedged: tuple[bool, ...] = ()) -> FlowGraph:
    """Return the flows of one claim: each relation is a predicate and "role=words; …"."""
    made = []
    for number, (predicate, roles) in enumerate(relations):
        parts = []
        for role, words in (each.split("=") for each in roles.split("; ")):
            start = MINED.index(words)
            parts.append(Part(role=role, text=words, start=start, end=start + len(words)))
        made.append(
            Statement(
                claim=ClaimId(sha256(b"claim")),
                document=DocumentId(sha256(b"document")),
                start=0,
                end=len(MINED),
                relation=number,
                predicate=predicate,
                act="asserts",
                parts=tuple(parts),
                hedged=hedged[number] if hedged else False,
            )
        )
    return flows(made, {})


def test_what_a_claim_says_twice_of_one_thing_is_one_flow() -> None:
    found = told(
        ("launders", "patient=Gold taken from the pits; via=cash"),
        ("transports", "patient=Gold; origin=the pits"),
    )
    (flow,) = found.flows
    (movement,) = flow.movements
    assert labels(found, flow.origin, flow.destination) == ["the pits", "not said"]
    assert labels(found, *movement.via) == ["cash"]


@pytest.mark.parametrize(
    "other",
    ["patient=Gold; origin=Kestria", "patient=cash; origin=the pits"],
)
def test_what_has_other_ends_or_is_another_thing_is_another_flow(other: str) -> None:
    found = told(("transports", "patient=Gold; origin=the pits"), ("transports", other))
    assert len(found.flows) == len(("the pits", "Kestria"))


def test_what_is_hedged_does_not_hedge_what_is_not() -> None:
    roles = "patient=Gold; origin=the pits"
    found = told(("transports", roles), ("launders", "patient=Gold"), hedged=(False, True))
    assert sorted(m.mark.hedged for f in found.flows for m in f.movements) == [False, True]
