"""Statements and views of a case: joined when asked, never inferred, back to the claims."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case.handle import Case
from careo.model.statement import Sieve, Statement
from careo.store.statements import Counted

LETTER = "Ana Ruiz said that Juan Mora paid the guards.\nEva Luna said that it rained."


@pytest.fixture
def filled(case: Case, write: Callable[[str, str], Path]) -> Case:
    case.add(write("letter.txt", LETTER))
    return case


def relations(case: Case, **sieve: Any) -> list[Statement]:
    return [one for one in case.statements(Sieve(**sieve)) if not one.saying]


def names(case: Case, statement: Statement) -> list[str]:
    cast = case.cast([statement])
    return [cast[part.actor].name for part in statement.parts if part.actor is not None]


def test_a_statement_for_each_relation_with_whose_act_it_is(filled: Case) -> None:
    claims = list(filled.claims())
    found = list(filled.statements())
    assert [(one.claim, one.relation) for one in found] == [
        (claim.id, n) for claim in claims for n in range(len(claim.relations))
    ]
    inner = next(one for one in found if names(filled, one) == ["Juan Mora"])
    cast = filled.cast(found)
    assert [cast[who].name for who in inner.by] == ["Ana Ruiz"]
    assert (inner.act, inner.against, inner.review) == ("asserts", False, "none")
    claim = next(one for one in claims if one.id == inner.claim)
    assert (inner.start, inner.end) == (claim.content[0].start, claim.content[-1].end)


def test_why_gives_the_claims_with_their_quotes(filled: Case) -> None:
    every = list(filled.claims())
    assert list(filled.why(claim.id for claim in reversed(every))) == every
    assert list(filled.why([])) == []


def test_the_sieve_lets_through_by_speaker_by_subject_and_by_act(filled: Case) -> None:
    by = relations(filled, by="Ana Ruiz")
    assert [names(filled, one) for one in by] == [["Juan Mora"]] * len(by)
    assert len(by) == 1
    about = relations(filled, about="Juan Mora")
    assert {one.claim for one in by} <= {one.claim for one in about}
    assert relations(filled, acts=("denies",)) == relations(filled, by="Nobody") == []
    assert relations(filled, since="2007") == []  # nothing is dated


def test_what_is_rejected_counts_only_where_it_is_asked_for(filled: Case) -> None:
    (one,) = relations(filled, by="Ana Ruiz")
    before = list(filled.statements())
    filled.reject(one.claim, reason="misread")
    assert one.claim not in {each.claim for each in filled.statements()}
    (again,) = relations(filled, review=("rejected",))
    assert (again.claim, again.review) == (one.claim, "rejected")
    filled.undo()
    assert list(filled.statements()) == before


def test_what_a_person_corrects_is_told_as_corrected_with_the_same_relations(filled: Case) -> None:
    (one,) = relations(filled, by="Ana Ruiz")
    filled.correct(one.claim, act="denies", reason="it says so")
    (now,) = (each for each in filled.statements() if each.claim == one.claim)
    assert (now.act, now.polarity, now.against, now.review) == (
        "denies",
        "denies",
        True,
        "corrected",
    )
    assert (now.parts, now.fields, now.predicate) == (one.parts, one.fields, one.predicate)
    assert relations(filled, against=True) == [now]


def test_a_merge_changes_whom_parts_stand_for_and_nothing_else(
    filled: Case, write: Callable[[str, str], Path]
) -> None:
    filled.add(write("second.txt", "Eva Luna said that Juan Mor paid the guards."))
    before = list(filled.statements())
    filled.same("Juan Mora", "Juan Mor", reason="a typing error")
    after = list(filled.statements())
    assert [one.claim for one in before] == [one.claim for one in after]
    actors = {part.actor for one in after for part in one.parts if part.text.startswith("Juan")}
    assert len(actors) == 1


def test_views_of_an_empty_case_are_empty(case: Case) -> None:
    assert case.matrix().cells == ()
    assert case.chart().nodes == ()
    assert case.timeline().entries == ()


def test_claims_without_a_date_are_counted_only_where_all_claims_are_asked_for(
    filled: Case,
) -> None:
    assert filled.timeline().undated == len(list(filled.claims()))
    assert filled.timeline(Sieve(by="Ana Ruiz")).undated == 0


def test_only_the_statements_that_a_view_counts_are_opened(filled: Case) -> None:
    every = list(filled.statements())
    for predicates in ({"pays"}, {"states", "pays"}, {"commands"}):
        counted = Counted(predicates=frozenset(predicates))
        found = list(filled._file.statements(counted=counted))
        assert found == [one for one in every if one.predicate in predicates and not one.saying]
    keys = set(filled._file.claim_keys([every[-1].claim]))
    assert list(filled._file.statements(keys)) == [
        one for one in every if one.claim == every[-1].claim
    ]
    assert list(filled._file.statements(set())) == []
    assert list(filled._file.statements(counted=Counted(dated=True))) == []
