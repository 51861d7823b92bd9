"""Names: runs of capitalised words, joined and cut as names are, before anybody says of what."""

from __future__ import annotations

import re

from careo.model.reading import Token
from careo.reading.mentions.context import Context, fold
from careo.reading.mentions.titles import Name, cut, shared
from careo.reading.mentions.units import numbers_unit

_NO_NAME = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
)
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_FUNCTION = frozenset({"DT", "PRP", "PRP$", "IN", "CC", "TO", "MD", "WP", "WDT", "WRB", "EX"})
_ORDINAL = re.compile(r"\d{1,3}(st|nd|rd|th)?")
_LONGEST = 12


def names(context: Context) -> list[Name]:
    """Return every run of words of the layer that may be a name, in order of place."""
    hits = [_hits(context, sentence) for sentence in range(len(context.parse.sentences))]
    plain = _again(context, hits)
    found: list[Name] = []
    for sentence, marked in enumerate(hits):
        runs = _joined(context, sentence, _runs(context, sentence, marked))
        found += shared(context, [n for run in runs for n in cut(context, sentence, run)])
    spelt = [(name, words_of(context, name)) for name in found]
    borne = {words[-1] for _, words in spelt if len(words) > 1 and len(words[0]) > 1}
    plain -= borne
    known = {words[-1] for _, words in spelt if words and len(words[0]) > 1}
    listed = {words[-1] for _, words in spelt if words} - known
    plain |= listed
    return [n for n, words in spelt if words and not _only_opens(context, n, words, plain)]


def _only_opens(context: Context, name: Name, words: tuple[str, ...], plain: set[str]) -> bool:
    """Tell whether a common noun has its capital only from the sentence ("B. Findings of …")."""
    if name.title < name.start or context.handle(name.sentence, name.start):
        return False
    if len(words) == 1 and len(words[0]) == 1:
        return True
    tokens = context.tokens(name.sentence)
    first = 1 if len(tokens[0].text.rstrip(".")) == 1 and len(tokens) > 1 else 0
    alone = name.end == first + 1 and name.start <= first
    return alone and fold(tokens[first].text) in plain


def _again(context: Context, hits: list[list[bool]]) -> set[str]:
    """Mark words that are part of a name elsewhere; return those that stand in lower case."""
    known: set[str] = set()
    plain: set[str] = set()
    for sentence, marked in enumerate(hits):
        for token, hit in zip(context.tokens(sentence), marked, strict=True):
            if token.text[0].islower():
                plain.add(fold(token.text))
            elif hit and not context.headline(sentence):
                known.add(fold(token.text))
    known -= plain | {""}
    for sentence, marked in enumerate(hits):
        for index, token in enumerate(context.tokens(sentence)):
            fresh = not marked[index] and token.text[0].isupper() and fold(token.text) in known
            if fresh and context.labels[sentence][index] not in _NO_NAME | {"NORP"}:
                marked[index] = token.tag not in _FUNCTION
    return plain


def words_of(context: Context, name: Name) -> tuple[str, ...]:
    """Return the folded words of a name, particles and signs left out."""
    tokens = context.tokens(name.sentence)[name.start : name.end]
    kept = [fold(t.text) for t in tokens if not _is_link(context, t.text)]
    return tuple(w for w in kept if w)


def _is_link(context: Context, text: str) -> bool:
    """Tell whether a word only joins; "Al" and "El" in capitals may be part of the name proper."""
    if text[0].islower() and text in context.words["particle"]:
        return True
    return text.lower() in context.words["small"] | context.words["surname_starts"]


def _hits(context: Context, sentence: int) -> list[bool]:
    """Tell of every word of a sentence whether it is part of a name."""
    strict = context.headline(sentence)
    words = range(len(context.tokens(sentence)))
    hits = [_is_name(context, sentence, i, strict=strict) for i in words]
    if strict:
        return hits
    return [hit or _is_neighbour(context, sentence, i, hits) for i, hit in enumerate(hits)]


