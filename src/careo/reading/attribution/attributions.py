"""Attributions by dependency rules: who says what, in which words, of one layer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from careo.model.lexicon import Lexicon
from careo.model.once import once
from careo.model.reading import Attribution, Sentence
from careo.model.text import TextLayer
from careo.reading.attribution.content import content
from careo.reading.attribution.cues import Hit, Phrases, hits, phrases
from careo.reading.attribution.frames import aside, framed
from careo.reading.attribution.listing import with_lists
from careo.reading.attribution.quotes import Draft, join
from careo.reading.attribution.sense import Said, says
from careo.reading.attribution.source import NOBODY, source
from careo.reading.attribution.tree import Lists, Tree
from careo.reading.quotes import quotations


def attributions(
    layer: TextLayer, sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """Find every act of saying in a layer, in order of place.

    Speech within speech gives one attribution for each act of saying. Where the words name no
    speaker the source is None, never a guess.
    """
    index = phrases(lexicon)
    lists = _lists(lexicon)
    drafts: list[Draft] = []
    for number, sentence in enumerate(sentences):
        tree = Tree(sentence, lists)
        drafts += _of_sentence(tree, number, lexicon, index)
    drafts = with_lists(layer, sentences, drafts)
    joined = join(layer, sentences, drafts, quotations(layer))
    kept = (draft for draft in joined if not _denied_order(draft, joined))
    return tuple(sorted((_finish(layer, draft) for draft in kept), key=_order))


@once(8)
def _lists(lexicon: Lexicon) -> Lists:
    lists = {use: frozenset(words) for use, words in lexicon.saying.items()}
    nouns = (key for key, cues in lexicon.cues.items() if any(cue.pos == "NOUN" for cue in cues))
    return {**lists, "sayings": lists["sayings"] | frozenset(nouns)}


def _of_sentence(tree: Tree, number: int, lexicon: Lexicon, index: Phrases) -> list[Draft]:
    found: list[Draft] = []
    for _, readings in groupby(hits(tree, lexicon, index), key=attrgetter("at")):
        drafts = [_draft(tree, number, hit, lexicon) for hit in readings]
        found.append(next((draft for draft in drafts if draft.content), drafts[0]))
    return found


def _draft(tree: Tree, number: int, hit: Hit, lexicon: Lexicon) -> Draft:
    who = source(tree, hit)
    words, kind = NOBODY, "frame"
    if hit.cue.pos not in {"ADP", "ADV"}:
        words, kind = content(tree, hit, who)
    if kind == "clause":
        words = aside(tree, hit, who) or words
    if not words:
        words, kind = framed(tree, hit, who), "frame"
    if not says(tree, Said(hit=hit, source=who, words=words, kind=kind), lexicon):
        words = NOBODY
    cue = tree.tokens[hit.words[0]].start, tree.tokens[hit.words[-1]].end
    places = tree.places(who)
    words -= who | frozenset(hit.words) | frozenset(range(tree.dateline()))
    return Draft(
        sentence=number,
        hit=hit,
        cue=cue,
        source=(places[0][0], places[-1][1]) if places else None,
        content=tuple(tree.places(words)),
    )


def _denied_order(draft: Draft, others: Sequence[Draft]) -> bool:
    """Tell an order that another content denies ("denied that he gave an order to fire")."""
    if draft.hit is None or draft.cue is None or draft.hit.cue.act != "orders":
        return False
    cue = draft.cue
    return any(
        other.hit is not None
        and other.hit.cue.act == "denies"
        and not other.hit.negated
        and any(start <= cue[0] and cue[1] <= end for start, end in other.content)
        for other in others
        if other.sentence == draft.sentence
    )


def _finish(layer: TextLayer, draft: Draft) -> Attribution:
    return Attribution(
        source=layer.span(*draft.source) if draft.source else None,
        cue=layer.span(*draft.cue) if draft.cue else None,
        content=tuple(layer.span(*place) for place in draft.content),
        cue_negated=draft.hit is not None and draft.hit.negated,
    )


def _order(found: Attribution) -> tuple[int, int]:
    places = [found.content[0].start, found.content[-1].end]
    return min(places[0], found.cue.start if found.cue else places[0]), -places[1]
