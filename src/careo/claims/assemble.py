"""Putting a claim together from its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from careo.claims import own_voice
from careo.claims.acts import polarity
from careo.claims.carried import as_carried
from careo.claims.chains import REPORTED, Chained
from careo.claims.context import Context
from careo.claims.hedging import hedged
from careo.claims.knowing import known_when, main_word, mode_of, own_knowledge
from careo.claims.relations.relations import relations
from careo.claims.sift import spoken
from careo.claims.speakers import DOCUMENT, GAP
from careo.claims.timing import timed
from careo.model.claim import Basis, Claim, Link, Polarity, Relation, claim_id
from careo.model.reading import Attribution, Sentence
from careo.model.record import ClaimId
from careo.model.text import Span

_HALF = 2
_PLAIN = frozenset({"asserts", "reports"})
_SMALL = frozenset({"PUNCT", "ADP", "DET", "SCONJ"})


def extractors(attributions: Iterable[Attribution]) -> dict[object, tuple[str, ...]]:
    """Return by places which readers found an attribution, sorted."""
    found: dict[object, set[str]] = {}
    for one in attributions:
        found.setdefault((one.cue, one.content), set()).update(one.extractor.split("+"))
    return {key: tuple(sorted(names)) for key, names in found.items()}


def attributed(
    context: Context, links: Sequence[Chained], accounts: Mapping[int, Chained]
) -> Iterator[Claim]:
    """Yield one claim for each act of saying.

    None for one that says no more than who says what stands in it: "“X,” Roe writes, according
    to the paper" is Roe's claim, and the paper a link of its chain. Nor for one whose frame only
    names the speaker again in his words ("episodes that, according to him, …"). What is said in a
    sentence that goes on with an account ("he had been told to sign") is said within it.
    """
    relays = _relays(context, links)
    found_by = extractors(context.reading.attributions)
    ids = [_id(context, one.attribution.cue, one.attribution.content) for one in links]
    for n, (one, name) in enumerate(zip(links, ids, strict=True)):
        if n in relays:
            continue
        content = one.attribution.content
        outer = relays.get(one.outer, one.outer) if one.outer is not None else None
        if one.beside and one.outer is not None:
            outer = links[one.outer].outer
        chain, around = one.chain, ids[outer] if outer is not None else None
        if one.outer is None:
            chain, around = _in_account(context, one, accounts)
        chain, told = timed(context, chain, content, _asserted(context, content))
        yield Claim(
            id=name,
            document=context.layer.document,
            layer=context.layer.id,
            content=content,
            chain=chain,
            within=around if around != name else None,
            polarity=polarity(one.said.act, negated=one.said.negated),
            hedged=one.said.hedged or _hedged(context, content),
            relations=told,
            extractors=found_by.get(
                (one.attribution.cue, content), tuple(sorted(one.attribution.extractor.split("+")))
            ),
        )


def _in_account(
    context: Context, one: Chained, accounts: Mapping[int, Chained]
) -> tuple[tuple[Link, ...], ClaimId | None]:
    """Return a saying's chain, and the claim around it, where its sentence goes on with another."""
    sentence = context.sentence_of(one.attribution.cue) if one.attribution.cue else None
    account = accounts.get(sentence.start) if sentence is not None else None
    place = own_voice.whole(context, sentence) if sentence is not None else None
    if account is None or place is None:
        return one.chain, None
    outer = as_carried(account.chain)
    return (*outer, *one.chain[1:]), _id(context, outer[-1].cue, (place,))


def _relays(context: Context, links: Sequence[Chained]) -> dict[int, int | None]:
    """Return the frames ("according to X") that are no claim of their own, and their outer.

    Those around nothing but one other saying, and those that only name the outer speaker again.
    """
    again = ((n, one) for n, one in enumerate(links) if one.beside and one.said.frame)
    found: dict[int, int | None] = {n: one.outer for n, one in again}
    for one in links:
        if one.outer is None or one.said.act not in _PLAIN:
            continue
        if not links[one.outer].said.frame:
            continue
        spans = [*one.attribution.content, one.attribution.cue, one.attribution.source]
        spans += [link.speaker.span for link in one.chain]
        held = [span for span in spans if span is not None]
        if not _left(context, links[one.outer].attribution.content, held):
            found[one.outer] = links[one.outer].outer
    return found


def _left(context: Context, content: Sequence[Span], held: Sequence[Span]) -> bool:
    """Tell whether a content has words of its own beside some places."""
    tokens = [
        token
        for span in content
        for sentence in context.sentences_of(span)
        for token in sentence.tokens
        if span.start <= token.start and token.end <= span.end and token.pos not in _SMALL
    ]
    return any(not any(s.start <= t.start and t.end <= s.end for s in held) for t in tokens)


def unattributed(
    context: Context,
    touched: Mapping[int, Sequence[Attribution]],
    accounts: Mapping[int, Chained],
) -> Iterator[Claim]:
    """Yield the claims of sentences, and of parts of sentences, that no cue governs.

    Args:
        context: The document.
        touched: What is attributed in each sentence, by its start.
        accounts: The account that a sentence goes on with, by its start.
    """
    for sentence in context.sentences:
        if context.kind_of_segment(sentence) in {"heading", "row", "furniture"}:
            continue
        if sentence.start in touched and sentence.start not in accounts:
            claim = _beside(context, sentence, touched[sentence.start])
        else:
            claim = _alone(context, sentence, accounts.get(sentence.start))
        if claim is not None:
            yield claim


