"""Whom the mentions of one document stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from careo.model.lexicon import Lexicon
from careo.model.reading import Attribution, Mention, Referent, referent_id
from careo.model.record import ReferentId
from careo.model.text import TextLayer
from careo.reading.mentions.context import Context, Found
from careo.reading.mentions.mentions import find, written
from careo.reading.parser import Parse
from careo.reading.referents.names import join_names
from careo.reading.referents.pronouns import resolve
from careo.reading.referents.roles import convey, describe
from careo.reading.referents.state import Being, State

_LETTER = 4
_DASHES = frozenset({"\N{EM DASH}", "\N{HORIZONTAL BAR}"})


def referents(
    layer: TextLayer, parse: Parse, lexicon: Lexicon, attributions: Sequence[Attribution] = ()
) -> tuple[tuple[Mention, ...], tuple[Referent, ...]]:
    """Return the mentions of a layer and the referents they stand for.

    A mention that cannot be told (an ambiguous "he", "I" outside a known quotation, a title before
    a name) belongs to no referent. A group of joined people is a referent with ``members``.

    Args:
        layer: The text.
        parse: Its parse.
        lexicon: The words of its language.
        attributions: Where known, "I" inside a quotation is the one quoted, and "we" the body
            quoted; a person's "we" stays open.
    """
    context = Context.of(layer, parse, lexicon)
    found = find(context)
    state = State(context, found)
    join_names(state)
    for index in range(len(found)):
        _settle(state, index)
        being = state.of[index]
        if being is not None:
            being.last = found[index].sentence
    _first_person(state, attributions)
    _author(state, [one for one in attributions if _is_mail(state, one)])
    mentions = tuple(written(context, f) for f in found)
    return mentions, _written(state, mentions)


def _settle(state: State, index: int) -> None:
    """Bind a mention, its owner and whoever owns that before it; owners may form a circle."""
    chain: list[int] = []
    following: int | None = index
    while following is not None and following not in state.settled:
        state.settled.add(following)
        chain.append(following)
        mention = state.found[following]
        following = None if mention.owner is None else state.at(mention.sentence, mention.owner)
    for each in reversed(chain):
        if state.of[each] is None:
            _settle_one(state, each)


def _settle_one(state: State, index: int) -> None:
    mention = state.found[index]
    if mention.form == "name":
        return
    if mention.form == "pronoun":
        being = resolve(state, index)
        if being is not None:
            state.bind(index, being)
            _learn(state, being, mention)
    elif mention.kind == "conveyor":
        convey(state, index)
    else:
        describe(state, index)


def _learn(state: State, being: Being, mention: Found) -> None:
    """Keep the gender that a pronoun shows."""
    gender = state.context.lexicon.naming.pronouns[mention.titles[0]].gender
    if being.kind == "person" and gender in {"m", "f"}:
        being.gender = gender


def _first_person(state: State, attributions: Sequence[Attribution]) -> None:
    """Bind "I" in quoted words to the one who says them; the innermost content counts."""
    known = state.context.lexicon.naming.pronouns
    sourced = sorted(
        (
            (span.start, span.end, a)
            for a in attributions
            if a.source is not None
            for span in a.content
        ),
        key=lambda item: item[0] - item[1],
    )
    for start, end, attribution in reversed(sourced):
        for index, mention in _within(state, start, end):
            pronoun = known.get(mention.titles[0]) if mention.form == "pronoun" else None
            if pronoun is None or pronoun.person != "first":
                continue
            if state.quotation(index) < 0 and not (
                _spoken(state, start, mention) or _is_mail(state, attribution)
            ):
                continue
            being = _source(state, attribution)
            if being is not None and _may_say(being, many=pronoun.number == "many"):
                state.bind(index, being)


def _spoken(state: State, start: int, mention: Found) -> bool:
    """Tell whether words without quotation marks are a turn or stand behind a dash."""
    layer = state.context.layer
    segment = layer.segments[state.context.parse.sentences[mention.sentence].segment]
    line = layer.text[segment.start : segment.end].lstrip()[:1]
    before = layer.text[max(segment.start, start - _LETTER) : start].rstrip()
    return line in _DASHES or before[-1:] == ":"


def _is_mail(state: State, attribution: Attribution) -> bool:
    """Tell whether words are a mail within the document: behind ">", or below its header."""
    text, start = state.context.layer.text, attribution.content[0].start
    if text[max(0, start - _LETTER) : start].rstrip().endswith(">"):
        return True
    source = attribution.source
    if source is None or attribution.cue is not None or source.start > start:
        return False
    return text[: source.start].rstrip(" *\"'").endswith(":") and "\n" in text[source.end : start]


def _author(state: State, mails: Sequence[Attribution]) -> None:
    """Bind the "I" outside quotations to the one who sends it, says "My name is", or signs.

    Args:
        state: What is bound so far.
        mails: Others' words, though no quotation marks stand round them.
    """
    known = state.context.lexicon.naming.pronouns
    others = [
        place for one in mails for span in one.content for place in _within(state, *span.place)
    ]
    theirs = {index for index, _ in others}
    own = []
    for index, mention in enumerate(state.found):
        pronoun = known.get(mention.titles[0]) if mention.form == "pronoun" else None
        if pronoun is not None and (pronoun.person, pronoun.number) == ("first", "one"):
            own += [index] if state.quotation(index) < 0 and index not in theirs else []
    being = _sender(state) or _named_self(state)
    being = being or (_signed(state) if len(own) >= _LETTER else None)
    if being is not None and being.kind == "person":
        for index in own:
            state.bind(index, being)


def _sender(state: State) -> Being | None:
    """Return the one whom a header at the head of the document names as its sender."""
    layer, layout = state.context.layer, state.context.lexicon.layout
    if not layer.segments:
        return None
    first = layer.segments[0]
    label, colon, _ = layer.text[first.start : first.end].partition(":")
    if not colon or label.strip().lower() not in layout.get("senders", ()):
        return None
    for index, mention in _within(state, first.start, first.end):
        if mention.form == "name" and mention.kind == "person":
            return state.of[index]
    return None


def _named_self(state: State) -> Being | None:
    for index, mention in enumerate(state.found):
        if mention.form == "name" and mention.kind == "person" and mention.start:
            told = state.context.before(mention.sentence, mention.start, "introductions")
            if told and state.quotation(index) < 0:
                return state.of[index]
    return None


def _signed(state: State) -> Being | None:
    """Return the one whose name alone fills one of the last lines."""
    sentences = state.context.parse.sentences
    for sentence in range(len(sentences) - 1, max(-1, len(sentences) - 1 - _LETTER), -1):
        for index in state.by_sentence.get(sentence, ()):
            mention = state.found[index]
            whole = len(sentences[sentence].tokens) == mention.end - mention.start
            if whole and mention.form == "name" and mention.kind == "person":
                return state.of[index]
    return None


def _may_say(being: Being, *, many: bool) -> bool:
    plural = being.number == "many" or being.kind == "organization"
    return plural if many else being.kind == "person" and being.number == "one"


def _within(state: State, start: int, end: int) -> list[tuple[int, Found]]:
    """Return the mentions whose head stands in a stretch of text."""
    sentences = state.context.parse.sentences
    first = bisect_right(sentences, start, key=lambda s: s.end)
    found: list[tuple[int, Found]] = []
    for sentence in range(first, len(sentences)):
        if sentences[sentence].start >= end:
            break
        tokens = sentences[sentence].tokens
        here = [(i, state.found[i]) for i in state.by_sentence.get(sentence, ())]
        found += [(i, m) for i, m in here if start <= tokens[m.head].start < end]
    return found


def _source(state: State, attribution: Attribution) -> Being | None:
    """Return the one that the source's words stand for; None where they are several."""
    source = attribution.source
    if source is None:
        return None
    found: dict[int, Being] = {}
    for index, mention in _within(state, source.start, source.end):
        being = state.of[index]
        if being is None:
            continue
        whole = state.context.tokens(mention.sentence)
        start = whole[mention.start].start
        if start == source.start or whole[mention.end - 1].end == source.end:
            found[id(being)] = being
    return next(iter(found.values())) if len(found) == 1 else None


