"""Whom a hearing's initials and its "you" stand for: the two who speak by name before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careo.claims.context import Context
from careo.claims.speakers import speaker
from careo.claims.words import listed
from careo.model.claim import Speaker
from careo.model.reading import Attribution
from careo.model.text import Span

_PAIR = 2


def examined(context: Context, attributions: Sequence[Attribution]) -> Mapping[Span, Speaker]:
    """Return who speaks behind each initial and "you", where just two speak by name before it.

    The first initial of a run goes on for the one who did not speak last, the other for the one
    who did; "you" is the one who does not speak. With a third voice in the room nobody can tell,
    and nothing is said.
    """
    sources = _sources(context, attributions)
    found: dict[Span, Speaker] = {}
    named: list[Speaker] = []
    run: dict[str, Speaker] = {}
    for source in sources:
        if _is_you(context, source):
            if len(named) == _PAIR and not run:
                found[source] = _standing_for(source, named[0])
            continue
        if len(source.exact) > 1:
            run = {}
            named = _heard(context, named, speaker(context, source))
            continue
        if not run and len(named) == _PAIR:
            run[source.exact] = named[0]
        elif len(run) == 1 and source.exact not in run:
            run[source.exact] = named[1]
        if source.exact in run:
            found[source] = _standing_for(source, run[source.exact])
    return found


def _sources(context: Context, attributions: Sequence[Attribution]) -> list[Span]:
    """Return who is written to speak in turns, and every "you" that says something, in order."""
    found = {
        one.source
        for one in attributions
        if one.source is not None and (_is_turn(context, one) or _is_you(context, one.source))
    }
    return sorted(found, key=lambda span: span.place)


def _standing_for(source: Span, who: Speaker) -> Speaker:
    return Speaker(kind="mention", span=source, mentions=who.mentions)


def _is_you(context: Context, source: Span) -> bool:
    """Tell a "you" that no quotation holds."""
    if source.exact.lower() not in listed(context.lexicon, "addressed"):
        return False
    return not context.quoted(source.start, source.end)


def _is_turn(context: Context, one: Attribution) -> bool:
    if one.source is None or one.cue is None or one.cue.start < one.source.end:
        return False
    sentence = context.sentence_of(one.source)
    opens = sentence is not None and sentence.start == one.source.start
    return opens and not any(letter.isalpha() for letter in one.cue.exact)


def _heard(context: Context, named: list[Speaker], who: Speaker) -> list[Speaker]:
    """Return who has spoken by name so far, the last one last."""
    ids = [context.referent_id(m) for m in who.mentions]
    others = [
        one for one in named if [context.referent_id(m) for m in one.mentions] != ids or None in ids
    ]
    return [*others, who]
