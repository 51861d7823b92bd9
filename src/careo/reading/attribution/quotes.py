"""Quotations joined to their sayings.

A content that reaches into a quotation takes all of it, over sentences and paragraphs; a
quotation that follows its saying at once goes on with it; one without a saying looks for a cue
beside it, for the colon before it, or for the sentence that names its speaker after it. A
paragraph that is a quotation and finds none is somebody's, nobody knows whose.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from careo.model.reading import Sentence
from careo.model.record import Record
from careo.model.text import TextLayer
from careo.reading.attribution.cues import Hit
from careo.reading.quotes import CLOSING, Quotation

Place = tuple[int, int]
_SPEECH = 4
_BARE = 6
_REACH = 80
_PAUSE = 40
_NEXT, _LAST, _BROKEN = 100, 300, 50


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
    taken = {n for draft in work for n in _touched(draft, found)}
    near: defaultdict[int, list[int]] = defaultdict(list)
    for at, draft in enumerate(work):
        near[draft.sentence].append(at)
    starts = [sentence.start for sentence in sentences]
    for n, quotation in enumerate(found):
        if n in taken:
            continue
        window = range(
            max(0, bisect_right(starts, quotation.start) - 3),
            bisect_left(starts, quotation.end) + 1,
        )
        candidates = [at for sentence in window for at in near.get(sentence, ())]
        best = _best(layer.text, sentences, work, candidates, quotation)
        if best is not None:
            places = merged([*work[best].content, *quotation.parts])
            work[best] = msgspec.structs.replace(work[best], content=places)
        elif _stands_alone(layer, quotation):
            work.append(
                Draft(sentence=-1, hit=None, cue=None, source=None, content=quotation.parts)
            )
    return _single([draft for draft in work if draft.content])


def _among(found: Sequence[Quotation], start: int, end: int) -> Iterator[int]:
    """Yield the numbers of the quotations that share a character with ``start`` to ``end``."""
    n = bisect_right(found, start, key=lambda q: q.end)
    while n < len(found) and found[n].start < end:
        yield n
        n += 1


def _inside(draft: Draft, quotation: Quotation) -> bool:
    return draft.cue is not None and quotation.start <= draft.cue[0] < quotation.end


def _touched(draft: Draft, found: Sequence[Quotation]) -> Iterator[int]:
    for start, end in draft.content:
        yield from (n for n in _among(found, start, end) if not _inside(draft, found[n]))


def _snapped(draft: Draft, found: Sequence[Quotation]) -> Draft:
    places: list[Place] = []
    for place in draft.content:
        start, end = place
        for n in _among(found, *place):
            if not _inside(draft, found[n]):
                start, end = min(start, found[n].start), max(end, found[n].end)
        places.append((start, end))
    return msgspec.structs.replace(draft, content=merged(places))


def merged(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return places in order, overlapping ones as one."""
    out: list[Place] = []
    for start, end in sorted(places):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


def _best(
    text: str,
    sentences: Sequence[Sentence],
    work: Sequence[Draft],
    candidates: Sequence[int],
    quotation: Quotation,
) -> int | None:
    """Return the draft that a quotation belongs to, if there is one."""
    costs = [
        (_cost(text, sentences[work[at].sentence], work[at], quotation), at) for at in candidates
    ]
    known = [(cost, at) for cost, at in costs if cost is not None]
    return min(known)[1] if known else None


def _cost(text: str, sentence: Sentence, draft: Draft, quotation: Quotation) -> int | None:
    """Return how far a saying is from a quotation; None where they do not belong together."""
    if draft.cue is None or draft.hit is None or draft.hit.negated:
        return None
    if quotation.start >= sentence.end:
        return _behind(text, sentence, draft, quotation)
    if _inside(draft, quotation):
        return None
    if draft.content:
        return _broken(text, draft, quotation)
    if quotation.end <= sentence.start:
        return _ahead(text, sentence, draft, quotation)
    return _near(_gap(text, draft, quotation), text, draft.hit, quotation)


