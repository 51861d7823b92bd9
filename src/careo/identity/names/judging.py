"""Are two names one name? Rules where they are certain, trees where they are not."""

from __future__ import annotations

import re
from typing import Literal

from careo.identity.names import reasons, rules
from careo.identity.names.aligning import Alignment, align
from careo.identity.names.folding import LONGEST
from careo.identity.names.parts import Name, of_organization, of_person
from careo.identity.names.rules import DIFFERENT, SAME, Bounds
from careo.model.naming import NameJudgement

_PERSON = "Person"
_LETTER = re.compile(r"[^\W_]")


def compare(one: str, other: str, schema: str = _PERSON) -> NameJudgement:
    """Judge whether two names could be one name, with the reason in words.

    The order of the two does not matter. It is about names only: whoever bears them is for the
    evidence around them, and for people, to say. Names beyond 300 characters are compared by
    their first 300, and then never called the same unless they are equal.

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
    apart = of_person if schema == _PERSON else of_organization
    mine, theirs = apart(one), apart(other)
    if not (mine.parts and theirs.parts):
        return _judgement(0, "unsure", "a name is in signs that cannot be compared")
    return (_people if schema == _PERSON else _organizations)(mine, theirs)


def _people(one: Name, other: Name) -> NameJudgement:
    found = align(one.parts, other.parts)
    return _bounded(found, rules.of_people(one, other, found), reasons.of_people(one, other, found))


def _organizations(one: Name, other: Name) -> NameJudgement:
    found = align(one.parts, other.parts)
    bounds = rules.of_organizations(one, other, found)
    return _bounded(found, bounds, reasons.of_organizations(one, other, found))


def _bounded(found: Alignment, bounds: Bounds, reason: str) -> NameJudgement:
    """Keep the score within what is certain, and read the verdict off it."""
    score = min(max(_likeness(found), bounds.least), bounds.most)
    verdict: Literal["same", "different", "unsure"] = "unsure"
    if score >= SAME:
        verdict = "same"
    elif score < DIFFERENT:
        verdict = "different"
    return _judgement(score, verdict, ", ".join(w for w in (bounds.because, reason) if w))


def _likeness(found: Alignment) -> int:
    agreed = sum(pair.likeness for pair in found.pairs)
    missing = 0.3 * (len(found.left) + len(found.right))
    weight = len(found.pairs) + 1.5 * len(found.across) + missing
    return round(1000 * (agreed / weight) ** 2) if weight else 0


def _judgement(
    score: int, verdict: Literal["same", "different", "unsure"], reason: str
) -> NameJudgement:
    return NameJudgement(verdict=verdict, reason=reason, score=score)
