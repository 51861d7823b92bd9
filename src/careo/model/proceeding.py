"""Legal-case sheets: what is said of the proceedings against somebody."""

from __future__ import annotations

from careo.model.amount import Amount
from careo.model.record import ActorId, Record
from careo.model.structure import Mark
from careo.model.time import When


class ProceedingStep(Record, frozen=True):
    """One step, as one claim tells it; two lengths of one sentence are two steps.

    Attributes:
        predicate: ``detained``, ``charged``, ``convicted`` …
        mark: The claim.
        by: Those said to take the step, as written: a court, an office.
        courts: The courts, as written.
        charges: What for, as written.
        matter: What is pleaded or appealed, as written ("not guilty").
        duration: The length of a sentence or a detention, as written: an amount, never a date.
        terms: The lengths that can be read, in one spelling ("P21Y8M"); two stay two.
        amount: A fine, as written.
        place: As written.
        when: As the claim has it.
    """

    predicate: str
    mark: Mark
    by: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    matter: str = ""
    duration: str = ""
    terms: tuple[Amount, ...] = ()
    amount: str = ""
    place: str = ""
    when: When | None = None


class CaseSheet(Record, frozen=True):
    """The steps of the proceedings against one actor, in order of step, then of date.

    Attributes:
        actor: The person or body; None where the words name nobody.
        words: How it is called where it is no actor.
        steps: What is said.
    """

    actor: ActorId | None
    words: str
    steps: tuple[ProceedingStep, ...]


class Proceedings(Record, frozen=True):
    """All case sheets, by name, those not named last."""

    sheets: tuple[CaseSheet, ...]
