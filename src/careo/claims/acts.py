"""What kind of saying a cue is, and whether it denies."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from careo.claims.context import Context, of_document
from careo.claims.cueing import cueing
from careo.claims.hedging import hedged, hedging_words
from careo.claims.negation import cue_negated, negated, not_only, plainly_not
from careo.claims.speakers import speaker_heads
from careo.claims.syntax import lower, words_of
from careo.claims.verdicts import untrue, untrue_in
from careo.claims.words import Cueing, lemmas, listed
from careo.model.claim import Act, Polarity
from careo.model.lexicon import Cue
from careo.model.reading import Attribution, Sentence
from careo.model.record import Record
from careo.model.text import Span

_NEUTRAL = frozenset({"asserts", "reports", "acknowledges"})
_SMALL = frozenset({"ADP", "ADV"})


class Saying(Record, frozen=True):
    """What a cue says of its attribution.

    Attributes:
        act: The kind of act.
        negated: The saying is denied.
        hedged: The saying is kept at a distance ("reportedly said").
        lemma: Dictionary form of the cue's head word; empty without a cue.
        frame: The cue is a preposition ("according to", "según").
    """

    act: Act
    negated: bool = False
    hedged: bool = False
    lemma: str = ""
    frame: bool = False


def as_said_by(context: Context, said: Saying, author: Span | None) -> Saying:
    """Return a saying as one of the author behind a conveyor: a commission's report finds."""
    act = _of_speaker(context, author, said.act)
    return said if act == said.act else msgspec.structs.replace(said, act=act)


@of_document
def saying(context: Context, attribution: Attribution) -> Saying:
    """Return what kind of saying an attribution is.

    The cue's own act, unless that is a plain saying and the speaker is one whose saying is of its
    own kind: a court finds, a register records, a prosecutor alleges. An inquiry that "alleges"
    alleges.
    """
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    found = cueing(context, sentence, cue) if cue is not None and sentence is not None else None
    if cue is None or sentence is None or found is None:
        return Saying(act=_of_speaker(context, attribution.source, "asserts"))
    head = found.head
    entry = _entry(context, sentence, attribution, found)
    act = entry.act if entry is not None else "asserts"
    if verdict_in(context, attribution) is not None or untrue_in(context, sentence, cue, found):
        act = "denies"
    unsaid = not _negates_itself(context, sentence, found) and (
        _negated(context, sentence, attribution, found)
        or (attribution.cue_negated and not not_only(sentence, head, context.lexicon))
    )
    conceded = unsaid and act == "denies" and _concedes(context, sentence, found)
    small = bool(found.entries) and found.entries[0].pos in _SMALL
    return Saying(
        act=_of_speaker(context, attribution.source, "acknowledges" if conceded else act),
        negated=unsaid and not conceded,
        hedged=_hedged(context, sentence, cue, found),
        lemma=found.lemma,
        frame=small and found.entries[0].pos == "ADP",
    )


@of_document
def verdict_in(context: Context, attribution: Attribution) -> Span | None:
    """Return the words by which a cue calls a saying untrue ("called the charge *a lie*")."""
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    found = cueing(context, sentence, cue) if cue is not None and sentence is not None else None
    if sentence is None or found is None or sentence.tokens[found.head].pos != "VERB":
        return None
    entry = _entry(context, sentence, attribution, found)
    if entry is None or entry.act != "asserts" or "clause" in entry.content:
        return None
    start = untrue(context, sentence, found.head)
    return None if start is None else context.layer.span(sentence.tokens[start].start, sentence.end)


def polarity(act: Act, *, negated: bool) -> Polarity:
    """Return ``denies`` for a denial; one that was not uttered denies nothing."""
    return "denies" if act == "denies" and not negated else "affirms"


def _entry(
    context: Context, sentence: Sentence, attribution: Attribution, found: Cueing
) -> Cue | None:
    """Return the lexicon's entry for a cue, or None; the noun in "issued a warning" counts first.

    Of several the one for an infinitive counts before an infinitive: "told him to go" orders.
    """
    if found.noun is not None or not found.entries:
        return found.noun
    bidding = _bids(context, sentence, attribution.content, found.head)
    wanted = [e for e in found.entries if ("clause" not in e.content) == bidding]
    return (wanted or found.entries)[0]


