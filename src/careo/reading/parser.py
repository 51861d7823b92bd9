"""Sentences and names of tagged words, as the rest of the reading wants them."""

from __future__ import annotations

from careo.model.lexicon import Lexicon
from careo.model.reading import Sentence
from careo.model.record import Record
from careo.reading.agree import agree
from careo.reading.tagger.tagged import Tagged

_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}


class Entity(Record, frozen=True):
    """A name as the tagger sees it; its label is a hint, not a verdict.

    Attributes:
        start: First character in the layer, code points from 0.
        end: One past the last character.
        label: OntoNotes label (``PERSON``, ``ORG``, ``GPE``).
    """

    start: int
    end: int
    label: str


class Parse(Record, frozen=True):
    """A parsed layer."""

    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]


def parse(tagged: Tagged, lexicon: Lexicon) -> Parse:
    """Return the sentences and names of tagged words.

    The parse is mended except where its language is read by the order of words anyway.
    """
    names = tuple(
        Entity(start=name.start, end=name.end, label=_LABELS[name.kind]) for name in tagged.names()
    )
    sentences = tagged.sentences(lexicon)
    if "plain_of" not in lexicon.grammar:
        sentences = tuple(agree(sentence, lexicon) for sentence in sentences)
    return Parse(sentences=sentences, entities=names)
