"""What a sentence asserts, by patterns over names, words and their order.

Only what is plain counts: somebody directly before the verb, its object directly behind it, a
title beside a name. Where the parse contradicts the order nothing is asserted.
"""

from __future__ import annotations

from bisect import bisect_left

from careo.claims.relations.fit import tidy
from careo.claims.relations.plain.attached import attached
from careo.claims.relations.plain.behind import behind
from careo.claims.relations.plain.clause import Clause, Timed
from careo.claims.relations.plain.clauses import clause_of, host_of, start_of
from careo.claims.relations.plain.describe import described
from careo.claims.relations.plain.fill import Filled, fill
from careo.claims.relations.plain.governed import under
from careo.claims.relations.plain.groups import Group, group_at, state_at
from careo.claims.relations.plain.phrases import Line, Phrase
from careo.claims.relations.plain.titles import (
    Described,
    before_names,
    behind_name,
    description_at,
    is_doubted,
)
from careo.claims.relations.plain.words import Named
from careo.claims.relations.scene import Scene
from careo.model.claim import Relation, Voice
from careo.model.lexicon import Trigger
from careo.model.time import When

_CLOSED = frozenset({",", ";", ":", "(", "—", "«", "“", '"'})
_LEFT = 5
_NEAR = 8
_SOMEBODY = frozenset({"person", "organization"})
_STATES = Trigger(
    predicate="states",
    roles={"nsubj": "agent", "agent": "agent", "dobj": "patient"},
)


def plain(scene: Scene) -> None:
    """Add what the words of the content plainly assert."""
    line = Line(scene.layer, scene.tree, scene.cast.mentions)
    times = _times(scene, line)
    for one in before_names(line, times):
        _describe(scene, line, one)
    for name in line.names:
        _behind(scene, line, name, times)
        _attached(scene, line, name, times)
    before: Clause | None = None
    for index in sorted(scene.content):
        clause = _clause_at(line, index, times, before)
        if clause is not None:
            _deed(scene, line, clause)
            _under(scene, line, clause)
            _likened(scene, line, clause, times)
            _stated(scene, line, clause)
            before = clause
        _term(scene, line, index, times)


def _term(scene: Scene, line: Line, noun: int, times: Timed) -> None:
    """Keep what a noun says was imposed on somebody: "la condena de doce años a X"."""
    triggers = [t for t in line.triggers(noun) if t.predicate == "sentenced"]
    if not triggers or not line.is_noun(noun) or not line.is_one_of(noun - 1, "plain_articles"):
        return
    phrase, lexicon = line.phrase(noun - 1), scene.lexicon
    wished = lexicon.grammar["open"]
    near = range(max(0, noun - _NEAR), noun)
    left = any(line.verb_of(n) in wished or line.text(n) in _nots(line) for n in near)
    if phrase is None or phrase.noun != noun or left:
        return
    said = Clause(group=state_at(line, noun), first=noun - 1, last=phrase.last)
    said.places["de"] = list(phrase.inner)
    behind(line, said, times)
    whom = [p for name in (*line.to, "contra") for p in said.places.pop(name, ())]
    told = {role.span for r in scene.found if r.predicate == "sentenced" for role in r.roles}
    said.places["recipient"] = [
        p for p in whom if p.mention is not None and p.mention.span not in told
    ]
    for trigger in triggers if said.places["recipient"] else ():
        roles = fill(line, trigger, said)
        if roles is not None and not _is_open(scene, line, said):
            _keep(scene, line, trigger, roles, noun, clause=said, voice=scene.aside(noun))
            return


def _nots(line: Line) -> tuple[str, ...]:
    return line.tree.lexicon.saying["negations"]


def _clause_at(line: Line, index: int, times: Timed, before: Clause | None) -> Clause | None:
    """Return the plain clause of a verb, or of a participle.

    Of a bare participle where "por" says who acted, or one joined to a passive before it ("fue
    detenido y *acusado* de").
    """
    group = group_at(line, index)
    if group is None or not group.bare:
        return clause_of(line, group, times) if group is not None else None
    if before is not None and _is_joined(line, before, group):
        clause = clause_of(line, group, times, tuple(before.places["dobj"]))
        if clause is not None:
            clause.aside, clause.first = before.aside, before.first
            clause.group = group._replace(
                negated=before.group.negated, hedged=before.group.hedged, bare=False
            )
        return clause
    by = line.deed(index) and line.is_one_of(index + 1, "plain_by")
    host = host_of(line, group.first) if by and line.pos(group.first - 1) != "DET" else None
    clause = clause_of(line, group, times, (host,)) if host is not None else None
    return clause if clause is not None and "agent" in clause.places else None


