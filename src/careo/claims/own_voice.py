"""What a document says in its own voice: the words that attribute to nobody."""

from __future__ import annotations

from collections.abc import Sequence

from careo.claims.context import Context
from careo.claims.cueing import cue_head
from careo.claims.negation import negated
from careo.claims.relations.mend import mend
from careo.claims.syntax import AUXILIARIES, SUBJECTS, children, dateline, subtree, within
from careo.claims.words import alike, leaves_out_subjects, lemmas, listed
from careo.model.claim import Act, Relation
from careo.model.reading import Attribution, Sentence, Token
from careo.model.text import Span

_LEADING = frozenset({"punct", "cc"})
_TRAILING = frozenset({"punct", "cc", "prep", "mark", "det", "aux", "auxpass", "advmod"})
_SKELETON = AUXILIARIES | {"neg", "advmod", "mark", "prt", "punct"}
_NOMINAL = frozenset({"det", "amod", "compound", "poss"})
_NOT_FINITE = frozenset({"VB", "VBG", "VBN"})
_NAMED = frozenset({"NOUN", "PROPN"})
_HALF = 2


def own_act(context: Context) -> Act:
    """Return what a document of this kind does when it speaks itself.

    A judgment finds, a register records, an indictment alleges; all else asserts.
    """
    for word in context.source.kind.casefold().split():
        for noun in sorted(alike(context.lexicon, word)):
            if noun in context.lexicon.speakers:
                return context.lexicon.speakers[noun]
    return "asserts"