def _gap(text: str, draft: Draft, quotation: Quotation) -> str:
    """Return the words between a cue and a quotation of its sentence, its source left out."""
    cue = draft.cue or (0, 0)
    first, last = sorted((cue, (quotation.start, quotation.end)))
    source = draft.source
    if source is not None and first[1] <= source[0] and source[1] <= last[0]:
        return text[first[1] : source[0]] + text[source[1] : last[0]]
    return text[first[1] : last[0]]


def _broken(text: str, draft: Draft, quotation: Quotation) -> int | None:
    """Return the cost of the second half of a quotation that its saying breaks."""
    if draft.cue is None or text[draft.content[-1][1] - 1] not in CLOSING:
        return None
    last = max(draft.cue[1], draft.source[1] if draft.source else 0)
    gap = text[last : quotation.start]
    if draft.content[-1][1] > draft.cue[0] or last > quotation.start or len(gap) > _REACH:
        return None
    return _BROKEN if gap.rstrip().endswith((",", ":", ".")) else None


def _behind(text: str, sentence: Sentence, draft: Draft, quotation: Quotation) -> int | None:
    """Return the cost of a quotation right after the sentence of its saying."""
    gap = text[sentence.end : quotation.start]
    if gap.strip(" \n\t.") or len(gap) > _PAUSE:
        return None
    goes_on = bool(draft.content) and text[draft.content[-1][1] - 1] in CLOSING and "\n" not in gap
    return _NEXT if goes_on or text[sentence.end - 1] == ":" else None


def _ahead(text: str, sentence: Sentence, draft: Draft, quotation: Quotation) -> int | None:
    """Return the cost of a quotation right before the sentence of its saying."""
    gap = text[quotation.end : sentence.start]
    if gap.strip() or "\n" in gap or draft.hit is None or draft.cue is None:
        return None
    first = draft.cue[0] if draft.source is None else min(draft.cue[0], draft.source[0])
    said = draft.hit.cue.pos == "VERB" and "clause" in draft.hit.cue.content
    return _LAST if said and first == sentence.start else None


def _near(gap: str, text: str, hit: Hit, quotation: Quotation) -> int | None:
    """Return the characters between a cue and a quotation of its sentence; None where too many.

    A few words in quotation marks are a term, not speech, unless they follow the cue or a colon.
    """
    short = len(text[quotation.start : quotation.end].split()) < _SPEECH
    if "clause" not in hit.cue.content:
        return None
    if hit.cue.pos == "NOUN":
        return len(gap) if gap.strip() in {":", ","} or not (gap.strip() or short) else None
    joined = gap.strip() in {"", ",", ":"}
    return len(gap) if joined or not (short or len(gap) > _REACH) else None


def _stands_alone(layer: TextLayer, quotation: Quotation) -> bool:
    """Tell a quotation that is a paragraph of its own, and long enough to be speech."""
    n = bisect_right(layer.segments, quotation.start, key=lambda s: s.start) - 1
    first = layer.segments[n]
    words = sum(len(layer.text[start:end].split()) for start, end in quotation.parts)
    tail = layer.text[quotation.end : max(first.end, quotation.end)]
    whole = first.kind == "paragraph" and first.start == quotation.start
    return whole and not tail.strip(" \n\t.") and words >= _BARE


def _single(drafts: Sequence[Draft]) -> list[Draft]:
    """Of several cues to one content keep the nearest ("ends with a warning: …")."""
    best: dict[tuple[int, tuple[Place, ...]], Draft] = {}
    for draft in drafts:
        key = draft.sentence, draft.content
        if key not in best or _distance(draft) < _distance(best[key]):
            best[key] = draft
    return list(best.values())


def _distance(draft: Draft) -> int:
    if draft.cue is None:
        return 0
    start, end = draft.content[0][0], draft.content[-1][1]
    return max(start - draft.cue[1], draft.cue[0] - end, 0)
