"""What somebody is: appositions, titles, predicate nouns ("a member of", "General", "head of")."""

from __future__ import annotations

from typing import NamedTuple

from careo.claims.relations.cast import Place
from careo.claims.relations.fit import needs_met
from careo.claims.relations.scene import Scene
from careo.claims.relations.verbs import Places, subject
from careo.model.claim import Role, Voice
from careo.model.lexicon import Trigger

_BEFORE_NAME = frozenset({"compound", "nmod", "amod"})
_PLURAL = frozenset({"NNS", "NNPS"})
_HELD = {"holds_post": "post", "holds_rank": "rank"}
_RANK = Trigger(
    predicate="holds_rank",
    pos="NOUN",
    roles={"self": "agent", "of": "unit", "in": "unit", "within": "unit"},
)


class _Bearer(NamedTuple):
    """Who is described, in whose voice, and the words that assert it."""

    who: tuple[int, ...]
    voice: Voice
    words: tuple[int, ...]


def descriptions(scene: Scene) -> None:
    """Add what the content says that somebody is."""
    for index in sorted(scene.content):
        if scene.tree[index].pos not in {"NOUN", "PROPN", "ADJ"}:
            continue
        triggers = _triggers(scene, index)
        if not triggers or not scene.holds(index):
            continue
        bearer = _bearer(scene, index)
        if bearer.who:
            for trigger in triggers:
                likened = len(bearer.words) > 1 and scene.tree.is_one_of(
                    bearer.words[1], "equating"
                )
                if likened and trigger.predicate == "related_to":
                    continue
                if _describe(scene, index, trigger, bearer):
                    break


def _triggers(scene: Scene, index: int) -> list[Trigger]:
    found = [t for t in scene.tree.noun_triggers(index) if t.roles.get("self") == "agent"]
    if scene.tree.lemma(index) not in scene.lexicon.ranks:
        return found
    return found if found and scene.tree[index].dep not in _BEFORE_NAME else [_RANK]


def _bearer(scene: Scene, index: int) -> _Bearer:
    """Return who is described, in whose voice, and the words that assert it."""
    tree, token = scene.tree, scene.tree[index]
    if token.dep in _BEFORE_NAME:
        return _Bearer(_titled(scene, index), scene.aside(index), (index,))
    at = _first_of_list(scene, index)
    names = scene.cast.named_by(at)
    if names:
        return _Bearer(names, scene.aside(index), (index,))
    token = tree[at]
    if token.dep == "appos":
        return _Bearer((_host(scene, index, token.head),), scene.aside(index), (index,))
    if token.dep == "attr" and tree.is_one_of(token.head, "copulas"):
        return _Bearer(subject(tree, token.head), scene.voice_of(index), (index, token.head))
    if token.dep == "oprd":
        return _Bearer(_named_as(scene, token.head), scene.voice_of(index), (index, token.head))
    return _as(scene, at, index)


def _first_of_list(scene: Scene, index: int) -> int:
    """Climb from "member" of "a general and member" or of "one of the members"."""
    tree, at = scene.tree, index
    for _ in tree.tokens:
        token = tree[at]
        preposition = tree.preposition(at)
        listed = token.dep == "conj" and tree[token.head].pos == "NOUN"
        if listed and not tree.kids(at, "poss"):
            at = token.head
        elif preposition is not None and tree.lemma(tree[preposition].head) == "one":
            at = tree[preposition].head
        else:
            break
    return at


def _host(scene: Scene, index: int, host: int) -> int:
    """Return whom an apposition describes; a plural describes all who are joined."""
    while scene.tree[index].tag in _PLURAL and scene.tree[host].dep == "conj":
        if scene.tree[host].head == host or scene.tree[host].head > host:
            break
        host = scene.tree[host].head
    return host


def _is_named(scene: Scene, index: int) -> bool:
    mention = scene.cast.mention(index)
    return mention is not None and mention.form == "name"


def _titled(scene: Scene, index: int) -> tuple[int, ...]:
    """Return the name that a title stands before; nobody for "the general staff"."""
    head = scene.tree[index].head
    mention = scene.cast.mention(head)
    if head < index or mention is None or mention.form != "name" or mention.kind != "person":
        return ()
    beside = index + 1 == head or all(
        scene.tree[n].dep in _BEFORE_NAME and scene.tree[n].head == head
        for n in range(index + 1, head)
    )
    return (head,) if beside else ()


def _named_as(scene: Scene, verb: int) -> tuple[int, ...]:
    if scene.tree.is_passive(verb):
        return subject(scene.tree, verb)
    return scene.tree.kids(verb, "dobj")


def _as(scene: Scene, at: int, index: int) -> _Bearer:
    """Return who is described by "acted as …", "is described as …", "his role as …"."""
    tree = scene.tree
    nobody = _Bearer((), "speaker", (index,))
    preposition = tree.preposition(at)
    if preposition is None or tree.lemma(preposition) != "as":
        return nobody
    above = _served(scene, tree[preposition].head)
    words = (index, above) if above in scene.content else (index,)
    if tree.is_one_of(above, "serving") and tree[above].pos in {"VERB", "AUX"}:
        return _Bearer(subject(tree, above), scene.voice_of(index), words)
    if tree.is_one_of(above, "equating") and tree[above].pos == "VERB":
        return _Bearer(_named_as(scene, above), scene.voice_of(index), words)
    if tree.is_one_of(above, "standing"):
        return _Bearer(tree.kids(above, "poss"), scene.voice_of(index), (index,))
    return nobody


