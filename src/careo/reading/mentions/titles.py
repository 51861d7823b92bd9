"""Titles and what else stands before a name proper, set apart from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from careo.reading.mentions.context import Context, fold

_TWO = 2
_FAR = 6
_RANK_PARTS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A run of words that is some name.

    Attributes:
        start: First token of the name proper.
        end: One past its last token.
        title: First token of the title before it; ``start`` where there is none.
        modifiers: Folded words that narrow the title ("interior" minister).
        shared: Tokens of the surname that the next name lends, of the same sentence.
    """

    sentence: int
    start: int
    end: int
    title: int
    modifiers: frozenset[str] = frozenset()
    shared: tuple[int, int] | None = None


def cut(context: Context, sentence: int, run: tuple[int, int]) -> Iterator[Name]:
    """Set titles before the name apart, in capitals or not."""
    start, end = run
    start += _adverb(context, sentence, run)
    while end > start and context.named(context.tokens(sentence)[end - 1].text, "no_name"):
        end -= 1
    if start == end or _is_portfolio(context, sentence, start, end):
        return
    first = _after_titles(context, sentence, start, end)
    if first == end or (end - first > 1 and _is_role(context, sentence, first, end)):
        return
    if end - first > 1 or not _only_title(context, sentence, first):
        title, modifiers = _lower_title(context, sentence, start)
        yield Name(sentence=sentence, start=first, end=end, title=title, modifiers=modifiers)


def _adverb(context: Context, sentence: int, run: tuple[int, int]) -> int:
    """Return how many words before a name are none of it: "Ayer la Defensoría del Pueblo"."""
    tokens = context.tokens(sentence)
    if run[0] or run[1] <= _TWO or tokens[0].dep != "advmod":
        return 0
    return _TWO if tokens[1].text in context.words["articles"] else 0


def _after_titles(context: Context, sentence: int, start: int, end: int) -> int:
    """Return where the name starts; a body keeps its titles ("Attorney General's Office")."""
    tokens = context.tokens(sentence)
    first = start
    if context.handle(sentence, start):
        return start
    heads = _heads(context, sentence, start, end)
    if start == 0 and end > 1 and context.named(tokens[0].text, "loose"):
        first = 1
    for index in range(start, end - 1):
        text = tokens[index].text
        titled = any(context.named(text, kind) for kind in ("title", "role"))
        titled = titled or text in context.words["short_rank"]
        if titled and tokens[index + 1].text not in context.words["of"]:
            first = index + 1
    heads = [i for i in heads if i >= first or context.words["adjectives_after"]]
    if any(context.named(tokens[i].text, "organization") for i in heads):
        first = _after_post(context, sentence, start, end)
    while first < end and not tokens[first].text[0].isalnum():
        first += 1
    return first


def _after_post(context: Context, sentence: int, start: int, end: int) -> int:
    """Return where a unit starts whose commander stands before it ("GOC Third Division")."""
    tokens = context.tokens(sentence)
    posts = [i for i in range(start, end - 1) if context.named(tokens[i].text, "post")]
    first = posts[-1] + 1 if posts else start
    small = context.words["of"] | context.words["articles"]
    while first < end - 1 and tokens[first].text in small:
        first += 1
    return first


def _heads(context: Context, sentence: int, start: int, end: int) -> list[int]:
    """Return the tokens that may say what a body is."""
    tokens = context.tokens(sentence)
    if context.words["adjectives_after"]:
        return [start]
    links = (i - 1 for i in range(start + 1, end) if tokens[i].text in context.words["of"])
    return [end - 1, *links]


def _only_title(context: Context, sentence: int, index: int) -> bool:
    text = context.tokens(sentence)[index].text
    label = context.labels[sentence][index]
    if context.named(text, "body") or context.named(text, "post"):
        return True
    if context.named(text, "rank") or context.named(text, "polity"):
        return True
    known = any(context.named(text, kind) for kind in ("role", "title", "conveyor"))
    return known and (label in {"", "ORG"} or text.endswith("ing"))


def _is_portfolio(context: Context, sentence: int, start: int, end: int) -> bool:
    """Tell whether the run is what a minister is minister of, or a chief chief of."""
    tokens = context.tokens(sentence)
    before = [t.text for t in tokens[max(0, start - 3) : start]]
    if before and before[-1] in context.words["articles"]:
        before.pop()
    link = before[-1] if before else ""
    if link in context.words["and"] and end - start == 1:
        return context.named(tokens[start].text, "domain")
    role = before[-2] if before[1:] else ""
    if link not in context.words["of"] or not context.named(role, "portfolio"):
        return False
    return not context.named(role, "domain_role") or context.named(tokens[end - 1].text, "domain")


