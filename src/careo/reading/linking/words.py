"""Labelled words, and the pieces that the labels make of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from careo.model.record import Record

SOURCE, CUE, CONTENT = "source", "cue", "content"
OUTSIDE = "O"


class Word(Record, frozen=True):
    """A word of a text layer, as the linking needs it.

    Attributes:
        start: First character in the layer, code points from 0.
        end: One past the last character.
        paragraph: Index of the layer's segment that holds it.
        begins: Whether a sentence begins with it.
        text: The word; punctuation stands alone.
        tag: Penn Treebank tag, for Spanish too; empty where unknown.
        lemma: Its dictionary form; empty where unknown.
    """

    start: int
    end: int
    paragraph: int
    begins: bool
    text: str
    tag: str = ""
    lemma: str = ""


class Piece(NamedTuple):
    """A source, a cue or a content.

    Attributes:
        kind: Which of the three.
        first: Index of its first word.
        last: One past its last word.
        score: Mean of its words' probabilities, per mille.
    """

    kind: str
    first: int
    last: int
    score: int


class Paragraph(NamedTuple):
    """The pieces of one paragraph, and where in the words it stands.

    Attributes:
        first: Index of its first word.
        last: One past its last word.
        pieces: In order of place, not overlapping.
    """

    first: int
    last: int
    pieces: list[Piece]


class Page(NamedTuple):
    """All words of a layer.

    Attributes:
        words: In order of place.
        sentence: Number of the sentence of each word.
    """

    words: Sequence[Word]
    sentence: list[int]


def page(words: Sequence[Word]) -> Page:
    """Number the sentences of the words."""
    return Page(words, list(accumulate([word.begins for word in words])))


def paragraphs(
    words: Sequence[Word], labels: Sequence[str], scores: Sequence[int]
) -> list[Paragraph]:
    """Cut labelled words into paragraphs and their pieces; linear in the words.

    A piece ends where its paragraph does; ``I-`` after another kind begins a new one.
    """
    found: list[Paragraph] = []
    pieces: list[Piece] = []
    begin, number = 0, words[0].paragraph if words else 0
    kind, first = OUTSIDE, 0
    at = -1
    for at, (word, label) in enumerate(zip(words, labels, strict=True)):
        new = word.paragraph != number
        if label == OUTSIDE and kind == OUTSIDE and not new:
            continue
        if kind != OUTSIDE and (new or label != "I-" + kind):
            pieces.append(_piece(kind, first, at, scores))
            kind = OUTSIDE
        if new:
            found.append(Paragraph(begin, at, pieces))
            begin, number, pieces = at, word.paragraph, []
        if kind == OUTSIDE and label != OUTSIDE:
            kind, first = label[2:], at
    if kind != OUTSIDE:
        pieces.append(_piece(kind, first, at + 1, scores))
    if at >= 0:
        found.append(Paragraph(begin, at + 1, pieces))
    return found


def _piece(kind: str, first: int, last: int, scores: Sequence[int]) -> Piece:
    return Piece(kind, first, last, sum(scores[first:last]) // (last - first))
