"""Who may be meant by a role that nobody was given in so many words."""

from __future__ import annotations

from collections.abc import Iterator

from careo.reading.mentions.context import Found
from careo.reading.referents.state import SUBJECTS, Being, State

ACTIVE = 12
"""Sentences for which somebody told of may still be meant by another word for him."""
_NEAR = 2
_ROOT = 4
_AGENTS = ("er", "or")
_ENDINGS = ("e", "")


def bearers(state: State, role: str) -> list[Being]:
    """Return those who are said to be something; of an officer those of any rank."""
    if role not in state.context.words["any_rank"]:
        return state.playing(role)
    words = state.context.words
    former = {prefix + rank for prefix in words["former"] for rank in words["rank"]}
    ranks = sorted(words["rank"] | former | {role})
    return _each_once(b for rank in ranks for b in state.playing(rank))


def wider(state: State, mention: Found, role: str) -> list[Being]:
    """Return those of late who are something narrower ("an engineer … the expert")."""
    narrower = state.context.lexicon.naming.broader.get(role, ())
    found = _each_once(b for one in narrower for b in state.playing(one))
    return [b for b in found if b.last >= max(0, mention.sentence - ACTIVE)]


def counterparts(state: State, role: str, owner: Being) -> list[Being]:
    """Return those to whom the owner is the counterpart: "his client" is whose lawyer he is."""
    naming = state.context.lexicon.naming
    gender = naming.gendered.get(role, "")
    found = _each_once(
        other
        for own in naming.counterparts.get(role, ())
        if owner in state.playing(own) and (other := owner.possessor) is not None
    )
    fits = [b for b in found if b.kind == "person" and b.number == "one"]
    return [b for b in fits if not gender or b.gender in {"", gender}]


def owned(state: State, mention: Found, role: str) -> list[Being]:
    """Return the lawyers of those just told of, where "his lawyer" does not tell whose."""
    index = None if mention.owner is None else state.at(mention.sentence, mention.owner)
    if index is None or state.found[index].form != "pronoun":
        return []
    pronoun = state.context.lexicon.naming.pronouns[state.found[index].titles[0]]
    if pronoun.person != "third":
        return []
    known = [(b, b.possessor) for b in state.playing(role) if b.last >= 0]
    late = [(b, of) for b, of in known if of is not None and of.last >= mention.sentence - _NEAR]
    return [b for b, of in late if not of.gender or of.gender in {"", pronoun.gender}]


def doers(state: State, mention: Found, role: str) -> list[Being]:
    """Return those told to do what the role's word says ("who commanded … the commander")."""
    roots = {role.removesuffix(end) for end in _AGENTS if role.endswith(end)}
    verbs = {root + end for root in roots if len(root) >= _ROOT for end in _ENDINGS}
    if not verbs:
        return []
    found = []
    for sentence in range(max(0, mention.sentence - ACTIVE), mention.sentence):
        for index in state.by_sentence.get(sentence, ()):
            token = state.context.tokens(sentence)[state.found[index].head]
            verb = state.context.tokens(sentence)[token.head]
            being = state.of[index]
            if being is not None and token.dep in SUBJECTS and verb.lemma in verbs:
                found.append(being)
    return _each_once(b for b in found if b.kind == "person")


def just_told(state: State, mention: Found) -> list[Being]:
    """Return the only person told of just before in the paragraph, outside quotations."""
    sentences = state.context.parse.sentences
    segment = sentences[mention.sentence].segment
    for sentence in range(mention.sentence, max(-1, mention.sentence - ACTIVE), -1):
        if sentences[sentence].segment != segment:
            break
        people = _each_once(
            being
            for index in state.by_sentence.get(sentence, ())
            if state.found[index].place < mention.place
            and state.quotation(index) < 0
            and (being := state.of[index]) is not None
            and (being.kind, being.number) == ("person", mention.number)
        )
        if people:
            return people if len(people) == 1 else []
    return []


def _each_once(beings: Iterator[Being]) -> list[Being]:
    return list({id(b): b for b in beings}.values())