def _is_role(context: Context, sentence: int, start: int, end: int) -> bool:
    """Tell whether capitalised words end in a role ("Police Public Relations Officer")."""
    tokens = context.tokens(sentence)
    given = fold(tokens[start].text) in context.given
    whole = start == 1 and end == len(tokens)
    before = tokens[start - 1].text if start > 0 else ""
    if before[:1].isupper() and context.named(before, "articles") and (start > 1 or whole):
        return False
    last = tokens[_heads(context, sentence, start, end)[:2][-1]].text
    body = context.named(last, "organization") or context.named(last, "body")
    role = context.named(last, "role") or context.named(last, "title")
    return role and not body and not given


def _lower_title(context: Context, sentence: int, title: int) -> tuple[int, frozenset[str]]:
    """Go left from a name over "the Arcadian interior minister": what narrows, and the role."""
    tokens = context.tokens(sentence)
    start = min(_ranked(context, sentence, title), _postponed(context, sentence, title))
    while start > 1 and tokens[start - 1].text == "." and _is_title(context, sentence, start - 2):
        start -= 2
    if start > 0 and context.named(tokens[start - 1].text, "role"):
        start -= 1
        while start > 0 and (
            tokens[start - 1].tag in {"NN", "HYPH"} or _is_title(context, sentence, start - 1)
        ):
            start -= 1
    left = start
    if start < title or context.named(tokens[start].text, "role"):
        while left > 0 and tokens[left - 1].tag in {"JJ", "NN", "NNP", "HYPH", "VBN"}:
            left -= 1
    narrowing = {fold(t.text) for t in tokens[left:title] if not context.named(t.text, "role")}
    if start < title and context.words["adjectives_after"]:
        narrowing -= context.words["of"] | context.words["articles"] | context.words["and"]
    return start, frozenset(narrowing - {""})


def title_words(context: Context, name: Name) -> tuple[int, tuple[str, ...]]:
    """Return one past the title proper ("general" of "el general retirado"), and its words."""
    tokens = context.tokens(name.sentence)
    end = name.start
    if context.words["adjectives_after"]:
        later = range(name.title + 1, name.start)
        titled = (i for i in later if not _is_title(context, name.sentence, i))
        end = next((i for i in titled if not context.named(tokens[i].text, "role")), end)
    return end, tuple(w for t in tokens[name.title : end] if (w := fold(t.text)))


def _ranked(context: Context, sentence: int, title: int) -> int:
    """Return where a rank of several words starts: "*general de brigada* Ana Sol"."""
    tokens = context.tokens(sentence)
    for start in range(max(0, title - _RANK_PARTS), title - 1):
        if context.named(" ".join(t.text for t in tokens[start:title]), "rank"):
            return start
    return title


def _postponed(context: Context, sentence: int, title: int) -> int:
    """Return where a role starts that words after it narrow: "el general retirado", of a name."""
    tokens = context.tokens(sentence)
    narrowing = context.words["adjectives_after"]
    linked = False
    for index in range(title - 1, max(-1, title - _FAR), -1):
        token = tokens[index]
        if index < title - 1 and context.named(token.text, "role"):
            office = tokens[index + 1].text in context.words["of"]
            if office == linked and (not office or context.named(token.text, "portfolio")):
                return index + 1
        small = token.text in context.words["of"] or token.text in context.words["articles"]
        joins = small or token.text in context.words["and"]
        if not narrowing or (joins and index == title - 1):
            break
        if not joins and token.tag not in narrowing and not context.named(token.text, "domain"):
            break
        linked = linked or joins
    return title


def _is_title(context: Context, sentence: int, index: int) -> bool:
    return context.named(context.tokens(sentence)[index].text, "title")


def shared(context: Context, found: list[Name]) -> list[Name]:
    """Lend the surname of "brothers Tobías and Marcela Ilíquez" to the first."""
    lent = list(found)
    for index in range(len(found) - 1):
        name, after = found[index], found[index + 1]
        tokens = context.tokens(name.sentence)
        between = [t.text for t in tokens[name.end : after.title]]
        joined = len(between) == 1 and between[0] in context.words["and"]
        if name.end - name.start != 1 or not joined or after.end - after.start < _TWO:
            continue
        given = fold(tokens[name.start].text) in context.given
        kin = name.title > 0 and any(
            context.named(tokens[i].text, "kin") for i in {name.title - 1, name.title}
        )
        if kin or (given and fold(tokens[after.start].text) in context.given):
            lent[index] = replace(name, shared=(after.start + 1, after.end))
    return lent
