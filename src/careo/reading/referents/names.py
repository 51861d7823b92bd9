"""Names of one document that are one name: full name, surname, accents, acronyms, short forms.

A wrong merge puts words in the wrong mouth, so a short form that fits two full names fits none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from careo.reading.mentions.context import Found, fold
from careo.reading.referents.namesakes import parted
from careo.reading.referents.state import Being, State

_Words = tuple[str, ...]
_TWO = 2


def join_names(state: State) -> None:
    """Bind every name of the document to somebody."""
    by_kind: dict[str, dict[_Words, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, mention in enumerate(state.found):
        if mention.form == "name":
            by_kind[mention.kind][_key(state, mention)].append(index)
    _persons(state, by_kind["person"])
    for kind in ("organization", "place"):
        _bodies(state, by_kind[kind])
    _acronyms(state)


def _key(state: State, mention: Found) -> _Words:
    words = mention.words + mention.surname
    if mention.kind == "place":
        text = state.context.text(mention.sentence, mention.start, mention.end).lower()
        known = state.context.lexicon.naming.places.get(text)
        if known:
            return tuple(known.split())
        if len(words) > 1 and words[0] in state.context.words["polity"]:
            return words[1:]
    return words


def _persons(state: State, forms: dict[_Words, list[int]]) -> None:
    index: dict[str, list[Being]] = defaultdict(list)
    for words in sorted((w for w in forms if len(w) > 1), key=lambda w: -len(w)):
        fits = [b for b in _some(index, words) if _short_of(state, words, b.words)]
        parts = parted(state, forms[words])
        for part in parts:
            _settle(state, part, words, fits if len(parts) == 1 else [], index)
    for words in (w for w in forms if len(w) == 1):
        for group in _by_title(state, _introduced_alone(state, index[words[0]], forms[words])):
            fits = _surname(state, words[0], index[words[0]], group)
            _settle(state, group, words, fits, index)


def _introduced_alone(state: State, known: list[Being], mentions: list[int]) -> list[int]:
    """Bind the uses of a surname that stand before a second bearer is named; return the rest."""
    word = state.found[mentions[0]].words[0]
    if len(known) < _TWO:
        return mentions
    bearers = sorted(
        (min(b.mentions), number, b)
        for number, b in enumerate(known)
        if b.mentions and _bears(state, b, word)
    )
    if len(bearers) < _TWO or state.found[bearers[0][0]].surname:
        return mentions
    (first, _, being), (second, _, _) = bearers[:2]
    early = [m for m in mentions if first < m < second and not _titled_else(state, being, m)]
    for number in early:
        state.bind(number, being)
        _titles(state, being, state.found[number])
    return [m for m in mentions if state.of[m] is None]


def _titled_else(state: State, being: Being, mention: int) -> bool:
    titles = state.found[mention].titles
    gender = _title_gender(state, mention)
    wrong = bool(gender and being.gender and gender != being.gender)
    return wrong or _outranked(state, being, titles)


def _title_gender(state: State, mention: int) -> str:
    """Return the gender that a title before a name, or its article, shows."""
    titles = state.found[mention].titles
    if not titles:
        return ""
    shown = state.context.lexicon.naming.titles.get(titles[-1], "")
    return shown or state.found[mention].gender


def _some(index: dict[str, list[Being]], words: _Words) -> list[Being]:
    return list(index[words[-1]])


def _settle(
    state: State,
    mentions: list[int],
    words: _Words,
    fits: list[Being],
    index: dict[str, list[Being]],
) -> None:
    """Bind mentions to the one being that fits, else to a new one."""
    being = fits[0] if len(fits) == 1 else _fresh(state, mentions, words)
    if len(fits) != 1:
        for word in dict.fromkeys(words):
            index[word].append(being)
    for number in mentions:
        state.bind(number, being)
        _titles(state, being, state.found[number])


def _fresh(state: State, mentions: list[int], words: _Words) -> Being:
    kind = state.found[mentions[0]].kind
    given = state.context.given.get(words[0], "") if words and kind == "person" else ""
    return state.new(kind, words=words, identified="named", gender=given)


def _titles(state: State, being: Being, mention: Found) -> None:
    naming = state.context.lexicon.naming
    if mention.titles:
        state.play(being, " ".join(mention.titles), mention.modifiers)
        being.gender = being.gender or naming.titles.get(mention.titles[-1], "") or mention.gender
    if mention.kind == "organization":
        tokens = state.context.tokens(mention.sentence)
        before = tokens[mention.start - 1].text.lower() if mention.start else ""
        many = tokens[mention.end - 1].tag == "NNPS" or before in state.context.words["many"]
        being.plural = being.plural or many
        word = _body_word(state, mention)
        if word in state.context.words["body"]:
            state.play(being, word, frozenset(mention.words) - {word})


def _body_word(state: State, mention: Found) -> str:
    """Return the word that says what a body is: the last before "of", or the first."""
    texts = [t.text.lower() for t in state.context.tokens(mention.sentence)]
    texts = texts[mention.start : mention.end]
    words = state.context.words
    if words["adjectives_after"]:
        return texts[0]
    cut = next((i for i, t in enumerate(texts) if t in words["links"] and i), len(texts))
    return texts[cut - 1]


def _short_of(state: State, short: _Words, full: _Words) -> bool:
    """Tell whether a name of several words is a shorter spelling of a fuller one.

    "Luis Vera" is none of "Luis Vera Jr.": that may be his son.
    """
    if _generations(state) & set(full) != _generations(state) & set(short):
        return False
    given = short[0] == full[0] or (len(short[0]) == 1 and full[0].startswith(short[0]))
    if given:
        return _subsequence(short[1:], full[1:])
    return (
        len(short) < len(full)
        and full[-len(short) :] == short
        and short[0] not in state.context.given
    )


def _subsequence(short: _Words, full: _Words) -> bool:
    rest = iter(full)
    return all(word in rest for word in short)


def _by_title(state: State, mentions: list[int]) -> list[list[int]]:
    """Part the uses of a bare surname by the title before it; no title is a part of its own."""
    parts: dict[_Words, list[int]] = defaultdict(list)
    for number in mentions:
        parts[state.found[number].titles].append(number)
    return list(parts.values())


def _surname(state: State, word: str, known: list[Being], mentions: list[int]) -> list[Being]:
    titles = state.found[mentions[0]].titles
    gender = _title_gender(state, mentions[0])
    agreeing = [b for b in known if not gender or b.gender in {"", gender}]
    bearers = [b for b in agreeing if _bears(state, b, word) and not _outranked(state, b, titles)]
    if len(bearers) > 1 and titles:
        role = state.context.lexicon.naming.abbreviations.get(titles[-1], titles[-1])
        titled = [b for b in bearers if role in b.roles or (gender and b.gender == gender)]
        bearers = titled if len(titled) == 1 else bearers
    if bearers:
        return bearers
    named = [b for b in agreeing if b.words and b.words[0] == word]
    if named:
        return named
    return [b for b in known if b.words == (word,) and not _outranked(state, b, titles)][:1]


def _bears(state: State, being: Being, word: str) -> bool:
    """Tell whether a word is a surname of somebody; a given name in the middle is none."""
    surnames = [each for each in being.words[1:] if each not in _generations(state)]
    if word not in surnames:
        return False
    return surnames[-1] == word or word not in state.context.given


def _generations(state: State) -> frozenset[str]:
    return state.context.words["the_son"] | state.context.words["the_father"]


def _outranked(state: State, being: Being, titles: _Words) -> bool:
    """Tell whether two military ranks that share no word speak against one person."""
    ranks = state.context.words["rank"]
    short = state.context.lexicon.naming.abbreviations
    here = {short.get(w, w) for w in titles if w in ranks}
    there = {w for role in being.roles for w in role.split() if w in ranks}
    return bool(here and there) and not here & there


def _bodies(state: State, forms: dict[_Words, list[int]]) -> None:
    heads: dict[_Words, list[Being]] = defaultdict(list)
    for words in sorted(forms, key=lambda w: -len(w)):
        fits = [b for key in _same(state, words) for b in heads[key]]
        unique = list({id(b): b for b in fits}.values())
        known = " ".join(words) in state.context.lexicon.naming.places
        chosen = unique if len(unique) == 1 and not known else []
        being = chosen[0] if chosen else _fresh(state, forms[words], words)
        if not chosen:
            for key in _shorter(state, words):
                heads[key].append(being)
        for number in forms[words]:
            state.bind(number, being)
            _titles(state, being, state.found[number])


def _same(state: State, words: _Words) -> Iterable[_Words]:
    yield words
    if len(words) == 1 and words[0] in state.context.words["organization"]:
        yield ("", words[0])
    if any(w in state.context.words["portfolio"] for w in words):
        yield ("", *sorted(words))


def _shorter(state: State, words: _Words) -> set[_Words]:
    """Return the keys by which a body's name may be shortened."""
    keys = {words}
    if len(words) > 1:
        keys.add(("", words[-1]))
    for cut in range(2, len(words)):
        keys |= {words[:cut], words[-cut:]}
    if any(w in state.context.words["portfolio"] for w in words):
        keys.add(("", *sorted(words)))
    bare = tuple(w for w in words if w not in state.context.words["organization"])
    if len(bare) == 1 and len(words) > 1 and not bare[0].isdigit():
        keys.add(bare)
    return keys


