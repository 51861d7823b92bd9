"""Who speaks where a language leaves the subject to the verb: "Afirmó que …"."""

from __future__ import annotations

from collections.abc import Sequence

from careo.claims.addressed import speaks
from careo.claims.context import Context
from careo.claims.cueing import cueing
from careo.claims.naming_phrase import apposed
from careo.claims.speakers import (
    DOCUMENT,
    conjuncts,
    mention_for,
    same,
    speaker,
    speaker_heads,
)
from careo.claims.syntax import SUBJECTS, children, root, sentence_at, words_of
from careo.claims.words import before_verb, is_clitic, leaves_out_subjects, listed
from careo.model.claim import Speaker
from careo.model.reading import Attribution, Mention, Sentence
from careo.model.text import Span

_BACK = 6
_VERBS = frozenset({"VERB", "AUX"})
_LIGHT = frozenset({"ADV", "CCONJ", "PUNCT"})
_OPENING = frozenset({"DET", "NOUN", "PROPN", "NUM"})
_MANY = frozenset({"NNS", "NNPS"})
_SPEAKING = frozenset({"person", "organization"})
_UNFINITE = frozenset({"VBG", "VBN"})
_DASHES = frozenset("-\u2013\u2014\u2015")


def silent_speaker(context: Context, attribution: Attribution) -> Speaker | None:
    """Return who spoke or acted in a sentence before, where a verb of saying has no subject.

    The verb is in the third person, active, and the first of its sentence but for a setting
    ("Cuando …, reconoció", "A preguntas de la defensa, contesta"), or joined to that first one.
    Who speaks is whoever is told to have said something in the sentence before in the same
    paragraph, else its subject; a sentence that leaves its subject out too, or tells of nobody,
    is passed over. Where a paragraph tells of nobody before, it is who spoke last in the one
    before, there too without a subject perhaps. He agrees in number, but for a body of which a
    plural is said ("El sindicato … . Piden …"); where two may be meant nobody is. A subject
    inside a quotation is somebody else's. In the first person it is the document that says it.
    All else stays a gap.
    """
    cue = attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    at = sentence_at(context.sentences, sentence.start) if sentence is not None else None
    if cue is None or sentence is None or at is None or attribution.source is not None:
        return None
    found = cueing(context, sentence, cue)
    if found is None or not leaves_out_subjects(context.lexicon):
        return None
    head = _telling(sentence, cue, found.head)
    if _is_writers(context, sentence, head):
        return DOCUMENT
    many = _left_out(context, sentence, head, _said(context, sentence, attribution))
    return None if many is None else _before(context, at, many=many)


def _telling(sentence: Sentence, cue: Span, head: int) -> int:
    """Return the verb of a cue that a small word heads: "según *contó*"."""
    behind = [n for n in words_of(cue, sentence) if n > head]
    verbs = [n for n in behind if sentence.tokens[n].pos == "VERB"]
    return verbs[0] if verbs and verbs == behind else head


def _said(context: Context, sentence: Sentence, attribution: Attribution | None = None) -> set[int]:
    """Return the words of a sentence in quotation marks, and those of a content."""
    quoted = {n for n, t in enumerate(sentence.tokens) if context.quoted(t.start, t.end)}
    content = attribution.content if attribution is not None else ()
    return quoted | {n for span in content for n in words_of(span, sentence)}


def _before(context: Context, at: int, *, many: bool, crossed: bool = False) -> Speaker | None:
    segment = context.sentences[at].segment
    for index in range(at - 1, max(at - 1 - _BACK, -1), -1):
        sentence = context.sentences[index]
        if context.kind_of_segment(sentence) in {"heading", "row", "furniture"}:
            return None
        spoke = _spoke(context, sentence)
        if sentence.segment != segment:
            goes_on = not spoke and not crossed and many in _silent_sayings(context, sentence)
            if goes_on:
                return _before(context, index, many=many, crossed=True)
            return _one(context, spoke, many=many)
        did = acted(context, sentence, many=many) or (_body(context, sentence) if many else None)
        both = [*spoke, *([did] if did is not None else [])]
        if both:
            return _one(context, both, many=many)
        if not _is_silent(context, sentence) and _tells_of_people(context, sentence):
            return None
    return None


