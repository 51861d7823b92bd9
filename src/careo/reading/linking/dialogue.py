"""Dialogue in paragraphs behind dashes, as in "—Vinieron tres —dijo Matilde—. Yo los vi".

What stands between two dashes inside, or behind the last, is the narrator's. In lower case it tells
of the saying, whatever its verb; with a capital letter of a gesture.

Source:
    Real Academia Española, Ortografía de la lengua española (2010), on the dash in dialogues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution
from careo.model.text import Span, TextLayer
from careo.reading.linking.words import Word

_EDGES = frozenset({".", ",", ";", ":"})
_SURE = 1000
_NAMES = ("DT", "NN", "JJ", "PRP")


def dialogue(
    layer: TextLayer, words: Sequence[Word], sayings: Sequence[Attribution], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Return attributions with the turns of a dialogue as whole ones, in order of place.

    Of a turn's own paragraph only speech within what is said stays. A turn that only asks says
    nothing. Without a single word of saying between dashes the paragraphs are a list and stay.
    """
    dashes = frozenset(lexicon.saying.get("dashes", ()))
    if not dashes:
        return tuple(sayings)
    every = [list(group) for _, group in groupby(words, key=lambda word: word.paragraph)]
    behind = [group for group in every if group[0].text in dashes and len(group) > 1]
    clitics = frozenset(lexicon.saying.get("clitics", ()))
    turns = [_turn(layer, group[1:], dashes, clitics) for group in behind]
    if not any(one.cue is not None for one in turns):
        return tuple(sayings)
    places = [(group[0].start, group[-1].end) for group in behind]
    held = [span for one in turns for span in one.content]
    kept = [one for one in sayings if not _inside(one, places) or _within(one, held)]
    whole = [one for one in turns if one.content and not _asks(one)]
    return tuple(sorted([*kept, *whole], key=lambda one: one.content[0].place))


def _turn(
    layer: TextLayer, words: list[Word], dashes: frozenset[str], clitics: frozenset[str]
) -> Attribution:
    """Return the attribution of one paragraph, its dash left out; the first aside that tells."""
    spoken, asides = list[list[Word]](), list[list[Word]]()
    for outside, part in _parts(words, dashes):
        (asides if outside else spoken).append(part)
    told = next((found for one in asides if (found := _aside(one, clitics)) is not None), None)
    content = tuple(_span(layer, part) for one in spoken if (part := _trimmed(one)))
    cue, source = told if told is not None else ([], [])
    return Attribution(
        source=_span(layer, source) if source else None,
        cue=_span(layer, cue) if cue else None,
        content=content,
        score=_SURE,
        extractor="rules",
    )


def _parts(words: list[Word], dashes: frozenset[str]) -> Iterator[tuple[bool, list[Word]]]:
    """Yield the stretches between dashes: what is said first, then in turn the narrator's."""
    outside, part = False, list[Word]()
    for word in words:
        if word.text in dashes:
            yield outside, part
            outside, part = not outside, []
        else:
            part.append(word)
    yield outside, part


def _aside(words: list[Word], clitics: frozenset[str]) -> tuple[list[Word], list[Word]] | None:
    """Return the verb that tells of the saying, and who says it; None for a gesture."""
    if not words or not words[0].text[:1].islower():
        return None
    verb = next((n for n, word in enumerate(words) if word.text.lower() not in clitics), 0)
    if not verb and words[verb].tag[:1] not in {"V", "M"}:
        return None
    source: list[Word] = []
    for word in words[verb + 1 :]:
        genitive = bool(source) and word.lemma == "de"
        if not (word.tag.startswith(_NAMES) or genitive):
            break
        source.append(word)
    return words[: verb + 1], source


def _trimmed(words: list[Word]) -> list[Word]:
    first, last = 0, len(words)
    while first < last and words[first].text in _EDGES:
        first += 1
    while first < last and words[last - 1].text in _EDGES - {"."}:
        last -= 1
    one = sum(word.text == "." for word in words[first:last]) == 1
    return words[first : last - (one and words[last - 1].text == ".")]


def _asks(one: Attribution) -> bool:
    return all(span.exact[:1] == "¿" and span.exact[-1:] == "?" for span in one.content)


def _span(layer: TextLayer, words: list[Word]) -> Span:
    return layer.span(words[0].start, words[-1].end)


def _inside(one: Attribution, places: list[tuple[int, int]]) -> bool:
    return any(start <= one.content[0].start < end for start, end in places)


def _within(one: Attribution, held: list[Span]) -> bool:
    """Tell whether a saying lies wholly in what one turn says, and is not all of it."""
    cue = one.cue
    parts = [*one.content, *([cue] if cue is not None else [])]
    return cue is not None and any(all(span.holds(part) for part in parts) for span in held)
