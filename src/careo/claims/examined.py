"""Whom the initials of a hearing stand for: "Q." and "A." go on for the two named before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careo.claims.context import Context
from careo.claims.speakers import speaker
from careo.model.claim import Speaker
from careo.model.reading import Attribution
from careo.model.text import Span

_PAIR = 2


def examined(context: Context, attributions: Sequence[Attribution]) -> Mapping[Span, Speaker]:
    """Return who speaks behind each initial, where exactly two speak by name before it.

    The first initial of a run goes on for the one who did not speak last, the other for the one
    who did. With a third voice in the room nobody can tell, and nothing is said.
    """
    turns = [one for one in attributions if _is_turn(context, one)]
    found: dict[Span, Speaker] = {}
    named: list[Speaker] = []
    run: dict[str, Speaker] = {}
    for one in sorted(turns, key=lambda turn: turn.content[0].start):
        source = one.source
        if source is None:
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
            found[source] = Speaker(
                kind="mention", span=source, mentions=run[source.exact].mentions
            )
    return found


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
