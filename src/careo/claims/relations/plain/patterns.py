"""What a sentence asserts, by patterns over names, words and their order.

Only what is plain counts: somebody directly before the verb, its object directly behind it, a
title beside a name. Where the parse contradicts the order nothing is asserted.
"""

from __future__ import annotations

from careo.claims.relations.fit import tidy
from careo.claims.relations.plain.clauses import Clause, Timed, behind, clause_of, start_of
from careo.claims.relations.plain.describe import described
from careo.claims.relations.plain.fill import Filled, fill
from careo.claims.relations.plain.groups import Group, group_at
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.claims.relations.plain.titles import (
    Described,
    before_names,
    behind_name,
    description_at,
    is_doubted,
)
from careo.claims.relations.scene import Scene
from careo.model.claim import Relation, Voice
from careo.model.lexicon import Trigger

_CLOSED = frozenset({",", ";", ":", "(", "—", "«", "“", '"'})
_LEFT = 5


def plain(scene: Scene) -> None:
    """Add what the words of the content plainly assert."""
    line = Line(scene.layer, scene.tree, scene.cast.mentions)
    times = _times(scene, line)
    for one in before_names(line):
        _describe(scene, line, one)
    for name in line.names:
        for found in behind_name(line, name):
            if isinstance(found, Described):
                _describe(scene, line, found)
            else:
                host = line.of_name(name)
                _deed(scene, line, clause_of(line, found, times, host))
    for index in sorted(scene.content):
        group = group_at(line, index)
        if group is not None and not group.bare:
            _deed(scene, line, clause_of(line, group, times))
            _likened(scene, line, group, times)


def _times(scene: Scene, line: Line) -> Timed:
    """Return the times in the sentence, by their first word."""
    found: Timed = {}
    for when in scene.dated():
        if when.text is None:
            continue
        inside = [
            n for n, t in enumerate(line.tokens) if when.text.start <= t.start < when.text.end
        ]
        if inside and set(inside) <= scene.content:
            found[inside[0]] = (inside[-1], when)
    return found


def _describe(scene: Scene, line: Line, one: Described, clause: Clause | None = None) -> None:
    """Keep what somebody is said to be: beside his name, or by the clause's copula."""
    noun = one.phrase.noun
    if noun not in scene.content or (clause is not None and _is_open(scene, line, clause)):
        return
    made = described(line, one)
    if made is None:
        return
    trigger, roles = made
    voice: Voice = scene.aside(noun) if clause is None or clause.aside else "speaker"
    _keep(
        scene,
        line,
        trigger,
        roles,
        noun,
        clause=clause,
        voice=voice,
        doubted=is_doubted(line, one.phrase),
    )


def _deed(scene: Scene, line: Line, clause: Clause | None) -> None:
    """Keep what a clause's verb asserts."""
    if clause is None or clause.group.verb not in scene.content or _is_open(scene, line, clause):
        return
    group = clause.group
    known = scene.lexicon.triggers
    lemma = f"{group.lemma} se" if group.reflexive and not group.passive else group.lemma
    found = known.get(lemma, ())
    if group.reflexive and not found and "nsubj" not in clause.places:
        found = known.get(group.lemma, ())
    options = [(t, clause) for t in found if t.pos == "VERB"]
    for option, places in options or _light(line, clause):
        roles = fill(line, option, places)
        if roles is not None:
            voice: Voice = scene.aside(group.verb) if clause.aside else "speaker"
            _keep(scene, line, option, roles, group.verb, clause=clause, voice=voice)
            return


def _light(line: Line, clause: Clause) -> list[tuple[Trigger, Clause]]:
    """Return what the object of a light verb asserts: "mantiene contactos con X"."""
    objects = clause.places.get("dobj", ())
    light = clause.group.lemma in line.tree.lexicon.grammar["light"]
    if not light or clause.group.passive or len(objects) != 1 or "nsubj" not in clause.places:
        return []
    thing = objects[0]
    places = {name: held for name, held in clause.places.items() if not name.startswith("dobj")}
    places["de"] = [*thing.inner]
    lent = Clause(group=clause.group, places=places, when=clause.when, aside=clause.aside)
    return [(t, lent) for t in line.triggers(thing.head) if t.roles.get("self") != "agent"]


