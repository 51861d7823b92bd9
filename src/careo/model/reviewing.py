"""Reviews: what a person makes of a claim, and the claim that is shown for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import structs

from careo.model.anchoring import anchored, locate
from careo.model.claim import (
    Act,
    Basis,
    Claim,
    Link,
    Mode,
    Polarity,
    Speaker,
    claim_id,
)
from careo.model.journal import (
    Account,
    Anchor,
    AnchoredLink,
    AnchoredSpeaker,
    Review,
    ReviewVerdict,
)
from careo.model.record import ClaimId, Record
from careo.model.text import Span, TextLayer
from careo.model.time import When

PERSON = "person"
"""The extractor of a claim that no reader finds."""

DOCUMENT = Speaker(kind="document")
NOBODY = Speaker(kind="gap")
_OPENING, _CLOSING = frozenset('"“«„'), frozenset('"”»“')


class Change(Record, frozen=True):
    """What a reviewer says otherwise; None leaves a field as it is."""

    speaker: Speaker | None = None
    act: Act | None = None
    polarity: Polarity | None = None
    hedged: bool | None = None
    basis: Basis | None = None


class Places(NamedTuple):
    """Where a review's words stand in a layer, and which claim has these places."""

    claim: ClaimId
    cue: Span | None
    content: tuple[Span, ...]


def review_of(claim: Claim, layer: TextLayer, verdict: ReviewVerdict, reason: str) -> Review:
    """Return the review that vouches for a claim as it is given."""
    cue = claim.chain[-1].cue
    return Review(
        cue=None if cue is None else anchored(layer.document, layer.text, cue),
        content=tuple(anchored(layer.document, layer.text, span) for span in claim.content),
        verdict=verdict,
        reason=reason,
        corrected=account(claim, layer),
    )


def account(claim: Claim, layer: TextLayer) -> Account:
    """Return how a claim reads, its words as anchors."""

    def mark(span: Span) -> Anchor:
        return anchored(layer.document, layer.text, span)

    def link(one: Link) -> AnchoredLink:
        said = one.speaker
        return AnchoredLink(
            speaker=AnchoredSpeaker(
                kind=said.kind,
                words=None if said.span is None else mark(said.span),
                mentions=tuple(mark(span) for span in said.mentions),
            ),
            act=one.act,
            mode=one.mode,
            basis=one.basis,
            cue=None if one.cue is None else mark(one.cue),
            carried=one.carried,
            negated=one.negated,
        )

    return Account(
        chain=tuple(link(one) for one in claim.chain), polarity=claim.polarity, hedged=claim.hedged
    )


def places(review: Review, layer: TextLayer) -> Places | None:
    """Return where a review's cue and content stand in a layer; None where any of it does not."""
    content = _all(review.content, layer)
    cue = () if review.cue is None else _all((review.cue,), layer)
    if content is None or cue is None or not _in_order(content):
        return None
    first = cue[0] if cue else None
    return Places(claim_id(layer.document, layer.id, first, content), first, content)


def reviewed(
    review: Review, found: Places, layer: TextLayer, machine: Claim | None
) -> Claim | None:
    """Return the claim as a review has it.

    Args:
        review: One that vouches for an account: any but a rejection.
        found: Where its words stand.
        layer: The text.
        machine: What the machine reads at these places, if anything: its relations, and its
            times where they are of the same words.

    Returns:
        None where words of the account stand nowhere in the text.
    """
    said = review.corrected
    if said is None:
        return machine
    chain = _chain(said.chain, found, layer, machine)
    if chain is None:
        return None
    return Claim(
        id=found.claim,
        document=layer.document,
        layer=layer.id,
        content=found.content,
        chain=chain,
        within=None if machine is None else machine.within,
        polarity=said.polarity,
        hedged=said.hedged,
        relations=() if machine is None else machine.relations,
        extractors=(PERSON,) if machine is None else machine.extractors,
    )