def _beside(
    context: Context, sentence: Sentence, attributions: Sequence[Attribution]
) -> Claim | None:
    """Return the document's own words beside what it attributes, where they assert something."""
    rest = own_voice.remaining(context, sentence, attributions)
    found = _asserted(context, rest) if rest else ()
    main = own_voice.main_verb(context, sentence, rest, attributions)
    telling = tuple(
        r
        for r in found
        if r.predicate != "states" or (r.trigger == main and not own_voice.frames(context, r))
    )
    places = [s for r in telling for s in (*(role.span for role in r.roles), r.trigger) if s]
    if main is not None:
        subject = own_voice.subject(context, sentence, main, rest)
        places += [main] if telling else [] if subject is None else [subject, main]
    content = tuple(span for span in rest if any(span.holds(place) for place in places))
    if not any(own_voice.states(sentence, span) for span in content):
        return None
    inside = [held for r in found if (held := _within(r, content)) is not None]
    return _claim(context, content, (_own_link(context, content),), tuple(inside))


def _within(relation: Relation, content: Sequence[Span]) -> Relation | None:
    """Return a relation whose participants stand in a content, or None.

    What it is for may stand in the words of others: "was arrested on suspicion of | fraud".
    """
    roles = tuple(r for r in relation.roles if any(c.holds(r.span) for c in content))
    apart = [r for r in relation.roles if r not in roles]
    if not roles or any(r.role != "charge" for r in apart):
        return None
    return msgspec.structs.replace(relation, roles=roles) if apart else relation


def _alone(context: Context, sentence: Sentence, account: Chained | None) -> Claim | None:
    """Return the claim of a sentence without a cue."""
    place = own_voice.whole(context, sentence)
    if place is None:
        return None
    content = (place,)
    found = _asserted(context, content)
    if account is not None:
        chain = as_carried(account.chain)
        return _claim(context, content, chain, found, polarity(chain[-1].act, negated=False))
    speech = own_voice.quoted_clauses(context, sentence)
    if speech:
        link = Link(speaker=GAP, act="asserts", mode="direct_quote")
        told = _asserted(context, speech)
        return _claim(context, speech, (REPORTED, link), told)
    quoted, total = context.quoted_words(sentence, list(range(len(sentence.tokens))))
    if quoted * _HALF >= max(total, 1) or _runs_over(context, sentence):
        link = Link(speaker=GAP, act="asserts", mode=mode_of(context, content))
        return _claim(context, content, (REPORTED, link), found)
    return _claim(context, content, (_own_link(context, content),), found)


def _own_link(context: Context, content: tuple[Span, ...]) -> Link:
    act = own_voice.own_act(context)
    main = main_word(context, content)
    basis: Basis = "official_act" if act in {"finds", "records"} else "undisclosed"
    shown = own_knowledge(context, *main, DOCUMENT) if main is not None else None
    return Link(
        speaker=DOCUMENT,
        act=act,
        mode="own_words",
        basis=shown or basis,
        when=known_when(context, content, DOCUMENT),
    )


def _runs_over(context: Context, sentence: Sentence) -> bool:
    """Tell whether a quotation runs into a sentence or out of it."""
    return any(
        start < place < end
        for place in (sentence.start, sentence.end - 1)
        for start, end in context.quotations_near(place)
        if not (sentence.start <= start and end <= sentence.end)
    )


def _claim(
    context: Context,
    content: tuple[Span, ...],
    chain: tuple[Link, ...],
    found: tuple[Relation, ...],
    polar: Polarity = "affirms",
) -> Claim:
    chain, told = timed(context, chain, content, found)
    return Claim(
        id=_id(context, chain[-1].cue, content),
        document=context.layer.document,
        layer=context.layer.id,
        content=content,
        chain=chain,
        polarity=polar,
        hedged=_hedged(context, content),
        relations=told,
    )


def _hedged(context: Context, content: tuple[Span, ...]) -> bool:
    main = main_word(context, content)
    return main is not None and hedged(*main, context.lexicon)


def _id(context: Context, cue: Span | None, content: tuple[Span, ...]) -> ClaimId:
    return claim_id(context.layer.document, context.layer.id, cue, content)


def _asserted(context: Context, content: tuple[Span, ...]) -> tuple[Relation, ...]:
    if not context.relating:
        return ()
    return relations(context.layer, spoken(context), content, context.lexicon, casts=context.casts)


def unique(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield claims of one id once, with all their readers."""
    found: dict[ClaimId, Claim] = {}
    for claim in claims:
        if claim.id in found:
            both = sorted({*found[claim.id].extractors, *claim.extractors})
            found[claim.id] = msgspec.structs.replace(found[claim.id], extractors=tuple(both))
        else:
            found[claim.id] = claim
    yield from found.values()
