"""One claim's line in a list of a view: who says what, and its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from careo.dossier.card import Cards, review_note, unclear
from careo.dossier.index import Index
from careo.dossier.relations import as_markup, sentence
from careo.model.structure import Mark
from careo.model.wording import act_verb

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Line:
    """What one claim says, in a sentence."""

    act: str
    speaker: Markup
    verb: str
    words: Markup
    against: bool
    number: int
    anchor: str
    title: str


def line(mark: Mark, index: Index, cards: Cards) -> Line:
    """Return the line of a mark that is one of a relation."""
    claim = index.claims[mark.claim]
    relation = claim.relations[mark.relation]
    link = cards.voice(claim, relation)
    return Line(
        act=link.act,
        speaker=cards.speaker(link) + unclear(claim, relation),
        verb=act_verb(link),
        words=as_markup(sentence(relation, index, claim=claim)),
        against=mark.against,
        number=index.numbers[claim.id],
        anchor=index.claim_anchor(claim.id),
        title=f"{cards.title(claim, relation)}. {review_note([claim])}",
    )
