"""The card of a claim in text: speaker and act, the words, the chain, the review."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING

from careo.app.cli.escape import visible
from careo.model.claim import Act, Polarity
from careo.model.wording import BASES, RECOGNISED, act_verb, hedge_words, review_words

if TYPE_CHECKING:
    from careo.model.record import ActorId, DocumentId
    from careo.model.views import ClaimView, LinkView, SpeakerView

    Actors = Mapping[ActorId, str]
    Documents = Mapping[DocumentId, str]

SHAPES: dict[Act, str] = {
    "asserts": "•",
    "alleges": "○",
    "admits": "●",
    "acknowledges": "◐",
    "denies": "⊗",
    "retracts": "⊘",
    "warns": "△",
    "promises": "◇",
    "orders": ">",
    "finds": "□",
    "records": "▣",
    "reports": "—",
}
"""The shape beside an act's word, the same as on a page and in its chart."""

_INDENT = "    "
_OPENING, _CLOSING = frozenset('“"«„'), frozenset('”"»“')


def card(claim: ClaimView, actors: Actors, documents: Documents, width: int = 0) -> str:
    """Return the card of ``claim``, safe to print, ending in an empty line.

    Args:
        claim: The claim.
        actors: The name of each actor.
        documents: The name of each document's file.
        width: Columns to wrap at; 0 leaves each line whole.
    """
    last = claim.chain[-1]
    shape = SHAPES[last.act]
    said = "; ".join([act(last), *_marks(last, claim.polarity, hedge_words(claim))])
    file = visible(documents.get(claim.document, claim.document[:12]))
    place = f"{claim.content[0].start} to {claim.content[-1].end}"
    seen = f" · {RECOGNISED}" if claim.recognised else ""
    lines = [
        f"{shape} {who(last.speaker, actors)} {said}",
        f"{_INDENT}{words(claim)}",
        f"{_INDENT}{chain(claim, actors)} · {basis(last)}",
        f"{_INDENT}{file}, characters {place}{seen}",
        f"{_INDENT}{reviewed(claim, actors)} · {claim.id[:12]}",
    ]
    if width > len(_INDENT):
        lines = [fill(line, width, subsequent_indent=_INDENT) for line in lines]
    return "\n".join(lines) + "\n\n"


def words(claim: ClaimView) -> str:
    """Return the exact words in quotation marks; what a parenthetical splits is joined by […]."""
    return " […] ".join(_quoted(visible(quote.exact)) for quote in claim.content)


def _quoted(exact: str) -> str:
    """Return words in quotation marks, or as they are where they bring their own."""
    return exact if exact[:1] in _OPENING and exact[-1:] in _CLOSING else f"“{exact}”"


def chain(claim: ClaimView, actors: Actors) -> str:
    """Return the speakers, outermost first."""
    return " ▸ ".join(who(link.speaker, actors) for link in claim.chain)


def who(speaker: SpeakerView, actors: Actors) -> str:
    """Return whom the words stand for, with the words themselves where they differ."""
    local = visible(speaker.text)
    names = [visible(actors[one]) for one in speaker.everybody if one in actors]
    full = " and ".join(names)
    if not full or full == local:
        return local
    if speaker.document is not None:
        return f"{full}, in “{local}”"
    return f"{full} (“{local}”)"


def act(link: LinkView) -> str:
    """Return the act as a verb in the present, with its "not"."""
    verb = act_verb(link)
    return f"{verb}, carried over from an earlier sentence" if link.carried else verb


def basis(link: LinkView) -> str:
    """Return how a speaker says to know."""
    return f"basis: {BASES[link.basis]}"


def reviewed(claim: ClaimView, actors: Actors) -> str:
    """Return the review, and what the machine had read where a person reads otherwise."""
    told = visible(review_words(claim))
    machine = None if claim.reviewed is None else claim.reviewed.machine
    if machine is None:
        return told
    last = machine.chain[-1]
    marks = _marks(last, machine.polarity, "hedged" if machine.hedged else "")
    said = "; ".join([act(last), *marks, basis(last)])
    return f"{told}; the machine had read: {who(last.speaker, actors)} {said}"


def _marks(last: LinkView, polarity: Polarity, hedged: str) -> list[str]:
    denies = polarity == "denies" and last.act != "denies"
    return list(filter(None, (hedged, "denies the words below" if denies else "")))
