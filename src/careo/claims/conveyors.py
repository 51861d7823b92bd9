"""What carries somebody's words (a letter, an indictment), and whose words it carries."""

from __future__ import annotations

from collections.abc import Iterator

from careo.claims.authors import author_here, is_authoring
from careo.claims.context import Context
from careo.claims.naming_phrase import whole_phrase
from careo.claims.speakers import speaker_heads
from careo.claims.syntax import children, sentence_at, words_of
from careo.claims.words import alike, is_listed, lemmas
from careo.model.claim import Speaker
from careo.model.reading import Attribution, Sentence
from careo.model.record import Record, ReferentId
from careo.model.text import Span

_LONGEST = 30
_INSIDE_PHRASE = frozenset({"DET", "ADJ", "NUM", "PRON", "ADV", "NOUN", "PROPN"})


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
                author = author_here(context, sentence, index)
                if author is not None:
                    found.append(_authored(context, sentence, index, author))
    return tuple(found)


def is_conveyor(context: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a word is a noun that carries words, or stands for one ("it")."""
    token = sentence.tokens[index]
    if token.pos in {"NOUN", "PROPN"} and noun_of(context, sentence, index):
        return True
    if token.pos != "PRON":
        return False
    mention = context.mention_at(sentence, index)
    referent = context.referent(mention.span) if mention is not None else None
    return referent is not None and referent.kind == "conveyor"


def noun_of(context: Context, sentence: Sentence, index: int) -> str:
    """Return the dictionary form of a noun that carries words; empty for another word."""
    words = lemmas(sentence.tokens[index], context.lexicon)
    return next((word for word in words if word in context.lexicon.conveyors), "")


def conveyed(
    context: Context,
    sentence: Sentence,
    index: int,
    known: tuple[Authored, ...],
    source: Span | None = None,
) -> Conveyed:
    """Return the conveyor that a word names, with its author.

    Args:
        context: The document.
        sentence: The sentence.
        index: The word; `is_conveyor` is true of it.
        known: What `authored` found.
        source: The words of a source that it heads, if it does.
    """
    author = (
        author_here(context, sentence, index)
        or _known_author(context, sentence, index, known)
        or _court(context, sentence, index)
    )
    conveyor = _as_speaker(context, sentence, index)
    if source is not None and conveyor.span is not None:
        own = context.mention_at(sentence, index)
        following = (
            (context.layer.span(source.end, sentence.end),) if source.end < sentence.end else ()
        )
        whole = whole_phrase(context, sentence, source, own, following)
        conveyor = Speaker(kind="mention", span=whole, mentions=conveyor.mentions)
    return Conveyed(conveyor=conveyor, author=author)


def in_conveyor(
    context: Context, sentence: Sentence, cue: int, attribution: Attribution
) -> int | None:
    """Return the conveyor in which a cue's words stand, or None.

    "In his letter, X argues that", "wrote a letter, warning that", "concludes the letter with a
    warning", "en un comunicado difundido ayer, X negó".
    """
    for verb in _verbs_above(sentence, cue):
        if verb != cue and is_conveyor(context, sentence, verb):
            return verb
        found = _in_phrase(context, sentence, verb) or _written(context, sentence, verb)
        if found is not None:
            return found
    return _beside(context, sentence, cue, attribution)


def is_the_document(context: Context, sentence: Sentence, index: int) -> bool:
    """Tell whether a word names the very document ("this letter", "the present judgment")."""
    kinds = set(context.lexicon.naming.generic_conveyors)
    for kind in context.source.kind.casefold().split():
        kinds |= alike(context.lexicon, kind)
    near = {*children(sentence, index), *([index - 1] if index else [])}
    named = not kinds.isdisjoint(lemmas(sentence.tokens[index], context.lexicon))
    return named and any(is_listed(sentence.tokens[n], context.lexicon, "self") for n in near)


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
        token = sentence.tokens[child]
        if token.dep == "prep" and is_listed(token, context.lexicon, "inside"):
            for noun in children(sentence, child):
                if sentence.tokens[noun].dep == "pobj" and is_conveyor(context, sentence, noun):
                    return noun
    return None


def _written(context: Context, sentence: Sentence, verb: int) -> int | None:
    if not is_authoring(context, sentence, verb):
        return None
    for child in children(sentence, verb):
        if sentence.tokens[child].dep == "dobj" and is_conveyor(context, sentence, child):
            return child
    return None


def _beside(context: Context, sentence: Sentence, cue: int, attribution: Attribution) -> int | None:
    """Return the conveyor of "in a letter" among the words around a cue, by their order alone.

    They end at what is said, at another verb that is no participle, and at a semicolon.
    """
    places = [*attribution.content, *([attribution.source] if attribution.source else [])]
    inside = {n for place in attribution.content for n in words_of(place, sentence)}
    own = {n for place in places for n in words_of(place, sentence)} - inside
    if attribution.cue is not None:
        own |= set(words_of(attribution.cue, sentence))
    for step in (1, -1):
        at = cue + step
        while 0 <= at < len(sentence.tokens) and abs(at - cue) < _LONGEST and at not in inside:
            if at not in own and _ends_clause(sentence, at):
                break
            if at not in own and is_listed(sentence.tokens[at], context.lexicon, "inside"):
                found = _first_noun(context, sentence, at + 1, inside)
                if found is not None:
                    return found
            at += step
    return None


def _ends_clause(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.text in {";", ":"} or (
        token.pos in {"VERB", "AUX"} and token.tag not in {"VBN", "VBG"}
    )


def _first_noun(context: Context, sentence: Sentence, start: int, inside: set[int]) -> int | None:
    """Return the conveyor among the first words behind a preposition, or None."""
    for n in range(start, len(sentence.tokens)):
        if n in inside or sentence.tokens[n].pos not in _INSIDE_PHRASE:
            return None
        if is_conveyor(context, sentence, n) or _meant(context, sentence, n) is not None:
            return n
    return None


def _meant(context: Context, sentence: Sentence, index: int) -> tuple[Sentence, int] | None:
    """Return the one conveyor of the sentence before that a pronoun after "in" stands for."""
    token = sentence.tokens[index]
    pronoun = context.lexicon.naming.pronouns.get(token.text.lower())
    mention = context.mention_at(sentence, index)
    resolved = mention is not None and context.referent(mention.span) is not None
    at = sentence_at(context.sentences, sentence.start)
    alone = token.pos == "PRON" and pronoun is not None and pronoun.person == "third"
    if not alone or resolved or not at:
        return None
    before = context.sentences[at - 1]
    held = [n for n in range(len(before.tokens)) if is_conveyor(context, before, n)]
    return (before, held[0]) if len(held) == 1 and before.segment == sentence.segment else None


def authored_in(
    context: Context, sentence: Sentence, index: int, author: Speaker
) -> Authored | None:
    """Return whose a conveyor is in which somebody says something: "says X in a letter".

    Not of one that holds the words of others ("in an interview").
    """
    about = is_listed(sentence.tokens[index], context.lexicon, "about")
    if about or author.kind != "mention":
        return None
    return _authored(context, sentence, index, author)


def _authored(context: Context, sentence: Sentence, index: int, author: Speaker) -> Authored:
    meant = _meant(context, sentence, index)
    sentence, index = meant if meant is not None else (sentence, index)
    return Authored(
        start=sentence.tokens[index].start,
        noun=noun_of(context, sentence, index),
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
    noun = noun_of(context, sentence, index)
    same = [a for a in known if referent is not None and a.referent == referent]
    generic = noun in context.lexicon.naming.generic_conveyors
    called = alike(context.lexicon, noun)
    fitting = same or [a for a in known if noun and (a.noun in called or generic)]
    if len({_identity(context, a.author) for a in fitting}) != 1:
        return None
    earlier = [a for a in fitting if a.start <= sentence.tokens[index].start]
    return (earlier or fitting)[0].author


def _court(context: Context, sentence: Sentence, index: int) -> Speaker | None:
    """Return the court whose a judgment is: the only one that the document names."""
    if not is_listed(sentence.tokens[index], context.lexicon, "judgments"):
        return None
    if len(context.courts) != 1:
        return None
    span = context.courts[0].mentions[0].span
    return Speaker(kind="mention", span=span, mentions=(span,))


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