def _one(context: Context, speakers: Sequence[Speaker], *, many: bool) -> Speaker | None:
    """Return the one whom all of some speakers are, if he agrees with the verb in number."""
    if not speakers or not all(same(context, speakers[0], other) for other in speakers):
        return None
    referents = [r for m in speakers[0].mentions if (r := context.referent(m)) is not None]
    several = len(referents) > 1 or any(r.number == "many" for r in referents)
    body = many and all(r.kind == "organization" for r in referents)
    return speakers[0] if referents and (body or several == many) else None


def _spoke(context: Context, sentence: Sentence) -> list[Speaker]:
    """Return those who are told to say something in a sentence, outside of all quotations."""
    found: list[Speaker] = []
    for one in context.told_in(sentence):
        source = one.source
        if source is None or not speaks(context, source, one.cue):
            continue
        if context.quoted(source.start, source.end) or context.first_person(source):
            continue
        found.append(speaker(context, source, one.content))
    return found


def acted(context: Context, sentence: Sentence, *, many: bool) -> Speaker | None:
    """Return the subject of a sentence's own verb."""
    verb = root(sentence)
    if verb is None or context.quoted(sentence.tokens[verb].start, sentence.tokens[verb].end):
        return None
    subject = _subject(context, sentence, verb)
    subject = _opening(sentence, verb) if subject is None else subject
    if subject is None or _merely_is(context, sentence, subject):
        return None
    return _speaker(context, sentence, subject, many=many)


def _body(context: Context, sentence: Sentence) -> Speaker | None:
    """Return the body that acts where no several people are told of: "El sindicato … . Piden …".

    People are what is in the plural behind "a", whether or not it is known as a word for them.
    """
    one = acted(context, sentence, many=False)
    told = [context.referent(m.span) for m in context.mentions_in(sentence.start, sentence.end)]
    several = any(r is not None and r.kind == "person" and r.number == "many" for r in told)
    several = several or _to_several(context, sentence)
    kinds = {r.kind for m in one.mentions if (r := context.referent(m))} if one else set()
    return one if kinds == {"organization"} and not several else None


def _to_several(context: Context, sentence: Sentence) -> bool:
    """Tell whether a noun in the plural stands behind "a", its article aside: "a los vecinos"."""
    tokens, to = sentence.tokens, listed(context.lexicon, "plain_to")
    return any(
        token.tag in _MANY and any(t.text.lower() in to for t in tokens[max(0, n - 2) : n])
        for n, token in enumerate(tokens)
    )


def _merely_is(context: Context, sentence: Sentence, subject: int) -> bool:
    """Tell whether a body is said to be somehow or somewhere: "La sala estaba vacía"."""
    mention = mention_for(context, sentence, subject)
    referent = context.referent(mention.span) if mention is not None else None
    verb = sentence.tokens[subject + 1 : subject + 2]
    state = any(t.lemma in context.lexicon.mentions["be"] for t in verb)
    return state and referent is not None and referent.kind == "organization"


