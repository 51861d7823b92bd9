"""Names beside descriptions: "the mayor, Ana Ruiz", "Ana Ruiz, a mayor of …"."""

from __future__ import annotations

from collections.abc import Sequence

from careo.model.reading import Token
from careo.reading.mentions.context import Found
from careo.reading.referents.state import Being, State

_NEAR = 3
_LONG = 6
_ENDS = frozenset({",", ".", ";", ":", "—", "\N{EN DASH}", ")"})


def apposed(state: State, index: int) -> Being | None:
    """Return the one whose name stands in apposition to the description."""
    mention = state.found[index]
    if mention.number == "many" or mention.kind == "conveyor" or _inside(state, mention):
        return None
    signed = _signature(state, mention)
    if signed is not None:
        return signed
    tokens = state.context.tokens(mention.sentence)
    for other in _neighbours(state, mention):
        being, name = state.of[other], state.found[other]
        wanted = "person" if mention.kind == "role" else mention.kind
        if being is None or being.kind != wanted or being.number != mention.number:
            continue
        if _adjoins(state, mention, name):
            return being
        head = tokens[mention.head]
        if _apposed_far(state, mention, name):
            return being
        if head.dep == "appos" and name.start <= head.head < name.end and not mention.predicative:
            return being
    return (
        _equated(state, mention) or _second_role(state, mention) or _second_subject(state, mention)
    )


def _equated(state: State, mention: Found) -> Being | None:
    """Return the one whose name says who one is: "The driver was Ana Ruiz."."""
    tokens = state.context.tokens(mention.sentence)
    verb = mention.end
    if mention.determiner != "the" or mention.kind != "role" or verb + 1 >= len(tokens):
        return None
    if tokens[mention.head].dep != "nsubj" or tokens[verb].lemma not in state.context.words["be"]:
        return None
    index = state.at(mention.sentence, verb + 1)
    if index is None or tokens[mention.head].head != verb:
        return None
    name, being = state.found[index], state.of[index]
    own = name.form == "name" and name.start == verb + 1 and name.end < len(tokens)
    if not own or being is None or being.kind != "person":
        return None
    return being if tokens[name.end].text in _ENDS else None


def _second_role(state: State, mention: Found) -> Being | None:
    """Return the one named who is two things under one article: "Ana, a nurse and *delegate*"."""
    tokens = state.context.tokens(mention.sentence)
    head = tokens[mention.head]
    if mention.determiner or mention.kind != "role" or head.dep != "conj" or not mention.start:
        return None
    first = state.at(mention.sentence, head.head)
    joined = tokens[mention.start - 1].text in state.context.words["and"]
    if first is None or not joined or state.at(mention.sentence, mention.end) is not None:
        return None
    other, being = state.found[first], state.of[first]
    role = other.form == "description" and other.kind == "role" and other.determiner == "a"
    return being if role and being is not None and being.identified == "named" else None


def described(state: State, index: int) -> Being | None:
    """Return the nameless one whom two descriptions beside tell of: "his brother, a teacher,"."""
    mention = state.found[index]
    tokens = state.context.tokens(mention.sentence)
    head, comma = tokens[mention.head], mention.start - 1
    if head.dep != "appos" or mention.kind != "role" or comma < 1 or tokens[comma].text != ",":
        return None
    other = state.at(mention.sentence, head.head)
    if other is None or state.found[other].end != comma or not _closes(state, mention.end, mention):
        return None
    beside, being = state.found[other], state.of[other]
    alike = beside.form == "description" and beside.kind == "role"
    return being if alike and beside.number == mention.number else None


def _inside(state: State, mention: Found) -> bool:
    """Tell whether a description is the end of another: "the sister of the general, Ana"."""
    other = state.at(mention.sentence, mention.start - 1) if mention.start else None
    if other is None:
        return False
    outer = state.found[other]
    whole = outer.end == mention.end and outer.start < mention.start
    return whole and outer.form == "description" and outer.kind == mention.kind == "role"


def _apposed_far(state: State, mention: Found, name: Found) -> bool:
    """Tell whether the parse sets a name beside a description that a clause narrows."""
    tokens = state.context.tokens(mention.sentence)
    word = tokens[name.head]
    start = name.start if name.title is None else name.title
    aside = tokens[start - 1].text == "," or (start > 1 and tokens[start - 2].text == ",")
    beside = word.dep == "appos" and word.head == mention.head and name.start >= mention.end
    return beside and aside and _closes(state, name.end, mention)


def _second_subject(state: State, mention: Found) -> Being | None:
    """Return the first of two subjects of one verb: "X, one of the A and the only B, went"."""
    tokens = state.context.tokens(mention.sentence)
    head = tokens[mention.head]
    if head.dep != "nsubj" or mention.kind != "role":
        return None
    first = state.subject(mention.sentence, head.head)
    if first is None or first == mention.head or tokens[mention.start - 1].text == ",":
        return None
    if any(":" in t.text or t.text == ")" for t in tokens[first : mention.start]):
        return None
    other = state.at(mention.sentence, first)
    being = None if other is None or state.found[other].form != "name" else state.of[other]
    single = being is not None and len(state.joint(mention.sentence, first)) == 1
    return being if single and being is not None and being.kind == "person" else None


