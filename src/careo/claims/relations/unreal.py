"""Whether a content says that something happened, or only speaks of it.

An order, a plan, a condition, a purpose, an accusation or a question asserts nothing of what
stands in it: "ordered X to pay" does not say that X paid.
"""

from __future__ import annotations

from careo.claims.negation import negated
from careo.claims.relations.tree import Tree

_PURPOSE = frozenset({"advcl", "acl", "relcl"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "prep", "dobj"})
_CLAUSES = frozenset({"xcomp", "ccomp"})
_OF_NOUNS = frozenset({"acl", "relcl", "ccomp", "prep"})


def is_unreal(tree: Tree, index: int, content: frozenset[int], known: dict[int, bool]) -> bool:
    """Tell whether the content only speaks of something without saying that it happened.

    Only words of the content count as its frame: "claims to have seen" asserts the seeing where
    "to have seen" is the content. What somebody is told to do is left open all the same.

    Args:
        tree: The sentence.
        index: The word.
        content: The words claimed.
        known: What was told of other words of the same content; more is put there.
    """
    if index <= tree.asking:
        return True
    if index in known:
        return known[index]
    passed: list[int] = []
    unreal: bool | None = None
    heads = tree.above(index)
    for below, above in zip((index, *heads), (*heads, None), strict=True):
        passed.append(below)
        unreal = known.get(below)
        if unreal is None:
            unreal = _frames(tree, below, above, content)
        if unreal is not None:
            break
    known.update(dict.fromkeys(passed, bool(unreal)))
    return bool(unreal)


def _frames(tree: Tree, below: int, above: int | None, content: frozenset[int]) -> bool | None:
    """Tell whether a word, or the one above it, leaves the word open; None: ask the one above."""
    if _is_condition(tree, below, content):
        return True
    if above is None:
        return False
    if above not in content:
        return _is_told(tree, below, above)
    return True if _opens(tree, below, above) else None


def _is_condition(tree: Tree, verb: int, content: frozenset[int]) -> bool:
    if tree[verb].pos not in {"VERB", "AUX"}:
        return False
    if _is_marked(tree, verb) or _is_inverted(tree, verb) or _is_notion(tree, verb):
        return True
    wished = any(tree.is_one_of(n, "would") for n in tree.kids(verb, "aux"))
    if wished and any(_is_marked(tree, clause) for clause in tree.kids(verb, "advcl")):
        return True
    purpose = tree[verb].dep in _PURPOSE and tree.is_infinitive(verb)
    return purpose and tree[verb].head in content


def _is_marked(tree: Tree, verb: int) -> bool:
    return any(tree.is_one_of(n, "unreal") for n in tree.kids(verb, "mark"))


def _is_inverted(tree: Tree, verb: int) -> bool:
    """Tell whether an auxiliary stands before the subject: "had he ordered it"."""
    subjects = tree.kids(verb, "nsubj", "nsubjpass")
    first = [n for n in tree.kids(verb, "aux") if tree[n].text.lower() in tree.listed("inverting")]
    return bool(subjects and first and first[0] < subjects[0])


def _is_notion(tree: Tree, verb: int) -> bool:
    """Tell whether a gerund has a subject of its own: "from Ana being a spy to …"."""
    gerund = tree[verb].dep == "pcomp" and tree[verb].tag == "VBG"
    return gerund and bool(tree.kids(verb, "nsubj", "nsubjpass"))


def _is_told(tree: Tree, below: int, above: int) -> bool:
    """Tell whether the content is what somebody is told, or promises, to do."""
    if tree[below].tag != "VB" or _is_perfect(tree, below):
        return False
    if tree.is_infinitive(below):
        return not (tree.is_one_of(above, "claiming") or tree.is_one_of(above, "implicative"))
    return tree[below].dep in _CLAUSES and tree.is_one_of(above, "open")


def _is_perfect(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(n) == "have" for n in tree.kids(verb, "aux"))


def _opens(tree: Tree, below: int, above: int) -> bool:
    """Tell whether what a word governs is left open by it."""
    dep, verb = tree[below].dep, _complement(tree, below)
    if verb is None:
        return False
    if dep in _CLAUSES and _is_judged(tree, above):
        return True
    if tree[above].pos == "NOUN" and dep in _OF_NOUNS:
        return _is_content(tree, above, below) or (
            dep != "relcl" and tree.is_one_of(above, "open_nouns") and not tree.kids(below, "agent")
        )
    return tree[above].pos == "VERB" and dep in _COMPLEMENTS and _verb_opens(tree, verb, above)


def _verb_opens(tree: Tree, verb: int, above: int) -> bool:
    """Tell whether a verb leaves its complement open; an infinitive is, unless it is implied."""
    if negated(tree.sentence, above, tree.lexicon):
        return True
    if tree.is_passive(above) and _is_perfect(tree, verb):
        return False
    if tree[verb].tag == "VB" and tree.is_infinitive(verb):
        habit = tree.is_one_of(above, "habitual") and not tree.kids(above, "dobj")
        return not habit and not tree.is_one_of(above, "implicative")
    return tree.is_one_of(above, "open") or tree.lemma(above) in tree.lexicon.cues


def _is_content(tree: Tree, noun: int, clause: int) -> bool:
    """Tell whether a clause says what a noun like "idea" holds, and describes nothing."""
    if tree[clause].dep not in {"acl", "relcl"} or tree.is_one_of(noun, "facts"):
        return False
    subjects = [n for n in tree.kids(clause, "nsubj", "nsubjpass") if tree.lemma(n) != "that"]
    whole = len(tree.kids(clause, "dobj")) > 1 or bool(tree.kids(clause, "nsubjpass"))
    marks = tree.kids(clause, "mark", "dobj") if whole else tree.kids(clause, "mark")
    return any(tree.lemma(n) == "that" for n in marks) and bool(subjects)


def _is_judged(tree: Tree, above: int) -> bool:
    """Tell whether an adjective leaves its clause open or denies it ("it is not true that")."""
    held = (above,) if tree[above].pos == "ADJ" else tree.kids(above, "acomp")
    if not held or (tree[above].pos == "VERB" and tree.lemma(above) != "be"):
        return False
    return not tree.is_one_of(held[0], "factive") or negated(tree.sentence, held[0], tree.lexicon)


def _complement(tree: Tree, index: int) -> int | None:
    """Return the verb that a complement says: of a preposition, its gerund."""
    if tree[index].dep == "prep":
        return next(iter(tree.kids(index, "pcomp")), None)
    if tree[index].dep == "dobj":
        return index if tree[index].pos == "VERB" else None
    return index
