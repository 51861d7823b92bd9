"""People and bodies: what is said about each, by each, and their own account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from careo.dossier.card import Card, Cards
from careo.dossier.index import Index, called
from careo.dossier.show import name
from careo.model.claim import Act
from careo.model.phrases import count
from careo.model.question import Reason
from careo.model.record import ClaimId
from careo.model.views import ActorView, ClaimView

if TYPE_CHECKING:
    from markupsafe import Markup

FULL = 300
"""Claims of an edition up to which a claim about several people has its whole card under each."""

ACCOUNT: frozenset[Act] = frozenset({"denies", "admits", "acknowledges", "retracts"})
"""Acts that answer for oneself, whatever the words are about."""

KINDS = {"person": "person", "organization": "body", "role": "person, named by a role"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as it stands in one place: whole or in brief, with its anchor at most once."""

    card: Card
    whole: bool
    anchored: bool


@dataclass(frozen=True, slots=True)
class Person:
    """An actor's entry.

    ``denied`` are the denials of others among what is said about it, ``beside`` what a document
    says of others and names it in; both by number and anchor.
    """

    anchor: str
    name: Markup
    kind: str
    known: str
    also: tuple[Markup, ...]
    counted: str
    joined: tuple[str, ...]
    about: tuple[Shown, ...]
    by: tuple[Shown, ...]
    account: tuple[Shown, ...]
    named: bool
    denied: tuple[tuple[int, str], ...]
    beside: tuple[tuple[int, str], ...]


class People:
    """Makes the entries in order, and remembers which cards stand already."""

    def __init__(self, index: Index, cards: Cards) -> None:
        self._index, self._cards = index, cards
        self._shown: set[ClaimId] = set()
        self._short = len(index.claims) > FULL

    def entries(self) -> list[Person]:
        """Return all entries, by name."""
        return [self._entry(actor) for actor in self._index.people()]

    def rest(self) -> list[Shown]:
        """Return the cards of the claims that stand under nobody; call after `entries`."""
        left = [claim for claim in self._index.standing if claim.id not in self._shown]
        return [self._show(claim, set()) for claim in left]

    def rejected(self) -> list[Shown]:
        """Return the cards of the readings that a reviewer has rejected, by document and place."""
        return [self._show(claim, set()) for claim in self._index.rejected]

    def _entry(self, actor: ActorView) -> Person:
        index = self._index
        about, by = index.about.get(actor.id, []), index.by.get(actor.id, [])
        own = [claim for claim in by if _accounts(claim, actor)]
        here: set[ClaimId] = set()
        answers = {claim.id for claim in own}
        return Person(
            anchor=index.actor_anchor(actor.id),
            name=name(called(actor)),
            kind=KINDS.get(actor.kind, actor.kind),
            known=_known(actor),
            also=tuple(name(other) for other in actor.names[1:6]),
            counted=_counted(actor, len(about), len(by)),
            joined=tuple(_joined(one) for one in index.edition.joined.get(actor.id, ())),
            about=tuple(self._show(c, here) for c in about if c.id not in answers),
            account=tuple(self._show(claim, here) for claim in own),
            by=tuple(self._show(c, here) for c in by if c.id not in answers),
            named=actor.identified == "named",
            denied=tuple(
                (index.numbers[c.id], index.claim_anchor(c.id))
                for c in about
                if c.polarity == "denies" and c.id not in answers
            ),
            beside=tuple(
                (index.numbers[c.id], index.claim_anchor(c.id))
                for c in index.beside.get(actor.id, [])
            ),
        )

    def _show(self, claim: ClaimView, here: set[ClaimId]) -> Shown:
        first = claim.id not in self._shown
        whole = first or (claim.id not in here and not self._short)
        self._shown.add(claim.id)
        here.add(claim.id)
        return Shown(card=self._cards.card(claim), whole=whole, anchored=first)


def _joined(one: Reason) -> str:
    """Return why two ways of calling somebody are one, with who judged it and when."""
    names = " and ".join(f"“{' '.join(name.split())}”" for name in one.names)
    who = f" ({one.by}, {one.at[:10]})" if one.by else ""
    return f"{names}: {one.rule}{who}"


def _accounts(claim: ClaimView, actor: ActorView) -> bool:
    """Tell whether a claim by an actor is an account of its own doings, or an answer."""
    return claim.act in ACCOUNT or claim.polarity == "denies" or actor.id in claim.about


def _known(actor: ActorView) -> str:
    parts = {"named": "", "unnamed": "not named", "unknown": "unknown"}
    words = parts.get(actor.identified, "name withheld by the document")
    several = "several people" if actor.number == "many" and actor.kind == "person" else ""
    return ", ".join(part for part in (words, several) if part)


def _counted(actor: ActorView, about: int, by: int) -> str:
    documents = len({mention.document for mention in actor.mentions})
    named = f"named in {count(documents, 'document')} · " if documents else ""
    return f"{named}{count(about, 'claim')} about · {count(by, 'claim')} by"
