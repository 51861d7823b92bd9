"""What a comparison of two names says."""

from __future__ import annotations

from typing import Literal

from careo.model.record import Record


class NameJudgement(Record, frozen=True, kw_only=True):
    """Whether two names could be one name; about the names, never about whoever bears them.

    Attributes:
        verdict: Two people may bear one name: "same" joins nobody by itself.
        reason: Why, in words; never empty.
        score: How alike the names are, per mille. It only orders questions for review: it is no
            probability, and is never stored on or shown for an actor.
    """

    verdict: Literal["same", "different", "unsure"]
    reason: str
    score: int
