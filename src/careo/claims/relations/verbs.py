"""What stands at the grammatical places of a verb, whoever lends it its subject."""

from __future__ import annotations

from careo.claims.relations.cast import Cast, Place
from careo.claims.relations.tree import Tree

Places = dict[str, list[Place]]

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_CLOSE = 3
_OWN_COMPLEMENTS = ("prep", "xcomp", "ccomp", "attr")


def subject(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return whom a verb is said of: its subject, or that of whatever governs it.

    Empty where grammar does not tell: nobody is guessed.
    """
    seen: set[int] = set()
    at: int | None = verb
    while at is not None and at not in seen:
        seen.add(at)
        own = tree.kids(at, "nsubj", "nsubjpass")
        if own:
            return () if tree.lemma(own[0]) == "there" else own[:1]
        nouns = _noun_described(tree, at)
        if nouns:
            return nouns
        at, lent = _governor(tree, at)
        if lent:
            return lent
    return ()


def _noun_described(tree: Tree, verb: int) -> tuple[int, ...]:
    token = tree[verb]
    if token.dep in {"acl", "amod"} and not tree.is_infinitive(verb):
        host = tree.host_of_participle(verb) if token.dep == "acl" else token.head
        return () if host is None or tree[host].pos in {"VERB", "AUX"} else (host,)
    if token.dep == "conj" and tree[token.head].pos not in {"VERB", "AUX"}:
        host = tree.host_of_participle(verb) if token.tag == "VBN" else None
        return () if host is None else (host,)
    return ()


def _governor(tree: Tree, verb: int) -> tuple[int | None, tuple[int, ...]]:
    """Return the verb whose subject is shared, or the word that is the subject itself."""
    token = tree[verb]
    head = token.head
    if token.dep == "conj":
        return head, ()
    if token.dep in {"xcomp", "ccomp", "advcl", "dobj", "parataxis"}:
        apart = _is_command(tree, verb) or _is_finite(tree, verb)
        if apart or tree[head].pos not in {"VERB", "AUX", "ADJ"}:
            return None, ()
        if tree[head].pos == "ADJ":
            return tree[head].head, ()
        return _controlled(tree, verb, head)
    if token.dep == "pcomp":
        return _gerund(tree, verb, head)
    return None, ()


def _controlled(tree: Tree, verb: int, head: int) -> tuple[int | None, tuple[int, ...]]:
    if tree.is_passive(head) and tree[verb].dep != "xcomp" and not tree.is_passive(verb):
        return None, ()
    marked = any(tree.lemma(n) == "as" for n in tree.kids(verb, "mark"))
    replaced = (marked or tree.is_one_of(verb, "taking_over")) and tree.is_one_of(head, "equating")
    if (tree[verb].dep != "xcomp" and not replaced) or tree.is_passive(head):
        return head, ()
    if tree.is_one_of(head, "subject_control"):
        return head, ()
    objects = tree.kids(head, "dobj")
    return (None, objects) if objects else (head, ())


def _is_command(tree: Tree, verb: int) -> bool:
    """Tell a quoted command: in "he said: “Leave”" he does not leave."""
    opened = any(tree[n].tag == "``" for n in range(tree[verb].head, verb))
    return tree[verb].tag == "VB" and opened and not tree.kids(verb, "aux")


def _is_finite(tree: Tree, verb: int) -> bool:
    return any(tree[n].tag in _FINITE for n in (verb, *tree.kids(verb, "aux", "auxpass")))


def _gerund(tree: Tree, verb: int, preposition: int) -> tuple[int | None, tuple[int, ...]]:
    above = tree[preposition].head
    if tree[above].pos == "ADJ":
        return tree[above].head, ()
    if tree[above].pos in {"VERB", "AUX"}:
        if tree.lemma(preposition) == "as" and tree.is_one_of(above, "equating"):
            return None, tree.kids(above, "nsubjpass" if tree.is_passive(above) else "dobj")
        bound = tree.is_one_of(preposition, "object_control")
        if tree.is_passive(above):
            return (above, ()) if bound or tree.is_passive(verb) else (None, ())
        objects = tree.kids(above, "dobj") if bound else ()
        return (None, objects) if objects else (above, ())
    return None, tree.kids(above, "poss") if tree.is_one_of(above, "standing") else ()


def places(cast: Cast, verb: int) -> Places:
    """Return what stands at each grammatical place of a verb.

    ``nsubj`` is who acts and ``dobj`` what suffers, in the passive too; ``agent`` is the
    by-phrase; a preposition is spelt as its word, ``dobj of`` what an object is of.
    """
    if verb not in cast.places:
        cast.places[verb] = _places(cast.tree, verb)
    return cast.places[verb]


def _places(tree: Tree, verb: int) -> Places:
    found: Places = {}
    passive = tree.is_passive(verb)
    for index in subject(tree, verb):
        _put(found, "dobj" if passive else "nsubj", Place(index))
    for index in _agents(tree, verb) if passive else ():
        _put(found, "agent", Place(index))
    _objects(tree, verb, found, passive=passive)
    _clauses(tree, verb, found)
    for preposition in tree.kids(verb, "prep", "dative"):
        _prepositional(tree, preposition, found)
    for preposition in tree.kids(verb, "prep"):
        _through_manner(tree, preposition, found)
    for place in [*found.get("dobj", ()), *(found.get("oprd", ()) if passive else ())]:
        _through_object(tree, place.word, found)
    return found


def _put(found: Places, name: str, place: Place) -> None:
    held = found.setdefault(name, [])
    if place not in held:
        held.append(place)


def _agents(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the by-phrase, that of the next joined participle where this one has none."""
    at = verb
    for _ in tree.tokens:
        for by in tree.kids(at, "agent"):
            return tree.objects(by)
        following = [n for n in tree.kids(at, "conj") if _bare_participle(tree, n)]
        if not following:
            return ()
        at = following[0]
    return ()


def _bare_participle(tree: Tree, verb: int) -> bool:
    return tree[verb].tag == "VBN" and not tree.kids(verb, "aux", "auxpass", "nsubjpass", "nsubj")


def _objects(tree: Tree, verb: int, found: Places, *, passive: bool) -> None:
    own = tree.kids(verb, "dobj") or (() if passive else _lent_object(tree, verb))
    own = tuple(n for n in own if not tree.relative(n)) or own
    for index in own:
        _put(found, "oprd" if passive else "dobj", Place(index))
    for index in tree.kids(verb, "attr", "oprd", "acomp"):
        _put(found, tree[index].dep, Place(index))
        for preposition in tree.kids(index, "prep") if tree[index].dep == "acomp" else ():
            for thing in tree.objects(preposition):
                _put(found, f"acomp {tree.lemma(preposition)}", Place(thing))
    for index in tree.kids(verb, "dative"):
        if tree[index].pos != "ADP":
            _put(found, "dative", Place(index))


def _lent_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the object that a verb shares ("planned and executed X") or that its clause omits."""
    if tree[verb].dep == "amod" and tree.kids(verb, "nsubj"):
        return (tree[verb].head,)
    if tree[verb].dep == "relcl" and not any(tree.relative(n) for n in tree.below(verb)):
        apart = any(t.text == "," for t in tree.tokens[tree[verb].head : verb])
        return tree.antecedents(verb) if tree.kids(verb, "nsubj") and not apart else ()
    for following in tree.kids(verb, "conj"):
        if tree[verb].tag == "VBG":
            break
        close = following - verb <= _CLOSE and not tree.kids(verb, *_OWN_COMPLEMENTS)
        if close and not tree.kids(following, "nsubj", "nsubjpass"):
            return tree.kids(following, "dobj")
    return ()


def _clauses(tree: Tree, verb: int, found: Places) -> None:
    for index in tree.kids(verb, "xcomp", "ccomp"):
        if tree[index].pos == "VERB":
            _put(found, tree[index].dep, Place(index, clause=True))
            told = tree.kids(index, "nsubj") if tree[index].tag == "VB" else ()
            for who in told if "dobj" not in found else ():
                _put(found, "dobj", Place(who))


def _prepositional(tree: Tree, preposition: int, found: Places) -> None:
    word = tree.lemma(preposition)
    for thing in tree.objects(preposition):
        clause = tree[thing].dep == "pcomp" and tree[thing].pos == "VERB"
        if word == "on" and tree.lemma(thing) == "behalf":
            for inner in tree.kids(thing, "prep"):
                for whom in tree.objects(inner):
                    _put(found, "on_behalf_of", Place(whom))
        else:
            _put(found, word, Place(thing, clause=clause))
    for inner in tree.kids(preposition, "prep"):
        for thing in tree.objects(inner):
            _put(found, f"{word} {tree.lemma(inner)}", Place(thing))


def _through_manner(tree: Tree, preposition: int, found: Places) -> None:
    """Add where somebody is held, though it hangs on the word for it: "into *custody* in X"."""
    for thing in tree.objects(preposition):
        for inner in tree.kids(thing, "prep") if tree.is_one_of(thing, "prisons") else ():
            if tree.is_one_of(inner, "through_object") and tree.lemma(inner) not in found:
                _prepositional(tree, inner, found)


def _through_object(tree: Tree, index: int, found: Places) -> None:
    """Add the prepositions that the parser has hung on the object."""
    for noun in tree.joined(index):
        for preposition in tree.kids(noun, "prep"):
            word = tree.lemma(preposition)
            for thing in tree.objects(preposition) if word == "of" else ():
                _put(found, "dobj of", Place(thing))
                for inner in tree.kids(thing, "prep"):
                    if tree.lemma(inner) not in {"of", *found}:
                        _prepositional(tree, inner, found)
            if tree.is_one_of(preposition, "through_object") and word not in found:
                _prepositional(tree, preposition, found)
