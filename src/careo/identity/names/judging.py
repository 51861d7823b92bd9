"""Are two names one name? Rules where they are certain, trees where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

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
_MEMORY = 32768

Names = tuple[str, str, str]
"""Two names and their FollowTheMoney schema."""

_remembered: dict[Names, NameJudgement] = {}


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
    return compare_all([(one, other, schema)])[0]


def compare_all(pairs: Iterable[Names]) -> list[NameJudgement]:
    """Judge many pairs, each as `compare` does, in their order; quicker than one by one.

    What was judged is remembered, as a case asks for the same two again and again.

    Args:
        pairs: Two names and their schema each.
    """
    asked = [(b, a, schema) if b < a else (a, b, schema) for a, b, schema in pairs]
    said = {names: _remembered.get(names) or _at_once(*names) for names in asked}
    new = [names for names, known in said.items() if known is None]
    if new:
        judged = dict(zip(new, _by_parts(new), strict=True))
        if len(_remembered) > _MEMORY:
            _remembered.clear()
        _remembered.update(judged)
        said.update(judged)
    return [known for names in asked if (known := said[names]) is not None]


_TIMES = 2
"""So many times as long as another a name too long to be compared is another one."""


def _at_once(one: str, other: str, _schema: str) -> NameJudgement | None:
    """Judge two names of which nothing has to be taken apart; None for others."""
    if not (_LETTER.search(one) and _LETTER.search(other)):
        return _judgement(0, "unsure", "a name has no letters")
    if one == other:
        return _judgement(1000, "same", "the names are equal")
    shorter, longer = sorted((len(one), len(other)))
    if longer > LONGEST and longer > _TIMES * shorter:
        return _judgement(0, "different", "one is far too long to be the other")
    if longer > LONGEST:
        return _judgement(500, "unsure", "a name is too long to be compared by its parts")
    return None


class Read(msgspec.Struct, frozen=True, gc=False):
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
    return _aligned(*_taken_apart(one, other, schema))


def _taken_apart(one: str, other: str, schema: str) -> tuple[Name, Name, bool]:
    person = schema == _PERSON
    apart = of_person if person else of_organization
    return apart(one), apart(other), person


def _aligned(one: Name, other: Name, person: bool) -> Read | None:  # noqa: FBT001
    if not (one.parts and other.parts):
        return None
    return Read(one, other, align(one.parts, other.parts), person)


def _by_parts(pairs: Sequence[Names]) -> list[NameJudgement]:
    """Judge unequal names, step by step: a processor is quickest while it does one thing."""
    apart = [_taken_apart(*names) for names in pairs]
    aligned = [_aligned(*names) for names in apart]
    judged = iter(_judged([laid for laid in aligned if laid is not None]))
    unread = _judgement(0, "unsure", "a name is in signs that cannot be compared")
    return [unread if laid is None else next(judged) for laid in aligned]


def _judged(laid: Sequence[Read]) -> list[NameJudgement]:
    """Let the trees say what the rules leave open."""
    rulings = [names.ruling() for names in laid]
    both = list(zip(laid, rulings, strict=True))
    measured = [names.measured() if rule.score is None else [] for names, rule in both]
    scores = [
        trees.score(row) if rule.score is None else rule.score
        for row, rule in zip(measured, rulings, strict=True)
    ]
    said = ["" if rule.alone else names.reason() for names, rule in both]
    return [
        _judgement(score, _verdict(score, rule), ", ".join(filter(None, (rule.because, reason))))
        for score, rule, reason in zip(scores, rulings, said, strict=True)
    ]


def _verdict(score: int, ruling: Ruling) -> Verdict:
    """Return what the score says, or what comes nearest to it of what the rules leave open."""
    verdict: Verdict = "same" if score >= SAME else "unsure" if score >= DIFFERENT else "different"
    if verdict in ruling.verdicts:
        return verdict
    return ruling.verdicts[-1] if verdict == "same" else ruling.verdicts[0]


def _judgement(score: int, verdict: Verdict, reason: str) -> NameJudgement:
    return NameJudgement(verdict=verdict, reason=reason, score=score)
