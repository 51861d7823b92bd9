"""What carries somebody's words (a letter, an indictment), and whose words it carries."""

from __future__ import annotations

from collections.abc import Iterator

from careo.claims.context import Context
from careo.claims.speakers import conjuncts, members, mention_for, speaker_heads
from careo.claims.syntax import children, lower, words_of
from careo.model.claim import Speaker
from careo.model.reading import MentionKind, Sentence
from careo.model.record import Record, ReferentId
from careo.model.text import Span

_AUTHORS: frozenset[MentionKind] = frozenset({"person", "organization", "role"})
_SELF = frozenset({"this", "present"})
_ABOUT = frozenset({"indictment", "warrant", "file", "dossier", "interview", "book", "record"})
_IN = frozenset({"in", "within"})


class Authored(Record, frozen=True):
    """A place that says whose a conveyor is.

    Attributes:
        start: Where it stands.
        noun: "letter".
        author: Whose it is.
        referent: The conveyor's own referent, where it was resolved.
    """

    start: int
    noun: str
    author: Speaker
    referent: ReferentId | None


class Conveyed(Record, frozen=True):
    """A conveyor in a chain and the author behind it, where the text or the source names one.

    Attributes:
        conveyor: The conveyor as a speaker.
        author: The author; None where nothing says who.
    """

    conveyor: Speaker
    author: Speaker | None


def authored(context: Context) -> tuple[Authored, ...]:
    """Find every place that says whose a conveyor is, in order.

    "X's letter", "X wrote a letter", "a letter by X". A sender counts as the author.
    """
    found: list[Authored] = []
    for sentence in context.sentences:
        for index in range(len(sentence.tokens)):
            if is_conveyor(context, sentence, index):
                author = _author_here(context, sentence, index)
                if author is not None:
                    found.append(_authored(context, sentence, index, author))
    return tuple(found)


