"""The timeline never says more than the words do."""

from __future__ import annotations

from careo.model.time import DateRange, When
from careo.structure.timeline import bounds, timeline
from tests.unit.dossier import spoken
from tests.unit.dossier.maker import Maker, relation
from tests.unit.dossier.verania import PRECISE, YEAR, verania

LATER = DateRange(earliest="2015-01-01", latest="2015-12-31")


def test_since_a_year_begins_in_it_and_has_no_end() -> None:
    assert bounds(When(first_imprecise=YEAR, starting=True)) == (YEAR, None)


def test_until_a_year_ends_in_it_and_has_no_beginning() -> None:
    assert bounds(When(first_imprecise=YEAR, ending=True)) == (None, YEAR)


def test_from_one_year_to_another_has_both_ends() -> None:
    both = When(first_imprecise=YEAR, last_imprecise=LATER)
    assert bounds(both) == (YEAR, LATER)


def test_a_day_stays_a_day_and_a_year_a_year() -> None:
    day = When(first_precise=PRECISE, last_precise=PRECISE)
    assert bounds(day) == (PRECISE, PRECISE)
    year = When(first_imprecise=YEAR, last_imprecise=YEAR)
    assert bounds(year) == (YEAR, YEAR)


def test_knowing_is_dated_apart_from_what_is_known() -> None:
    make = verania()
    found = make.timeline()
    known = next(e for e in found.entries if e.begins == YEAR)
    assert known.clock == "knowledge"
    assert [make.actors[a].name for a in known.actors] == ["Oskar Brandl"]
    assert not known.point


def test_an_event_names_those_who_take_part() -> None:
    make = Maker()
    paper = make.document("Rok Sand directed the vote in 2011.", "a.txt")
    sand, speaker = make.actor("Rok Sand"), make.actor("Ada Grey")
    make.claim(
        paper,
        "Rok Sand directed the vote in 2011.",
        speaker,
        relations=[
            relation(
                "directs",
                ("agent", sand),
                ("patient", "the vote"),
                when=When(first_imprecise=YEAR, last_imprecise=YEAR),
            )
        ],
    )
    [entry] = make.timeline().entries
    assert (entry.clock, entry.actors, entry.point) == ("event", (sand,), True)


def test_the_earliest_stands_first_and_the_undated_are_counted() -> None:
    make = verania()
    found = make.timeline()
    assert [e.begins for e in found.entries] == [YEAR, PRECISE]
    assert found.undated == len(make.claims) - 2
    some = timeline(make.statements(), spoken.cast(make.actors))
    assert (some.entries, some.undated) == (found.entries, 0), "not of all claims"


def test_after_and_by_leave_the_other_end_open() -> None:
    assert bounds(When(first_imprecise=YEAR, relative="after")) == (YEAR, None)
    assert bounds(When(last_imprecise=YEAR, relative="before")) == (None, YEAR)


def _met(*times: When) -> Maker:
    make = Maker()
    text = "Rok Sand met Ada Grey. " * len(times)
    paper = make.document(text, "a.txt")
    sand, speaker = make.actor("Rok Sand"), make.actor("Ada Grey")
    for when in times:
        roles = (("agent", sand), ("counterpart", speaker))
        make.claim(
            paper,
            "Rok Sand met Ada Grey.",
            speaker,
            relations=[relation("contacts", *roles, when=when)],
        )
    return make


def test_what_ends_before_it_begins_is_shown_as_said() -> None:
    [entry] = _met(When(first_imprecise=LATER, last_imprecise=YEAR)).timeline().entries
    assert (entry.begins, entry.ends, entry.reversed, entry.point) == (LATER, YEAR, True, False)


def test_what_is_told_without_a_date_is_kept_apart() -> None:
    after = When(relative="after")
    found = _met(after).timeline()
    assert found.entries == ()
    assert [entry.when for entry in found.told] == [after]
    assert found.undated == 1
