"""What a claim asserts: relations between the people, bodies and things that its words name.

Which words assert what is data (``triggers.json``). Where the parse can be trusted, in English, the
finders are patterns of its grammar; elsewhere they go by names, words and their order (``plain``)
and take only what is plain. Where neither tells who acts, the relation has no agent: nobody is
guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from careo.claims.relations.appositions import descriptions
from careo.claims.relations.cast import Cast, Place
from careo.claims.relations.nominals import nominals
from careo.claims.relations.plain.patterns import plain
from careo.claims.relations.posts.posts import posts
from careo.claims.relations.scene import Scene
from careo.claims.relations.tree import Tree
from careo.claims.relations.verbs import places, subject
from careo.model.claim import Relation, Role
from careo.model.lexicon import Lexicon, Trigger
from careo.model.predicates import PROCEEDINGS
from careo.model.reading import Attribution, Reading, Sentence
from careo.model.text import Span, TextLayer

_STATES = Trigger(
    predicate="states",
    roles={
        "nsubj": "agent",
        "agent": "agent",
        "dobj": "patient",
        "dative": "beneficiary",
        "attr": "patient",
        "oprd": "patient",
        "acomp": "patient",
        "with": "counterpart",
        "from": "origin",
        "in": "place",
        "at": "place",
        "to": "destination",
        "about": "domain",
        "xcomp": "domain",
    },
)
_DEEDS = PROCEEDINGS | {"commands", "authorises", "threatens", "pays"}
_REACH = 20_000
"""Code points between the places of one attribution, at most."""
_SOMEBODY = frozenset({"person", "organization"})


def relations(
    layer: TextLayer,
    reading: Reading,
    content: tuple[Span, ...],
    lexicon: Lexicon,
    casts: dict[int, Cast] | None = None,
) -> tuple[Relation, ...]:
    """Return everything that the words of a content assert, in order of place.

    Only words inside the content assert; participants may stand outside it where grammar needs
    them (the subject of "claims to have seen", the antecedent of "who"). Words that the content
    itself attributes to somebody else assert nothing here: they have a claim of their own.
    Deterministic, and linear in the length of the content's sentences.

    Args:
        layer: The text.
        reading: What was found in it.
        content: The words claimed.
        lexicon: The words of the reading's language.
        casts: Sentences parsed for other contents of the same reading, with those who take part,
            by a sentence's start; those made here are put there too.
    """
    casts = {} if casts is None else casts
    found: list[Relation] = []
    for sentence in _sentences(reading, content):
        scene = _scene(cast_of(layer, reading, sentence, lexicon, casts), reading, content)
        if scene.tree.plain:
            plain(scene)
        else:
            _verbs(scene)
            nominals(scene)
            descriptions(scene)
            posts(scene)
            _states(scene)
        found += _unrepeated(scene.found)
    return tuple(sorted((r for one in found for r in _apart(one)), key=_order))


def _apart(relation: Relation) -> Iterator[Relation]:
    """Yield a relation without the words that are its own verb: "exercised a joint command"."""
    trigger = relation.trigger
    if trigger is not None:
        kept = tuple(r for r in relation.roles if r.role != "domain" or not r.span.holds(trigger))
        relation = msgspec.structs.replace(relation, roles=kept)
    if relation.roles:
        yield relation


def _unrepeated(found: list[Relation]) -> Iterator[Relation]:
    """Yield relations without those whose verb another one has in its object, saying the same."""
    spans = sorted(
        (role.span.start, role.span.end, n)
        for n, relation in enumerate(found)
        for role in relation.roles
        if role.literal
    )
    longest = max((end - start for start, end, _ in spans), default=0)
    for relation in found:
        start, end = relation.trigger.place if relation.trigger is not None else (-1, -1)
        near = spans[bisect_left(spans, (start - longest,)) : bisect_left(spans, (start + 1,))]
        if not any(end <= last and _repeats(relation, found[n]) for _, last, n in near):
            yield relation


def _repeats(relation: Relation, other: Relation) -> bool:
    """Tell whether another relation says the same of the same."""
    if relation is other or relation.predicate != other.predicate:
        return False
    agents = [{r.span for r in one.roles if r.role == "agent"} for one in (relation, other)]
    return agents[0] == agents[1] and other.trigger != relation.trigger


def _order(relation: Relation) -> tuple[tuple[int, int], str, tuple[tuple[int, int], ...]]:
    at = relation.trigger.place if relation.trigger is not None else (0, 0)
    return at, relation.predicate, tuple(role.span.place for role in relation.roles)


def _sentences(reading: Reading, content: tuple[Span, ...]) -> Iterator[Sentence]:
    numbers: set[int] = set()
    for span in content:
        first = bisect_right(reading.sentences, span.start, key=lambda s: s.end)
        last = bisect_left(reading.sentences, span.end, key=lambda s: s.start)
        numbers.update(range(first, last))
    return (reading.sentences[n] for n in sorted(numbers) if reading.sentences[n].tokens)


def cast_of(
    layer: TextLayer, reading: Reading, sentence: Sentence, lexicon: Lexicon, casts: dict[int, Cast]
) -> Cast:
    """Return who takes part in a sentence, from ``casts`` where it was asked for before."""
    if sentence.start not in casts:
        first = bisect_left(reading.mentions, sentence.start, key=lambda m: m.span.start)
        last = bisect_left(reading.mentions, sentence.end, key=lambda m: m.span.start)
        tree = Tree(sentence, lexicon)
        casts[sentence.start] = Cast(layer, tree, reading.mentions[first:last])
    return casts[sentence.start]


def _scene(cast: Cast, reading: Reading, content: tuple[Span, ...]) -> Scene:
    tree, near = cast.tree, _near(reading, content)
    claimed = _within(tree, content) - _within(tree, _inner(near, content))
    claimed |= _deeds(tree, near, content) | (_beside_cues(tree, near) & _within(tree, content))
    attributed = any(_holds(a.content, span) for a in near for span in content[:1])
    cues = _within(tree, [a.cue for a in near if a.cue is not None])
    return Scene(
        layer=cast.layer,
        tree=tree,
        cast=cast,
        content=frozenset(claimed),
        attributed=attributed,
        lexicon=tree.lexicon,
        cues=frozenset(cues),
        used=cues,
    )


def _within(tree: Tree, spans: Iterable[Span]) -> set[int]:
    return {n for span in spans for n in tree.within(*span.place)}


def _inner(near: list[Attribution], content: tuple[Span, ...]) -> list[Span]:
    """Return what the content attributes to somebody else."""
    saying = [a for a in near if a.cue is not None and _holds(content, a.cue)]
    return [s for a in saying if a.content != content for s in a.content if _holds(content, s)]


def _beside_cues(tree: Tree, near: list[Attribution]) -> set[int]:
    """Return what is joined to a cue, though its content was read on: "… and sentenced to"."""
    cues = _within(tree, [a.cue for a in near if a.cue is not None])
    inner = _within(tree, [s for a in near for s in a.content])
    joined = {k for n in cues for k in tree.kids(n, "conj") if k in inner}
    return {n for k in joined for n in tree.below(k)}


def _deeds(tree: Tree, near: list[Attribution], content: tuple[Span, ...]) -> set[int]:
    """Return the cue where the saying is a deed, too: "ordered", "convicted of", "told of it"."""
    own = [a.cue for a in near if a.content == content and a.cue is not None]
    outer = [a for a in near if a.content != content]
    cues = [c for c in own if not any(_holds(a.content, c) for a in outer)]
    triggers = tree.lexicon.triggers
    told = any(tree[n].pos in {"VERB", "AUX"} for n in _within(tree, content))
    deeds = _DEEDS if told else _DEEDS | {"knows_of"}
    return {
        n
        for n in _within(tree, cues)
        if any(t.pos == "VERB" and t.predicate in deeds for t in triggers.get(tree.lemma(n), ()))
    }


def _near(reading: Reading, content: tuple[Span, ...]) -> list[Attribution]:
    start, end = content[0].start, content[-1].end
    first = bisect_left(reading.attributions, start - _REACH, key=_place)
    last = bisect_right(reading.attributions, end + _REACH, key=_place)
    return [
        a
        for a in reading.attributions[first:last]
        if a.content and a.content[0].start < end and start < a.content[-1].end
    ]


def _place(attribution: Attribution) -> int:
    places = [*attribution.content[:1], *([attribution.cue] if attribution.cue else [])]
    return min(span.start for span in places) if places else 0


def _holds(content: tuple[Span, ...], other: Span) -> bool:
    return any(span.holds(other) for span in content)


def _verbs(scene: Scene) -> None:
    for index in sorted(scene.content):
        token = scene.tree[index]
        if token.pos in {"VERB", "AUX"} or token.dep in {"acl", "relcl", "advcl"}:
            if scene.holds(index):
                _verb(scene, index)
        elif token.pos == "ADJ" and scene.holds(index):
            _adjective(scene, index)


def _verb(scene: Scene, index: int) -> None:
    tree = scene.tree
    if index > 0 and tree[index].text.istitle() and tree[index - 1].pos == "PROPN":
        return
    particle = tree.particle(index)
    lemma = tree.lemma(index)
    whole = f"{lemma} {tree.lemma(particle)}" if particle is not None else lemma
    triggers = scene.lexicon.triggers.get(whole, ())
    modifier = tree[index].dep == "amod" and not tree.kids(index, "nsubj")
    found = places(scene.cast, index)
    if tree.is_one_of(index, "habitual") and "to" in found and "agent" not in found:
        return
    for trigger in triggers:
        if trigger.pos != "VERB" or (modifier and trigger.predicate not in PROCEEDINGS):
            continue
        filled = scene.fill(trigger, found)
        if filled is not None:
            roles = [role for _, role in filled]
            scene.add(trigger, roles, (index,), voice=scene.voice_of(index), verb=whole)
            return


def _adjective(scene: Scene, index: int) -> None:
    tree, token = scene.tree, scene.tree[index]
    found = {"nsubj": [Place(n) for n in _described(tree, index)]}
    if not found["nsubj"]:
        return
    for preposition in tree.kids(index, "prep"):
        for thing in tree.objects(preposition):
            place = Place(thing, clause=tree[thing].dep == "pcomp")
            found.setdefault(tree.lemma(preposition), []).append(place)
    for trigger in scene.lexicon.triggers.get(tree.lemma(index), ()):
        filled = scene.fill(trigger, found) if trigger.pos == "ADJ" else None
        if filled is not None:
            roles = [role for _, role in filled]
            own = tree.kids(index, "neg") or token.head not in scene.content
            words = (token.head, index) if own else (index, token.head)
            scene.add(trigger, roles, words, voice=scene.voice_of(index))
            return


def _described(tree: Tree, index: int) -> tuple[int, ...]:
    """Return whom an adjective is said of: "X is guilty", "was found guilty", "found X guilty"."""
    token = tree[index]
    if token.dep == "acomp" and tree.is_one_of(token.head, "copulas"):
        return subject(tree, token.head)
    if not tree.is_one_of(token.head, "judging"):
        return ()
    if token.dep == "oprd" and tree.is_passive(token.head):
        return subject(tree, token.head)
    return tree.kids(index, "nsubj") if token.dep == "ccomp" else ()


def _states(scene: Scene) -> None:
    """Keep a main clause that fits no predicate with its verb, where somebody takes part."""
    for verb in _main_verbs(scene):
        if verb in scene.used or not scene.holds(verb) or _raises(scene, verb):
            continue
        filled = scene.fill(_STATES, places(scene.cast, verb))
        filled = filled or _bare(scene, verb)
        roles = [role for _, role in filled]
        acting = [r for name, r in filled if name in {"nsubj", "agent", "dobj", "dative"}]
        bare = scene.tree.lemma(verb) == "be" and len(roles) == 1
        if not bare and any(_is_somebody(scene, role) for role in acting):
            particle = scene.tree.particle(verb)
            lemma = scene.tree.lemma(verb)
            whole = f"{lemma} {scene.tree.lemma(particle)}" if particle is not None else lemma
            scene.add(_STATES, roles, (verb,), voice=scene.voice_of(verb), verb=whole)


def _raises(scene: Scene, verb: int) -> bool:
    """Tell whether a verb only passes its subject on ("is thought to have …")."""
    return scene.tree.is_passive(verb) and bool(scene.tree.kids(verb, "xcomp"))


def _bare(scene: Scene, verb: int) -> list[tuple[str, Role]]:
    """Return the subject of a clause that has nothing else ("Moreno fled")."""
    if scene.tree.kids(verb, "ccomp", "xcomp"):
        return []
    held = places(scene.cast, verb).get("nsubj", [])
    return [("nsubj", r) for place in held for r in scene.cast.roles("states", "agent", place)]


def _is_somebody(scene: Scene, role: Role) -> bool:
    return not role.literal and any(
        m.span == role.span and m.kind in {*_SOMEBODY, "role"} for m in scene.cast.mentions
    )


def _main_verbs(scene: Scene) -> list[int]:
    tree = scene.tree
    tops = [
        n
        for n in sorted(scene.content)
        if tree[n].pos in {"VERB", "AUX"}
        and tree[n].dep not in {"aux", "auxpass"}
        and (tree[n].head == n or tree[n].head not in scene.content)
    ]
    joined = [n for top in tops for n in tree.joined(top) if n in scene.content]
    return sorted({*tops, *(n for n in joined if tree[n].pos in {"VERB", "AUX"})})
