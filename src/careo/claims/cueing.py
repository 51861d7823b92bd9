"""Which word of a cue says, and what the lexicon knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from careo.claims.context import Context
from careo.claims.syntax import AUXILIARIES, lower, root_of, words_of
from careo.claims.words import Cueing, is_listed, lemmas, listed, lists
from careo.model.lexicon import Cue
from careo.model.reading import Sentence
from careo.model.text import Span

_GAP = 3
_AFTER = 2
_PLAIN = frozenset({"asserts", "reports"})
_SMALL = frozenset({"ADP", "ADV"})


def cue_head(context: Context, sentence: Sentence, cue: Span) -> int | None:
    """Return the word of a cue that says; None for a cue without words."""
    found = cueing(context, sentence, cue)
    return None if found is None else found.head


def cueing(context: Context, sentence: Sentence, cue: Span) -> Cueing | None:
    """Return what the lexicon knows of a cue; None for a cue without words.

    The longest phrase of the lexicon counts that is in the cue's words, in order, a preposition
    right behind the cue included ("fue condenado | a"); else a word: that which governs the
    others before a verb before any other, however the parse has it.
    """
    if cue.place not in context.cueings:
        context.cueings[cue.place] = _cueing(context, sentence, words_of(cue, sentence))
    return context.cueings[cue.place]


def _cueing(context: Context, sentence: Sentence, inside: list[int]) -> Cueing | None:
    tokens = sentence.tokens
    every = [n for n in inside if tokens[n].pos != "PUNCT"] or inside
    words = [n for n in every if tokens[n].dep not in AUXILIARIES] or every
    if not words:
        return None
    phrases = list(_phrases(context, sentence, every))
    known = [n for n in words if _entries(context, sentence, n)]
    known += [one.head for one in phrases if one.head not in known]
    refusing = _refusing(context, sentence, every)
    left = [n for n in known if n not in refusing and (not refusing or n > min(refusing))]
    head = _head(sentence, words, left or sorted(refusing) or known, phrases)
    found = next((one for one in phrases if one.head == head), None) or Cueing(
        head=head,
        entries=_entries(context, sentence, head),
        lemma=_lemma(context, sentence, head),
        words=(head,),
    )
    if head in refusing:
        return Cueing(head=head, lemma=lower(tokens[head]), words=(head,), refused=True)
    noun = _noun(context, sentence, found, words)
    return Cueing(found.head, found.entries, found.lemma, found.words, bool(refusing), noun)


def _head(sentence: Sentence, words: list[int], known: list[int], phrases: Sequence[Cueing]) -> int:
    """Return the word of a cue that says; of joined ones the first."""
    frame = next((one.head for one in phrases if one.entries[0].pos in _SMALL), None)
    if frame is not None:
        return frame
    top = root_of(sentence, words)
    verbs = [n for n in known if sentence.tokens[n].pos in {"VERB", "AUX"}]
    if top is not None and top in known:
        joined = (n for n in verbs if any(t.pos == "CCONJ" for t in sentence.tokens[n:top]))
        return next(joined, top)
    return next(iter(verbs or known), words[0] if top is None else top)


def _entries(context: Context, sentence: Sentence, index: int) -> tuple[Cue, ...]:
    """Return the entries of a single word, those of its part of speech where it has any."""
    token = sentence.tokens[index]
    found = context.lexicon.cues.get(_lemma(context, sentence, index), ())
    return tuple(e for e in found if e.pos == token.pos) or found


def _lemma(context: Context, sentence: Sentence, index: int) -> str:
    """Return a word's dictionary form, of several one that the lexicon has as a cue."""
    token = sentence.tokens[index]
    cues = context.lexicon.cues
    known = [lemma for lemma in lemmas(token, context.lexicon) if lemma in cues]
    fitting = [lemma for lemma in known if any(e.pos == token.pos for e in cues[lemma])]
    return next(iter(fitting or known), lower(token))


