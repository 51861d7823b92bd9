"""Who speaks where a language leaves the subject to the verb: "Afirmó que …"."""

from __future__ import annotations

from careo.claims.context import Context
from careo.claims.cueing import cueing
from careo.claims.naming_phrase import apposed
from careo.claims.speakers import DOCUMENT, conjuncts, mention_for, speaker_heads
from careo.claims.syntax import SUBJECTS, children, sentence_at, words_of
from careo.claims.words import before_verb, leaves_out_subjects, listed
from careo.model.claim import Speaker
from careo.model.reading import Attribution, Mention, Sentence

_BACK = 3
_VERBS = frozenset({"VERB", "AUX"})
_LIGHT = frozenset({"ADV", "CCONJ", "PUNCT"})
_OPENING = frozenset({"DET", "NOUN", "PROPN", "NUM"})
_MANY = frozenset({"NNS", "NNPS"})
_SPEAKING = frozenset({"person", "organization"})
_UNFINITE = frozenset({"VBG", "VBN"})
_DASHES = frozenset("-\u2013\u2014\u2015")


def silent_speaker(context: Context, attribution: Attribution) -> Speaker | None:
    """Return the subject of a sentence before, where a verb of saying has none of its own.

    The verb is in the third person, active, and the first of its sentence but for a setting
    ("Cuando …, reconoció"); the subject is that of the sentence before in the same paragraph, or
    of the one before that where that one leaves its subject out too, and agrees in number. A
    subject inside a quotation is somebody else's. In the first person it is the document that
    says it. All else stays a gap.
    """
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    at = sentence_at(context.sentences, sentence.start) if sentence is not None else None
    if cue is None or sentence is None or at is None or attribution.source is not None:
        return None
    found = cueing(context, sentence, cue)
    if found is None or not leaves_out_subjects(context.lexicon):
        return None
    if _is_writers(context, sentence, found.head):
        return DOCUMENT
    content = {n for span in attribution.content for n in words_of(span, sentence)}
    many = _left_out(context, sentence, found.head, content)
    return None if many is None else _before(context, at, many=many)


def _before(context: Context, at: int, *, many: bool) -> Speaker | None:
    segment = context.sentences[at].segment
    for index in range(at - 1, max(at - 1 - _BACK, -1), -1):
        sentence = context.sentences[index]
        root = next((n for n, t in enumerate(sentence.tokens) if t.head == n), None)
        quoted = {n for n, t in enumerate(sentence.tokens) if context.quoted(t.start, t.end)}
        if sentence.segment != segment or root is None or root in quoted:
            return None
        subject = _subject(sentence, root)
        subject = _opening(sentence, root) if subject is None else subject
        if subject is not None:
            return _speaker(context, sentence, subject, many=many)
        if _left_out(context, sentence, root, quoted) is None:
            return None
    return None


def _speaker(context: Context, sentence: Sentence, subject: int, *, many: bool) -> Speaker | None:
    joined = conjuncts(sentence, subject)
    if many != (len(joined) > 1 or sentence.tokens[subject].tag in _MANY):
        return None
    found = [mention_for(context, sentence, n) for n in joined]
    named = [next(iter(apposed(context, sentence, n)), None) for n in joined]
    mentions = [n or m for n, m in zip(named, found, strict=True)]
    spans = tuple(m.span for m in mentions if m is not None and _may_speak(context, m))
    if len(spans) != len(joined):
        return None
    whole = context.layer.span(spans[0].start, spans[-1].end)
    return Speaker(kind="mention", span=whole, mentions=spans)


def _may_speak(context: Context, mention: Mention) -> bool:
    referent = context.referent(mention.span)
    return referent is not None and referent.kind in _SPEAKING


def _subject(sentence: Sentence, verb: int) -> int | None:
    below = children(sentence, verb)
    return next((n for n in below if sentence.tokens[n].dep in SUBJECTS), None)


def _opening(sentence: Sentence, root: int) -> int | None:
    """Return the noun that a sentence opens with before its verb, whatever the parse has."""
    if not root or sentence.tokens[0].pos not in _OPENING:
        return None
    stops = (n for n in range(root) if sentence.tokens[n].pos in {"PUNCT", *_VERBS})
    heads = speaker_heads(sentence, list(range(next(stops, root))))
    return heads[0] if heads and sentence.tokens[heads[0]].pos in {"NOUN", "PROPN"} else None


def _is_writers(context: Context, sentence: Sentence, head: int) -> bool:
    """Tell whether a verb's ending alone says "I" or "we", and nobody else is speaking.

    In a transcript, behind a dash and in quotation marks somebody else is "I". That a parse has
    a "that" for its subject ("lo *que* afirmo es") counts for nothing.
    """
    tokens, lexicon = sentence.tokens, context.lexicon
    kinds = context.source.kind.casefold().split()
    if not listed(lexicon, "transcripts").isdisjoint(kinds) or tokens[0].text[0] in _DASHES:
        return False
    group = [*before_verb(sentence, head, lexicon), head]
    finite = next((n for n in group if tokens[n].pos in _VERBS), None)
    if finite is None or tokens[finite].tag in _UNFINITE:
        return False
    subject = _subject(sentence, head)
    if subject is not None and tokens[subject].text.lower() not in listed(lexicon, "that"):
        return False
    form = tokens[finite].text.lower()
    if context.quoted(tokens[finite].start, tokens[finite].end):
        return False
    others = (*listed(lexicon, "third_one"), *listed(lexicon, "third_many"))
    return form.endswith(tuple(listed(lexicon, "first"))) and not form.endswith(others)


def _left_out(context: Context, sentence: Sentence, head: int, content: set[int]) -> bool | None:
    """Tell whether a verb without a subject is in the plural; None where it is no such verb."""
    tokens, lexicon = sentence.tokens, context.lexicon
    group = [*before_verb(sentence, head, lexicon), head]
    forms = {tokens[n].text.lower() for n in group}
    finite = next((n for n in group if tokens[n].pos in _VERBS), None)
    if finite is None or tokens[head].pos not in _VERBS or _subject(sentence, head) is not None:
        return None
    if forms & listed(lexicon, "impersonal") or any(tokens[n].dep == "auxpass" for n in group):
        return None
    first = [n for n in range(group[0]) if n not in content and tokens[n].pos not in _LIGHT]
    opens = not first or tokens[first[0]].text.lower() in listed(lexicon, "opening")
    form = tokens[finite].text.lower()
    if not opens:
        return None
    if form.endswith(tuple(listed(lexicon, "third_many"))):
        return True
    return False if form.endswith(tuple(listed(lexicon, "third_one"))) else None