def touching(context: Context, attributions: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    """Return for each sentence, by its start, the attributions that have a place in it."""
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        places = [*attribution.content, *([attribution.cue] if attribution.cue else [])]
        starts = {s.start for place in places for s in context.sentences_of(place)}
        for start in starts:
            found.setdefault(start, []).append(attribution)
    return found


def whole(context: Context, sentence: Sentence) -> Span | None:
    """Return a sentence's words as one place, or None where it states nothing.

    Questions, commands and fragments without a verb state nothing; a line of a register may.
    A verb that the parser took for a noun ("they command together") is one all the same.
    """
    text = context.layer.text[sentence.start : sentence.end].rstrip()
    if not text or text.endswith("?"):
        return None
    verbs = any(token.pos in {"VERB", "AUX"} for token in mend(sentence).tokens)
    if (not verbs or _is_command(context, sentence)) and own_act(context) != "records":
        return None
    end = sentence.start + len(text)
    skipped = dateline(sentence.tokens)
    start = sentence.tokens[skipped].start if skipped < len(sentence.tokens) else sentence.start
    return context.layer.span(start, end)


def main_verb(
    context: Context,
    sentence: Sentence,
    rest: Sequence[Span],
    attributions: Sequence[Attribution],
) -> Span | None:
    """Return the place of the main verb that makes the remaining words a statement, or None.

    None where its root is no verb, where its subject is not among the remaining words, or where
    what it needs is the cue ("made the claim that"): without it the rest says another thing.
    """
    for n, token in enumerate(sentence.tokens):
        if token.head != n or token.pos not in {"VERB", "AUX"}:
            continue
        subjects = [sentence.tokens[c] for c in children(sentence, n)]
        subjects = [t for t in subjects if t.dep in SUBJECTS]
        if any(_completes(context, sentence, one.cue, n) for one in attributions):
            return None
        outside = [t for t in subjects if _held(rest, t)]
        if outside or not subjects:
            return context.layer.span(token.start, token.end)
    return None


def quoted_clauses(context: Context, sentence: Sentence) -> tuple[Span, ...]:
    """Return the quotations inside a sentence that hold a whole clause: somebody's speech."""
    found: list[Span] = []
    for start, end in context.quotations_in(sentence.start, sentence.end):
        words = set(within(sentence, start, end))
        if any(_opens_clause(context, sentence, n, words) for n in words):
            found.append(context.layer.span(start, end))
    return tuple(found)


def _opens_clause(context: Context, sentence: Sentence, index: int, words: set[int]) -> bool:
    """Tell whether a word shows that some words hold a clause: a subject, or a finite verb."""
    token = sentence.tokens[index]
    if leaves_out_subjects(context.lexicon) and token.pos == "VERB":
        return token.tag not in _NOT_FINITE
    return token.dep in SUBJECTS and token.head in words


def states(sentence: Sentence, place: Span) -> bool:
    """Tell whether words state something: a verb or an apposition, more than a titled name."""
    words = within(sentence, place.start, place.end)
    return any(sentence.tokens[n].pos in {"VERB", "AUX"} for n in words) or any(
        sentence.tokens[n].dep in {"appos", "amod"} or sentence.tokens[n].text in {",", "("}
        for n in words
    )


def _completes(context: Context, sentence: Sentence, cue: Span | None, verb: int) -> bool:
    """Tell whether a noun of saying is the object of a verb or stands in its phrase."""
    if cue is None or context.sentence_of(cue) is not sentence:
        return False
    head = cue_head(context, sentence, cue)
    if head is None or sentence.tokens[head].pos != "NOUN":
        return False
    above = sentence.tokens[head].head
    return above == verb or (
        sentence.tokens[above].dep == "prep" and sentence.tokens[above].head == verb
    )


def frames(context: Context, relation: Relation) -> bool:
    """Tell whether a relation only frames what is said: "concludes the letter with a warning"."""
    return relation.predicate == "states" and _frames(context, {relation.verb})


def _frames(context: Context, forms: set[str]) -> bool:
    """Tell whether a verb is one of writing or saying; who contests a thing says nothing by it."""
    lexicon = context.lexicon
    deeds = (listed(lexicon, name) for name in ("contesting", "dismissing", "dropping"))
    if any(not forms.isdisjoint(words) for words in deeds):
        return False
    known = (entry for form in forms for entry in lexicon.cues.get(form, ()))
    saying = any(entry.pos == "VERB" and not entry.weak for entry in known)
    return saying or not forms.isdisjoint(lexicon.authoring)


def subject(context: Context, sentence: Sentence, main: Span, rest: Sequence[Span]) -> Span | None:
    """Return of whom or what a main verb tells something beside what is said, or None.

    "The report does not name Roe, but says that …": whom it does not name must stay told. A verb
    of saying that is not negated only frames, and tells nothing.
    """
    lexicon, tokens = context.lexicon, sentence.tokens
    at = next((n for n, token in enumerate(tokens) if token.start == main.start), None)
    below = [tokens[n] for n in children(sentence, at)] if at is not None else []
    forms = set() if at is None else set(lemmas(tokens[at], lexicon))
    contests = not forms.isdisjoint(listed(lexicon, "contesting"))
    told = _NAMED | {"PRON"} if contests else _NAMED
    named = [t for t in below if t.dep in SUBJECTS and t.pos in told and _held(rest, t)]
    if at is None or not named or not any(span.holds(main) for span in rest):
        return None
    if _frames(context, forms) and not negated(sentence, at, lexicon):
        return None
    return context.layer.span(named[0].start, named[0].end)


def _held(places: Sequence[Span], token: Token) -> bool:
    return any(place.start <= token.start and token.end <= place.end for place in places)


def remaining(
    context: Context, sentence: Sentence, attributions: Sequence[Attribution]
) -> tuple[Span, ...]:
    """Return the words of a sentence that belong to no attribution's content or cue.

    Runs of words, without the punctuation and connecting words at their ends. Those inside
    quotation marks are left out: they are not the document's words.
    """
    covered: set[int] = set()
    for attribution in attributions:
        covered |= _covered(context, sentence, attribution)
    runs: list[list[int]] = [[]]
    for n in range(len(sentence.tokens)):
        if n in covered:
            runs.append([])
        else:
            runs[-1].append(n)
    spans = [_trimmed(context, sentence, run) for run in runs]
    return tuple(span for span in spans if span is not None)


def _is_command(context: Context, sentence: Sentence) -> bool:
    """Tell whether the main verb is a bare form without a subject: "Follow him".

    Never where a language leaves its subjects out.
    """
    if leaves_out_subjects(context.lexicon):
        return False
    for n, token in enumerate(sentence.tokens):
        if token.head == n and token.tag == "VB":
            below = {sentence.tokens[child].dep for child in children(sentence, n)}
            return below.isdisjoint(SUBJECTS | {"aux"})
    return False


def _covered(context: Context, sentence: Sentence, attribution: Attribution) -> set[int]:
    covered: set[int] = set()
    for span in attribution.content:
        covered |= set(within(sentence, span.start, span.end))
    cue = attribution.cue
    if cue is None or context.sentence_of(cue) is not sentence:
        return covered
    covered |= set(within(sentence, cue.start, cue.end))
    head = cue_head(context, sentence, cue)
    if head is not None and attribution.source is not None:
        source = within(sentence, attribution.source.start, attribution.source.end)
        bare = len(source) == 1 and sentence.tokens[source[0]].pos == "PRON"
        bare = bare and not _contests(context, sentence, source[0], head)
        titled = any(sentence.tokens[n].text == "," for n in source)
        named = bare or (_is_preposition(sentence, head) and not titled)
        covered |= set(source) if named else set()
    if head is not None:
        around = _SKELETON | (_NOMINAL if sentence.tokens[head].pos == "NOUN" else frozenset())
        for n in children(sentence, head):
            if sentence.tokens[n].dep in around:
                covered |= subtree(sentence, n) if sentence.tokens[n].dep == "poss" else {n}
    return covered


def _contests(context: Context, sentence: Sentence, subject: int, cue: int) -> bool:
    """Tell whether a subject is that of a verb of contesting, and the cue only goes on with it."""
    verb = sentence.tokens[subject].head
    contests = not set(lemmas(sentence.tokens[verb], context.lexicon)).isdisjoint(
        listed(context.lexicon, "contesting")
    )
    return verb != cue and contests


def _is_preposition(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.dep == "prep" or token.pos == "ADP"


def _trimmed(context: Context, sentence: Sentence, run: list[int]) -> Span | None:
    tokens = sentence.tokens
    while run and tokens[run[0]].dep in _LEADING:
        run = run[1:]
    while run and (
        tokens[run[-1]].dep in _TRAILING
        or tokens[run[-1]].pos == "PUNCT"
        or tokens[run[-1]].text.lower() in listed(context.lexicon, "clitics")
    ):
        run = run[:-1]
    if not run:
        return None
    quoted, total = context.quoted_words(sentence, run)
    if quoted * _HALF >= max(total, 1):
        return None
    return context.layer.span(tokens[run[0]].start, tokens[run[-1]].end)
