"""Which cues are no sayings after all: thoughts put politely, plans to say, inferences from things."""

from __future__ import annotations

from careo.model.lexicon import Lexicon
from careo.reading.attribution_cues import Hit
from careo.reading.attribution_source import Words, passive
from careo.reading.attribution_tree import Tree

_OPINIONS = frozenset(
    {"think", "believe", "guess", "suppose", "hope", "expect", "assume", "doubt", "wonder", "reckon",
     "figure", "feel", "fear", "worry", "consider", "know", "suspect", "mean", "see", "say", "bet"}
)  # fmt: skip
_PARTNERS = frozenset({"i", "you", "we", "one"})
_EVIDENCE = frozenset(
    {"suggest", "indicate", "imply", "show", "reveal", "highlight", "underscore", "underline",
     "signal", "mean", "make clear", "point to", "hint at", "predict", "threaten", "promise",
     "guarantee", "demand", "require", "echo", "express", "convey", "question", "challenge", "doubt",
     "assume", "blame", "call for", "highlight", "reject", "dismiss", "contradict", "determine"}
)  # fmt: skip
_CARRIERS = frozenset(
    {"analysis", "audit", "census", "data", "evidence", "figure", "finding", "footage", "headline",
     "inquiry", "investigation", "newspaper", "photo", "poll", "probe", "record", "recording",
     "research", "review", "statistics", "study", "survey", "video", "website", "campaign",
     "government", "ministry", "police", "army", "court", "agency", "company", "group", "team",
     "party", "committee", "commission", "administration", "office", "union", "side", "officials",
     "other", "many", "some", "most", "several", "few", "all", "both", "source", "republican",
     "democrat", "critic", "staff", "family", "board", "council", "parliament", "opposition",
     "regime", "organization", "organisation", "movement", "authority", "department", "state",
     "conviction", "indictment", "tribunal", "jury", "press", "media", "conclusion", "sentence"}
)  # fmt: skip
_EMPTY = frozenset(
    {"itself", "himself", "herself", "themselves", "myself", "ourselves", "yourself", "other"}
)
_UNSAID = frozenset(
    {"would", "could", "might", "may", "can", "should", "must", "will", "'ll", "\u2019ll"}
)
_GRAVE = frozenset({"alleges", "denies", "finds", "admits", "records", "reports", "retracts"})


def says(tree: Tree, hit: Hit, source: Words, words: Words, kind: str, lexicon: Lexicon) -> bool:
    """Tell whether a cue with this source and content is an act of saying.

    Args:
        tree: The sentence.
        hit: The cue.
        source: Words of its source.
        words: Words of its content.
        kind: How the content stands: ``clause``, ``nonfinite``, ``object``, ``noun``, ``frame``.
        lexicon: The words of the language.
    """
    if not words or all(tree.low(n) in _EMPTY or tree.punct(n) for n in words):
        return False
    if hit.key in _OPINIONS and _partner(tree, source):
        return False
    if kind == "object" and (_unsaid(tree, hit) or _bare_passive(tree, hit)):
        return False
    if kind == "object" and hit.negated and hit.cue.act not in _GRAVE:
        return False
    if kind == "noun" and not source:
        return hit.cue.act in _GRAVE
    return hit.key not in _EVIDENCE or not source or _speaks(tree, source, lexicon)


def _partner(tree: Tree, source: Words) -> bool:
    return len(source) == 1 and tree.low(min(source)) in _PARTNERS


def _unsaid(tree: Tree, hit: Hit) -> bool:
    """Tell a plan or a possibility to say ("to challenge the rules") from a saying."""
    helpers = [tree.low(n) for n in tree.kids(hit.at, "aux")]
    return any(word in _UNSAID or word == "to" for word in helpers)


def _bare_passive(tree: Tree, hit: Hit) -> bool:
    """Tell "was announced", "the group called Roe" from "was described as", "denied by Roe"."""
    if not passive(tree, hit.at) or tree.kids(hit.at, "agent"):
        return False
    if any(tree.low(n) == "as" for n in tree.kids(hit.at, "prep")):
        return False
    own = tree.kids(hit.at, "nsubjpass", "auxpass")
    return len(hit.parts) == 1 and (hit.cue.act not in _GRAVE or not own)


def _speaks(tree: Tree, source: Words, lexicon: Lexicon) -> bool:
    """Tell a person, a body or a conveyor from a thing that only lets conclude."""
    heads = [n for n in source if tree.tokens[n].head not in source] or [min(source)]
    for n in heads:
        token = tree.tokens[n]
        lemma = token.lemma.lower()
        if token.pos == "PROPN" or lemma in {"he", "she", "they", "we", "who", "i"}:
            return True
        if lemma in _CARRIERS or lemma in lexicon.roles or lemma in lexicon.conveyors:
            return True
    return False
