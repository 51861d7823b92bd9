"""Where what somebody says ends: the structure of the sentence bounds it, unless it tears it."""

from __future__ import annotations

import msgspec

from careo.claims.syntax import AUXILIARIES, sentence_at, subtree
from careo.model.reading import Attribution, Reading, Sentence
from careo.model.text import Span, TextLayer

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def bounded(layer: TextLayer, reading: Reading) -> Reading:
    """Return a reading whose contents are bounded as the structure of their sentences has it.

    Not where the bound would part a clause: right before a finite verb that the content goes on
    with ("routes were kept, mines | were worked"), around words that are neither the cue nor
    the speaker ("that | this group, now abroad, | was exported"), or before the colon of a
    quotation that the content introduces ("that Roe had said | : “Leave”").
    """
    replace = msgspec.structs.replace
    told = tuple(
        replace(one, content=_whole(layer, reading, one), bounded=()) if one.bounded else one
        for one in reading.attributions
    )
    return replace(reading, attributions=told)


def _whole(layer: TextLayer, reading: Reading, one: Attribution) -> tuple[Span, ...]:
    """Return the bounded content, with what it tears away."""
    if not _torn(reading, one):
        return one.bounded
    places: list[tuple[int, int]] = []
    for span in sorted((*one.content, *one.bounded), key=lambda span: span.place):
        if places and span.start <= places[-1][1]:
            places[-1] = (places[-1][0], max(places[-1][1], span.end))
        else:
            places.append(span.place)
    return tuple(layer.span(*place) for place in places)


def _torn(reading: Reading, one: Attribution) -> bool:
    own = [span.start for span in (one.cue, one.source) if span is not None]
    for span in one.content:
        held = sorted(b.place for b in one.bounded if span.holds(b))
        if not held:
            continue
        starts = [span.start, *(end for _, end in held)]
        ends = [*(start for start, _ in held), span.end]
        for n, gap in enumerate(zip(starts, ends, strict=True)):
            if any(gap[0] <= place < gap[1] for place in own) or gap[0] >= gap[1]:
                continue
            if n and (_goes_on(reading, one, gap[0]) or _is_introduced(reading, gap[0])):
                return True
            if n < len(held) and _is_subject(reading, one, *gap):
                return True
    return False


def _goes_on(reading: Reading, one: Attribution, place: int) -> bool:
    """Tell whether a finite verb stands at a place that does not have the cue below it.

    "Her admission that she left | means little": that verb is not hers.
    """
    found = _word(reading, place, place + 2)
    if found is None:
        return False
    sentence, index = found
    token = sentence.tokens[index]
    verb = token.head if token.dep in AUXILIARIES else index
    below = [sentence.tokens[n].start for n in subtree(sentence, verb)]
    above = one.cue is not None and any(one.cue.start <= start < one.cue.end for start in below)
    return token.tag in _FINITE and not above


def _is_introduced(reading: Reading, place: int) -> bool:
    """Tell whether a colon and an opening quotation mark follow at a place."""
    found = _word(reading, place, place + 2)
    if found is None or found[0].tokens[found[1]].text != ":":
        return False
    return any(token.tag == "``" for token in found[0].tokens[found[1] + 1 :][:1])


def _is_subject(reading: Reading, one: Attribution, start: int, end: int) -> bool:
    """Tell whether a finite verb follows right behind some words: they are its subject."""
    first = _word(reading, start, end)
    tag = first[0].tokens[first[1]].tag if first is not None else ""
    return tag not in {"", "CC", ","} and _goes_on(reading, one, end)


def _word(reading: Reading, start: int, end: int) -> tuple[Sentence, int] | None:
    """Return the first word that begins between two places, or None."""
    at = sentence_at(reading.sentences, start)
    if at is None:
        return None
    sentence = reading.sentences[at]
    words = (n for n, t in enumerate(sentence.tokens) if start <= t.start < end)
    return next(((sentence, n) for n in words), None)
