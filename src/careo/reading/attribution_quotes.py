"""Quotations joined to their sayings.

A content that reaches into a quotation takes all of it, over sentences and paragraphs; a
quotation that follows its saying at once goes on with it; one without a saying in its sentence
looks for a cue beside it or for the colon before it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from careo.model.reading import Sentence
from careo.model.record import Record
from careo.model.text import TextLayer
from careo.reading.attribution_cues import Hit
from careo.reading.quotes import Quotation

Place = tuple[int, int]
_SPEECH = 4
_REACH = 80
_PAUSE = 40


class Draft(Record, frozen=True):
    """An attribution in the making; places in code points of the layer."""

    sentence: int
    hit: Hit | None
    cue: Place | None
    source: Place | None
    content: tuple[Place, ...]


def join(
    layer: TextLayer,
    sentences: Sequence[Sentence],
    drafts: Sequence[Draft],
    found: Sequence[Quotation],
) -> list[Draft]:
    """Return the drafts that say something, their quotations whole."""
    work = [_snapped(draft, found) for draft in drafts]
    for quotation in found:
        if any(_touches(draft, quotation) for draft in work):
            continue
        _place(layer, sentences, work, quotation)
    return [draft for draft in work if draft.content]


def _snapped(draft: Draft, found: Sequence[Quotation]) -> Draft:
    if not draft.content:
        return draft
    places: list[Place] = []
    for start, end in draft.content:
        for quotation in found:
            if quotation.end <= start or end <= quotation.start:
                continue
            if draft.cue and quotation.start <= draft.cue[0] < quotation.end:
                continue
            start, end = min(start, quotation.start), max(end, quotation.end)
        places.append((start, end))
    return msgspec.structs.replace(draft, content=merged(places, draft))


def merged(places: Sequence[Place], draft: Draft) -> tuple[Place, ...]:
    """Return places in order, overlapping ones as one."""
    out: list[Place] = []
    for start, end in sorted(places):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


def _touches(draft: Draft, quotation: Quotation) -> bool:
    if draft.cue and quotation.start <= draft.cue[0] < quotation.end:
        return False
    return any(s < quotation.end and quotation.start < e for s, e in draft.content)


def _place(
    layer: TextLayer, sentences: Sequence[Sentence], work: list[Draft], quotation: Quotation
) -> None:
    """Give a quotation to the saying it belongs to, if there is one."""
    at = _best(layer, sentences, work, quotation)
    if at is None:
        return
    draft = work[at]
    places = merged([*draft.content, *quotation.parts], draft)
    work[at] = msgspec.structs.replace(draft, content=places)


def _best(
    layer: TextLayer, sentences: Sequence[Sentence], work: Sequence[Draft], quotation: Quotation
) -> int | None:
    best: tuple[int, int] | None = None
    for n, draft in enumerate(work):
        cost = _cost(layer.text, sentences, draft, quotation)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, n
    return best[1] if best else None


def _cost(
    text: str, sentences: Sequence[Sentence], draft: Draft, quotation: Quotation
) -> int | None:
    """Return how far a saying is from a quotation; None where they do not belong together."""
    if draft.cue is None:
        return None
    sentence = sentences[draft.sentence]
    if quotation.start >= sentence.end:
        gap = text[sentence.end : quotation.start]
        if gap.strip(" \n\t.") or len(gap) > _PAUSE:
            return None
        goes_on = bool(draft.content) and text[draft.content[-1][1] - 1] in "”\"'»"
        return 500 if goes_on or text[sentence.end - 1] == ":" else None
    if draft.content:
        return None
    if quotation.end <= sentence.start:
        return _ahead(text, sentence, draft, quotation)
    if draft.hit is None or quotation.start <= draft.cue[0] < quotation.end:
        return None
    return _near(text, draft.hit, draft.cue, quotation)


def _ahead(text: str, sentence: Sentence, draft: Draft, quotation: Quotation) -> int | None:
    """Return the cost of a quotation that ends right before the sentence of its saying."""
    if text[quotation.end : sentence.start].strip() or draft.hit is None or draft.cue is None:
        return None
    at_start = draft.source is not None and draft.source[0] == sentence.start
    said = draft.hit.cue.pos == "VERB" and "clause" in draft.hit.cue.content
    return 300 if said and (at_start or draft.cue[0] == sentence.start) else None


def _near(text: str, hit: Hit, cue: Place, quotation: Quotation) -> int | None:
    """Return the characters between a cue and a quotation of its sentence; None where too many.

    A few words in quotation marks are a term, not speech, unless they follow the cue or a colon.
    """
    ahead = cue[1] <= quotation.start
    gap = text[cue[1] : quotation.start] if ahead else text[quotation.end : cue[0]]
    words = len(text[quotation.start : quotation.end].split())
    joined = gap.strip() in {"", ",", ":"}
    if not joined and (words < _SPEECH or len(gap) > _REACH or hit.cue.pos == "NOUN"):
        return None
    if hit.cue.pos == "NOUN" and (gap.strip() != ":" and words < _SPEECH):
        return None
    if "clause" not in hit.cue.content:
        return None
    return len(gap)
