"""The demo case is whole, and its facts overlap, clash and repeat."""

import hashlib
import re
from collections.abc import Callable

import pytest

from careo.app.cli.demo import NAMES, documents
from tests.make_demo import TOLD, mail, stations, tally
from tests.make_judgment import judgment


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    with documents() as made:
        found = {path.name: path.read_bytes() for path, _ in made}
    return {name: data.decode() for name, data in found.items() if not name.endswith(".pdf")}


def test_the_eight_documents_come_with_what_is_known_of_each() -> None:
    with documents() as made:
        assert tuple(path.name for path, _ in made) == NAMES
        kinds = [source.kind for _, source in made]
        assert all(path.stat().st_size < 60_000 for path, _ in made)
        places = [path for path, _ in made]
    assert kinds[:2] == ["order", "tally sheets"]
    assert kinds[2:] == ["judgment", "letter", "article", "article", "statement", "mail"]
    assert not any(path.exists() for path in places)


def test_the_judgment_is_what_its_script_makes() -> None:
    with documents() as made:
        kept = next(path for path, _ in made if path.name == "judgment.pdf").read_bytes()
    assert hashlib.sha256(judgment()).hexdigest() == hashlib.sha256(kept).hexdigest()


@pytest.mark.parametrize(("name", "make"), [("tally_sheets.csv", tally), ("mail.eml", mail)])
def test_the_mail_and_the_tally_sheets_are_what_their_script_makes(
    name: str, make: Callable[[], bytes]
) -> None:
    with documents() as made:
        kept = next(path for path, _ in made if path.name == name).read_bytes()
    assert kept == make()


def test_the_published_sheets_have_the_shares_that_the_agency_reports(
    texts: dict[str, str],
) -> None:
    valid = sum(each.ballots - each.void for each in stations())
    assert round(100 * sum(each.ostraga for each in stations()) / valid) == 53
    assert "53 percent" in texts["wire.html"]
    assert all(
        each.ballots == each.ostraga + each.echarte + each.others + each.void <= each.registered
        for each in stations()
    )


def test_the_witness_and_the_council_give_the_same_sums_and_other_votes() -> None:
    published = {each.number: (each.ostraga, each.echarte) for each in stations()}
    for number, told in TOLD.items():
        assert sum(published[number]) == sum(told)
        assert published[number] != told


def test_the_mail_holds_the_answer_of_those_it_accuses(texts: dict[str, str]) -> None:
    assert "> the Council denies that any tally sheet was altered." in texts["mail.eml"]
    assert "I never saw a second set of machines." in texts["mail.eml"]


@pytest.mark.parametrize(
    ("name", "words"), [("letter.txt", 750), ("article.html", 650), ("wire.html", 400)]
)
def test_each_text_has_a_realistic_length(texts: dict[str, str], name: str, words: int) -> None:
    assert words <= len(re.sub(r"<[^>]+>", " ", texts[name]).split()) <= 900


def test_the_wire_repeats_the_article_without_its_accents(texts: dict[str, str]) -> None:
    plain = str.maketrans("áíóé", "aioe")
    article, wire = texts["article.html"].translate(plain), texts["wire.html"]
    shared = [line for line in re.findall(r"<p>(.+?)</p>", wire) if line[:60] in article]
    assert len(shared) >= 4
    assert "Távora" not in wire


def test_the_documents_disagree_where_a_reader_should_see_it(texts: dict[str, str]) -> None:
    assert "17 years and nine months" in texts["letter.txt"]
    assert "19 years and four months" in texts["article.html"]
    assert "denies that a second set of machines existed" in texts["denial.txt"]
    assert "I saw a second set of machines" in texts["letter.txt"]
