"""A large edition: 2,000 claims about 300 people."""

from __future__ import annotations

import pytest

from careo.dossier import render
from careo.model.edition import Edition
from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.pages import ids, parsed

PEOPLE, CLAIMS = 300, 2000


@pytest.fixture(scope="module")
def edition() -> Edition:
    words = [
        f"Person {n} ordered unit {n % 37} to move the gold on day {n}." for n in range(CLAIMS)
    ]
    make = Maker()
    paper = make.document("\n\n".join(words), "long.txt")
    people = [make.actor(f"Person {n:03}") for n in range(PEOPLE)]
    for n, sentence in enumerate(words):
        agents = [people[(n * 7) % PEOPLE], people[(n * 11 + 1) % PEOPLE]]
        roles = [("agent", agent) for agent in dict.fromkeys(agents[: 1 + n % 2])]
        make.claim(
            paper,
            sentence,
            people[n % PEOPLE],
            relations=[relation("commands", *roles, ("patient", people[(n * 13 + 5) % PEOPLE]))],
        )
    return make.edition()


def test_two_thousand_claims_fit_in_pages_a_browser_opens(edition: Edition) -> None:
    pages = dict(render(edition))
    assert len(pages["index.html"]) < 8_000_000
    assert len(pages) == 2


def test_each_claim_has_its_card_once_and_its_mark_once(edition: Edition) -> None:
    index, source = (parsed(page.decode()) for _, page in render(edition))
    for tree in (index, source):
        found = ids(tree)
        assert len(found) == len(set(found))
        assert sum(each.startswith("c-") for each in found) == CLAIMS


def test_the_chart_stays_readable(edition: Edition) -> None:
    assert edition.chart is not None
    assert len(edition.chart.nodes) <= 60
    assert edition.chart.nodes[-1].kind == "fold"
