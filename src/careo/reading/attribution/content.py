"""Contents: what is said, as sets of words of one sentence."""

from __future__ import annotations

from careo.reading.attribution.cues import Hit
from careo.reading.attribution.source import NOBODY, Words, astray, behind, passive, said_to_be
from careo.reading.attribution.tree import DASHES, Tree

_RELATIVES = frozenset({"which", "that", "whom", "who", "whose"})


def content(tree: Tree, hit: Hit, source: Words) -> tuple[Words, str]:
    """Return the words that a cue says, or none, and how they stand to it."""
    if hit.cue.pos == "NOUN":
        return _of_noun(tree, hit), "noun"
    kinds = hit.cue.content
    own = frozenset(hit.words) | source | _by(tree, source)
    words, kind = NOBODY, "clause"
    if not said_to_be(tree, hit.at):
        words = _clause(tree, hit, source)
    if not words and ("infinitive" in kinds or "gerund" in kinds):
        words, kind = _nonfinite(tree, hit), "nonfinite"
    bare = "object" in kinds and (not hit.cue.weak or _of_saying(tree, hit))
    if not words and ("as" in kinds or bare):
        words, kind = _object(tree, hit, bare=bare), "object"
    if passive(tree, hit.at):
        own |= frozenset(hit.parts)
    seeming = tree.kids(hit.at, "nsubj") if behind(tree, hit.at) else []
    return words.union(*(tree.below(n) for n in seeming)) - own, kind


def _of_saying(tree: Tree, hit: Hit) -> bool:
    """Tell an object that is a saying itself ("withdrew its claim")."""
    return any(tree.among(n, "sayings") for n in tree.kids(hit.at, "dobj"))


def _by(tree: Tree, source: Words) -> Words:
    """Return the "by" before a source."""
    first = min(source, default=0) - 1
    return frozenset({first}) if first > 0 and tree.low(first) == "by" else NOBODY


def _clause(tree: Tree, hit: Hit, source: Words) -> Words:
    under = [n for n in tree.kids(hit.at, "ccomp") if not _small(tree, n, hit)]
    found = [tree.swallowed(n) or _inner(tree, n) for n in under]
    found = found or astray(tree, hit.at)
    if tree.listed(hit.key, "asking"):
        found += [n for n in tree.kids(hit.at, "advcl") if _marked(tree, n, {"if", "whether"})]
    if not found:
        return NOBODY
    words: Words = frozenset().union(*(tree.below(n) for n in found))
    words |= _tail(tree, hit, max(words))
    words -= _beside(tree, hit, words) | _before_mark(tree, hit, found)
    if _apart(tree, hit, words, source):
        return NOBODY
    if _participle(tree, hit.at) and not any(_marked(tree, n, {"that"}) for n in found):
        return NOBODY
    if any(_relative(tree, n) and tree.tokens[n].head in found for n in words):
        words |= antecedent(tree, hit.at)
    return words - source


def _beside(tree: Tree, hit: Hit, words: Words) -> Words:
    """Return what stands in a content without being said by its cue.

    Further sayings of the same speaker, a whole clause before speaker and cue, and one behind
    a clause that is a quotation.
    """
    out: Words = NOBODY
    for n in (n for n in words if n > hit.at):
        again = n in tree.cues and (tree.risen(n) == hit.at or _answers(tree, n))
        if again or _after_quotation(tree, n):
            out |= tree.below(n)
    if max(words) > hit.at and min(words) < hit.at:
        for n in words:
            if (
                n < hit.at
                and tree.tokens[n].dep in {"advcl", "ccomp", "parataxis"}
                and n not in out
            ):
                below = tree.below(n)
                out |= below if max(below) < hit.at else NOBODY
    return out


def _participle(tree: Tree, at: int) -> bool:
    """Tell a participle set off by a comma: what follows is the main clause, not what it says."""
    return tree.tokens[at].dep == "acl" and tree.tokens[at].tag == "VBN" and tree.low(at - 1) == ","


def _relative(tree: Tree, at: int) -> bool:
    return tree.low(at) in _RELATIVES and tree.tokens[at].dep != "mark"


def _answers(tree: Tree, at: int) -> bool:
    """Tell another's saying that a comma sets against a content (", while Doe denied that …")."""
    token = tree.tokens[at]
    against = token.dep == "advcl" and any(tree.among(n, "against") for n in tree.kids(at, "mark"))
    beside = token.dep == "conj" and not _quoted(tree, at) and not tree.kids(at, "mark")
    own = tree.kids(at, "nsubj") and tree.kids(at, "ccomp")
    return bool((against or beside) and own) and tree.parted(at)


