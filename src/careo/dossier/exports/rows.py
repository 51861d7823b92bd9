"""CSV: one row a relation of a claim, with its speaker; no cell is run by a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from careo.dossier.exports.words import BY, Words, quote
from careo.model.cells import csv_line
from careo.model.edition import Holdings
from careo.model.statement import Statement

COLUMNS = (
    *("speaker", "act", "predicate", "denied or negated", "hedged", "agents", "others", "fields"),
    *("when, as written", "from", "to", "quote", "file", "start", "end", "review", "claim"),
)


def write(held: Holdings, lost: Counter[str]) -> Iterator[str]:
    """Yield the lines, a head line first; nothing is left out but readings rejected."""
    words = Words(held)
    yield "\ufeff" + csv_line(COLUMNS)
    for one in held.statements:
        if not one.saying:
            yield csv_line(_cells(one, words))
    if rejected := sum(claim.review == "rejected" for claim in held.claims):
        lost["rejected by a reviewer"] = rejected


def _cells(one: Statement, words: Words) -> tuple[str, ...]:
    claim, when = words.claims[one.claim], one.when
    named = [
        (part.role, words.name(part.actor) if part.actor is not None else part.text)
        for part in one.parts
    ]
    first = None if when is None else when.first_precise or when.first_imprecise
    last = None if when is None else when.last_precise or when.last_imprecise
    return (
        words.speaker(one),
        BY[one.act].removesuffix(" by"),
        one.predicate if one.predicate != "states" else f"states: {one.verb}",
        "yes" if one.against else "no",
        "yes" if one.hedged else "no",
        "; ".join(text for role, text in named if role == "agent"),
        "; ".join(f"{role}: {text}" for role, text in named if role != "agent"),
        "; ".join(one.fields),
        when.text.exact if when is not None and when.text is not None else "",
        "" if first is None else first.earliest,
        "" if last is None else last.latest,
        quote(claim),
        words.documents[one.document].name,
        str(one.start),
        str(one.end),
        one.review,
        one.claim,
    )
