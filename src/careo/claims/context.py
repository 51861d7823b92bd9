"""One read document with the look-ups that every step of building its claims needs."""

from __future__ import annotations

import bisect
import functools
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

from careo.claims.quotes import quotations
from careo.claims.relations.cast import Cast
from careo.claims.syntax import within
from careo.claims.words import Cueing
from careo.model.document import Source
from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution, Mention, Reading, Referent, Sentence
from careo.model.record import ReferentId
from careo.model.text import Span, TextLayer

_Value = TypeVar("_Value", bound=Hashable)
_Found = TypeVar("_Found")


def of_document(
    find: Callable[[Context, _Value], _Found],
) -> Callable[[Context, _Value], _Found]:
    """Keep what a step finds out about a value, as long as the document is worked on."""

    @functools.wraps(find)
    def kept(context: Context, value: _Value) -> _Found:
        known: dict[_Value, _Found] = context.kept[find]
        if value not in known:
            known[value] = find(context, value)
        return known[value]

    return kept


_DASHES = frozenset({"\u2014", "\u2015"})


class Context:
    """A document's layer, reading, source and lexicon. Read only.

    Args:
        layer: The text.
        reading: What was found in it.
        source: Where it comes from.
        lexicon: The words of its language.
    """

    def __init__(
        self, layer: TextLayer, reading: Reading, source: Source, lexicon: Lexicon
    ) -> None:
        self.layer = layer
        self.reading = reading
        self.source = source
        self.lexicon = lexicon
        self.sentences = reading.sentences
        self.casts: dict[int, Cast] = {}
        self.kept: defaultdict[object, dict[Any, Any]] = defaultdict(dict)
        self.cueings: dict[tuple[int, int], Cueing | None] = {}
        self.spoken: Reading | None = None
        self.relating = True
        self._ends = [sentence.end for sentence in reading.sentences]
        self._mentions = sorted(reading.mentions, key=lambda m: m.span.place)
        self._starts = [mention.span.start for mention in self._mentions]
        self._longest = max((m.span.end - m.span.start for m in self._mentions), default=0)
        self._referents = {
            mention.span.place: referent
            for referent in reading.referents
            for mention in referent.mentions
        }

    def sentence_of(self, span: Span) -> Sentence | None:
        """Return the sentence in which a span starts."""
        index = bisect.bisect_right(self._ends, span.start)
        found = self.sentences[index] if index < len(self._ends) else None
        return found if found is not None and found.start <= span.start else None

    def sentences_of(self, span: Span) -> Iterator[Sentence]:
        """Yield the sentences that a span touches, in order."""
        first = bisect.bisect_right(self._ends, span.start)
        for sentence in self.sentences[first:]:
            if sentence.start >= span.end:
                return
            yield sentence

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the mentions that lie wholly between two places, in order."""
        first = bisect.bisect_left(self._starts, start)
        for mention in self._mentions[first:]:
            if mention.span.start >= end:
                return
            if mention.span.end <= end:
                yield mention

    def mention_at(self, sentence: Sentence, index: int) -> Mention | None:
        """Return the mention whose head is a word of a sentence, or None.

        Of several one that was resolved, then the smallest. Where the parse gives a word no
        mention, one that names it as its head.
        """
        token = sentence.tokens[index]
        first = bisect.bisect_left(self._starts, token.start - self._longest)
        near = self._mentions[first : bisect.bisect_right(self._starts, token.start)]
        around = [m for m in near if token.end <= m.span.end]
        held = [m for m in around if self._heads(m, sentence, index)]
        held = held or [m for m in around if m.head == token.text]
        return min(held, key=self._rank, default=None)

    def _rank(self, mention: Mention) -> tuple[bool, int, int]:
        start, end = mention.span.place
        return mention.span.place not in self._referents, end - start, start

    def _heads(self, mention: Mention, sentence: Sentence, index: int) -> bool:
        inside = within(sentence, mention.span.start, mention.span.end)
        token = sentence.tokens[index]
        return token.head not in inside or sentence.tokens[index].head == index

    def referent(self, span: Span) -> Referent | None:
        """Return whom or what the mention at a span stands for, where it was resolved."""
        return self._referents.get(span.place)

    def referent_id(self, span: Span) -> ReferentId | None:
        """Return the id of that referent."""
        found = self.referent(span)
        return None if found is None else found.id

    def is_name(self, span: Span) -> bool:
        """Tell whether a mention is a name, or was not resolved."""
        found = next((m for m in self.mentions_in(span.start, span.end) if m.span == span), None)
        return found is None or found.form == "name" or span.place not in self._referents

    def first_person(self, span: Span) -> bool:
        """Tell whether a span is "I" or "we"."""
        known = self.lexicon.naming.pronouns.get(span.exact.lower())
        return known is not None and known.person == "first"

    def kind_of_segment(self, sentence: Sentence) -> str:
        """Return the kind of its segment; paragraph where not known."""
        segments = self.layer.segments
        return segments[sentence.segment].kind if sentence.segment < len(segments) else "paragraph"

    @functools.cached_property
    def _told(self) -> dict[int, list[Attribution]]:
        found: dict[int, list[Attribution]] = {}
        for one in self.reading.attributions:
            sentence = self.sentence_of(one.cue) if one.cue is not None else None
            if sentence is not None:
                found.setdefault(sentence.start, []).append(one)
        return found

    def told_in(self, sentence: Sentence) -> list[Attribution]:
        """Return the attributions whose cue stands in a sentence, none of them in a quotation.

        Speech within what another of them says is left out too.
        """
        here = self._told.get(sentence.start, [])
        return [
            one
            for one in here
            if one.cue is not None
            and not self.quoted(one.cue.start, one.cue.end)
            and not any(s.holds(one.cue) for other in here for s in other.content)
        ]

    @functools.cached_property
    def turns(self) -> dict[int, Attribution | None]:
        """The paragraphs behind a dash, by number, with what is said in them as a whole."""
        found: dict[int, Attribution | None] = {
            number: None
            for number, one in enumerate(self.layer.segments)
            if self.layer.text[one.start] in _DASHES
        }
        for told in self.reading.attributions:
            sentence = self.sentence_of(told.content[0]) if told.content else None
            if sentence is not None and self.opens_turn(told.content[0]):
                found[sentence.segment] = told
        return found

    def opens_turn(self, span: Span) -> bool:
        """Tell whether nothing but a dash stands between a paragraph's start and a place."""
        sentence = self.sentence_of(span)
        if sentence is None or sentence.segment >= len(self.layer.segments):
            return False
        start = self.layer.segments[sentence.segment].start
        return self.layer.text[start : span.start].strip() in _DASHES

    def sentences_before(self, number: int) -> list[Sentence]:
        """Return the sentences of the paragraph before one."""
        return [one for one in self.sentences if one.segment == number - 1]

    @functools.cached_property
    def courts(self) -> tuple[Referent, ...]:
        """The bodies whose name says that what they say is a finding: courts, inquiries."""
        finding = {word for word, act in self.lexicon.speakers.items() if act == "finds"}
        return tuple(
            one
            for one in self.reading.referents
            if one.kind == "organization"
            and any(not finding.isdisjoint(name.lower().split()) for name in one.names)
        )

    @functools.cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """The places inside quotation marks, the marks included, in order.

        A quotation that is not closed runs to the end of its paragraph; one that goes on after
        a paragraph's end opens again there.
        """
        found: list[tuple[int, int]] = []
        for segment in self.layer.segments:
            if segment.is_read:
                found += quotations(self.layer.text, segment.start, segment.end)
        return tuple(found)

    def quoted(self, start: int, end: int) -> bool:
        """Tell whether a place lies wholly inside one pair of quotation marks."""
        at = bisect.bisect_right(self.quotations, (start, len(self.layer.text) + 1)) - 1
        return at >= 0 and end <= self.quotations[at][1]

    def quotations_near(self, place: int) -> tuple[tuple[int, int], ...]:
        """Return the quotation that holds a place, or none."""
        at = bisect.bisect_right(self.quotations, (place, len(self.layer.text) + 1)) - 1
        return self.quotations[at : at + 1] if at >= 0 and place < self.quotations[at][1] else ()

    def quotations_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the quotations that lie wholly between two places."""
        first = bisect.bisect_left(self.quotations, (start, start))
        last = bisect.bisect_left(self.quotations, (end, end))
        return tuple(q for q in self.quotations[first:last] if q[1] <= end)

    def quoted_words(self, sentence: Sentence, words: list[int]) -> tuple[int, int]:
        """Return how many of some words stand inside quotation marks, and how many there are.

        Punctuation is not counted.
        """
        real = [sentence.tokens[n] for n in words if sentence.tokens[n].pos != "PUNCT"]
        return sum(self.quoted(t.start, t.end) for t in real), len(real)
