"""Cues: the words that say that somebody says something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from careo.model.lexicon import Cue, Lexicon
from careo.model.once import once
from careo.model.record import Record
from careo.reading.attribution.tree import Tree

_MOST = 40
_HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})
_CARRIERS = frozenset({"xcomp"})

Entries = tuple[tuple[tuple[str, ...], str], ...]
"""Cues of one first lemma: the rest of their words and their key in the lexicon, longest first."""

Phrases = Mapping[str, Entries]
"""Cues by their first lemma."""


class Hit(Record, frozen=True):
    """A cue found in a sentence.

    Attributes:
        at: Index of its head word.
        words: Indices of all its words, in order and without gaps.
        parts: Indices of the lexicon entry's own words.
        key: Its key in the lexicon.
        cue: Its entry.
        negated: "did not say", "refused to say", "without saying".
    """

    at: int
    words: tuple[int, ...]
    parts: tuple[int, ...]
    key: str
    cue: Cue
    negated: bool


@once(8)
def phrases(lexicon: Lexicon) -> Phrases:
    """Return the lexicon's cues by their first word."""
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for key in lexicon.cues:
        first, *rest = key.split()
        found[first].append((tuple(rest), key))
    return {
        first: tuple(sorted(entries, key=lambda e: (-len(e[0]), e[1])))
        for first, entries in found.items()
    }


def hits(tree: Tree, lexicon: Lexicon, index: Phrases) -> list[Hit]:
    """Find the cues of a sentence, in order; at most 40, so that no text costs too much.

    Several hits on one head word are its readings, the best first.
    """
    found: list[Hit] = []
    heads: set[int] = set()
    for at, token in enumerate(tree.tokens):
        entries = index.get(token.lemma.lower()) or index.get(token.text.lower())
        readings = list(_at(tree, at, entries, lexicon)) if entries else []
        if readings and len(heads) < _MOST:
            heads.add(at)
            found += readings
    tree.cues = frozenset(heads)
    return found


def _at(tree: Tree, at: int, entries: Entries, lexicon: Lexicon) -> Iterator[Hit]:
    for rest, key in entries:
        parts = _rest(tree, at, rest)
        if parts is None:
            continue
        for cue in lexicon.cues[key]:
            if _fits(tree, at, cue):
                words = _words(tree, at, parts)
                yield Hit(
                    at=at,
                    words=words,
                    parts=(at, *parts),
                    key=key,
                    cue=cue,
                    negated=_negated(tree, at),
                )


def _fits(tree: Tree, at: int, cue: Cue) -> bool:
    token = tree.tokens[at]
    if cue.pos == "VERB":
        verbal = token.pos in {"VERB", "AUX"} or bool(tree.kids(at, "nsubj", "aux"))
        return verbal and token.dep not in {"amod", "compound", "aux", "auxpass", "prep"}
    if cue.pos == "NOUN":
        return token.pos == "NOUN" and token.dep != "compound"
    return cue.pos != "ADV" or token.pos == "ADV"


def _rest(tree: Tree, at: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return the places of a cue's further words: side by side, or one particle of its own."""
    end = at + 1 + len(rest)
    if end <= len(tree.tokens) and all(
        word in {tree.low(at + 1 + n), tree.tokens[at + 1 + n].lemma} for n, word in enumerate(rest)
    ):
        return tuple(range(at + 1, end))
    if len(rest) == 1:
        for kid in tree.kids(at, "prep", "prt", "agent", "dative", "advmod"):
            if kid > at and tree.low(kid) == rest[0]:
                return (kid,)
        return _behind_agent(tree, at, rest[0])
    return None


def _behind_agent(tree: Tree, at: int, word: str) -> tuple[int, ...] | None:
    """Return the "of" of "accused by Roe of theft", which the parser hangs on Roe."""
    for agent in tree.kids(at, "agent"):
        for teller in tree.kids(agent, "pobj"):
            for kid in tree.kids(teller, "prep"):
                if tree.low(kid) == word and tree.kids(kid, "pcomp"):
                    return (kid,)
    return None


def _words(tree: Tree, at: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the cue with its auxiliaries, adverbs and particles, as far as they stand together."""
    first = last = at
    if tree.tokens[at].pos in {"VERB", "AUX"}:
        first = _leftmost(tree, at)
    for n in range(at + 1, len(tree.tokens)):
        if n not in parts and tree.tokens[n].dep != "prt":
            break
        last = n
    return tuple(range(first, last + 1))


def _leftmost(tree: Tree, at: int) -> int:
    """Return the first word of a verb group: "has repeatedly said", "refused to say"."""
    first = at
    owners = {at}
    while first > 0:
        token = tree.tokens[first - 1]
        if token.head in owners and token.dep in _HELPERS and token.tag != "WRB":
            first -= 1
            if token.dep == "advmod":
                owners.add(first)
        else:
            break
    if tree.tokens[first].tag == "TO" and tree.tokens[at].dep in _CARRIERS:
        carrier = tree.tokens[at].head
        if carrier == first - 1 and tree.tokens[carrier].pos == "VERB":
            return _leftmost(tree, carrier)
    return first


def _apart(tree: Tree, a: int, b: int) -> bool:
    """Tell whether punctuation stands between two words."""
    return any(tree.tokens[n].pos == "PUNCT" for n in range(min(a, b) + 1, max(a, b)))


def _negates(tree: Tree, at: int) -> bool:
    """Tell whether a word negates; the "not" of "not only" does not."""
    last = at + 1 == len(tree.tokens)
    return tree.among(at, "negations") and (last or not tree.among(at + 1, "only"))


def _negated(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    if any(_negates(tree, n) and not _apart(tree, n, at) for n in tree.kids(at)):
        return True
    for kid in tree.kids(at, "nsubj", "nsubjpass"):
        if tree.among(kid, "nobody") or any(tree.among(n, "nobody") for n in tree.kids(kid, "det")):
            return True
    if token.pos == "NOUN" and token.dep == "dobj":
        return _negated(tree, token.head)
    head = token.head
    if token.dep == "pcomp" and tree.low(head) == "without":
        return True
    if token.dep in _CARRIERS and head < at:
        return tree.among(head, "refusals") or _negated(tree, head)
    return _shares(tree, at) and _negated(tree, head)


def _shares(tree: Tree, at: int) -> bool:
    """Tell a verb that shares the negation before it: "neither confirm nor deny"."""
    token = tree.tokens[at]
    joined = any(tree.low(n) in {"or", "nor"} for n in tree.kids(token.head, "cc"))
    bare = token.tag == "VB" and not tree.kids(at, "aux", "nsubj")
    return token.dep == "conj" and token.head < at and joined and bare
