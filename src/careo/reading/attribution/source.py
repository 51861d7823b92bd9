"""Sources: who says it, as written.

An empty source takes over the subject of what governs it; a passive without its agent and a
bare "it is said" name nobody.
"""

from __future__ import annotations

from careo.reading.attribution.cues import Hit
from careo.reading.attribution.tree import DASHES, Tree
from careo.reading.quotes import CLOSING

Words = frozenset[int]
NOBODY: Words = frozenset()

_SUBJECTS = ("nsubj", "nsubjpass")
_DEPTH = 8


def source(tree: Tree, hit: Hit) -> Words:
    """Return the words that name the speaker of a cue; none where they do not stand there."""
    if hit.cue.pos == "ADP":
        return _with_label(tree, _object_of(tree, hit.parts[-1]), hit.parts)
    if hit.cue.pos == "ADV":
        return NOBODY
    if hit.cue.pos == "NOUN":
        return _owner(tree, hit.at)
    if passive(tree, hit.at):
        return _agent(tree, hit.at).difference(*(tree.below(n) for n in hit.parts[1:]))
    inverted = _before_relative(tree, hit.at) or behind(tree, hit.at)
    if inverted:
        return inverted
    who = subject(tree, hit.at)
    words = _noun_phrase(tree, who)
    return words - tree.below(hit.at) if hit.at in words else words


def _before_relative(tree: Tree, at: int) -> Words:
    """Return the noun of a relative clause under which the parser hung its verb."""
    if tree.swallowed(at) is None:
        return NOBODY
    verb = tree.tokens[at].head
    first = min(tree.below(verb))
    return frozenset(n for n in tree.below(tree.tokens[verb].head) if n < first)


def _with_label(tree: Tree, words: Words, cue: tuple[int, ...]) -> Words:
    """Return a speaker with the letter or number right behind him ("witness K-14")."""
    after = max(words, default=-1) + 1
    if not 0 < after < len(tree.tokens) or tree.tokens[after].head not in cue:
        return words
    label = tree.tokens[after].pos in {"NUM", "PROPN", "X"}
    return words | {after} if label else words


def behind(tree: Tree, at: int) -> Words:
    """Return the noun phrase right behind a verb that a quotation parts from its seeming subject.

    "“The mine,” said Roe, “was never safe.”"
    """
    own = tree.kids(at, "nsubj")
    if not own or own[0] > at or tree.tokens[at - 1].text[-1] not in CLOSING:
        return NOBODY
    end = at + 1
    while end < len(tree.tokens) and tree.tokens[end].pos in {"DET", "ADJ", "NOUN", "PROPN"}:
        end += 1
    named = end > at + 1 and tree.tokens[end - 1].pos in {"NOUN", "PROPN"}
    return frozenset(range(at + 1, end)) if named and tree.punct(end) else NOBODY


def passive(tree: Tree, at: int) -> bool:
    """Tell whether a verb is passive, with or without its auxiliary."""
    token = tree.tokens[at]
    if tree.kids(at, "auxpass", "nsubjpass", "agent") or said_to_be(tree, at):
        return True
    if token.dep == "conj" and token.tag == "VBN" and not tree.kids(at, "nsubj", "aux"):
        risen = tree.risen(at)
        return passive(tree, token.head if risen is None else risen)
    reduced = token.dep in {"acl", "relcl", "advcl"}
    return token.tag == "VBN" and reduced and not tree.kids(at, "aux", "nsubj")


def said_to_be(tree: Tree, at: int) -> bool:
    """Tell ", said to be rich," which the parser takes for an active verb."""
    if tree.tokens[at].lemma != "say" or tree.low(at - 1) != ",":
        return False
    return any(
        n > at and tree.tokens[n].lemma in {"be", "have"} and tree.tokens[n].tag == "VB"
        for n in tree.kids(at, "xcomp")
    )


def subject(tree: Tree, at: int, depth: int = 0) -> int | None:
    """Return the head of what is the subject of a verb, its own or taken over."""
    own = tree.kids(at, *_SUBJECTS)
    if own:
        return _antecedent(tree, at, _nearest(tree, at, own))
    risen = tree.risen(at)
    if depth == _DEPTH:
        return None
    if risen is not None:
        return subject(tree, risen, depth + 1)
    taken = _taken_over(tree, at, depth)
    return taken if taken is not None else _inverted(tree, at) or _before(tree, at)


