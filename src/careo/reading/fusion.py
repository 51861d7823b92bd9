"""Two readers' attributions as one list: where both found the same act of saying, it stands once.

The tagger's places count, for it was trained on marked ones; the rules add what the tagger
cannot tell: speech within speech, and which denial a cue makes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from careo.model.reading import Attribution
from careo.model.text import Span

BOTH = "rules+tagger"
"""What stands for the reader of an attribution that both found."""

_HALF = 2
_REACH = 80
"""Characters that a cue is long at most, for finding what begins before another."""


def fused(tagged: Sequence[Attribution], ruled: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions of both readers, in order of place, each act of saying once.

    Two are the same act where their cues share a letter, or, without a cue, where half of their
    contents does and neither is said within the other. Linear in their number: only neighbours
    are compared.

    Args:
        tagged: The tagger's, in order of place.
        ruled: The rules', in order of place.
    """
    ruled = sorted(ruled, key=_anchor)
    by_source: defaultdict[Span | None, list[Attribution]] = defaultdict(list)
    for one in ruled:
        by_source[one.source].append(one)
    starts = [_anchor(one) for one in ruled]
    used: set[int] = set()
    found: list[Attribution] = []
    for one in tagged:
        n = _same(one, ruled, starts, used)
        if n is None:
            found.append(one)
        else:
            used.add(n)
            found.append(_joined(one, ruled[n], by_source[one.source]))
    found += [one for n, one in enumerate(ruled) if n not in used]
    return tuple(sorted(found, key=_order))


def _anchor(one: Attribution) -> int:
    return one.cue.start if one.cue is not None else one.content[0].start


def _same(
    one: Attribution, ruled: Sequence[Attribution], starts: list[int], used: set[int]
) -> int | None:
    """Return the number of the rules' attribution that is the same act of saying."""
    first = one.cue if one.cue is not None else one.content[0]
    low = bisect_left(starts, first.start - _REACH)
    for n in range(low, len(ruled)):
        if starts[n] >= first.end:
            return None
        if n not in used and _alike(one, ruled[n]):
            return n
    return None


def _alike(one: Attribution, other: Attribution) -> bool:
    if one.cue is not None and other.cue is not None:
        return _shared(one.cue, other.cue) > 0
    if _within(one, other) or _within(other, one):
        return False
    a, b = one.content, other.content
    common = sum(_shared(x, y) for x in a for y in b)
    return common * _HALF >= max(_size(a), _size(b))


def _within(one: Attribution, other: Attribution) -> bool:
    """Tell whether a saying has its cue in the content of one that has none: in quoted words."""
    return one.cue is not None and any(span.holds(one.cue) for span in other.content)


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _joined(tagged: Attribution, ruled: Attribution, around: Sequence[Attribution]) -> Attribution:
    """Return the tagger's attribution with what the rules alone can tell of it.

    Where the rules bound the content otherwise, theirs is kept beside: they see where a clause
    ends and the writer goes on. A speaker gives way to a subject inside what he is heard to say:
    "Roe says Doe turned and whispered that". He who is told gives way to the one who tells: "Roe,
    known as “the Baker”, told guards that".

    Args:
        tagged: The tagger's.
        ruled: The rules', of the same act.
        around: What the rules have the tagger's speaker say.
    """
    return msgspec.structs.replace(
        tagged,
        source=_source(tagged, ruled, around),
        cue_negated=ruled.cue_negated,
        bounded=ruled.content if ruled.content != tagged.content else (),
        extractor=BOTH,
    )


def _source(tagged: Attribution, ruled: Attribution, around: Sequence[Attribution]) -> Span | None:
    own, other, cue = tagged.source, ruled.source, tagged.cue
    if own is None or other is None or cue is None:
        return own or other
    inside = (span for one in around for span in one.content)
    heard = any(span.holds(other) and span.holds(cue) for span in inside)
    told = other.end <= cue.start and cue.end <= own.start
    return other if heard or told else own


def _order(found: Attribution) -> tuple[int, int]:
    first = found.content[0].start
    return min(first, found.cue.start if found.cue else first), -found.content[-1].end
