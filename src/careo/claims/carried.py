"""Accounts that go on: a sentence without a cue whose speaker an earlier sentence carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from careo.claims.accounts import narrated
from careo.claims.chains import Chained
from careo.claims.context import Context
from careo.claims.cueing import cue_head
from careo.claims.speakers import mention_for, same
from careo.claims.syntax import SUBJECTS, children, root, sentence_at
from careo.claims.words import is_listed, lemmas, listed
from careo.model.claim import Act, Link, Speaker
from careo.model.lexicon import Pronoun
from careo.model.reading import Attribution, Sentence
from careo.model.text import Span

LONGEST = 3
"""Sentences that one account carries at most."""

_OPENING = 4
_LASTING: frozenset[Act] = frozenset({"alleges", "asserts", "finds", "records", "reports"})


def carried(
    context: Context, chained: Sequence[Chained], touched: Mapping[int, Sequence[Attribution]]
) -> dict[int, Chained]:
    """Return for each sentence, by its start, the account that it goes on with.

    Sparingly: the account stands in the same paragraph, in the sentence before or in one that
    it already carried; the sentence has no cue, quotation or speaker of its own, does not speak
    of the account or of the speaker's present state, and opens with no word that changes the
    voice. An account is one that opens its sentence and is called one ("According to his
    account,"), or one whose own time the sentence keeps (`accounts.narrated`).
    """
    found: dict[int, Chained] = {}
    for first, one in sorted(_framing(context, chained).items()):
        for index in range(first + 1, min(first + 1 + LONGEST, len(context.sentences))):
            sentence = context.sentences[index]
            apart = sentence.segment != context.sentences[first].segment
            if apart or sentence.start in touched or not goes_on(context, sentence, one):
                break
            found[sentence.start] = one
    for first, one, last in narrated(context, chained, touched, LONGEST):
        held = context.sentences[first + 1 : last + 1]
        if all(goes_on(context, sentence, one) for sentence in held):
            found.update((s.start, one) for s in held if s.start not in found)
    return found


def _framing(context: Context, chained: Sequence[Chained]) -> dict[int, Chained]:
    """Return the accounts that are called one, by the sentences that they open."""
    opened: dict[int, Chained] = {}
    for one in chained:
        sentence = _opens(context, one)
        index = sentence_at(context.sentences, sentence.start) if sentence is not None else None
        if index is not None:
            opened[index] = one
    return opened


def as_carried(chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return an account's chain for a sentence that goes on with it: in other words.

    Who denied something goes on asserting something else.
    """
    *outer, last = (
        link if link.mode == "own_words" else msgspec.structs.replace(link, mode="paraphrase")
        for link in chain
    )
    act = last.act if last.act in _LASTING else "asserts"
    own = msgspec.structs.replace(last, act=act, mode="paraphrase", carried=True, when=None)
    return (*outer, own)


def _opens(context: Context, one: Chained) -> Sentence | None:
    """Return the sentence that an account opens, or None: "According to X's account, …"."""
    cue, source = one.attribution.cue, one.attribution.source
    sentence = context.sentence_of(cue) if cue is not None else None
    if cue is None or source is None or sentence is None or one.outer is not None:
        return None
    head = cue_head(context, sentence, cue)
    if head is None or not _introduces(context, sentence, one, cue):
        return None
    words = [t for t in sentence.tokens if cue.start <= t.start < source.end]
    speaks = one.chain[-1].speaker.kind == "mention" and not one.said.negated
    called = any(is_listed(token, context.lexicon, "accounts") for token in words)
    return sentence if speaks and called else None


def _introduces(context: Context, sentence: Sentence, one: Chained, cue: Span) -> bool:
    first = sentence.tokens[0]
    return cue.start <= sentence.tokens[min(1, len(sentence.tokens) - 1)].start and (
        one.said.frame or is_listed(first, context.lexicon, "introducing") or first.dep == "prep"
    )


def goes_on(context: Context, sentence: Sentence, one: Chained) -> bool:
    """Tell whether a sentence may go on with an account, by what stands in it."""
    words = [t.text.lower() for t in sentence.tokens]
    if not words or words[-1] == "?" or _marks_own_voice(context, sentence, words):
        return False
    if any(context.quoted(t.start, t.end) for t in sentence.tokens):
        return False
    return not _of_the_speaker_now(context, sentence, one.chain[-1].speaker)


def _marks_own_voice(context: Context, sentence: Sentence, words: list[str]) -> bool:
    lexicon = context.lexicon
    first = {form for form, p in lexicon.naming.pronouns.items() if _is_first(p)}
    if not listed(lexicon, "interrupting").isdisjoint(words[:_OPENING]) or first & set(words):
        return True
    conveyors = set(lexicon.conveyors)
    return any(
        is_listed(t, lexicon, "accounts")
        or (t.pos == "NOUN" and not conveyors.isdisjoint(lemmas(t, lexicon)))
        for t in sentence.tokens
    )


def _is_first(pronoun: Pronoun) -> bool:
    return pronoun.person == "first" and pronoun.case == "subject"


def _of_the_speaker_now(context: Context, sentence: Sentence, who: Speaker) -> bool:
    """Tell whether a sentence states how the speaker is now: that is the document's own voice.

    "According to his account, soldiers came. He has been in prison since."
    """
    verb = root(sentence)
    if verb is None:
        return True
    below = list(children(sentence, verb))
    subject = next((n for n in below if sentence.tokens[n].dep in SUBJECTS), None)
    finite = [verb, *(n for n in below if sentence.tokens[n].dep in {"aux", "auxpass"})]
    if any(sentence.tokens[n].tag in {"VBD", "MD"} for n in finite):
        return False
    if subject is None:
        return True
    possessors = [n for n in children(sentence, subject) if sentence.tokens[n].dep == "poss"]
    return any(_is(context, sentence, n, who) for n in (subject, *possessors))


def _is(context: Context, sentence: Sentence, index: int, who: Speaker) -> bool:
    mention = mention_for(context, sentence, index)
    if mention is None:
        return sentence.tokens[index].pos == "PRON"
    one = Speaker(kind="mention", span=mention.span, mentions=(mention.span,))
    other = context.referent(mention.span)
    return same(context, one, who) or (
        mention.form == "pronoun" and (other is None or not other.names)
    )
