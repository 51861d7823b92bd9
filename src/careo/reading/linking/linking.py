"""Whole attributions from labelled words: who says what, with which words, of one layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from careo.model.lexicon import Lexicon
from careo.model.once import once
from careo.model.reading import Attribution
from careo.model.text import Span, TextLayer
from careo.reading.linking.across import bare, continuation, left_open
from careo.reading.linking.assign import Saying, assigned
from careo.reading.linking.frames import framed, sided
from careo.reading.linking.inherit import inherited
from careo.reading.linking.marks import Marks, marks
from careo.reading.linking.mend import mended
from careo.reading.linking.opening import opened
from careo.reading.linking.words import CUE, Page, Paragraph, Piece, Word, page, paragraphs

_CONTRACTED = ("n't", "n\u2019t")


def link(
    layer: TextLayer,
    words: Sequence[Word],
    labels: Sequence[str],
    scores: Sequence[int],
    lexicon: Lexicon,
) -> tuple[Attribution, ...]:
    """Join the labelled words of a layer to attributions, in order of place.

    Every cue with a content gives one; its score is that of its weakest piece. Linear in the
    words, whatever their labels.

    Args:
        layer: The layer that the words are of.
        words: All words of the layer, in order of place.
        labels: One of each word: ``O``, or ``B-`` or ``I-`` and source, cue or content.
        scores: Probability of each label, per mille.
        lexicon: Of the layer's language.
    """
    here = page(words)
    found: list[Saying] = []
    later: defaultdict[int, list[Piece]] = defaultdict(list)
    going_on: int | None = None
    for paragraph in paragraphs(words, labels, scores):
        if going_on is None and not paragraph.pieces:
            continue
        paired = marks(words, paragraph.first, paragraph.last)
        whole = paragraph._replace(pieces=mended(here, paragraph, paired, lexicon))
        more = None if going_on is None else continuation(here, whole, paired)
        begun = len(found)
        found += _sayings(here, whole.pieces, paired, lexicon)
        if more is None or going_on is None:
            going_on = _open(whole, found, begun, paired)
            continue
        later[going_on].append(more)
        if not left_open(whole, more, paired):
            going_on = None
    whole_ones = [one._replace(contents=(*one.contents, *later[n])) for n, one in enumerate(found)]
    negations = frozenset(lexicon.saying.get("negations", ()))
    return tuple(sorted((_finished(layer, here, one, negations) for one in whole_ones), key=_order))


@once(8)
def _prepositions(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the cues that are prepositions, as text goes on after them."""
    return tuple(
        f"{cue} " for cue, kinds in lexicon.cues.items() if any(k.pos == "ADP" for k in kinds)
    )


def _sayings(here: Page, pieces: list[Piece], paired: Marks, lexicon: Lexicon) -> list[Saying]:
    if not any(piece.kind == CUE for piece in pieces):
        return bare(here, pieces, paired)
    prepositions = _prepositions(lexicon)
    pieces = opened(here, framed(here, pieces, prepositions), prepositions, lexicon)
    sayings = inherited(here, pieces, assigned(here, pieces, paired), prepositions)
    joining = frozenset(lexicon.saying.get("joining", ()))
    return [sided(here, one, prepositions, joining) for one in sayings if one.contents]


def _open(paragraph: Paragraph, found: list[Saying], begun: int, paired: Marks) -> int | None:
    """Return the number of the saying whose quotation is open at the end of its paragraph."""
    ends = [(found[n].contents[-1], n) for n in range(begun, len(found))]
    if not ends:
        return None
    piece, n = max(ends, key=lambda end: end[0].last)
    return n if left_open(paragraph, piece, paired) else None


def _finished(
    layer: TextLayer, here: Page, saying: Saying, negations: frozenset[str]
) -> Attribution:
    pieces = [piece for piece in (saying.source, saying.cue, *saying.contents) if piece]
    return Attribution(
        source=_span(layer, here, saying.source) if saying.source else None,
        cue=_span(layer, here, saying.cue) if saying.cue else None,
        content=tuple(_span(layer, here, piece) for piece in saying.contents),
        score=min(piece.score for piece in pieces),
        cue_negated=saying.cue is not None and _negated(here, saying.cue, negations),
        extractor="tagger",
    )


def _span(layer: TextLayer, here: Page, piece: Piece) -> Span:
    return layer.span(here.words[piece.first].start, here.words[piece.last - 1].end)


def _negated(here: Page, cue: Piece, negations: frozenset[str]) -> bool:
    """Tell a negation in a cue or right before it."""
    before = cue.first - 1 if cue.first and not here.words[cue.first].begins else cue.first
    near = (here.words[n].text.lower() for n in range(before, cue.last))
    return any(text in negations or text.endswith(_CONTRACTED) for text in near)


def _order(found: Attribution) -> tuple[int, int]:
    first = found.content[0].start
    return min(first, found.cue.start if found.cue else first), -found.content[-1].end