def _likened(scene: Scene, line: Line, group: Group, times: Timed) -> None:
    """Keep what a copula says of its subject: a description, or an adjective that asserts."""
    grammar = scene.lexicon.grammar
    if group.passive or group.lemma not in grammar["plain_copulas"]:
        return
    at = group.verb + 1
    while line.pos(at) == "ADV":
        at += 1
    clause = clause_of(line, group, times)
    who = clause.places.get("nsubj", ()) if clause is not None else ()
    if clause is None or not who:
        return
    found = description_at(line, at)
    if found is not None and not found[0].named:
        _describe(scene, line, Described(tuple(who), found[0], found[1]), clause)
        return
    triggers = [t for t in scene.lexicon.triggers.get(line.lemma(at), ()) if t.pos == "ADJ"]
    if not triggers or line.deed(at) or at not in scene.content or _is_open(scene, line, clause):
        return
    said = Clause(group=group._replace(verb=at), first=clause.first, aside=clause.aside)
    behind(line, said, times)
    for trigger in triggers:
        name = "dobj" if trigger.roles.get("nsubj") == "patient" else "nsubj"
        said.places[name] = list(who)
        spelt = Trigger(
            predicate=trigger.predicate,
            pos="ADJ",
            roles={name if k == "nsubj" else k: v for k, v in trigger.roles.items()},
            needs=trigger.needs,
        )
        roles = fill(line, spelt, said)
        if roles is not None:
            voice: Voice = scene.aside(at) if clause.aside else "speaker"
            _keep(scene, line, spelt, roles, at, clause=said, voice=voice)
            return


def _keep(
    scene: Scene,
    line: Line,
    trigger: Trigger,
    roles: Filled,
    word: int,
    *,
    clause: Clause | None,
    voice: Voice,
    doubted: bool = False,
) -> None:
    group = clause.group if clause is not None else None
    lemma = group.lemma if group is not None and group.verb == word else line.lemma(word)
    denied = (group is not None and group.negated) or (
        clause is not None and any(_is_nobody(line, p) for p in clause.places.get("nsubj", ()))
    )
    relation = Relation(
        predicate=trigger.predicate,
        roles=tidy(trigger.predicate, [role for _, role in roles]),
        verb=lemma,
        trigger=scene.cast.span(word, word),
        negated=denied != (lemma in scene.lexicon.saying.get("clearing", ())),
        hedged=doubted or (clause is not None and _is_distant(line, clause)),
        voice=voice,
        when=clause.when if clause is not None else None,
    )
    if scene.keep(relation):
        scene.used.add(word)


def _is_nobody(line: Line, phrase: Phrase) -> bool:
    return line.text(phrase.first) in line.tree.lexicon.saying["nobody"]


def _is_distant(line: Line, clause: Clause) -> bool:
    """Tell whether a clause is hedged by its verb, or by a phrase in it ("al parecer")."""
    if clause.group.hedged:
        return True
    begin = start_of(line, clause.group.first - 1)
    words = f" {' '.join(line.text(n) for n in range(begin, clause.last + 3))} "
    return any(f" {hedge} " in words for hedge in line.tree.lexicon.hedges if " " in hedge) or (
        line.text(begin) in line.tree.lexicon.hedges and line.pos(begin) == "ADV"
    )


def _is_open(scene: Scene, line: Line, clause: Clause) -> bool:
    """Tell whether a clause says that something happened, or leaves it open.

    A question, a condition ("si …") and a clause that another word of the content governs ("la
    idea de que …") leave it open.
    """
    verb = clause.group.verb
    if any(token.text == "?" for token in line.tokens[verb:]):
        return True
    begin = start_of(line, min(clause.first, clause.group.first - 1))
    words = f" {' '.join(line.text(n) for n in range(max(0, begin - _LEFT), clause.group.first))} "
    if any(f" {word} " in words for word in line.tree.lexicon.grammar["unreal"]):
        return True
    that = begin - 1
    governed = line.is_one_of(that, "plain_that") and line.text(that - 1) not in {"", *_CLOSED}
    return governed and {that, that - 1} <= scene.content
