"""Relations that a noun asserts: "contacts between A and B", "under his supervision"."""

from __future__ import annotations

from careo.claims.negation import negated
from careo.claims.relations.cast import Place
from careo.claims.relations.scene import Scene
from careo.claims.relations.tree import Tree
from careo.claims.relations.verbs import Places, places, subject
from careo.model.claim import Role
from careo.model.lexicon import Trigger

_MUTUAL = frozenset({"collaborates_with", "contacts"})
_MOVING = frozenset({"trades", "transports", "supplies", "pays"})
_LEAVE = frozenset({"authorises", "commands"})
_WITHIN = frozenset({"agent", "attr", "conj", "dative", "dobj", "pcomp", "pobj", "prep"})


def nominals(scene: Scene) -> None:
    """Add what the nouns of the content assert."""
    for index in sorted(scene.content):
        if scene.tree[index].pos not in {"NOUN", "PROPN"} or not scene.holds(index):
            continue
        for trigger in scene.tree.noun_triggers(index):
            if trigger.roles.get("self") != "agent" and _nominal(scene, index, trigger):
                break


def _nominal(scene: Scene, index: int, trigger: Trigger) -> bool:
    found = _own_places(scene.tree, index)
    if trigger.predicate in _MOVING:
        _ways(scene.tree, found, trigger)
    words: tuple[int, ...] = (index,)
    bearer = _bearer(scene, index)
    if bearer is not None:
        words = (index, bearer)
        _lend(scene, index, bearer, found)
    _under(scene, index, found, trigger)
    _with(scene, index, found, trigger)
    if trigger.predicate in _MUTUAL and not {"with", "to", "between"} & set(found):
        found.pop("of", None)
    if trigger.roles.get("poss") == "patient" and "of" in found:
        found["by"] = found.pop("poss", [])
    filled = scene.fill(trigger, found)
    roles = [role for _, role in filled or ()]
    if trigger.roles.get("self") == "domain" and bearer is not None and not _acted_on(roles):
        subjects = found.get("nsubj", []) + found.get("agent", [])
        roles = [r for p in subjects for r in scene.cast.roles(trigger.predicate, "agent", p)]
        roles.append(Role(role="domain", span=scene.cast.phrase(index), literal=True))
    roles = _as_deed(scene, index, roles)
    if not _says_enough(scene, index, roles) or _is_prospect(scene, index, trigger):
        return False
    if scene.content.isdisjoint(words[-1:]) and len(words) > 1:
        words = words[:1]
    framed = scene.hedges(_verb_over(scene.tree, index))
    scene.add(trigger, roles, words, voice=scene.voice_of(index), hedged=framed)
    return True


def _verb_over(tree: Tree, index: int) -> int | None:
    """Return the verb of whose clause a noun is part, its subject apart: that is presupposed."""
    at = index
    for above in tree.above(index):
        if tree[at].dep not in _WITHIN:
            return None
        if tree[above].pos in {"VERB", "AUX"}:
            return above
        at = above
    return None


def _is_prospect(scene: Scene, index: int, trigger: Trigger) -> bool:
    """Tell whether what a noun says to move is only allowed, ordered, planned or prevented."""
    tree = scene.tree
    if trigger.predicate not in _MOVING:
        return False
    at = index
    for above in tree.above(index):
        if tree[at].dep not in {*_WITHIN, "nsubjpass"}:
            return False
        if tree[above].pos in {"VERB", "AUX"}:
            return _keeps_open(tree, above)
        if tree.is_one_of(above, "open_nouns") or _is_leave(tree, above):
            return True
        at = above
    return False


def _keeps_open(tree: Tree, verb: int) -> bool:
    """Tell whether a verb leaves open what its object says: "authorised the shipment"."""
    return (
        tree.is_one_of(verb, "open")
        or tree.is_one_of(verb, "averting")
        or _is_leave(tree, verb)
        or negated(tree.sentence, verb, tree.lexicon)
    )


def _is_leave(tree: Tree, index: int) -> bool:
    """Tell whether a word is one of allowing or ordering, whatever stands beside it."""
    triggers = tree.lexicon.triggers.get(tree.lemma(index), ())
    return any(t.predicate in _LEAVE and t.pos == tree[index].pos and not t.needs for t in triggers)


def _acted_on(roles: list[Role]) -> bool:
    return any(r.role != "agent" for r in roles)


