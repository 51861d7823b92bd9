"""Relations as clauses: a lawyer and an editor read them."""

from __future__ import annotations

from typing import Any

import pytest

from careo.dossier.index import Index
from careo.dossier.relations import as_plain, sentence
from careo.model.record import ActorId
from careo.model.views import ClaimView, Place, RelationView, RoleView
from tests.unit.dossier.maker import Maker

Role = tuple[str, str]


def clause(text: str, predicate: str, *roles: Role, content: str = "", **fields: Any) -> str:
    """Return a relation of a claim as words; the role of "Rusk" and of "he" is a person."""
    make = Maker()
    paper = make.document(text, "paper.txt")
    rusk = make.actor("Pavel Rusk")
    claim: ClaimView = make.claim(paper, content or text, **fields.pop("link", {}))
    filled = tuple(
        RoleView(
            role=role,
            text=words,
            span=Place(start=text.index(words), end=text.index(words) + len(words)),
            actor=ActorId(rusk) if words in {"he", "Rusk"} else None,
        )
        for role, words in roles
    )
    standard: dict[str, Any] = {"negated": False, "hedged": False, "voice": "speaker"}
    relation = RelationView(predicate=predicate, roles=filled, **{**standard, **fields})
    return as_plain(sentence(relation, Index(make.edition()), claim=claim))


def test_what_fits_no_predicate_is_said_in_the_claims_own_words() -> None:
    text = "that he had never seen such a list in the town"
    words = clause(text, "states", ("agent", "he"), ("patient", "such a list"), negated=True)
    assert words == "Pavel Rusk “had never seen such a list”"


def test_a_clause_without_objects_ends_at_the_next_mark() -> None:
    assert clause(
        "Later he fled to the coast, she said", "states", ("agent", "he"), verb="flee"
    ) == ("Pavel Rusk “fled to the coast”")


def test_a_denial_that_its_words_do_not_show_is_never_lost() -> None:
    words = clause("he met the guards", "states", ("agent", "he"), verb="meet", negated=True)
    assert words == "Pavel Rusk not [meet]"


def test_several_who_act_stand_together() -> None:
    words = clause(
        "Rusk and others rule together", "states", ("agent", "Rusk"), ("agent", "others")
    )
    assert words == "Pavel Rusk and “others” “rule together”"


def test_whom_a_content_leaves_out_stands_before_it() -> None:
    words = clause(
        "Rusk claims to have seen the list",
        "states",
        ("agent", "Rusk"),
        ("patient", "the list"),
        content="to have seen the list",
    )
    assert words == "Pavel Rusk “to have seen the list”"


@pytest.mark.parametrize(
    ("predicate", "roles", "fields", "words"),
    [
        (
            "sentenced",
            [("patient", "Rusk"), ("duration", "nine years")],
            {},
            "Pavel Rusk was sentenced to “nine years” (by whom is not said)",
        ),
        (
            "sentenced",
            [("patient", "Rusk"), ("duration", "nine years")],
            {"link": {"basis": "official_act"}},
            "Pavel Rusk was sentenced to “nine years”",
        ),
        (
            "acquitted",
            [("patient", "Rusk"), ("charge", "theft")],
            {"verb": "acquit", "link": {"basis": "official_act"}},
            "Pavel Rusk was acquitted of “theft”",
        ),
        (
            "commands",
            [("agent", "Rusk"), ("domain", "an order")],
            {"verb": "give", "negated": True},
            "Pavel Rusk does not give “an order”",
        ),
    ],
)
def test_a_proceeding_reads_as_a_sentence(
    predicate: str, roles: list[Role], fields: dict[str, Any], words: str
) -> None:
    assert clause("Rusk nine years theft an order", predicate, *roles, **fields) == words
