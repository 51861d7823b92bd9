"""Who is told something, or asks for it, and so does not say it."""

from __future__ import annotations

from careo.claims.context import Context
from careo.claims.cueing import cueing
from careo.claims.syntax import words_of
from careo.claims.words import before_verb, is_listed, listed
from careo.model.reading import Sentence
from careo.model.text import Span

_VERBS = frozenset({"VERB", "AUX"})


def speaks(context: Context, source: Span, cue: Span | None) -> bool:
    """Tell whether a source may be who says what its cue says.

    Not who stands behind "to" ("a la familia se le comunicó"), who is told by the passive of a
    verb of telling ("fue notificado de que") or hears it ("the court heard that"), or who does
    what another word before the cue tells of ("preguntado por el fiscal, responde").
    """
    sentence = context.sentence_of(source)
    words = words_of(source, sentence) if sentence is not None else []
    found = cueing(context, sentence, cue) if cue is not None and sentence is not None else None
    if sentence is None or cue is None or found is None or not words:
        return True
    if context.sentence_of(cue) != sentence:
        return True
    verb = sentence.tokens[found.head]
    if verb.pos not in _VERBS:
        return True
    inside = set(words_of(cue, sentence))
    if _is_told(context, sentence, words[0], inside) or is_listed(
        verb, context.lexicon, "listening"
    ):
        return False
    if _does_another(context, sentence, words[0], inside):
        return False
    return not (words[-1] < found.head and _is_informed(context, sentence, found.head))


def _is_told(context: Context, sentence: Sentence, first: int, cue: set[int]) -> bool:
    """Tell whether "to" stands before a source, or is its first word, and is not the cue's own."""
    telling = listed(context.lexicon, "telling")
    at = first if sentence.tokens[first].text.lower() in telling else first - 1
    return at >= 0 and at not in cue and sentence.tokens[at].text.lower() in telling


def _does_another(context: Context, sentence: Sentence, first: int, cue: set[int]) -> bool:
    """Tell whether "by" and a participle that is not the cue's stand before a source."""
    by = listed(context.lexicon, "by")
    at = first if sentence.tokens[first].text.lower() in by else first - 1
    if at < 1 or at in cue or sentence.tokens[at].text.lower() not in by:
        return False
    return at - 1 not in cue and sentence.tokens[at - 1].tag == "VBN"


def _is_informed(context: Context, sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb of telling is in the passive: who is its subject is told."""
    helping = before_verb(sentence, verb, context.lexicon)
    passive = any(sentence.tokens[n].dep == "auxpass" for n in helping)
    return passive and is_listed(sentence.tokens[verb], context.lexicon, "hearing")
