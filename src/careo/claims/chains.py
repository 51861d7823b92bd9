"""Chains of speakers: the document, what conveys, who speaks, and speech within speech."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from careo.claims import conveyors
from careo.claims.acts import Saying, as_said_by, saying
from careo.claims.context import Context
from careo.claims.conveyors import Authored
from careo.claims.cueing import cue_head
from careo.claims.examined import examined
from careo.claims.knowing import basis_of, mode_of, when_said
from careo.claims.silent import silent_speaker
from careo.claims.speakers import DOCUMENT, apart, same, speaker
from careo.claims.syntax import words_of
from careo.claims.turns import is_turn, turn_speaker
from careo.claims.words import is_listed, listed
from careo.model.claim import Link, Speaker
from careo.model.reading import Attribution, Sentence
from careo.model.record import Record
from careo.model.text import Span

REPORTED = Link(speaker=DOCUMENT, act="reports", mode="own_words")
"""The document passing on what another says."""

_TAKEN_BACK = frozenset({"denies", "retracts"})
_ASIDES = frozenset({"prep", "relcl", "parataxis"})


class Known(NamedTuple):
    """What the whole document tells of who speaks.

    Attributes:
        authored: The places that say whose a conveyor is.
        heard: Who speaks behind the initials of a hearing and its "you", by their places.
    """

    authored: tuple[Authored, ...]
    heard: Mapping[Span, Speaker]


class Chained(Record, frozen=True):
    """An attribution with its chain.

    Attributes:
        attribution: The attribution.
        said: What kind of saying it is.
        chain: Outermost first.
        outer: Index of the attribution whose content holds this one, or None.
        beside: It only names the outer speaker again: no speech within his speech.
    """

    attribution: Attribution
    said: Saying
    chain: tuple[Link, ...]
    outer: int | None
    beside: bool = False


def chained(context: Context, attributions: Sequence[Attribution]) -> tuple[Chained, ...]:
    """Give every attribution its chain, in the order of ``attributions``."""
    authored = (*conveyors.authored(context), *_by_sayings(context, attributions))
    known = Known(authored, examined(context, attributions))
    outer = nesting(context, attributions)
    done: dict[int, Chained] = {}

    def build(index: int) -> Chained:
        if index not in done:
            above = outer[index]
            parent = build(above) if above is not None else None
            done[index] = _chain(context, attributions[index], above, parent, known)
        return done[index]

    return tuple(build(n) for n in range(len(attributions)))


def _by_sayings(context: Context, attributions: Sequence[Attribution]) -> Iterator[Authored]:
    """Yield whose the conveyors are in which people are said to say something."""
    for one in attributions:
        found = _conveyor_around(context, one)
        if found is not None and conveyors.conveyor_in(context, one.source) is None:
            author = conveyors.authored_in(context, *found, speaker(context, one.source))
            if author is not None:
                yield author


def nesting(context: Context, attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the one that most closely holds it in its content, or None.

    It must hold the cue and the first words of the content, and be longer: so no two hold each
    other.
    """
    near: defaultdict[int, list[int]] = defaultdict(list)
    for n, attribution in enumerate(attributions):
        for span in attribution.content:
            for sentence in context.sentences_of(span):
                near[sentence.start].append(n)
    return [_outer(context, attributions, n, near) for n in range(len(attributions))]


def _outer(
    context: Context,
    attributions: Sequence[Attribution],
    index: int,
    near: dict[int, list[int]],
) -> int | None:
    inner = attributions[index]
    sentence = context.sentence_of(inner.content[0])
    holders = [
        n
        for n in dict.fromkeys(near.get(sentence.start, []) if sentence is not None else [])
        if _size(attributions[n]) > _size(inner) and _holds(attributions[n], inner)
    ]
    return min(holders, key=lambda n: (_size(attributions[n]), n), default=None)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    places = [inner.content[0], *([inner.cue] if inner.cue is not None else [])]
    return all(any(span.holds(place) for span in outer.content) for place in places)


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _chain(
    context: Context,
    attribution: Attribution,
    above: int | None,
    parent: Chained | None,
    known: Known,
) -> Chained:
    said = saying(context, attribution)
    outer = parent.chain if parent is not None else (REPORTED,)
    speakers = _speakers(context, attribution, outer[-1].speaker, known)
    if speakers == (DOCUMENT,) and parent is None:
        outer = ()
    last = speakers[-1]
    said = as_said_by(context, said, last.span)
    again = _says_again(context, attribution, said, outer, last)
    if again:
        outer = outer[:-1]
    mode = mode_of(context, attribution.content)
    links = [Link(speaker=s, act="reports", mode=mode) for s in speakers[:-1]]
    own = last.kind == "document"
    innermost = Link(
        speaker=last,
        act=said.act,
        mode="own_words" if own else mode,
        basis=basis_of(context, attribution, said, last),
        cue=attribution.cue,
        negated=said.negated,
        when=when_said(context, attribution, last),
    )
    chain = (*outer, *links, innermost)
    return Chained(attribution=attribution, said=said, chain=chain, outer=above, beside=again)


