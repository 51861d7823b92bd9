"""Claims against claims, and claims against data."""

from __future__ import annotations

from typing import Literal

from careo.model.record import ClaimId, Record, Sha256

OriginKind = Literal["witness", "court", "register", "dataset", "unknown"]
Lineage = Literal[
    "quotes", "republishes", "translates", "summarises", "cites", "same_author", "same_owner"
]
PairRelation = Literal[
    "same",
    "compatible",
    "narrower",
    "contradicts_value",
    "contradicts_polarity",
    "denies",
    "answers",
]
StandingKind = Literal[
    "single_origin",
    "corroborated",
    "independence_not_established",
    "disputed",
    "denied",
    "confirmed_by_record",
    "tested",
]
FindingVerdict = Literal["supports", "undermines", "not_informative", "not_testable"]


class Origin(Record, frozen=True):
    """Where knowledge enters the record."""

    id: Sha256
    kind: OriginKind
    name: str


class OriginEdge(Record, frozen=True):
    """How one origin's words came from another's."""

    origin: Sha256
    source: Sha256
    lineage: Lineage


class Standing(Record, frozen=True):
    """What can be said of a question.

    Attributes:
        kind: One of the closed list.
        rule: Why, in words.
        origins: The number of independent origins, for ``corroborated``.
        finding: The finding's digest, for ``tested``.
    """

    kind: StandingKind
    rule: str
    origins: int = 0
    finding: Sha256 | None = None


class Pair(Record, frozen=True):
    """How two claims on one question stand to each other."""

    a: ClaimId
    b: ClaimId
    relation: PairRelation
    rule: str


class Confrontation(Record, frozen=True):
    """Claims on one question, side by side."""

    question: str
    claims: tuple[ClaimId, ...]
    pairs: tuple[Pair, ...]
    standing: Standing


class Finding(Record, frozen=True):
    """What a data test says of claims.

    Attributes:
        statistic: Decimal string.
        effect: Decimal string with its unit.
        p: Decimal string; None where the test has none.
    """

    test: str
    claims: tuple[ClaimId, ...]
    data: Sha256
    parameters: str
    statistic: str
    effect: str
    verdict: FindingVerdict
    p: str | None = None
    assumptions: tuple[str, ...] = ()
    other_explanations: tuple[str, ...] = ()
