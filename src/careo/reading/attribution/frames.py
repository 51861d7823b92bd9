"""Frames: sayings set into or beside what they report.

"According to Roe, …"; "as Roe put it, …"; "…, Roe claims, …"; "… —he says— …"; "Roe: …".
"""

from __future__ import annotations

from careo.reading.attribution.content import antecedent
from careo.reading.attribution.cues import Hit
from careo.reading.attribution.source import NOBODY, Words, passive
from careo.reading.attribution.tree import DASHES, OPENING, Tree

_STRONG = DASHES | {"(", ")"}
_STOPS = frozenset({",", ";", *_STRONG})
_CLAUSES = frozenset({"ccomp", "relcl", "conj", "parataxis", "ROOT"})


def framed(tree: Tree, hit: Hit, source: Words) -> Words:
    """Return what a cue without a clause of its own reports: the words around it."""
    if hit.cue.pos == "ADP":
        return _phrase(tree, hit)
    if hit.cue.pos == "ADV":
        return _adverb(tree, hit)
    if hit.cue.pos == "NOUN":
        return _in_words(tree, hit)
    if hit.cue.pos == "VERB" and not _of_somebody(tree, hit.at):
        return (
            _as_said(tree, hit)
            or _island(tree, hit, source, dashes=True)
            or _what_he_said(tree, hit)
            or _inserted(tree, hit)
            or _island(tree, hit, source)
        )
    return NOBODY


def _of_somebody(tree: Tree, at: int) -> bool:
    """Tell "witnesses were told" from "it is said"."""
    return passive(tree, at) and not any(tree.low(n) == "it" for n in tree.kids(at, "nsubjpass"))


def _phrase(tree: Tree, hit: Hit) -> Words:
    """Return the clause that "according to Roe" belongs to; at a sentence's edge, all of it."""
    phrase = tree.below(hit.at) | frozenset(hit.parts)
    for part in hit.parts:
        phrase |= tree.below(part)
    scope = _scope(tree, hit.at, phrase)
    return scope - phrase - _addition(tree, max(phrase))


def _addition(tree: Tree, last: int) -> Words:
    """Return what is added about the speaker and the parser hung elsewhere.

    "According to witness Roe, a driver of the brigade, Doe fled": Roe is the driver.
    """
    start = last + 2
    if start >= len(tree.tokens) or tree.low(last + 1) != "," or tree.tokens[start].pos != "DET":
        return NOBODY
    end = start
    while end < len(tree.tokens) and tree.low(end) != ",":
        if tree.tokens[end].pos == "AUX" or _acts(tree, end):
            return NOBODY
        end += 1
    loose = {tree.tokens[n].dep for n in range(start, end)} & {"ROOT", "appos", "conj"}
    return NOBODY if loose or end == len(tree.tokens) else frozenset(range(last + 1, end + 1))


def _acts(tree: Tree, at: int) -> bool:
    """Tell a subject, unless its verb has another right before it."""
    if tree.tokens[at].dep not in {"nsubj", "nsubjpass"}:
        return False
    verb = tree.tokens[at].head
    later = [n for n in tree.kids(verb, "nsubj", "nsubjpass") if at < n < verb]
    return not later or any(tree.low(n) == "," for n in range(later[-1], verb))


def _scope(tree: Tree, at: int, phrase: Words) -> Words:
    everything = frozenset(range(len(tree.tokens)))
    before = [n for n in range(min(phrase)) if not tree.punct(n)]
    if not before:
        return everything
    for n in tree.above(at):
        token = tree.tokens[n]
        if token.dep == "relcl":
            return tree.below(n) | antecedent(tree, n)
        if token.dep in _CLAUSES and token.pos in {"VERB", "AUX"}:
            return tree.below(n) | _noun_before(tree, min(tree.below(n)))
    return everything


def _noun_before(tree: Tree, at: int) -> Words:
    """Return the noun of a relative clause that the parser hung elsewhere."""
    if (
        tree.low(at) in {"that", "which"}
        and at > 0
        and tree.tokens[at - 1].pos in {"NOUN", "PROPN"}
    ):
        return frozenset(n for n in tree.below(at - 1) if n < at)
    return NOBODY


def _in_words(tree: Tree, hit: Hit) -> Words:
    """Return the clause of "in Roe's words" and "by his own account"."""
    head = tree.tokens[hit.at].head
    phrase = tree.tokens[head].dep == "prep" and tree.low(head) in {"in", "by"}
    if not phrase or not tree.among(hit.at, "of") or not tree.kids(hit.at, "poss"):
        return NOBODY
    if tree.tokens[head].head in tree.cues:
        return NOBODY
    below = tree.below(head)
    return _scope(tree, head, below) - below


def _adverb(tree: Tree, hit: Hit) -> Words:
    clause = tree.clause(hit.at)
    words = tree.below(clause)
    for n in tree.kids(clause, "ccomp"):
        own = tree.swallowed(n)
        words = words if own is None else words - tree.below(n) | tree.below(own)
    if tree.tokens[clause].dep in {"relcl", "acl"}:
        words |= antecedent(tree, clause)
    return words - {hit.at}