def _served(scene: Scene, above: int) -> int:
    """Return the verb over a time served: "worked for X, *the last two* as head"."""
    verb = scene.tree[above].head
    timed = scene.tree[above].pos == "NUM" or scene.tree.is_one_of(above, "units")
    serving = scene.tree.is_one_of(verb, "serving") and scene.tree[verb].pos == "VERB"
    return verb if timed and serving else above


def _describe(
    scene: Scene,
    index: int,
    trigger: Trigger,
    bearer: _Bearer,
) -> bool:
    found = _places(scene, index, trigger)
    held = _HELD.get(trigger.predicate)
    roles = [role for name, role in scene.fill(trigger, found) or () if name != "self"]
    if not needs_met(scene.cast, trigger, found) or (not roles and held is None):
        return False
    if held is not None:
        roles.append(_title(scene, index, held, bearer.who))
    joint = scene.tree[index].tag in _PLURAL or len(bearer.words) > 1
    for n in bearer.who:
        roles += (
            scene.cast.roles(trigger.predicate, "agent", Place(n))
            if joint
            else scene.cast.alone("agent", n)
        )
    if held is not None and not all(scene.cast.kind(n) == "person" for n in bearer.who):
        return False
    if not any(r.role == "agent" for r in roles):
        return False
    scene.add(
        trigger, roles, bearer.words, voice=bearer.voice, verb=_verb(scene, index, bearer.words)
    )
    return True


def _verb(scene: Scene, index: int, words: tuple[int, ...]) -> str:
    lemma = scene.tree.lemma(index)
    if len(words) > 1 and scene.tree.is_one_of(words[1], "serving"):
        return f"{scene.tree.lemma(words[1])} as {lemma}"
    return lemma


def _places(scene: Scene, index: int, trigger: Trigger) -> Places:
    """Return the body, place or person that the noun is said in relation to."""
    tree, found = scene.tree, Places()
    for label in ("poss", "compound"):
        for n in tree.kids(index, label):
            found.setdefault(label, []).append(Place(n))
    for preposition in tree.kids(index, "prep"):
        for thing in tree.objects(preposition):
            unit = trigger.roles.get(tree.lemma(preposition)) == "unit"
            for whose in _bodies(scene, thing) if unit else (thing,):
                found.setdefault(tree.lemma(preposition), []).append(Place(whose))
    if trigger.predicate == "holds_post":
        beside = [n for n in tree.kids(index, "appos") if n > index]
        bodies = [n for n in beside if scene.cast.kind(n) == "organization"]
        found.setdefault("of", []).extend(Place(n) for n in bodies[:1])
    return found


def _bodies(scene: Scene, thing: int) -> tuple[int, ...]:
    """Return the body or place of a post: "Karovia" of "minister of defence of Karovia".

    A name there is one, though the reader knows no more of it, unless a body is called by it
    ("head of Bank of Karovia").
    """
    tree, known = scene.tree, {"organization", "place"}
    if scene.cast.kind(thing) in known:
        return (thing,)
    inner = [n for p in tree.kids(thing, "prep") for n in tree.objects(p)]
    found = tuple(n for n in inner if scene.cast.kind(n) in known)
    if found or tree.lemma(thing) in scene.lexicon.naming.organization_words:
        return found
    return tuple(n for n in inner if tree[n].pos == "PROPN" and scene.cast.kind(n) == "thing")


def _title(scene: Scene, index: int, held: str, bearer: tuple[int, ...]) -> Role:
    """Return the words of a post or rank, without its article and without its unit."""
    tree, cast = scene.tree, scene.cast
    first = index
    while first > 0 and _belongs_to_title(scene, first - 1, index, bearer):
        first -= 1
    last = index
    for preposition in tree.kids(index, "prep"):
        objects = tree.objects(preposition)
        plain = objects and all(cast.kind(n) == "thing" for n in objects)
        if preposition == index + 1 and tree.lemma(preposition) in {"of", "for"} and plain:
            bodies = _bodies(scene, objects[0])
            last = objects[0] if bodies else tree.noun_phrase(objects[0])[1]
    return Role(role=held, span=cast.span(first, last), literal=True)


def _belongs_to_title(scene: Scene, n: int, index: int, bearer: tuple[int, ...]) -> bool:
    tree = scene.tree
    token = tree[n]
    if token.dep not in {*_BEFORE_NAME, "nummod"} or token.pos == "DET":
        return False
    if token.pos == "PUNCT" or _is_named(scene, n):
        return False
    opening = n == 0 and token.pos == "NOUN"
    if token.text[0].isupper() and not (opening or tree[index].text[0].isupper()):
        return False
    return token.head == index or (tree[index].dep in _BEFORE_NAME and token.head in bearer)