def _is_silent(context: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence leaves the subject of its verb, or of a saying in it, out."""
    quoted = _said(context, sentence)
    verb = root(sentence)
    own = None if verb is None or verb in quoted else verb
    if own is not None and _left_out(context, sentence, own, quoted) is not None:
        return True
    return bool(_silent_sayings(context, sentence))


def _silent_sayings(context: Context, sentence: Sentence) -> set[bool]:
    """Return for the sayings of a sentence that leave their subject out if each is plural."""
    heads = ((one, _head(context, sentence, one)) for one in context.told_in(sentence))
    found = (
        _left_out(context, sentence, head, _said(context, sentence, one))
        for one, head in heads
        if head is not None
    )
    return {many for many in found if many is not None}


def _tells_of_people(context: Context, sentence: Sentence) -> bool:
    opening = _opening(sentence, len(sentence.tokens))
    still = opening is not None and _merely_is(context, sentence, opening)
    here = [
        m
        for m in context.mentions_in(sentence.start, sentence.end)
        if not still or m is not mention_for(context, sentence, opening or 0)
    ]
    quoted = any(context.quoted(t.start, t.end) for t in sentence.tokens)
    return quoted or any(m.kind in _SPEAKING or _may_speak(context, m) for m in here)


def _head(context: Context, sentence: Sentence, one: Attribution) -> int | None:
    found = cueing(context, sentence, one.cue) if one.cue is not None else None
    return None if found is None else found.head


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


def _subject(context: Context, sentence: Sentence, verb: int) -> int | None:
    """Return a verb's subject; an object pronoun ("*me* dijo") is none, however parsed."""
    tokens, lexicon = sentence.tokens, context.lexicon
    below = (n for n in children(sentence, verb) if tokens[n].dep in SUBJECTS)
    return next((n for n in below if not is_clitic(tokens[n], lexicon)), None)


def _opening(sentence: Sentence, verb: int) -> int | None:
    """Return the noun that a sentence opens with before its verb, whatever the parse has."""
    if not verb or sentence.tokens[0].pos not in _OPENING:
        return None
    stops = (n for n in range(verb) if sentence.tokens[n].pos in {"PUNCT", *_VERBS})
    heads = speaker_heads(sentence, list(range(next(stops, verb))))
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
    subject = _subject(context, sentence, head)
    if subject is not None and tokens[subject].text.lower() not in listed(lexicon, "that"):
        return False
    form = tokens[finite].text.lower()
    if context.quoted(tokens[finite].start, tokens[finite].end):
        return False
    others = (*listed(lexicon, "third_one"), *listed(lexicon, "third_many"))
    return form.endswith(tuple(listed(lexicon, "first"))) and not form.endswith(others)


def _left_out(context: Context, sentence: Sentence, head: int, said: set[int]) -> bool | None:
    """Tell whether a verb without a subject is in the plural; None where it is no such verb."""
    tokens, lexicon = sentence.tokens, context.lexicon
    group = [*before_verb(sentence, head, lexicon), head]
    forms = {tokens[n].text.lower() for n in group}
    finite = next((n for n in group if tokens[n].pos in _VERBS), None)
    subject = _subject(context, sentence, head)
    if finite is None or tokens[head].pos not in _VERBS or not (subject is None or subject in said):
        return None
    if forms & listed(lexicon, "impersonal") or any(tokens[n].dep == "auxpass" for n in group):
        return None
    if not _opens(context, sentence, group[0], said):
        return None
    form = tokens[finite].text.lower()
    if form.endswith(tuple(listed(lexicon, "third_many"))):
        return True
    return False if form.endswith(tuple(listed(lexicon, "third_one"))) else None


def _opens(context: Context, sentence: Sentence, verb: int, said: set[int]) -> bool:
    """Tell whether nothing but a setting stands before a verb, or it is joined to one like that.

    A setting is a phrase or a clause behind a preposition or a conjunction, or a participle.
    """
    tokens = sentence.tokens
    before = [n for n in range(verb) if n not in said and tokens[n].pos not in _LIGHT]
    if not before:
        return True
    first = tokens[before[0]]
    settings = listed(context.lexicon, "opening")
    if first.text.lower() in settings or first.pos == "ADP" or first.tag == "VBN":
        return True
    joined = verb > 0 and tokens[verb - 1].pos == "CCONJ"
    alone = all(_subject(context, sentence, n) in {None, *said} for n in before)
    return joined and first.pos in _VERBS and alone and first.tag not in _UNFINITE
