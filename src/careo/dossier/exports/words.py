"""Who says it, in one line, for formats that know no speakers."""

from __future__ import annotations

from careo.model.claim import Act
from careo.model.edition import Holdings
from careo.model.record import ActorId
from careo.model.statement import Statement
from careo.model.views import ClaimView
from careo.model.wording import review_words

BY: dict[Act, str] = {
    "asserts": "said by",
    "alleges": "alleged by",
    "admits": "admitted by",
    "acknowledges": "acknowledged by",
    "denies": "denied by",
    "retracts": "taken back by",
    "warns": "warned of by",
    "promises": "promised by",
    "orders": "ordered by",
    "finds": "found by",
    "records": "recorded by",
    "reports": "reported by",
}
"""Act to what stands before its speaker."""

LONGEST = 1_000
"""Longest stretch of a quote in a summary, in code points; its place leads to the whole."""


class Words:
    """The lines of one case's claims."""

    def __init__(self, held: Holdings) -> None:
        self.claims = {claim.id: claim for claim in held.claims}
        self.actors = {actor.id: actor for actor in held.actors}
        self.documents = {document.id: document for document in held.documents}

    def summary(self, one: Statement) -> str:
        """Return "alleged by Ana Ruiz (letter.txt): “…”; machine-read, not reviewed"."""
        claim = self.claims[one.claim]
        document = self.documents[one.document]
        hedged = ", hedged" if one.hedged else ""
        return (
            f"{BY[one.act]} {self.speaker(one)}{hedged} ({document.name}): "
            f"“{quote(claim)[:LONGEST]}”; {review_words(claim)}"
        )

    def status(self, one: Statement) -> str:
        """Return the act and the review in a word each."""
        return f"{BY[one.act].removesuffix(' by')}; review: {one.review}"

    def speaker(self, one: Statement) -> str:
        """Return who says it: the names, or else the words."""
        return " and ".join(self.name(actor) for actor in one.by) or one.speaker

    def name(self, actor: ActorId) -> str:
        """Return how an actor is called."""
        return self.actors[actor].name if actor in self.actors else actor


def quote(claim: ClaimView) -> str:
    """Return the exact words; what a parenthetical splits is joined by […]."""
    return " […] ".join(each.exact for each in claim.content)
