"""Descriptions to whom they stand for: "the general" is the one introduced as a general.

Where two fit and neither is plainly the topic, the description stays somebody of its own.
"""

from __future__ import annotations

from careo.reading.mentions.context import Found, fold
from careo.reading.referents.apposition import apposed, described, restricted
from careo.reading.referents.bearers import (
    bearers,
    counterparts,
    doers,
    just_told,
    owned,
    wider,
)
from careo.reading.referents.state import MOST, Being, State

_NEAR = 3
_FAR = 8
_CLEAR = 3


def describe(state: State, index: int) -> None:
    """Bind a description, or leave it unbound where it says what somebody is."""
    mention = state.found[index]
    named = apposed(state, index)
    if named is not None:
        _take_in(state, named, mention)
        _introduce(state, named, mention)
        owner = _owner(state, mention)
        named.owner = named.owner or (owner if owner is not named else None)
        state.bind(index, named)
    elif (other := described(state, index)) is not None:
        _introduce(state, other, mention)
        state.bind(index, other)
    elif mention.predicative and mention.kind != "conveyor":
        _predicate(state, mention)
        _belongs(state, mention)
    elif mention.kind == "role":
        _person(state, index)
    elif mention.kind == "organization":
        _body(state, index)


def _introduce(state: State, being: Being, mention: Found) -> None:
    state.play(being, role_of(state, mention), mention.modifiers)
    being.gender = being.gender or mention.gender


def _take_in(state: State, named: Being, mention: Found) -> None:
    """Let one first named by "the minister, Ana Ruiz" be the nameless minister told of before."""
    if named.last >= 0 or mention.determiner not in {"the", "own"} or mention.kind != "role":
        return
    role = role_of(state, mention)
    owner = _owner(state, mention)
    known = [b for b in state.playing(role) if b.identified == "unnamed" and b is not named]
    told = [b for b in known if b.last >= 0 and b.possessor is owner]
    fits = [b for b in told if _fits(state, b, role, mention)]
    if len(fits) == 1 and _agree(named, fits[0]):
        state.absorb(named, fits[0])


def _agree(one: Being, other: Being) -> bool:
    """Tell whether two may be one, by what they are and by gender."""
    same = not one.gender or not other.gender or one.gender == other.gender
    return same and one.kind == other.kind


def role_of(state: State, mention: Found) -> str:
    """Return the role with the words that belong to it ("prime minister")."""
    tokens = state.context.tokens(mention.sentence)
    role = mention.titles[0]
    start = mention.head
    while start > mention.start:
        longer = f"{tokens[start - 1].text.lower()} {role}"
        if longer not in state.context.words["role"]:
            break
        role, start = longer, start - 1
    return role


def _predicate(state: State, mention: Found) -> None:
    """Note of the subject of "X is a general" that he is one."""
    tokens = state.context.tokens(mention.sentence)
    if tokens[mention.head].dep != "attr":
        return
    verb = tokens[mention.head].head
    negated = any(tokens[c].dep == "neg" for c in state.context.children[mention.sentence][verb])
    subject = state.subject(mention.sentence, verb)
    other = None if subject is None else state.at(mention.sentence, subject)
    being = None if other is None else state.of[other]
    if being is not None and being.kind == "person" and not negated:
        _introduce(state, being, mention)


def _belongs(state: State, mention: Found) -> None:
    """Note whose somebody is where that stands before a role and a name: "his sister Vera"."""
    tokens = state.context.tokens(mention.sentence)
    before = mention.start - 1
    if before < 0 or tokens[before].tag not in {"POS", "PRP$"}:
        return
    index = state.at(mention.sentence, before - (tokens[before].tag == "POS"))
    name = state.at(mention.sentence, mention.end) if mention.end < len(tokens) else None
    owner = None if index is None else state.of[index]
    being = None if name is None else state.of[name]
    if owner is not None and being is not None and being is not owner and being.kind == "person":
        being.owner = being.owner or owner


