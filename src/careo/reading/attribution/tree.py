"""A sentence as a tree: who depends on whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from careo.model.reading import Sentence
from careo.model.syntax import Syntax
from careo.reading.quotes import (
    ANGLE_LEFT,
    ANGLE_RIGHT,
    LEFT,
    LOW,
    PRIMES,
    RIGHT,
    SINGLE_LEFT,
    SINGLE_RIGHT,
    STRAIGHT,
    TICKS,
)

CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "xcomp"}
)
"""Dependencies of a clause's head."""

DASHES = frozenset({"\u2013", "\u2014", "\u2015", "--", "-"})
"""En dash, em dash, bar and what stands for them."""

OPENING = frozenset({"``"})
"""Penn Treebank tags of an opening quotation mark."""

_OPENERS = frozenset({LEFT, SINGLE_LEFT, STRAIGHT, TICKS, ANGLE_LEFT, LOW, "(", "["})
_CLOSERS = frozenset({RIGHT, SINGLE_RIGHT, STRAIGHT, PRIMES, ANGLE_RIGHT, ")", "]"})
_PAST = frozenset({"VBD", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_EDGE = DASHES | {",", ";", ":", ".", "\u2026", "...", "\u2022", "*"}


Lists = Mapping[str, frozenset[str]]
"""Lists of words by their use: `careo.model.lexicon.Lexicon.saying`."""


class Tree(Syntax):
    """One sentence and the questions that attribution asks of its grammar."""

    def __init__(self, sentence: Sentence, lists: Lists) -> None:
        super().__init__(sentence)
        self._lists = lists
        self.cues: frozenset[int] = frozenset()
        """Head words of the cues found, once they are."""

    def dateline(self) -> int:
        """Return how many words open a report before its dash: "SAN ROQUE, 3 May 2021 - "."""
        dashes = [n for n, token in enumerate(self.tokens) if token.text in DASHES]
        first = self.tokens[0].text if self.tokens else ""
        if len(dashes) != 1 or not first.isupper() or len(first) == 1:
            return 0
        opening = all(t.pos in {"PROPN", "NUM", "PUNCT"} for t in self.tokens[: dashes[0]])
        return dashes[0] + 1 if opening else 0

    def clause(self, at: int) -> int:
        """Return the nearest head of a clause at or above a word."""
        for n in (at, *self.above(at)):
            token = self.tokens[n]
            if token.dep == "ROOT" or (token.dep in CLAUSES and token.pos in {"VERB", "AUX"}):
                return n
        return at

    def risen(self, at: int) -> int | None:
        """Return the cue beside which a cue stands that the parser hung on what that one says.

        "Roe said that Doe was ill, adding that …": "adding" is Roe's. "Roe noted that Doe was
        ill, but said …": so is "said".
        """
        token = self.tokens[at]
        if at not in self.cues or self.kids(at, "nsubj", "nsubjpass") or at < token.head:
            return None
        if not self._resumed(at):
            if not self.parted(at) and not self._shifted(at):
                return None
            if not (token.dep == "advcl" and token.tag == "VBG") and not (
                token.dep == "conj" and token.tag in _FINITE
            ):
                return None
        for n in self.above(at):
            above = self.tokens[n]
            if above.dep == "ccomp" and above.head in self.cues and above.head < n:
                return above.head
            if above.dep not in {"conj", "acomp", "xcomp"}:
                return None
        return None

    def _shifted(self, at: int) -> bool:
        """Tell "conceded he had signed but insisted …": the tense is that of the cue again."""
        token = self.tokens[at]
        before = {self.low(n) for n in self.kids(token.head, "aux")}
        simple = token.tag in {"VBD", "VBZ", "VBP"} and not self.kids(at, "aux")
        return token.dep == "conj" and simple and bool(before & self._lists["shifting"])

    def _resumed(self, at: int) -> bool:
        """Tell a second saying behind a content that says nothing itself.

        "denied that any such talk took place but conceded that …": no talk concedes, and who
        denies goes on with "but".
        """
        token = self.tokens[at]
        said = self.tokens[token.head]
        own = [n for kid in self.kids(at, "ccomp") for n in self.kids(kid, "mark")]
        if token.dep != "conj" or not own or self.kids(at, "aux"):
            return False
        tags = {token.tag, self.tokens[said.head].tag}
        if said.dep != "ccomp" or not (len(tags) == 1 or tags == _PAST):
            return False
        dumb = any(self.mute(n) for n in self.kids(token.head, "nsubj", "nsubjpass"))
        but = any(self.low(n) == "but" for n in self.kids(token.head, "cc"))
        denied = token.head not in self.cues and self.among(said.head, "denying")
        return dumb or (but and denied)

    def mute(self, at: int) -> bool:
        """Tell a noun that says nothing: an event, a thing, "any such …", "the opposite"."""
        kids = {self.low(n) for n in self.kids(at, "det", "amod", "predet")}
        such = "such" in kids and not kids.isdisjoint({"any", "no"})
        return self.tokens[at].pos == "NOUN" and (such or self.among(at, "mute"))

    def swallowed(self, at: int) -> int | None:
        """Return the object of a relative clause under which the parser hung the main verb.

        "Two nurses who said the opposite have left": ``at`` is "left", a clause under "said",
        whose subject is none at all or a thing that the relative clause says.
        """
        token = self.tokens[at]
        over = self.tokens[token.head]
        if token.dep != "ccomp" or over.dep != "relcl" or self.kids(at, "mark"):
            return None
        if self.tokens[over.head].dep != "ROOT" or self.tokens[over.head].pos == "VERB":
            return None
        own = self.kids(at, "nsubj", "nsubjpass", "csubj", "expl")
        finite = any(self.tokens[n].tag in _FINITE for n in (at, *self.kids(at, "aux", "auxpass")))
        if not own and finite:
            return next((n for n in self.kids(token.head, "dobj") if n < at), None)
        return next((n for n in own if self.mute(n)), None)

    def parted(self, at: int) -> bool:
        """Tell whether a comma or a dash stands right before a clause or before its "and"."""
        first = min(self.below(at))
        before = [self.low(n) for n in range(max(0, first - 2), first)]
        return "," in before or any(mark in DASHES for mark in before)

    def low(self, at: int) -> str:
        """Return a word in lower case."""
        return self.tokens[at].text.lower()

    def among(self, at: int, use: str) -> bool:
        """Tell whether a word, as written or by its lemma, is in the list of this use."""
        words = self._lists[use]
        return self.low(at) in words or self.tokens[at].lemma.lower() in words

    def listed(self, key: str, use: str) -> bool:
        """Tell whether a cue's key is in the list of this use."""
        return key in self._lists[use]

    def punct(self, at: int) -> bool:
        """Tell whether a token is punctuation, or lies outside the sentence."""
        return not 0 <= at < len(self.tokens) or not any(
            c.isalnum() or c in "$€£%" for c in self.tokens[at].text
        )

    def places(self, words: Collection[int]) -> list[tuple[int, int]]:
        """Return the stretches of text that ``words`` make, without the punctuation at their edges.

        Words that only punctuation parts are one stretch.
        """
        runs: list[list[int]] = []
        for n in sorted(words):
            gap = range(runs[-1][-1] + 1, n) if runs else range(0)
            if runs and all(self.punct(k) for k in gap):
                runs[-1] += [*gap, n]
            else:
                runs.append([n])
        trimmed = [self._trim(run) for run in runs]
        return [(self.tokens[run[0]].start, self.tokens[run[-1]].end) for run in trimmed if run]

    def _trim(self, run: list[int]) -> list[int]:
        while run and (self.low(run[0]) in _EDGE or self._stray(run[0], run, _CLOSERS)):
            run = run[1:]
        while run and (self._hangs(run[-1]) or self._stray(run[-1], run, _OPENERS)):
            run = run[:-1]
        return [] if all(self.punct(n) for n in run) else run

    def _hangs(self, at: int) -> bool:
        """Tell a mark or an "and" with nothing behind it."""
        return self.low(at) in _EDGE or self.tokens[at].dep == "cc"

    def _stray(self, at: int, run: list[int], marks: Iterable[str]) -> bool:
        """Tell whether a bracket or mark at the edge of a run stands there without its partner."""
        text = self.tokens[at].text
        if text not in marks:
            return False
        if text == '"':
            return sum(self.tokens[n].text == '"' for n in run) % 2 == 1
        return True
