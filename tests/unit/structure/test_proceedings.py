"""Case sheets: every claim keeps its own step."""

from __future__ import annotations

from careo.model.proceeding import Proceedings
from careo.structure import proceedings
from tests.unit.dossier import spoken
from tests.unit.dossier.maker import LEXICON, Maker, relation

TEXT = "Rok Sand was charged with fraud. He got 12 years. Others say 15 years. He was never held."


def sheets(make: Maker) -> Proceedings:
    return proceedings(
        spoken.statements(make.claims, make.actors, LEXICON), spoken.cast(make.actors)
    )


def made() -> Maker:
    make = Maker()
    paper = make.document(TEXT, "a.txt")
    sand, grey = make.actor("Rok Sand"), make.actor("Ada Grey")
    court = make.actor("Court of Ulm", kind="organization")
    for words, found in (
        ("Others say 15 years", relation("sentenced", ("patient", sand), ("duration", "15 years"))),
        (
            "He got 12 years",
            relation("sentenced", ("patient", sand), ("duration", "12 years"), ("court", court)),
        ),
        ("charged with fraud", relation("charged", ("patient", sand), ("charge", "fraud"))),
        ("He was never held", relation("detained", ("patient", sand), negated=True)),
        ("He was", relation("charged", ("patient", "a driver"), ("charge", "theft"))),
    ):
        make.claim(paper, words, grey, relations=[found])
    return make


def test_two_lengths_of_a_sentence_are_two_steps() -> None:
    make = made()
    sheet, driver = sheets(make).sheets
    assert [(one.predicate, one.duration) for one in sheet.steps if one.duration] == [
        ("sentenced", "12 years"),
        ("sentenced", "15 years"),
    ]
    assert [one.terms[0].value for one in sheet.steps if one.terms] == ["P12Y", "P15Y"]
    assert [one.courts for one in sheet.steps if one.duration] == [("Court of Ulm",), ()]
    assert (driver.actor, driver.words) == (None, "a driver")


def test_steps_stand_in_the_order_of_proceedings_and_denied_ones_are_marked() -> None:
    make = made()
    sheet = sheets(make).sheets[0]
    assert [one.predicate for one in sheet.steps] == [
        "detained",
        "charged",
        "sentenced",
        "sentenced",
    ]
    assert [one.mark.against for one in sheet.steps] == [True, False, False, False]
    assert sheet.steps[1].charges == ("fraud",)


def test_the_order_of_claims_changes_nothing() -> None:
    make = made()
    expected = sheets(make)
    make.claims.reverse()
    assert sheets(make) == expected