def _signature(state: State, mention: Found) -> Being | None:
    """Return the one whose name alone fills the line before a line that starts with a title."""
    sentence = mention.sentence - 1
    if mention.start or mention.kind != "role" or sentence < 0:
        return None
    whole = state.by_sentence[sentence]
    if not whole or len(state.context.tokens(mention.sentence)) > mention.end + _NEAR:
        return None
    name = state.found[whole[0]]
    alone = name.form == "name" and name.end - name.start == len(state.context.tokens(sentence))
    return state.of[whole[0]] if alone and name.kind == "person" else None


def _neighbours(state: State, mention: Found) -> list[int]:
    """Return the names that stand just before or after, and the one the parse points to."""
    tokens = state.context.tokens(mention.sentence)
    places = [mention.start - 2, mention.end + 1, mention.end, tokens[mention.head].head]
    after = mention.end + 1
    while after < len(tokens) and after < mention.end + _LONG and tokens[after].text[0].isalnum():
        places.append(after)
        after += 1
    places += [
        c for c in state.context.children[mention.sentence][mention.head] if c >= mention.end
    ]
    found = [state.at(mention.sentence, p) for p in places if 0 <= p < len(tokens)]
    names = [n for n in found if n is not None and state.found[n].form == "name"]
    return list(dict.fromkeys(names))


def _adjoins(state: State, mention: Found, name: Found) -> bool:
    tokens = state.context.tokens(mention.sentence)
    start = name.start if name.title is None else name.title
    if name.end == mention.start - 1 and tokens[name.end].text == ",":
        return _follows(state, mention)
    if start < mention.end:
        return False
    between = _between(state, mention, start)
    if mention.kind == "organization" and not between:
        return True
    verbs = set(state.context.lexicon.naming.naming_verbs)
    if set(between) & verbs and set(between) <= verbs | state.context.words["appositive"]:
        return True
    if between != [","] or mention.determiner not in {"the", "own", "this", "a"}:
        return False
    added = mention.determiner == "a" and _added(tokens, mention.start, name.end)
    return not added and _closes(state, name.end, mention)


def _follows(state: State, mention: Found) -> bool:
    """Tell whether a description after a name and a comma is of the one named."""
    words = state.context.words
    bare = not mention.determiner and words["adjectives_after"]
    if not bare and mention.determiner not in {"a", "the", "own"}:
        return False
    after = state.context.tokens(mention.sentence)[mention.end : mention.end + 1]
    goes_on = any(t.text.lower() in words["goes_on"] for t in after)
    return goes_on or _closes(state, mention.end, mention)


def _between(state: State, mention: Found, start: int) -> list[str]:
    """Return the words between a description and a name; brackets and an article left out."""
    between = [t.text for t in state.context.tokens(mention.sentence)[mention.end : start]]
    if between[:1] == ["("] and between[2:3] == [")"]:
        between = between[3:]
    articles = state.context.words["articles"]
    if between and between[-1].lower() in articles:
        own = mention.kind == "organization" and between[-1].istitle()
        if own or state.context.words["adjectives_after"]:
            between.pop()
    return between


def _added(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell a description of who stands before it: "to witness Roe, a driver, Doe said"."""
    before, after = tokens[max(0, start - 1)].text, [t.text for t in tokens[end : end + 1]]
    return start > 0 and before == "," and after != [","]


def _closes(state: State, end: int, mention: Found) -> bool:
    """Tell whether an apposition ends here, and not a list of people goes on."""
    tokens = state.context.tokens(mention.sentence)
    after = [t.text.lower() for t in tokens[end : end + 2]]
    if not after or mention.determiner == "a":
        return True
    if after[0] == "," and len(after) > 1:
        following = state.at(mention.sentence, end + 1)
        name = following is not None and state.found[following].form == "name"
        joins = after[1] in state.context.words["and"] | state.context.words["or"]
        return (not joins or _parallel(state, end + 2, mention)) and not name
    return after[0] in _ENDS


def _parallel(state: State, start: int, mention: Found) -> bool:
    """Tell whether the next of a list is a description with a name after it, too."""
    following = state.at(mention.sentence, start)
    if following is None or state.found[following].form != "description":
        return False
    tokens = state.context.tokens(mention.sentence)
    end = state.found[following].end
    name = state.at(mention.sentence, end + 1) if end + 1 < len(tokens) else None
    return name is not None and tokens[end].text == "," and state.found[name].form == "name"


def restricted(state: State, mention: Found) -> bool:
    """Tell whether a clause picks one out ("the general who gave the order")."""
    tokens = state.context.tokens(mention.sentence)
    after = tokens[mention.end].text.lower() if mention.end < len(tokens) else ""
    return after in state.context.words["restricting"]
