"""Decisions of people: shown at once in every view, undone exactly, refused whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careo.case.handle import Case
from careo.model.config import Config
from careo.model.errors import UsageError
from careo.model.views import ClaimView
from careo.store.casefile import CaseFile
from tests.unit.case.plain import read_plainly

LETTER = "Eva Luna wrote on. Ana Ruiz said that Juan Mora paid the guards. Ana Ruiz kept the books."
WIRE = "Juan Mora fled. Ana Ruiz said that Eva Luna knew of it."
DERIVED = (
    "referent",
    "referent_key",
    "grouping",
    "claim",
    "claim_about",
    "claim_by",
    "statement",
    "reviewed",
)


@pytest.fixture
def held(case: Case, write: Callable[[str, str], Path]) -> Any:
    case.add([write("letter.txt", LETTER), write("wire.txt", WIRE)])
    return case


def rows(case: Case) -> dict[str, list[Any]]:
    """Return every row that a decision may change, but for the list of decisions."""
    with case._file.database.reading() as base:
        return {
            name: sorted(tuple(row) for row in base.exec_driver_sql(f'SELECT * FROM "{name}"'))
            for name in DERIVED
        }


def said(case: Case, words: str) -> ClaimView:
    (found,) = [one for one in case.claims() if one.content[0].exact == words]
    return found


def paid(case: Case) -> ClaimView:
    return said(case, "Juan Mora paid the guards")


def ids(claims: Any) -> list[str]:
    return [one.id for one in claims]


def test_what_is_accepted_says_so_with_who_when_and_why(held: Case) -> None:
    claim = paid(held)
    (made,) = held.accept(claim.id[:12], reason="read in the original")
    assert (made.action, made.claim, made.state) == ("accept", claim.id, "standing")
    after = paid(held)
    assert after.review == "accepted"
    note = after.reviewed
    assert note is not None
    assert (note.by, note.at, note.reason) == ("ana", "2026-03-01T10:00:00Z", made.reason)
    assert note.machine is None
    assert [one.review for one in held.claims()].count("none") == len(list(held.claims())) - 1


def test_claims_are_counted_whatever_their_review(held: Case) -> None:
    every = len(list(held.claims()))
    held.reject(paid(held).id, reason="misread")
    assert held.claims_counted() == len(list(held.claims())) == every
    assert held.timeline().undated == every - 1


def test_undo_gives_every_row_back(held: Case) -> None:
    before, claim = rows(held), paid(held)
    held.accept(claim.id)
    held.correct(claim.id, speaker="Eva Luna", act="denies", reason="misread")
    held.reject(claim.id, reason="no statement")
    held.claim("wire.txt", "Juan Mora fled", speaker="Ana Ruiz", cue="said", reason="missed")
    held.same("Eva Luna", "Juan Mora", reason="a cover name")
    changed = rows(held)
    for _ in range(5):
        held.undo()
    assert rows(held) == before != changed
    with pytest.raises(UsageError, match="nothing that stands"):
        held.undo()


def test_to_undo_an_undoing_does_it_again(held: Case) -> None:
    held.correct(paid(held).id, speaker="Eva Luna", reason="misread")
    done, first = rows(held), held.undo()
    held.undo(first.event)
    assert rows(held) == done
    assert [one.state for one in held.decisions()] == ["standing", "undone", "standing"]


def test_the_last_decision_that_stands_counts(held: Case) -> None:
    claim = paid(held).id
    held.accept(claim)
    (rejected,) = held.reject(claim, reason="no")
    assert paid(held).review == "rejected"
    held.undo(rejected.event)
    assert paid(held).review == "accepted"


def test_look_ups_follow_the_corrected_speaker(held: Case) -> None:
    claim = paid(held)
    held.correct(claim.id, speaker="Eva Luna", act="denies", hedged=True, reason="misread")
    after = paid(held)
    assert (after.review, after.act, after.polarity, after.hedged) == (
        *("corrected", "denies", "denies"),
        True,
    )
    assert after.speaker.text == "Eva Luna"
    assert claim.id in ids(held.claims(by="Luna"))
    assert claim.id not in ids(held.claims(by="Ruiz"))
    assert claim.id in ids(held.claims(about="Mora"))
    note = after.reviewed
    assert note is not None
    assert note.machine is not None
    assert note.machine.chain[-1].speaker.text == "Ana Ruiz"
    assert (note.machine.polarity, note.machine.hedged) == ("affirms", False)


def test_words_of_the_document_may_be_given_to_somebody_and_back(held: Case) -> None:
    own = said(held, "Ana Ruiz kept the books.")
    held.correct(own.id, speaker="Eva Luna", reason="her diary")
    after = said(held, "Ana Ruiz kept the books.")
    assert [link.speaker.text for link in after.chain] == ["letter.txt", "Eva Luna"]
    assert own.id not in ids(held.claims(by="letter.txt"))
    held.correct(own.id, speaker="document", reason="no, the letter")
    assert len(said(held, "Ana Ruiz kept the books.").chain) == 1
    assert own.id in ids(held.claims(by="letter.txt"))
    held.correct(own.id, speaker="nobody", reason="an unsigned note")
    assert said(held, "Ana Ruiz kept the books.").speaker.text == "not named"


def test_a_claim_added_by_hand_is_found_like_any_other(held: Case) -> None:
    made = held.claim(
        "wire.txt", "Juan  Mora\nfled", speaker="Ana Ruiz", cue="said", act="alleges", reason="x"
    )
    (found,) = [one for one in held.claims(by="Ruiz") if one.id == made.claim]
    assert (found.content[0].exact, found.act, found.review) == (
        *("Juan Mora fled", "alleges", "accepted"),
    )
    assert found.extractors == ("person",)
    assert found.id in ids(held.claims(about="Mora"))
    assert found.id in ids(held.search("fled"))
    assert list(held.verify()) == []


def test_what_the_machine_reads_too_is_one_claim_as_the_person_has_it(held: Case) -> None:
    claim, number = paid(held), len(list(held.claims()))
    made = held.claim(
        *("letter.txt", "Juan Mora paid the guards"), cue="said", speaker="Eva Luna", reason="x"
    )
    assert made.claim == claim.id
    assert len(list(held.claims())) == number
    assert paid(held).speaker.text == "Eva Luna"
    assert paid(held).relations == claim.relations


def test_one_that_cannot_be_decided_decides_nothing_of_the_others(held: Case) -> None:
    before, events = rows(held), len(list(held.journal()))
    with pytest.raises(UsageError, match="no claim"):
        held.accept(paid(held).id, "0" * 12)
    assert (rows(held), len(list(held.journal()))) == (before, events)


def test_people_are_one_and_two_as_judged(held: Case) -> None:
    names = [one.name for one in held.actors()]
    held.same("Eva Luna", "Juan Mora", reason="a cover name")
    (both,) = [one for one in held.actors() if "Eva Luna" in one.names]
    assert "Juan Mora" in both.names
    assert ids(held.claims(about="Eva Luna")) == ids(held.claims(about="Juan Mora"))
    held.undo()
    assert [one.name for one in held.actors()] == names


def test_one_name_may_be_two_people(held: Case) -> None:
    (ruiz,) = [one for one in held.actors() if one.name == "Ana Ruiz"]
    first, last = ruiz.mentions[0], ruiz.mentions[-1]
    places = [f"{one.document[:10]}:{one.start}-{one.end}" for one in (first, last)]
    held.different(*places, reason="mother and daughter")
    two = [one for one in held.actors() if one.name == "Ana Ruiz"]
    assert len(two) == 2
    assert ruiz.id in ids(two)
    assert [one.mentions for one in two] == [
        tuple(m for m in ruiz.mentions if m.document == document)
        for document in (first.document, last.document)
    ]
    with pytest.raises(UsageError, match="several actors") as caught:
        held.same("Ana Ruiz", "Eva Luna", reason="x")
    assert all(one.id[:12] in caught.value.hint for one in two)


def test_a_judgement_that_contradicts_others_is_refused_with_them(held: Case) -> None:
    one = held.same("Eva Luna", "Juan Mora", reason="a cover name")
    other = held.different("Eva Luna", "Ana Ruiz", reason="seen together")
    before = rows(held)
    with pytest.raises(UsageError, match=f"event {one.event} .*Juan Mora|Juan Mora.*") as caught:
        held.same("Juan Mora", "Ana Ruiz", reason="x")
    assert f"careo undo {other.event}" in caught.value.hint
    assert "2026-03-01" in caught.value.message
    assert rows(held) == before


def test_the_later_judgement_on_the_same_two_counts(held: Case) -> None:
    held.different("Eva Luna", "Juan Mora", reason="seen together")
    held.same("Eva Luna", "Juan Mora", reason="the photograph was false")
    assert any({"Eva Luna", "Juan Mora"} <= set(one.names) for one in held.actors())


@pytest.mark.parametrize("reason", ["", "  ", "a\nb", "\x1b[2J", "x" * 4001, "\udcff"])
def test_a_reason_is_a_line_of_text(held: Case, reason: str) -> None:
    claim, events = paid(held), len(list(held.journal()))
    with pytest.raises(UsageError):
        held.reject(claim.id, reason=reason)
    assert len(list(held.journal())) == events


@pytest.mark.parametrize(
    ("words", "at"),
    [("", None), (" \n", None), ("not there", None), ("Ana Ruiz", None), ("Ana Ruiz", 2)],
)
def test_content_that_does_not_stand_once_is_refused(
    held: Case, words: str, at: int | None
) -> None:
    with pytest.raises(UsageError):
        held.claim("letter.txt", words, reason="x", at=at)
    assert list(held.decisions()) == []


def test_a_place_tells_which_of_several(held: Case) -> None:
    made = held.claim("letter.txt", "Ana Ruiz", at=19, reason="x")
    assert [one.content[0].start for one in held.claims() if one.id == made.claim] == [19]


def test_history_tells_of_a_document_a_claim_an_actor_and_an_event(held: Case) -> None:
    claim = paid(held)
    held.accept(claim.id)
    undone = held.undo(reason="too early")
    held.same("Eva Luna", "Juan Mora", reason="a cover name")
    assert [one.action for one in held.history("letter.txt")] == [
        *("ingest", "read", "accept", "undo", "same")
    ]
    assert [one.action for one in held.history(claim.id[:12])] == ["accept", "undo"]
    assert [one.reason for one in held.history(str(undone.event))] == ["", "too early"]
    assert [one.reason for one in held.history("Juan Mora")] == ["a cover name"]
    with pytest.raises(UsageError):
        held.history("nobody at all")


def test_undo_takes_back_the_users_own_last_decision(held: Case) -> None:
    held.accept(paid(held).id)
    other = Case(CaseFile.open(held.folder, user="bea"), Config(), read_plainly)
    other.reject(said(held, "Juan Mora fled.").id, reason="x")
    held.undo()
    assert [one.review for one in (paid(held), said(held, "Juan Mora fled."))] == [
        *("none", "rejected")
    ]
    other.close()


def test_text_that_somebody_erases_takes_the_decision_with_it(held: Case) -> None:
    from careo.store import decisions

    before = rows(held)
    held.correct(paid(held).id, speaker="Eva Luna", reason="misread")
    held.different("Eva Luna", "Juan Mora", reason="x")
    database = held._file.database
    with database.writing() as connection:
        for (payload,) in connection.exec_driver_sql("SELECT payload FROM decision").all():
            connection.exec_driver_sql("DELETE FROM payload WHERE hash = ?", (payload,))
            decisions.forget(connection, payload)
    assert rows(held) == before
    assert [one.state for one in held.decisions()] == ["erased", "erased"]


@pytest.mark.parametrize("given", ["\udcff", "a\x00b", "x" * 1_000_000, "::--", "9" * 40])
def test_what_names_nothing_is_refused_whatever_it_is(held: Case, given: str) -> None:
    for call in (
        lambda: held.accept(given),
        lambda: held.claim(given, "wrote on", reason="x"),
        lambda: held.claim("letter.txt", given, reason="x"),
        lambda: held.correct(paid(held).id, speaker=given, reason="x"),
        lambda: held.same(given, "Eva Luna", reason="x"),
        lambda: held.history(given),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert len(str(caught.value).encode()) < 600
    assert list(held.decisions()) == []
