"""The one card that every claim is drawn with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from careo.dossier.index import Index, called
from careo.dossier.relations import as_markup, as_plain, sentence, whose
from careo.dossier.show import name, plain, show
from careo.model.claim import Act
from careo.model.phrases import MODES, date_words
from careo.model.record import ClaimId
from careo.model.views import NOT_NAMED, ClaimView, LinkView, Quote, RelationView
from careo.model.wording import (
    BASES,
    NOT_REVIEWED,
    RECOGNISED,
    act_verb,
    hedge_words,
    review_words,
)

LONGEST_QUOTE = 1500
"""Longest stretch of a quote on a card, in code points; the whole stands in its source."""

OPENING, CLOSING = frozenset('“"«„'), frozenset('”"»“')


@dataclass(frozen=True, slots=True)
class Said:
    """One relation on a card: who says so, and what."""

    speaker: Markup
    verb: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Card:
    """A claim, ready to be drawn."""

    number: int
    anchor: str
    href: str
    act: Act
    speaker: Markup
    verb: str
    written: Markup
    quotes: tuple[Markup, ...]
    marked: bool
    lang: str
    chain: tuple[Markup, ...]
    manner: tuple[str, ...]
    said: tuple[Said, ...]
    inner: tuple[tuple[int, str], ...]
    outer: tuple[tuple[int, str], ...]
    hedged: str
    review: Markup
    rejected: bool
    document: Markup
    document_href: str
    page: int
    places: str
    recognised: str


class Cards:
    """Makes cards and the words for claims elsewhere on the pages."""

    def __init__(self, index: Index) -> None:
        self._index = index
        words = [re.escape(word) for word in index.edition.hedges if word.strip()]
        self._hedge = re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)
        self._has_hedges = bool(words)

    def card(self, claim: ClaimView) -> Card:
        """Return the card of a claim."""
        index, link = self._index, claim.chain[-1]
        return Card(
            number=index.numbers[claim.id],
            anchor=index.claim_anchor(claim.id),
            href=index.place_of(claim),
            act=claim.act,
            speaker=self.speaker(link),
            verb=act_verb(link),
            written=self._written(link),
            quotes=tuple(self._quote(claim, quote) for quote in claim.content),
            marked=_marked(claim),
            lang=index.language(claim.layer),
            chain=tuple(self._chained(each, link) for each in claim.chain),
            manner=_manner(link),
            said=tuple(self._said(claim, relation) for relation in claim.relations),
            inner=tuple(self._reference(inner) for inner in index.inside.get(claim.id, ())),
            outer=tuple(self._reference(o) for o in (claim.within,) if o in index.numbers and o),
            hedged=hedge_words(claim),
            review=self._reviewed(claim),
            rejected=claim.review == "rejected",
            document=name(index.document_title(claim.document)),
            document_href=self._document_href(claim),
            page=index.page_number(claim),
            places=", ".join(f"{quote.start}\u2013{quote.end}" for quote in claim.content),
            recognised=RECOGNISED if claim.recognised else "",
        )

    def speaker(self, link: LinkView, *, short: bool = False) -> Markup:
        """Return who speaks in a link, by grouped name, linked; ``short`` where room is scarce."""
        index = self._index
        people = [index.actors[a] for a in link.speaker.everybody if a in index.actors]
        if people:
            linked = [
                Markup('<a class="who" href="#{}">{}</a>').format(
                    index.actor_anchor(actor.id),
                    name(index.short_name(actor.id) if short else called(actor)),
                )
                for actor in people
            ]
            return Markup(" and ").join(linked)
        return self._document(link) or (
            _gap() if link.speaker.text == NOT_NAMED else name(link.speaker.text)
        )

    def _document(self, link: LinkView) -> Markup:
        """Return the title of the document that speaks in a link, empty where none does."""
        document = link.speaker.document
        if document is None or document not in self._index.documents:
            return Markup("")
        return Markup('<a class="doc" href="#{}">{}</a>').format(
            self._index.source_anchor(document), name(link.speaker.text)
        )

    def speaker_plain(self, link: LinkView) -> str:
        """Return who speaks in a link, for a title or an attribute."""
        found = [self._index.actors.get(actor) for actor in link.speaker.everybody]
        names = [called(actor) for actor in found if actor is not None]
        text = " and ".join(names) or link.speaker.text
        return "Somebody not named" if text == NOT_NAMED else plain(text)

    def speaker_short(self, link: LinkView) -> str:
        """Return who speaks in a link in few words, for pictures."""
        names = [self._index.short_name(a) for a in link.speaker.everybody]
        text = " and ".join(each for each in names if each)
        return plain(text) or self.speaker_plain(link)

    def voice(self, claim: ClaimView, relation: RelationView) -> LinkView:
        """Return the link whose words a relation is."""
        return claim.chain[0] if whose(claim, relation) == "document" else claim.chain[-1]

    def title(self, claim: ClaimView, relation: RelationView) -> str:
        """Return a relation with its speaker in one plain sentence, for tooltips and charts."""
        link = self.voice(claim, relation)
        said = as_plain(sentence(relation, self._index, claim=claim))
        return f"{self.speaker_plain(link)}{unclear(claim, relation)} {act_verb(link)}: {said}"

    def summary(self, claim: ClaimView) -> str:
        """Return a claim with its speaker in one plain sentence of some length."""
        link = claim.chain[-1]
        words = plain(" … ".join(quote.exact for quote in claim.content))
        cut = words if len(words) <= LONGEST_QUOTE // 6 else words[: LONGEST_QUOTE // 6] + "…"
        return f"{self.speaker_plain(link)} {act_verb(link)}: “{cut}”"

    def _reviewed(self, claim: ClaimView) -> Markup:
        """Return the review, and what the machine had read where a person reads otherwise."""
        machine = None if claim.reviewed is None else claim.reviewed.machine
        if machine is None:
            return show(review_words(claim))
        link = machine.chain[-1]
        marks = [BASES[link.basis]] if link.basis != claim.chain[-1].basis else []
        marks += ["hedged"] if machine.hedged else []
        marks += ["denying the words"] if machine.polarity == "denies" != link.act else []
        return Markup("{}; the machine had read: {} {}{}").format(
            show(review_words(claim)),
            self.speaker(link),
            act_verb(link),
            f" ({', '.join(marks)})" if marks else "",
        )

    def _document_href(self, claim: ClaimView) -> str:
        """Return the address of the claim's document, empty where the chain begins with it."""
        begins = claim.chain[0].speaker.document == claim.document
        known = claim.document in self._index.documents
        return f"#{self._index.source_anchor(claim.document)}" if known and not begins else ""

    def _said(self, claim: ClaimView, relation: RelationView) -> Said:
        link = self.voice(claim, relation)
        words = as_markup(sentence(relation, self._index, claim=claim))
        speaker, verb = self.speaker(link), act_verb(link)
        match whose(claim, relation):
            case "document":
                verb = f"itself {verb}"
            case "unclear":
                speaker += Markup(" or the document (not clear whose words)")
            case _:
                pass
        return Said(speaker=speaker, verb=verb, words=words)

    def _written(self, link: LinkView) -> Markup:
        """Return the local words for the speaker where they are not one of its names."""
        index, text = self._index, link.speaker.text
        names = [
            n for a in link.speaker.everybody if a in index.actors for n in index.actors[a].names
        ]
        if link.speaker.span is None or not names or any(each in text for each in names):
            return Markup("")
        return name(text)

    def _chained(self, link: LinkView, last: LinkView) -> Markup:
        parts = [self._document(link) or self.speaker(link)]
        if link is not last and link.basis != "undisclosed":
            parts.append(Markup('<span class="aside">({})</span>').format(BASES[link.basis]))
        if link.carried:
            parts.append(Markup('<span class="aside">(carried on from an earlier sentence)</span>'))
        if link.when is not None and (words := date_words(link.when)):
            parts.append(Markup('<span class="aside">(knowing or saying, {})</span>').format(words))
        return Markup(" ").join(parts)

    def _quote(self, claim: ClaimView, quote: Quote) -> Markup:
        text = quote.exact
        cut = Markup("")
        if len(text) > LONGEST_QUOTE:
            text = text[:LONGEST_QUOTE]
            cut = Markup(' <span class="aside">[cut here; the whole stands in its source]</span>')
        if not hedge_words(claim) or not self._has_hedges:
            return Markup("<bdi>{}</bdi>{}").format(show(text), cut)
        return Markup("<bdi>{}</bdi>{}").format(self._underlined(text), cut)

    def _underlined(self, text: str) -> Markup:
        parts, at = [], 0
        for found in self._hedge.finditer(text):
            parts.append(show(text[at : found.start()]))
            parts.append(Markup('<i class="hedge">{}</i>').format(show(found.group())))
            at = found.end()
        parts.append(show(text[at:]))
        return Markup("").join(parts)

    def _reference(self, claim: ClaimId) -> tuple[int, str]:
        return self._index.numbers[claim], self._index.claim_anchor(claim)


def review_note(claims: Iterable[ClaimView]) -> str:
    """Return, as a sentence, by whom all of these claims were reviewed, or that some were not."""
    told = [review_words(claim) for claim in claims]
    words = NOT_REVIEWED if NOT_REVIEWED in told else "; ".join(dict.fromkeys(told))
    return plain(f"{words[:1].upper()}{words[1:]}.")


def unclear(claim: ClaimView, relation: RelationView) -> str:
    """Return what follows the speaker where the words may be the document's own."""
    return " or the document" if whose(claim, relation) == "unclear" else ""


def _marked(claim: ClaimView) -> bool:
    """Tell whether the words bring quotation marks of their own."""
    first, last = claim.content[0].exact.lstrip(), claim.content[-1].exact.rstrip(" .,;\n")
    return first[:1] in OPENING and last[-1:] in CLOSING


def _gap() -> Markup:
    return Markup('<span class="gap">{}</span>').format(NOT_NAMED)


def _manner(link: LinkView) -> tuple[str, ...]:
    return MODES[link.mode], f"basis: {BASES[link.basis]}"
