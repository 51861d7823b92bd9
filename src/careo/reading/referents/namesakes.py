"""Two people of one full name whom their document tells apart in so many words."""

from __future__ import annotations

from collections.abc import Sequence

from careo.model.reading import Token
from careo.reading.referents.state import State

_AGE_APART = 10
"""Years between the ages of two people; a document may tell of one at ages some years apart."""
_OLDEST = 120
_BEFORE = 8
_OPENS = frozenset({",", "("})
_CLOSES = frozenset({",", ")", ".", ";", ":"})


def parted(state: State, mentions: Sequence[int]) -> list[list[int]]:
    """Part the mentions of one full name among those who bear it in the document.

    They are several only where both are marked: as father and son, by two ages, or one as another
    of the name. A mention without a mark before the second is named is the first's; after it,
    nobody can tell, and those are kept apart from both.

    Returns:
        All mentions together where nothing tells them apart.
    """
    labels = _labels(state, sorted(mentions))
    if len(set(labels.values())) < 2:  # noqa: PLR2004
        return [list(mentions)]
    first = labels[min(labels)]
    second = min(number for number, label in labels.items() if label != first)
    parts: dict[str, list[int]] = {}
    for number in sorted(mentions):
        label = labels.get(number, first if number < second else "")
        parts.setdefault(label, []).append(number)
    return list(parts.values())


def _labels(state: State, mentions: Sequence[int]) -> dict[int, str]:
    """Return who is marked, and as whom."""
    generations = {number: told for number in mentions if (told := _generation(state, number))}
    if len(set(generations.values())) > 1:
        return generations
    ages = {number: age for number in mentions if (age := _age(state, number))}
    if ages and max(ages.values()) - min(ages.values()) >= _AGE_APART:
        return _by_age(ages)
    others = {number: f"another {number}" for number in mentions[1:] if _another(state, number)}
    return {mentions[0]: "first"} | others


def _by_age(ages: dict[int, int]) -> dict[int, str]:
    """Return whose age each is: the last that is told within some years of one before."""
    known: list[int] = []
    found = {}
    for number, age in ages.items():
        near = [each for each in known if abs(each - age) < _AGE_APART]
        if not near:
            known.append(age)
        found[number] = str(near[0] if near else age)
    return found


def _behind(state: State, number: int) -> Sequence[Token]:
    """Return the words behind a name, without the comma or bracket between."""
    mention = state.found[number]
    after = state.context.tokens(mention.sentence)[mention.end :]
    return after[1:] if after and after[0].text in _OPENS else after


def _generation(state: State, number: int) -> str:
    """Return which of father and son the words behind a name tell of."""
    mention, after = state.found[number], _behind(state, number)
    if not after:
        return ""
    word = after[0].text.lower().rstrip(".")
    uses = ("the_son", "the_father")
    told = next((use for use in uses if word in state.context.words[use]), "")
    closed = len(after) == 1 or after[1].text in _CLOSES
    direct = after[0] is state.context.tokens(mention.sentence)[mention.end]
    joined = len(after) > 1 and after[1].text.lower() in state.context.words["of"]
    return told if closed or (direct and not joined) else ""


def _age(state: State, number: int) -> int:
    """Return the age that stands behind a name, 0 without one: "Ana Ruiz, 34," or "(34)"."""
    mention, after = state.found[number], _behind(state, number)
    tokens = state.context.tokens(mention.sentence)
    if not after or after[0] is tokens[mention.end]:
        return 0
    words = [token.text.lower() for token in after[:4]]
    if words[0] in state.context.words["aged"]:
        del words[0]
    if not words or not (words[0].isascii() and words[0].isdigit()):
        return 0
    unit = len(words) > 1 and words[1] in state.context.words["years"]
    closed = len(words) == 1 or unit or words[1] in _CLOSES
    return int(words[0]) if closed and len(words[0]) <= 3 and int(words[0]) <= _OLDEST else 0  # noqa: PLR2004


def _another(state: State, number: int) -> bool:
    """Tell whether the words before a name say that this is another one of the name."""
    mention = state.found[number]
    start = mention.start if mention.title is None else mention.title
    before = state.context.tokens(mention.sentence)[max(0, start - _BEFORE) : start]
    said = " ".join(token.text.lower() for token in before)
    phrases = state.context.words["namesakes"]
    return said.endswith(",") and any(f" {one} ," in f" {said}" for one in phrases)
