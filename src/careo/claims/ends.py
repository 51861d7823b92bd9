"""Where a content stops short of its last word, or holds what its speaker did not say.

What the sentence plainly shows counts, whichever reader found the content.
"""

from __future__ import annotations

import msgspec

from careo.claims.syntax import SUBJECTS, sentence_at, subtree, words_of
from careo.model.reading import Attribution, Reading, Sentence
from careo.model.text import Span, TextLayer

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBS = frozenset({"VERB", "AUX"})
_RELATIVE = frozenset({"PRON", "SCONJ", "DET"})
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM"})
_NEAR = 4


def with_ends(layer: TextLayer, found: Reading, reading: Reading) -> Reading:
    """Return a reading whose contents end where what their speakers say ends.

    A preposition keeps its noun ("at moments of | tension"); a relative clause on the speaker
    ("“…”, said Roe, who is in prison") is no word of his; and what a second verb of saying has
    behind "and" is its own ("has admitted going | but denies knowing why").

    Args:
        layer: The text.
        found: The attributions as they were found, in the order of the reading's.
        reading: The reading, its contents bounded.
    """
    told = [_mended(layer, reading, one) for one in reading.attributions]
    for n in range(len(told)):
        for other in range(max(0, n - _NEAR), min(len(told), n + _NEAR + 1)):
            if other != n:
                clause = _one_clause(found.attributions[n], found.attributions[other])
                told[n], told[other] = _parted(layer, reading, told[n], told[other], clause=clause)
    return msgspec.structs.replace(reading, attributions=tuple(told))


def _mended(layer: TextLayer, reading: Reading, one: Attribution) -> Attribution:
    content = tuple(
        _with_noun(layer, reading, span)
        for span in one.content
        if len(one.content) == 1 or not _is_aside(reading, one, span)
    )
    return one if content == one.content else msgspec.structs.replace(one, content=content)


def _with_noun(layer: TextLayer, reading: Reading, span: Span) -> Span:
    """Return a place with the noun of a preposition that it ends in."""
    sentence = _sentence(reading, span.end - 1)
    words = words_of(span, sentence) if sentence is not None else []
    if sentence is None or not words or sentence.tokens[words[-1]].pos != "ADP":
        return span
    last = words[-1]
    behind = sorted(n for n in subtree(sentence, last) if n > last)
    held = any(sentence.tokens[n].head == last for n in behind)
    if not held or behind != list(range(last + 1, last + 1 + len(behind))):
        return span
    return layer.span(span.start, sentence.tokens[behind[-1]].end)


def _is_aside(reading: Reading, one: Attribution, span: Span) -> bool:
    """Tell whether a place is a relative clause right behind a speaker who follows his cue."""
    sentence = _sentence(reading, span.start)
    if sentence is None or one.source is None or one.cue is None:
        return False
    words, source = words_of(span, sentence), words_of(one.source, sentence)
    if not words or not source or one.source.start < one.cue.end:
        return False
    first, before = words[0], [n for n in source if sentence.tokens[n].pos != "PUNCT"]
    token = sentence.tokens[first]
    comma = first > 0 and sentence.tokens[first - 1].text == ","
    opens = token.dep in SUBJECTS and token.pos in _RELATIVE and token.tag != "PRP"
    opens = opens and sentence.tokens[min(first + 1, words[-1])].pos not in _NOMINAL
    return opens and comma and bool(before) and before[-1] in {first - 2, first - 1}


def _parted(
    layer: TextLayer, reading: Reading, one: Attribution, other: Attribution, *, clause: bool
) -> tuple[Attribution, Attribution]:
    """Return two sayings, the second of which is no longer in what the first says.

    It is another act of the same speaker where both have him for their source, where both were
    found to say one and the same clause ("wrote that X and called Y a lie"), or where the second
    has a finite verb and no subject, and the first says no more than an infinitive or a gerund.
    """
    place = _joined(reading, one, other)
    if place is None:
        return one, other
    alone = other.source is None and _says_no_verb(reading, one, place)
    if not (clause or alone or other.source == one.source):
        return one, other
    content = tuple(_until(layer, span, place) for span in one.content if span.start < place)
    later = tuple(span for span in other.content if span.start > place)
    return (
        msgspec.structs.replace(one, content=content),
        msgspec.structs.replace(other, content=later, source=one.source),
    )


def _one_clause(one: Attribution, other: Attribution) -> bool:
    """Tell whether two sayings were found to say one clause, and the second something more."""
    more = len(other.content) > 1 and bool(one.content)
    return more and one.content[0].start == other.content[0].start


def _joined(reading: Reading, one: Attribution, other: Attribution) -> int | None:
    """Return the place of the "and" before another's cue inside one's content, or None."""
    if one.cue is None or other.cue is None or one.source is None:
        return None
    if one.source.start >= other.cue.start or one.cue.start >= other.cue.start:
        return None
    inside = any(span.start <= other.cue.start < span.end for span in one.content)
    sentence = _sentence(reading, other.cue.start) if inside else None
    words = words_of(other.cue, sentence) if sentence is not None else []
    if sentence is None or not words or words[0] == 0:
        return None
    joining = sentence.tokens[words[0] - 1]
    finite = any(sentence.tokens[n].tag in _FINITE for n in words)
    behind = any(span.start < joining.start for span in one.content)
    return joining.start if joining.pos == "CCONJ" and finite and behind else None


def _says_no_verb(reading: Reading, one: Attribution, place: int) -> bool:
    """Tell whether what is said up to a place has a verb, and none of them is finite."""
    tags = [
        sentence.tokens[n].tag
        for span in one.content
        if (sentence := _sentence(reading, span.start)) is not None
        for n in words_of(span, sentence)
        if sentence.tokens[n].start < place and sentence.tokens[n].pos in _VERBS
    ]
    return bool(tags) and _FINITE.isdisjoint(tags)


def _until(layer: TextLayer, span: Span, place: int) -> Span:
    text = layer.text[span.start : min(span.end, place)].rstrip(" ,;")
    return layer.span(span.start, span.start + len(text))


def _sentence(reading: Reading, place: int) -> Sentence | None:
    at = sentence_at(reading.sentences, place)
    return None if at is None else reading.sentences[at]