def _is_joined(line: Line, before: Clause, group: Group) -> bool:
    """Tell whether a participle is joined to that of a passive clause right before it."""
    passive = before.group.passive and not before.group.bare and "dobj" in before.places
    close = before.last + 1 == group.first - 1 and line.is_one_of(group.first - 1, "plain_and")
    alike = line.text(before.group.verb)[-2:] == line.text(group.verb)[-2:]
    return passive and close and alike and line.deed(group.verb)


def _behind(scene: Scene, line: Line, name: Named, times: Timed) -> None:
    """Keep what stands behind a name between commas."""
    host = line.of_name(name)
    for found in behind_name(line, name, times):
        if isinstance(found, Described):
            _describe(scene, line, found)
            continue
        clause = clause_of(line, found, times, (host,))
        if clause is not None and found.passive:
            _deed(scene, line, clause)
        elif clause is not None:
            _state(scene, line, clause, (host,))


def _attached(scene: Scene, line: Line, name: Named, times: Timed) -> None:
    """Keep what a preposition behind a name says of it: "X, al mando de Y,"."""
    for trigger, said in attached(line, name, times):
        word = said.group.verb
        roles = fill(line, trigger, said) if word in scene.content else None
        if roles is not None and not _is_open(scene, line, said):
            _keep(scene, line, trigger, roles, word, clause=said, voice=scene.aside(word))
            return


def _times(scene: Scene, line: Line) -> Timed:
    """Return the times in the sentence, by their first word."""
    found: Timed = {}
    for when in scene.cast.times:
        if when.text is None:
            continue
        first = bisect_left(line.tokens, when.text.start, key=lambda t: t.start)
        inside = range(first, bisect_left(line.tokens, when.text.end, key=lambda t: t.start))
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
        when=one.when,
        doubted=is_doubted(line, one.phrase),
    )


def _deed(scene: Scene, line: Line, clause: Clause) -> None:
    """Keep what a clause's verb asserts."""
    if clause.group.verb not in scene.content or _is_open(scene, line, clause):
        return
    group = clause.group
    known = scene.lexicon.triggers
    if group.lemma in scene.lexicon.grammar["serving"] and "como" in clause.places:
        return
    lemma = f"{group.lemma} se" if group.reflexive and not group.passive else group.lemma
    found = known.get(lemma, ())
    if group.reflexive and not found and "nsubj" not in clause.places:
        found = known.get(group.lemma, ())
    options = [(t, clause) for t in found if t.pos == "VERB"]
    for option, places in (*options, *_light(line, clause)):
        roles = fill(line, option, places)
        if roles is not None:
            voice: Voice = scene.aside(group.verb) if clause.aside else "speaker"
            _keep(scene, line, option, roles, group.verb, clause=clause, voice=voice)
            return


def _under(scene: Scene, line: Line, clause: Clause) -> None:
    """Keep under whose command, or with whose consent, it was done: "por orden de X"."""
    for trigger, said, noun in under(line, clause):
        if noun in scene.content and not _is_open(scene, line, clause):
            roles = fill(line, trigger, said)
            if roles is not None and len({role.role for _, role in roles}) > 1:
                _keep(scene, line, trigger, roles, noun, clause=clause, voice="speaker")


def _stated(scene: Scene, line: Line, clause: Clause) -> None:
    """Keep a main clause that fits no predicate with its verb, where somebody takes part."""
    group, lexicon = clause.group, scene.lexicon
    told = {*lexicon.cues, *lexicon.grammar["plain_copulas"], *lexicon.grammar["plain_perfect"]}
    begin = start_of(line, min(clause.first, group.first - 1))
    under = line.is_one_of(begin - 1, "plain_opening") and begin - 1 in scene.content
    if group.verb in scene.used or group.bare or clause.aside or under or group.lemma in told:
        return
    if group.reflexive or _is_open(scene, line, clause):
        return
    name = "dobj" if group.passive else "nsubj"
    whom = clause.places.get(name, ())
    if not whom or not all(p.mention is not None and p.kind in _SOMEBODY for p in whom):
        return
    if any(p.kind != "person" for p in clause.places.get("dative", ())):
        return
    roles = fill(line, _STATES, clause)
    if roles is not None:
        _keep(scene, line, _STATES, roles, group.verb, clause=clause, voice="speaker")


