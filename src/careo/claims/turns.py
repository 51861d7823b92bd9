"""Who speaks in a turn of a dialogue behind dashes that names nobody."""

from __future__ import annotations

from careo.claims.context import Context
from careo.claims.silent import acted
from careo.claims.speakers import same, speaker
from careo.model.claim import Speaker
from careo.model.reading import Attribution

_PEOPLE = frozenset({"person", "organization"})
_BOTH = 2


def is_turn(context: Context, attribution: Attribution) -> bool:
    """Tell whether an attribution is what a paragraph behind a dash says."""
    return context.opens_turn(attribution.content[0])


def turn_speaker(context: Context, attribution: Attribution) -> Speaker | None:
    """Return who speaks in a turn that names nobody; None in doubt.

    The one who spoke two turns before, where no third speaks among them; in the first turn the only
    one of whom the sentence before tells: "Sabina baja la voz. —Él cobra de la mina."
    """
    sentence = context.sentence_of(attribution.content[0])
    if sentence is None or attribution.source is not None:
        return None
    at = number = sentence.segment
    while at - 1 in context.turns and at - 2 in context.turns:
        at -= 2
        who = _named(context, at)
        if who is not None:
            return who if _two(context, number) else None
    before = None if at - 1 in context.turns else _only_one(context, at)
    return before if before is not None and _two(context, number, before) else None


def _named(context: Context, number: int) -> Speaker | None:
    one = context.turns.get(number)
    return None if one is None or one.source is None else speaker(context, one.source, one.content)


def _two(context: Context, number: int, *others: Speaker) -> bool:
    """Tell whether two at most are named in the turns right before one."""
    named = list(others)
    while number - 1 in context.turns:
        number -= 1
        who = _named(context, number)
        if who is not None and not any(same(context, who, other) for other in named):
            named.append(who)
    return len(named) <= _BOTH


def _only_one(context: Context, number: int) -> Speaker | None:
    """Return the subject of the last sentence before a paragraph, if it tells of nobody else.

    A name that the sentence begins with is its subject, whatever the parse has.
    """
    before = context.sentences_before(number)
    if not before:
        return None
    last = before[-1]
    people = [
        mention
        for mention in context.mentions_in(last.start, last.end)
        if mention.kind in _PEOPLE and mention.form != "pronoun"
    ]
    first = next((m.span for m in people if m.form == "name" and m.span.start == last.start), None)
    who = acted(context, last, many=False) or (
        None if first is None else Speaker(kind="mention", span=first, mentions=(first,))
    )
    own = {context.referent_id(mention) for mention in who.mentions} if who is not None else set()
    return who if {context.referent_id(m.span) for m in people} <= own else None