def _says_enough(scene: Scene, index: int, roles: list[Role]) -> bool:
    """Ask for two sides; a noun without a doer counts only as the object of the main verb."""
    names = {r.role for r in roles}
    if len(roles) > 1 and (("agent" in names and len(names) > 1) or "patient" in names):
        return any(not r.literal or scene.cast.names_in(r.span) for r in roles)
    token = scene.tree[index]
    witnessed = token.dep == "dobj" and token.head in scene.content and token.head not in scene.used
    return bool(roles) and "agent" not in names and witnessed and _is_top(scene, token.head)


def _is_top(scene: Scene, verb: int) -> bool:
    return scene.tree[verb].head not in scene.content or scene.tree[verb].head == verb


def _own_places(tree: Tree, index: int) -> Places:
    found: Places = {}
    for label in ("poss", "agent"):
        for n in tree.kids(index, label):
            for thing in tree.objects(n) if label == "agent" else (n,):
                found.setdefault(label, []).append(Place(thing))
    under = _is_under(tree, index)
    for preposition in tree.kids(index, "prep"):
        word = tree.lemma(preposition)
        name = f"under {word}" if under and word == "of" else word
        for thing in tree.objects(preposition):
            if f"{tree.lemma(index)} {word} {tree.lemma(thing)}" in tree.lexicon.triggers:
                continue
            clause = tree[thing].dep == "pcomp"
            sides = _between(tree, thing) if tree.is_one_of(preposition, "symmetric") else (thing,)
            found.setdefault(name, []).extend(Place(n, clause=clause) for n in sides)
            if word == "with":
                found[name] += [Place(n) for n in _misjoined(tree, index, thing)]
    return found


def _ways(tree: Tree, found: Places, trigger: Trigger) -> None:
    """Add where a thing moves, said of the thing: "a shipment of *rifles from X* to Y"."""
    for thing in [place.word for place in found.get("of", ())]:
        for preposition in tree.kids(thing, "prep"):
            word = tree.lemma(preposition)
            if word in trigger.roles and word not in {"of", *found}:
                found[word] = [Place(n) for n in tree.objects(preposition)]


def _between(tree: Tree, thing: int) -> tuple[int, ...]:
    """Return the two sides, also where the parser has joined the second too deep."""
    sides = tree.joined(thing)
    if len(sides) > 1:
        return (thing,)
    below = sorted(tree.below(thing))
    first = {tree[n].head: n for n in reversed(below) if tree[n].dep == "pobj"}
    deep = [
        n
        for n in below
        if tree[n].dep == "conj" or (tree[n].dep == "pobj" and first[tree[n].head] != n)
    ]
    return (thing, deep[-1]) if deep else (thing,)


def _misjoined(tree: Tree, index: int, thing: int) -> tuple[int, ...]:
    """Return names that the parser has joined to the noun instead of to its complement."""
    if len(tree.joined(thing)) > 1 or tree[thing].pos != "PROPN":
        return ()
    return tuple(n for n in tree.joined(index) if n > thing)


def _is_under(tree: Tree, index: int) -> bool:
    """Tell whether a deed stands under what a noun says: "under", "with the approval of"."""
    preposition = tree.preposition(index)
    if preposition is None:
        return False
    word = tree.lemma(preposition)
    return word == "under" or f"{word} {tree.lemma(index)}" in tree.listed("governing")


def _bearer(scene: Scene, index: int) -> int | None:
    """Return the light verb that lends a noun its subject ("exercised a joint command")."""
    tree, token = scene.tree, scene.tree[index]
    preposition = tree.preposition(index)
    if preposition is not None and tree.is_one_of(index, "in_terms"):
        verb = tree[preposition].head
        staying = tree.is_one_of(verb, "light") and tree.lemma(preposition) == "in"
        return verb if staying else None
    if token.dep not in {"dobj", "nsubjpass", "attr", "conj"}:
        return None
    if token.dep == "conj":
        firsts = [n for n in tree.above(index) if tree[n].dep in {"dobj", "attr"}]
        token = tree[firsts[0]] if firsts and index in tree.joined(firsts[0]) else token
    verb = token.head
    if tree.is_one_of(verb, "light") or tree.is_one_of(verb, "receiving"):
        return verb
    return None


def _lend(scene: Scene, index: int, verb: int, found: Places) -> None:
    tree = scene.tree
    lent = places(scene.cast, verb)
    receiver = "recipient" if tree.is_one_of(verb, "receiving") else "nsubj"
    if receiver == "nsubj" and _is_own(tree, found, lent):
        found.pop("poss")
    if not found.get("poss"):
        for name, target in (("nsubj", receiver), ("agent", "by")):
            for place in lent.get(name, ()):
                found.setdefault(target, []).append(place)
    for name in scene.lexicon.grammar["borrowed"]:
        if name in lent and name not in found and _is_after(lent[name], index):
            found[name] = list(lent[name])
    if receiver == "nsubj" and "to" not in found and "dative" in lent:
        found["to"] = list(lent["dative"])