def is_conveyor(context: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a word is a noun that carries words, or stands for one ("it")."""
    token = sentence.tokens[index]
    if token.pos in {"NOUN", "PROPN"} and lower(token) in context.lexicon.conveyors:
        return True
    if token.pos != "PRON":
        return False
    mention = context.mention_at(sentence, index)
    referent = context.referent(mention.span) if mention is not None else None
    return referent is not None and referent.kind == "conveyor"


def conveyed(
    context: Context, sentence: Sentence, index: int, known: tuple[Authored, ...]
) -> Conveyed:
    """Return the conveyor that a word names, with its author.

    Args:
        context: The document.
        sentence: The sentence.
        index: The word; `is_conveyor` is true of it.
        known: What `authored` found.
    """
    author = _author_here(context, sentence, index) or _known_author(
        context, sentence, index, known
    )
    return Conveyed(conveyor=_as_speaker(context, sentence, index), author=author)


def in_conveyor(context: Context, sentence: Sentence, cue: int) -> int | None:
    """Return the conveyor in which a cue's words stand, or None.

    "In his letter, X argues that", "wrote a letter, warning that", "concludes the letter with a
    warning".
    """
    for verb in _verbs_above(sentence, cue):
        if verb != cue and is_conveyor(context, sentence, verb):
            return verb
        found = _in_phrase(context, sentence, verb) or _written(context, sentence, verb)
        if found is not None:
            return found
    return None


def is_the_document(context: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a word names the very document ("this letter", "the present judgment")."""
    token = sentence.tokens[index]
    named = lower(token) in context.source.kind.casefold().split() or lower(token) == "document"
    return named and any(lower(sentence.tokens[n]) in _SELF for n in children(sentence, index))


def _verbs_above(sentence: Sentence, cue: int) -> Iterator[int]:
    """Yield a cue, and the verb or the noun that a participle or a noun of saying belongs to."""
    yield cue
    token = sentence.tokens[cue]
    if token.dep == "advcl" and token.tag == "VBG":
        yield token.head
    elif token.pos == "NOUN" and token.dep in {"pobj", "dobj"}:
        above = sentence.tokens[token.head]
        yield above.head if above.dep == "prep" else token.head


def _in_phrase(context: Context, sentence: Sentence, verb: int) -> int | None:
    for child in children(sentence, verb):
        if sentence.tokens[child].dep == "prep" and lower(sentence.tokens[child]) in _IN:
            for noun in children(sentence, child):
                if sentence.tokens[noun].dep == "pobj" and is_conveyor(context, sentence, noun):
                    return noun
    return None


def _written(context: Context, sentence: Sentence, verb: int) -> int | None:
    if lower(sentence.tokens[verb]) not in context.lexicon.authoring:
        return None
    for child in children(sentence, verb):
        if sentence.tokens[child].dep == "dobj" and is_conveyor(context, sentence, child):
            return child
    return None


def _author_here(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the author that the words around a conveyor name."""
    for child in children(sentence, index):
        dep, word = sentence.tokens[child].dep, lower(sentence.tokens[child])
        if dep == "poss":
            return _person(context, sentence, child)
        if dep in {"prep", "agent"} and word in {"by", "from"}:
            found = _below(context, sentence, child)
            if found is not None:
                return found
        if dep == "prep" and word == "of" and lower(sentence.tokens[index]) not in _ABOUT:
            return _below(context, sentence, child)
        if dep == "acl":
            found = _by_participle(context, sentence, child)
            if found is not None:
                return found
    return _by_verb(context, sentence, index)


def _by_participle(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the author in "a letter signed by X", "dated May and signed by X"."""
    for verb in (
        index,
        *(n for n in children(sentence, index) if sentence.tokens[n].dep == "conj"),
    ):
        if lower(sentence.tokens[verb]) in context.lexicon.authoring:
            return _by_phrase(context, sentence, verb)
    return None


def _by_verb(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    token = sentence.tokens[index]
    verb = token.head
    if lower(sentence.tokens[verb]) not in context.lexicon.authoring or verb == index:
        return None
    if token.dep == "nsubjpass":
        return _by_phrase(context, sentence, verb)
    if token.dep != "dobj":
        return None
    subject = next((n for n in children(sentence, verb) if sentence.tokens[n].dep == "nsubj"), None)
    return None if subject is None else _persons(context, sentence, members(sentence, subject))


def _by_phrase(context: Context, sentence: Sentence, verb: int) -> Speaker | None:
    for child in children(sentence, verb):
        if sentence.tokens[child].dep in {"agent", "prep"} and lower(sentence.tokens[child]) in {
            "by",
            "from",
        }:
            return _below(context, sentence, child)
    return None


def _below(context: Context, sentence: Sentence, preposition: int) -> Speaker | None:
    for child in children(sentence, preposition):
        if sentence.tokens[child].dep == "pobj":
            return _persons(context, sentence, conjuncts(sentence, child))
    return None


def _person(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    return _persons(context, sentence, conjuncts(sentence, index))


def _persons(context: Context, sentence: Sentence, words: list[int]) -> Speaker | None:
    """Return some words as one speaker, where each stands for a person or a body."""
    found = [mention_for(context, sentence, n) for n in words]
    if any(m is None or not _may_write(context, m.kind, m.span) for m in found):
        return None
    spans = tuple(m.span for m in found if m is not None)
    if not spans:
        return None
    whole = context.layer.span(spans[0].start, max(s.end for s in spans))
    return Speaker(kind="mention", span=whole, mentions=spans)


def _may_write(context: Context, kind: MentionKind, span: Span) -> bool:
    referent = context.referent(span)
    return (referent.kind if referent is not None else kind) in _AUTHORS


def _authored(context: Context, sentence: Sentence, index: int, author: Speaker) -> Authored:
    token = sentence.tokens[index]
    return Authored(
        start=token.start,
        noun=lower(token),
        author=author,
        referent=_referent(context, sentence, index),
    )


def _referent(context: Context, sentence: Sentence, index: int) -> ReferentId | None:
    mention = context.mention_at(sentence, index)
    return None if mention is None else context.referent_id(mention.span)


def _known_author(
    context: Context, sentence: Sentence, index: int, known: tuple[Authored, ...]
) -> Speaker | None:
    """Return the author that other places give: of the same referent, else of the same noun.

    Where places of one noun name different authors, nothing is said.
    """
    referent = _referent(context, sentence, index)
    noun = lower(sentence.tokens[index])
    same = [a for a in known if referent is not None and a.referent == referent]
    generic = noun in context.lexicon.naming.generic_conveyors
    fitting = same or [a for a in known if a.noun == noun or generic]
    if len({_identity(context, a.author) for a in fitting}) != 1:
        return None
    earlier = [a for a in fitting if a.start <= sentence.tokens[index].start]
    return (earlier or fitting)[0].author


def _identity(context: Context, author: Speaker) -> tuple[object, ...]:
    return tuple(context.referent_id(m) or m.exact for m in author.mentions)


def _as_speaker(context: Context, sentence: Sentence, index: int) -> Speaker:
    token = sentence.tokens[index]
    mention = context.mention_at(sentence, index)
    if mention is not None:
        return Speaker(kind="mention", span=mention.span, mentions=(mention.span,))
    return Speaker(kind="mention", span=context.layer.span(token.start, token.end))


def conveyor_in(context: Context, source: Span | None) -> tuple[Sentence, int] | None:
    """Return the conveyor that is the head of a source's words, or None."""
    sentence = context.sentence_of(source) if source is not None else None
    if source is None or sentence is None:
        return None
    heads = speaker_heads(sentence, words_of(source, sentence))
    if len(heads) == 1 and is_conveyor(context, sentence, heads[0]):
        return sentence, heads[0]
    return None