def _after_quotation(tree: Tree, at: int) -> bool:
    """Tell a clause with its own subject that comma and "and" part from a quoted clause.

    "wrote that “the mine was closed”, and Roe had seen it": what Roe saw is not written. Of
    "said the mine was “a trap”, and Roe knew" the quotation is but a part.
    """
    token = tree.tokens[at]
    joins = [n for n in tree.kids(token.head, "cc") if token.head < n < at]
    if token.dep != "conj" or not joins or not tree.kids(at, "nsubj", "nsubjpass"):
        return False
    first = min(tree.below(at))
    before = {tree.tokens[n].tag for n in range(max(0, joins[-1] - 2), joins[-1])}
    parted = first == joins[-1] + 1 and before == {",", "''"}
    starts = [n for n in tree.below(token.head) if not tree.punct(n) and tree.low(n) != "that"]
    opened = tree.tokens[min(starts) - 1].tag == "``" if min(starts, default=0) else False
    return parted and opened and not _quoted(tree, at) and not tree.kids(at, "mark")


def _quoted(tree: Tree, at: int) -> bool:
    """Tell whether a quotation is open at a word."""
    tags = [tree.tokens[n].tag for n in range(at)]
    return tags.count("``") > tags.count("''")


def _inner(tree: Tree, at: int) -> int:
    """Return the clause behind an adjective the parser took for it ("told those present that")."""
    inner = [n for n in tree.kids(at, "ccomp") if _marked(tree, n, {"that"})]
    verbal = tree.tokens[at].pos in {"VERB", "AUX"} or tree.kids(at, "nsubj", "aux")
    return inner[0] if inner and not verbal else at


def _before_mark(tree: Tree, hit: Hit, found: list[int]) -> Words:
    """Return what the parser hung on a clause before its "that" ("told those present that …")."""
    for n in found:
        for mark in tree.kids(n, "mark"):
            if tree.low(mark) == "that" and mark > hit.at:
                return frozenset(k for k in tree.below(n) if hit.at < k < mark)
    return NOBODY


def _apart(tree: Tree, hit: Hit, words: Words, source: Words) -> bool:
    """Tell a sentence before a semicolon, or before a cue with an object, from a content."""
    if not words or max(words) > hit.at:
        return False
    between = range(max(words) + 1, min([hit.at, *source]))
    if any(tree.low(n) == ";" for n in between) or not any(tree.punct(n) for n in between):
        return True
    return bool(tree.kids(hit.at, "dobj")) and not tree.among(hit.at, "hearing")


def _small(tree: Tree, at: int, hit: Hit) -> bool:
    """Tell whether a clause is a predicate on an object: "called Roe a liar"."""
    verbal = tree.tokens[at].pos in {"VERB", "AUX"} or tree.kids(at, "aux", "cop", "mark")
    return not verbal and not {"object", "as"}.isdisjoint(hit.cue.content) and at > hit.at


def _marked(tree: Tree, at: int, marks: set[str]) -> bool:
    return any(tree.low(n) in marks for n in tree.kids(at, "mark"))


def _tail(tree: Tree, hit: Hit, end: int) -> Words:
    """Return what follows a clause and hangs on the cue only because the parser put it there."""
    words: Words = NOBODY
    for kid in tree.kids(hit.at, "prep", "advmod", "npadvmod", "dobj", "advcl"):
        if kid <= end or end < hit.at:
            continue
        below = tree.below(kid)
        if tree.low(min(below) - 1) in {",", ";", *DASHES}:
            break
        words |= below
    return words


def _verbals(tree: Tree, hit: Hit) -> list[int]:
    """Return the infinitives and gerunds that a cue governs, itself or over its preposition."""
    found = [n for n in tree.kids(hit.at, "xcomp", "ccomp") if n > hit.at]
    for part in hit.parts[1:]:
        if not tree.kids(part, "pobj"):
            found += [n for at in _joined(tree, part) for n in tree.kids(at, "pcomp")]
    if "gerund" in hit.cue.content:
        for kid in tree.kids(hit.at, "prep"):
            found += [n for n in tree.kids(kid, "pcomp") if tree.low(kid) == "to"]
    return found


def _nonfinite(tree: Tree, hit: Hit) -> Words:
    """Return an infinitive or a gerund with whom it is about: "told Roe to go"."""
    found = _verbals(tree, hit)
    if not found:
        return NOBODY
    words: Words = frozenset().union(*(tree.below(n) for n in found))
    if passive(tree, hit.at):
        return words | _patient(tree, hit.at)
    if tree.tokens[found[0]].tag != "VBG":
        for kid in tree.kids(hit.at, "dobj", "dative"):
            words |= tree.below(kid) if kid < found[0] else NOBODY
    return words | _tail(tree, hit, max(words)) | _listed(tree, found[-1], words)


def _joined(tree: Tree, preposition: int) -> list[int]:
    """Return a preposition and those coordinated with it ("of theft and of fraud")."""
    return [preposition, *tree.kids(preposition, "conj")]