def _acronyms(state: State) -> None:
    """Join acronyms with the name before their brackets, or the only one with these initials."""
    initials: dict[str, list[Being]] = defaultdict(list)
    short: dict[str, list[Being]] = defaultdict(list)
    for being in state.beings:
        if being.kind == "organization" and len(being.words) > 2:  # noqa: PLR2004
            initials["".join(w[0] for w in being.words)].append(being)
        if being.kind in {"organization", "place"} and len(being.words) == 1:
            short[being.words[0]].append(being)
    gone: set[int] = set()
    for word, beings in short.items():
        full = _introduced(state, beings)
        if not full and all(_capitals(state, b) for b in beings):
            full = initials[word]
        if len(full) == 1:
            gone |= {_merge(state, being, full[0]) for being in beings}
    state.beings = [b for b in state.beings if id(b) not in gone]


def _capitals(state: State, being: Being) -> bool:
    """Tell whether a word stands in capitals where capitals say something."""
    for number in being.mentions:
        mention = state.found[number]
        text = state.context.text(mention.sentence, mention.start, mention.end)
        if text.isupper() and len(text) > 1 and not state.context.headline(mention.sentence):
            return True
    return False


def _introduced(state: State, beings: list[Being]) -> list[Being]:
    """Return the being that stands before "(ACRONYM)", or in brackets after it."""
    found: dict[int, Being] = {}
    for being in beings:
        for number in being.mentions:
            mention = state.found[number]
            tokens = state.context.tokens(mention.sentence)
            before = mention.start - 2
            if before >= 0 and tokens[mention.start - 1].text == "(":
                other = state.at(mention.sentence, before)
            elif mention.end + 1 < len(tokens) and tokens[mention.end].text == "(":
                other = state.at(mention.sentence, mention.end + 1)
            else:
                continue
            full = None if other is None else state.of[other]
            if full is not None and full.kind == "organization" and _initials(state, being, full):
                found[id(full)] = full
    return list(found.values())


def _initials(state: State, short: Being, full: Being) -> bool:
    """Tell whether the letters of an acronym stand in this order in a name."""
    mention = state.found[full.mentions[0]]
    name = fold(state.context.text(mention.sentence, mention.start, mention.end))
    word, letters = short.words[0], iter(name)
    return short is not full and 2 * len(word) <= len(name) and all(c in letters for c in word)


def _merge(state: State, being: Being, into: Being) -> int:
    for number in being.mentions:
        state.of[number] = into
    into.mentions = sorted(into.mentions + being.mentions)
    return id(being)