def _light(line: Line, clause: Clause) -> list[tuple[Trigger, Clause]]:
    """Return what the object of a light verb asserts: "mantiene contactos con X"."""
    objects = clause.places.get("dobj", ())
    grammar, lemma = line.tree.lexicon.grammar, clause.group.lemma
    light = lemma in grammar["light"] and lemma not in grammar["plain_copulas"]
    if not light or clause.group.passive or len(objects) != 1 or "nsubj" not in clause.places:
        return []
    thing = objects[0]
    found = []
    for trigger in line.triggers(thing.head):
        acts = trigger.roles.get("de") == "agent"
        inner = [] if acts else list(thing.inner)
        kept = {n: held for n, held in clause.places.items() if not n.startswith("dobj")}
        lent = Clause(
            group=clause.group, places={**kept, "de": inner}, when=clause.when, aside=clause.aside
        )
        if trigger.roles.get("self") != "agent":
            found.append((trigger, lent))
    return found


def _likened(scene: Scene, line: Line, clause: Clause, times: Timed) -> None:
    """Keep what a copula says of its subject: descriptions, or an adjective that asserts.

    "X es miembro de Y", "X ejerció como Y", "X es culpable de Y".
    """
    grammar, group, who = scene.lexicon.grammar, clause.group, clause.places.get("nsubj", ())
    if group.passive or not who:
        return
    at = _next_word(line, group.verb + 1)
    if group.lemma in grammar["serving"] and line.text(at) in grammar["plain_as"]:
        at += 1
    elif group.lemma not in grammar["plain_copulas"]:
        return
    found = description_at(line, at)
    while found is not None and not found[0].named:
        _describe(scene, line, Described(tuple(who), found[0], found[1]), clause)
        at = found[2] + 1
        found = description_at(line, at + 1) if line.is_one_of(at, "plain_and") else None
    if not line.deed(at) and line.pos(at) == "ADJ":
        state = state_at(line, at)._replace(negated=group.negated, hedged=group.hedged)
        said = Clause(group=state, first=clause.first, last=at, aside=clause.aside)
        behind(line, said, times)
        _state(scene, line, said, tuple(who))


def _next_word(line: Line, at: int) -> int:
    """Return a place, adverbs passed over, a "como" among them not."""
    while line.pos(at) == "ADV" and not line.is_one_of(at, "plain_as"):
        at += 1
    return at


def _state(scene: Scene, line: Line, clause: Clause, who: tuple[Phrase, ...]) -> None:
    """Keep what an adjective asserts of somebody: who suffers it stands for its object."""
    at = clause.group.verb
    if at not in scene.content or _is_open(scene, line, clause):
        return
    for trigger in scene.lexicon.triggers.get(line.lemma(at), ()):
        if trigger.pos != "ADJ":
            continue
        name = "dobj" if trigger.roles.get("nsubj") == "patient" else "nsubj"
        clause.places[name] = list(who)
        spelt = Trigger(
            predicate=trigger.predicate,
            pos="ADJ",
            roles={name if k == "nsubj" else k: v for k, v in trigger.roles.items()},
            needs=trigger.needs,
        )
        roles = fill(line, spelt, clause)
        if roles is not None:
            voice: Voice = scene.aside(at) if clause.aside else "speaker"
            _keep(scene, line, spelt, roles, at, clause=clause, voice=voice)
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
    when: When | None = None,
    doubted: bool = False,
) -> None:
    group = clause.group if clause is not None else None
    lemma = group.lemma if group is not None and group.verb == word else line.lemma(word)
    denied = group is not None and group.negated
    relation = Relation(
        predicate=trigger.predicate,
        roles=tidy(trigger.predicate, [role for _, role in roles]),
        verb=lemma,
        trigger=scene.cast.span(word, word),
        negated=denied,
        hedged=doubted or (clause is not None and _is_distant(line, clause)),
        voice=voice,
        when=when or (clause.when if clause is not None else None),
    )
    if scene.keep(relation):
        scene.used.add(word)


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
    """Tell whether a clause leaves open whether something happened.

    A question does, a condition ("si …"), "nadie", and a clause that another word of the content
    governs ("la idea de que …").
    """
    verb = clause.group.verb
    name = "dobj" if clause.group.passive else "nsubj"
    nobody = line.tree.lexicon.saying["nobody"]
    if any(line.text(p.first) in nobody for p in clause.places.get(name, ())):
        return True
    if line.tree.asking >= verb:
        return True
    begin = start_of(line, min(clause.first, clause.group.first - 1))
    before = range(max(0, begin - _LEFT), clause.group.first)
    words = f" {' '.join(line.text(n) for n in before)} "
    if any(f" {word} " in words for word in line.tree.lexicon.grammar["unreal"]):
        return True
    that = begin - 1
    governed = line.is_one_of(that, "plain_that") and line.text(that - 1) not in {"", *_CLOSED}
    return governed and that - 1 not in scene.cues and {that, that - 1} <= scene.content