def _phrases(context: Context, sentence: Sentence, words: list[int]) -> Iterator[Cueing]:
    """Yield the phrases of the lexicon in a cue, the longest first."""
    first, last = words[0], words[-1]
    reflexive = listed(context.lexicon, "clitics")
    before = first - 1
    if before >= 0 and sentence.tokens[before].text.lower() in reflexive:
        words = [before, *words]
    end = min(last + _AFTER, len(sentence.tokens) - 1)
    window = [*words, *range(last + 1, end + 1)]
    phrases = lists(context.lexicon).cues
    found: list[Cueing] = []
    for n in words:
        for lemma in lemmas(sentence.tokens[n], context.lexicon):
            for phrase in phrases.get(lemma, ()):
                held = _matched(context, sentence, window, n, phrase)
                held = held or _without_tail(context, sentence, words, n, phrase)
                if held and _touches(held, last):
                    found.append(_phrase(context, sentence, held, " ".join((lemma, *phrase))))
    yield from sorted(
        (one for one in found if first <= one.head <= last), key=lambda one: -len(one.words)
    )


def _touches(held: Sequence[int], last: int) -> bool:
    """Tell whether what a phrase has behind the cue follows right on its last word."""
    behind = [n for n in held if n > last]
    return not behind or (last in held and behind == list(range(last + 1, last + 1 + len(behind))))


def _matched(
    context: Context, sentence: Sentence, window: Sequence[int], start: int, rest: Sequence[str]
) -> tuple[int, ...]:
    """Return the words of a phrase that begins at a word: near each other, and in order."""
    held = [start]
    for part in rest:
        near = [n for n in window if held[-1] < n <= held[-1] + _GAP]
        at = next((n for n in near if part in lemmas(sentence.tokens[n], context.lexicon)), None)
        if at is None:
            return ()
        held.append(at)
    return tuple(held)


def _without_tail(
    context: Context, sentence: Sentence, words: Sequence[int], start: int, rest: Sequence[str]
) -> tuple[int, ...]:
    """Return the words of a phrase but for its last preposition: "pleaded guilty" on Monday "to".

    Two words at least must be there.
    """
    tails = listed(context.lexicon, "sharing")
    if len(rest) < 2 or rest[-1] not in tails:  # noqa: PLR2004
        return ()
    return _matched(context, sentence, words, start, rest[:-1])


def _phrase(context: Context, sentence: Sentence, held: tuple[int, ...], key: str) -> Cueing:
    entries = context.lexicon.cues[key]
    head = held[0]
    if entries[0].pos not in _SMALL:
        telling = [n for n in held if not is_listed(sentence.tokens[n], context.lexicon, "clitics")]
        verbs = [n for n in telling if sentence.tokens[n].pos == "VERB"]
        head = next(iter(verbs or telling), head)
    lemma = _lemma(context, sentence, head)
    return Cueing(head=head, entries=entries, lemma=lemma, words=held)


def _refusing(context: Context, sentence: Sentence, words: list[int]) -> frozenset[int]:
    """Return the words of a cue that say that what follows them was not said.

    A refusal that asks for a preposition has it before a verb: "se negó a decir", no "negó".
    """
    found: set[int] = set()
    behind = words[-1] + 1
    window = [*words, behind] if behind < len(sentence.tokens) else words
    for phrase in listed(context.lexicon, "undone"):
        parts = phrase.split()
        for n in words:
            if parts[0] not in lemmas(sentence.tokens[n], context.lexicon):
                continue
            held = _matched(context, sentence, window, n, parts[1:])
            after = sentence.tokens[held[-1] + 1 :][:1] if held else ()
            if held and (len(held) == 1 or any(t.pos in {"VERB", "AUX"} for t in after)):
                found.update(held)
    return frozenset(found)


def _noun(context: Context, sentence: Sentence, found: Cueing, words: list[int]) -> Cue | None:
    """Return the entry of a noun of saying that a verb of plain saying has as its object.

    Not of a verb that judges it: "calificó la acusación de disparate" accuses nobody.
    """
    verb = sentence.tokens[found.head]
    if verb.pos not in {"VERB", "AUX"} or is_listed(verb, context.lexicon, "judging"):
        return None
    if found.entries and found.entries[0].act not in _PLAIN:
        return None
    for n in words:
        if n > found.head and n not in found.words and sentence.tokens[n].pos == "NOUN":
            entry = next((e for e in _entries(context, sentence, n) if e.pos == "NOUN"), None)
            if entry is not None and entry.act not in _PLAIN:
                return entry
    return None
