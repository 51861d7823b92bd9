"""Which cues are no sayings: thoughts put politely, plans to say, inferences from things."""

from __future__ import annotations

from careo.model.lexicon import Lexicon
from careo.model.record import Record
from careo.reading.attribution.cues import Hit
from careo.reading.attribution.source import passive
from careo.reading.attribution.tree import Tree

_HOLDING = frozenset({"PUNCT", "ADP", "DET", "CCONJ", "SCONJ", "PART", "SPACE"})
_GRAVE = frozenset({"alleges", "denies", "finds", "admits", "records", "reports", "retracts"})


class Said(Record, frozen=True):
    """A cue with what was found for it.

    Attributes:
        hit: The cue.
        source: Words of its source.
        words: Words of its content.
        kind: How the content stands: ``clause``, ``nonfinite``, ``object``, ``noun``, ``frame``.
    """

    hit: Hit
    source: frozenset[int]
    words: frozenset[int]
    kind: str


def says(tree: Tree, said: Said, lexicon: Lexicon) -> bool:
    """Tell whether a cue with this source and content is an act of saying."""
    hit, source = said.hit, said.source
    if not any(_full(tree, n) for n in said.words) or _imperative(tree, hit):
        return False
    if _dumb(tree, said) or _of_saying(tree, hit, lexicon):
        return False
    politely = tree.listed(hit.key, "opinions") and len(source) == 1
    if politely and tree.among(min(source), "partners"):
        return False
    if said.kind == "object":
        return _told_of(tree, hit, lexicon) and _able(tree, said, lexicon)
    if said.kind == "noun" and not source:
        return hit.cue.act in _GRAVE
    return _able(tree, said, lexicon)


def _dumb(tree: Tree, said: Said) -> bool:
    """Tell a source that says nothing: an event, a thing, "any such talk"."""
    heads = [n for n in said.source if tree.tokens[n].head not in said.source]
    return said.hit.cue.pos == "VERB" and bool(heads) and all(tree.mute(n) for n in heads)


def _of_saying(tree: Tree, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell an "allegedly" that only keeps a saying at a distance: "who allegedly said"."""
    verb = tree.tokens[hit.at].head
    if hit.cue.pos != "ADV" or verb not in tree.cues or tree.tokens[verb].dep != "relcl":
        return False
    entries = lexicon.cues.get(tree.tokens[verb].lemma.lower(), ())
    return bool(entries) and all(entry.act == "asserts" for entry in entries)


def _full(tree: Tree, at: int) -> bool:
    """Tell a word that can be a content from one that only holds others together."""
    return tree.tokens[at].pos not in _HOLDING and not tree.among(at, "empty")


def _imperative(tree: Tree, hit: Hit) -> bool:
    """Tell an imperative ("Ask yourself why")."""
    token = tree.tokens[hit.at]
    return token.tag == "VB" and token.dep == "ROOT" and not tree.kids(hit.at, "nsubj", "aux")


def _told_of(tree: Tree, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell a saying with an object from a plan or a possibility to say, and from a name's "called".

    "to challenge the rules" says nothing yet; nor do "was announced" and "did not mention Roe".
    """
    token = tree.tokens[hit.at]
    if any(tree.among(n, "unsaid") for n in tree.kids(hit.at, "aux")):
        return False
    within = token.dep == "xcomp" or (token.dep == "pcomp" and tree.low(token.head) != "by")
    if within and not tree.cues.isdisjoint(tree.above(hit.at)[:4]):
        return False
    if tree.among(hit.at, "naming") and _names(tree, hit, lexicon):
        return False
    if _bare_passive(tree, hit) or any(
        tree.among(n, "withheld") for n in tree.kids(hit.at, "dobj")
    ):
        return False
    return not hit.negated or hit.cue.act in _GRAVE


def _names(tree: Tree, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell a naming ("which we called the House") and a name named ("cites Roe") from a saying."""
    kids = tree.kids(hit.at, "dobj", "oprd", "ccomp", "attr", "xcomp")
    if any(tree.low(n) == "as" for n in tree.kids(hit.at, "prep")):
        return False
    if not kids:
        return False
    last = tree.tokens[kids[-1]]
    return last.pos == "PROPN" or (last.dep == "dobj" and last.lemma in lexicon.roles)


def _bare_passive(tree: Tree, hit: Hit) -> bool:
    """Tell "was announced", "the group called Roe" from "was described as", "denied by Roe"."""
    if not passive(tree, hit.at) or tree.kids(hit.at, "agent"):
        return False
    if any(tree.low(n) == "as" for n in tree.kids(hit.at, "prep")):
        return False
    own = tree.kids(hit.at, "nsubjpass", "auxpass")
    never = hit.cue.act == "admits" or tree.listed(hit.key, "inferences")
    return never or (len(hit.parts) == 1 and (hit.cue.act not in _GRAVE or not own))


def _able(tree: Tree, said: Said, lexicon: Lexicon) -> bool:
    """Tell a person, a body or a conveyor from a thing that only lets conclude."""
    heads = [n for n in said.source if tree.tokens[n].head not in said.source]
    if said.hit.cue.pos == "ADP":
        return not any(tree.among(n, "measures") for n in heads)
    if not said.source or not tree.listed(said.hit.key, "inferences"):
        return True
    return any(
        tree.tokens[n].pos == "PROPN"
        or tree.among(n, "tellers")
        or tree.tokens[n].lemma in (*lexicon.roles, *lexicon.conveyors, *lexicon.naming.bodies)
        for n in heads
    )
