"""Questions on who is who: two that may be one, what speaks for it, what against."""

from __future__ import annotations

from typing import NamedTuple

from careo.model.naming import NameJudgement
from careo.model.reading import MentionKind
from careo.model.record import ActorId, DocumentId, Record

SAME = "the same full name"
"""The rule of a `Reason` that needs no telling."""


class Candidate(NamedTuple):
    """An actor as it meets others; the numbers order questions, and are never shown.

    Attributes:
        key: Its number.
        kind: Only who is of one kind is compared.
        names: As written, the fullest first.
        blocks: Keys of the names; who shares none is not compared.
        joined: How many claims and referents a judgement on it would join.
    """

    key: int
    kind: MentionKind
    names: tuple[str, ...]
    blocks: tuple[str, ...]
    joined: int


class Pair(NamedTuple):
    """Two candidates that may be one, by their numbers, with what their names say."""

    one: int
    other: int
    names: NameJudgement


class Side(Record, frozen=True):
    """One of the two as a question shows it.

    Attributes:
        actor: Its id.
        kind: person or organization.
        names: As written, the fullest first.
        document: The document that names it best.
        file: That document's name.
        start: Where the words begin, in code points of its layer; with ``end``.
        exact: The words around the name there.
        said: Posts, ranks and units that are said to be its own, as written.
    """

    actor: ActorId
    kind: MentionKind
    names: tuple[str, ...]
    document: DocumentId
    file: str
    start: int
    end: int
    exact: str
    said: tuple[str, ...] = ()


class Question(Record, frozen=True):
    """Two that may be one; only a person can say.

    Attributes:
        names: What their names say, in words.
        supports: What else speaks for one, each in words.
        opposes: What speaks against it.
    """

    one: Side
    other: Side
    names: str
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()


class Questions(Record, frozen=True):
    """What is asked.

    Attributes:
        asked: That which settles most first.
        more: There are others.
        crowded: Name parts that so many bear that not all of them were compared by it.
    """

    asked: tuple[Question, ...]
    more: bool = False
    crowded: tuple[str, ...] = ()


class Reason(Record, frozen=True):
    """Why some referents of an actor are one.

    Attributes:
        rule: In words.
        names: The names that are joined so, as written.
        event: The judgement's number in the journal; None for a rule.
        by: Who judged.
        at: When; RFC 3339 UTC.
    """

    rule: str
    names: tuple[str, ...]
    event: int | None = None
    by: str = ""
    at: str = ""
