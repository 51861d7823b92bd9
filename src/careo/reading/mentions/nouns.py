"""Descriptions: noun phrases that stand for a person, a body or a conveyor ("the general")."""

from __future__ import annotations

from collections.abc import Iterator

from careo.model.reading import MentionKind, Token
from careo.reading.mentions.context import Context, Found, fold

_STEPS = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "VBN", "VBG", "RB", "RBS"}
)
_PLURAL = frozenset({"NNS", "NNPS"})
_PROPER = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NOUNS = _PROPER | {"JJ"}
_DETERMINERS = ("the", "this", "a")


def descriptions(context: Context, taken: dict[tuple[int, int], int]) -> Iterator[Found]:
    """Yield the descriptions of a layer in order of place.

    Args:
        context: The layer.
        taken: Tokens of names: (sentence, token) to one past the name's last token.
    """
    for sentence in range(len(context.parse.sentences)):
        whole = 0
        for head in range(len(context.tokens(sentence))):
            kind = _kind(context, sentence, head)
            if kind is None or (sentence, head) in taken or head < whole:
                continue
            found = _phrase(context, sentence, head, kind, taken)
            if found is not None:
                whole = _compound(context, sentence, head)
                yield found


def _kind(context: Context, sentence: int, head: int) -> MentionKind | None:
    tokens = context.tokens(sentence)
    token = tokens[head]
    participle = token.tag == "VBN" and context.words["adjectives_after"]
    noun = token.tag in _NOUNS or participle or context.is_age(token.text)
    if not noun or context.headline(sentence):
        return None
    numbered = head + 1 < len(tokens) and tokens[head + 1].tag == "CD" and token.text[0].isupper()
    if len(tokens) == 1 or numbered:
        return None
    words = {token.lemma.lower(), token.text.lower()}
    if token.tag in {"JJ", "VBN"} and not _adjective_head(context, sentence, head):
        return None
    kinds: tuple[tuple[str, MentionKind], ...] = (
        ("role", "role"),
        ("body", "organization"),
        ("conveyor", "conveyor"),
    )
    kind = next((k for name, k in kinds if words & context.words[name]), None)
    if context.is_age(token.text):
        kind = "role"
    return None if kind is None or _narrows(context, sentence, head) else kind


def _adjective_head(context: Context, sentence: int, head: int) -> bool:
    """Tell whether an adjective by the parser is the noun of "the general presents"."""
    tokens = context.tokens(sentence)
    before = tokens[head - 1] if head else None
    if before is None or not context.named(tokens[head].text, "role"):
        return False
    return before.tag in {"DT", "PRP$", "POS"} or before.text.lower() in context.words["contracted"]


def _narrows(context: Context, sentence: int, head: int) -> bool:
    """Tell whether the noun only narrows the next one ("government building"), or one before."""
    tokens = context.tokens(sentence)
    token = tokens[head]
    before = tokens[head - 1] if head and context.words["adjectives_after"] else None
    if before is not None and before.tag in _PROPER and token.dep not in {"appos", "conj"}:
        return True
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
    determiner = _determiner(context, sentence, start, head, owner)
    capital = tokens[head].text[0].isupper() and tokens[head].tag in {"NNP", "NNPS"}
    if not determiner and capital and head:
        determiner = "the"
    one_of = _one_of(context, sentence, start)
    plural = _plural(context, sentence, start, head) and not one_of
    bare = not plural and not determiner and not _bare(context, tokens, head, kind)
    if determiner == "never" or bare:
        return None
    whole = _compound(context, sentence, head)
    end = whole if kind == "conveyor" else _right(context, sentence, whole, taken)
    if owner is None:
        owner = _of_whom(context, sentence, whole, end, taken)
    around = [*tokens[start:head], *tokens[head + 1 : whole]]
    inner = [t for t in around if not context.is_age(t.text)]
    return Found(
        sentence=sentence,
        start=start - 2 if one_of else start,
        end=end,
        head=head,
        kind=kind,
        form="description",
        number="many" if plural else "one",
        titles=(_role(context, tokens[head]),),
        modifiers=frozenset({fold(t.text) for t in inner if t.tag in _STEPS} - {""})
        - context.words["loose"]
        | _complement(context, sentence, whole, end),
        determiner="a" if one_of else determiner,
        owner=owner,
        predicative=_predicative(context, tokens, head - 2 if one_of else start, head),
        gender=_gender(context, sentence, start, head) if kind == "role" else "",
        aside=len(inner) < len(around)
        or context.is_age(tokens[head].text)
        or _counts(context, sentence, whole, end),
    )


