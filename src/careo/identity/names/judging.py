"""Are two names one name? Rules where they are certain, trees where they are not."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from careo.identity.names import reasons, rules, trees
from careo.identity.names.aligning import Alignment, align
from careo.identity.names.features import features
from careo.identity.names.folding import LONGEST
from careo.identity.names.parts import Name, of_organization, of_person
from careo.identity.names.rules import Ruling, Verdict
from careo.model.naming import NameJudgement

SAME = 850
"""From this score on, per mille, two names are called the same, unless a rule says otherwise."""

DIFFERENT = 150
"""Below this score, per mille, two names are called different, unless a rule says otherwise."""

EVEN = 500
"""From this score on, per mille, two names are rather one than two."""

_PERSON = "Person"
_LETTER = re.compile(r"[^\W_]")


def compare(one: str, other: str, schema: str = _PERSON) -> NameJudgement:
    """Judge whether two names could be one name, with the reason in words.

    The order of the two does not matter. It is about names only: whoever bears them is for the
    evidence around them, and for people, to say. Names of more than 300 characters are only
    looked at for being equal.

    Args:
        one: A name as a document writes it, in any script.
        other: Another.
        schema: The FollowTheMoney schema of both; all but ``Person`` are read as organisations.
    """
    if other < one:
        one, other = other, one
    if not (_LETTER.search(one) and _LETTER.search(other)):
        return _judgement(0, "unsure", "a name has no letters")
    if one == other:
        return _judgement(1000, "same", "the names are equal")
    if max(len(one), len(other)) > LONGEST:
        return _judgement(500, "unsure", "a name is too long to be compared by its parts")
    return _of_letters(one, other, schema)


@functools.lru_cache(maxsize=32768)
def _of_letters(one: str, other: str, schema: str) -> NameJudgement:
    """Judge two unequal names; remembered, as a case asks for the same two again and again."""
    laid = read(one, other, schema)
    if laid is None:
        return _judgement(0, "unsure", "a name is in signs that cannot be compared")
    return _judged(laid)


class Read(NamedTuple):
    """Two names taken apart and laid side by side."""

    one: Name
    other: Name
    found: Alignment
    person: bool

    def measured(self) -> list[float]:
        """Return the features that the trees weigh."""
        return features(self.one, self.other, self.found, person=self.person)

    def ruling(self) -> Ruling:
        """Return what rules leave open."""
        rule = rules.of_people if self.person else rules.of_organizations
        return rule(self.one, self.other, self.found)

    def reason(self) -> str:
        """Return in words how the names agree and differ."""
        say = reasons.of_people if self.person else reasons.of_organizations
        return say(self.one, self.other, self.found)


def read(one: str, other: str, schema: str) -> Read | None:
    """Take two names apart and align them; None where nothing in them can be compared."""
    if other < one:
        one, other = other, one
    person = schema == _PERSON
    apart = of_person if person else of_organization
    mine, theirs = apart(one), apart(other)
    if not (mine.parts and theirs.parts):
        return None
    return Read(mine, theirs, align(mine.parts, theirs.parts), person)


def _judged(laid: Read) -> NameJudgement:
    """Let the trees say what the rules leave open."""
    ruling = laid.ruling()
    score = trees.score(laid.measured()) if ruling.score is None else ruling.score
    verdict: Verdict = "same" if score >= SAME else "unsure" if score >= DIFFERENT else "different"
    if verdict not in ruling.verdicts:
        verdict = ruling.verdicts[-1] if verdict == "same" else ruling.verdicts[0]
    if ruling.alone:
        return _judgement(score, verdict, ruling.because)
    return _judgement(score, verdict, ", ".join(w for w in (ruling.because, laid.reason()) if w))


def _judgement(score: int, verdict: Verdict, reason: str) -> NameJudgement:
    return NameJudgement(verdict=verdict, reason=reason, score=score)
