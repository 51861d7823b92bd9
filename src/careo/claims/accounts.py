"""Accounts whose time the sentences after them keep: "She testified that …. He had driven …"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from careo.claims.chains import Chained
from careo.claims.context import Context
from careo.claims.cueing import cueing
from careo.claims.own_voice import own_act
from careo.claims.speakers import mention_for, same
from careo.claims.syntax import SUBJECTS, children
from careo.claims.words import before_verb, listed
from careo.model.claim import Speaker
from careo.model.reading import Attribution, Sentence

_VERBS = frozenset({"VERB", "AUX"})
_PAST = "VBD"


def narrated(
    context: Context,
    chained: Sequence[Chained],
    touched: Mapping[int, Sequence[Attribution]],
    longest: int,
) -> Iterator[tuple[int, Chained, int]]:
    """Yield the accounts that sentences without a cue go on with, and how far.

    An account is what somebody recounts ("testified that", "describes how"), or says through a
    letter; in a judgment whatever somebody says. A sentence after it goes on with it if it keeps
    the time of what is reported ("had driven", "would leave"), if it tells in the past what a
    letter described, or if it stands in the past between two sayings of one account. After all
    other sayings it must both keep that time and stand between two of one speaker.

    Yields:
        The index of the account's sentence, the account, and the index of the last sentence.
    """
    sayings = _by_sentence(context, chained)
    for first in sorted(sayings):
        one = _single(context, sayings[first])
        if one is None:
            continue
        end, shifted, again = _reach(context, one, first, (sayings, touched), longest)
        if not _is_account(context, one):
            end = end if again and len(shifted) == end - first else first
        elif not again:
            end = shifted[-1] if shifted else first
        if end > first:
            yield first, one, end


def _by_sentence(context: Context, chained: Sequence[Chained]) -> dict[int, list[Chained]]:
    """Return the outermost sayings by the index of the sentence that their cue stands in."""
    places = {sentence.start: n for n, sentence in enumerate(context.sentences)}
    found: dict[int, list[Chained]] = {}
    for one in chained:
        cue = one.attribution.cue
        sentence = context.sentence_of(cue) if cue is not None else None
        if sentence is not None and one.outer is None:
            found.setdefault(places[sentence.start], []).append(one)
    return found


def _single(context: Context, sayings: Sequence[Chained]) -> Chained | None:
    """Return what is said in a sentence in which one person alone speaks, in other words."""
    one = max(sayings, key=lambda said: (len(said.chain), said.attribution.content[0].start))
    who = one.chain[-1].speaker
    if who.kind != "mention" or any(said.said.negated for said in sayings):
        return None
    told = one.chain[-1].mode == "indirect" and all(_is(context, said, who) for said in sayings)
    return one if told else None


def _is_account(context: Context, one: Chained) -> bool:
    return (
        own_act(context) == "finds"
        or _recounts(context, one, "recounting")
        or any(_carries(context, link.speaker) for link in one.chain[1:])
    )


def _is(context: Context, said: Chained, who: Speaker) -> bool:
    other = said.chain[-1].speaker
    return other == who or same(context, other, who)


def _carries(context: Context, who: Speaker) -> bool:
    """Tell something that carries one's words alone: a letter, and no interview."""
    found = [r for m in who.mentions if (r := context.referent(m)) is not None]
    others = listed(context.lexicon, "about")
    heads = {m.head.lower() for r in found for m in r.mentions}
    return [r.kind for r in found] == ["conveyor"] and others.isdisjoint(heads)


def _recounts(context: Context, one: Chained, name: str) -> bool:
    cue = one.attribution.cue
    sentence = context.sentence_of(cue) if cue is not None else None
    found = cueing(context, sentence, cue) if cue is not None and sentence is not None else None
    return found is not None and found.lemma in listed(context.lexicon, name)


def _reach(
    context: Context,
    one: Chained,
    first: int,
    said: tuple[Mapping[int, Sequence[Chained]], Mapping[int, Sequence[Attribution]]],
    longest: int,
) -> tuple[int, list[int], bool]:
    """Return how far an account may go on, which sentences show it, and if it is told again then.

    The sentences in between stand in the past; those that show it keep the time of what is
    reported, or tell what was described.
    """
    (sayings, touched), who = said, one.chain[-1].speaker
    carries = any(_carries(context, link.speaker) for link in one.chain[1:])
    described = carries and _recounts(context, one, "describing")
    shown: list[int] = []
    for index in range(first + 1, min(first + 2 + longest, len(context.sentences))):
        sentence = context.sentences[index]
        root = _root(sentence)
        if sentence.segment != context.sentences[first].segment or root is None:
            return index - 1, shown, False
        if sentence.start in touched and not _is_told(touched[sentence.start]):
            again = index in sayings and all(_is(context, other, who) for other in sayings[index])
            return index - 1, shown, again
        shifted = _is_shifted(context, sentence, root)
        if index > first + longest or not (shifted or _is_past(context, sentence, root)):
            return index - 1, shown, False
        plainly = described and len(shown) == index - first - 1
        if shifted or (plainly and not _has_subject(context, sentence, root, who)):
            shown.append(index)
    return min(first + longest, len(context.sentences) - 1), shown, False


def _is_told(sayings: Sequence[Attribution]) -> bool:
    """Tell whether nobody is named who speaks in a sentence: "he had been told to sign"."""
    return all(one.source is None and one.cue is not None for one in sayings)


def _root(sentence: Sentence) -> int | None:
    roots = (n for n, token in enumerate(sentence.tokens) if token.head == n)
    return next((n for n in roots if sentence.tokens[n].pos in _VERBS), None)


def _group(context: Context, sentence: Sentence, root: int) -> list[int]:
    return [*before_verb(sentence, root, context.lexicon), root]


def _is_shifted(context: Context, sentence: Sentence, root: int) -> bool:
    """Tell whether a verb keeps the time of what is reported: "had driven", "would drive"."""
    shifted = listed(context.lexicon, "plain_shifted")
    helping = _group(context, sentence, root)[:-1]
    return any(sentence.tokens[n].text.lower() in shifted for n in helping)


def _is_past(context: Context, sentence: Sentence, root: int) -> bool:
    group = _group(context, sentence, root)
    finite = next((n for n in group if sentence.tokens[n].pos in _VERBS), root)
    return sentence.tokens[finite].tag == _PAST


def _has_subject(context: Context, sentence: Sentence, root: int, who: Speaker) -> bool:
    """Tell whether the speaker is the subject: then the document may go on about him."""
    for n in children(sentence, root):
        if sentence.tokens[n].dep in SUBJECTS:
            mention = mention_for(context, sentence, n)
            if mention is None:
                return sentence.tokens[n].pos == "PRON"
            one = Speaker(kind="mention", span=mention.span, mentions=(mention.span,))
            return mention.form == "pronoun" or same(context, one, who)
    return True
