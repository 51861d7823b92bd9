"""Legal-case sheets: the steps that are said to have been taken against somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from careo.model.order import name_key
from careo.model.predicates import OWN_STEPS, PREDICATES, PROCEEDINGS
from careo.model.proceeding import CaseSheet, Proceedings, ProceedingStep
from careo.model.record import ActorId, ClaimId
from careo.model.statement import Cast, Statement
from careo.structure.amounts import amounts
from careo.structure.marks import mark, place
from careo.structure.timeline import bounds

STEPS = tuple(name for name in PREDICATES if name in PROCEEDINGS)
"""The predicates of proceedings, in the order of the list, which is that of the steps."""

Step = tuple[ClaimId, int]
"""A step by its claim and the relation's index in it."""

_UNDATED = "9999-12-31"


def proceedings(statements: Iterable[Statement], cast: Cast) -> Proceedings:
    """Return one sheet for each that something is said to have been done to.

    Every claim keeps its own step: where two give two lengths of a sentence, both stand there.
    Denied and negated steps are kept, and marked.
    """
    found: defaultdict[tuple[ActorId | None, str], dict[Step, Statement]] = defaultdict(dict)
    for one in sorted(statements, key=place):
        if one.saying or one.predicate not in STEPS:
            continue
        for part in one.played("agent" if one.predicate in OWN_STEPS else "patient"):
            actor = cast.get(part.actor) if part.actor is not None else None
            known = actor is not None and actor.identified != "unknown"
            key = (part.actor, "") if known else (None, " ".join(part.text.split()))
            found[key].setdefault((one.claim, one.relation), one)
    sheets = [
        CaseSheet(
            actor=actor,
            words=words,
            steps=tuple(_step(one, cast) for one in sorted(held.values(), key=_order)),
        )
        for (actor, words), held in found.items()
    ]
    return Proceedings(sheets=tuple(sorted(sheets, key=lambda sheet: _by_name(sheet, cast))))


def _step(one: Statement, cast: Cast) -> ProceedingStep:
    def texts(*roles: str) -> tuple[str, ...]:
        names = []
        for part in one.played(*roles):
            actor = cast.get(part.actor) if part.actor is not None else None
            names.append(actor.names[0] if actor is not None and actor.names else part.text)
        return tuple(dict.fromkeys(names))

    def words(role: str) -> str:
        return ", ".join(dict.fromkeys(part.text for part in one.played(role)))

    return ProceedingStep(
        predicate=one.predicate,
        mark=mark(one),
        by=() if one.predicate in OWN_STEPS else texts("agent"),
        courts=texts("court"),
        charges=texts("charge"),
        matter=words("domain"),
        duration=words("duration"),
        terms=amounts(part.text for part in one.played("duration")),
        amount=words("amount"),
        place=words("place"),
        when=one.when,
    )


def _order(one: Statement) -> tuple[int, str]:
    begins, ends = bounds(one.when) if one.when is not None else (None, None)
    first = begins or ends
    return STEPS.index(one.predicate), _UNDATED if first is None else first.earliest


def _by_name(sheet: CaseSheet, cast: Cast) -> tuple[bool, tuple[str, str], str]:
    actor = cast[sheet.actor] if sheet.actor is not None else None
    label = sheet.words if actor is None else actor.name
    return actor is None or actor.identified != "named", name_key(label), sheet.actor or ""