def _written(state: State, mentions: tuple[Mention, ...]) -> tuple[Referent, ...]:
    layer = state.context.layer
    ids: dict[int, ReferentId] = {}
    kept = [b for b in state.beings if b.mentions]
    for being in kept:
        ids[id(being)] = referent_id(layer.id, mentions[min(being.mentions)].span)
    return tuple(
        sorted(
            (_referent(state, b, mentions, ids) for b in kept),
            key=lambda r: r.mentions[0].span.place,
        )
    )


def _referent(
    state: State, being: Being, mentions: tuple[Mention, ...], ids: dict[int, ReferentId]
) -> Referent:
    own = sorted(being.mentions)
    return Referent(
        id=ids[id(being)],
        kind=being.kind,
        mentions=tuple(mentions[i] for i in own),
        names=_names(state, own),
        identified=being.identified,
        number=being.number,
        members=tuple(ids[id(m)] for m in being.members if id(m) in ids),
    )


def _names(state: State, own: list[int]) -> tuple[str, ...]:
    names: list[str] = []
    for index in own:
        mention = state.found[index]
        if mention.form == "name":
            text = state.context.text(mention.sentence, mention.start, mention.end)
            names += [f"{text} {mention.surname_text}", text] if mention.surname else [text]
    unique = dict.fromkeys(" ".join(n.split()) for n in names)
    return tuple(sorted(unique, key=lambda n: (n.isupper(), -len(n.split()), -len(n))))
