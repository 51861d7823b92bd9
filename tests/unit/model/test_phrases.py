"""Predicates read as sentences, with one agent and several, affirmed and negated."""

from __future__ import annotations

import pytest

from careo.model.phrases import count, listed, predicate, predicate_back
from careo.model.predicates import PREDICATES
from careo.model.wording import ACTS


@pytest.mark.parametrize(
    ("name", "several", "negated", "words"),
    [
        ("directs", False, False, "directs"),
        ("directs", True, False, "direct"),
        ("directs", True, True, "do not direct"),
        ("supplies", True, False, "supply"),
        ("supplies", False, True, "does not supply"),
        ("finances", True, False, "finance"),
        ("holds_post", False, True, "does not hold the post of"),
        ("member_of", True, False, "are a member of"),
        ("member_of", False, True, "is not a member of"),
        ("convicted", True, False, "convicted"),
        ("convicted", False, True, "did not convict"),
    ],
)
def test_a_predicate_agrees_with_its_agents(
    name: str, *, several: bool, negated: bool, words: str
) -> None:
    assert predicate(name, "", several=several, negated=negated) == words


def test_a_predicate_without_agent_reads_from_its_patient() -> None:
    assert predicate_back("directs", negated=False) == "is directed by"
    assert predicate_back("directs", negated=True) == "is not directed by"


def test_every_predicate_reads_in_every_form() -> None:
    for name in PREDICATES:
        forms = {
            predicate(name, "say", several=s, negated=n)
            for s in (True, False)
            for n in (True, False)
        }
        assert all(form.strip() for form in forms)
        assert any("not" in form for form in forms)


def test_no_act_is_a_word_that_takes_sides() -> None:
    verbs = " ".join(verb for forms in ACTS.values() for verb in forms)
    assert not {"reveals", "exposes", "confirms", "boasts"} & set(verbs.split())


def test_a_number_says_what_it_counts() -> None:
    assert count(1, "claim") == "1 claim"
    assert count(2000, "claim") == "2,000 claims"
    assert count(0, "body", "bodies") == "0 bodies"
    assert listed(["a", "b", "c"]) == "a, b and c"
