"""Descriptions: noun phrases that stand for a person, a body or a conveyor ("the general")."""

from __future__ import annotations

from collections.abc import Iterator

from careo.model.reading import MentionKind, Token
from careo.reading.mentions.context import Context, Found, fold

_STEPS = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "VBN", "VBG", "RB", "RBS"}
)
_PLURAL = frozenset({"NNS", "NNPS"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_NEVER = frozenset({"no", "any", "every", "each", "whatever", "which", "what", "neither", "either"})
_DETERMINER = {
    **dict.fromkeys(("the", "both"), "the"),
    **dict.fromkeys(("this", "that", "these", "those", "such"), "this"),
    **dict.fromkeys(("a", "an", "another", "some", "one", "other"), "a"),
}


def descriptions(context: Context, taken: dict[tuple[int, int], int]) -> Iterator[Found]:
    """Yield the descriptions of a layer in order of place.

    Args:
        context: The layer.
        taken: Tokens of names: (sentence, token) to one past the name's last token.
    """
    for sentence in range(len(context.parse.sentences)):
        for head in range(len(context.tokens(sentence))):
            kind = _kind(context, sentence, head)
            if kind is None or (sentence, head) in taken:
                continue
            found = _phrase(context, sentence, head, kind, taken)
            if found is not None:
                yield found


def _kind(context: Context, sentence: int, head: int) -> MentionKind | None:
    tokens = context.tokens(sentence)
    token = tokens[head]
    if token.tag not in _NOUNS or context.headline(sentence):
        return None
    numbered = head + 1 < len(tokens) and tokens[head + 1].tag == "CD" and token.text[0].isupper()
    if len(tokens) == 1 or numbered:
        return None
    words = {token.lemma.lower(), token.text.lower()}
    if token.tag == "JJ" and not _adjective_head(context, sentence, head):
        return None
    kinds: tuple[tuple[str, MentionKind], ...] = (
        ("role", "role"),
        ("body", "organization"),
        ("conveyor", "conveyor"),
    )
    kind = next((k for name, k in kinds if words & context.words[name]), None)
    return None if kind is None or _narrows(context, sentence, head) else kind


def _adjective_head(context: Context, sentence: int, head: int) -> bool:
    """Tell whether an adjective by the parser is the noun of "the general presents"."""
    tokens = context.tokens(sentence)
    before = tokens[head - 1].tag if head else ""
    return before in {"DT", "PRP$", "POS"} and context.named(tokens[head].text, "role")


def _narrows(context: Context, sentence: int, head: int) -> bool:
    """Tell whether the noun only narrows the next one ("government building")."""
    tokens = context.tokens(sentence)
    if head + 1 >= len(tokens):
        return False
    after = tokens[head + 1]
    if after.text == "-" and after.start == tokens[head].end:
        return True
    return after.tag in _NOUNS and (tokens[head].head > head) and not _stands(tokens, head)


def _stands(tokens: tuple[Token, ...], head: int) -> bool:
    return tokens[head].dep in {"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "poss"}


def _phrase(
    context: Context, sentence: int, head: int, kind: MentionKind, taken: dict[tuple[int, int], int]
) -> Found | None:
    tokens = context.tokens(sentence)
    start, owner = _left(context, sentence, head)
    inner = [t for t in tokens[start:head] if t.tag in _STEPS]
    determiner = _determiner(tokens, start, head, owner)
    if determiner == "never":
        return None
    end = head + 1 if kind == "conveyor" else _right(context, sentence, head, taken)
    capital = tokens[head].text[0].isupper() and tokens[head].tag in {"NNP", "NNPS"}
    if not determiner and capital and head:
        determiner = "the"
    one_of = start > 1 and [t.lemma.lower() for t in tokens[start - 2 : start]] == ["one", "of"]
    plural = tokens[head].tag in _PLURAL and not one_of
    if not plural and not determiner and not _bare(tokens, head, kind):
        return None
    return Found(
        sentence=sentence,
        start=start - 2 if one_of else start,
        end=end,
        head=head,
        kind=kind,
        form="description",
        number="many" if plural else "one",
        titles=(tokens[head].lemma.lower(),),
        modifiers=frozenset({fold(t.text) for t in inner} - {""} - context.words["loose"])
        | _complement(context, sentence, head, end),
        determiner="a" if one_of else determiner,
        owner=owner,
        predicative=_predicative(tokens, head - 2 if one_of else start, head),
    )


def _bare(tokens: tuple[Token, ...], head: int, kind: MentionKind) -> bool:
    """Tell whether a role without an article stands for somebody ("fellow officer", "aide to")."""
    after = tokens[head + 1].text.lower() if head + 1 < len(tokens) else ""
    called = tokens[head].dep in {"appos", "nsubj", "nsubjpass", "ROOT"}
    return kind == "role" and (called or after in {"for", "to", "of"}) and tokens[head].tag != "JJ"


def _complement(context: Context, sentence: int, head: int, end: int) -> frozenset[str]:
    """Return the words of what the description is of ("minister of the interior")."""
    tokens = context.tokens(sentence)[head + 1 : end]
    return frozenset(
        fold(t.text) for t in tokens if t.tag in _STEPS and t.tag != "RB" and fold(t.text)
    )


def _left(context: Context, sentence: int, head: int) -> tuple[int, int | None]:
    """Return the first token of the noun phrase, and its possessor's head."""
    tokens = context.tokens(sentence)
    start, owner = head, None
    while start > 0:
        before = tokens[start - 1]
        if before.tag == "POS":
            owner = start - 2 if owner is None else owner
            start -= 2
        elif before.tag == "PRP$":
            return start - 1, start - 1 if owner is None else owner
        elif before.tag in {"DT", "PDT"}:
            start -= 1
            if before.tag == "DT" and tokens[start - 1].tag != "PDT":
                break
        elif _steps(context, sentence, start - 1, head):
            start -= 1
        else:
            break
    if start > 0 and tokens[start - 1].text == "at" and tokens[start].text in {"least", "most"}:
        start += 1
    return max(start, 0), owner


def _steps(context: Context, sentence: int, index: int, head: int) -> bool:
    tokens = context.tokens(sentence)
    token = tokens[index]
    if token.tag in {"VBN", "VBG"}:
        return token.dep in {"amod", "compound"} and index < token.head <= head
    if token.tag in {"RB", "RBS"}:
        return index < token.head < head and token.dep == "advmod"
    if token.dep in {"dobj", "nsubj", "nsubjpass", "pobj", "dative", "appos"}:
        return token.text.lower() in context.words["role"] and token.tag == "NNP"
    return token.tag in _STEPS


def _determiner(tokens: tuple[Token, ...], start: int, head: int, owner: int | None) -> str:
    if owner is not None:
        return "own"
    words = [t.text.lower() for t in tokens[start:head] if t.tag in {"DT", "PDT", "CD"}]
    if any(w in _NEVER for w in words):
        return "never"
    return next((_DETERMINER[w] for w in words if w in _DETERMINER), "a" if words else "")


def _right(context: Context, sentence: int, head: int, taken: dict[tuple[int, int], int]) -> int:
    """Take in "of the Venezuelan regime": base noun phrases after ``of``, no clause."""
    tokens = context.tokens(sentence)
    end = head + 1
    while end + 1 < len(tokens) and tokens[end].text == "of":
        stop = _base(context, sentence, end + 1, taken)
        if stop == end + 1 or tokens[stop - 1].tag in {"DT", "PRP$", "RB"}:
            break
        end = stop
    return end


def _base(context: Context, sentence: int, start: int, taken: dict[tuple[int, int], int]) -> int:
    """Return the end of the noun phrase that starts here: up to a name, or two joined names."""
    tokens = context.tokens(sentence)
    stop = start
    while stop < len(tokens):
        if (sentence, stop) in taken:
            stop = taken[sentence, stop]
            joined = stop < len(tokens) and tokens[stop].text == "and"
            follows = stop < len(tokens) and tokens[stop].tag in {"NN", "NNS"}
            if joined and (sentence, stop + 1) in taken:
                stop = taken[sentence, stop + 1]
            elif follows:
                continue
            return stop
        verbal = tokens[stop].tag in {"VBG", "VBN"} and tokens[stop].dep not in {"amod", "compound"}
        if verbal or tokens[stop].tag not in _STEPS | {"DT", "PRP$"}:
            return stop
        stop += 1
    return stop


def _predicative(tokens: tuple[Token, ...], start: int, head: int) -> bool:
    """Tell whether the phrase says what somebody is: "is a general", "as a retired general"."""
    token = tokens[head]
    for _ in tokens:
        if token.dep not in {"appos", "conj"}:
            break
        token = tokens[token.head]
        if token.dep == "pobj" and tokens[token.head].text.lower() == "as":
            return True
    if token.dep in {"attr", "oprd"}:
        return True
    return start > 0 and tokens[start - 1].text.lower() == "as" and tokens[start - 1].tag == "IN"