def _runs(context: Context, sentence: int, hits: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index, hit in enumerate(hits):
        if not hit:
            continue
        if runs and runs[-1][1] == index and not _new_name(context, sentence, index):
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _new_name(context: Context, sentence: int, index: int) -> bool:
    """Tell whether a name ends before a title ("Venezuela President …") or an office's holder.

    Before the number of a unit, too, after a role ("Officer Commanding *3* Division").

    Where what narrows a noun follows it, that is "la ministra de Defensa Ana Ruiz".
    """
    labels = context.labels[sentence]
    tokens = context.tokens(sentence)
    if not context.words["adjectives_after"]:
        numbered = _ORDINAL.fullmatch(tokens[index].text)
        if numbered and context.named(tokens[index - 1].text, "role"):
            return True
        if _begins_force(context, sentence, index):
            return True
        return labels[index - 1] == "GPE" and context.named(tokens[index].text, "title")
    begins = labels[index] == "PERSON" and labels[index - 1] != "PERSON"
    return begins and context.named(tokens[index - 1].text, "domain")


def _begins_force(context: Context, sentence: int, index: int) -> bool:
    """Tell whether the force that a numbered unit is of begins ("3 Division *Lorvian Army*")."""
    tokens = context.tokens(sentence)
    if not context.named(tokens[index - 1].text, "unit"):
        return False
    numbers = (t.text for t in tokens[max(0, index - 4) : index])
    if not any(_ORDINAL.fullmatch(number) for number in numbers):
        return False
    force = (i for i in range(index, min(index + 3, len(tokens))) if _is_force(context, tokens, i))
    return next(force, index) > index


def _is_force(context: Context, tokens: tuple[Token, ...], index: int) -> bool:
    both = " ".join(t.text for t in tokens[index : index + 2])
    return context.named(tokens[index].text, "force") or context.named(both, "force")


def _is_name(context: Context, sentence: int, index: int, *, strict: bool) -> bool:
    token, label = context.tokens(sentence)[index], context.labels[sentence][index]
    if context.handle(sentence, index) or numbers_unit(context, sentence, index):
        return True
    if not token.text[0].isupper():
        digit = token.text[0].isdigit() and not strict
        return (digit and label == "ORG") or _numbered(context, sentence, index)
    if label in _NO_NAME or token.tag in _FUNCTION:
        return _own_article(context, sentence, index)
    if strict:
        return label in _NAMED and token.tag in {"NNP", "NNPS"}
    if label == "NORP":
        return token.tag in {"NNP", "NNPS"} and not _is_adjective(context, sentence, index)
    return token.tag in {"NNP", "NNPS"} or label in _NAMED


def _numbered(context: Context, sentence: int, index: int) -> bool:
    """Tell whether a word belongs to a numbered unit: "the 7 armoured division"."""
    tokens = context.tokens(sentence)
    unit = index
    while unit < min(index + 3, len(tokens)) and (
        context.named(tokens[unit].text, "arm") or _ORDINAL.fullmatch(tokens[unit].text)
    ):
        unit += 1
    if unit == len(tokens) or not context.named(tokens[unit].text, "numbered_unit"):
        return False
    number = index
    while number > 0 and (number == unit or context.named(tokens[number].text, "arm")):
        number -= 1
    return number < unit and bool(_ORDINAL.fullmatch(tokens[number].text))


def _own_article(context: Context, sentence: int, index: int) -> bool:
    """Tell whether an article in capitals is part of a name inside a sentence ("de La Honda")."""
    tokens = context.tokens(sentence)
    if not 0 < index < len(tokens) - 1 or not context.named(tokens[index].text, "articles"):
        return False
    after = tokens[index + 1]
    inside = tokens[index - 1].text[-1].isalnum() and after.text[0].isupper()
    named = after.tag in {"NNP", "NNPS"} or context.labels[sentence][index + 1] in _NAMED
    return inside and named


def _is_adjective(context: Context, sentence: int, index: int) -> bool:
    tokens = context.tokens(sentence)
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is None or not after.text[0].isupper() or context.named(after.text, "title")


def _is_neighbour(context: Context, sentence: int, index: int, hits: list[bool]) -> bool:
    """Tell whether a capitalised noun or adjective inside a sentence belongs to a name beside."""
    token = context.tokens(sentence)[index]
    if not token.text[0].isupper():
        before = context.tokens(sentence)[index - 1].text if index else ""
        armed = context.named(before, "organization") or context.named(before, "armed")
        return token.text == "headquarters" and armed and before[0].isupper()
    if index + 1 < len(hits) and hits[index + 1] and fold(token.text) in context.given:
        return True
    after_name = index > 0 and hits[index - 1] and token.tag in {"RB", "VB", "VBN", "VBP"}
    if index == 0 or (token.tag not in {"NN", "NNS", "JJ"} and not after_name):
        return False
    if context.labels[sentence][index] in _NO_NAME | {"NORP"}:
        return False
    return hits[index - 1] or (index + 1 < len(hits) and hits[index + 1])


def _joined(context: Context, sentence: int, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for run in runs:
        start, end = _with_prefix(context, sentence, run)
        if (
            joined
            and end - joined[-1][0] <= _LONGEST
            and _links(context, sentence, joined[-1], (start, end))
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _with_prefix(context: Context, sentence: int, run: tuple[int, int]) -> tuple[int, int]:
    """Take in "al-" before a name, and the number of a unit ("12th Mountain Brigade")."""
    tokens = context.tokens(sentence)
    start = run[0]
    prefix = tokens[start - 2].text if start > 1 and tokens[start - 1].text == "-" else ""
    if prefix in context.words["prefixes"]:
        return start - 2, run[1]
    start = _surname_start(context, sentence, run[0])
    if start < run[0]:
        return start, run[1]
    last = tokens[run[1] - 1].text
    kind = "unit" if start > 0 and tokens[start - 1].text.isdigit() else "organization"
    if start > 0 and _ORDINAL.fullmatch(tokens[start - 1].text) and context.named(last, kind):
        return start - 1, run[1]
    return run


def _surname_start(context: Context, sentence: int, start: int) -> int:
    """Return where a surname starts whose first particle is in capitals ("para De la Torre")."""
    tokens = context.tokens(sentence)
    for first in range(start - 1, max(0, start - 3), -1):
        text = tokens[first].text
        if text[0].isupper() and text.lower() in context.words["surname_starts"]:
            return first
        if text not in context.words["particle"]:
            break
    return start


def _links(context: Context, sentence: int, left: tuple[int, int], right: tuple[int, int]) -> bool:
    tokens = context.tokens(sentence)
    between = [t.text.lower() for t in tokens[left[1] : right[0]]]
    if not between or len(between) > 2:  # noqa: PLR2004
        return not between and tokens[right[0]].text in context.words["prefixes"]
    if between in (["-"], ["&"]):
        return (
            _one_entity(context, sentence, left, right)
            or between == ["&"]
            or _glued(context, sentence, left, right)
        )
    if between[0] in context.words["links"] and set(between[1:]) <= context.words["articles"]:
        return _of_links(context, sentence, left, right)
    if all(w in context.words["particle"] for w in between):
        return True
    if between[0] in context.words["and"] or tokens[left[1]].tag == "POS":
        return _whole(context, sentence, left, right)
    return between == [","] and context.named(tokens[right[0]].text, "suffixes")


def _whole(context: Context, sentence: int, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether "and" or a possessive joins two parts of one body's name."""
    tokens = context.tokens(sentence)
    covered = _one_entity(context, sentence, left, right)
    if tokens[left[1]].tag == "POS":
        if not _many(context, sentence, left[1] - 1):
            return False
        owner = tokens[left[1] - 1].text
        covered = covered or len(tokens[left[1]].text) == 1
        covered = covered or context.named(owner, "plural_owners")
    body = context.named(tokens[_noun(context, right)].text, "organization")
    return covered and (body or _body_before(context, sentence, left))


def _many(context: Context, sentence: int, index: int) -> bool:
    """Tell whether a possessor is a kind of people ("People's …"), not the owner of a body."""
    token, sign = context.tokens(sentence)[index : index + 2]
    plural = token.tag in {"NNS", "NNPS"} or context.named(token.text, "plural_owners")
    if len(sign.text) == 1 and context.labels[sentence][index] != "PERSON":
        plural = plural or fold(token.text) not in context.given
    spelt = (token.text, token.text.removesuffix("s"))
    return plural or any(context.named(word, kind) for word in spelt for kind in ("role", "title"))


def _of_links(
    context: Context, sentence: int, left: tuple[int, int], right: tuple[int, int]
) -> bool:
    tokens = context.tokens(sentence)
    head = tokens[_noun(context, left)].text
    if context.named(tokens[right[0]].text, "title") and right[1] - right[0] > 1:
        return False
    if _ORDINAL.fullmatch(tokens[left[0]].text) or (
        left[0] and _ORDINAL.fullmatch(tokens[left[0] - 1].text)
    ):
        whole = any(_is_force(context, tokens, i) for i in range(right[0], right[1]))
        first = tokens[right[0]].text
        whole = whole or bool(_ORDINAL.fullmatch(first)) or context.named(first, "undertaking")
        if whole and context.named(head, "unit"):
            return False
    if context.named(head, "role") or context.named(head, "title"):
        return False
    if context.named(head, "organization") or context.named(head, "place"):
        return True
    particle = tokens[left[1]].text in context.words["particle"]
    label = context.labels[sentence][left[0]]
    if particle and label == "PERSON" and fold(tokens[left[1] - 1].text) in context.given:
        place = context.labels[sentence][right[0]] == "GPE"
        return (
            not place
            or right[0] - left[1] > 1
            or tokens[left[1]].text in context.words["contracted"]
        )
    return (particle or label in {"ORG", "FAC"}) and _one_entity(context, sentence, left, right)


def _noun(context: Context, run: tuple[int, int]) -> int:
    """Return the token that says what a body is: the first where adjectives follow the noun."""
    return run[0] if context.words["adjectives_after"] else run[1] - 1


def _body_before(context: Context, sentence: int, run: tuple[int, int]) -> bool:
    return any(
        context.named(t.text, "organization") for t in context.tokens(sentence)[run[0] : run[1]]
    )


def _glued(context: Context, sentence: int, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether a hyphen without spaces joins two parts of one name ("Jean-Pierre")."""
    tokens = context.tokens(sentence)
    tight = tokens[left[1] - 1].end + 1 == tokens[right[0]].start
    labels = context.labels[sentence]
    apart = context.entity[sentence][left[1] - 1] != context.entity[sentence][right[0]]
    places = {labels[left[1] - 1], labels[right[0]]} & {"GPE", "NORP", "LOC"}
    return tight and not (apart and places)


def _one_entity(
    context: Context, sentence: int, left: tuple[int, int], right: tuple[int, int]
) -> bool:
    numbers = context.entity[sentence]
    return numbers[left[1] - 1] == numbers[right[0]] >= 0
