"""The language gate: what is not in a language of the reader is said so, not misread.

The identifier is the model inside the ``py3langid`` package: it needs no network and writes
nothing, and unlike fastText's it needs no compiler on any Python from 3.11 to 3.14.

Source:
    Lui and Baldwin, langid.py: an off-the-shelf language identification tool, ACL 2012.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from careo.model.once import once
from careo.model.record import Record
from careo.model.text import Segment, TextLayer
from careo.reading.languages import LANGUAGES, lexicon

UNDETERMINED = "und"
"""ISO 639-2 code for a text too short or too odd to tell."""

_FLOOR = 500
_MIN_LETTERS = 25
_SAMPLE = 400
_SAMPLES = 3
_SHORT = 120
"""Letters of a sample whose common words tell more than the identifier, which names mislead."""

_MAIN_TONGUES = {"pcm": "en"}
"""Languages that the identifier takes another one for where names of their country stand in it."""
_BEYOND = "\u0250"
"""What follows the last letter of the Latin alphabets of Europe."""

_READ_SHARE = 200
_WORDS = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[\W\d_]+")


class Part(Record, frozen=True):
    """What is read of a layer in one language.

    Attributes:
        language: ISO 639-1 code.
        segments: The layer's segments, those in other languages marked as furniture, so that
            the index of each stays the same.
    """

    language: str
    segments: tuple[Segment, ...]


class Verdict(Record, frozen=True):
    """Which language a layer is in, and what of it is read.

    Attributes:
        language: ISO 639-1 code of most of it, or `UNDETERMINED`.
        parts: One for each language that is read, the one with the most letters first; none
            where the layer is not read.
        foreign: Other languages that much of the layer is in, sorted.
    """

    language: str
    parts: tuple[Part, ...]
    foreign: tuple[str, ...] = ()


@once(1)
def judge(layer: TextLayer) -> Verdict:
    """Tell which segments of a layer are in which language of the reader.

    A segment is of a language only if it has 25 letters and the identifier's score is at least
    500 per mille; one that is too short to tell goes with the language that most of the layer is
    read in. A layer of which less than a fifth of the letters that can be told are in a language
    of the reader is not read at all.
    """
    told = [_told(layer.text, segment) for segment in layer.segments]
    letters: Counter[str] = Counter()
    for language, weight in told:
        letters[language] += weight
    unsure = letters.pop(UNDETERMINED, 0)
    read: tuple[str, ...]
    if not letters:
        read = (_likelier(layer.text),) if unsure and _latin(layer.text) else ()
        language = read[0] if read else UNDETERMINED
    else:
        ranked = sorted(letters, key=lambda code: (-letters[code], code))
        language = ranked[0]
        read = tuple(code for code in ranked if code in LANGUAGES)
        if sum(letters[code] for code in read) * 1000 < letters.total() * _READ_SHARE:
            read = ()
    codes = [code for code, _ in told]
    parts = tuple(
        Part(language=code, segments=_only(layer.segments, codes, code, short=not n))
        for n, code in enumerate(read)
    )
    told_apart = (code for code, size in letters.items() if size >= _SHORT)
    foreign = tuple(sorted(set(told_apart) - set(LANGUAGES)))
    return Verdict(language=read[0] if read else language, parts=parts, foreign=foreign)


def _only(
    segments: Sequence[Segment], languages: Sequence[str], language: str, *, short: bool
) -> tuple[Segment, ...]:
    """Return the segments with those of other languages as furniture. ``short``: untold stay."""
    kept = {language, UNDETERMINED} if short else {language}
    return tuple(
        segment if code in kept else Segment(kind="furniture", start=segment.start, end=segment.end)
        for segment, code in zip(segments, languages, strict=True)
    )


def _told(text: str, segment: Segment) -> tuple[str, int]:
    """Return a segment's language and the letters that speak for it."""
    if not segment.is_read:
        return UNDETERMINED, 0
    votes: Counter[str] = Counter()
    for start in _starts(segment):
        sample = _NOISE.sub(" ", text[start : min(start + _SAMPLE, segment.end)]).strip()
        if len(sample) < _MIN_LETTERS:
            votes[UNDETERMINED] += len(sample)
            continue
        language, score = identify(sample)
        language = _main_tongue(language, sample)
        if language in LANGUAGES and len(sample) < _SHORT:
            language = commoner(sample)
        votes[language if score >= _FLOOR else UNDETERMINED] += len(sample)
    size = segment.end - segment.start if votes.total() else 0
    return max(sorted(votes), key=lambda code: votes[code], default=UNDETERMINED), size


def _main_tongue(language: str, text: str) -> str:
    """Return a language, or the one that its names alone set it apart from.

    English about Nigeria is taken for Nigerian Pidgin. Without a word of its own, and with common
    words of the other, a text is in the other one.
    """
    main = _MAIN_TONGUES.get(language)
    if main is None:
        return language
    words = set(_WORDS.findall(text.lower()))
    own = words & set(lexicon(main).grammar["pidgin"])
    return main if not own and words & _common(main) else language


def _starts(segment: Segment) -> list[int]:
    room = segment.end - segment.start - _SAMPLE
    if room <= _SAMPLE:
        return [segment.start]
    return [segment.start + room * n // (_SAMPLES - 1) for n in range(_SAMPLES)]


def _latin(text: str) -> bool:
    """Tell whether the words of a text are in the letters of the reader's languages."""
    words = _WORDS.findall(text[: _SAMPLE * _SAMPLES])
    return bool(words) and sum(max(word) < _BEYOND for word in words) * 10 >= len(words) * 9


def _likelier(text: str) -> str:
    """Return which language of the reader a text too short to tell is likelier in."""
    found = commoner(text[: _SAMPLE * _SAMPLES])
    if found != UNDETERMINED:
        return found
    return LANGUAGES[0] if text.isascii() else LANGUAGES[-1]


def commoner(text: str) -> str:
    """Return the language of the reader that has most of a text's words among its commonest.

    Names alone tell nothing: `UNDETERMINED`, as for as many of one as of another.
    """
    words = _WORDS.findall(text.lower())
    counts = [(sum(map(_common(code).__contains__, words)), code) for code in LANGUAGES]
    (best, code), (second, _) = sorted(counts, reverse=True)[:2]
    return code if best > second else UNDETERMINED


@functools.cache
def _common(language: str) -> frozenset[str]:
    return frozenset(lexicon(language).grammar["common"])


def identify(text: str) -> tuple[str, int]:
    """Return the likeliest language of a text and its score per mille."""
    language, score = _identifier().classify(text)
    return str(language), round(1000 * float(score))


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
