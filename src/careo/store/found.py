"""What reading one document found, in the form that the store takes."""

from __future__ import annotations

from collections.abc import Sequence

from careo.model.claim import Claim
from careo.model.document import Outcome, Source
from careo.model.extraction import Member, Sheet
from careo.model.grouping import Fact
from careo.model.order import name_key
from careo.model.reading import Mention, Referent
from careo.model.record import Record
from careo.model.saying import Told
from careo.model.text import TextLayer

UNNAMED = "\uffff"
"""Sorts people without a name behind all others."""


def label_of(names: Sequence[str]) -> str:
    """Return what somebody with these names, the fullest first, is sorted by in lists."""
    return (name_key(names[0])[0] if names else "") or UNNAMED


class FoundReferent(Record, frozen=True):
    """A referent as it is stored.

    Attributes:
        schema: FollowTheMoney schema.
        keys: Names that group it across documents.
        label: What it is sorted by in lists.
        tokens: Folded words of its names, to look it up by.
        blocks: Keys by which names that are alike find each other.
        facts: What the document says of it that can be so of one bearer of a key only.
        members: Numbers in `Findings.referents` of those that a group stands for.
    """

    referent: Referent
    schema: str
    keys: tuple[str, ...] = ()
    label: str = ""
    tokens: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    members: tuple[int, ...] = ()


class FoundMention(Record, frozen=True):
    """A mention with the number of its referent in `Findings.referents`, if it has one."""

    mention: Mention
    referent: int | None = None


class FoundClaim(Record, frozen=True):
    """A claim with the numbers of the referents that it is about and that say it.

    Attributes:
        told: Its statements.
        inner: Index of a relation, and the number in `Findings.claims` of the claim within that
            holds the same one; no mapping, for JSON has no numbers for keys.
    """

    claim: Claim
    about: tuple[int, ...] = ()
    by: tuple[int, ...] = ()
    told: tuple[Told, ...] = ()
    inner: tuple[tuple[int, int], ...] = ()


class Findings(Record, frozen=True):
    """All that reading one document found, in its final order.

    Attributes:
        spoken: What the document says of its own source.
        language: ISO 639-1 code, ``und``, or empty where no text could be got out.
        fingerprint: Digest of the configuration that it was read with.
        members: The files inside it.
        spool: The file that holds the members' bytes; whoever keeps them removes it.
        sheets: The tables of data in it.
    """

    media_type: str
    outcome: Outcome
    spoken: Source = Source()
    language: str = ""
    fingerprint: str = ""
    layer: TextLayer | None = None
    referents: tuple[FoundReferent, ...] = ()
    mentions: tuple[FoundMention, ...] = ()
    claims: tuple[FoundClaim, ...] = ()
    members: tuple[Member, ...] = ()
    spool: str = ""
    sheets: tuple[Sheet, ...] = ()
