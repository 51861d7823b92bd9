"""The closed list of predicates, read from ``predicates.json``.

For each: its roles, its group, how it reads in English and Spanish forward (agent first) and
back, and the FollowTheMoney schema with the properties that the agent and the other side fill.
"""

from __future__ import annotations

from importlib.resources import files

import msgspec


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a predicate reads in one language."""

    forward: str
    back: str


class FtmMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The FollowTheMoney relation and its two properties."""

    schema: str
    subject: str
    object: str


class Predicate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One predicate of the list.

    Attributes:
        roles: The roles it may have.
        group: command, responsibility, involvement, membership, presence, finance, flow,
            association, proceedings or other.
        degree: How the one who acts is said to be involved in what is done: ordered, directed,
            authorised, executed, facilitated, knew or benefited; empty where it is no deed.

    Source:
        HURIDOCS Events Standard Formats, "degree of involvement": a person and an act, never
        a person and a crime.
    """

    roles: tuple[str, ...]
    group: str
    en: Wording
    es: Wording
    ftm: FtmMapping
    degree: str = ""


ROLES = (
    "agent",
    "patient",
    "counterpart",
    "domain",
    "origin",
    "destination",
    "via",
    "place",
    "amount",
    "duration",
    "post",
    "rank",
    "unit",
    "charge",
    "court",
    "beneficiary",
)
"""All roles a participant may have."""

PREDICATES: dict[str, Predicate] = msgspec.json.decode(
    files("careo.model").joinpath("predicates.json").read_bytes(), type=dict[str, Predicate]
)
"""Predicate by name."""

PROCEEDINGS = frozenset(n for n, each in PREDICATES.items() if each.group == "proceedings")
"""What is done to somebody by a court or a state, and what he does before it."""

OWN_STEPS = frozenset({"pleaded", "appealed"})
"""Steps of proceedings that the accused takes himself."""
