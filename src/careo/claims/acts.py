"""What kind of saying a cue is, and whether it denies."""

from __future__ import annotations

import msgspec

from careo.claims.context import Context
from careo.claims.hedging import PLAIN_NOT, REFUSALS, cue_negated, hedged, negated, not_only
from careo.claims.speakers import speaker_heads
from careo.claims.syntax import AUXILIARIES, children, lower, root_of, words_of
from careo.claims.verdicts import untrue
from careo.model.claim import Act, Polarity
from careo.model.lexicon import Cue
from careo.model.reading import Attribution, Sentence
from careo.model.record import Record
from careo.model.text import Span

_NEUTRAL = frozenset({"asserts", "reports", "records", "acknowledges"})


class Saying(Record, frozen=True):
    """What a cue says of its attribution.

    Attributes:
        act: The kind of act.
        negated: The saying is denied.
        hedged: The saying is kept at a distance ("reportedly said").
        lemma: Dictionary form of the cue's head word; empty without a cue.
    """

    act: Act
    negated: bool = False
    hedged: bool = False
    lemma: str = ""


def as_said_by(context: Context, said: Saying, author: Span | None) -> Saying:
    """Return a saying as one of the author behind a conveyor: a commission's report finds."""
    act = _of_speaker(context, author, said.act)
    return said if act == said.act else msgspec.structs.replace(said, act=act)


def saying(context: Context, attribution: Attribution) -> Saying:
    """Return what kind of saying an attribution is.

    The cue's own act, unless that is a plain saying and the speaker is one whose saying is of its
    own kind: a court finds, a register records, a prosecutor alleges. An inquiry that "alleges"
    alleges.
    """
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    if cue is None or sentence is None:
        return Saying(act=_of_speaker(context, attribution.source, "asserts"))
    head = cue_head(context, sentence, cue)
    if head is None:
        return Saying(act=_of_speaker(context, attribution.source, "asserts"))
    entry = _entry(context, sentence, attribution, head)
    act = entry.act if entry is not None else "asserts"
    if verdict_in(context, attribution) is not None:
        act = "denies"
    unsaid = _negated(sentence, cue, head) or (
        attribution.cue_negated and not not_only(sentence, head)
    )
    conceded = unsaid and act == "denies" and _concedes(context, sentence, head)
    return Saying(
        act=_of_speaker(context, attribution.source, "acknowledges" if conceded else act),
        negated=unsaid and not conceded,
        hedged=hedged(sentence, head, context.lexicon),
        lemma=lower(sentence.tokens[head]),
    )


def verdict_in(context: Context, attribution: Attribution) -> Span | None:
    """Return the words by which a cue calls a saying untrue ("called the charge *a lie*")."""
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    head = cue_head(context, sentence, cue) if cue is not None and sentence is not None else None
    if sentence is None or head is None or sentence.tokens[head].pos != "VERB":
        return None
    entry = _entry(context, sentence, attribution, head)
    if entry is None or entry.act != "asserts" or "clause" in entry.content:
        return None
    start = untrue(context, sentence, head)
    return None if start is None else context.layer.span(sentence.tokens[start].start, sentence.end)


def polarity(act: Act, *, negated: bool) -> Polarity:
    """Return ``denies`` for a denial; one that was not uttered denies nothing."""
    return "denies" if act == "denies" and not negated else "affirms"


def cue_head(context: Context, sentence: Sentence, cue: Span) -> int | None:
    """Return the word of a cue that says: a listed verb before a listed noun before any word."""
    words = [n for n in words_of(cue, sentence) if sentence.tokens[n].dep not in AUXILIARIES]
    known = [n for n in words if lower(sentence.tokens[n]) in context.lexicon.cues]
    verbs = [n for n in known if sentence.tokens[n].pos == "VERB"]
    top = root_of(sentence, words)
    if top in known:
        return top
    return next(iter(verbs or known), top)


def _entry(context: Context, sentence: Sentence, attribution: Attribution, head: int) -> Cue | None:
    """Return the lexicon's entry: of the whole cue's words, of head and particle, of the head.

    Of several the one for an infinitive counts before an infinitive: "told him to go" orders.
    """
    cues = context.lexicon.cues
    words = words_of(attribution.cue, sentence) if attribution.cue is not None else []
    whole = " ".join(lower(sentence.tokens[n]) for n in words)
    spelt = " ".join(sentence.tokens[n].text.lower() for n in words)
    token = sentence.tokens[head]
    pairs = [f"{lower(token)} {lower(sentence.tokens[n])}" for n in words if n > head]
    for key in (whole, spelt, *pairs, lower(token)):
        entries = cues.get(key, ())
        fitting = [e for e in entries if e.pos == token.pos] or list(entries)
        if fitting:
            bidding = _bids(sentence, attribution.content, head)
            wanted = [e for e in fitting if ("clause" not in e.content) == bidding]
            return (wanted or fitting)[0]
    return None


def _concedes(context: Context, sentence: Sentence, head: int) -> bool:
    """Tell whether "not" makes a denial a concession: "does not dispute that".

    "Neither confirms nor denies", "did not deny or confirm" and "refused to deny" concede
    nothing.
    """
    token = sentence.tokens[head]
    if token.pos != "VERB" or lower(token) not in context.lexicon.saying.get("denying", ()):
        return False
    below = {sentence.tokens[n].text.lower() for n in children(sentence, head)}
    return not below.isdisjoint(PLAIN_NOT) and below.isdisjoint({"or", "nor"})


def _bids(sentence: Sentence, content: tuple[Span, ...], head: int) -> bool:
    """Tell whether what is said is an infinitive under the cue: "to go", "him to go"."""
    below = [n for n in children(sentence, head) if sentence.tokens[n].dep in {"xcomp", "ccomp"}]
    return any(
        sentence.tokens[n].tag == "VB"
        and any(span.start <= sentence.tokens[n].start < span.end for span in content)
        and any(sentence.tokens[k].tag == "TO" for k in children(sentence, n))
        for n in below
    )


def _negated(sentence: Sentence, cue: Span, head: int) -> bool:
    inside = [lower(sentence.tokens[n]) for n in words_of(cue, sentence)]
    refused = len(inside) > 1 and not REFUSALS.isdisjoint(inside)
    if sentence.tokens[head].pos == "NOUN":
        return negated(sentence, head)
    return refused or cue_negated(sentence, head)


def _of_speaker(context: Context, source: Span | None, act: Act) -> Act:
    noun = speaking_noun(context, source)
    special = context.lexicon.speakers.get(noun)
    return special if special is not None and act in _NEUTRAL else act


def speaking_noun(context: Context, source: Span | None) -> str:
    """Return the head noun of a source in lower case; of a name its telling last word.

    "The Supreme Court of Ardena" is a court; a coordination counts by its first member.
    """
    sentence = context.sentence_of(source) if source is not None else None
    if source is None or sentence is None:
        return ""
    heads = speaker_heads(sentence, words_of(source, sentence))
    return lower(sentence.tokens[heads[0]]) if heads else ""