def _says_again(
    context: Context,
    attribution: Attribution,
    said: Saying,
    outer: tuple[Link, ...],
    last: Speaker,
) -> bool:
    """Tell whether words inside somebody's account only name him again.

    "According to him", "which he calls", "suggesting that", ", he added,": no second act of
    saying lies in between. "He said that he had told them that" has two.
    """
    if len(outer) <= 1 or outer[-1].negated or outer[-1].act in _TAKEN_BACK:
        return False
    if attribution.cue is None or not same(context, outer[-1].speaker, last):
        return False
    sentence = context.sentence_of(attribution.cue)
    head = cue_head(context, sentence, attribution.cue) if sentence is not None else None
    if sentence is None or head is None:
        return False
    token = sentence.tokens[head]
    helped = any(sentence.tokens[n].pos == "AUX" for n in range(max(0, head - 2), head))
    aside = token.dep in _ASIDES or (token.tag == "VBG" and not helped) or said.frame
    return aside or _stands_apart(context, sentence, attribution)


def _stands_apart(context: Context, sentence: Sentence, attribution: Attribution) -> bool:
    """Tell whether a cue and its source stand between commas in what is said."""
    places = [place for place in (attribution.source, attribution.cue) if place is not None]
    words = sorted(n for place in places for n in words_of(place, sentence))
    if not words or words[-1] - words[0] + 1 > len(words):
        return False
    first, last = words[0], words[-1]
    if first and is_listed(sentence.tokens[first - 1], context.lexicon, "introducing"):
        first -= 1
    if last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].pos == "PRON":
        last += 1
    before, after = sentence.tokens[:first][-1:], sentence.tokens[last + 1 :][:1]
    return [t.text for t in (*before, *after)] == [",", ","]


def _speakers(
    context: Context, attribution: Attribution, outer: Speaker, known: Known
) -> tuple[Speaker, ...]:
    """Return an attribution's own speakers: what conveys, then who says it."""
    source = attribution.source
    heard = known.heard.get(source) if source is not None else None
    carrying = conveyors.conveyor_in(context, source)
    if carrying is not None:
        return _of_conveyor(context, carrying, known.authored, source)
    silent = _unspelt(context, attribution) if outer.kind == "document" else None
    carrying = conveyors.conveyor_in(context, silent.span) if silent is not None else None
    if carrying is not None:
        return _of_conveyor(context, carrying, known.authored, None)
    who = heard or silent or _first_person(context, source, outer)
    who = who or speaker(context, source, attribution.content)
    who = apart(context, who, attribution.content)
    found = _conveyor_around(context, attribution)
    conveyor = conveyors.conveyed(context, *found, known.authored).conveyor if found else None
    return (who,) if conveyor is None or same(context, conveyor, who) else (conveyor, who)


def _unspelt(context: Context, attribution: Attribution) -> Speaker | None:
    if is_turn(context, attribution):
        return turn_speaker(context, attribution)
    return silent_speaker(context, attribution)


def _of_conveyor(
    context: Context,
    carrying: tuple[Sentence, int],
    known: tuple[Authored, ...],
    source: Span | None,
) -> tuple[Speaker, ...]:
    if conveyors.is_the_document(context, *carrying):
        return (DOCUMENT,)
    found = conveyors.conveyed(context, *carrying, known, source)
    return (found.conveyor,) if found.author is None else (found.conveyor, found.author)


def _conveyor_around(context: Context, one: Attribution) -> tuple[Sentence, int] | None:
    """Return the conveyor in which something is said; None for the document itself."""
    sentence = context.sentence_of(one.cue) if one.cue is not None else None
    head = cue_head(context, sentence, one.cue) if one.cue is not None and sentence else None
    if sentence is None or head is None:
        return None
    index = conveyors.in_conveyor(context, sentence, head, one)
    if index is None or conveyors.is_the_document(context, sentence, index):
        return None
    return sentence, index


def _first_person(context: Context, source: Span | None, outer: Speaker) -> Speaker | None:
    """Return whom "I" and "we" stand for: who is quoted, or the document itself."""
    if source is None or not context.first_person(source):
        return None
    if context.quoted(source.start, source.end):
        found = speaker(context, source)
        resolved = any(context.referent(m) is not None for m in found.mentions)
        if resolved or outer.kind != "mention":
            return found
        return Speaker(kind="mention", span=source, mentions=outer.mentions)
    kinds = context.source.kind.casefold().split()
    transcript = not listed(context.lexicon, "transcripts").isdisjoint(kinds)
    return None if transcript or outer.kind != "document" else DOCUMENT