def _chain(
    said: Iterable[AnchoredLink], found: Places, layer: TextLayer, machine: Claim | None
) -> tuple[Link, ...] | None:
    links: list[Link] = []
    for one in said:
        words = _maybe(one.speaker.words, layer)
        mentions = _all(one.speaker.mentions, layer)
        cue = _maybe(one.cue, layer)
        if words is None or mentions is None or cue is None:
            return None
        speaker = Speaker(kind=one.speaker.kind, span=words[0], mentions=mentions)
        links.append(
            Link(
                speaker=speaker,
                act=one.act,
                mode=one.mode,
                basis=one.basis,
                cue=cue[0],
                carried=one.carried,
                negated=one.negated,
                when=_when(machine, speaker, cue[0]),
            )
        )
    links[-1] = structs.replace(links[-1], cue=found.cue)
    return tuple(links)


def _when(machine: Claim | None, speaker: Speaker, cue: Span | None) -> When | None:
    """Return the time that the machine reads beside the same speaker and cue."""
    links = () if machine is None else machine.chain
    return next((one.when for one in links if one.speaker == speaker and one.cue == cue), None)


def differs(one: Claim, other: Claim) -> bool:
    """Tell whether two claims of the same places read otherwise, times left out."""
    return _told(one) != _told(other)


def _told(claim: Claim) -> tuple[object, ...]:
    chain = tuple(structs.replace(link, when=None) for link in claim.chain)
    return chain, claim.polarity, claim.hedged


def corrected(claim: Claim, change: Change) -> Claim:
    """Return a claim with a change; an act of denial denies its content unless told otherwise."""
    chain = claim.chain if change.speaker is None else _said_by(claim.chain, change.speaker)
    last = structs.replace(
        chain[-1], act=change.act or chain[-1].act, basis=change.basis or chain[-1].basis
    )
    polarity = change.polarity or claim.polarity
    if change.act is not None and change.polarity is None and change.act != claim.chain[-1].act:
        polarity = "denies" if change.act == "denies" else "affirms"
    return structs.replace(
        claim,
        chain=(*chain[:-1], last),
        polarity=polarity,
        hedged=claim.hedged if change.hedged is None else change.hedged,
    )


def _said_by(chain: tuple[Link, ...], speaker: Speaker) -> tuple[Link, ...]:
    """Return the chain with another one who says the words."""
    last, first = chain[-1], chain[0].speaker
    itself = first if first.kind == "document" else DOCUMENT
    if speaker.kind == "document":
        return (structs.replace(last, speaker=itself, mode="own_words", carried=False),)
    outer = chain[:-1] or (Link(speaker=itself, act="reports", mode="own_words"),)
    mode: Mode = "indirect" if last.mode == "own_words" else last.mode
    return (*outer, structs.replace(last, speaker=speaker, mode=mode, carried=False))


def added(layer: TextLayer, cue: Span | None, content: Span, change: Change) -> Claim:
    """Return a claim that a person adds: the document passes on what the speaker says."""
    own = Link(speaker=DOCUMENT, act="asserts", mode=_mode(layer.text, content), cue=cue)
    plain = Claim(
        id=claim_id(layer.document, layer.id, cue, (content,)),
        document=layer.document,
        layer=layer.id,
        content=(content,),
        chain=(own,),
        extractors=(PERSON,),
    )
    return corrected(plain, structs.replace(change, speaker=change.speaker or DOCUMENT))


def _mode(text: str, content: Span) -> Mode:
    """Return in whose words: a content within quotation marks is quoted word for word."""
    inner = content.exact[:1] in _OPENING and content.exact[-1:] in _CLOSING
    before, after = text[: content.start][-1:], text[content.end : content.end + 1]
    outer = before in _OPENING and after in _CLOSING and bool(before and after)
    return "direct_quote" if inner or outer else "indirect"


def _all(anchors: Iterable[Anchor], layer: TextLayer) -> tuple[Span, ...] | None:
    found: list[Span] = []
    for one in anchors:
        place = locate(one, layer.text)
        if place is None:
            return None
        found.append(layer.span(*place))
    return tuple(found)


def _maybe(anchor: Anchor | None, layer: TextLayer) -> tuple[Span | None] | None:
    """Return the place of an anchor that may be none, in a tuple; None where it is lost."""
    if anchor is None:
        return (None,)
    found = locate(anchor, layer.text)
    return None if found is None else (layer.span(*found),)


def _in_order(content: tuple[Span, ...]) -> bool:
    ends = [span.end for span in content]
    return all(end <= after.start for end, after in zip(ends, content[1:], strict=False))
