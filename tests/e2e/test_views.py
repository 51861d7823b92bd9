"""The views of the demo case: each part leads back to its claims, named as the view names it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careo.app.cli.main import run
from careo.case import Case
from careo.case.behind import EVERY, PARTS
from careo.model.phrases import date_words
from careo.model.statement import Sieve

Part = tuple[str, str, set[str]]
"""Two names, and the claims of what they name."""


@pytest.fixture(scope="module")
def case(demo_out: Path) -> Iterator[Case]:
    with Case.open(demo_out.with_name("demo.careo")) as held:
        yield held


def cells(case: Case) -> Iterator[Part]:
    found = case.matrix()
    cast = case.called(found.actors)
    for one in found.cells:
        yield cast[one.actor].name, one.domain, {mark.claim for mark in one.marks}


def lines(case: Case) -> Iterator[Part]:
    found = case.chart(most=EVERY)
    labels = {node.id: node.label for node in found.nodes}
    for one in found.edges:
        for agent in one.agents:
            yield labels[agent], labels[one.patient], set(one.claims)


def entries(case: Case) -> Iterator[Part]:
    found = case.timeline()
    every = (*found.entries, *found.told)
    cast = case.called(actor for one in every for actor in one.actors)
    for one in every:
        exact = {one.when.text.exact} if one.when.text is not None else set()
        for written in {date_words(one.when), *exact} - {""}:
            if re.fullmatch(r"[-0-9]+", written):
                continue  # a date asks for more than what is written so
            for actor in one.actors:
                yield cast[actor].name, written, {one.mark.claim}


def moves(case: Case) -> Iterator[Part]:
    found = case.flows()
    labels = {end.id: end.label for end in found.ends}
    for one in found.flows:
        yield labels[one.origin], labels[one.destination], set(one.claims)


def stays(case: Case) -> Iterator[Part]:
    found = case.presence()
    labels = {node.id: node.label for node in found.places}
    cast = case.called(actor for one in found.stays for actor in one.who)
    for one in found.stays:
        for actor in one.who:
            yield cast[actor].name, labels[one.place], {one.mark.claim}


def steps(case: Case) -> Iterator[Part]:
    found = case.proceedings()
    cast = case.called(one.actor for one in found.sheets if one.actor is not None)
    for sheet in found.sheets:
        name = sheet.words if sheet.actor is None else cast[sheet.actor].name
        for one in sheet.steps:
            yield name, one.predicate, {one.mark.claim}


VIEWS = {
    "matrix": cells,
    "chart": lines,
    "timeline": entries,
    "flows": moves,
    "presence": stays,
    "proceedings": steps,
}


@pytest.mark.parametrize("view", PARTS)
def test_every_part_leads_back_to_its_claims_and_to_no_others(view: str, case: Case) -> None:
    expected: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, other, claims in VIEWS[view](case):
        expected[one, other] |= claims
    assert expected
    for (one, other), claims in expected.items():
        found, _ = PARTS[view](case, Sieve(), one, other)
        assert set(found) == claims, (one, other)
        assert len(found) == len(claims)


@pytest.mark.parametrize("view", PARTS)
def test_the_claims_of_a_part_come_with_their_words(
    view: str, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other, _ = next(VIEWS[view](case))
    argv = [view, "--why", one, other, "--case", str(case.folder)]
    assert run([*argv, "--json"]) == 0
    found: list[Any] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert run(argv) == 0
    text = capsys.readouterr().out
    for claim in found:
        assert all(quote["exact"] in text for quote in claim["content"])
        assert claim["id"][:12] in text


def test_a_date_asks_for_all_that_may_have_been_so_then(case: Case) -> None:
    written, _ = PARTS["timeline"](case, Sieve(), "Távora", "since 2009")
    dated, _ = PARTS["timeline"](case, Sieve(), "Távora", "2009")
    assert written
    assert set(written) < set(dated)
    none, _ = PARTS["timeline"](case, Sieve(), "Távora", "1899")
    assert none == []
