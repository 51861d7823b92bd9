"""How the record reads, on pages and in a terminal alike: verbs, never nouns; none that reveals."""

from __future__ import annotations

from collections.abc import Sequence

from careo.model.claim import Act, Basis
from careo.model.extraction import Sheet
from careo.model.views import ClaimView, LinkView

ACTS: dict[Act, tuple[str, str, str]] = {
    "asserts": ("says", "say", "say"),
    "alleges": ("alleges", "allege", "allege"),
    "admits": ("admits", "admit", "admit"),
    "acknowledges": ("acknowledges", "acknowledge", "acknowledge"),
    "denies": ("denies", "deny", "deny"),
    "retracts": ("takes back", "take back", "take back"),
    "warns": ("warns", "warn", "warn"),
    "promises": ("promises", "promise", "promise"),
    "orders": ("orders", "order", "order"),
    "finds": ("finds", "find", "find"),
    "records": ("records", "record", "record"),
    "reports": ("reports", "report", "report"),
}
"""Act to its verb for one speaker, for several, and after "does not"."""

BASES: dict[Basis, str] = {
    "witnessed": "says to have witnessed it",
    "told": "says to have been told",
    "deduced": "deduces it",
    "official_act": "by an official act",
    "undisclosed": "not stated",
}

NOT_REVIEWED = "machine-read, not reviewed"

_DATE = len("2026-01-31")


def review_words(claim: ClaimView) -> str:
    """Return who reviewed a claim, when and why, or that nobody has."""
    note = claim.reviewed
    if note is None:
        return NOT_REVIEWED
    said = f"{note.verdict} by {note.by}, {note.at[:_DATE]}"
    return f"{said}: {note.reason}" if note.reason else said


def hedge_words(claim: ClaimView) -> str:
    """Return that a claim is hedged, all that was read of it or a part; empty where it is not."""
    hedged = [relation.hedged for relation in claim.relations]
    if claim.hedged or (hedged and all(hedged)):
        return "hedged"
    return "hedged in part" if any(hedged) else ""


RECOGNISED = "recognised from a picture, may be wrong"
"""What stands with words that were never text."""


def act_verb(link: LinkView) -> str:
    """Return what a speaker does, as a verb in the present: "alleges", "do not say"."""
    one, many, base = ACTS[link.act]
    several = len(link.speaker.everybody) > 1
    if link.negated:
        return f"{'do' if several else 'does'} not {base}"
    return many if several else one


def extent(sheets: Sequence[Sheet]) -> str:
    """Return how large the tables of a document are, in words; empty where it has none."""
    if not sheets:
        return ""
    if len(sheets) > 1:
        return f"{len(sheets):,} tables, {sum(sheet.rows for sheet in sheets):,} rows"
    columns, rows = len(sheets[0].columns), sheets[0].rows
    return f"table, {columns:,} column{'s' * (columns != 1)} \u00d7 {rows:,} row{'s' * (rows != 1)}"
