"""Subjects that are not said: "Afirmó que …" after a sentence that names its speaker.

And words behind a verb that were taken for its subject and are none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution
from careo.model.text import Span
from careo.reading.linking.words import Page, Word, page

_LEAD = 3
_GAP = 2
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOUNS, _PLURAL = ("NN", "PRP", "WP"), ("NNS", "NNPS")


class _Endings(NamedTuple):
    one: tuple[str, ...]
    many: tuple[str, ...]
    impersonal: frozenset[str]


def silent_subjects(
    words: Sequence[Word], attributions: Sequence[Attribution], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Fill in sources that the verb alone tells, where there is no doubt; drop those of others.

    The sentence begins with a cue in the third person; nobody else is a source in it; and the
    sentence right before, in the same paragraph, has one speaker, who agrees in number. The
    source is that speaker's span used again. The lexicon lists the endings (``saying``:
    "third_one", "third_many", and "impersonal" words as "se", which forbid it); a language
    without them does not leave its subjects out. All else keeps None: an explicit gap.

    A source behind what a verb says is first taken from it, in every language: see `_astray`.
    """
    saying = lexicon.saying
    endings = _Endings(
        tuple(saying.get("third_one", ())),
        tuple(saying.get("third_many", ())),
        frozenset(saying.get("impersonal", ())),
    )
    here = page(words)
    starts = [word.start for word in words]
    sound: list[Attribution] = []
    for one in attributions:
        sound.append(_mended(here, starts, one, sound[-1] if sound else None))
    if not endings.one:
        return tuple(sound)
    placed = [(_sentence(here, starts, one), one) for one in sound]
    found: list[Attribution] = []
    number, speaker = -1, _speaker(())
    for at, group in groupby(placed, key=lambda pair: pair[0]):
        sayings = [one for _, one in group]
        heir = speaker if at == number + 1 else None
        if heir is not None and not any(one.source for one in sayings):
            sayings[0] = _filled(here, starts, sayings[0], heir, endings)
        number, speaker = at, _speaker(sayings)
        found += sayings
    return tuple(found)


def _mended(
    here: Page, starts: list[int], one: Attribution, before: Attribution | None
) -> Attribution:
    """Take from a saying a source that is not its own; behind "and" the one before it speaks."""
    if one.cue is None or not _astray(here, starts, one):
        return one
    at = _index(starts, one.cue.start)
    joined = at > 0 and before is not None and here.words[at - 1].tag == "CC"
    heir = before.source if joined and before is not None else None
    near = heir is not None and heir.end <= one.cue.start
    if near and heir is not None:
        near = here.sentence[_index(starts, heir.start)] == here.sentence[at]
    return msgspec.structs.replace(one, source=heir if near else None)


def _astray(here: Page, starts: list[int], one: Attribution) -> bool:
    """Tell whether a source stands where a finite verb's subject never does.

    Behind the verb, what it says and a comma: "culpó a su jefe, *el general Roca*" names who is
    blamed. In a later sentence: "…, dijo. *El ministro* …".
    """
    if one.cue is None or one.source is None or one.source.start < one.cue.end:
        return False
    cue, cue_end = _index(starts, one.cue.start), bisect_left(starts, one.cue.end)
    who = _index(starts, one.source.start)
    verbs = [w.tag for w in here.words[cue:cue_end] if w.tag.startswith(("VB", "MD"))]
    if not verbs or not verbs[0].startswith(_FINITE):
        return False
    if here.sentence[who] > here.sentence[cue_end - 1]:
        return True
    between = any(one.cue.end <= c.start and c.end <= one.source.start for c in one.content)
    return between and here.words[who - 1].text == ","


def _sentence(here: Page, starts: list[int], one: Attribution) -> int:
    """Return the number of the sentence of a cue; that of the first content without one."""
    return here.sentence[_index(starts, (one.cue or one.content[0]).start)]


def _index(starts: list[int], start: int) -> int:
    return min(bisect_left(starts, start), len(starts) - 1)


def _speaker(sayings: Sequence[Attribution]) -> Span | None:
    """Return the one speaker of a sentence; None where there are several, or none for sure."""
    sources = {one.source for one in sayings}
    return sources.pop() if len(sources) == 1 else None


def _filled(
    here: Page, starts: list[int], one: Attribution, speaker: Span, endings: _Endings
) -> Attribution:
    if one.cue is None or one.content[0].start < one.cue.start:
        return one
    cue, said = _index(starts, one.cue.start), _index(starts, one.content[0].start)
    cue_end = bisect_left(starts, one.cue.end)
    who = _index(starts, speaker.start), bisect_left(starts, speaker.end)
    near = here.words[who[0]].paragraph == here.words[cue].paragraph
    if not near or said - cue_end > _GAP or any(_named(here, n) for n in range(cue_end, said)):
        return one
    verb = _verb(here, cue, cue_end, endings)
    many = _many(here.words[who[0] : who[1]])
    fits = verb is not None and many is not None and verb.endswith(_of(endings, many=many))
    return msgspec.structs.replace(one, source=speaker) if fits else one


def _of(endings: _Endings, *, many: bool) -> tuple[str, ...]:
    return endings.many if many else endings.one


def _named(here: Page, at: int) -> bool:
    return here.words[at].tag.startswith(_NOUNS)


def _verb(here: Page, cue: int, cue_end: int, endings: _Endings) -> str | None:
    """Return the first verb of a cue at the head of its sentence, if somebody does it."""
    begin = cue
    while begin and not here.words[begin].begins and cue - begin < _LEAD:
        begin -= 1
    if not here.words[begin].begins:
        return None
    if any(_named(here, n) for n in range(begin, cue)):
        return None
    forms = [here.words[n] for n in range(begin, cue_end)]
    if any(word.text.lower() in endings.impersonal for word in forms):
        return None
    verbs = [word for word in here.words[cue:cue_end] if word.tag.startswith(("VB", "MD"))]
    return verbs[0].text.lower() if verbs else None


def _many(source: Sequence[Word]) -> bool | None:
    """Tell whether a speaker is several, by the first noun and a conjunction; None: not known."""
    nouns = [word for word in source if word.tag.startswith("NN")]
    if not nouns:
        return None
    return nouns[0].tag in _PLURAL or any(word.tag == "CC" for word in source)
