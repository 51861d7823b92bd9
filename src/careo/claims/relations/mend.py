"""Slips that a small parser makes again and again, mended before relations are read off.

Each rule says which parse it takes for a slip; any other sentence comes back as it was.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec

from careo.claims.syntax import dateline
from careo.model.once import once
from careo.model.reading import Sentence, Token

_PAST = frozenset({"VBD", "VBN"})
_NAMES = frozenset({"PROPN"})
_JOINTLY = frozenset({"together", "jointly"})
_COMPLEMENTS = ("acomp", "attr", "dobj", "ccomp")
_BOTH = 2
_DASHES = frozenset({"\u2014", "\u2013"})
_GIVING = frozenset({"give", "grant", "hand", "lend", "offer", "owe", "pay", "send", "wire"})
_HELPING = frozenset({"be", "get"})
_ONWARD = frozenset({"into", "through", "to", "via"})


@once(64)
def mend(sentence: Sentence) -> Sentence:
    """Return the sentence with its known slips mended."""
    tokens = list(sentence.tokens)
    _dateline(tokens)
    _pair_that_acts(tokens)
    _verb_as_adjective(tokens)
    _remark_in_dashes(tokens)
    _joined_over_dashes(tokens)
    _participle_of_verb(tokens)
    _participle_after_noun(tokens)
    _list_as_apposition(tokens)
    _joined_modifiers(tokens)
    _participles_in_a_row(tokens)
    _passive_after_gerund(tokens)
    _joined_passive(tokens)
    _participle_as_complement(tokens)
    _auxiliary_beside(tokens)
    _subject_of_auxiliary(tokens)
    _apposition_of_verb(tokens)
    _counted(tokens)
    _two_objects(tokens)
    _ways(tokens)
    if tuple(tokens) == sentence.tokens:
        return sentence
    return msgspec.structs.replace(sentence, tokens=tuple(tokens))


def _set(tokens: list[Token], index: int, head: int, dep: str) -> None:
    tokens[index] = msgspec.structs.replace(tokens[index], head=head, dep=dep)


def _kids(tokens: list[Token], index: int, *deps: str) -> list[int]:
    return [n for n, t in enumerate(tokens) if t.head == index and n != index and t.dep in deps]


def _dateline(tokens: list[Token]) -> None:
    """Mend "SAN ROQUE, 3 May - X did": San Roque, taken for who did it."""
    end = dateline(tokens)
    for n in range(end):
        if tokens[n].dep in {"nsubj", "nsubjpass"}:
            verb = tokens[n].head
            _set(tokens, n, verb, "dep")
            inside = [
                k for k in range(end, verb) if tokens[k].head < end and tokens[k].pos in _NAMES
            ]
            if inside and not _kids(tokens, verb, "nsubj", "nsubjpass"):
                _set(tokens, inside[-1], verb, "nsubj")


def _pair_that_acts(tokens: list[Token]) -> None:
    """Mend "General X and Minister Y command together": the verb, taken for a noun."""
    for n, token in enumerate(tokens[:-1]):
        if token.tag != "NN" or tokens[n + 1].text.lower() not in _JOINTLY:
            continue
        first = n
        while first and (tokens[first - 1].pos in _NAMES or tokens[first - 1].text == "and"):
            first -= 1
        joints = [k for k in range(first + 1, n - 1) if tokens[k].text == "and"]
        if len(joints) == 1:
            _acting(tokens, first, joints[0], n)


def _acting(tokens: list[Token], first: int, joint: int, verb: int) -> None:
    """Make the word behind a pair of names their verb."""
    pair = range(first, verb)
    root = any(tokens[k].dep == "ROOT" for k in pair)
    for n, token in enumerate(tokens):
        if token.head in pair and n > verb:
            _set(tokens, n, verb, token.dep)
    for n in pair:
        _set(tokens, n, joint - 1 if n < joint else verb - 1, "compound")
    _set(tokens, joint - 1, verb, "nsubj")
    _set(tokens, joint, joint - 1, "cc")
    _set(tokens, verb - 1, joint - 1, "conj")
    head, dep = (verb, "ROOT") if root else (tokens[verb].head, tokens[verb].dep)
    tokens[verb] = msgspec.structs.replace(tokens[verb], pos="VERB", tag="VBP", head=head, dep=dep)


def _verb_as_adjective(tokens: list[Token]) -> None:
    """Mend "X managed relations …": the verb, read as an adjective of its object."""
    for n, token in enumerate(tokens):
        if token.dep != "amod" or token.pos != "VERB" or token.head <= n:
            continue
        subjects = [s for s in _kids(tokens, n, "nsubj") if s < n]
        if not subjects or tokens[subjects[0]].pos == "NUM":
            continue
        noun = token.head
        above = tokens[noun].head
        if tokens[noun].dep == "nsubj" and _is_bare_past(tokens, above) and above > noun:
            _set(
                tokens,
                n,
                tokens[above].head if tokens[above].head != above else n,
                tokens[above].dep,
            )
            for mark in _kids(tokens, above, "mark"):
                _set(tokens, mark, n, "mark")
            _set(tokens, above, above - 1, "acl")
            tokens[above] = msgspec.structs.replace(tokens[above], tag="VBN")
        else:
            _set(tokens, n, above if above != noun else n, tokens[noun].dep)
        _set(tokens, noun, n, "dobj")


def _is_bare_past(tokens: list[Token], verb: int) -> bool:
    before = tokens[verb - 1].pos if verb else ""
    bare = not _kids(tokens, verb, "aux", "auxpass", "dobj")
    return tokens[verb].tag in _PAST and bare and before in {"NOUN", "PROPN"}


def _remark_in_dashes(tokens: list[Token]) -> None:
    """Mend "that X—now spread over Y—was sent": X, taken for the subject of the remark."""
    dashes = [n for n, t in enumerate(tokens) if t.text in _DASHES]
    for left, right in pairwise(dashes):
        inside = [n for n in range(left + 1, right) if tokens[n].pos == "VERB"]
        after = [n for n in range(right + 1, len(tokens)) if tokens[n].pos == "VERB"]
        if not inside or not after:
            continue
        verb, main = inside[0], after[0]
        subjects = [n for n in _kids(tokens, verb, "nsubj", "nsubjpass") if n < left]
        if not subjects or _kids(tokens, main, "nsubj", "nsubjpass"):
            continue
        if tokens[verb].tag not in _PAST or tokens[main].dep not in {"ccomp", "conj", "ROOT"}:
            continue
        passive = bool(_kids(tokens, main, "auxpass"))
        head = tokens[verb].head if tokens[main].dep == "conj" else tokens[main].head
        _set(tokens, main, head if head != verb else main, tokens[verb].dep)
        _set(tokens, subjects[0], main, "nsubjpass" if passive else "nsubj")
        _set(tokens, verb, subjects[0], "acl")
        return


def _joined_over_dashes(tokens: list[Token]) -> None:
    """Mend "moving arms—including guns—and ensuring X": ensuring, joined to the remark."""
    dashes = [n for n, t in enumerate(tokens) if t.text in _DASHES]
    for left, right in pairwise(dashes):
        for n in range(right + 1, len(tokens)):
            if tokens[n].dep != "conj" or not left < tokens[n].head < right:
                continue
            at = tokens[n].head
            for _ in tokens:
                if not left <= at <= right and tokens[at].pos == tokens[n].pos:
                    _set(tokens, n, at, "conj")
                    break
                at = tokens[at].head


def _participle_of_verb(tokens: list[Token]) -> None:
    """Mend "ensuring the passage of goods headed for X": headed, hung on the verb."""
    for n, token in enumerate(tokens):
        verb = token.head
        if token.dep != "acl" or token.tag not in _PAST or tokens[verb].pos != "VERB" or verb > n:
            continue
        if tokens[n - 1].pos == "NOUN" and not _kids(tokens, n, "nsubj", "aux", "dobj"):
            tokens[n] = msgspec.structs.replace(token, tag="VBN", head=n - 1)


def _participle_after_noun(tokens: list[Token]) -> None:
    """Mend "X, a member of Y and sentenced …": the participle, read as a past tense."""
    for n, token in enumerate(tokens):
        joined = token.dep == "conj" and tokens[token.head].pos in {"NOUN", "PROPN"}
        if (
            joined
            and token.pos == "VERB"
            and token.tag == "VBD"
            and not _kids(tokens, n, "nsubj", "aux", "dobj")
        ):
            tokens[n] = msgspec.structs.replace(token, tag="VBN")


def _list_as_apposition(tokens: list[Token]) -> None:
    """Mend "A, B and C met": B and C, read as another name of A."""
    for n, token in enumerate(tokens):
        first = token.head
        if token.dep != "appos" or token.pos not in _NAMES or tokens[first].pos not in _NAMES:
            continue
        if tokens[first].tag == "NNPS":
            continue
        thirds = [k for k in _kids(tokens, n, "conj") if tokens[k].pos in _NAMES]
        bare = not _kids(tokens, n, "det", "poss") and not _kids(tokens, first, "det", "poss")
        if thirds and _kids(tokens, n, "cc") and bare:
            _set(tokens, n, first, "conj")


def _joined_modifiers(tokens: list[Token]) -> None:
    """Mend "a money laundering and political financing instrument": one thing, not two."""
    for n, token in enumerate(tokens):
        first = token.head
        if token.dep != "conj" or token.tag != "NN" or not tokens[first].text.endswith("ing"):
            continue
        articled = any(tokens[k].text.lower() in {"a", "an"} for k in _kids(tokens, first, "det"))
        beside = tokens[first + 1 : first + 2]
        if articled and beside and beside[0].dep == "cc" and not _kids(tokens, n, "det", "poss"):
            _set(tokens, n, tokens[first].head, tokens[first].dep)
            _set(tokens, first, n, "nmod")


def _participles_in_a_row(tokens: list[Token]) -> None:
    """Mend "has never paid, equipped or moved X": equipped, taken for a clause of its own."""
    for n, token in enumerate(tokens):
        head = tokens[token.head]
        if token.dep != "advcl" or token.tag != head.tag or token.tag not in _PAST:
            continue
        beside = tokens[n - 1]
        own = _kids(tokens, n, "nsubj", "nsubjpass", "aux", "auxpass", "mark", "agent", "advmod")
        if token.head < n and beside.text == "," and not own and _kids(tokens, n, "conj"):
            _set(tokens, n, token.head, "conj")
            for later in _kids(tokens, n, "conj"):
                tokens[later] = msgspec.structs.replace(tokens[later], tag=token.tag)
                _set(tokens, later, token.head, "conj")
            for joint in _kids(tokens, n, "cc"):
                _set(tokens, joint, token.head, "cc")


def _passive_after_gerund(tokens: list[Token]) -> None:
    """Mend "was convicted of selling X and sentenced": sentenced, joined to the selling."""
    for n, token in enumerate(tokens):
        gerund = token.head
        verb = tokens[tokens[gerund].head].head
        if token.dep != "conj" or token.tag not in _PAST or tokens[gerund].tag != "VBG":
            continue
        passive = tokens[gerund].dep == "pcomp" and _kids(tokens, verb, "auxpass")
        if passive and not _kids(tokens, n, "nsubj", "nsubjpass", "aux", "dobj"):
            tokens[n] = msgspec.structs.replace(token, tag="VBN", head=verb)


def _joined_passive(tokens: list[Token]) -> None:
    """Mend "had been planned by X and carried out by Y": carried, read as a past tense."""
    for n, token in enumerate(tokens):
        by = token.dep == "conj" and token.tag == "VBD" and _kids(tokens, n, "agent")
        if by and not _kids(tokens, n, "nsubj", "nsubjpass", "aux", "dobj"):
            tokens[n] = msgspec.structs.replace(token, tag="VBN")


def _participle_as_complement(tokens: list[Token]) -> None:
    """Mend "is married to X": the participle, hung on its auxiliary as an adjective is."""
    for n, token in enumerate(tokens):
        verb = token.head
        if token.dep != "acomp" or token.tag != "VBN" or token.pos != "VERB":
            continue
        others = [k for k in _kids(tokens, verb, *_COMPLEMENTS) if k != n]
        if tokens[verb].lemma in _HELPING and verb < n and not others:
            head, dep = tokens[verb].head, tokens[verb].dep
            _helped(tokens, verb, n)
            _set(tokens, n, n if head == verb else head, dep)


def _helped(tokens: list[Token], verb: int, participle: int) -> None:
    """Make a verb the auxiliary of a participle, which takes all that hangs on it."""
    for n, token in enumerate(tokens):
        if token.head == verb and n not in {verb, participle}:
            _set(tokens, n, participle, "nsubjpass" if token.dep == "nsubj" else token.dep)
    _set(tokens, verb, participle, "auxpass")


def _auxiliary_beside(tokens: list[Token]) -> None:
    """Mend "X, who is married to Y": auxiliary and participle, each a clause of its own.

    Or the auxiliary a clause of the participle: "X is married to Y, they said".
    """
    for verb, token in enumerate(tokens[:-1]):
        beside = tokens[verb + 1]
        alike = (beside.head, beside.dep) == (token.head, token.dep) and token.head < verb
        below = token.head == verb + 1 and token.dep == "ccomp"
        if token.lemma == "be" and beside.tag == "VBN" and (alike or below):
            _helped(tokens, verb, verb + 1)
            for n in _kids(tokens, verb + 1, "nsubj"):
                _set(tokens, n, verb + 1, "nsubjpass")


def _subject_of_auxiliary(tokens: list[Token]) -> None:
    """Mend "X is married to Y": X, hung on the auxiliary of what is said of him."""
    for n, token in enumerate(tokens):
        helper = tokens[token.head]
        if token.dep == "nsubj" and helper.dep in {"aux", "auxpass"} and token.head < helper.head:
            _set(tokens, n, helper.head, "nsubjpass" if helper.dep == "auxpass" else "nsubj")


def _apposition_of_verb(tokens: list[Token]) -> None:
    """Mend "X married Y in May": Y, read as another name of the deed."""
    for n, token in enumerate(tokens):
        verb = token.head
        if token.dep != "appos" or tokens[verb].pos != "VERB" or n < verb:
            continue
        name = range(verb + 1, n)
        if all(_hangs(tokens, k, n) for k in name) and not _kids(tokens, verb, "dobj"):
            _set(tokens, n, verb, "dobj")


def _counted(tokens: list[Token]) -> None:
    """Mend "paid 3 million euros a year": the euros, hung on their number as its object."""
    for n, token in enumerate(tokens):
        number = n - 1
        if token.dep != "dobj" or number < 0 or tokens[number].tag != "CD" or token.tag == "CD":
            continue
        beside = (token.head, token.dep) == (tokens[number].head, tokens[number].dep)
        if token.head != number and not beside:
            continue
        _set(tokens, n, tokens[number].head, tokens[number].dep)
        for k, other in enumerate(tokens):
            if other.head == number and k > n:
                _set(tokens, k, n, other.dep)
        _set(tokens, number, n, "nummod")


def _two_objects(tokens: list[Token]) -> None:
    """Mend "paid X 3 million euros": X, taken for another thing that was paid."""
    for verb, token in enumerate(tokens):
        objects = _kids(tokens, verb, "dobj") if token.lemma in _GIVING else []
        if len(objects) != _BOTH or objects[0] < verb:
            continue
        first, second = objects
        between = range(first + 1, second)
        if all(_hangs(tokens, k, second) for k in between):
            _set(tokens, first, verb, "dative")


def _hangs(tokens: list[Token], index: int, top: int) -> bool:
    """Tell whether a word hangs on another one, however deep."""
    for _ in tokens:
        if index == top or tokens[index].head == index:
            break
        index = tokens[index].head
    return index == top


def _ways(tokens: list[Token]) -> None:
    """Mend "shipments of gold from X to Y": where they go to, hung on the gold or on X."""
    for n, token in enumerate(tokens):
        if token.dep != "prep" or token.lemma.lower() not in _ONWARD or token.head > n:
            continue
        above = tokens[token.head]
        origin = above.dep == "pobj" and _is_from(tokens, above.head)
        if origin and above.pos in _NAMES:
            _set(tokens, n, tokens[above.head].head, "prep")
            continue
        between = (k for k in range(token.head + 1, n) if _is_from(tokens, k))
        crossed = [k for k in between if tokens[k].head < token.head]
        if crossed:
            _set(tokens, n, tokens[crossed[0]].head, "prep")


def _is_from(tokens: list[Token], index: int) -> bool:
    return tokens[index].dep == "prep" and tokens[index].lemma.lower() == "from"
