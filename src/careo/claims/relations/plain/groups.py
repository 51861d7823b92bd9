"""Verbs with what stands close before them: auxiliaries, small pronouns, negations, hedges."""

from __future__ import annotations

from typing import NamedTuple

from careo.claims.relations.plain.phrases import Line

_FAR = 8
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})


class Group(NamedTuple):
    """A verb group that says that something happened.

    Attributes:
        verb: The word that asserts.
        first: The first word of the group.
        lemma: The verb's dictionary form.
        passive: Its subject suffers what it says.
        reflexive: It has "se".
        bare: A participle without an auxiliary.
        negated: It has a negation.
        hedged: It keeps its distance: the conditional, the future, "presuntamente".
        many: Its form is a plural.
    """

    verb: int
    first: int
    lemma: str
    passive: bool
    reflexive: bool
    bare: bool
    negated: bool
    hedged: bool
    many: bool


def group_at(line: Line, verb: int) -> Group | None:
    """Return the group of a verb, or None for one that asserts nothing.

    An infinitive, a gerund and the subjunctive say of nothing that it happened.
    """
    lemma, participle = line.verb_of(verb), line.participle_of(verb)
    verbal = _VERBAL if not participle else {*_VERBAL, "NOUN"}
    if not lemma or line.pos(verb) not in verbal or line.name_over(verb) is not None:
        return None
    first, helpers = _before(line, verb)
    words = [*helpers, verb] if not participle else helpers
    spoken = [n for n in words if not line.participle_of(n)]
    if participle and not helpers:
        return _bare(line, verb, lemma, first)
    if len(spoken) != 1 or (not participle and helpers) or not _is_finite(line, spoken[0]):
        return None
    form = spoken[0]
    being = any(line.lemma(n) in line.tree.lexicon.grammar["plain_passive"] for n in helpers)
    return Group(
        verb=verb,
        first=first,
        lemma=lemma,
        passive=bool(participle) and being,
        reflexive=any(line.is_one_of(n, "plain_self") for n in range(first, verb)),
        bare=False,
        negated=_negated(line, first, verb),
        hedged=_hedged(line, first, verb) or _is_distant(line, form),
        many=line.text(form).endswith(line.tree.lexicon.saying["third_many"]),
    )


def state_at(line: Line, adjective: int) -> Group:
    """Return an adjective that asserts as a verb would ("preso en …")."""
    return _bare(line, adjective, line.lemma(adjective), adjective)._replace(passive=False)


def _bare(line: Line, verb: int, lemma: str, first: int) -> Group:
    return Group(
        verb=verb,
        first=first,
        lemma=lemma,
        passive=True,
        reflexive=False,
        bare=True,
        negated=_negated(line, first, verb),
        hedged=_hedged(line, first, verb),
        many=line.text(verb).endswith("s"),
    )


def _before(line: Line, verb: int) -> tuple[int, list[int]]:
    """Return the first word of a verb's group and its auxiliaries, in order."""
    grammar = line.tree.lexicon.grammar
    negations = line.tree.lexicon.saying["negations"]
    helping = {*grammar["plain_passive"], *grammar["plain_perfect"]}
    first, helpers = verb, list[int]()
    for at in range(verb - 1, max(-1, verb - _FAR), -1):
        if line.name_over(at) is not None:
            break
        own = line.verb_of(at) in helping or line.lemma(at) in helping
        verbal = line.pos(at) in {"VERB", "AUX"} or line.text(at) in grammar["distant_forms"]
        if own and verbal and line.participle_of(verb):
            helpers.insert(0, at)
        elif not (
            line.pos(at) == "ADV"
            or line.is_one_of(at, "plain_clitics")
            or line.text(at) in negations
        ):
            break
        first = at
    return first, helpers


def _is_finite(line: Line, at: int) -> bool:
    """Tell whether a form has a person, and not the subjunctive."""
    grammar, word, lemma = line.tree.lexicon.grammar, line.text(at), line.verb_of(at)
    if not lemma or word == lemma or word.endswith(grammar["not_finite"]):
        return False
    if word.endswith(grammar["indicative"]) or word in grammar["indicative_forms"]:
        return True
    first = lemma.endswith(grammar["infinitives"][0])
    if first:
        past = (lemma + "a", lemma + "an", lemma[:-1] + "se", lemma[:-1] + "sen")
        return word not in past and not word.endswith(grammar["subjunctive_ar"])
    return not word.endswith(grammar["subjunctive_er"])


def _is_distant(line: Line, at: int) -> bool:
    """Tell whether a form is the conditional of rumour, or tells the future."""
    grammar, word = line.tree.lexicon.grammar, line.text(at)
    if word in grammar["distant_forms"] or word in line.tree.lexicon.hedges:
        return True
    lemma = line.verb_of(at)
    return bool(lemma) and word in {lemma + ending for ending in grammar["distant_endings"]}


def _negated(line: Line, first: int, verb: int) -> bool:
    negations = line.tree.lexicon.saying["negations"]
    return sum(line.text(n) in negations for n in range(first, verb)) % 2 == 1


def _hedged(line: Line, first: int, verb: int) -> bool:
    return any(line.text(n) in line.tree.lexicon.hedges for n in range(first, verb))