def _nearest(tree: Tree, at: int, own: tuple[int, ...]) -> int:
    """Return the subject; of two side by side the one right before its verb.

    "As to the second accused, Roe, the prosecutor submitted": the prosecutor did.
    """
    before = [n for n in own if n < at and tree.tokens[n].dep == "nsubj"]
    if not before[1:]:
        return own[0]
    closed = any(tree.low(n) == "," for n in range(before[-1], at))
    return own[0] if closed else before[-1]


def _taken_over(tree: Tree, at: int, depth: int) -> int | None:
    """Return the subject of what governs a verb that has none."""
    token = tree.tokens[at]
    if token.dep == "xcomp":
        return _controller(tree, token.head, depth)
    if token.dep == "acl":
        return _of_participle(tree, at, depth)
    if token.dep == "pcomp":
        return _governing(tree, token.head, depth)
    verbal = token.dep in {"conj", "advcl", "dep"} and token.head != at
    if verbal and tree.tokens[token.head].pos in {"VERB", "AUX"}:
        return subject(tree, token.head, depth + 1)
    return None


def _antecedent(tree: Tree, at: int, own: int) -> int:
    """Return what a relative pronoun stands for, or the subject itself."""
    if tree.low(own) not in {"which", "that"} or tree.tokens[at].dep == "ccomp":
        return own
    for verb in (at, *tree.above(at)):
        if tree.tokens[verb].dep == "relcl":
            return tree.tokens[verb].head
        if tree.tokens[verb].dep not in {"conj", "xcomp"}:
            break
    return own


def _inverted(tree: Tree, at: int) -> int | None:
    """Return a subject behind its verb that the parser took for an object (", added Roe")."""
    if any(n < at for n in tree.kids(at, "ccomp")) or tree.punct(at - 1):
        behind = [n for n in tree.kids(at, "dobj", "attr", "npadvmod") if n > at]
        if behind and tree.tokens[behind[0]].pos in {"PROPN", "PRON"}:
            return behind[0]
    return None


def _before(tree: Tree, at: int) -> int | None:
    """Return a noun right before a finite verb that the parser took for an adjective."""
    token = tree.tokens[at]
    if token.tag in {"VBZ", "VBD", "VBP"} and not tree.kids(at - 1) and at > 1:
        before = tree.tokens[at - 1]
        if before.head == at and before.dep in {"amod", "compound", "nmod"}:
            return at - 1
    return None


def _controller(tree: Tree, head: int, depth: int) -> int | None:
    own = tree.kids(head, "dobj")
    if own and tree.among(head, "addressing"):
        return own[0]
    return subject(tree, head, depth + 1)


def _of_participle(tree: Tree, at: int, depth: int) -> int | None:
    """Return the subject of "warning that": the noun before it, or over a comma the clause's."""
    head = tree.tokens[at].head
    if tree.tokens[at].tag in {"VBG", "VB"} and tree.low(at - 1) in {",", *DASHES}:
        taken = _governing(tree, head, depth)
        if taken is not None:
            return taken
    return head if tree.tokens[head].pos in {"NOUN", "PROPN", "PRON"} else None


def _governing(tree: Tree, at: int, depth: int) -> int | None:
    for n in (at, *tree.above(at)):
        if tree.tokens[n].pos in {"VERB", "AUX"}:
            return subject(tree, n, depth + 1)
    return None


def astray(tree: Tree, at: int) -> list[int]:
    """Return a content clause that the parser hung on the teller ("told by Roe that …").

    Behind "it was alleged by two that Roe fled" the "that" opens what is alleged, whatever the
    parser takes it for.
    """
    bare = any(tree.low(n) == "it" for n in tree.kids(at, "nsubjpass"))
    marks = ("mark", "dobj") if bare else ("mark",)
    for kid in tree.kids(at, "agent"):
        for teller in tree.kids(kid, "pobj"):
            return [
                n
                for n in tree.kids(teller, "relcl", "acl")
                if any(tree.low(m) == "that" for m in tree.kids(n, *marks))
            ]
    return []