def _as_said(tree: Tree, hit: Hit) -> Words:
    """Return the clause that "as Roe put it" belongs to."""
    token = tree.tokens[hit.at]
    marks = [n for n in tree.kids(hit.at, "mark", "advmod", "prep") if tree.low(n) == "as"]
    if token.dep != "advcl" or not marks or not tree.kids(hit.at, "nsubj"):
        return NOBODY
    return tree.below(tree.clause(token.head)) - tree.below(hit.at)


def _what_he_said(tree: Tree, hit: Hit) -> Words:
    """Return the clause of "what Roe said was that …"."""
    token = tree.tokens[hit.at]
    if token.dep != "csubj" or tree.tokens[token.head].lemma != "be":
        return NOBODY
    clauses = [n for n in tree.kids(token.head, "ccomp") if n > token.head]
    return tree.below(clauses[0]) if clauses else NOBODY


def _inserted(tree: Tree, hit: Hit) -> Words:
    """Return the clause into which the parser sees a saying inserted."""
    token = tree.tokens[hit.at]
    if token.dep != "parataxis" or "clause" not in hit.cue.content or tree.kids(hit.at, "dobj"):
        return NOBODY
    verbal = tree.tokens[token.head].pos in {"VERB", "AUX"}
    around = token.head if verbal else tree.clause(token.head)
    return tree.below(around) - tree.below(hit.at)


def _island(tree: Tree, hit: Hit, source: Words, *, dashes: bool = False) -> Words:
    """Return the sentence around a saying that commas or dashes part from it."""
    first, last = _shore(tree, hit, source)
    left, right = tree.low(first - 1) if first else "", _after(tree, last)
    strong = left in _STRONG and right in _STRONG
    if (dashes and not strong) or not _lone(tree, hit, left, right):
        return NOBODY
    before = frozenset(range(first))
    after = frozenset(range(last + 1, len(tree.tokens)))
    if all(tree.punct(n) for n in before):
        return after if right == ":" else NOBODY
    if strong or _goes_on(tree, before, after):
        return before | after if strong or _clausal(tree, before) else _begun(tree, before, after)
    return before if _clausal(tree, before) else _begun(tree, before, after)


def _begun(tree: Tree, before: Words, after: Words) -> Words:
    """Return both sides of a saying behind the first words of a clause ("At times, he says, …")."""
    return before | after if _clausal(tree, after) else NOBODY


def _lone(tree: Tree, hit: Hit, left: str, right: str) -> bool:
    """Tell whether a saying stands between marks, with nothing of its own that it says."""
    if "clause" not in hit.cue.content or hit.cue.act in {"orders", "promises"}:
        return False
    parted = left in _STOPS or (not left and right in {",", ":"})
    ended = right in _STOPS or right in {"", ".", ":"}
    told = set() if tree.among(hit.at, "hearing") else {"dobj"}
    own = tree.kids(hit.at, "xcomp", "ccomp", *told)
    return parted and ended and (right == ":" or not own)


def aside(tree: Tree, hit: Hit, source: Words) -> Words:
    """Return both sides of a saying before a "that" ("no proof, he said, that …").

    Between dashes what stands behind is not its own clause, whatever the parser sees.
    """
    first, last = _shore(tree, hit, source)
    dashes = first > 1 and tree.low(first - 1) in DASHES and _after(tree, last) in DASHES
    if dashes and tree.tokens[hit.at].dep == "parataxis":
        return _begun(tree, frozenset(range(first)), frozenset(range(last + 1, len(tree.tokens))))
    begins = last + 2 < len(tree.tokens) and tree.low(last + 1) == "," == tree.low(first - 1)
    before = frozenset(range(first))
    if not begins or first < 1 or tree.low(last + 2) != "that" or not _clausal(tree, before):
        return NOBODY
    return before | frozenset(range(last + 1, len(tree.tokens)))


def _clausal(tree: Tree, words: Words) -> bool:
    """Tell whether words hold a main clause, or the beginning of one."""
    for n in words:
        verb = tree.tokens[n].head
        if tree.tokens[n].dep in {"nsubj", "nsubjpass", "csubj", "expl", "attr"}:
            marks = tree.kids(verb, "mark") or tree.tokens[verb].dep in {"pcomp", "relcl", "acl"}
            if verb not in words or not marks:
                return True
    return any(tree.tokens[n].tag in OPENING for n in words)


def _shore(tree: Tree, hit: Hit, source: Words) -> tuple[int, int]:
    """Return the first and last word of a saying with its speaker, time and place."""
    words = set(hit.words) | {n for n in source if abs(n - hit.at) < len(tree.tokens)}
    near = {
        n
        for n in words
        if min(hit.words) - len(source) - 3 <= n <= max(hit.words) + len(source) + 3
    }
    told = ("dobj",) if tree.among(hit.at, "hearing") else ()
    for kid in tree.kids(hit.at, "npadvmod", "prep", "advmod", "dative", "prt", *told):
        if kid > hit.at and tree.low(min(tree.below(kid)) - 1) not in _STOPS:
            near |= tree.below(kid)
    return min(near), max(near)


def _after(tree: Tree, last: int) -> str:
    return tree.low(last + 1) if last + 1 < len(tree.tokens) else ""


def _goes_on(tree: Tree, before: Words, after: Words) -> bool:
    """Tell whether a sentence broken by a saying goes on behind it."""
    for n in sorted(before):
        if tree.tokens[n].head in after and not tree.punct(n):
            return True
    return any(
        tree.tokens[n].head in before and tree.tokens[n].dep != "punct" for n in sorted(after)
    )