def _of_whom(
    context: Context, sentence: int, start: int, end: int, taken: dict[tuple[int, int], int]
) -> int | None:
    """Return a token of whom a description is of where only that says so ("la hija del juez")."""
    tokens = context.tokens(sentence)
    while start < end and tokens[start].tag in context.words["adjectives_after"]:
        start += 1
    start += 1
    if start < end and tokens[start].text.lower() in context.words["articles"]:
        start += 1
    if start >= end or not context.words["adjectives_after"]:
        return None
    if taken.get((sentence, start)) == end:
        return start
    return start if start + 1 == end and context.named(tokens[start].text, "role") else None


def _role(context: Context, token: Token) -> str:
    """Return the word of the lexicon that a noun is; a woman's is not the dictionary's man's."""
    text, lemma = token.text.lower(), token.lemma.lower()
    own = text in context.words["role"] and context.words["adjectives_after"]
    return text if own else lemma


def _one_of(context: Context, sentence: int, start: int) -> bool:
    """Tell whether "one of" stands before a plural."""
    if start < 2:  # noqa: PLR2004
        return False
    one, of = (t.text.lower() for t in context.tokens(sentence)[start - 2 : start])
    return one in context.words["one"] and of in context.words["of"]


def _plural(context: Context, sentence: int, start: int, head: int) -> bool:
    """Tell whether a noun is a plural: its determiner tells, else its tag."""
    tokens = context.tokens(sentence)
    shown = [t.text.lower() for t in tokens[start:head] if t.tag in {"DT", "PDT"}]
    many = context.words["many"]
    if shown and context.words["masculine"] & {*shown} | context.words["feminine"] & {*shown}:
        return bool(many & {*shown})
    return tokens[head].tag in _PLURAL


def _gender(context: Context, sentence: int, start: int, head: int) -> str:
    """Return the gender of the one described, by the noun, else by its determiner."""
    tokens = context.tokens(sentence)
    word = _role(context, tokens[head])
    own = context.gender(word)
    if own or word in context.words["epicene"]:
        return own
    before = tokens[start - 1].text.lower() if start else ""
    shown = {t.text.lower() for t in tokens[start:head]}
    shown |= {before} & context.words["contracted"]
    if shown & context.words["feminine"]:
        return "f"
    return "m" if shown & context.words["masculine"] else ""


def _compound(context: Context, sentence: int, head: int) -> int:
    """Return one past a role of several words that starts here ("teniente coronel")."""
    tokens = context.tokens(sentence)
    end, role = head + 1, tokens[head].text.lower()
    while context.words["adjectives_after"] and end < len(tokens):
        role = f"{role} {tokens[end].text.lower()}"
        if role not in context.words["role"]:
            break
        end += 1
    return end


def _bare(context: Context, tokens: tuple[Token, ...], head: int, kind: MentionKind) -> bool:
    """Tell whether a role without an article stands for somebody ("fellow officer", "aide to")."""
    after = tokens[head + 1].text.lower() if head + 1 < len(tokens) else ""
    called = tokens[head].dep in {"appos", "nsubj", "nsubjpass", "ROOT"}
    called = called or after in context.words["complements"]
    return kind == "role" and called and tokens[head].tag not in {"JJ", "VBN"}


def _counts(context: Context, sentence: int, start: int, end: int) -> bool:
    """Tell whether a description is of a number alone ("the mother of three")."""
    of_whom = context.tokens(sentence)[start:end]
    counted = [t.tag for t in of_whom] == ["IN", "CD"]
    return counted and of_whom[1].text.lower() not in context.words["one"]