def _agent(tree: Tree, at: int) -> Words:
    for kid in tree.kids(at, "agent"):
        strays = (tree.below(n) for n in astray(tree, at))
        return _object_of(tree, kid).difference(*strays)
    for kid in sorted(tree.below(at)):
        token = tree.tokens[kid]
        deep = kid > at and token.dep in {"prep", "agent"} and tree.tokens[token.head].pos == "NOUN"
        if tree.low(kid) == "by" and (token.head == at or deep):
            return _object_of(tree, kid)
    return NOBODY


def _object_of(tree: Tree, preposition: int) -> Words:
    for kid in tree.kids(preposition, "pobj", "pcomp"):
        return _noun_phrase(tree, kid)
    return NOBODY


def _noun_phrase(tree: Tree, head: int | None) -> Words:
    """Return a noun with what belongs to it, but for clauses behind a comma."""
    if head is None or tree.tokens[head].dep == "expl":
        return NOBODY
    words = tree.below(head) | _misread(tree, head)
    later = _second_name(tree, head)
    if later is not None:
        words = frozenset(range(min(tree.below(later)), max(words) + 1))
    for kid in tree.kids(head, "relcl", "acl", "advcl"):
        if kid > head and tree.low(min(tree.below(kid)) - 1) == ",":
            words -= tree.below(kid)
    return _without_dateline(tree, words)


def _misread(tree: Tree, head: int) -> Words:
    """Return the words before a noun that the parser took for an adjective of its verb."""
    first = head
    while first > 0 and tree.tokens[first].dep in {"amod", "compound", "nmod"}:
        before = tree.tokens[first - 1]
        if before.head != tree.tokens[head].head or before.dep not in {"det", "amod", "poss"}:
            break
        first -= 1
    verb = tree.tokens[tree.tokens[head].head].pos == "VERB"
    return frozenset(range(first, head)) if verb else NOBODY


def _second_name(tree: Tree, head: int) -> int | None:
    """Return the later of two names side by side that no "and" joins.

    A name is not in apposition to a name: the former ends what comes before ("Following his
    chief, Roe, Doe, a captain, said").
    """
    names = [n for n in tree.kids(head, "conj", "appos") if tree.tokens[n].pos == "PROPN"]
    if tree.tokens[head].pos != "PROPN" or len(names) != 1 or names[0] < head:
        return None
    between = range(head + 1, min(tree.below(names[0])))
    joined = any(tree.tokens[n].dep == "cc" for n in between) or not between
    return None if joined or not tree.kids(names[0], "appos") else names[0]


def _without_dateline(tree: Tree, words: Words) -> Words:
    """Take "SAN ROQUE (Agency) - " and "SAN ROQUE, 3 May - " off the first subject of a text."""
    words -= frozenset(range(tree.dateline()))
    dashes = [n for n in words if tree.low(n) in DASHES and n > 0]
    if dashes and tree.low(dashes[0] - 1) == ")" and min(words) == 0:
        return frozenset(n for n in words if n > dashes[0])
    return words


def _owner(tree: Tree, at: int) -> Words:
    """Return whose word a noun is: "Roe's claim", "a warning from Roe", "Roe made the claim"."""
    for kid in tree.kids(at, "poss"):
        return _noun_phrase(tree, kid) - frozenset(tree.kids(kid, "case"))
    for kid in tree.kids(at, "prep", "agent"):
        if tree.low(kid) in {"by", "from"}:
            return _object_of(tree, kid)
        if tree.low(kid) == "of" and tree.among(at, "of"):
            return _object_of(tree, kid)
    if tree.tokens[at].dep in {"dobj", "pobj", "attr", "conj"}:
        verb = _verb_over(tree, at)
        if verb is not None and not passive(tree, verb):
            return _noun_phrase(tree, subject(tree, verb)) - tree.below(at)
    return NOBODY


def _verb_over(tree: Tree, at: int) -> int | None:
    """Return the verb of which a noun is an object, over at most one preposition."""
    for n in tree.above(at):
        token = tree.tokens[n]
        if token.pos == "VERB":
            return n
        if token.dep not in {"prep", "dobj", "pobj", "conj", "dative"}:
            return None
    return None
