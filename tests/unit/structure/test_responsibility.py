"""The matrix holds what is said, by name, with denials marked."""

from __future__ import annotations

import pytest

from careo.model.order import name_key
from careo.model.structure import FIELDS, OTHER, Cell, Matrix
from careo.reading.languages import LANGUAGES, lexicon
from careo.structure import Domains
from tests.unit.dossier.maker import LEXICON, Maker, relation
from tests.unit.dossier.verania import verania


def cell(matrix: Matrix, actor: str, domain: str) -> Cell:
    return next(c for c in matrix.cells if c.actor == actor and c.domain == domain)


def test_rows_stand_by_name_with_accents_folded_whatever_is_said_about_them() -> None:
    make = verania()
    matrix = make.matrix()
    names = [make.actors[a].name for a in matrix.actors]
    assert names == sorted(names, key=name_key)
    assert names[:2] == ["Ana Corral", "Darío Montalvo"]


def test_a_joint_act_stands_with_each_and_names_the_others() -> None:
    make = verania()
    matrix = make.matrix()
    by_name = {view.name: actor for actor, view in make.actors.items()}
    montalvo = cell(matrix, by_name["Darío Montalvo"], "elections")
    assert {m.joint for m in montalvo.marks} == {(by_name["Tomás Ibarra"],)}
    assert len(montalvo.marks) == 2


def test_a_denial_is_kept_and_supports_nothing() -> None:
    make = verania()
    matrix = make.matrix()
    ibarra = next(a for a, view in make.actors.items() if view.name == "Tomás Ibarra")
    marks = [m for c in matrix.cells if c.actor == ibarra for m in c.marks]
    denied = [m for m in marks if m.act == "denies"]
    assert [m.against for m in denied] == [True]
    assert sum(not m.against for m in marks) == 4


@pytest.mark.parametrize("negated_in", ["relation", "saying"])
def test_a_negated_relation_and_a_negated_saying_both_count_against(negated_in: str) -> None:
    make = Maker()
    paper = make.document("He did not say that Rok Sand directed the vote.", "a.txt")
    sand, speaker = make.actor("Rok Sand"), make.actor("Ada Grey")
    directs = relation("directs", ("agent", sand), ("patient", "the vote"))
    if negated_in == "relation":
        directs = relation("directs", ("agent", sand), ("patient", "the vote"), negated=True)
    make.claim(
        paper,
        "Rok Sand directed the vote",
        speaker,
        relations=[directs],
        negated=negated_in == "saying",
    )
    matrix = make.matrix()
    assert [m.against for c in matrix.cells for m in c.marks] == [True]


def test_the_documents_own_words_are_not_denied_by_the_one_it_quotes() -> None:
    make = Maker()
    paper = make.document("Rok Sand, who directs the vote, denies everything.", "a.txt")
    sand = make.actor("Rok Sand")
    make.claim(
        paper,
        "Rok Sand, who directs the vote",
        sand,
        "denies",
        polarity="denies",
        chain=[make.passes_on(paper)],
        relations=[relation("directs", ("agent", sand), ("patient", "the vote"), voice="document")],
    )
    [found] = [m for c in make.matrix().cells for m in c.marks]
    assert (found.act, found.against) == ("reports", False)


def test_kinship_and_posts_fill_no_cell() -> None:
    make = Maker()
    paper = make.document("Rok Sand is a cousin of Ada Grey and holds the post of judge.", "a.txt")
    sand, grey = make.actor("Rok Sand"), make.actor("Ada Grey")
    make.claim(
        paper,
        "Rok Sand is a cousin of Ada Grey",
        grey,
        relations=[
            relation("related_to", ("agent", sand), ("counterpart", grey)),
            relation("holds_post", ("agent", sand), ("post", "judge")),
        ],
    )
    assert make.matrix() == Matrix(domains=(), actors=(), cells=())


def test_an_unknown_is_never_given_a_row() -> None:
    make = Maker()
    paper = make.document("Somebody directed the vote.", "a.txt")
    unknown = make.actor("Somebody", identified="unknown")
    make.claim(
        paper,
        "Somebody directed the vote",
        relations=[relation("directs", ("agent", unknown), ("patient", "the vote"))],
    )
    assert make.matrix().actors == ()


def test_what_no_word_shows_is_other_and_other_stands_last() -> None:
    make = verania()
    matrix = make.matrix()
    assert matrix.domains[-1] == OTHER
    assert list(matrix.domains[:-1]) == [d for d in LEXICON.domains if d in matrix.domains]


def test_a_claim_told_inside_another_is_counted_once() -> None:
    make = Maker()
    paper = make.document("Ada says that Bo said that Rok Sand directed the vote.", "a.txt")
    sand, ada, bo = make.actor("Rok Sand"), make.actor("Ada"), make.actor("Bo")
    directs = relation("directs", ("agent", sand), ("patient", "the vote"))
    outer = make.claim(
        paper, "Bo said that Rok Sand directed the vote", ada, "asserts", relations=[directs]
    )
    inner = make.claim(
        paper, "Rok Sand directed the vote", bo, relations=[directs], within=outer.id
    )
    [found] = make.matrix().cells
    assert [m.claim for m in found.marks] == [inner.id]


def test_the_order_of_the_claims_changes_nothing() -> None:
    make = verania()
    expected = make.matrix()
    make.claims.reverse()
    assert make.matrix() == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_the_same_fields(language: str) -> None:
    assert Domains(lexicon(language)).names == FIELDS