def _complement(context: Context, sentence: int, start: int, end: int) -> frozenset[str]:
    """Return the words of what the description is of ("minister of the interior")."""
    tokens = context.tokens(sentence)[start:end]
    return frozenset(
        fold(t.text)
        for t in tokens
        if t.tag in _STEPS and t.tag != "RB" and fold(t.text) not in context.words["loose"] | {""}
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
        elif before.tag in {"DT", "PDT"} or _is_determiner(context, before):
            start -= 1
            if before.tag != "PDT" and not (start and tokens[start - 1].tag == "PDT"):
                break
        elif _steps(context, sentence, start - 1, head):
            start -= 1
        else:
            break
    start = max(start, 0)
    if start < head and context.before(sentence, start + 1, "bounds"):
        start += 1
    return start, owner


def _lists(tokens: tuple[Token, ...], index: int, head: int) -> bool:
    """Tell whether a comma stands between two adjectives of a noun ("a short, bearded man")."""
    beside = (tokens[index - 1], tokens[index + 1]) if index else ()
    narrow = all(t.dep == "amod" and index < t.head <= head for t in beside)
    return bool(beside) and tokens[index].text == "," and narrow


def _is_determiner(context: Context, token: Token) -> bool:
    """Tell whether a word that the parser calls an adjective or a number is a determiner."""
    if not context.words["adjectives_after"] or token.tag in {"PRP", "CD"}:
        return False
    return any(token.text.lower() in context.words[use] for use in _DETERMINERS)


def _steps(context: Context, sentence: int, index: int, head: int) -> bool:
    tokens = context.tokens(sentence)
    token = tokens[index]
    if _lists(tokens, index, head):
        return True
    if context.words["adjectives_after"] and fold(token.text) in context.words["loose"]:
        return True
    if token.tag in {"VBN", "VBG"}:
        return token.dep in {"amod", "compound"} and index < token.head <= head
    if token.tag in {"RB", "RBS"}:
        return index < token.head < head and token.dep == "advmod"
    if token.dep in {"dobj", "nsubj", "nsubjpass", "pobj", "dative", "appos"}:
        return token.text.lower() in context.words["role"] and token.tag == "NNP"
    return token.tag in _STEPS


def _determiner(context: Context, sentence: int, start: int, head: int, owner: int | None) -> str:
    if owner is not None:
        return "own"
    tokens = context.tokens(sentence)
    tags = {"DT", "PDT", "CD"}
    shown = [t for t in tokens[start:head] if t.tag in tags or _is_determiner(context, t)]
    words = [t.text.lower() for t in shown]
    if any(w in context.words["never"] for w in words):
        return "never"
    uses = (use for w in words for use in _DETERMINERS if w in context.words[use])
    before = tokens[start - 1].text.lower() if start else ""
    plain = "the" if before in context.words["contracted"] else "a" if words else ""
    return next(uses, plain)


def _right(context: Context, sentence: int, end: int, taken: dict[tuple[int, int], int]) -> int:
    """Take in "of the Venezuelan regime": base noun phrases after ``of``, no clause."""
    tokens = context.tokens(sentence)
    end = _adjectives(context, sentence, end, taken)
    while end + 1 < len(tokens) and tokens[end].text in context.words["of"]:
        stop = _base(context, sentence, end + 1, taken)
        if stop == end + 1 or tokens[stop - 1].tag in {"DT", "PRP$", "RB"}:
            break
        end = stop
    return end


def _adjectives(
    context: Context, sentence: int, end: int, taken: dict[tuple[int, int], int]
) -> int:
    """Take in the adjectives behind the noun, and no participle that opens a clause."""
    tokens = context.tokens(sentence)
    loose = context.words["loose"]
    while end < len(tokens) and (sentence, end) not in taken:
        token = tokens[end]
        narrows = token.tag == "JJ" or fold(token.text) in loose
        if token.tag not in context.words["adjectives_after"] or not narrows:
            break
        end += 1
    return end


def _base(context: Context, sentence: int, start: int, taken: dict[tuple[int, int], int]) -> int:
    """Return the end of the noun phrase that starts here: up to a name, or two joined names."""
    tokens = context.tokens(sentence)
    stop = start
    while stop < len(tokens):
        if (sentence, stop) in taken:
            stop = taken[sentence, stop]
            joined = stop < len(tokens) and tokens[stop].text in context.words["and"]
            follows = stop < len(tokens) and tokens[stop].tag in {"NN", "NNS"}
            if joined and (sentence, stop + 1) in taken:
                stop = taken[sentence, stop + 1]
            elif follows:
                continue
            return stop
        verbal = tokens[stop].tag in {"VBG", "VBN"} and tokens[stop].dep not in {"amod", "compound"}
        verbal = verbal and not _adjective_head(context, sentence, stop)
        if verbal or tokens[stop].tag not in _STEPS | {"DT", "PRP$"}:
            return stop
        stop += 1
    return stop


def _equates(context: Context, verb: Token) -> bool:
    """Tell whether a verb says what somebody is; of other verbs the parse has a late subject."""
    copulas = context.lexicon.grammar.get("copulas", ())
    return not context.words["adjectives_after"] or verb.lemma in copulas


def _predicative(context: Context, tokens: tuple[Token, ...], start: int, head: int) -> bool:
    """Tell whether the phrase says what somebody is: "is a general", "as a retired general"."""
    token = tokens[head]
    for _ in tokens:
        if token.dep not in {"appos", "conj"}:
            break
        token = tokens[token.head]
        if token.dep == "pobj" and tokens[token.head].text.lower() in context.words["as"]:
            return True
    if token.dep == "oprd" or (token.dep == "attr" and _equates(context, tokens[token.head])):
        return True
    before = tokens[start - 1] if start else None
    return before is not None and before.text.lower() in context.words["as"] and before.tag == "IN"