def _is_own(tree: Tree, found: Places, lent: Places) -> bool:
    """Tell whether a noun is its verb's subject's own: "X gave *his* blessing"."""
    owners = [place.word for place in found.get("poss", ())]
    named = [place.word for place in lent.get("nsubj", ())]
    return (
        bool(owners and named)
        and all(tree[n].tag == "PRP$" for n in owners)
        and all(tree[n].pos in {"NOUN", "PROPN"} for n in named)
    )


def _is_after(held: list[Place], index: int) -> bool:
    return all(place.word > index for place in held)


def _with(scene: Scene, index: int, found: Places, trigger: Trigger) -> None:
    """Give "with influence over X" to whom it is said of."""
    tree = scene.tree
    preposition = tree.preposition(index)
    if preposition is None or tree.lemma(preposition) != "with" or found.get("poss"):
        return
    if _is_under(tree, index):
        return
    above = tree[preposition].head
    if tree[above].pos in {"VERB", "AUX"}:
        if trigger.predicate != "influences" and "over" not in found:
            return
        passive, equates = tree.is_passive(above), tree.is_one_of(above, "equating")
        whom = tree.kids(above, "dobj") if equates and not passive else subject(tree, above)
    else:
        whom = (above,)
    found.setdefault("nsubj", []).extend(Place(n) for n in whom)


def _under(scene: Scene, index: int, found: Places, trigger: Trigger) -> None:
    """Add what stands under somebody's command."""
    if not _is_under(scene.tree, index) or "under" not in trigger.roles:
        return
    preposition = scene.tree.preposition(index)
    if preposition is not None:
        found["under"] = [Place(n) for n in _governed(scene.tree, preposition)]


def _governed(tree: Tree, preposition: int) -> list[int]:
    """Return what stands under a command: who does the deed, if he is named right before it."""
    above = tree[preposition].head
    if _is_part_of_verb(tree, above):
        above = tree[above].head
    if tree[above].pos not in {"VERB", "AUX"}:
        return [above]
    if tree.lemma(preposition) != "under" and not tree.is_passive(above):
        return list(subject(tree, above))
    objects = [n for n in tree.kids(above, "dobj") if not _is_part_of_verb(tree, n)]
    if objects and preposition > above and not tree.is_passive(above):
        return list(objects)
    doers = [n for by in tree.kids(above, "agent") for n in tree.objects(by)]
    beside = [n for n in doers if max(tree.below(n)) + 1 == preposition]
    if beside:
        return beside
    found: list[int] = []
    for verb in _clauses_beside(tree, above):
        found += subject(tree, verb)
    return found


def _as_deed(scene: Scene, index: int, roles: list[Role]) -> list[Role]:
    """Return roles with what was done to somebody on an order as the deed: nobody commands him."""
    tree, preposition = scene.tree, scene.tree.preposition(index)
    if preposition is None or not _is_under(tree, index) or tree.lemma(preposition) == "under":
        return roles
    verb = tree[preposition].head
    suffering = tree.kids(verb, "nsubjpass") if tree[verb].pos == "VERB" else ()
    spans = [scene.cast.span(tree.noun_phrase(n)[0], verb) for n in suffering if n < verb]
    return [
        Role(role="domain", span=spans[0], literal=True)
        if spans and role.role == "patient" and spans[0].holds(role.span)
        else role
        for role in roles
    ]


def _is_part_of_verb(tree: Tree, noun: int) -> bool:
    """Tell whether a bare object makes one verb with its own: "took *place* with the consent"."""
    bare = tree[noun].tag == "NN" and not tree.kids(noun, "det", "amod", "compound", "poss")
    return bare and tree[noun].dep == "dobj" and tree.is_one_of(tree[noun].head, "light")


def _clauses_beside(tree: Tree, verb: int) -> list[int]:
    """Return a verb and the clauses listed beside it, as in "Under X, A was kept, B was built".

    The parse may hang the first on a saying put in: "Under X — he says — A was kept, B was built".
    """
    top, head = verb, tree[verb].head
    if tree[verb].dep == "ccomp" and not tree.kids(verb, "mark"):
        if verb < head:
            top = head
        elif tree[head].dep == "parataxis":
            top = tree[head].head
    return sorted({verb, top, *(n for n in tree.joined(top) if tree.kids(n, "nsubj", "nsubjpass"))})