def _person(state: State, index: int) -> None:
    mention = state.found[index]
    role = role_of(state, mention)
    owner = _owner(state, mention)
    own = mention.determiner == "own" or (mention.owner is not None and mention.determiner == "the")
    if own:
        fits = _owned(state, mention, role, owner)
    elif mention.determiner in {"the", "this"} and not restricted(state, mention):
        fits = _meant(state, mention, role)
    else:
        fits = []
    if len(fits) == 1:
        state.bind(index, fits[0])
        return
    being = state.new(
        "person",
        number=mention.number,
        owner=owner,
        identified=_identified(state, mention),
        gender=mention.gender,
    )
    if mention.determiner or mention.number == "many":
        state.play(being, role, mention.modifiers)
    state.bind(index, being)


def _owned(state: State, mention: Found, role: str, owner: Being | None) -> list[Being]:
    """Return whom "his lawyer" may mean: his, else the only one who is somebody's."""
    if owner is None:
        fits = owned(state, mention, role)
        return [b for b in fits if _same_many(b, mention)]
    by_letter = role in state.context.words["authors"] and owner.kind == "conveyor"
    if by_letter and owner.owner is not None:
        return [owner.owner]
    fits = [b for b in state.playing(role) if b.possessor is owner and _same_many(b, mention)]
    return fits or counterparts(state, role, owner)


def _meant(state: State, mention: Found, role: str) -> list[Being]:
    """Return whom "the captain" may mean: a captain, or one who is so by another word."""
    known = [b for b in bearers(state, role) if _fits(state, b, role, mention)]
    if known:
        topic = _topic([b for b in known if b.last >= 0] or known, mention)
        return [] if topic is None else [topic]
    for others in (wider(state, mention, role), doers(state, mention, role)):
        fits = [b for b in others if _fits(state, b, role, mention)]
        if fits:
            return fits
    return just_told(state, mention) if mention.aside else []


def _same_many(being: Being, mention: Found) -> bool:
    return being.number == mention.number


def _fits(state: State, being: Being, role: str, mention: Found) -> bool:
    if being.kind not in {"person", "organization"} or not _same_many(being, mention):
        return False
    if mention.gender and being.gender not in {"", mention.gender}:
        return False
    known = being.roles.get(role, set()) | set(being.words)
    known |= {fold(w) for r in being.roles for w in r.split()}
    if being.possessor is not None:
        known |= {*being.possessor.words, *(fold(r) for r in being.possessor.roles)}
    seconds = frozenset(state.context.lexicon.naming.seconds)
    if mention.modifiers and seconds & known - mention.modifiers:
        return False
    if mention.number == "many":
        return mention.modifiers == frozenset(being.roles.get(role, set()))
    return mention.modifiers <= known


def _topic(fits: list[Being], mention: Found) -> Being | None:
    """Return the only one that fits, the only one of late, or the one the text is about."""
    if len(fits) <= 1:
        return fits[0] if fits else None
    first, second = sorted(fits, key=lambda b: -len(b.mentions))[:2]
    near = [b for b in fits if b.last >= mention.sentence - _NEAR]
    late = [b for b in fits if b.last >= mention.sentence - _FAR]
    if len(near) == 1 and late == near:
        return near[0]
    clear = len(first.mentions) >= _CLEAR * len(second.mentions)
    return first if clear and near in ([first], []) else None


def _identified(state: State, mention: Found) -> str:
    """Return ``anonymised`` where the sentence says that the name is withheld."""
    sentence = state.context.parse.sentences[mention.sentence]
    tokens = state.context.tokens(mention.sentence)
    words = state.context.layer.text[tokens[mention.start].start : sentence.end].lower()[:160]
    withheld = state.context.lexicon.naming.anonymity
    return "anonymised" if any(w in words for w in withheld) else "unnamed"


def _owner(state: State, mention: Found) -> Being | None:
    if mention.owner is None:
        return None
    index = state.at(mention.sentence, mention.owner)
    return None if index is None else state.of[index]


