"""Speech within speech: the tagger reads what somebody says once more, as a text of its own.

One label a word cannot say that a word is both the minister's and, within that, the witness's.
So every content in which a verb of saying stands is read again by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from careo.model.lexicon import Cue, Lexicon
from careo.model.reading import Attribution
from careo.model.text import Segment, Span, TextLayer
from careo.reading.linking.linking import link
from careo.reading.linking.words import Word
from careo.reading.tagger.tagger import tag

_LEAST = 4
"""Words of a content that can hold a speaker, a saying and what is said."""

_SURE = 350
"""Per mille: out of their sentence words are read with less care."""


def within(
    layer: TextLayer,
    words: Sequence[Word],
    attributions: Sequence[Attribution],
    lexicon: Lexicon,
) -> tuple[Attribution, ...]:
    """Return what is said inside the contents of attributions, in order of place.

    Args:
        layer: The text.
        words: All words of the layer, in order of place.
        attributions: Of the first reading.
        lexicon: Of the layer's language; its verbs of saying show what may hold speech.
    """
    starts = [word.start for word in words]
    spans = {span for one in attributions for span in one.content}
    told: list[Segment] = []
    for span in sorted(spans, key=lambda span: span.place):
        first, last = (bisect_left(starts, place) for place in span.place)
        if _may_hold(words[first:last], lexicon):
            told.append(Segment(kind="paragraph", start=span.start, end=span.end))
    if not told:
        return ()
    tagged = tag(layer, told)
    inner = link(layer, tagged.words(lexicon), tagged.attribution(), tagged.scores(), lexicon)
    return tuple(one for one in inner if one.score >= _SURE and one.cue is not None)


def _may_hold(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether a verb of saying stands among some words, with another behind it."""
    return len(words) >= _LEAST and any(
        word.tag.startswith("V") and _says(lexicon.cues.get(word.lemma, ())) for word in words[:-1]
    )


def _says(cues: Sequence[Cue]) -> bool:
    return any(cue.pos == "VERB" and not cue.weak for cue in cues)


def apart(inner: Sequence[Attribution], outer: Sequence[Attribution]) -> list[Attribution]:
    """Return the inner attributions whose cue is not one of the outer ones' already."""
    known: set[Span] = {one.cue for one in outer if one.cue is not None}
    return [one for one in inner if one.cue not in known]