def _listed(tree: Tree, at: int, words: Words) -> Words:
    """Return further gerunds of a list that the parser hung higher.

    "after admitting to helping Roe, moving arms and hiding money".
    """
    end = max(words)
    if tree.tokens[at].tag != "VBG" or end + 2 >= len(tree.tokens) or tree.low(end + 1) != ",":
        return NOBODY
    following = end + 2
    token = tree.tokens[following]
    below = (tree.tokens[n] for n in tree.below(following))
    ends = any(one.tag == "VBG" and one.dep == "conj" for one in below)
    hung = token.head in tree.above(at) and token.dep in {"advcl", "conj"}
    return tree.below(following) if token.tag == "VBG" and ends and hung else NOBODY


def _object(tree: Tree, hit: Hit, *, bare: bool) -> Words:
    """Return an object with what is said of it."""
    rest = _predicate(tree, hit)
    if passive(tree, hit.at):
        patient = _patient(tree, hit.at)
        return patient | rest if rest or bare else NOBODY
    objects = [n for n in tree.kids(hit.at, "dobj") if n > hit.at]
    if not objects:
        last = [at for part in hit.parts[1:] for at in _joined(tree, part)]
        objects = [n for at in last for n in tree.kids(at, "pobj", "pcomp")]
        rest -= frozenset(hit.parts)
    words: Words = frozenset().union(*(tree.below(n) for n in objects)) if objects else NOBODY
    if not objects:
        words = antecedent(tree, hit.at) or (rest if tree.kids(hit.at, "nsubj") else NOBODY)
    if not words or not (rest or bare):
        return NOBODY
    return words | rest


def _predicate(tree: Tree, hit: Hit) -> Words:
    """Return what is said of an object: "as a traitor", "a traitor", "of theft", "for leaving"."""
    words: Words = NOBODY
    for kid in tree.kids(hit.at, "oprd", "prep", "ccomp", "xcomp", "acomp", "attr", "advcl"):
        if kid < hit.at:
            continue
        if tree.tokens[kid].dep == "prep" and not _tells(tree, kid, hit):
            continue
        if tree.tokens[kid].dep == "advcl" and not _marked(tree, kid, {"as"}):
            continue
        words |= tree.below(kid)
    further = [n for n in tree.kids(hit.at, "conj") if words and tree.tokens[n].pos == "ADP"]
    further += [n for n in hit.parts[1:] if tree.tokens[n].head != hit.at]
    return words.union(*(tree.below(n) for n in further))


def _tells(tree: Tree, preposition: int, hit: Hit) -> bool:
    if preposition in hit.parts:
        return True
    if hit.cue.content == ("as",):
        return tree.low(preposition) == "as"
    if tree.low(preposition) == "by":
        return bool(tree.kids(preposition, "pcomp")) and hit.cue.act != "denies"
    return tree.low(preposition) in {"of", "for", "as", "about"}


def _patient(tree: Tree, at: int) -> Words:
    """Return whom a passive is about."""
    for kid in tree.kids(at, "nsubjpass", "nsubj"):
        if tree.low(kid) in _RELATIVES:
            return antecedent(tree, at)
        return tree.below(kid) if tree.low(kid) != "it" else NOBODY
    token = tree.tokens[at]
    if token.dep == "acl":
        return antecedent(tree, at)
    if token.dep in {"conj", "xcomp", "advcl"} and token.head != at:
        return _patient(tree, token.head)
    return NOBODY


def antecedent(tree: Tree, at: int) -> Words:
    """Return the noun phrase that a relative clause or participle belongs to, without it."""
    token = tree.tokens[at]
    if token.dep not in {"relcl", "acl"}:
        return NOBODY
    return tree.below(token.head) - tree.below(at)


def _of_noun(tree: Tree, hit: Hit) -> Words:
    """Return what a noun says: "the claim that …", "accusations of …", "the charge is that …"."""
    after = hit.at + 1
    if after < len(tree.tokens) and tree.low(after) == ":":
        return frozenset(range(after, len(tree.tokens)))
    for kid in tree.kids(hit.at, "acl", "ccomp", "relcl", "appos"):
        to = any(tree.tokens[n].tag == "TO" for n in tree.kids(kid, "aux"))
        infinitive = to and "infinitive" in hit.cue.content
        if infinitive or _marked(tree, kid, {"that", "whether", "if"}):
            return tree.below(kid)
    if "object" in hit.cue.content and not hit.cue.weak:
        for kid in tree.kids(hit.at, "prep"):
            if tree.low(kid) == "of" and tree.kids(kid, "pobj", "pcomp"):
                return tree.below(kid) - {kid}
    return _equated(tree, hit.at)


def _equated(tree: Tree, at: int) -> Words:
    """Return the clause of "the charge is that …"."""
    verb = tree.tokens[at].head
    if tree.tokens[at].dep == "nsubj" and tree.tokens[verb].lemma == "be":
        for kid in tree.kids(verb, "ccomp"):
            if kid > verb:
                return tree.below(kid)
    return NOBODY