def _body(state: State, index: int) -> None:
    mention = state.found[index]
    role = mention.titles[0]
    owner = _owner(state, mention)
    plain = not mention.modifiers and mention.owner is None
    fits: list[Being] = []
    if mention.determiner == "own":
        fits = [b for b in state.playing(role) if owner is not None and b.possessor is owner]
    elif mention.determiner == "this":
        fits = _just_named(state, index)
    elif mention.determiner == "the" or (not mention.determiner and mention.modifiers):
        known = [b for b in state.playing(role) if b.owner is None]
        fits = [b for b in known if _fits(state, b, role, mention)]
        if len(fits) > 1:
            fits = [b for b in fits if b.bare] if plain else _narrowed(fits, role, mention)
        elif not fits and plain and state.says(mention):
            fits = _by_another_word(state, index)
    if len(fits) == 1:
        state.bind(index, fits[0])
        return
    being = state.new("organization", number=mention.number, owner=owner, bare=plain)
    state.play(being, role, mention.modifiers)
    state.bind(index, being)


def _narrowed(fits: list[Being], role: str, mention: Found) -> list[Being]:
    return [b for b in fits if mention.modifiers == frozenset(b.roles.get(role, set()))]


def _by_another_word(state: State, index: int) -> list[Being]:
    """Return the organization just named that "the agency", which says something, can mean."""
    role = state.found[index].titles[0]
    kinds = state.context.lexicon.naming.generic_bodies.get(role)
    if kinds is None:
        return []
    found = _just_named(state, index)
    return [b for b in found if not b.roles or not b.roles.keys().isdisjoint({role, *kinds})]


def _just_named(state: State, index: int) -> list[Being]:
    """Return the organization that "this organization" can mean: the one just named."""
    mention = state.found[index]
    segment = state.context.parse.sentences[mention.sentence].segment
    found: dict[int, Being] = {}
    for sentence in (mention.sentence, mention.sentence - 1):
        if sentence < 0 or state.context.parse.sentences[sentence].segment != segment:
            continue
        for other in state.by_sentence[sentence]:
            being = state.of[other]
            before = state.found[other].place < mention.place and not _narrows(state, other)
            named = state.found[other].form == "name" and before
            if being is not None and named and being.kind == "organization":
                found[id(being)] = being
        if found:
            break
    return list(found.values())


def _narrows(state: State, index: int) -> bool:
    """Tell whether a name only narrows a noun ("the GOP candidate")."""
    mention = state.found[index]
    return state.context.tokens(mention.sentence)[mention.head].dep in {"amod", "compound", "nmod"}


def convey(state: State, index: int) -> None:
    """Bind a conveyor: the letters of one writer are one letter unless the text counts them."""
    mention = state.found[index]
    role = mention.titles[0]
    owner = _owner(state, mention) or _writer(state, mention)
    generic = role in state.context.lexicon.naming.generic_conveyors
    known = state.conveyors[-MOST:] if generic else state.playing(role)
    known = [b for b in known if b.kind == "conveyor" and b.number == mention.number]
    same = [b for b in known if owner is None or b.possessor is owner]
    loose = [b for b in known if b.owner is None]
    fresh = mention.modifiers & state.context.words["fresh"]
    fits = [] if fresh else same
    if mention.determiner in {"a", ""} and owner is None:
        fits = []
    if not fits and owner is not None and len(loose) == 1 and not fresh:
        fits = loose
    if len(fits) > 1:
        last = max(b.last for b in fits)
        fits = [b for b in fits if b.last == last and mention.sentence - last <= _NEAR]
    being = fits[0] if len(fits) == 1 else state.new("conveyor", number=mention.number)
    being.owner = being.owner or owner
    state.play(being, role, mention.modifiers)
    state.bind(index, being)


def _writer(state: State, mention: Found) -> Being | None:
    """Return the subject of "wrote a letter", where it is one person."""
    tokens = state.context.tokens(mention.sentence)
    word = tokens[mention.head]
    if word.dep != "dobj":
        return None
    verb = tokens[word.head]
    subject = state.subject(mention.sentence, word.head)
    if subject is None or verb.lemma not in state.context.words["write"]:
        return None
    writers = {id(b): b for i in state.joint(mention.sentence, subject) if (b := state.of[i])}
    one = next(iter(writers.values())) if len(writers) == 1 else None
    return one if one is not None and one.kind in {"person", "organization"} else None
