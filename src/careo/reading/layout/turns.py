"""Turns: paragraphs that begin with who speaks ("ROE: I was not there", "@ana: Lo vi", "Q. When?").

What they have in common is a label, and that labels change: a form has fields, which are not
speakers, and a list of letters asks no questions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution
from careo.model.text import Segment, TextLayer
from careo.reading.layout.places import trimmed
from careo.reading.quotes import ANGLE_LEFT, CLOSING, LEFT, LOW, STRAIGHT

_COLON = re.compile(r"[^:\n]{1,70}?:(?=\s)")
_STAMP = re.compile(
    r"\[?\d[\d/.]*[/:][\d/.,:]*(?:[ ,]+[\d:]+)?(?: ?[ap]\.? ?m\.?)?\]?(?: [-\u2013])? +"
)
_ASIDE = re.compile(r"\s*\([^()]{1,60}\)$")
_INITIAL = re.compile(r"([^\W\d_])\.(?=\s)")
_MARKS = frozenset({LEFT, STRAIGHT, ANGLE_LEFT, LOW})
_ENDS = (".", "!", "?", "\u2026", *CLOSING)
_LEAST_TURNS, _LEAST_SPEAKERS, _LEAST_NAMED = 3, 2, 4
_MOST_WORDS, _SMALL = 6, 3
_HALF = 2

_Kind = Literal["capitals", "handle", "name", "initial"]


class _Turn(NamedTuple):
    kind: _Kind
    label: tuple[int, int]
    mark: tuple[int, int]
    content: tuple[int, int]


def turns(layer: TextLayer, segments: Sequence[Segment], lexicon: Lexicon) -> Iterator[Attribution]:
    """Yield the turns of a layer.

    A transcript or a thread has at least three paragraphs that begin with a name in capitals or
    a handle and a colon, at least two of them different; or, of other names, at least four,
    two of which come again, before whole sentences. There a paragraph may begin with another
    name too, if most begin with one. "Q." and "A." are turns where one of them asks. A name
    before a colon and a quotation is one anywhere.
    """
    paragraphs = [s for s in segments if s.kind in {"paragraph", "list_item"}]
    found = [turn for s in paragraphs if (turn := _labelled(layer.text, s, lexicon))]
    initials = _examined(layer.text, paragraphs)
    text = layer.text
    strong = {text[slice(*t.label)] for t in found if t.kind in {"capitals", "handle"}}
    many = sum(t.kind in {"capitals", "handle"} for t in found) >= _LEAST_TURNS
    mostly = (len(found) + len(initials)) * _HALF >= len(paragraphs)
    if (many and len(strong) >= _LEAST_SPEAKERS) or (mostly and _exchange(text, found)):
        kept = [t for t in found if mostly or t.kind != "name"]
    else:
        kept = [t for t in found if t.kind in {"capitals", "name"} and _quotes(text, t)]
    for turn in (*kept, *initials):
        yield Attribution(
            source=layer.span(*turn.label),
            cue=layer.span(*turn.mark),
            content=(layer.span(*turn.content),),
        )


def _exchange(text: str, found: Sequence[_Turn]) -> bool:
    """Tell names that take turns, and speak in sentences, from the fields of a form."""
    labels = Counter(text[slice(*turn.label)] for turn in found)
    again = sum(times > 1 for times in labels.values()) >= _LEAST_SPEAKERS
    whole = sum(text[: turn.content[1]].endswith(_ENDS) for turn in found)
    return again and len(found) >= _LEAST_NAMED and whole * _HALF > len(found)


def _labelled(text: str, segment: Segment, lexicon: Lexicon) -> _Turn | None:
    """Return the turn that a paragraph is, if a label and a colon open it."""
    stamp = _STAMP.match(text, segment.start, segment.end)
    first = stamp.end() if stamp is not None else segment.start
    found = _COLON.match(text, first, segment.end)
    if found is None:
        return None
    colon = found.end() - 1
    named = _ASIDE.sub("", text[first:colon])
    content = trimmed(text, colon + 1, segment.end)
    kind = _kind(named, lexicon)
    if content is None or kind is None:
        return None
    return _Turn(kind, (first, first + len(named)), (colon, colon + 1), content)


def _kind(label: str, lexicon: Lexicon) -> _Kind | None:
    words = label.split()
    fields = lexicon.layout.get("fields", ())
    if not 0 < len(words) <= _MOST_WORDS or label.lower() in fields:
        return None
    letters = [c for c in label if c.isalpha()]
    if not letters or not all(c.isalnum() or c in " .,'\u2019_@-" for c in label):
        return None
    if len(words) == 1 and ("_" in label or "@" in label[:1] or label[-1:].isdigit()):
        return "handle"
    if all(c.isupper() for c in letters):
        return "capitals" if words[0][0].isalpha() else None
    proper = [w[0].isupper() for w in words]
    small = all(p or len(w) <= _SMALL for p, w in zip(proper, words, strict=True))
    return "name" if proper[0] and proper[-1] and small else None


def _quotes(text: str, turn: _Turn) -> bool:
    return text[turn.content[0]] in _MARKS and text[turn.content[1] - 1] in CLOSING


def _examined(text: str, paragraphs: Sequence[Segment]) -> list[_Turn]:
    """Return the questions and answers behind two initials that take turns: "Q. When? A. Then."."""
    found: list[_Turn] = []
    for segment in paragraphs:
        label = _INITIAL.match(text, segment.start, segment.end)
        content = trimmed(text, label.end(), segment.end) if label is not None else None
        if label is not None and content is not None and label[1].isupper():
            found.append(_Turn("initial", label.span(1), (label.end() - 1, label.end()), content))
    named = [text[slice(*turn.label)] for turn in found]
    asked = found and all(
        text[turn.content[1] - 1] == "?"
        for turn, name in zip(found, named, strict=True)
        if name == named[0]
    )
    taking = all(a != b for a, b in pairwise(named))
    return found if asked and taking and len(set(named)) == len(("Q", "A")) else []