def _hedged(context: Context, sentence: Sentence, cue: Span, found: Cueing) -> bool:
    """Tell whether a saying is kept at a distance; a cue that is an adverb is ("reportedly")."""
    if found.entries and found.entries[0].pos == "ADV":
        return True
    words = words_of(cue, sentence)
    return hedged(sentence, found.head, context.lexicon) or hedging_words(
        sentence, words, context.lexicon
    )


def _concedes(context: Context, sentence: Sentence, found: Cueing) -> bool:
    """Tell whether "not" makes a denial a concession: "does not dispute that", "no niega que".

    "Neither confirms nor denies", "did not deny or confirm" and "refused to deny" concede
    nothing.
    """
    token = sentence.tokens[found.head]
    denying = not listed(context.lexicon, "denying").isdisjoint(lemmas(token, context.lexicon))
    return token.pos != "NOUN" and denying and plainly_not(sentence, found.head, context.lexicon)


def _bids(context: Context, sentence: Sentence, content: tuple[Span, ...], head: int) -> bool:
    """Tell whether what is said is an infinitive behind the cue: "to go", "him to go"."""
    bidding = listed(context.lexicon, "bidding")
    words = [n for span in content[:2] for n in words_of(span, sentence) if n > head]
    for n in words:
        token, after = sentence.tokens[n], sentence.tokens[n + 1 : n + 2]
        if token.text.lower() in bidding and token.tag == "TO":
            return bool(after)
        if token.pos in {"VERB", "AUX", "SCONJ"}:
            return False
    return False


def _negated(context: Context, sentence: Sentence, attribution: Attribution, found: Cueing) -> bool:
    """Tell whether an act of saying is denied: by a negation, a refusal, or its nobody."""
    if sentence.tokens[found.head].pos == "NOUN":
        return negated(sentence, found.head, context.lexicon)
    if found.refused or _nobody(context, attribution.source):
        return True
    return cue_negated(sentence, found.head, context.lexicon)


def _negates_itself(context: Context, sentence: Sentence, found: Cueing) -> bool:
    """Tell whether a negation is part of the phrase that the lexicon has: "plead not guilty"."""
    never = listed(context.lexicon, "never")
    return any(sentence.tokens[n].text.lower() in never for n in found.words)


def _nobody(context: Context, source: Span | None) -> bool:
    """Tell whether a source names nobody: "no official", "nadie"."""
    sentence = context.sentence_of(source) if source is not None else None
    words = words_of(source, sentence) if source is not None and sentence is not None else []
    if sentence is None or not words:
        return False
    return sentence.tokens[words[0]].text.lower() in listed(context.lexicon, "none")


def _of_speaker(context: Context, source: Span | None, act: Act) -> Act:
    noun = speaking_noun(context, source)
    special = context.lexicon.speakers.get(noun)
    return special if special is not None and act in _NEUTRAL else act


@of_document
def speaking_noun(context: Context, source: Span | None) -> str:
    """Return the head noun of a source in lower case; of a name its telling word.

    "The Supreme Court of Ardena" is a court, "la Fiscalía General de Tarona" a prosecutor's office
    by its first word; a coordination counts by its first member.
    """
    sentence = context.sentence_of(source) if source is not None else None
    if source is None or sentence is None:
        return ""
    heads = speaker_heads(sentence, words_of(source, sentence))
    if not heads:
        return ""
    token = sentence.tokens[heads[0]]
    known = (w for w in lemmas(token, context.lexicon) if w in context.lexicon.speakers)
    first = (w for w in _first_word(context, sentence, heads[0]) if w in context.lexicon.speakers)
    return next(known, None) or next(first, lower(token))


def _first_word(context: Context, sentence: Sentence, head: int) -> Iterator[str]:
    """Yield what a body is by a word before its name's last, where adjectives follow nouns."""
    if context.lexicon.mentions["adjectives_after"]:
        for token in sentence.tokens:
            if token.dep == "compound" and token.head == head:
                words = lemmas(token, context.lexicon)
                yield from (w for w in words if w in context.lexicon.naming.bodies)
