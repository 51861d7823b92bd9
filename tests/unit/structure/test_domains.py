"""Which field of action words show: their own, near ones, then those that they point back to."""

from __future__ import annotations

import pytest

from careo.model.claim import Relation, Role
from careo.model.record import LayerId, Sha256
from careo.model.text import Span
from careo.structure import Domains
from tests.unit.dossier.maker import LEXICON

DOMAINS = Domains(LEXICON)
LAYER = LayerId(Sha256("0" * 64))


def fields(content: str, words: str, role: str = "domain", before: str = "") -> tuple[str, ...]:
    start = content.index(words)
    span = Span(layer=LAYER, start=start, end=start + len(words), exact=words)
    whole = Span(layer=LAYER, start=0, end=len(content), exact=content)
    relation = Relation(predicate="executes", roles=(Role(role=role, span=span, literal=True),))
    return DOMAINS.of(relation, (whole,), lambda _: "", before)


def test_its_own_words_count_first() -> None:
    assert fields("he ran the mining and the vote", "the mining") == ("mining and gold",)


def test_its_is_of_what_the_content_begins_with() -> None:
    content = "gold is the currency of the vote, and its flow is theirs"
    assert fields(content, "its flow") == ("mining and gold",)


def test_a_thing_named_before_is_looked_for_in_the_paragraph() -> None:
    before = "There were gold mines. Machines altered the vote. He says that "
    assert fields("she engineered the fraud", "the fraud", before=before) == ("elections",)


@pytest.mark.parametrize("before", ["", "Nothing here. ", "the vote " + "x" * 300])
def test_what_is_far_or_nowhere_shows_nothing(before: str) -> None:
    assert fields("she engineered the fraud", "the fraud", before=before) == ("other",)


def test_whom_something_is_done_to_points_to_no_field() -> None:
    assert fields("she led the regime", "the regime", "patient", "The vote. ") == ("other",)


def test_a_new_thing_points_to_nothing() -> None:
    assert fields("she engineered a fraud", "a fraud", before="The vote. ") == ("other",)
